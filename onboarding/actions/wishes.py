"""Wishes: stored, asked for once per round, and what follows from them."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.fitting import loosen_when_unfit
from onboarding.actions.messages import LINK, queue
from onboarding.enums import MessageKind, MessageStatus, WishKind
from onboarding.models import MatchSeason, Message, PlacementRequest, Wish
from onboarding.wish_answers import stored_answers
from onboarding.wish_choices import as_row
from profiles.dutch import plain_date
from profiles.models import AuditEvent

BY_HAND = ("wishes", "most_km", "has_car")  # what a new list of the school leaves alone from then on
KEY = "wishes:"  # begins the key of a mail that asks for wishes: "wishes:<request>:<number>"
REST = timedelta(days=3)  # between two mails to one student


class ChangedMeanwhile(Exception):
    """Somebody else saved other wishes after the form was opened; `request` is what stands now."""

    def __init__(self, request):
        super().__init__(str(request.pk))
        self.request = request


@transaction.atomic
def save_wishes(*, request, answers, seen, by):
    """Store `answers`; raises ChangedMeanwhile when what stands is neither what was `seen` nor this.

    Sent twice it stores once. Returns whether a proposal had to let go of a place that no longer fits. Why somebody
    rather not goes somewhere is never asked, so there is nothing to store of it; the log says who and when only.
    """
    locked = PlacementRequest.objects.select_for_update(of=("self",)).select_related("institution").get(pk=request.pk)
    stands = stored_answers(locked).mark
    if stands != answers.mark and stands != seen:
        raise ChangedMeanwhile(locked)
    if stands == answers.mark and locked.wishes_given_at:
        return False
    if stands != answers.mark:
        _replace_rows(locked, answers)
    locked.most_km, locked.has_car = answers.most_km, answers.has_car
    locked.wishes_given_at = timezone.now()
    locked.corrected = [*locked.corrected, *(name for name in BY_HAND if name not in locked.corrected)]
    locked.save(update_fields=["most_km", "has_car", "wishes_given_at", "corrected"])
    AuditEvent.record("wishes.given", locked, by=by, institution=locked.institution)
    return loosen_when_unfit(request=locked, by=by)


def _replace_rows(request, answers):
    request.wishes.all().delete()
    rows = [as_row(request, WishKind.WISH, text, rank) for rank, text in enumerate(answers.wished, 1)]
    rows += [as_row(request, WishKind.NOT, text) for text in answers.unwanted]
    rows += [as_row(request, WishKind.BEEN, text) for text in answers.been]
    Wish.objects.bulk_create(rows)


def given_by(request):
    """The line of the log about who gave the wishes last, or None."""
    lines = AuditEvent.objects.filter(subject=f"onboarding.placementrequest:{request.pk}", what="wishes.given")
    return lines.select_related("by").first()


class UntilChanged(Exception):
    """Somebody else set another last day; `season` is what stands now."""

    def __init__(self, season):
        super().__init__(str(season.pk))
        self.season = season


@transaction.atomic
def set_wishes_until(*, institution, period, day, version, by):
    """Set the last day on which wishes can be given; raises UntilChanged on an old `version` (0: there is none)."""
    season, is_new = MatchSeason.objects.select_for_update().get_or_create(institution=institution, period=period)
    if season.wishes_until == day:
        return season
    if version != (0 if is_new else season.version):
        raise UntilChanged(season)
    before, season.wishes_until = season.wishes_until, day
    MatchSeason.objects.filter(pk=season.pk).update(wishes_until=day, version=F("version") + 1)
    detail = {"before": str(before or ""), "after": str(day or "")}
    AuditEvent.record("wishes.until", season, by=by, institution=institution, **detail)
    return season


@dataclass(frozen=True)
class Asked:
    """A request with the mails that asked for its wishes, oldest first. A mail that failed does not count."""

    request: PlacementRequest
    mails: tuple[Message, ...]

    @property
    def counting(self):
        """The mails that went out, or will."""
        return [mail for mail in self.mails if mail.status != MessageStatus.FAILED]

    @property
    def last(self):
        """The newest mail, or None."""
        return self.mails[-1] if self.mails else None

    @property
    def next_number(self):
        """The number of the next mail; one that failed is followed by a new one."""
        return len(self.mails) + 1

    def may_be_asked(self, now):
        """Whether a mail can go now: no wishes yet, and none in the last days."""
        if self.request.wishes_given_at:
            return False
        return not self.counting or self.counting[-1].created_at < now - REST


def with_mails(requests):
    """An Asked for each of `requests`, in their order; one query."""
    requests = list(requests)
    by_request = {one.pk: [] for one in requests}
    mails = Message.objects.filter(student__in={one.student_id for one in requests}, key__startswith=KEY)
    for mail in mails.order_by("created_at", "pk"):
        pk = int(mail.key.split(":")[1])
        if pk in by_request:
            by_request[pk].append(mail)
    return [Asked(one, tuple(by_request[one.pk])) for one in requests]


def wishes_mail(request, until, number):
    """Subject and body of the mail that asks for wishes; the first has a personal link, put in at sending."""
    name = request.student.given_name
    again = "herinnering: " if number > 1 else ""
    subject = f"{name}, {again}geef je wensen voor je stage bij {request.institution.name}"
    subject += f" tot en met {plain_date(until)}" if until else ""
    context = {"asked": request, "until": until, "again": number > 1, "page": _page(number), "site": settings.SITE_NAME}
    return subject, render_to_string("emails/wishes.txt", context)


def _page(number):
    """Where wishes are given: with a secret in the first mail only, because nobody has an account before it."""
    return f"{LINK}?naar=wensen" if number == 1 else settings.SITE_URL + reverse("my-wishes")


@transaction.atomic
def ask_for_wishes(*, institution, period, numbers, by):
    """Put a mail in the outbox for each request of `numbers` (pk to the number of its mail); returns the new ones.

    Left out are those who gave wishes or got a place meanwhile, and those whose next mail has another number: so of
    two clicks exactly one sends.
    """
    pks = (
        PlacementRequest.objects.filter(institution=institution, period=period, pk__in=numbers)
        .waiting()
        .values_list("pk", flat=True)
    )
    locked = (
        PlacementRequest.objects.select_for_update(of=("self",))
        .filter(pk__in=list(pks))
        .select_related("student", "institution", "period")
        .order_by("pk")
    )
    season = MatchSeason.objects.filter(institution=institution, period=period).first()
    until = season and season.wishes_until
    now = timezone.now()
    if until and until < timezone.localdate(now):
        return []
    todo = [row for row in with_mails(locked) if row.may_be_asked(now) and row.next_number == numbers[row.request.pk]]
    stored = queue(_message(row.request, until, row.next_number) for row in todo)
    if stored:
        AuditEvent.record("wishes.asked", period, by=by, institution=institution, students=len(stored))
    return stored


def _message(request, until, number):
    subject, body = wishes_mail(request, until, number)
    return Message(
        key=f"{KEY}{request.pk}:{number}",
        kind=MessageKind.WISHES,
        institution_id=request.institution_id,
        student=request.student,
        to_email=request.student.email,
        subject=subject,
        body=body,
    )
