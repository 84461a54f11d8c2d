"""What a student is mailed two weeks and three days before the first day, as it holds at this moment.

Nothing here writes. The job that queues these mails and the worker that sends them read the same letter, so that a
mail that had to wait says what holds when it leaves, and none goes that has become untrue.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Prefetch, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.arrivals import first_day, welcome_of
from onboarding.enums import MessageKind, MessageStatus, PlacementStatus
from onboarding.models import Message, Placement, Task
from onboarding.student_page import call_number, published_answers, unbroken
from onboarding.task_words import shown_tasks
from profiles.dutch import long_date, time_label
from profiles.models import Membership
from toolbox.enums import Owner, TemplateFormat

COUNTED_DOWN = (MessageKind.TWO_WEEKS, MessageKind.THREE_DAYS)
# Per kind: from how many days before the first day it goes, and until how many: later it would come too late.
WINDOWS = {MessageKind.TWO_WEEKS: (14, 4), MessageKind.THREE_DAYS: (3, 1)}
# So many days lie between the mail with the place and this one: nobody wants both on one day.
AFTER_THE_START_MAIL = {MessageKind.TWO_WEEKS: timedelta(days=3), MessageKind.THREE_DAYS: timedelta(days=1)}
MOST_TASKS = 6
DAYS_OFF_AT_THE_START = timedelta(days=60)  # a stage that begins with a holiday has its first day later
MOST_OF_THE_ROUTE = 160  # characters: a line on a phone or two
# Of the list that was given; what the student added is their own business and stays out of a mail.
OPEN_ON_THE_LIST = Q(format=TemplateFormat.STARTLIJST, owner=Owner.STUDENT, own=False, done_at__isnull=True)
WAITING = (MessageStatus.QUEUED, MessageStatus.SENDING)


def in_reach(today):
    """The stages that may get such a mail on `today`, with what the letters say; the first day decides later."""
    longest = timedelta(days=max(opens for opens, _ in WINDOWS.values()))
    rows = Placement.objects.active().filter(cannot_come_at__isnull=True)
    return rows.filter(starts_on__lte=today + longest, starts_on__gt=today - DAYS_OFF_AT_THE_START, ends_on__gte=today)


def with_letter_facts(placements):
    """The same stages with everything a letter says at hand."""
    return (
        placements.with_introductions()
        .select_related(
            "student__school",
            "institution",
            "leerplaats__location",
            "leerplaats__institution",
            "leerplaats__profile__published",
            "request__programme",
            "werkbegeleider",
        )
        .prefetch_related(Prefetch("tasks", queryset=Task.objects.filter(OPEN_ON_THE_LIST), to_attr="open_on_list"))
    )


def key_of(kind, placement):
    """The same fact once: one such mail per stage and first day."""
    return f"{kind.value}:{placement.pk}:{first_day(placement).isoformat()}"


def kind_for(placement, mails, today):
    """Which of the two mails it is time for, or None. `mails` are those of this stage."""
    left = (first_day(placement) - today).days
    for kind, (opens, closes) in WINDOWS.items():
        if closes <= left <= opens and _may_follow(placement, mails, today, AFTER_THE_START_MAIL[kind]):
            return kind
    return None


def _may_follow(placement, mails, today, rest):
    """Whether the student has known for a while where the stage is: a mail about it went, or could not go."""
    starts = [mail for mail in mails if mail.kind == MessageKind.START]
    if any(mail.status in WAITING for mail in starts):
        return False
    sent = [timezone.localdate(mail.sent_at) for mail in starts if mail.sent_at]
    if not sent and placement.status == PlacementStatus.AGREED and placement.first_seen_at is None:
        return any(mail.status == MessageStatus.FAILED for mail in starts)
    return not sent or max(sent) + rest <= today


def letter(kind, placement, leaders, today):
    """Subject and body, or None when there is nothing to say. `placement` as of `with_letter_facts`."""
    return {MessageKind.TWO_WEEKS: _two_weeks, MessageKind.THREE_DAYS: _three_days}[kind](placement, leaders, today)


def as_it_is_now(message, today):
    """Subject and body of this mail as they hold on `today`; None when it is true no more."""
    kind = MessageKind(message.kind)
    rows = with_letter_facts(Placement.objects.active().filter(pk=message.placement_id, cannot_come_at__isnull=True))
    placement = rows.first()
    if placement is None or not message.key.startswith(key_of(kind, placement)):  # ":2" behind it: sent once more
        return None
    opens, closes = WINDOWS[kind]
    if not closes <= (first_day(placement) - today).days <= opens:
        return None
    return letter(kind, placement, list(Membership.objects.leaders_of(placement.leerplaats)), today)


def has_something_to_say(kind, placement):
    """Whether such a mail is worth sending: two weeks before, only to who has something to do or to hear."""
    return kind != MessageKind.TWO_WEEKS or bool(placement.open_on_list or _unknown(placement))


def _two_weeks(placement, leaders, today):
    if not has_something_to_say(MessageKind.TWO_WEEKS, placement):
        return None
    tasks = shown_tasks(placement.open_on_list, placement, leaders)
    unknown = _unknown(placement)
    start = _start(placement)
    told_on = first_day(placement) - timedelta(days=WINDOWS[MessageKind.THREE_DAYS][0])
    context = {
        "tasks": [_open_line(task, today) for task in tasks[:MOST_TASKS]],
        "more": len(tasks) - MOST_TASKS,
        "unknown": unknown,
        "told_on": told_on,
    }
    what = "dit regel je nog" if tasks else "dit hoor je nog"
    return f"{placement.student.given_name}, {what} voor je start op {start}", _text("two_weeks", placement, context)


def _three_days(placement, leaders, today):
    answers = published_answers(placement.leerplaats)
    start = _start(placement)
    context = {
        "answers": answers,
        "address": unbroken(placement.arrival.location),
        "call": call_number(placement, answers),
        "welcome": welcome_of(placement.arrival, placement.werkbegeleider, answers.get("report_to")),
        "route": "" if placement.arrival.introduction else route_line(answers),  # that leads to the leerplaats
        "sick_phone": answers.get("sick_phone") or call_number(placement, answers),
    }
    subject = f"{placement.student.given_name}, je start {start} op {placement.leerplaats.name}"
    return subject, _text("three_days", placement, context)


def _text(template, placement, context):
    shared = {
        "placement": placement,
        "first": first_day(placement),
        "page": settings.SITE_URL + reverse("my-placement"),
        "site": settings.SITE_NAME,
    }
    return render_to_string(f"emails/{template}.txt", shared | context)


def _start(placement):
    time = f" om {time_label(placement.arrival_time)}" if placement.arrival_time else ""
    return f"{long_date(first_day(placement))}{time}"


def _open_line(task, today):
    text = task.text if task.text.endswith((".", "?")) else f"{task.text}."
    if task.due_on is None:
        return text
    late = "De datum is voorbij. Lukt het niet? Bel of mail ons."
    return f"{text} {late if task.due_on < today else f'Uiterlijk {long_date(task.due_on)}.'}"


def _unknown(placement):
    """What the student does not know yet of the first day."""
    facts = (
        ("Hoe laat je begint", placement.arrival_time),
        ("Waar je je meldt", placement.arrival_place),
        ("Wie je ophaalt", welcome_of(placement.arrival, placement.werkbegeleider, "").people),
    )
    return [words for words, value in facts if not value]


def route_line(answers):
    """The route in a line: the last stretch, or how to come; cut after a sentence."""
    text = " ".join(str(answers.get("route_last") or answers.get("travel") or "").split())
    if len(text) <= MOST_OF_THE_ROUTE:
        return text
    kept = text[:MOST_OF_THE_ROUTE]
    whole = kept.rpartition(". ")[0]
    return f"{whole}." if whole else f"{kept.rpartition(' ')[0]}…"


def mails_of(placements):
    """Per stage (pk) the mails that were written for it; one query."""
    found = {}
    for mail in Message.objects.filter(placement__in=placements, kind__in=(*COUNTED_DOWN, MessageKind.START)):
        found.setdefault(mail.placement_id, []).append(mail)
    return found
