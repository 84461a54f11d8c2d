"""A season of koppelen in a real browser: plekken, a list, wishes, a proposal, a no, confirming, a withdrawal.

Who plans works at 1280 pixels. The praktijkopleider answers on a phone between two shifts, and so does the student.
"""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from onboarding.models import Placement, Proposal
from tests.conftest import DESKTOP, PHONE
from tests.journeys.people import Coordinator, Praktijkopleider, Student

pytestmark = pytest.mark.browser

HEADER = ("roepnaam", "achternaam", "e-mailadres", "opleiding", "leerjaar", "startdatum", "einddatum", "stagedagen")
STAGE = ("Mbo-Verpleegkundige", "4", "15-2-2027", "25-6-2027", "ma, di")
STUDENTS = (
    ("Amina", "Bakker", "amina@student.example"),
    ("Bram", "Cornet", "bram@student.example"),
    ("Carla", "Dries", "carla@student.example"),
)
CELLS = "\n".join("\t".join(row) for row in (HEADER, *((*student, *STAGE) for student in STUDENTS)))


def test_a_season_from_places_to_a_withdrawal(region, browser_page, look, worker):
    cora = Coordinator(browser_page(DESKTOP), look)
    cora.logs_in(region.coordinator)
    cora.adds_places("De Kade", "Mbo-Verpleegkundige", 4, 2)
    take_one_at_once(cora)
    hand_in(cora)
    ask_for_wishes(cora)
    worker()
    amina = Student(browser_page(PHONE), look)
    give_a_wish(amina)

    propose(cora)
    asked_about = put_to_the_leerplaats(cora)
    worker()
    joost = Praktijkopleider(browser_page(PHONE), look)
    joost.logs_in(region.praktijkopleider)
    say_no(joost, asked_about)
    look_for_another_place(cora, asked_about)
    confirm(cora)
    worker()
    say_to_be_coming(amina)
    withdraw(cora)
    assert sorted(Placement.objects.active().values_list("student__given_name", flat=True)) == ["Amina", "Bram"]
    read_the_log(cora)


def take_one_at_once(cora):
    """De Kade has two places, and room for one student at a time."""
    cora.clicks("Hoogstens", exact=True)
    cora.stands_on("Hoogstens tegelijk")
    cora.fills_in("Hoogstens hoeveel studenten in dezelfde week?", "1")
    cora.presses("Bewaar het totaal")
    cora.sees("is bewaard")
    cora.looks_at("plekken-hoogstens")


def hand_in(cora):
    cora.chooses_in_menu("Studenten")
    cora.clicks("Lever een lijst aan")
    cora.fills_in("Of plak de cellen uit je rekenblad", CELLS)
    cora.presses("Naar stap 2")
    cora.stands_on("Welke kolom is wat?")
    cora.presses("Naar stap 3")
    cora.stands_on("Controleer de lijst")
    cora.agrees_with_list()
    cora.stands_on("3 studenten zijn opgeslagen")


def opens_period(cora):
    cora.chooses_in_menu("Koppelen")
    cora.clicks("Voorjaar 2027")
    cora.stands_on("Controleren")


def ask_for_wishes(cora):
    opens_period(cora)
    cora.clicks("Vraag studenten om hun wensen")
    cora.stands_on("Vraag studenten om hun wensen")
    cora.looks_at("wensen-vragen")
    cora.presses("Vraag 3 studenten om wensen")
    cora.sees("3 studenten krijgen een mail met een eigen link")


def give_a_wish(amina):
    (letter,) = [sent for sent in mail.outbox if sent.to == ["amina@student.example"]]
    amina.opens_link(letter)
    amina.stands_on("Mijn wensen")  # the mail asked for them, so that is where its link leads
    amina.page.get_by_label("Wens 1").select_option(label="De Werf, Rotterdam")
    amina.presses("Bewaar mijn wensen")
    amina.sees("Je wensen zijn bewaard")
    amina.looks_at("mijn-wensen")


def propose(cora):
    opens_period(cora)
    cora.clicks("Naar stap 2: voorstel")
    cora.presses("Maak een voorstel")
    cora.sees("3 studenten krijgen een plek. Iedereen heeft een plek.")
    cora.looks_at("voorstel")
    expect(cora.koppeling("Amina B.")).to_contain_text("De plek past bij wens 1.")
    places = Proposal.objects.values_list("offer__leerplaats__name", flat=True)
    assert list(places).count("De Kade") == 1, "two places, but room for one at a time"


def put_to_the_leerplaats(cora):
    """Ask De Kade about the student who is proposed there; returns that student."""
    student = Proposal.objects.get(offer__leerplaats__name="De Kade").request.student
    opens_period(cora)
    cora.turns_to("3 Vastzetten")
    cora.clicks("Leg voor aan de leerplaats", exact=True)
    cora.stands_on("Voorleggen aan de leerplaats")
    cora.ticks(f"Leg voor: {student.name}")
    cora.ticks("Wat ik hieronder aanvink")
    cora.looks_at("voorleggen")
    cora.presses("Leg voor aan de leerplaats")
    cora.sees("1 vraag is gesteld aan De Kade", "Voorgelegd aan De Kade")
    return student


def say_no(joost, student):
    """The mail leads to the questions."""
    (letter,) = [sent for sent in mail.outbox if "/werk/vragen" in sent.body]
    assert student.last_name not in letter.body
    joost.opens(re.search(r"https?://\S+/werk/vragen", letter.body)[0])
    joost.stands_on("Vragen over studenten")
    joost.looks_at("vragen")
    joost.clicks(re.compile(f"^Kan niet ?: {student.short_name}"))
    joost.stands_on(f"Waarom kan {student.short_name} niet komen?")
    joost.ticks("Er is niemand die kan begeleiden")
    joost.presses("Geef door: kan niet")
    joost.sees("Je antwoord is bewaard.")


def look_for_another_place(cora, student):
    card = cora_sees_the_no(cora, student)
    cora.clicks("Andere plek zoeken", within=card)
    cora.sees("Deze leerplaats zei nee tegen deze stage.")
    cora.looks_at("koppelen-na-een-nee")
    cora.ticks("De Werf")
    cora.presses("Zet vast op deze plek")
    cora.sees(f"{student.short_name} staat vast op De Werf")


def cora_sees_the_no(cora, student):
    opens_period(cora)
    card = cora.koppeling(student.short_name)
    expect(card).to_contain_text("De Kade zei: kan niet")
    return card


def confirm(cora):
    opens_period(cora)
    cora.turns_to("4 Bevestigen")
    cora.ticks("Alles met een plek")
    cora.fills_in("Wat wil je erbij zetten?", "Neem op de eerste dag je legitimatie mee.")
    cora.ticks("Meteen")
    cora.looks_at("bevestigen")
    cora.presses("Bevestig deze koppelingen")
    cora.stands_on("3 stages zijn bevestigd")


def say_to_be_coming(amina):
    letters = [sent for sent in mail.outbox if sent.to == ["amina@student.example"]]
    assert "Neem op de eerste dag je legitimatie mee." in letters[-1].body
    amina.opens_link(letters[-1])
    amina.stands_on("Welkom op De Werf, Amina")
    amina.presses("Ik kom")
    amina.sees("Je hebt gezegd: ik kom")


def withdraw(cora):
    cora.chooses_in_menu("Studenten")
    cora.clicks("Carla Dries")
    cora.clicks("Trek deze aanvraag in")
    cora.looks_at("aanvraag-intrekken")
    cora.ticks("De student ziet ervan af")
    cora.presses("Ja, trek de aanvraag in")
    cora.sees("ingetrokken")


def read_the_log(cora):
    cora.chooses_in_menu("Koppelen")
    cora.clicks("Wie besloot wat?")
    cora.stands_on("Wie besloot wat?")
    cora.sees("Cora Dijkstra")
    cora.looks_at("logboek")
