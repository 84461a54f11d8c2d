"""From the confirmation to the fifth day, in a real browser, while the clock goes on.

The student has a phone; on the last day a phone without scripts. The mails that go by themselves are written and sent
by what the worker calls, at the moment of the walk.
"""

import re

import pytest
from django.core import mail
from django.urls import reverse

from onboarding.actions.countdown_mails import write_countdown_mails
from onboarding.models import Placement
from profiles.models import Period
from tests.conftest import DESKTOP, PHONE
from tests.journeys.one_stage import NOOR, delivered, no_axe, prepare
from tests.journeys.people import Coordinator, Praktijkopleider, Student, Werkbegeleider

pytestmark = pytest.mark.browser

QUESTION = "Waar zet ik mijn fiets neer?"
ANSWER = "Achter het gebouw staat een rek."


def test_from_confirming_to_day_five(region, clock, browser_page, look):
    prepare(region)
    cora = Coordinator(browser_page(DESKTOP), look)
    cora.logs_in(region.coordinator)
    confirm(cora)
    letter = delivered()[-1]

    noor = Student(browser_page(PHONE), look)
    read_the_page(noor, letter)
    ask(noor)
    joost = Praktijkopleider(browser_page(DESKTOP), look)
    joost.logs_in(region.praktijkopleider)
    answer(joost)
    read_the_answer(noor)
    name_a_werkbegeleider(joost, "Samira Haddad")
    samira = Werkbegeleider(browser_page(PHONE), look)
    samira.logs_in(region.werkbegeleider)
    make_the_rooster(samira)
    read_the_rooster(noor)

    count_down(clock)

    clock(2027, 2, 1, 8)
    begin_the_first_day(samira, noor)
    clock(2027, 2, 5, 12)
    end_the_first_week(Student(browser_page(PHONE, java_script_enabled=False), look=no_axe), letter)


# --- Before the start ---------------------------------------------------------------


def confirm(cora):
    cora.opens(reverse("match-confirm", args=[Period.objects.get().pk]))
    cora.presses("Bevestig deze koppeling")
    cora.stands_on("1 stage is bevestigd")


def read_the_page(noor, letter):
    noor.opens_link(letter)
    noor.stands_on("Welkom op De Kade, Noor")
    noor.sees("Je start op maandag 1 februari 2027.", "8.30 uur", "Je hoort dit uiterlijk")
    noor.looks_at("stage-bekend")


def ask(noor):
    noor.chooses_in_menu("Mijn vragen")
    noor.opens(reverse("my-question-ask"))
    noor.page.get_by_label(re.compile("praktijkopleider", re.IGNORECASE)).check()
    noor.fills_in("Je vraag", QUESTION)
    noor.presses("Stuur je vraag")
    noor.sees(QUESTION, "woensdag 6 januari 2027")
    noor.looks_at("vraag-gesteld")


def answer(joost):
    delivered()
    asked = [sent for sent in mail.outbox if sent.to != [NOOR]][-1]
    assert QUESTION not in asked.body
    joost.opens(reverse("student-question-list"))
    joost.clicks(re.compile("Noor"), within=joost.page.get_by_role("main"))
    joost.sees(QUESTION)
    joost.fills_in("Je antwoord", ANSWER)
    joost.presses("Stuur je antwoord")
    joost.sees(ANSWER)
    joost.looks_at("vraag-beantwoord")


def read_the_answer(noor):
    told = delivered()[-1]
    assert ANSWER not in told.body and "/link/" not in told.body
    noor.opens(re.search(r"https?://\S+/mijn-vragen\S*", told.body)[0])
    noor.sees(ANSWER)


def name_a_werkbegeleider(joost, name):
    joost.opens(reverse("placement-detail", args=[Placement.objects.get().pk]))
    joost.picks("Werkbegeleider", name)
    joost.presses("Bewaar de eerste dag")
    joost.sees("Bewaard. Noor ziet dit meteen op de eigen pagina.")


def make_the_rooster(samira):
    samira.opens(reverse("placement-roster", args=[Placement.objects.get().pk]))
    samira.presses(re.compile("^Vroege dienst"))
    samira.sees("De lege dagen zijn ingevuld.")
    samira.looks_at("rooster")
    samira.presses("Bewaar het rooster")
    samira.sees("Bewaard. Noor krijgt over 20 minuten één mail")


def read_the_rooster(noor):
    noor.chooses_in_menu("Mijn stage")
    noor.sees("Vroege dienst, van 8.30 tot 16.00 uur", "van 7.30 tot 16.00 uur", "Samira, je werkbegeleider")


def count_down(clock):
    """Two mails on their days, each once, without a key that lets somebody in."""
    for day, words in (((2027, 1, 18, 9), "Noor"), ((2027, 1, 29, 9), "Samira")):
        clock(*day)
        before = len(delivered())
        write_countdown_mails()
        write_countdown_mails()
        (told,) = delivered()[before:]
        assert words in told.body and "/mijn-stage" in told.body
        assert "/link/" not in told.body


# --- The first week -------------------------------------------------------------------


def begin_the_first_day(samira, noor):
    samira.opens(reverse("today"))
    samira.stands_on("Vandaag")
    samira.sees("Haal Noor om 8.30 uur op")
    samira.looks_at("vandaag")
    noor.opens(reverse("my-placement"))
    noor.sees("Vandaag is stagedag 1 van je stage.")
    noor.looks_at("stagedag-1")


def end_the_first_week(noor, letter):
    noor.opens_link(letter)
    noor.sees("Vandaag is stagedag 5 van je stage.")
    box = noor.page.locator("#week input[type=checkbox]").first
    box.check()
    noor.presses("Bewaar mijn lijst", within=noor.page.locator("#week"))
    noor.sees("Bewaard. 1 van ")
