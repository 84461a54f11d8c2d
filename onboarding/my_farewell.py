"""What the page of the student says about the end: when it is time, what was passed on, chosen and said."""

from dataclasses import dataclass
from datetime import date

from onboarding.enums import SurveyKind
from onboarding.farewells import closes_on, farewell_of
from onboarding.student_lists import farewell_is_near
from onboarding.survey_moments import windows_of


@dataclass(frozen=True)
class MyFarewell:
    """The end of a stage on the page of its student."""

    is_near: bool  # the last weeks have come
    is_stopped: bool
    tell: str  # where a student who stops early can say why; empty for nowhere
    thanks: str
    thanked_by: str
    passed_on: bool
    stays: bool
    closes_on: date


def my_farewell(placement, today):
    """The MyFarewell of a stage with `farewell__thanked_by` at hand; no query."""
    farewell = farewell_of(placement)
    return MyFarewell(
        is_near=farewell_is_near(placement, today) or placement.stopped_at is not None,
        is_stopped=placement.stopped_at is not None,
        tell=_where_to_tell(placement, today) if placement.stopped_at else "",
        thanks=farewell.thanks,
        thanked_by=farewell.thanked_by.first_name if farewell.thanked_by else "",
        passed_on=farewell.passed_on_at is not None,
        stays=bool(farewell.stays_for),
        closes_on=closes_on(placement),
    )


def _where_to_tell(placement, today):
    """The list for who stops early when there is one, else that about the whole stage."""
    found = {one.kind: one.url for one in windows_of(placement) if one.is_open(today)}
    return found.get(SurveyKind.STOPPED) or found.get(SurveyKind.STAGE, "")
