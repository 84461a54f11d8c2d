"""What the journeys share: a day to stand on, a region to walk through, a worker, and a look at each screen."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from playwright.sync_api import Page

from onboarding.models import PlacementRequest
from profiles.models import PlaceOffer
from tests.conftest import DESKTOP, HEIGHTS, PHONE
from tests.journeys.pages import axe_sentences
from tests.journeys.region import Region, build_region
from tests.journeys.worker import forget_jobs, run_worker

# Four weeks before the stages in the list of the school begin: then the overview shows them by itself.
TODAY = datetime(2027, 1, 4, 10, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def today(monkeypatch) -> datetime:
    """The moment all of Django takes for now. The list of the school has dates, so the calendar must stand still."""
    monkeypatch.setattr(timezone, "now", lambda: TODAY)
    return TODAY


@pytest.fixture
def clock(monkeypatch) -> Callable[..., None]:
    """Moves the clock: `clock(2027, 2, 1, 8)`."""

    def moves(*moment: int) -> None:
        now = datetime(*moment, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: now)

    return moves


@pytest.fixture
def region(today, site) -> Region:
    """An institution, a school and their people, the evening before the walk begins."""
    number_from_one(PlacementRequest, PlaceOffer)
    return build_region()


def number_from_one(*models: type[Model]) -> None:
    """Number new rows from 1. These numbers draw the lot where every goal of the matching leaves a tie."""
    columns = [{"table": model._meta.db_table, "column": "id"} for model in models]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), columns):
            cursor.execute(statement)


@pytest.fixture
def worker(transactional_db) -> Callable[[], None]:
    """Does all waiting jobs, as the job worker of the portal does: `worker()`."""
    forget_jobs()
    return run_worker


@pytest.fixture
def look() -> Callable[[Page, str], None]:
    """Holds a screen of a journey against axe: `look(page, "overzicht")`.

    When JOURNEY_PICTURES names a folder, it keeps pictures of the whole page there too, as wide as a desktop and as
    a phone, for people to look at.
    """
    folder = os.environ.get("JOURNEY_PICTURES")

    def at(page: Page, name: str) -> None:
        if folder:
            keep_pictures(page, Path(folder) / name)
        assert axe_sentences(page) == [], name

    return at


def keep_pictures(page: Page, path: Path) -> None:
    """Pictures of a page at both widths; afterwards it is as wide as it was."""
    size = page.viewport_size
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.screenshot(path=path.with_name(f"{path.name}-{width}.png"), full_page=True)
    page.set_viewport_size(size)
