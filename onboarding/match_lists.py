"""Lists of a period for on paper: who goes where, per school or per leerplaats."""

from dataclasses import dataclass
from datetime import date

from onboarding.crowded import given_away
from onboarding.enums import ProposalStatus
from onboarding.models import Placement, Proposal
from onboarding.newcomers import newcomers

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
    """(heading, rows) per school or per leerplaats, by name; who has no place comes last among leerplaatsen."""
    rows = [*_placed(institution, period), *_proposed(institution, period), *_new(institution, period)]
    groups = {}
    for row in sorted(rows, key=lambda row: (row.leerplaats if by_school else "", row.programme, row.student)):
        groups.setdefault(row.school if by_school else row.leerplaats, []).append(row)
    return sorted(groups.items(), key=lambda pair: (pair[0] == WITHOUT, pair[0]))


def _placed(institution, period):
    stages = Placement.objects.active().filter(institution=institution, request__period=period)
    for stage in stages.select_related("student", "school", "leerplaats", "request__programme"):
        yield _row(stage.student, stage.school, stage.request, stage.leerplaats, stage.starts_on, "Bevestigd")


def _proposed(institution, period):
    rows = Proposal.objects.filter(institution=institution, request__period=period)
    rows = rows.exclude(status=ProposalStatus.CONFIRMED)
    rows = list(rows.select_related("request__student", "request__school", "request__programme", "offer__leerplaats"))
    taken = given_away(rows)
    for row in rows:
        request, place = row.request, row.offer and row.offer.leerplaats
        status = row.get_status_display() if place else "Geen plek"
        if row.pk in taken:
            status = f"Let op: de plek is vastgezet voor {taken[row.pk]}"
        yield _row(request.student, request.school, request, place, request.starts_on, status)


def _new(institution, period):
    if not Proposal.objects.filter(institution=institution, request__period=period).exists():
        return
    for request in newcomers(institution, period).select_related("school"):
        yield _row(request.student, request.school, request, None, request.starts_on, "Nog niet in een voorstel")


def _row(student, school, request, leerplaats, starts_on, status):
    return ListRow(
        student=student.name,
        school=school.name,
        programme=request.programme.name,
        year=request.year,
        leerplaats=leerplaats.name if leerplaats else WITHOUT,
        starts_on=starts_on,
        status=status,
    )
