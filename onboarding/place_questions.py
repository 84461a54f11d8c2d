"""Questions to leerplaatsen as people read them: which one belongs to a koppeling, whether it fits, what waits."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from onboarding.enums import MessageStatus, PlaceAnswer, Refusal
from onboarding.matching.stays import moments
from onboarding.models import Message, Placement, PlaceQuestion, StudentQuestion
from onboarding.room import load_room, stay_of
from profiles.dutch import count, long_date
from profiles.enums import Role
from profiles.models import Institution, PlaceLimit

STUDENTS_SHOWN = 5


def questions_of(proposals):
    """Per key of a koppeling the question about the place it has now, or about the one it lost; one query."""
    rows = list(proposals)
    found = (
        PlaceQuestion.objects.filter(request__in=[one.request_id for one in rows])
        .exclude(answer=PlaceAnswer.WITHDRAWN)
        .select_related("offer__leerplaats", "answered_by")
        .order_by("asked_at", "pk")
    )
    by_request = {}
    for question in found:
        by_request.setdefault(question.request_id, []).append(question)
    return {
        one.pk: mine[-1]
        for one in rows
        if (mine := [q for q in by_request.get(one.request_id, ()) if one.offer_id in (q.offer_id, None)])
    }


def standing(questions):
    """Those of `questions` that wait, about a place that the koppeling still has."""
    return questions.waiting().filter(request__proposal__offer=F("offer"))


@dataclass(frozen=True)
class Row:
    """A question with what a leerplaats must know to answer it."""

    question: PlaceQuestion
    fits: bool
    sentences: tuple[str, ...]


def with_room(questions):
    """A Row for each of `questions` (offer and request at hand): whether the student fits; in a fixed number of
    queries."""
    questions = list(questions)
    room = load_room([question.offer for question in questions])
    keys = [int(tally.limit.key) for tally in room.tallies]
    names = {str(limit.pk): limit for limit in PlaceLimit.objects.filter(pk__in=keys)}
    return [_row(question, room, names) for question in questions]


def _row(question, room, limits):
    stay = stay_of(question.request)
    seats = room.seats[question.offer_id]
    refusal = seats.refusal(question.request.school_id)
    lines = [_seats_in_words(seats, refusal)]
    fits = refusal is None
    for tally in room.tallies:
        if question.offer.leerplaats_id not in tally.limit.leerplaatsen:
            continue
        limit = limits[tally.limit.key]
        most = max((tally.count[moment] for moment in moments(stay, tally.limit.per_day)), default=0) + 1
        lines.append(f"{limit.name}: met deze student {most}, hoogstens {limit.number} {limit.get_per_display()}.")
        fits = fits and most <= limit.number
    return Row(question, fits, tuple(lines))


def _seats_in_words(seats, refusal):
    if refusal is None:
        left = seats.number - len(seats.taken)
        return f"Voor deze opleiding: {count(left, 'plek', 'plekken')} vrij van {seats.number}."
    if refusal.why == Refusal.HELD:
        return "De plekken die over zijn, houdt jullie instelling vrij."
    return f"Voor deze opleiding: alle {seats.number} plekken zijn bezet." if seats.number else "Er is geen plek meer."


@dataclass(frozen=True)
class Attention:
    """Something that waits for this person: a sentence, and where to go."""

    sentence: str
    label: str
    address: str


def waiting_for(identity):
    """What waits for this person in koppelen and confirmed stages, the most urgent first: at most six queries."""
    found = []
    if identity.has(Role.PRAKTIJKOPLEIDER, Role.COORDINATOR):
        asked = StudentQuestion.objects.for_role_of(identity).waiting(timezone.localdate()).count()
        if asked:
            words = count(asked, "vraag van een student wacht", "vragen van studenten wachten")
            found.append(Attention(f"{words} op je antwoord.", "Lees en antwoord", reverse("student-question-list")))
    if identity.has(Role.PRAKTIJKOPLEIDER):
        mine = standing(PlaceQuestion.objects.visible_to(identity)).count()
        if mine:
            words = count(mine, "vraag over een student wacht", "vragen over studenten wachten")
            found.append(Attention(f"{words} op je antwoord.", "Geef antwoord", reverse("question-list")))
    if identity.has(Role.COORDINATOR):
        institutions = identity.institution_ids(Role.COORDINATOR)
        found += [*_students_who_cannot(institutions), *_answers(institutions), *_mails(institutions)]
        found += _paused(institutions)
    return found


def _students_who_cannot(institutions):
    rows = Placement.objects.active().filter(institution__in=institutions, cannot_come_at__isnull=False)
    for placement in rows.select_related("student", "leerplaats").order_by("starts_on", "pk")[:STUDENTS_SHOWN]:
        name = placement.student.short_name
        sentence = f"{name} zegt: ik kan niet komen op {placement.leerplaats.name}. De plek blijft tot jij beslist."
        yield Attention(sentence, f"Beslis over {name}", reverse("placement-detail", args=[placement.pk]))


def _paused(institutions):
    """The mails that go by themselves and were put on hold, which nobody sees elsewhere."""
    rows = Institution.objects.filter(pk__in=institutions, mails_paused_at__isnull=False)
    for one in rows.select_related("mails_paused_by").order_by("pk"):
        since = f"{long_date(one.mails_paused_at)}, door {one.mails_paused_by.first_name}"
        sentence = f"De mails die vanzelf gaan, staan op pauze sinds {since}."
        yield Attention(sentence, "Bekijk de mails", reverse("mail-list"))


def _mails(institutions):
    failed = Message.objects.filter(institution__in=institutions, status=MessageStatus.FAILED).count()
    if failed:
        sentence = f"{count(failed, 'mail is', 'mails zijn')} niet verstuurd."
        yield Attention(sentence, "Bekijk welke", reverse("mail-list"))


def _answers(institutions):
    declined = Q(answer=PlaceAnswer.DECLINED, request__proposal__offer=None, request__withdrawn_at=None)
    late = Q(answer=PlaceAnswer.ASKED, due_on__lt=timezone.localdate(), request__proposal__offer=F("offer"))
    rows = (
        PlaceQuestion.objects.filter(declined | late, institution__in=institutions, request__proposal__isnull=False)
        .order_by("request__period__starts_on")
        .values("request__period", "request__period__name")
        .annotate(
            declined=Count("request", filter=declined, distinct=True), late=Count("request", filter=late, distinct=True)
        )
    )
    for row in rows:
        parts = []
        if row["declined"]:
            parts.append(
                count(
                    row["declined"],
                    "student kan niet op de gevraagde plek",
                    "studenten kunnen niet op de gevraagde plek",
                )
            )
        if row["late"]:
            parts.append(count(row["late"], "antwoord is te laat", "antwoorden zijn te laat"))
        period = row["request__period"]
        sentence = f"{row['request__period__name']}: {' en '.join(parts)}."
        yield Attention(sentence, "Bekijk en beslis", reverse("question-ask", args=[period]))
