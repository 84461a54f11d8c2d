"""From the fifth day to the goodbye and to the removal half a year later, in a real browser, while the clock goes on.

The student has a phone; the questionnaire, moving a talk, the plan and the goodbye go without scripts too. What goes
by itself is done by the job of the worker, at the moment of the walk.
"""

import re
from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from onboarding.actions.confirming import confirm_proposals
from onboarding.enums import LearningWay, TalkKind
from onboarding.jobs import remove_old_job
from onboarding.models import Placement, StudentQuestion
from tests.conftest import DESKTOP, PHONE
from tests.everywhere import where_is
from tests.journeys.logging_in import let_in
from tests.journeys.one_stage import NOOR, delivered, no_axe, prepare
from tests.journeys.people import Coordinator, Praktijkopleider, Student, Werkbegeleider

pytestmark = pytest.mark.browser

GOAL = "Ik wil zelf een overdracht doen."
OWN_LINE = "Een middag mee met de ergotherapeut"
PRIORITY = "De overdracht oefenen bij de koffie"
AGREED = "Noor loopt dinsdag een visite mee."
SUBJECT = "Ik wil het hebben over zelf plannen."
TIP = "Vraag in je eerste week of je een keer vroeg mag beginnen."
THANKS = "Bedankt voor je rust en je goede vragen."
WANTS_TO_TALK = "Ik wil graag met je praten."
AT_HOME = "noor.thuis@mail.example"
# Every text of which nothing may be left. What was passed on was given to all; it stays without a name.
OF_NOOR = ("noor adams", "noor a.", "adams", NOOR, AT_HOME, GOAL, OWN_LINE, PRIORITY, AGREED, SUBJECT, THANKS)
# Monday to Friday, 1 February to 25 June: 105 days, without Easter Monday, King's Day, Ascension Day and Whit Monday.
HOURS, FTE = "646,4", "0,45"  # 101 days of 32 / 5 hours; 646.4 / 1440


def test_from_day_five_to_removal(region, clock, browser_page, look, worker, site, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    letter = begin(region)

    def at_work(kind, user, width=DESKTOP, **options):
        """Somebody of the institution, logged in at this moment of the walk."""
        page = browser_page(width, **options)
        let_in(page, user, site)
        return kind(page, no_axe if options else look)

    def noor(**options):
        """The student on a phone, in by the link of the first mail."""
        student = Student(browser_page(PHONE, **options), no_axe if options else look)
        student.opens_link(letter)
        return student

    joost = partial(at_work, Praktijkopleider, region.praktijkopleider)
    samira = partial(at_work, Werkbegeleider, region.werkbegeleider)
    cora = partial(at_work, Coordinator, region.coordinator)

    clock(2027, 2, 5, 12)
    say_it_does_not_go_well(noor(java_script_enabled=False))
    read_who_wants_to_talk(joost())
    propose_a_plan(noor(java_script_enabled=False))
    clock(2027, 2, 8, 10)
    make_final(samira(width=PHONE))
    clock(2027, 2, 19, 15)
    hold_the_weekly_talk(samira(width=PHONE))
    choose_priorities(noor())
    clock(2027, 3, 1, 9)
    move_the_missed_one(samira(width=PHONE, java_script_enabled=False))
    clock(2027, 3, 1, 10)
    read_the_new_day(noor(), delivered())
    clock(2027, 3, 3, 15)
    hold(samira(), TalkKind.WEEKLY)

    halfway = the_talk(TalkKind.HALFWAY).day
    clock(halfway.year, halfway.month, halfway.day, 8)
    say_the_subject(noor())
    clock(halfway.year, halfway.month, halfway.day, 15)
    hold(samira(), TalkKind.HALFWAY, SUBJECT)

    clock(2027, 6, 21, 10)
    answer_about_the_stage(noor())
    pass_on(noor(java_script_enabled=False))
    prepare_the_goodbye(samira(width=PHONE))
    approve_what_was_passed_on(joost())
    clock(2027, 6, 24, 15)
    hold(samira(), TalkKind.FINAL)
    clock(2027, 6, 28, 10)
    say_goodbye(noor(java_script_enabled=False))
    clock(2027, 7, 24, 10)
    find_the_page_closed(Student(browser_page(PHONE), look), letter)

    clock(2027, 12, 1, 10)
    read_who_goes(cora())
    counted = read_the_stagefonds(cora())
    for text in OF_NOOR:
        assert where_is(text.lower(), tmp_path), text
    clock(2027, 12, 25, 3)
    remove_old_job.defer(timestamp=0)
    worker()
    for text in OF_NOOR:
        assert where_is(text.lower(), tmp_path) == [], text
    assert [row for row in where_is(TIP.lower(), tmp_path) if "noor" not in row.lower()], "what was passed on stays"
    clock(2027, 12, 27, 10)
    assert read_the_stagefonds(cora()) == counted
    read_what_went(cora())


def begin(region):
    """The stage is confirmed in January, with Samira as werkbegeleider; returns the mail with the link."""
    proposal = prepare(region, hours_per_week=Decimal(32), learning_way=LearningWay.BOL)
    confirm_proposals(proposals=type(proposal).objects.filter(pk=proposal.pk), by=region.coordinator)
    Placement.objects.update(werkbegeleider=region.werkbegeleider)
    return delivered()[-1]


def the_talk(kind):
    """The talk of this kind that comes first of those that were not held."""
    return Placement.objects.get().talks.filter(kind=kind, held_at=None).first()


# --- The first weeks ------------------------------------------------------------------


def say_it_does_not_go_well(noor):
    noor.clicks("Vul de vragen in")
    noor.stands_on("Hoe gaat het? Drie korte vragen")
    noor.page.get_by_role("radiogroup", name="Ik kon mijn vragen kwijt.").get_by_label("Helemaal niet").check()
    noor.presses("Verstuur zonder naam")
    noor.sees("Nog niet alles gaat goed. Wil je erover praten?")
    assert not StudentQuestion.objects.exists(), "a low answer is nothing without a yes"
    noor.presses("Ja, graag")
    noor.sees(WANTS_TO_TALK)


def read_who_wants_to_talk(joost):
    joost.opens(reverse("student-question-list"))
    joost.clicks(re.compile("Noor"), within=joost.page.get_by_role("main"))
    joost.sees(WANTS_TO_TALK, "dinsdag 9 februari 2027")
    joost.looks_at("wil-praten")
    joost.fills_in("Je antwoord", "Maandag om 11.00 uur op mijn kamer?")
    joost.presses("Stuur je antwoord")


def propose_a_plan(noor):
    noor.opens(reverse("my-plan"))
    noor.clicks("Schrijf op wat je wilt leren")
    noor.fills_in("Wat wil je leren?", GOAL)
    noor.presses("Bewaar")
    noor.sees(GOAL)
    noor.clicks("Zet iets in week 3")
    noor.fills_in("Wat ga je doen?", OWN_LINE)
    noor.ticks("Opdracht")
    noor.presses("Bewaar de regel")
    noor.sees(OWN_LINE)
    noor.presses("Stel voor aan")
    noor.sees("Samira")


def make_final(samira):
    samira.opens(reverse("plan-detail", args=[Placement.objects.get().pk]))
    samira.sees(GOAL, OWN_LINE)
    samira.looks_at("voorstel-van-de-student")
    samira.presses("Ja, zo doen we het")
    samira.sees("Vastgesteld op maandag 8 februari 2027")
    samira.clicks("Wat veranderde er?")
    samira.looks_at("versies")


def hold_the_weekly_talk(samira):
    samira.opens(reverse("today"))
    samira.looks_at("vandaag-met-gesprek")
    samira.opens(reverse("talk", args=[the_talk(TalkKind.WEEKLY).pk]))
    samira.sees("Drie vragen voor deze week")
    samira.fills_in("Wat spreken jullie af?", AGREED)
    samira.presses("Zet erbij")
    samira.sees(AGREED)
    samira.presses("Gehouden")
    samira.sees("Gehouden")
    samira.looks_at("gesprek-gehouden")


def choose_priorities(noor):
    noor.sees(AGREED)
    noor.clicks("Je prioriteiten van deze week")
    noor.fills_in("Waar werk je aan?", PRIORITY)
    noor.presses(re.compile("^Zet bij Nu eerst$"))
    noor.sees(PRIORITY)
    noor.looks_at("prioriteiten")
    noor.presses(re.compile(f"^Klaar ?: {PRIORITY}"))


def move_the_missed_one(samira):
    samira.opens(reverse("today"))
    samira.sees("Was dit gesprek er? Gepland op vrijdag 26 februari 2027.")
    samira.clicks(re.compile("^Andere dag ?: .* van vrijdag 26 februari 2027"))
    samira.fills_in("Welke dag?", "3-3-2027")
    samira.presses("Bewaar dag, tijd en plek")
    samira.sees("Kies waarom het gesprek een andere dag krijgt.")
    samira.ticks("Het was te druk")
    samira.presses("Bewaar dag, tijd en plek")
    samira.sees("Woensdag 3 maart 2027")


def read_the_new_day(noor, mails):
    assert "woensdag 3 maart 2027" in mails[-1].body
    noor.sees("woensdag 3 maart 2027")
    noor.clicks("Bekijk al je gesprekken")
    noor.looks_at("mijn-gesprekken")


def hold(samira, kind, *texts):
    """Open the talk that waits on Vandaag, read these texts, and say that it was held."""
    talk = the_talk(kind)
    samira.opens(reverse("today"))
    samira.clicks(f"{talk.get_kind_display()} met Noor")
    samira.sees(*texts)
    samira.presses("Gehouden")
    samira.sees("Gehouden")
    assert Placement.objects.get().talks.get(pk=talk.pk).held_at


# --- Halfway, and the last week ---------------------------------------------------------


def say_the_subject(noor):
    noor.clicks("Zeg waar je het over wilt hebben")
    noor.clicks("Schrijf op wat je wilt bespreken")
    noor.fills_in("Waar wil je het over hebben?", SUBJECT)
    noor.presses("Bewaar")
    noor.sees(SUBJECT)
    noor.looks_at("gesprek-halverwege")


def answer_about_the_stage(noor):
    noor.sees("Hoe was je stage?")
    noor.clicks("Vul de vragen in")
    noor.stands_on("Hoe was je stage?")
    for box in noor.page.get_by_role("radiogroup").all():
        if box.get_by_label("Wel", exact=True).count():
            box.get_by_label("Wel", exact=True).check()
    noor.looks_at("hele-vragenlijst")
    noor.presses("Verstuur zonder naam")
    noor.sees("Je naam staat er niet bij.")


def pass_on(noor):
    noor.clicks("Geef de estafette door aan de volgende student")
    noor.fills_in("Je tip", TIP)
    noor.presses("Geef dit door")
    noor.sees(TIP, "Wordt gelezen")
    noor.opens(reverse("my-stay"))
    noor.ticks("Een bijbaan")
    noor.fills_in("Op welk e-mailadres?", AT_HOME)
    noor.presses("Bewaar je keuze")
    noor.sees("Een bijbaan", AT_HOME)


def prepare_the_goodbye(samira):
    """Tick everything of the checklist, and write a few words of thanks."""
    samira.opens(reverse("placement-detail", args=[Placement.objects.get().pk]))
    goodbye = samira.page.locator("#afscheid")
    for box in goodbye.get_by_role("checkbox").all():
        box.check()
    samira.presses("Bewaar de lijst", within=goodbye)
    samira.looks_at("afscheid-afgevinkt")
    samira.clicks("Schrijf Noor een bedankje")
    samira.fills_in("Wat wil je zeggen?", THANKS)
    samira.presses("Bewaar het bedankje")
    samira.sees(THANKS)


def approve_what_was_passed_on(joost):
    joost.opens(reverse("quote-list", args=[Placement.objects.get().leerplaats_id]))
    joost.sees(TIP)
    joost.presses("Keur goed")
    joost.sees("is goedgekeurd")


def say_goodbye(noor):
    noor.stands_on("Bedankt, Noor")
    noor.sees(THANKS)
    noor.clicks("Bekijk je afscheid")
    noor.stands_on("Afscheid")
    noor.sees(THANKS, TIP, "101 dagen in 21 weken", "4 gesprekken gehouden", "een bijbaan")
    noor.sees("vrijdag 23 juli 2027", "zaterdag 25 december 2027")
    assert noor.opens_file(re.compile("^Bewaar dit als één blad")).startswith(b"%PDF")


def find_the_page_closed(visitor, letter):
    visitor.opens(re.search(r"https?://\S+/link/\S+", letter.body)[0])
    visitor.sees("verlopen")


# --- Half a year later -------------------------------------------------------------------


def read_who_goes(cora):
    cora.opens(reverse("retention"))
    expect(cora.row("25 dec 2027").filter(has_text="1 student met stage").filter(has_text="Noor Adams")).to_be_visible()
    expect(cora.row("25 dec 2027").filter(has_text="5 mails")).to_be_visible()
    cora.looks_at("bewaartermijnen")


def read_the_stagefonds(cora):
    """The rows of the list, as the coordinator reads them."""
    cora.opens(reverse("stagefonds"))
    cora.sees(HOURS, FTE)
    cora.looks_at("stagefonds")
    return cora.page.get_by_role("row").all_inner_texts()


def read_what_went(cora):
    cora.opens(reverse("retention"))
    cora.sees("1 student met stage", "7 mails")  # 2 of them since the first of the month
    expect(cora.page.get_by_role("main")).not_to_contain_text("Noor")
    cora.looks_at("bewaartermijnen-daarna")
