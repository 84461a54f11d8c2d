"""What a stage that stops early does to its talks, kept with the stop so that taking it back puts all of it back."""

from datetime import date, time

from onboarding.actions.talks import let_talks_follow
from onboarding.enums import MoveReason
from onboarding.models import Talk, TalkMove

KEPT = ("pk", "kind", "day", "begins_at", "place", "by_hand")


def stop_talks(*, stop, by):
    """Let the talks follow an earlier end, and keep with `stop` (an EarlyStop) how they were before."""
    talks = stop.placement.talks.filter(held_at=None)
    before = {talk.pk: talk for talk in talks.all()}
    let_talks_follow(placement=stop.placement, why=MoveReason.DATES, by=by)
    now = {talk.pk: talk for talk in talks.all()}
    stop.talks_before = {
        "changed": [_kept(talk, now.get(pk)) for pk, talk in before.items() if _differs(talk, now.get(pk))],
        "new": [pk for pk in now if pk not in before],
    }
    stop.save(update_fields=["talks_before"])


def put_talks_back(*, stop, by):
    """Put back the day, the time and the place of each talk that `stop` took away or moved, under its own address.

    What somebody chose for a talk since then stays. Then the talks follow the rhythm, which may have changed besides.
    """
    placement, kept = stop.placement, stop.talks_before.get("changed", [])
    stored = {talk.pk: talk for talk in placement.talks.all()}
    _without_text(placement).filter(pk__in=stop.talks_before.get("new", []), by_hand=False).delete()
    Talk.objects.bulk_create(_again(one, placement) for one in kept if one["pk"] not in stored)
    for one in kept:
        if talk := stored.get(one["pk"]):
            _move_back(talk, one, by)
    let_talks_follow(placement=placement, why=MoveReason.DATES, by=by)


def _without_text(placement):
    return placement.talks.filter(held_at=None, student_asks="", agreements=None)


def _differs(was, now):
    return now is None or now.day != was.day


def _kept(talk, now):
    words = {name: getattr(talk, name) for name in KEPT}
    hour = talk.begins_at.isoformat() if talk.begins_at else None
    return words | {"day": talk.day.isoformat(), "begins_at": hour, "version": now.version if now else None}


def _again(one, placement):
    """The talk that lapsed, unsaved, with the key it had: mails and agendas point at that."""
    return Talk(
        pk=one["pk"],
        placement=placement,
        institution_id=placement.institution_id,
        kind=one["kind"],
        day=date.fromisoformat(one["day"]),
        begins_at=time.fromisoformat(one["begins_at"]) if one["begins_at"] else None,
        place=one["place"],
        by_hand=one["by_hand"],
    )


def _move_back(talk, one, by):
    """Give a talk that moved its day back, unless it was held or somebody changed it since."""
    if talk.held_at or talk.version != one["version"]:
        return
    was, talk.day, talk.by_hand = talk.day, date.fromisoformat(one["day"]), one["by_hand"]
    talk.version += 1
    talk.save(update_fields=["day", "by_hand", "version"])
    TalkMove.objects.create(talk=talk, from_day=was, to_day=talk.day, why=MoveReason.DATES, moved_by=by)
