"""Terugkijken: the fixed moment of a round of invoeren in vijf stappen, and what that round taught on one page."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from onboarding.enums import SurveyKind
from onboarding.half_years import between, half_year_of
from onboarding.survey_moments import SLUGS
from onboarding.survey_pages import answers_in_words, asked_for, period_in_words, results_url
from onboarding.survey_results import Tally, full_bags, read_bags
from profiles.models import Leerplaats
from toolbox.models import Rollout
from toolbox.rollout_steps import Step

HALF_YEAR = timedelta(weeks=26)
AHEAD = timedelta(days=7)  # so long before, people see it coming
FRIDAY = 4
MOST_SHOWN = 5  # improvements of a kind; the rest is in their own list
MOST_LOW = 3  # questions of a list


@dataclass(frozen=True)
class Agreed:
    """What was agreed in one step: its tasks with a note."""

    step: Step
    tasks: tuple


@dataclass(frozen=True)
class Result:
    """What one questionnaire says: how many answered and when, which questions were often low, and where it is."""

    label: str
    answers: str
    period: str  # in words
    url: str  # of the same numbers
    query: str  # those half years in an address
    slug: str  # of the list, in an address
    low: tuple[Tally, ...]


def proposed_moment(today):
    """The moment that the portal proposes: half a year after `today`."""
    return on_workday(today + HALF_YEAR)


def on_workday(day):
    """This day, or the Monday after it in a weekend."""
    return day if day.weekday() <= FRIDAY else day + timedelta(days=7 - day.weekday())


def with_moment(today):
    """The open rounds whose moment is within a week or over, of leerplaatsen in use, the first one on top."""
    rounds = Rollout.objects.filter(finished_at=None, review_on__lte=today + AHEAD)
    rounds = rounds.filter(leerplaats__in=Leerplaats.objects.in_use())
    return rounds.select_related("leerplaats", "institution").order_by("review_on", "pk")


def agreed_in(progress):
    """Per step of a Progress what was agreed; steps without an agreement are left out."""
    noted = [Agreed(state.step, tuple(one for one in state.tasks if one.note)) for state in progress.steps]
    return [one for one in noted if one.tasks]


def improved_in(rollout):
    """What changed at its leerplaats during this round, the newest first."""
    until = rollout.finished_at or timezone.now()
    done = rollout.leerplaats.improvements.finished()
    return list(done.filter(finished_at__gte=rollout.started_at, finished_at__lte=until)[:MOST_SHOWN])


def still_to_improve(leerplaats):
    """What this leerplaats still has to change, the first one due on top."""
    return list(leerplaats.improvements.open().select_related("owner")[:MOST_SHOWN])


def results_of(rollout):
    """The Result of each questionnaire with answers in the half years in which this round ran; one query."""
    found = {}
    for bag in full_bags(leerplaats=rollout.leerplaats_id, half_year__in=_half_years_of(rollout)):
        found.setdefault(bag.kind, []).append(bag)
    return [_result(kind, found[kind], rollout) for kind in SurveyKind if kind in found]


def counted_period(rollout):
    """The half years of a round in words."""
    return period_in_words(_half_years_of(rollout))


def _half_years_of(rollout):
    first, last = rollout.started_at, rollout.finished_at or timezone.now()
    return between(*(half_year_of(timezone.localdate(moment)) for moment in (first, last)))


def _result(kind, bags, rollout):
    reading = read_bags(bags)
    low = [one for one in reading.tallies.values() if one.is_often_low]
    low.sort(key=lambda one: (-one.low / one.total, one.question))
    half_years, slug = tuple(reading.numbers), SLUGS[kind]
    return Result(
        label=kind.label,
        answers=answers_in_words(reading.number),
        period=period_in_words(half_years),
        url=results_url(rollout.leerplaats_id, slug, half_years),
        query=asked_for(half_years),
        slug=slug,
        low=tuple(low[:MOST_LOW]),
    )
