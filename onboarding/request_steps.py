"""The one place that decides how far a request is, for the institution and for the school, and says it in a sentence.

Both read the same words from the moment that a place is agreed. Before that the institution reads its own work: a
proposal, fixed, asked, agreed by the leerplaats. The school then reads that the institution looks for a place.
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, F, OuterRef, Prefetch, Q, Value, When
from django.utils import timezone

from onboarding.enums import PlaceAnswer, PlacementStatus, ProposalStatus, RequestStep
from onboarding.models import Placement, PlacementRequest, PlaceQuestion, Proposal
from profiles.dutch import plain_date

LEADS_SOMEWHERE = (RequestStep.PROPOSED, RequestStep.LOCKED, RequestStep.ASKED, RequestStep.ACCEPTED)
INSIDE = (RequestStep.NEW, RequestStep.WITHOUT, *LEADS_SOMEWHERE)
HAS_PLACE = (
    RequestStep.AGREED,
    RequestStep.INFORMED,
    RequestStep.REFUSED,
    RequestStep.COMING,
    RequestStep.STARTED,
    RequestStep.FINISHED,
)
NO_PLACE = (RequestStep.DELIVERED, RequestStep.SEARCHING, *INSIDE, RequestStep.LAPSED)
FOR_SCHOOL = tuple(step for step in RequestStep if step not in INSIDE)
FOR_INSTITUTION = tuple(step for step in RequestStep if step not in (RequestStep.DELIVERED, RequestStep.SEARCHING))
KINDS = {
    RequestStep.DELIVERED: "rust",
    RequestStep.NEW: "rust",
    RequestStep.SEARCHING: "bezig",
    RequestStep.WITHOUT: "mist",
    RequestStep.PROPOSED: "bezig",
    RequestStep.LOCKED: "bezig",
    RequestStep.ASKED: "bezig",
    RequestStep.ACCEPTED: "bezig",
    RequestStep.REFUSED: "mist",
    RequestStep.STOPPED: "rust",
    RequestStep.LAPSED: "mist",
    RequestStep.WITHDRAWN: "rust",
}


def with_step(requests, today, *, institutions=()):
    """The requests, each with its `step` (a value of RequestStep): the first one that holds.

    Only of `institutions` (ids) it tells what is proposed, fixed or asked.
    """
    theirs = Placement.objects.filter(request=OuterRef("pk"))
    proposals = Proposal.objects.filter(request=OuterRef("pk"))
    standing, own = theirs.on_a_place(), Q(institution__in=institutions)
    lapsed = Exists(theirs.filter(status=PlacementStatus.CANCELLED))
    steps = (
        (Exists(standing.filter(ends_on__lt=today)), RequestStep.FINISHED),
        (Exists(standing.filter(starts_on__lte=today)), RequestStep.STARTED),
        (Exists(standing.filter(cannot_come_at__isnull=False)), RequestStep.REFUSED),
        (Exists(standing.filter(student_agreed_at__isnull=False)), RequestStep.COMING),
        (Exists(standing.filter(status=PlacementStatus.INFORMED)), RequestStep.INFORMED),
        (Exists(standing), RequestStep.AGREED),
        (Exists(theirs.active()), RequestStep.STOPPED),  # it stands, and keeps no place
        (Q(withdrawn_at__isnull=False), RequestStep.WITHDRAWN),
        *((own & Q(condition), step) for condition, step in _koppeling(proposals.filter(offer__isnull=False))),
        (lapsed, RequestStep.LAPSED),
        (own & Q(Exists(proposals)), RequestStep.WITHOUT),
        (own, RequestStep.NEW),
        (Exists(proposals), RequestStep.SEARCHING),
    )
    return requests.annotate(
        step=Case(
            *(When(condition, then=Value(step.value)) for condition, step in steps),
            default=Value(RequestStep.DELIVERED.value),
            output_field=CharField(),
        )
    )


def _koppeling(placed):
    """The steps of a koppeling with a place; an answer counts as long as the koppeling has that place."""
    answers = PlaceQuestion.objects.filter(request=OuterRef("pk"), request__proposal__offer=F("offer"))
    return (
        (Exists(answers.filter(answer=PlaceAnswer.ACCEPTED)), RequestStep.ACCEPTED),
        (Exists(answers.waiting()), RequestStep.ASKED),
        (Exists(placed.filter(status=ProposalStatus.LOCKED)), RequestStep.LOCKED),
        (Exists(placed), RequestStep.PROPOSED),
    )


def for_rows(requests):
    """The requests of `with_step` with everything that a Row of the school shows."""
    made = Placement.objects.select_related("leerplaats__location").order_by("-confirmed_at", "-pk")
    return requests.select_related(
        "student", "school", "programme", "period", "institution", "source"
    ).prefetch_related(Prefetch("placements", queryset=made, to_attr="placements_made"))


def for_institution_rows(requests):
    """The requests of `with_step` with everything that a Row of the institution shows."""
    questions = PlaceQuestion.objects.waiting().order_by("asked_at")
    return (
        for_rows(requests)
        .select_related("proposal__offer__leerplaats", "proposal__locked_by")
        .prefetch_related(Prefetch("questions", queryset=questions, to_attr="questions_waiting"))
    )


@dataclass(frozen=True)
class Row:
    """One request with how far it is."""

    request: PlacementRequest

    @property
    def step(self):
        """The step as a RequestStep."""
        return RequestStep(self.request.step)

    @property
    def kind(self):
        """The kind of the status."""
        return KINDS.get(self.step, "klaar")

    @property
    def label(self):
        """The step in words; of a stage that stops early with its last day."""
        if self.step == RequestStep.STOPPED:
            return f"{'Gestopt' if self._is_past else 'Stopt'} op {plain_date(self.ends_on)}"
        return self.step.label

    @property
    def _is_past(self):
        return self.ends_on < timezone.localdate()

    @property
    def placement(self):
        """The stage that stands."""
        return self._first(cancelled=False)

    @property
    def lapsed(self):
        """The last stage that lapsed."""
        return self._first(cancelled=True)

    @property
    def leerplaats(self):
        """Where the stage is, or for the institution where a koppeling leads; None when there is none."""
        if self.placement:
            return self.placement.leerplaats
        return self.request.proposal.offer.leerplaats if self.step in LEADS_SOMEWHERE else None

    @property
    def why(self):
        """Why it lapsed, was withdrawn or the student cannot come, in the general words; empty for the other steps."""
        if self.step == RequestStep.WITHDRAWN:
            return self.request.get_withdraw_reason_display()
        if self.step == RequestStep.REFUSED:
            return self.placement.get_cannot_come_reason_display()
        return self.lapsed.get_cancel_reason_display() if self.step == RequestStep.LAPSED else ""

    @property
    def starts_on(self):
        """The first day: of the stage, else as it was asked."""
        return self.placement.starts_on if self.placement else self.request.starts_on

    @property
    def ends_on(self):
        """The last day: of the stage, else as it was asked."""
        return self.placement.ends_on if self.placement else self.request.ends_on

    @property
    def sentence(self):
        """The step and what comes next, as both school and institution read it; what is inside only the institution."""
        name, institution = self.request.student.given_name, self.request.institution.name
        match self.step:
            case RequestStep.DELIVERED:
                return f"{name} staat op de lijst van {institution}. Het koppelen is nog niet begonnen."
            case RequestStep.SEARCHING:
                return f"{institution} zoekt een plek voor {name}. Jullie horen het als de plek bekend is."
            case RequestStep.LAPSED:
                return f"De plek van {name} is vervallen. {institution} zoekt een andere plek."
            case RequestStep.WITHDRAWN:
                return f"{name} zoekt geen plek meer bij {institution}."
            case RequestStep.AGREED:
                return f"De plek is afgesproken. De mail aan {name} is nog niet weg."
            case RequestStep.INFORMED:
                return f"De plek is bekend. {name} heeft nog niet gezegd: ik kom."
            case RequestStep.REFUSED:
                said = plain_date(timezone.localdate(self.placement.cannot_come_at))
                line = f"De plek is bekend. {name} zei op {said}: ik kan niet."
                return f"{line} {institution} beslist hoe het verder gaat."
            case RequestStep.COMING:
                return f"{name} komt en start op {plain_date(self.starts_on)}."
            case RequestStep.STARTED:
                return f"{name} is gestart op {plain_date(self.starts_on)}."
            case RequestStep.FINISHED:
                return f"De stage liep tot en met {plain_date(self.ends_on)}."
            case RequestStep.STOPPED:
                return f"De stage {'stopte' if self._is_past else 'stopt'} eerder dan gepland."
        return self._inside(name)

    def _inside(self, name):
        place = self.leerplaats and self.leerplaats.name
        match self.step:
            case RequestStep.NEW:
                return f"{name} staat op de lijst, maar zat nog niet in een voorstel."
            case RequestStep.WITHOUT:
                return f"We vonden nog geen plek voor {name}. Zoek zelf een plek, of maak een nieuw voorstel."
            case RequestStep.PROPOSED:
                return f"Het voorstel is: {name} gaat naar {place}. Dit staat nog niet vast."
            case RequestStep.LOCKED:
                fixed = self.request.proposal
                if not fixed.locked_by:
                    return f"{name} staat vast op {place}."
                return f"{fixed.locked_by.name} zette {name} op {plain_date(fixed.locked_at)} vast op {place}."
            case RequestStep.ASKED:
                due_on = plain_date(self.request.questions_waiting[-1].due_on)
                return f"We vroegen {place} of {name} kan komen. Antwoord uiterlijk op {due_on}."
        return f"{place} is akkoord. Bevestig de stage, dan hoort {name} het."

    def _first(self, *, cancelled):
        status = PlacementStatus.CANCELLED
        return next((one for one in self.request.placements_made if (one.status == status) == cancelled), None)
