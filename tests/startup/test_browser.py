"""The browser fixtures: they see a real site, and they notice what they are for."""

import pytest
from playwright.sync_api import Error, expect

from tests.conftest import PHONE

pytestmark = pytest.mark.browser
PICTURE_WITHOUT_TEXT = "<img src='/static/favicon.svg'>"


def test_the_browser_shows_the_site_with_its_style(page):
    answer = page.goto("/")
    assert answer.status == 200
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"


def test_a_phone_page_is_as_wide_as_a_phone(browser_page):
    phone = browser_page(PHONE)
    phone.goto("/")
    assert phone.evaluate("innerWidth") == PHONE


def test_two_pages_have_each_their_own_session(browser_page, site):
    one, other = browser_page(), browser_page()
    one.context.add_cookies([{"name": "who", "value": "one", "url": site}])
    assert [cookie["value"] for cookie in one.context.cookies(site)] == ["one"]
    assert other.context.cookies(site) == []


def test_axe_names_what_is_wrong(page, axe):
    page.goto("/")
    axe(page)
    page.evaluate("text => document.querySelector('main').insertAdjacentHTML('beforeend', text)", PICTURE_WITHOUT_TEXT)
    with pytest.raises(AssertionError, match="image-alt .*\n.*img"):
        axe(page)


@pytest.mark.parametrize("address", ["http://example.org/", "http://192.0.2.1/"])
def test_the_browser_reaches_no_other_machine(page, address):
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(address)
