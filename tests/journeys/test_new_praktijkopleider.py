"""A new praktijkopleider, from the invitation to a published profile, with everything that goes wrong on the way.

A colleague writes at the same time, the line drops, a photo is no photo, and the last change must be undone. How
long a person needs is estimated from what the journey types, clicks and reads; not measured, and so never flaky.
"""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from profiles.models import ProfileVersion, User
from tests.conftest import DESKTOP, PHONE
from tests.factories import PASSWORD
from tests.journeys.people import Coordinator, Praktijkopleider, Visitor
from tests.profiles.conftest import photo_file

pytestmark = pytest.mark.browser

SECONDS_PER_LETTER = 0.3  # 40 words a minute
SECONDS_PER_WORD_READ = 0.3  # 200 words a minute, and every page is read whole
SECONDS_PER_CLICK = 3  # to find it, go there and press
AT_MOST = 25 * 60

MINE = "Wij zijn met 12 collega's en 2 studenten."
THEIRS = "Het team heeft 14 mensen."
TOGETHER = "Wij zijn met 14 collega's en 2 studenten."


class NewPraktijkopleider(Praktijkopleider):
    """Somebody on the first day with the portal, who reads all there is. `seconds` is what that takes."""

    seconds = 0

    def clicks(self, link, within=None, exact=False):
        self.seconds += SECONDS_PER_CLICK
        super().clicks(link, within, exact)

    def presses(self, button, within=None):
        self.seconds += SECONDS_PER_CLICK
        super().presses(button, within)

    def ticks(self, label):
        self.seconds += SECONDS_PER_CLICK
        super().ticks(label)

    def fills_in(self, label, value):
        self.seconds += SECONDS_PER_CLICK + SECONDS_PER_LETTER * len(value)
        super().fills_in(label, value)

    def stands_on(self, heading):
        super().stands_on(heading)
        self.reads()

    def opens_topic(self, part, page):
        """From the task list to the first page of a part."""
        self.clicks(part, within=self.page.get_by_role("list", name="Delen van het profiel"))
        self.stands_on(page)

    def goes_to_page(self, page):
        """To another page of the part; what was typed is saved by then."""
        self.sees("Concept bewaard om")
        self.clicks(page, within=self.page.locator(".part-pages"))
        self.stands_on(page)

    def reads(self):
        self.seconds += SECONDS_PER_WORD_READ * len(self.page.get_by_role("main").inner_text().split())


def test_from_the_invitation_to_a_published_profile(region, browser_page, look, worker, tmp_path):
    region.praktijkopleider.memberships.all().delete()  # De Kade waits for somebody new
    cora = Coordinator(browser_page(DESKTOP), look)
    cora.logs_in(region.coordinator)
    invite(cora)
    worker()

    nadia = NewPraktijkopleider(browser_page(DESKTOP), look)
    choose_a_password(nadia)
    write_what_is_needed(nadia)
    lose_the_line(nadia)
    write_at_the_same_time(nadia, cora)
    send_a_bad_photo(nadia, tmp_path)
    publish(nadia)
    go_back_a_version(nadia)
    assert nadia.seconds <= AT_MOST, f"{nadia.seconds / 60:.0f} minutes"

    for width in (DESKTOP, PHONE):
        student = Visitor(browser_page(width), look)
        student.opens("/leerplaatsen/de-kade")
        student.stands_on("De Kade")
        student.sees(TOGETHER, "Receptie hoofdingang", "8.30 uur")
        student.looks_at("nieuw-profiel")


def invite(cora):
    cora.opens("/werk/mensen/uitnodigen")
    cora.fills_in("Naam", "Nadia Verhoeven")
    cora.fills_in("E-mailadres", "nadia@maasstroom.example")
    cora.ticks("Praktijkopleider")
    cora.ticks("De Kade")
    cora.presses("Stuur de uitnodiging")
    cora.stands_on("Mensen")


def choose_a_password(nadia):
    (letter,) = [sent for sent in mail.outbox if sent.to == ["nadia@maasstroom.example"]]
    nadia.opens(re.search(r"https?://\S+/wachtwoord\S+", letter.body)[0])
    for field in nadia.page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    nadia.page.locator("main form button[type=submit]").click()
    if "/inloggen" in nadia.page.url:
        nadia.logs_in(User.objects.get(email="nadia@maasstroom.example"))
    nadia.stands_on("Wie start er binnenkort?")
    nadia.opens_profile("De Kade")
    nadia.sees("0 van 8 delen klaar", "Nog niet online")


def write_what_is_needed(nadia):
    """The six answers without which nothing goes online; the first page saves itself while she types."""
    nadia.opens_topic("Over deze leerplaats", "In het kort")
    nadia.fills_in("In het kort", "Je zorgt voor mensen na een beroerte. Je leert goed kijken.")
    nadia.sees("Concept bewaard om")
    nadia.fills_in("Welke zorg geven jullie?", "Zorg na een beroerte (neurologie)")
    nadia.presses("Bewaren en terug naar overzicht")
    nadia.opens_topic("Praktische zaken", "Kleding en spullen")
    nadia.ticks("Uniform van de instelling")
    nadia.presses("Bewaren en terug naar overzicht")
    nadia.opens_topic("Eerste dag, ziek en contact", "Waar en wanneer je je meldt")
    nadia.fills_in("Waar melden studenten zich", "Receptie hoofdingang")
    nadia.fills_in("Hoe laat beginnen ze", "8.30")
    nadia.goes_to_page("Ziek of te laat")
    nadia.fills_in("Welk nummer bellen studenten als ze ziek zijn?", "010 123 45 67")
    nadia.goes_to_page("Contact")
    nadia.fills_in("Op welk e-mailadres", "dekade@maasstroom.example")
    nadia.presses("Bewaren en terug naar overzicht")


def lose_the_line(nadia):
    """In the train the line drops; nothing is lost, and one button later it is saved."""
    nadia.opens_topic("Een dag hier", "Een gewone dag")
    nadia.page.context.set_offline(True)
    nadia.fills_in("Hoe ziet een gewone dag eruit?", "7.30 Je hoort hoe de nacht was.")
    alert = nadia.page.get_by_role("alert").filter(has_text="Bewaren lukt nu niet.")
    expect(alert).to_be_visible(timeout=30_000)
    nadia.looks_at("bewaren-lukt-niet")
    nadia.page.context.set_offline(False)
    nadia.presses("Probeer het opnieuw")
    nadia.sees("Concept bewaard om")
    nadia.presses("Bewaren en terug naar overzicht")


def write_at_the_same_time(nadia, cora):
    nadia.opens_topic("Over deze leerplaats", "In het kort")
    nadia.clicks("Het team", within=nadia.page.locator(".part-pages"))
    nadia.stands_on("Het team")
    cora.opens(nadia.page.url)
    cora.fills_in("Wie werken er in het team?", THEIRS)
    cora.presses("Bewaren en terug naar overzicht")
    cora.sees("is bewaard")

    nadia.fills_in("Wie werken er in het team?", MINE)
    nadia.presses("Bewaren en terug naar overzicht")
    nadia.stands_on("Cora heeft dit ook aangepast")
    nadia.sees(MINE, THEIRS)
    nadia.looks_at("twee-teksten")
    nadia.ticks("Ik voeg ze samen")
    nadia.page.locator(".clash-together textarea").fill(TOGETHER)
    nadia.presses("Bewaar met deze keuzes")
    nadia.sees("is bewaard")


def send_a_bad_photo(nadia, tmp_path):
    bad, good = tmp_path / "ingang.jpg", tmp_path / "foto.jpg"
    bad.write_bytes(b"Dit is een brief, geen foto.")
    good.write_bytes(photo_file().read())
    nadia.opens_topic("Foto's en film", "Foto's")
    nadia.presses("Bewaren en foto's toevoegen")
    nadia.page.locator("input[type=file]").set_input_files(bad)
    nadia.presses("Bewaren en beschrijven")
    expect(nadia.page).to_have_title(re.compile("^Fout: "))
    nadia.looks_at("foto-fout")
    nadia.page.locator("input[type=file]").set_input_files(good)
    nadia.presses("Bewaren en beschrijven")
    nadia.stands_on("Foto beschrijven")
    nadia.ticks("Ik beschrijf de foto")
    nadia.page.locator("[name=alt]").fill("De ingang met de rode deur")
    nadia.presses("Bewaar de foto")
    nadia.stands_on("Foto's")


def publish(nadia):
    nadia.opens_profile("De Kade")
    nadia.clicks("Controleer en zet online")
    nadia.presses("Zet dit profiel online")
    nadia.stands_on("De Kade staat online")
    nadia.sees("Wat gebeurt er nu")


def go_back_a_version(nadia):
    """A wrong time goes online, and the version before comes back."""
    nadia.opens_profile("De Kade")
    nadia.opens_topic("Eerste dag, ziek en contact", "Waar en wanneer je je meldt")
    nadia.fills_in("Hoe laat beginnen ze", "5.30")
    nadia.presses("Bewaren en online zetten")
    nadia.sees("Deel 7 staat online")
    assert newest().answers["report_time"] == "5.30"
    nadia.opens_profile("De Kade")
    nadia.clicks("Versies")
    nadia.clicks("Bekijk wat er veranderde")
    nadia.reads()
    nadia.sees("Weg", "5.30 uur", "Nieuw", "8.30 uur")
    nadia.looks_at("versies-vergelijken")
    nadia.opens_profile("De Kade")
    nadia.clicks("Versies")
    nadia.clicks("Zet versie 1 terug")
    nadia.presses("Ja, zet versie 1 terug")
    nadia.sees("Het is nu versie 3")
    assert (newest().number, newest().answers["report_time"]) == (3, "8.30")


def newest():
    return ProfileVersion.objects.order_by("number").last()
