"""A school delivers twice in a browser: words are asked once, the second list shows the difference, and goes back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from onboarding.models import PlacementRequest, Student
from profiles.enums import Role
from profiles.models import School
from tests.conftest import DESKTOP, PHONE
from tests.factories import PASSWORD, person
from tests.journeys.people import Visitor

pytestmark = pytest.mark.browser
FILES = Path(__file__).parents[1] / "onboarding" / "aanlevering" / "files"
FIRST, SECOND = FILES / "havenvakschool-deelnemers.txt", FILES / "havenvakschool-deelnemers-december.txt"


class SchoolCoordinator(Visitor):
    """Delivers the lists of a school."""

    def hands_in(self, file):
        self.opens("/werk/aanleveren")
        self.page.get_by_label("Excel- of csv-bestand").set_input_files(file)
        self.presses("Naar stap 2")
        self.stands_on("Welke kolom is wat?")

    def goes_to_check(self):
        self.presses("Naar stap 3")

    def stores(self, heading):
        self.presses("Naar stap 4")
        self.stands_on("Klopt dit?")
        self.looks_at("aanleveren-4")
        self.presses("Sla de lijst op")
        self.stands_on(heading)


def test_a_school_delivers_twice_and_takes_the_second_list_back(region, browser_page, look):
    school = School.objects.get()
    user = person(Role.SCHOOL_COORDINATOR, school, name="Ilse Rooij", password=PASSWORD)
    ilse = SchoolCoordinator(browser_page(DESKTOP), look)
    ilse.logs_in(user)

    ilse.hands_in(FIRST)
    ilse.page.get_by_text(re.compile("niet nodig en niet in de lijst")).click()
    ilse.page.get_by_label("Woonplaats", exact=True).select_option(label="Wpl.")
    ilse.goes_to_check()
    ilse.stands_on("Wat betekenen deze woorden?")
    ilse.picks("Welk leerjaar is 'L2'?", "Leerjaar 2")
    ilse.fills_in("Welke stagedagen zijn 'dagdeel A'?", "ma en di")
    ilse.looks_at("aanleveren-woorden")
    ilse.goes_to_check()
    ilse.stands_on("Controleer de lijst")
    ilse.sees("24 rijen. 21 goed, 0 nakijken, 3 fout.")
    ilse.clicks("Rij 18: er mist een @")
    expect(ilse.page.get_by_label("E-mailadres in rij 18")).to_be_focused()
    ilse.fills_in("E-mailadres in rij 18", "d4113@havenvak.example")
    ilse.presses("Bewaar en controleer opnieuw")
    ilse.sees("24 rijen. 22 goed, 0 nakijken, 2 fout.")
    ilse.stores("22 studenten zijn opgeslagen")

    phone = SchoolCoordinator(browser_page(PHONE), look)
    phone.logs_in(user)
    phone.hands_in(SECOND)
    phone.sees("Nieuw: de kolom Mentor.")
    phone.goes_to_check()
    phone.stands_on("Controleer de lijst")
    phone.sees("3 nieuw, 4 gewijzigd, 2 niet meer op de lijst.", "was 9 april 2027, wordt 16 april 2027")
    phone.looks_at("aanleveren-verschil")
    phone.ticks(re.compile("^Trek in: Veerle Maas"))
    phone.stores("De lijst is opgeslagen")
    phone.sees("4 studenten zijn gewijzigd", "1 aanvraag is ingetrokken")
    assert PlacementRequest.objects.exclude(withdrawn_at=None).get().student.given_name == "Veerle"

    phone.clicks("Maak de lijst ongedaan")
    phone.stands_on("Maak de lijst ongedaan")
    phone.looks_at("aanleveren-ongedaan")
    phone.presses("Maak ongedaan")
    phone.stands_on("De lijst is ongedaan gemaakt")
    assert Student.objects.count() == 22
    assert not PlacementRequest.objects.exclude(withdrawn_at=None).exists()
