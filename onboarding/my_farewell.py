"""What the page of the student says about the end: when it is time, what was passed on, chosen and said."""

from dataclasses import dataclass
from datetime import date

from onboarding.farewells import closes_on, farewell_of
from onboarding.student_lists import farewell_is_near
from onboarding.survey_moments import Window, waiting_for


@dataclass(frozen=True)
class MyFarewell:
    """The end of a stage on the page of its student."""

    is_near: bool  # the last weeks have come
    is_stopped: bool
    tell: Window | None  # the list for who stops early, while it can be filled in
    has_told: bool
    thanks: str
    thanked_by: str
    passed_on: bool
    stays: bool
    closes_on: date


def my_farewell(placement, today):
    """The MyFarewell of a stage with `farewell__thanked_by` at hand; no query, and one when the stage stops early."""
    farewell = farewell_of(placement)
    is_stopped = placement.stopped_at is not None
    tell = next(iter(waiting_for(placement, today)), None) if is_stopped else None
    return MyFarewell(
        is_near=farewell_is_near(placement, today) or is_stopped,
        is_stopped=is_stopped,
        tell=tell,
        has_told=is_stopped and tell is None and today <= closes_on(placement),
        thanks=farewell.thanks,
        thanked_by=farewell.thanked_by.first_name if farewell.thanked_by else "",
        passed_on=farewell.passed_on_at is not None,
        stays=bool(farewell.stays_for),
        closes_on=closes_on(placement),
    )
