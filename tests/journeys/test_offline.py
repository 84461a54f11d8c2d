"""In a bus tunnel: the facts of the day without internet, and nothing left when somebody logs out."""

from time import monotonic

import pytest
from playwright.sync_api import Error, expect

from onboarding.models import Placement, StudentQuestion, Task
from profiles.enums import Role
from tests.conftest import PHONE
from tests.factories import (
    LeerplaatsprofielFactory,
    MembershipFactory,
    PlacementFactory,
    StudentFactory,
    TaskFactory,
    UserFactory,
)
from tests.journeys.logging_in import let_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IS_KEPT = """() => Promise.all(
  ['/mijn-stage/zonder-internet', ...document.querySelector('[data-offline]').dataset.offlineStyles.split(' ')]
    .map((address) => caches.match(address, { cacheName: 'zonder-internet' })),
).then((kept) => kept.every(Boolean))"""
IS_GONE = "() => caches.has('zonder-internet').then((there) => !there)"
PATIENCE = 15  # seconds


def wait_until(page, promised):
    """Asks until the promise of `promised` gives true. A wait of the browser takes the promise itself for true."""
    ends = monotonic() + PATIENCE
    while not page.evaluate(promised):
        assert monotonic() < ends, promised
        page.wait_for_timeout(50)


@pytest.fixture
def noor(site):
    placement = PlacementFactory(
        request__student=StudentFactory(with_user=True), werkbegeleider=UserFactory(name="Samira Voorbeeld")
    )
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    TaskFactory(placement=placement, text="Haal je pasje op")
    return placement.student.user


def test_the_facts_are_there_without_internet_and_gone_after_logging_out(browser_page, site, noor):
    page = browser_page(PHONE)
    let_in(page, noor, site)
    page.goto("/mijn-stage")
    wait_until(page, IS_KEPT)

    page.context.set_offline(True)
    page.goto("/mijn-stage")
    expect(page.get_by_role("heading", name="Zonder internet")).to_be_visible()
    expect(page.get_by_text("Kadeplein 4").first).to_be_visible()
    expect(page.get_by_role("heading", name="Ben je ziek?")).to_be_visible()
    expect(page.get_by_text("Haal je pasje op")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") != "0px"  # the house style

    page.goto("/mijn-vragen")  # a page that is not kept
    expect(page.get_by_role("heading", name="Zonder internet")).to_be_visible()
    expect(page.get_by_role("heading", name="Zo kom je er")).to_be_visible()

    page.context.set_offline(False)
    page.goto("/mijn-stage")
    expect(page.get_by_role("heading", name="Welkom op")).to_be_visible()
    wait_until(page, IS_KEPT)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("link", name="Inloggen").first).to_be_visible()
    wait_until(page, IS_GONE)
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        page.goto("/mijn-stage")


def test_a_session_that_ended_takes_the_copy_along(browser_page, site, noor):
    page = browser_page(PHONE)
    let_in(page, noor, site)
    page.goto("/mijn-stage")
    wait_until(page, IS_KEPT)

    page.context.clear_cookies()  # as when it ran out, before somebody else logs in
    page.goto("/mijn-stage")

    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    wait_until(page, IS_GONE)


def test_the_four_facts_stand_in_view_on_a_phone(browser_page, site, noor):
    page = browser_page(PHONE)
    let_in(page, noor, site)
    page.goto("/mijn-stage")

    card = page.locator(".first-day-card")
    parts = [*card.locator("dl > div").all(), card.locator(".btn-primary")]
    lowest = [box["y"] + box["height"] for box in (part.bounding_box() for part in parts)]
    assert len(lowest) == 4
    assert max(lowest) < 545


def test_a_link_to_another_stop_opens_it(browser_page, site, noor):
    page = browser_page(PHONE)
    let_in(page, noor, site)
    page.goto("/mijn-stage")

    expect(page.locator("#week > details")).not_to_have_attribute("open", "")
    page.get_by_role("navigation", name="Je stage in vier haltes").get_by_role("link", name="Je eerste week").click()
    expect(page.locator("#week > details")).to_have_attribute("open", "")


def test_what_somebody_wrote_stays_when_it_is_sent_without_internet(browser_page, site, noor):
    stage = Placement.objects.get()
    MembershipFactory(role=Role.WERKBEGELEIDER, user=stage.werkbegeleider, institution=stage.institution)
    page = browser_page(PHONE)
    let_in(page, noor, site)
    page.goto("/mijn-vragen/nieuw")
    page.get_by_role("radio").first.check()
    page.get_by_label("Je vraag").fill("Waar zet ik mijn fiets?")

    page.context.set_offline(True)
    page.get_by_role("button", name="Stuur je vraag").click()
    expect(page.get_by_role("alert")).to_contain_text("Je hebt nu geen internet. Er is niets verstuurd.")
    expect(page.get_by_label("Je vraag")).to_have_value("Waar zet ik mijn fiets?")
    assert not StudentQuestion.objects.exists()

    page.context.set_offline(False)
    page.get_by_role("button", name="Stuur je vraag").click()
    expect(page.get_by_role("heading", name="Stel je vraag")).to_have_count(0)
    expect(page.get_by_text("Waar zet ik mijn fiets?").first).to_be_visible()
    assert StudentQuestion.objects.count() == 1


def test_a_tick_without_internet_is_sent_by_itself_later(browser_page, site, noor):
    page = browser_page(PHONE)
    let_in(page, noor, site)
    page.goto("/mijn-stage")
    line = page.locator("li", has=page.get_by_label("Haal je pasje op"))

    page.context.set_offline(True)
    page.get_by_label("Haal je pasje op").check()
    expect(line.get_by_text("Nog niet bewaard.")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Je hebt nu geen internet.")
    assert not Task.objects.filter(done_at__isnull=False).exists()

    page.context.set_offline(False)
    expect(line.get_by_text("Klaar")).to_be_visible()
    assert Task.objects.filter(done_at__isnull=False).count() == 1
