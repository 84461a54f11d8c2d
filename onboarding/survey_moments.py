"""When which questionnaire is open: for a student by the days of the stage, for colleagues at the end of a half year.

Whether somebody answered is only known by a mark (decision record 0033), and only used for that person's own page.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from onboarding.actions.answers import colleague_mark, stage_mark
from onboarding.enums import SurveyKind
from onboarding.farewells import closes_on
from onboarding.half_years import before, half_year_of, last_day
from onboarding.models import Placement, SpentMark
from onboarding.stagedagen import stagedag_date
from onboarding.survey_questions import PULSES
from profiles.enums import Role

AFTER_NEXT = timedelta(days=7)  # a pulse stays until a week after the stagedag that follows
INTRODUCTION_FROM = 10  # the stagedag
INTRODUCTION_OPEN = timedelta(days=28)
LAST_WEEK, AFTER_END = timedelta(days=6), timedelta(days=14)
TEAM_AHEAD, TEAM_AFTER = timedelta(days=20), timedelta(days=14)
# The address of each list, as it stands in its URL.
SLUGS = {
    SurveyKind.DAY_1: "na-dag-1",
    SurveyKind.DAY_5: "na-dag-5",
    SurveyKind.DAY_15: "na-dag-15",
    SurveyKind.INTRODUCTION: "introductie",
    SurveyKind.STAGE: "hele-stage",
    SurveyKind.TEAM: "begeleiders",
    SurveyKind.STOPPED: "eerder-gestopt",
}
KINDS = {slug: kind for kind, slug in SLUGS.items()}
OF_STUDENTS = (*PULSES, SurveyKind.INTRODUCTION, SurveyKind.STAGE, SurveyKind.STOPPED)


@dataclass(frozen=True)
class Window:
    """From when until when a list is open, both days included."""

    kind: SurveyKind
    opens: date
    closes: date

    def is_open(self, today):
        """Whether it can be filled in on `today`."""
        return self.opens <= today <= self.closes

    @property
    def is_pulse(self):
        """Whether it is one of the three short ones."""
        return self.kind in PULSES

    @property
    def url(self):
        """Where the student fills it in."""
        return reverse("my-survey", args=[SLUGS[self.kind]])


def windows_of(placement):
    """The Window of every list of this stage, by their days; a short stage has fewer.

    A stage that stops early has one short list, and no other: nobody who stops is asked how the rest is going.
    """
    if placement.stopped_at:
        return [_window_of_stop(placement)]
    rhythm = placement.rhythm
    found = []
    for kind, number in PULSES.items():
        if (day := stagedag_date(rhythm, number)) is not None:
            following = stagedag_date(rhythm, number + 1) or placement.ends_on
            found.append(Window(kind, day, following + AFTER_NEXT))
    if (tenth := stagedag_date(rhythm, INTRODUCTION_FROM)) is not None:
        found.append(Window(SurveyKind.INTRODUCTION, tenth, tenth + INTRODUCTION_OPEN))
    opens = max(placement.starts_on, placement.ends_on - LAST_WEEK)
    return [*found, Window(SurveyKind.STAGE, opens, placement.ends_on + AFTER_END)]


def _window_of_stop(placement):
    """As long as the page of the stage is open: nobody has to look back in the week itself."""
    return Window(SurveyKind.STOPPED, timezone.localdate(placement.stopped_at), closes_on(placement))


def waiting_for(placement, today):
    """What this student can fill in on `today` and has not sent: the longest list first, and one pulse at most.

    One query, and none when nothing is open.
    """
    if placement.cancelled_at:
        return []
    windows = [one for one in windows_of(placement) if one.is_open(today)]
    marks = {stage_mark(placement.pk, one.kind): one for one in windows}
    if not marks:
        return []
    spent = set(SpentMark.objects.filter(pk__in=marks).values_list("pk", flat=True))
    left = [one for mark, one in marks.items() if mark not in spent]
    pulses = [one for one in left if one.is_pulse]
    return [*reversed([one for one in left if not one.is_pulse]), *pulses[-1:]]


def has_answered(placement, kind):
    """Whether this list was sent for this stage. Only for the student's own page."""
    return SpentMark.objects.filter(pk=stage_mark(placement.pk, kind)).exists()


def team_window(today):
    """The Window of the list for colleagues around `today`, with its half year; None in between."""
    for half_year in (before(half_year_of(today)), half_year_of(today)):
        end = last_day(half_year)
        window = Window(SurveyKind.TEAM, end - TEAM_AHEAD, end + TEAM_AFTER)
        if window.is_open(today):
            return window, half_year
    return None


def stages_in(half_year, today):
    """The stages that were there in `half_year` and have begun."""
    begun = min(last_day(half_year), today)
    return Placement.objects.active().filter(starts_on__lte=begun, ends_on__gt=last_day(before(half_year)))


def guided_places(identity, half_year, today):
    """The leerplaatsen (pk) where this person guided or led students in `half_year`, in order of name."""
    stages = stages_in(half_year, today).filter(pk__in=Placement.objects.visible_to(identity).values("pk"))
    if not identity.has(Role.PRAKTIJKOPLEIDER):
        stages = stages.filter(werkbegeleider=identity.user)
    rows = stages.order_by("leerplaats__sort_name").values_list("leerplaats", flat=True)
    return list(dict.fromkeys(rows))


def colleague_has_answered(user, half_year):
    """Whether this colleague sent the list of this half year. Only for that colleague's own page."""
    return SpentMark.objects.filter(pk=colleague_mark(user.pk, half_year, SurveyKind.TEAM)).exists()
