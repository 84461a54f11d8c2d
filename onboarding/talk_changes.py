"""What becomes of the talks of a stage when its dates or days change: worked out before it is done.

A talk that was held, that a person put on its day, or that has passed keeps its day. What somebody wrote for a talk
is never lost: such a talk gets another day, also when the stage has become too short for it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from onboarding.enums import TalkKind
from onboarding.models import Talk
from onboarding.stagedagen import stagedagen
from onboarding.talk_planning import PlannedTalk, plan_talks
from profiles.dutch import count, long_date

NAMED = 4  # so many talks are named one by one


@dataclass
class TalkChanges:
    """Talks that get another day as (talk with its new day, the old day), that lapse, and that are new; unsaved."""

    moved: list[tuple[Talk, date]] = field(default_factory=list)
    gone: list[Talk] = field(default_factory=list)
    new: list[Talk] = field(default_factory=list)

    @property
    def sentences(self):
        """What happens to the talks, in words; none when nothing happens."""
        return self._said(with_days=True)

    @property
    def counts(self):
        """The same without the days, where those stand elsewhere."""
        return self._said(with_days=False)

    def _said(self, *, with_days):
        if self.moved:
            named = "; ".join(
                f"{talk.get_kind_display()} (wordt {long_date(talk.day)})" for talk, _ in self.moved[:NAMED]
            )
            more = f"; en nog {len(self.moved) - NAMED}" if len(self.moved) > NAMED else ""
            get = count(len(self.moved), "gesprek krijgt", "gesprekken krijgen")
            yield f"{get} een andere dag: {named}{more}." if with_days else f"{get} een andere dag."
        if self.new:
            yield f"{count(len(self.new), 'gesprek komt', 'gesprekken komen')} erbij."
        if self.gone:
            lapse = count(len(self.gone), "gesprek vervalt", "gesprekken vervallen")
            yield f"{lapse}: die week valt weg."


def new_talks(placement, today):
    """The talks of a stage that has none, unsaved. Of one that runs already those that still come."""
    return [_new(placement, one) for one in plan_talks(placement.rhythm) if one.day >= today]


def follow(placement, talks, today):
    """The TalkChanges when `talks` follow the rhythm that `placement` has now; they may be written for (`has_text`)."""
    stay, free = [], []
    for talk in talks:
        (stay if _stays(talk, placement, today) else free).append(talk)
    standing = tuple(PlannedTalk(talk.day, talk.kind) for talk in stay)
    late = _late(placement, free, plan_talks(placement.rhythm, standing), today)
    planned = [*late, *plan_talks(placement.rhythm, (*standing, *late))]
    wanted = [one for one in planned if one.day >= today]
    found = TalkChanges()
    for talk, day in [*_once(free, wanted, found), *_weekly(free, wanted, found)]:
        if talk.day != day:
            found.moved.append((talk, talk.day))
            talk.day = day
    _keep_written(placement, found, today)
    used = {(talk.kind, talk.day) for talk in free if talk not in found.gone}
    found.new = [_new(placement, one) for one in wanted if (one.kind, one.day) not in used]
    found.moved.sort(key=lambda pair: (pair[0].day, pair[0].pk))
    return found


def _stays(talk, placement, today):
    inside = placement.starts_on <= talk.day <= placement.ends_on
    return talk.held_at is not None or talk.day < today or (talk.by_hand and inside)


def _late(placement, free, planned, today):
    """Talks that a stage has once, whose day would have passed by now: as soon as the student is there again."""
    there = {talk.kind for talk in free} - {TalkKind.WEEKLY}
    soonest = next((day for day in stagedagen(placement.rhythm) if day >= today), placement.ends_on)
    if soonest < today:
        return ()
    return tuple(PlannedTalk(soonest, one.kind) for one in planned if one.kind in there and one.day < today)


def _once(free, wanted, found):
    """The talks that a stage has once, each with its day."""
    days = {one.kind: one.day for one in wanted if one.kind != TalkKind.WEEKLY}
    for talk in free:
        if talk.kind in days:
            yield talk, days[talk.kind]
        elif talk.kind != TalkKind.WEEKLY:
            found.gone.append(talk)


def _weekly(free, wanted, found):
    """The weekly talks with a day: in their own week when that has one, else the next one that is left."""
    days = {_monday(one.day): one.day for one in wanted if one.kind == TalkKind.WEEKLY}
    without = []
    for talk in (talk for talk in free if talk.kind == TalkKind.WEEKLY):
        if day := days.pop(_monday(talk.day), None):
            yield talk, day
        else:
            without.append(talk)
    left = sorted(days.values())
    without.sort(key=lambda talk: (not talk.has_text, talk.day))
    found.gone += without[len(left) :]
    yield from zip(without, left, strict=False)


def _keep_written(placement, found, today):
    """What somebody wrote for a talk that lapses goes on to the last day there is; it stays where it is without one."""
    days = [day for day in stagedagen(placement.rhythm) if day >= today]
    for talk in [one for one in found.gone if one.has_text]:
        found.gone.remove(talk)
        if days and talk.day != days[-1]:
            found.moved.append((talk, talk.day))
            talk.day = days[-1]


def _new(placement, planned):
    return Talk(
        placement=placement, institution_id=placement.institution_id, kind=TalkKind(planned.kind), day=planned.day
    )


def _monday(day):
    return day - timedelta(days=day.weekday())
