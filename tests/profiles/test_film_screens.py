"""The film on a page in a real browser: nothing of another site before a click, and then only the player."""

import pytest

from profiles.actions.leerplaatsprofielen import publish
from tests.factories import ANSWERS, LeerplaatsprofielFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_film_elsewhere_is_fetched_after_a_click_only(browser_page, site, leerplaats, farida):
    film = {"url": "https://vimeo.com/123456", "about": "Een dag op De Kade", "captions": True}
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=ANSWERS | {"film": film})
    publish(leerplaats=leerplaats, by=farida)
    page = browser_page(390)
    asked = []
    page.route("https://**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(leerplaats.get_absolute_url(), wait_until="networkidle")
    assert asked == []

    with page.expect_request("https://player.vimeo.com/**"):
        page.get_by_role("link", name="Speel de film af").click()

    player = page.locator("iframe")
    assert player.get_attribute("src") == "https://player.vimeo.com/video/123456?autoplay=1&dnt=1"
    assert player.get_attribute("title") == "Een dag op De Kade"
    assert asked in ([], ["https://player.vimeo.com/video/123456?autoplay=1&dnt=1"])  # and nothing else
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
