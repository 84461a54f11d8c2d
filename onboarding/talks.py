"""The talks of a stage as people read them: which wait, which come, which were held, and what to ask."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from onboarding.documents import placement_facts, student_content
from onboarding.enums import TalkKind
from onboarding.guided_stages import readable_stages
from onboarding.models import Talk, TalkAgreement
from onboarding.stagedagen import stagedag_number, week_number
from toolbox.blank_documents import template_in_force
from toolbox.formats.content import Content, Line, Section
from toolbox.guidance.daily import daily_card

# Which conversation sheet goes with a kind of talk. The first two talks share one sheet: each has its half of it.
SHEETS = {
    TalkKind.ACQUAINT: "conversation_acquaint",
    TalkKind.START: "conversation_acquaint",
    TalkKind.WEEKLY: "conversation_progress",
    TalkKind.HALFWAY: "conversation_progress",
    TalkKind.FINAL: "conversation_final",
}
SHOWN_BEFORE = timedelta(days=14)
SHORT = 3  # a weekly talk has so many questions; the others take turns


@dataclass
class Talks:
    """The talks of a stage: `waiting` have passed and were not ticked, `coming` are today or later."""

    waiting: list[Talk] = field(default_factory=list)
    coming: list[Talk] = field(default_factory=list)
    held: list[Talk] = field(default_factory=list)

    def __bool__(self):
        return bool(self.waiting or self.coming or self.held)


def readable_talks(identity):
    """The talks of the stages of which this person reads the words."""
    return Talk.objects.filter(placement__in=readable_stages(identity).values("pk"))


def grouped(talks, today):
    """Talks by where they stand; the last one held comes first."""
    found = Talks()
    for talk in talks:
        if talk.held_at:
            found.held.insert(0, talk)
        else:
            (found.waiting if talk.day < today else found.coming).append(talk)
    return found


def open_agreements(placement):
    """What was agreed in any talk of this stage and is not done, the last talk first."""
    rows = TalkAgreement.objects.filter(talk__placement=placement, done_at=None)
    return rows.select_related("talk").order_by("-talk__day", "made_at", "pk")


@dataclass(frozen=True)
class MyTalks:
    """What the page of the student says about talks."""

    waiting: Talk | None
    upcoming: Talk | None
    last: Talk | None  # the last one held of which an agreement is open
    agreed: tuple[str, ...]


def my_talks(placement, today):
    """The MyTalks of a stage, or None when no talk is planned; one query."""
    open_lines = ArrayAgg("agreements__text", filter=Q(agreements__done_at=None), default=[], order_by="agreements__pk")
    found = grouped(placement.talks.annotate(open_lines=open_lines), today)
    if not found:
        return None
    lines = {talk.pk: [line for line in talk.open_lines if line] for talk in found.held}
    last = next((talk for talk in found.held if lines[talk.pk]), None)
    return MyTalks(
        waiting=found.waiting[0] if found.waiting else None,
        upcoming=found.coming[0] if found.coming else None,
        last=last,
        agreed=tuple(lines[last.pk]) if last else (),
    )


def talks_on_page(placement, today):
    """The MyTalks when they matter to the student: from two weeks before the start until the last day."""
    if not placement.starts_on - SHOWN_BEFORE <= today <= placement.ends_on:
        return None
    return my_talks(placement, today)


def talks_today(stages, today):
    """Of these stages the talks that passed and were not ticked, and those of today; one query."""
    rows = Talk.objects.filter(placement__in=stages, held_at=None, day__lte=today)
    return list(rows.select_related("placement__student", "placement__leerplaats"))


def held_talks(placements):
    """Per key of a stage (kind in words, day) of each talk that was held: what a school may know; one query."""
    stages = [placement.pk for placement in placements if placement]
    found = defaultdict(list)
    for talk in Talk.objects.filter(placement__in=stages).exclude(held_at=None).only("placement", "kind", "day"):
        found[talk.placement_id].append((talk.get_kind_display(), talk.day))
    return found


def questions_of(talk):
    """The Content with what to ask in this talk, from the sjabloon of the leerplaats: never empty, also when nobody
    has anything on the mind. A weekly talk has a few questions, other ones each week."""
    placement = talk.placement
    template = template_in_force(SHEETS[talk.kind], placement.leerplaats)
    content = student_content(template, placement).filled(placement_facts(placement)) if template else Content(())
    if not content.lines:
        return Content((_daily(talk),))
    return Content(_chosen(talk, content), intro=content.intro)


def _daily(talk):
    """The conversation card of that day, for when the sjabloon says nothing."""
    card = daily_card(stagedag_number(talk.placement.rhythm, talk.day) or 1)
    return Section(card.subject, (Line(card.compliment), Line(card.question), Line(card.plan)))


def _chosen(talk, content):
    sections, half = content.sections, (len(content.sections) + 1) // 2
    if talk.kind == TalkKind.ACQUAINT:
        return sections[:half]
    if talk.kind == TalkKind.START:
        return sections[half:] or sections
    if talk.kind == TalkKind.WEEKLY:
        return (Section("Drie vragen voor deze week", _turn(content.lines, _week_of(talk))),)
    return sections


def _turn(lines, week):
    """The next few of `lines` each week, round and round."""
    begin = (week - 1) * SHORT
    return tuple(lines[(begin + place) % len(lines)] for place in range(min(SHORT, len(lines))))


def _week_of(talk):
    return week_number(talk.placement.rhythm, talk.day) or 1


def is_there(placement, day: date):
    """Whether `day` is a stagedag of this stage."""
    return stagedag_number(placement.rhythm, day) is not None
