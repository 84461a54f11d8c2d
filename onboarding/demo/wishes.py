"""The round of wishes of the period that comes: a last day, students who answered, and students who did not yet."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.links import ensure_student_user
from onboarding.actions.wishes import ask_for_wishes, save_wishes, set_wishes_until
from onboarding.demo.organisations import coordinator
from onboarding.enums import MessageStatus
from onboarding.models import Message, PlacementRequest
from onboarding.wish_answers import Answers, stored_answers
from onboarding.wish_choices import WishChoices
from profiles.models import AuditEvent

INSTITUTION, PERIOD = "kadeburg", 1  # the period that comes
DAYS_LEFT = 9  # to give wishes
ASKED_AGO, ANSWERED_AGO = timedelta(days=6), timedelta(days=4)
ANSWERED_OF_FIVE = 2  # students of every five who gave wishes themselves
KILOMETRES = (15, None, 25, 10, None)
CARS = (False, None, True)


def make_wishes(region, *, institutions, periods, users, today):
    """The last day, a mail to everybody who looks for a place there, and the wishes of some of them."""
    institution, period = institutions[INSTITUTION], periods[PERIOD]
    by = coordinator(next(one for one in region.institutions if one.key == INSTITUTION), users)
    last = today + timedelta(days=DAYS_LEFT)
    set_wishes_until(institution=institution, period=period, day=last, version=0, by=by)
    waiting = PlacementRequest.objects.filter(institution=institution, period=period).waiting()
    requests = list(waiting.select_related("student", "institution", "period", "school").order_by("pk"))
    ask_for_wishes(institution=institution, period=period, numbers={one.pk: 1 for one in requests}, by=by)
    for number, request in enumerate(requests):
        if number % 5 < ANSWERED_OF_FIVE:
            _answer(request, number)
    _date(today)


def _answer(request, number):
    """What the school wrote, with a kind of care or a town behind it; some say where rather not."""
    choices = WishChoices(request)
    before = stored_answers(request)
    home_care, town = "sector:home_care", f"town:{choices.online[number % len(choices.online)].location.town}"
    wished = [_chosen(choices, text) for text in before.wished]
    wished += [more for more in (home_care, town) if not choices.meaning(more).is_empty]
    elsewhere = [one for one in choices.online if one.pk in choices.places]
    unwanted = [f"leerplaats:{elsewhere[number % len(elsewhere)].pk}"] if number % 3 == 0 and elsewhere else []
    save_wishes(
        request=request,
        answers=Answers(
            wished=tuple(text for text in dict.fromkeys(wished) if text not in unwanted),
            unwanted=tuple(unwanted),
            been=before.been,
            most_km=KILOMETRES[number % len(KILOMETRES)],
            has_car=CARS[number % len(CARS)],
        ),
        seen=before.mark,
        by=ensure_student_user(student=request.student),
    )


def _chosen(choices, text):
    """The leerplaats that the words of the school name, or else those words."""
    words = text.partition(":")[2]
    return next((f"leerplaats:{one.pk}" for one in choices.online if one.name == words), text)


def _date(today):
    """Asked some days ago and answered after that; the mails arrived."""
    asked, answered = (
        timezone.make_aware(datetime.combine(today - ago, time(10, 15))) for ago in (ASKED_AGO, ANSWERED_AGO)
    )
    mails = Message.objects.filter(key__startswith="wishes:")
    mails.update(status=MessageStatus.SENT, created_at=asked, claimed_at=asked, sent_at=asked)
    PlacementRequest.objects.filter(wishes_given_at__isnull=False).update(wishes_given_at=answered)
    AuditEvent.objects.filter(what__in=["wishes.until", "wishes.asked"]).update(at=asked)
    AuditEvent.objects.filter(what="wishes.given").update(at=answered)
