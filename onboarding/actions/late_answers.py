"""Telling the coordinators that a leerplaats did not answer: once per question, on the day after the last one."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.actions.staff_mails import coordinators_of, queue_staff_mails
from onboarding.models import Message, PlaceQuestion
from onboarding.room import hold
from profiles.dutch import count

STILL_NEWS = timedelta(days=7)  # a worker that stood still that long sends no old news


def tell_late_answers(today=None):
    """Mail the coordinators about questions whose last day is over; returns about how many questions.

    All questions of an institution with the same last day are late together, so that day is told in one mail to each
    coordinator. Nobody can ask with a day that is over: what is told is complete.
    """
    today = today or timezone.localdate()
    late = _late().filter(due_on__lt=today, due_on__gte=today - STILL_NEWS)
    days = late.order_by().values_list("institution_id", "due_on").distinct()
    return sum(_tell(institution, due_on) for institution, due_on in sorted(days))


def told_on(institution, days):
    """When the coordinators of `institution` were mailed about each of these last days; one query."""
    keys = {_key(institution.pk, day): day for day in days}
    prefix = f"question-late:{institution.pk}:"
    mails = Message.objects.filter(institution=institution, key__startswith=prefix) if keys else Message.objects.none()
    found = {}
    for key, created in mails.order_by("-created_at").values_list("key", "created_at"):
        day = keys.get(key.rpartition(":")[0])
        if day:
            found[day] = created
    return found


def _late():
    return PlaceQuestion.objects.waiting().filter(request__proposal__offer=F("offer"))


def _key(institution_pk, due_on):
    return f"question-late:{institution_pk}:{due_on:%Y-%m-%d}"


@transaction.atomic
def _tell(institution_pk, due_on):
    """Under the lock of the institution, so that of two workers the second finds the mail of the first."""
    hold(institutions=[institution_pk])
    key = _key(institution_pk, due_on)
    if Message.objects.filter(key__startswith=f"{key}:").exists():
        return 0
    questions = list(
        _late()
        .filter(institution=institution_pk, due_on=due_on)
        .select_related("institution", "request__student", "request__programme", "request__period", "offer__leerplaats")
        .order_by("request__period__starts_on", "request__student__sort_name", "pk")
    )
    if not questions:
        return 0
    institution = questions[0].institution
    mails = queue_staff_mails(
        key=key,
        institution=institution,
        people=coordinators_of(institution),
        subject=_subject(questions),
        template="place_late",
        context={
            "questions": questions,
            "due_on": due_on,
            "periods": list(dict.fromkeys(question.request.period for question in questions)),
        },
    )
    return len(questions) if mails else 0


def _subject(questions):
    if len(questions) == 1:
        return (
            f"Nog geen antwoord van {questions[0].offer.leerplaats.name} over {questions[0].request.student.short_name}"
        )
    return f"Nog geen antwoord: {count(len(questions), 'vraag', 'vragen')} over studenten"
