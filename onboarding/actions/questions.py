"""Voorleggen: asking a leerplaats whether a student can come, the answer, reminding, and taking the question back."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.actions.staff_mails import coordinators_of, queue_staff_mails
from onboarding.enums import PlaceAnswer, ProposalStatus
from onboarding.models import PlaceQuestion, Proposal
from onboarding.room import hold
from profiles.dutch import count, long_date
from profiles.models import AuditEvent, Membership

ANSWER_WITHIN = timedelta(days=14)
REMIND_BEFORE = timedelta(days=3)


class AlreadyAnswered(Exception):
    """Somebody else answered first, or the question was taken back; `question` says who and what."""

    def __init__(self, question):
        super().__init__(question.answer)
        self.question = question


@dataclass(frozen=True)
class Asked:
    """The new questions, and the leerplaatsen where nobody can read them."""

    questions: tuple[PlaceQuestion, ...]
    unreachable: tuple


def may_be_asked(proposals):
    """Those of `proposals` (a queryset) with a place, not confirmed, that this leerplaats did not answer or decline."""
    known = PlaceQuestion.objects.filter(
        answer__in=[PlaceAnswer.ASKED, PlaceAnswer.ACCEPTED, PlaceAnswer.DECLINED]
    ).values_list("request", "offer")
    open_ones = proposals.filter(offer__isnull=False).exclude(status=ProposalStatus.CONFIRMED)
    pairs = set(known.filter(request__in=open_ones.values("request")))
    return [one for one in open_ones if (one.request_id, one.offer_id) not in pairs]


@transaction.atomic
def ask(*, proposals, due_on, by):
    """Ask the leerplaats of each of `proposals` (a queryset of one institution) whether the student can come.

    Each praktijkopleider gets one mail with all of it. What was asked already is left alone, so a double click asks
    once; a question about a place that the koppeling no longer has is taken back first. Returns Asked.
    """
    hold(institutions=set(proposals.order_by().values_list("institution_id", flat=True)))
    rows = may_be_asked(
        proposals.select_related("institution", "request__student", "request__programme", "offer__leerplaats")
    )
    stale = PlaceQuestion.objects.waiting().filter(request__in=[one.request_id for one in rows])
    _withdraw(list(stale), by)
    questions = PlaceQuestion.objects.bulk_create(
        PlaceQuestion(request=one.request, offer=one.offer, institution=one.institution, due_on=due_on, asked_by=by)
        for one in rows
    )
    AuditEvent.objects.bulk_create(
        AuditEvent.line("question.asked", one, by=by, institution=one.institution, offer=one.offer_id)
        for one in questions
    )
    unreachable = _mail_leaders(questions, "question", "place_question", due_on)
    return Asked(tuple(questions), unreachable)


def _mail_leaders(questions, key, template, due_on):
    """One mail to each praktijkopleider with the questions of their leerplaatsen; returns who cannot be reached."""
    leaders, nobody = {}, []
    for leerplaats in dict.fromkeys(question.offer.leerplaats for question in questions):
        leaders[leerplaats] = [membership.user for membership in Membership.objects.leaders_of(leerplaats)]
        if not leaders[leerplaats]:
            nobody.append(leerplaats)
    per_person = defaultdict(list)
    for question in questions:
        for user in leaders[question.offer.leerplaats]:
            per_person[user].append(question)
    for user, own in per_person.items():
        queue_staff_mails(
            key=f"{key}:{own[0].pk}",
            institution=own[0].institution,
            people=[user],
            subject=_subject(own, due_on),
            template=template,
            context={"questions": own, "due_on": due_on},
        )
    return tuple(nobody)


def _subject(questions, due_on):
    if len(questions) == 1:
        who = f"{questions[0].request.student.short_name} op {questions[0].offer.leerplaats.name}"
        return f"Kan {who}? Antwoord uiterlijk {long_date(due_on)}"
    return f"{count(len(questions), 'student', 'studenten')}: kan dat? Antwoord uiterlijk {long_date(due_on)}"


@transaction.atomic
def accept(*, question, by):
    """The leerplaats says that the student can come. The same answer twice is one; raises AlreadyAnswered."""
    current = _open_question(question, by, PlaceAnswer.ACCEPTED)
    if current:
        _answer(current, PlaceAnswer.ACCEPTED, by)


@transaction.atomic
def decline(*, question, by, reason, explanation=""):
    """The leerplaats says that it cannot; the koppeling is loosened and the student not proposed there again.

    The coordinators get a mail. The same answer twice is one; raises AlreadyAnswered.
    """
    current = _open_question(question, by, PlaceAnswer.DECLINED)
    if current is None:
        return
    current.reason, current.explanation = reason, explanation.strip()
    _answer(current, PlaceAnswer.DECLINED, by)
    name = current.offer.leerplaats.name
    Proposal.objects.filter(request=current.request_id, offer=current.offer_id).exclude(
        status=ProposalStatus.CONFIRMED
    ).update(
        offer=None,
        status=ProposalStatus.PROPOSED,
        locked_by=None,
        locked_at=None,
        reasons={
            "why": [],
            "mind": [],
            "not": [],
            "without": [f"{name} zei: kan niet. {current.get_reason_display()}."],
            "helps": ["Zoek een andere plek, of maak een nieuw voorstel."],
        },
    )
    queue_staff_mails(
        key=f"declined:{current.pk}",
        institution=current.institution,
        people=[user for user in coordinators_of(current.institution) if user != by],
        subject=f"{name} kan {current.request.student.short_name} niet plaatsen",
        template="place_declined",
        context={"question": current},
    )


@transaction.atomic
def withdraw_question(*, question, by):
    """Take a question back: the coordinator decides without an answer. Returns whether it was still open."""
    hold(institutions=[question.institution_id])
    rows = list(PlaceQuestion.objects.waiting().select_for_update(of=("self",)).filter(pk=question.pk))
    _withdraw(rows, by)
    return bool(rows)


def _withdraw(questions, by):
    keys = [question.pk for question in questions]
    PlaceQuestion.objects.filter(pk__in=keys).update(
        answer=PlaceAnswer.WITHDRAWN, answered_at=timezone.now(), answered_by=by
    )
    AuditEvent.objects.bulk_create(
        AuditEvent.line("question.withdrawn", one, by=by, institution=one.institution) for one in questions
    )


def _open_question(question, by, answer):
    """The question, locked, when it waits for an answer; None when `by` gave this answer already."""
    hold(institutions=[question.institution_id])
    PlaceQuestion.objects.select_for_update().get(pk=question.pk)
    current = PlaceQuestion.objects.select_related(
        "institution", "request__student", "offer__leerplaats", "answered_by"
    ).get(pk=question.pk)
    if current.answer == answer and current.answered_by == by:
        return None
    if current.answer != PlaceAnswer.ASKED or not _still_proposed(current):
        raise AlreadyAnswered(current)
    return current


def _still_proposed(question):
    """Whether the koppeling still has this place: a coordinator may have moved it meanwhile."""
    proposals = Proposal.objects.filter(request=question.request_id, offer=question.offer_id)
    return proposals.exclude(status=ProposalStatus.CONFIRMED).exists()


def _answer(question, answer, by):
    question.answer, question.answered_by, question.answered_at = answer, by, timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at", "reason", "explanation"])
    AuditEvent.record(f"question.{answer}", question, by=by, institution=question.institution, offer=question.offer_id)


def remind_leerplaatsen(today=None):
    """Remind the praktijkopleiders of questions that must be answered within days; returns how many questions.

    Once per question. One that is past its day gives no mail more: then the coordinator decides.
    """
    today = today or timezone.localdate()
    waiting = PlaceQuestion.objects.waiting().filter(
        reminded_at=None, due_on__gte=today, due_on__lte=today + REMIND_BEFORE, request__proposal__offer=F("offer")
    )
    days = waiting.order_by().values_list("institution_id", "due_on").distinct()
    return sum(_remind(institution, due_on) for institution, due_on in days)


@transaction.atomic
def _remind(institution, due_on):
    questions = list(
        PlaceQuestion.objects.waiting()
        .select_for_update(of=("self",), skip_locked=True)
        .filter(institution=institution, due_on=due_on, reminded_at=None, request__proposal__offer=F("offer"))
        .select_related("institution", "request__student", "request__programme", "offer__leerplaats")
        .order_by("pk")
    )
    PlaceQuestion.objects.filter(pk__in=[one.pk for one in questions]).update(reminded_at=timezone.now())
    _mail_leaders(questions, "question-reminder", "place_question_reminder", due_on)
    return len(questions)
