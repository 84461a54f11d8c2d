"""Lists of a period for on paper: who goes where and how far that is, per school or per leerplaats."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from onboarding.crowded import given_away
from onboarding.enums import RequestStep
from onboarding.models import PlacementRequest
from onboarding.request_steps import Row, for_institution_rows, with_step

WITHOUT = "Nog geen plek"


@dataclass(frozen=True)
class ListRow:
    """One student in a list."""

    student: str
    school: str
    programme: str
    year: int
    leerplaats: str
    starts_on: date
    status: str


def match_groups(institution, period, by_school):
    """(heading, rows) per school or per leerplaats, by name; who has no place comes last among leerplaatsen.

    Before the first proposal only those with a stage are in it.
    """
    requests = PlacementRequest.objects.filter(institution=institution, period=period)
    steps = with_step(requests, timezone.localdate(), institutions=[institution.pk])
    found = list(for_institution_rows(steps.exclude(step=RequestStep.WITHDRAWN)))
    proposals = [one.proposal for one in found if hasattr(one, "proposal")]
    if not proposals:
        found = [one for one in found if one.step != RequestStep.NEW]
    taken = given_away(proposals)
    groups = {}
    rows = (_row(one, taken) for one in found)
    for row in sorted(rows, key=lambda row: (row.leerplaats if by_school else "", row.programme, row.student)):
        groups.setdefault(row.school if by_school else row.leerplaats, []).append(row)
    return sorted(groups.items(), key=lambda pair: (pair[0] == WITHOUT, pair[0]))


def _row(request, taken):
    row = Row(request)
    status = row.label
    if hasattr(request, "proposal") and request.proposal.pk in taken:
        status = f"Let op: de plek is vastgezet voor {taken[request.proposal.pk]}"
    return ListRow(
        student=request.student.name,
        school=request.school.name,
        programme=request.programme.name,
        year=request.year,
        leerplaats=row.leerplaats.name if row.leerplaats else WITHOUT,
        starts_on=row.starts_on,
        status=status,
    )
