"""The talks of a stage: planned, moved along with the stage, moved by a person, held."""

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.utils import timezone

from onboarding.actions.talk_mails import tell_moved
from onboarding.enums import PlacementStatus
from onboarding.models import Placement, Talk, TalkAgreement, TalkMove
from onboarding.talk_changes import follow, new_talks
from profiles.models import AuditEvent


class TalkChanged(Exception):
    """Somebody else moved this talk, or it was held, since the page was opened; `stored` is how it stands now."""

    def __init__(self, stored):
        super().__init__(str(stored))
        self.stored = stored


class StageIsOver(Exception):
    """The stage has lapsed: its talks do not change any more."""


def plan_new_stages(placements):
    """Plan the talks of stages that are being confirmed, in one query; must run in that transaction."""
    today = timezone.localdate()
    Talk.objects.bulk_create(talk for placement in placements for talk in new_talks(placement, today))


@transaction.atomic
def plan_running_stage(*, placement, by):
    """Plan the talks that still come of a stage that has none; returns how many. Twice does it once."""
    current = _locked(placement.pk)
    if current.talks.exists():
        return 0
    talks = Talk.objects.bulk_create(new_talks(current, timezone.localdate()))
    if talks:
        AuditEvent.record("talks.planned", current, by=by, institution=current.institution, number=len(talks))
    return len(talks)


def with_text(talks):
    """A queryset of talks that know whether somebody wrote something for them, as `follow` asks."""
    agreed = Exists(TalkAgreement.objects.filter(talk=OuterRef("pk")))
    return talks.annotate(has_text=Case(When(~Q(student_asks=""), then=True), default=agreed))


def changes_of(placement, today):
    """The TalkChanges that follow from the rhythm of `placement`, which may be unsaved; one query."""
    return follow(placement, list(with_text(Talk.objects.filter(placement=placement.pk))), today)


def store_changes(found, *, why, by):
    """Store TalkChanges, with a TalkMove for each talk that got another day; in the transaction of what changed."""
    Talk.objects.filter(pk__in=[talk.pk for talk in found.gone]).delete()
    for talk, _ in found.moved:
        talk.version += 1
        talk.by_hand = False
    Talk.objects.bulk_update([talk for talk, _ in found.moved], ["day", "version", "by_hand"])
    TalkMove.objects.bulk_create(
        TalkMove(talk=talk, from_day=was, to_day=talk.day, why=why, moved_by=by) for talk, was in found.moved
    )
    Talk.objects.bulk_create(found.new)


def let_talks_follow(*, placement, why, by):
    """Let the talks follow the rhythm that a stored stage has now; returns the TalkChanges. A stage without talks
    keeps none: those are planned by hand."""
    if not placement.talks.exists():
        return follow(placement, [], placement.ends_on)
    found = changes_of(placement, timezone.localdate())
    store_changes(found, why=why, by=by)
    return found


@transaction.atomic
def move_talk(*, talk, version, day, begins_at, place, why, by):
    """Give a talk another day, time or place; the others are told. Returns whether something changed.

    `why` is a MoveReason and counts for another day only. Raises TalkChanged on an old `version` or when it was held
    meanwhile, and StageIsOver. The same once more changes nothing.
    """
    stored = _locked_talk(talk)
    if (stored.day, stored.begins_at, stored.place) == (day, begins_at, place) and stored.held_at is None:
        return False
    if stored.version != version or stored.held_at:
        raise TalkChanged(stored)
    was = stored.day
    stored.day, stored.begins_at, stored.place = day, begins_at, place
    stored.version += 1
    stored.by_hand = True
    stored.save(update_fields=["day", "begins_at", "place", "version", "by_hand"])
    if was != day:
        TalkMove.objects.create(talk=stored, from_day=was, to_day=day, why=why, moved_by=by)
        AuditEvent.record("talk.moved", stored.placement, by=by, institution=stored.institution, kind=stored.kind)
    tell_moved(placement=stored.placement, by=by)
    return True


@transaction.atomic
def mark_held(*, talk, by, today=None):
    """Note that a talk was held; returns whether that is new. Twice does it once. A talk that still comes is not."""
    stored = _locked_talk(talk)
    if stored.held_at or stored.day > (today or timezone.localdate()):
        return False
    Talk.objects.filter(pk=stored.pk).update(held_at=timezone.now(), held_by=by, version=F("version") + 1)
    AuditEvent.record("talk.held", stored.placement, by=by, institution=stored.institution, kind=stored.kind)
    return True


@transaction.atomic
def take_held_back(*, talk, by):
    """The talk was not held after all: it waits again. Only on the day it was noted; returns whether it is new."""
    stored = _locked_talk(talk)
    if stored.held_at is None or timezone.localdate(stored.held_at) != timezone.localdate():
        return False
    Talk.objects.filter(pk=stored.pk).update(held_at=None, held_by=None, version=F("version") + 1)
    AuditEvent.record("talk.not_held", stored.placement, by=by, institution=stored.institution, kind=stored.kind)
    return True


@transaction.atomic
def say_subject(*, talk, text, seen):
    """Store what the student wants to talk about. `seen` is the text that stood in the form.

    Raises TalkChanged when it was changed elsewhere meanwhile, or the talk was held. The same once more does nothing.
    """
    stored = _locked_talk(talk)
    if stored.student_asks == text:
        return False
    if stored.student_asks != seen or stored.held_at:
        raise TalkChanged(stored)
    stored.student_asks = text
    stored.save(update_fields=["student_asks"])
    return True


def _locked(pk):
    """The stage, held until the end of the transaction: whoever changes it or its talks waits here."""
    rows = Placement.objects.select_for_update(of=("self",)).select_related(
        "student", "institution", "leerplaats", "werkbegeleider"
    )
    return rows.get(pk=pk)


def _locked_talk(talk):
    placement = _locked(talk.placement_id)
    if placement.status == PlacementStatus.CANCELLED:
        raise StageIsOver
    stored = Talk.objects.select_related("institution").get(pk=talk.pk)
    stored.placement = placement
    return stored
