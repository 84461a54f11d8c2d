"""The figures of the demo region, counted again by hand: day by day, eight hours each, without the code of the list."""

from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import holidays
import pytest
from django.utils import timezone

from onboarding.demo.load import load_demo
from onboarding.models import EarlyRemoval, Placement, RealisedStage
from onboarding.stagefonds import school_years, stagefonds_list
from profiles.models import Institution

pytestmark = pytest.mark.django_db
A_DAY, WHOLE = 8, {"bol": 1440, "voltijd": 1440, "bbl": 1280}


def days_done(stage, first, today):
    """The stagedagen from `first` up to `today`, counted with a calendar."""
    named = holidays.Netherlands(years=range(2020, 2060), language="nl")
    free = {day for day, name in named.items() if name != "Goede vrijdag"}
    day, found = max(stage.starts_on, first), []
    while day <= min(stage.ends_on, today):
        works = day.weekday() in stage.weekdays and day not in free and day not in stage.days_off
        found += [day] if works or day in stage.extra_days else []
        day += timedelta(days=1)
    return found


def test_the_list_of_this_school_year_is_what_a_hand_counts():
    load_demo()
    today, home = timezone.localdate(), Institution.objects.get(slug__startswith="kadeburg")
    first = date(today.year if today.month >= 8 else today.year - 1, 8, 1)
    stages, weeks, hours = Counter(), Counter(), Counter()
    for stage in Placement.objects.filter(institution=home).exclude(status="cancelled").select_related("request"):
        days = days_done(stage, first, today)
        key = (stage.request.programme_id, stage.request.learning_way)
        stages[key] += bool(days)
        weeks[key] += len({day.isocalendar()[:2] for day in days})
        hours[key] += A_DAY * len(days)
    school_year = f"{first.year}-{first.year + 1}"
    earlier = RealisedStage.objects.filter(institution=home)
    for left in earlier.filter(school_year=school_year):  # of stages that were removed
        key = (left.programme_id, left.learning_way)
        stages[key] += 1
        weeks[key] += left.weeks
        hours[key] += left.hours

    found = stagefonds_list(home, school_year, today)

    told = {(line.programme.pk, line.learning_way): line for line in found.lines}
    assert {key: line.stages for key, line in told.items()} == +stages
    assert {key: line.weeks for key, line in told.items()} == +weeks
    assert {key: line.hours for key, line in told.items()} == +hours
    for (_, way), line in told.items():
        whole = way and (line.hours / WHOLE[way]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert line.fte == (whole if way else None)
    assert found.missing.ways  # there is something to fill in, to see how that goes
    assert not found.missing.numbers
    assert set(school_years(home, today)) >= {row.school_year for row in earlier}
    assert EarlyRemoval.objects.filter(institution=home).exists()
