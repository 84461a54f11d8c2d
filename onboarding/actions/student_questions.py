"""Stel je vraag: asking, answering, passing on, closing, and reminding who forgets. Mails never hold the text."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import queue, student_message
from onboarding.actions.staff_mails import queue_staff_mails
from onboarding.asked_people import readers_of
from onboarding.enums import MessageKind
from onboarding.models import Placement, QuestionReply, StudentQuestion
from onboarding.student_questions import TO_MY_ROLE, WITH_REPLIES, answer_day, thread_mark, urgent_phone
from profiles.dutch import long_date
from profiles.models import AuditEvent

SAME_WITHIN = timedelta(minutes=30)  # the same words again within this time are a second click


class QuestionClosed(Exception):
    """Nobody can write in this thread any more."""


class ThreadMoved(Exception):
    """Somebody else answered or passed it on since the page was opened."""


@transaction.atomic
def ask_question(*, placement, role, text, by):
    """Ask `role` something about `placement`; the same question twice is one. Returns the StudentQuestion.

    Who has the role gets a mail, and the student gets one as a proof. Raises QuestionClosed after the stage.
    """
    current = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    today = timezone.localdate()
    if current.cancelled_at or current.ends_on < today:
        raise QuestionClosed
    since = timezone.now() - SAME_WITHIN
    same = current.questions.filter(asked_role=role, text=text, asked_at__gte=since, closed_at=None).first()
    if same:
        return same
    question = StudentQuestion.objects.create(
        placement=placement,
        institution_id=placement.institution_id,
        asked_role=role,
        text=text,
        answer_by=answer_day(today),
    )
    _mail_readers(question, f"student-question:{question.pk}", "student_question", by=by)
    _mail_student(question, f"student-question-copy:{question.pk}", "student_question_copy", _copy_subject(question))
    return question


@transaction.atomic
def say_more(*, question, text, by):
    """The student writes something after the question. Raises QuestionClosed. The same words twice are one."""
    current = _locked(question)
    if _said_already(current, text, by):
        return
    reply = _say(current, text, by, by_student=True)
    current.waits_for_staff, current.answer_by = True, answer_day(timezone.localdate())
    current.reminded_at = None
    current.save(update_fields=["waits_for_staff", "answer_by", "reminded_at"])
    _mail_readers(current, f"student-reply:{reply.pk}", "student_question", by=by)


@transaction.atomic
def answer_question(*, question, text, seen, by):
    """Answer a student, who gets a mail. `seen` is the thread_mark that the person saw.

    Raises QuestionClosed, and ThreadMoved when something was said meanwhile. The same words twice are one.
    """
    current = _locked(question)
    if _said_already(current, text, by):
        return
    if thread_mark(current) != seen:
        raise ThreadMoved
    reply = _say(current, text, by, by_student=False)
    current.waits_for_staff = False
    current.save(update_fields=["waits_for_staff"])
    subject = f"{current.placement.student.given_name}, je hebt antwoord op je vraag"
    _mail_student(current, f"student-answer:{reply.pk}", "student_answer", subject)


@transaction.atomic
def pass_on(*, question, role, seen, by):
    """Give the question to another role, with a new day; that role and the student get a mail.

    Raises QuestionClosed, and ThreadMoved when something was said or it was passed on meanwhile.
    """
    current = _locked(question)
    if current.asked_role == role:
        return
    if thread_mark(current) != seen:
        raise ThreadMoved
    QuestionReply.objects.create(question=current, institution_id=current.institution_id, author=by, passed_to=role)
    current.earlier_role, current.asked_role, current.waits_for_staff = current.asked_role, role, True
    current.answer_by, current.reminded_at = answer_day(timezone.localdate()), None
    current.save(update_fields=["earlier_role", "asked_role", "waits_for_staff", "answer_by", "reminded_at"])
    number = current.replies.count()
    subject = f"{current.placement.student.given_name}, je vraag is doorgegeven"
    _mail_readers(current, f"student-question-passed:{current.pk}:{number}", "student_question", by=by)
    _mail_student(current, f"student-passed:{current.pk}:{number}", "student_question_passed", subject)
    AuditEvent.record(
        "student_question.passed", current.placement, by=by, institution=current.placement.institution, role=role
    )


@transaction.atomic
def close_question(*, question, by):
    """The student has the answer. Returns whether it was still open."""
    open_one = StudentQuestion.objects.filter(pk=question.pk, closed_at=None)
    return bool(open_one.update(closed_at=timezone.now(), closed_by=by, waits_for_staff=False))


def remind_of_questions(today=None):
    """Remind who did not answer before the promised day, once for that day; returns how many questions."""
    today = today or timezone.localdate()
    late = StudentQuestion.objects.waiting(today).filter(answer_by__lt=today, reminded_at=None)
    return sum(_remind(pk, today) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk, today):
    late = StudentQuestion.objects.waiting(today).filter(answer_by__lt=today, reminded_at=None)
    question = late.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if question is None:
        return 0
    question = _whole(pk)
    StudentQuestion.objects.filter(pk=pk).update(reminded_at=timezone.now())
    _mail_readers(question, f"student-question-late:{pk}:{question.answer_by}", "student_question_late", by=None)
    return 1


def _whole(pk):
    return StudentQuestion.objects.with_people().prefetch_related(WITH_REPLIES).get(pk=pk)


def _locked(question):
    """The question as it is now, locked. Raises QuestionClosed."""
    StudentQuestion.objects.select_for_update().get(pk=question.pk)
    current = _whole(question.pk)
    if not current.is_standing(timezone.localdate()):
        raise QuestionClosed
    return current


def _said_already(question, text, by):
    last = [reply for reply in question.replies.all() if not reply.passed_to][-1:]
    return bool(last) and last[0].author_id == by.pk and last[0].text == text


def _say(question, text, by, *, by_student):
    return QuestionReply.objects.create(
        question=question, institution_id=question.institution_id, author=by, by_student=by_student, text=text
    )


def _mail_readers(question, key, template, *, by):
    student = question.placement.student.short_name
    last_day = long_date(question.answer_by)
    subject = f"{student} heeft een vraag. Antwoord uiterlijk {last_day}"
    if template == "student_question_late":
        subject = f"{student} wacht nog op je antwoord"
    queue_staff_mails(
        key=key,
        institution=question.placement.institution,
        people=[user for user in readers_of(question) if user != by],
        subject=subject,
        template=template,
        context={"question": question},
        kind=MessageKind.QUESTION,
    )


def _copy_subject(question):
    return f"{question.placement.student.given_name}, je vraag is aangekomen"


def _mail_student(question, key, template, subject):
    context = {
        "question": question,
        "placement": question.placement,
        "role": TO_MY_ROLE[question.asked_role],
        "page": settings.SITE_URL + reverse("my-question-detail", args=[question.pk]),
        "phone": urgent_phone(question.placement),
        "site": settings.SITE_NAME,
    }
    body = render_to_string(f"emails/{template}.txt", context)
    queue([student_message(key, question.placement, subject, body, kind=MessageKind.QUESTION)])
