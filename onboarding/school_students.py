"""The students of a school as the school follows them: how far each is, who guides there, totals and a download."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q

from onboarding.enums import RequestStep
from onboarding.models import PlacementRequest
from onboarding.request_steps import HAS_PLACE, Row, with_step
from profiles.enums import Role
from profiles.models import AuditEvent, Membership


def requests_of_school(identity, today):
    """The requests of the own students, each with its `step` (a RequestStep), in the order of the page."""
    requests = PlacementRequest.objects.filter(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
    return with_step(requests, today).order_by(
        "-period__starts_on", "institution__name", "student__sort_name", "starts_on", "pk"
    )


@dataclass(frozen=True)
class Total:
    """How many students of one institution and period have a place."""

    institution: str
    period: str
    asked: int
    placed: int
    withdrawn: int = 0
    stopped: int = 0

    @property
    def sentence(self):
        """ "Kadeburg: 31 van 45 hebben een plek", a good sentence for one student too, with who stopped or withdrew."""
        stopped = f"{self.stopped} eerder gestopt" if self.stopped else ""
        gone = f"{self.withdrawn} ingetrokken" if self.withdrawn else ""
        return f"{self.institution}: {', '.join(filter(None, (self._seeking, stopped, gone)))}"

    @property
    def _seeking(self):
        if not self.asked:
            return ""
        if not self.placed and (self.withdrawn or self.stopped or self.asked == 1):
            return f"{self.asked} {'zoekt' if self.asked == 1 else 'zoeken'} een plek"
        if self.asked == 1:
            return "1 student, met een plek"
        verb = "heeft" if self.placed == 1 else "hebben"
        return f"{self.placed} van {self.asked} {verb} een plek"

    @property
    def kind(self):
        """The kind of status: ready when everybody has a place; plain when nobody looks for one any more."""
        if not self.asked:
            return "rust"
        return "klaar" if self.placed == self.asked else "bezig"


def totals(requests):
    """A Total per period and institution; whoever stopped early or withdrew is counted apart."""
    left, stopped = Q(step=RequestStep.WITHDRAWN), Q(step=RequestStep.STOPPED)
    rows = (
        requests.order_by("-period__starts_on", "institution__name")
        .values("period__name", "institution__name")
        .annotate(
            asked=Count("pk", filter=~left & ~stopped),
            placed=Count("pk", filter=Q(step__in=HAS_PLACE)),
            withdrawn=Count("pk", filter=left),
            stopped=Count("pk", filter=stopped),
            first=F("period__starts_on"),
        )
    )
    return [
        Total(
            row["institution__name"],
            row["period__name"],
            row["asked"],
            row["placed"],
            row["withdrawn"],
            row["stopped"],
        )
        for row in rows
    ]


@dataclass(frozen=True)
class SchoolRow(Row):
    """One request on the page of the school."""

    leaders: tuple = ()  # the praktijkopleiders of its leerplaats
    changes: tuple = ()  # (what changed in words, moment) of the stage since it was known

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
                *self.changes,
                ("Genoteerd: de stage stopt eerder", stands.stopped_at),
            ]
        if asked.withdrawn_at:
            found.append(("Teruggetrokken", asked.withdrawn_at))
        return sorted(((words, moment) for words, moment in found if moment), key=lambda pair: pair[1])


def rows_of(requests):
    """A SchoolRow per request of `for_rows`, with the praktijkopleiders of all of them in one go."""
    requests = list(requests)
    places = {one.pk: Row(one).placement for one in requests}
    stages = [placement for placement in places.values() if placement]
    leaders, changes = leaders_by_leerplaats(placement.leerplaats for placement in stages), _changes(stages)
    return [
        SchoolRow(one, leaders.get(placement.leerplaats_id, ()), changes.get(placement.pk, ()))
        if placement
        else SchoolRow(one)
        for one, placement in ((one, places[one.pk]) for one in requests)
    ]


def _changes(stages):
    """Per key of a stage (what changed, moment) of each change, in one query."""
    subjects = {f"{stage._meta.label_lower}:{stage.pk}": stage.pk for stage in stages}
    events = AuditEvent.objects.filter(what="placement.changed", subject__in=subjects) if subjects else ()
    found = defaultdict(tuple)
    for event in events:
        told = [f"{label.lower()} {new} (was {old})" for label, (old, new) in event.detail.get("changed", {}).items()]
        if told:
            found[subjects[event.subject]] += ((f"Veranderd: {', '.join(told)}", event.at),)
    return found


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
            row.step.label,  # without the day: that has a column of its own, and this one is to sort by
            row.why,
            stands.leerplaats.name if stands else "",
            stands.leerplaats.location.name if stands else "",
            row.starts_on,
            row.ends_on,
            ", ".join(leader.name for leader in row.leaders),
            ", ".join(leader.email for leader in row.leaders),
        )
