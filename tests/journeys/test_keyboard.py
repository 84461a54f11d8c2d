"""Without a mouse: the page a student reads most, and the page a praktijkopleider writes most."""

import pytest

from tests.access.worlds import build_two_worlds
from tests.conftest import DESKTOP, PHONE
from tests.journeys.keyboard import wrong_on_the_way
from tests.journeys.logging_in import let_in

pytestmark = pytest.mark.browser


@pytest.fixture
def world(site):
    return build_two_worlds()[0]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_student_page_by_keyboard(world, browser_page, site, width):
    page = browser_page(width, reduced_motion="reduce")
    let_in(page, world.student.user, site)
    page.goto("/mijn-stage")
    assert wrong_on_the_way(page) == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_part_editor_by_keyboard(world, browser_page, site, width):
    page = browser_page(width, reduced_motion="reduce")
    let_in(page, world.praktijkopleider, site)
    for part in (1, 6, 8):
        page.goto(f"/werk/leerplaatsen/{world.leerplaats.pk}/deel/{part}")
        assert wrong_on_the_way(page) == [], part
