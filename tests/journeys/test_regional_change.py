"""A change of the region travels down, in a real browser: first to an institution, then to one leerplaats of it.

The owner of each version sees the difference and chooses per line. What the region locked is there at once.
"""

import pytest
from playwright.sync_api import expect

from profiles.enums import Role
from tests.conftest import DESKTOP, PHONE
from tests.factories import PASSWORD, person
from tests.journeys.people import Visitor
from toolbox.models import Template

pytestmark = pytest.mark.browser

KIND, ORIGINAL = "Inwerkdocument", "Origineel van de regio"


class Owner(Visitor):
    """Somebody with a version of a sjabloon, or the region with the original."""

    def opens_version(self, owner):
        """The page of a version of the inwerkdocument, through the list."""
        self.goes_to_sjablonen()
        level = "Regio" if owner == ORIGINAL else owner
        row = self.page.get_by_role("listitem").filter(has_text=level).filter(has_text=KIND)
        row.get_by_role("link").first.click()
        self.stands_on(KIND)
        self.sees(owner)

    def goes_to_sjablonen(self):
        self.page.goto("/werk/sjablonen")
        self.stands_on("Sjablonen")

    def line(self, text):
        return self.page.get_by_role("listitem").filter(has=self.page.locator(".item-text", has_text=text))

    def changes(self, old, new, *, locked=False):
        self.clicks("Wijzig", within=self.line(old))
        self.fills_in("Wat gebeurt er?", new)
        if locked:
            self.ticks("Vastgezet")
        self.presses("Bewaar de regel")
        expect(self.line(new)).to_be_visible()

    def has(self, *texts):
        for text in texts:
            expect(self.line(text)).to_be_visible()

    def has_not(self, *texts):
        for text in texts:
            expect(self.line(text)).to_have_count(0)

    def compares(self, amount):
        """Opens the page of differences, which says how many there are."""
        self.sees(f"{amount} met het origineel")
        self.clicks("Wat is er nieuw in het origineel?")
        self.stands_on("Wat is er nieuw in het origineel?")

    def decides(self, about, answer):
        group = self.page.get_by_role("group").filter(has_text=about)
        group.get_by_role("radio", name=answer).check()


def test_a_change_of_the_region_reaches_an_institution_and_a_leerplaats(region, browser_page, look):
    hanneke = person(Role.REGIONAL_ADMIN, name="Hanneke Proef", password=PASSWORD)
    one, two, three = first_lines()

    farida = Owner(browser_page(DESKTOP), look)
    farida.logs_in(region.coordinator)
    farida.stands_on("Wie start er binnenkort?")
    farida.opens_version(ORIGINAL)
    farida.presses("Maak onze eigen versie")
    farida.sees("Dit is nu de versie van Maasstroom Zorg")

    joost = Owner(browser_page(PHONE), look)
    joost.logs_in(region.praktijkopleider)
    joost.stands_on("Wie start er binnenkort?")
    joost.opens_version("Versie van Maasstroom Zorg")
    joost.clicks("Maak een eigen versie voor één leerplaats")
    joost.picks("Leerplaats", "De Kade")
    joost.presses("Maak deze versie")
    joost.sees("Dit is nu de versie van De Kade")

    office = Owner(browser_page(DESKTOP), look)
    office.logs_in(hanneke)
    office.stands_on("Instellingen")
    office.opens_version(ORIGINAL)
    office.changes(one, "Een collega haalt je op bij de receptie.")
    office.changes(two, "Je hoort hoe je de afdeling noemt.")
    office.changes(three, "Je weet waar de nooduitgang is.", locked=True)

    farida.goes_to_sjablonen()
    farida.sees("2 verschillen met het origineel")
    farida.looks_at("sjablonen-lijst")
    farida.opens_version("Versie van Maasstroom Zorg")
    farida.has("Je weet waar de nooduitgang is.")
    farida.sees("Vastgezet door de regio")
    farida.compares("2 verschillen")
    farida.sees("Weg:", "Nieuw:", "Een collega haalt je op bij de receptie.")
    farida.looks_at("sjabloon-verschillen")
    farida.decides("Een collega haalt je op bij de receptie.", "Neem over")
    farida.decides("Je hoort hoe je de afdeling noemt.", "Houd zo")
    farida.presses("Bewaar deze keuzes")
    farida.sees("1 verschil overgenomen en 1 gehouden zoals het was.")
    farida.has("Een collega haalt je op bij de receptie.", two)
    farida.has_not("Je hoort hoe je de afdeling noemt.", one)

    joost.opens_version("Versie van De Kade")
    joost.has("Je weet waar de nooduitgang is.", one)
    joost.compares("1 verschil")
    joost.looks_at("sjabloon-verschillen-leerplaats")
    joost.decides("Een collega haalt je op bij de receptie.", "Neem over")
    joost.presses("Bewaar deze keuzes")
    joost.has("Een collega haalt je op bij de receptie.", two, "Je weet waar de nooduitgang is.")
    joost.sees("Vastgezet door de regio")


def first_lines():
    """The texts of the first three lines of the regional original."""
    original = Template.objects.get(format="inwerkdocument", level="region")
    return [item.text for item in original.sections.first().items.all()[:3]]
