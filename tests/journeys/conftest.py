"""What the journeys share: a day to stand on, a region to walk through, a worker, and a look at each screen."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.journeys.pages import axe_sentences
from tests.journeys.region import Region, build_region
from tests.journeys.worker import run_worker

# Four weeks before the stages in the list of the school begin: then the overview shows them by itself.
TODAY = datetime(2027, 1, 4, 10, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def today(monkeypatch) -> datetime:
    """The moment all of Django takes for now. The list of the school has dates, so the calendar must stand still."""
    monkeypatch.setattr(timezone, "now", lambda: TODAY)
    return TODAY


@pytest.fixture
def region(today, site) -> Region:
    """An institution, a school and their people, the evening before the walk begins."""
    return build_region()


@pytest.fixture
def worker(transactional_db) -> Callable[[], None]:
    """Does all waiting jobs, as the job worker of the portal does: `worker()`."""
    return run_worker


@pytest.fixture
def look() -> Callable[[Page, str], None]:
    """Holds a screen of a journey against axe: `look(page, "overzicht")`.

    When JOURNEY_PICTURES names a folder, it keeps a picture of the whole page there too, for people to look at.
    """
    folder = os.environ.get("JOURNEY_PICTURES")

    def at(page: Page, name: str) -> None:
        if folder:
            width = page.viewport_size["width"]
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        assert axe_sentences(page) == [], name

    return at
