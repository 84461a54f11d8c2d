"""How far the students of a school are, as the school reads it: aangeleverd, plek bekend, student komt, gestart.

A proposal that nobody confirmed is the business of the institution: the school then reads that it looks for a place.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.utils import timezone

from onboarding.enums import PlacementStatus, SchoolStep
from onboarding.models import Placement, PlacementRequest, Proposal
from profiles.dutch import plain_date
from profiles.enums import Role
from profiles.models import Membership

HAS_PLACE = (SchoolStep.KNOWN, SchoolStep.COMING, SchoolStep.STARTED, SchoolStep.FINISHED)
NO_PLACE = (SchoolStep.DELIVERED, SchoolStep.SEARCHING, SchoolStep.LAPSED)
KINDS = {
    SchoolStep.DELIVERED: "rust",
    SchoolStep.SEARCHING: "bezig",
    SchoolStep.LAPSED: "mist",
    SchoolStep.WITHDRAWN: "rust",
}


def requests_of_school(identity, today):
    """The requests of the own students, each with its `step` (a SchoolStep), in the order of the page."""
    theirs = Placement.objects.filter(request=OuterRef("pk"))
    standing = theirs.active()
    steps = (
        (Exists(standing.filter(ends_on__lt=today)), SchoolStep.FINISHED),
        (Exists(standing.filter(starts_on__lte=today)), SchoolStep.STARTED),
        (Exists(standing.filter(student_agreed_at__isnull=False)), SchoolStep.COMING),
        (Exists(standing), SchoolStep.KNOWN),
        (Q(withdrawn_at__isnull=False), SchoolStep.WITHDRAWN),
        (Exists(theirs.filter(status=PlacementStatus.CANCELLED)), SchoolStep.LAPSED),
        (Exists(Proposal.objects.filter(request=OuterRef("pk"))), SchoolStep.SEARCHING),
    )
    step = Case(
        *(When(condition, then=Value(value.value)) for condition, value in steps),
        default=Value(SchoolStep.DELIVERED.value),
        output_field=CharField(),
    )
    return (
        PlacementRequest.objects.filter(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
        .annotate(step=step)
        .order_by("-period__starts_on", "institution__name", "student__sort_name", "starts_on", "pk")
    )


def with_places(requests):
    """The requests with everything a row shows: `placements_made`, the newest first."""
    made = Placement.objects.select_related("leerplaats__location").order_by("-confirmed_at", "-pk")
    return requests.select_related(
        "student", "school", "programme", "period", "institution", "source"
    ).prefetch_related(Prefetch("placements", queryset=made, to_attr="placements_made"))


@dataclass(frozen=True)
class Total:
    """How many students of one institution and period have a place."""

    institution: str
    period: str
    asked: int
    placed: int
    withdrawn: int = 0

    @property
    def sentence(self):
        """ "Kadeburg: 31 van 45 hebben een plek", a good sentence for one student too, with who withdrew."""
        gone = f"{self.withdrawn} ingetrokken" if self.withdrawn else ""
        return f"{self.institution}: {', '.join(filter(None, (self._seeking, gone)))}"

    @property
    def _seeking(self):
        if not self.asked:
            return ""
        if not self.placed and (self.withdrawn or self.asked == 1):
            return f"{self.asked} {'zoekt' if self.asked == 1 else 'zoeken'} een plek"
        if self.asked == 1:
            return "1 student, met een plek"
        verb = "heeft" if self.placed == 1 else "hebben"
        return f"{self.placed} van {self.asked} {verb} een plek"

    @property
    def kind(self):
        """The kind of status: ready when everybody has a place."""
        return "klaar" if self.placed == self.asked else "bezig"


def totals(requests):
    """A Total per period and institution; whoever withdrew is counted apart."""
    left = Q(step=SchoolStep.WITHDRAWN)
    rows = (
        requests.order_by("-period__starts_on", "institution__name")
        .values("period__name", "institution__name")
        .annotate(
            asked=Count("pk", filter=~left),
            placed=Count("pk", filter=Q(step__in=HAS_PLACE)),
            withdrawn=Count("pk", filter=left),
            first=F("period__starts_on"),
        )
    )
    return [
        Total(row["institution__name"], row["period__name"], row["asked"], row["placed"], row["withdrawn"])
        for row in rows
    ]


@dataclass(frozen=True)
class Row:
    """One request on the page: what the school reads of it."""

    request: PlacementRequest
    placement: Placement | None  # the stage that stands
    lapsed: Placement | None  # the last one that does not
    leaders: tuple = ()  # of the praktijkopleiders of its leerplaats

    @property
    def step(self):
        """The step as a SchoolStep."""
        return SchoolStep(self.request.step)

    @property
    def kind(self):
        """The kind of the status."""
        if self.refused_on:
            return "mist"
        return KINDS.get(self.step, "klaar")

    @property
    def label(self):
        """The step in words."""
        return "Student zei: ik kan niet" if self.refused_on else self.step.label

    @property
    def refused_on(self):
        """When the student said "ik kan niet" to the place that stands; None when not, or when the stage began."""
        return self.placement.cannot_come_at if self.step == SchoolStep.KNOWN and self.placement else None

    @property
    def why(self):
        """Why it lapsed, was withdrawn or the student cannot come, in the general words; empty for the other steps."""
        if self.step == SchoolStep.WITHDRAWN:
            return self.request.get_withdraw_reason_display()
        if self.refused_on:
            return self.placement.get_cannot_come_reason_display()
        return self.lapsed.get_cancel_reason_display() if self.step == SchoolStep.LAPSED and self.lapsed else ""

    @property
    def starts_on(self):
        """The first day: of the stage, else as it was asked."""
        return self.placement.starts_on if self.placement else self.request.starts_on

    @property
    def ends_on(self):
        """The last day: of the stage, else as it was asked."""
        return self.placement.ends_on if self.placement else self.request.ends_on

    @property
    def moments(self):
        """What happened when, as (sentence, date), the first one first."""
        asked, stands, lapsed = self.request, self.placement, self.lapsed
        found = []
        if asked.source_id and asked.source.stored_at:
            found.append(("Aangeleverd", asked.source.stored_at))
        if lapsed:
            found += [("Plek bekend", lapsed.confirmed_at), ("Plek vervallen", lapsed.cancelled_at)]
        if stands:
            found += [
                ("Plek bekend" if not lapsed else "Nieuwe plek bekend", stands.confirmed_at),
                ("De student bekeek de pagina van de stage", stands.first_seen_at),
                ("De student zei: ik kom", stands.student_agreed_at),
                ("De student zei: ik kan niet", stands.cannot_come_at),
            ]
        if asked.withdrawn_at:
            found.append(("Teruggetrokken", asked.withdrawn_at))
        return sorted(((words, moment) for words, moment in found if moment), key=lambda pair: pair[1])


def rows_of(requests):
    """A Row per request of `with_places`, with the praktijkopleiders of all of them in one go."""
    requests = list(requests)
    standing = {one.pk: _first(one.placements_made, cancelled=False) for one in requests}
    leaders = leaders_by_leerplaats(placement.leerplaats for placement in standing.values() if placement)
    return [
        Row(
            one,
            standing[one.pk],
            _first(one.placements_made, cancelled=True),
            leaders.get(standing[one.pk].leerplaats_id, ()) if standing[one.pk] else (),
        )
        for one in requests
    ]


def leaders_by_leerplaats(leerplaatsen):
    """The praktijkopleiders (users) by the number of their leerplaats, in two queries for all of them."""
    leerplaatsen = {one.pk: one for one in leerplaatsen}
    memberships = (
        Membership.objects.active()
        .filter(role=Role.PRAKTIJKOPLEIDER, institution__in={one.institution_id for one in leerplaatsen.values()})
        .select_related("user")
        .prefetch_related("leerplaatsen")
        .order_by("user__name", "pk")
    )
    found = defaultdict(list)
    for membership in memberships:
        named = [one.pk for one in membership.leerplaatsen.all()]
        for pk, one in leerplaatsen.items():
            if one.institution_id == membership.institution_id and (not named or pk in named):
                found[pk].append(membership.user)
    return {pk: tuple(users) for pk, users in found.items()}


HEADER = (
    "Periode",
    "Instelling",
    "Studentnummer",
    "Roepnaam",
    "Tussenvoegsel",
    "Achternaam",
    "Opleiding",
    "Leerjaar",
    "Stand",
    "Waarom",
    "Leerplaats",
    "Locatie",
    "Eerste dag",
    "Laatste dag",
    "Praktijkopleiders",
    "E-mail praktijkopleiders",
)


def export_rows(rows):
    """The cells of a download, in the order of HEADER."""
    for row in rows:
        asked, student, stands = row.request, row.request.student, row.placement
        yield (
            asked.period.name,
            asked.institution.name,
            student.student_number,
            student.given_name,
            student.infix,
            student.last_name,
            asked.programme.name,
            asked.year,
            row.label,
            row.why,
            stands.leerplaats.name if stands else "",
            stands.leerplaats.location.name if stands else "",
            row.starts_on,
            row.ends_on,
            ", ".join(leader.name for leader in row.leaders),
            ", ".join(leader.email for leader in row.leaders),
        )


def status_line(row):
    """One sentence with the step and what comes next, for the page of one student."""
    name, institution = row.request.student.given_name, row.request.institution.name
    match row.step:
        case SchoolStep.DELIVERED:
            return f"{name} staat op de lijst van {institution}. Het koppelen is nog niet begonnen."
        case SchoolStep.SEARCHING:
            return f"{institution} zoekt een plek voor {name}. Jullie horen het als de plek bekend is."
        case SchoolStep.LAPSED:
            return f"De plek van {name} is vervallen. {institution} zoekt een andere plek."
        case SchoolStep.WITHDRAWN:
            return f"{name} zoekt geen plek meer bij {institution}."
        case SchoolStep.KNOWN:
            if row.refused_on:
                said = f"{name} zei op {plain_date(timezone.localdate(row.refused_on))}: ik kan niet."
                return f"De plek is bekend. {said} {institution} beslist hoe het verder gaat."
            return f"De plek is bekend. {name} heeft nog niet gezegd: ik kom."
        case SchoolStep.COMING:
            return f"{name} komt en start op {plain_date(row.starts_on)}."
        case SchoolStep.STARTED:
            return f"{name} is gestart op {plain_date(row.starts_on)}."
    return f"De stage liep tot en met {plain_date(row.ends_on)}."


def _first(placements, *, cancelled):
    status = PlacementStatus.CANCELLED
    return next((one for one in placements if (one.status == status) == cancelled), None)
