"""What the scripts and the layout do in a real browser, beyond what every screen is checked for."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import LeerplaatsprofielFactory, PlaceOfferFactory
from tests.profiles.conftest import page_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEAM, CLOTHING, REPORT = "team", "clothing", "report_time"  # a question of the page


@pytest.fixture
def editor(browser_page, client, site, joost, leerplaats):
    """Makes a page of the praktijkopleider of De Kade: `editor(390)`."""
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)

    def make(width=1280):
        page = browser_page(width)
        client.force_login(joost)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        return page

    return make


class TestLeaving:
    """Going away with text that is not saved."""

    BACK = "text=Terug naar het overzicht"

    def opened(self, editor, leerplaats, key):
        """A page of the editor, and the list of questions the browser asks; it answers each with yes, leave."""
        page, asked = editor(), []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.goto(page_url(leerplaats, key))
        return page, asked

    def test_changed_text_is_asked_about(self, editor, leerplaats):
        page, asked = self.opened(editor, leerplaats, TEAM)
        page.fill("#id_team", "Wij zijn met 12.")

        page.click(self.BACK)

        expect(page.locator("h1")).to_have_text(leerplaats.name)
        assert asked == ["beforeunload"]

    def test_a_changed_choice_is_asked_about(self, editor, leerplaats):
        page, asked = self.opened(editor, leerplaats, CLOTHING)
        page.route("**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
        page.check("text=Lang haar vast")  # and it cannot be saved now

        page.click(self.BACK)

        expect(page.locator("h1")).to_have_text(leerplaats.name)
        assert asked == ["beforeunload"]

    def test_nothing_changed_or_put_back_is_not_asked_about(self, editor, leerplaats):
        page, asked = self.opened(editor, leerplaats, TEAM)
        page.fill("#id_team", "Wij zijn met 12.")
        page.fill("#id_team", "")

        page.click(self.BACK)

        expect(page.locator("h1")).to_have_text(leerplaats.name)
        assert asked == []

    def test_saving_is_not_asked_about(self, editor, leerplaats):
        page, asked = self.opened(editor, leerplaats, TEAM)
        page.fill("#id_team", "Wij zijn met 12.")

        page.click("text=Bewaren als concept")

        expect(page.locator("h1")).to_have_text(leerplaats.name)
        assert asked == []

    def test_what_could_not_be_saved_is_asked_about(self, editor, leerplaats):
        page, asked = self.opened(editor, leerplaats, REPORT)
        page.fill("#id_report_time", "half negen")
        page.click("text=Bewaren als concept")
        expect(page.locator(".error-summary")).to_be_focused()
        page.keyboard.press("Tab")

        page.click(self.BACK)

        expect(page.locator("h1")).to_have_text(leerplaats.name)
        assert asked == ["beforeunload"]


def test_only_the_editor_of_a_part_asks(client, as_joost, leerplaats):
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    pages = [page_url(leerplaats, TEAM), reverse("profile-tasks", args=[leerplaats.pk]), leerplaats.get_absolute_url()]

    assert ["js/leave" in as_joost.get(url).content.decode() for url in pages] == [True, False, False]


def test_choices_come_back_after_the_one_that_stands_alone(editor, leerplaats):
    page = editor()
    page.goto(page_url(leerplaats, CLOTHING))
    uniform, hair = page.get_by_label("Uniform van de instelling"), page.get_by_label("Lang haar vast")
    nails, none = page.get_by_label("Korte nagels zonder lak"), page.get_by_label("Geen kledingregels")
    for box in (uniform, hair, nails):
        box.uncheck()
    uniform.check()
    hair.check()

    def ticked():
        return [box.is_checked() for box in (uniform, hair, nails, none)]

    none.check()
    assert ticked() == [False, False, False, True]
    none.uncheck()
    assert ticked() == [True, True, False, False]
    none.check()
    nails.check()
    assert ticked() == [True, True, True, False]
    hair.uncheck()
    assert ticked() == [True, False, True, False]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_facts_of_a_card_stand_apart(editor, leerplaats, width):
    PlaceOfferFactory(leerplaats=leerplaats, programme__name="Mbo-Verpleegkundige")
    page = editor(width)
    page.goto(reverse("leerplaats-catalogue"))

    tops, bottoms = page.locator(".leerplaats-card").first.evaluate(
        """card => {
            const boxes = [...card.querySelectorAll("dl > div, .card-updated")].map(row => row.getBoundingClientRect());
            return [boxes.map(box => box.top), boxes.map(box => box.bottom)];
        }"""
    )

    gaps = [round(top - bottom) for top, bottom in zip(tops[1:], bottoms, strict=False)]
    assert gaps[0] == 12
    assert gaps[1] >= 12  # below the facts stands the status, on a phone above the date
