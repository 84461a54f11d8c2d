"""The whole line, in a real browser: from an empty leerplaatsprofiel to a student who knows where to be.

Staff work at 1280 pixels, the student at 390. Everything happens through the screens, by the words on them;
only the mail is picked up from the mailbox, and the job worker is told when to work.
"""

import docx
import icalendar
import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.conftest import DESKTOP, PHONE
from tests.journeys.people import Coordinator, Praktijkopleider, Student, Visitor, Werkbegeleider
from tests.journeys.region import LIST_OF_SCHOOL
from tests.toolbox.pdf_reading import bookmarks, opened, tags, ua_part

pytestmark = pytest.mark.browser

START = "maandag 1 februari 2027"
GREETING = "Samira haalt je op bij de balie en drinkt koffie met je."
WELCOME = "Het team weet hoe de nieuwe student heet."
SHOES = "Koop dichte schoenen met een schone zool"


def test_the_whole_line_from_profile_to_first_day(region, browser_page, look, worker):
    opleider = Praktijkopleider(browser_page(DESKTOP), look)
    opleider.logs_in(region.praktijkopleider)
    write_profile(opleider, region)
    publish_profile(opleider)
    find_profile(Visitor(browser_page(DESKTOP), look))
    find_profile(Visitor(browser_page(PHONE), look))

    coordinator = Coordinator(browser_page(DESKTOP), look)
    coordinator.logs_in(region.coordinator)
    adapt_formats(coordinator)
    coordinator.adds_places("De Kade", "Mbo-Verpleegkundige", 4, 2)
    coordinator.looks_at("plekken")
    hand_in_list(coordinator)
    match(coordinator)
    confirm(coordinator)

    worker()
    see_who_starts(coordinator)
    give_a_werkbegeleider(coordinator)
    print_for_the_date(coordinator, worker)
    take_word_file(coordinator)

    (letter,) = [sent for sent in mail.outbox if sent.to == ["201042@student.roc-maasmond.example"]]
    noor = Student(browser_page(PHONE), look)
    read_placement_page(noor, letter)
    use_placement_page(noor)
    unscripted = browser_page(PHONE, java_script_enabled=False)
    use_placement_page_without_script(Student(unscripted, look=no_axe), letter)

    samira = Werkbegeleider(browser_page(DESKTOP), look)
    samira.logs_in(region.werkbegeleider)
    see_the_student(samira)


def no_axe(page, name):
    """Axe is a script itself: where none may run, it would wait for ever."""


# --- The praktijkopleider ---------------------------------------------------------


def write_profile(opleider, region):
    opleider.stands_on("Wie start er binnenkort?")
    opleider.looks_at("overzicht-leeg")
    opleider.opens_profile(region.de_kade.name)
    opleider.sees("0 van 8 delen klaar", "Nog niet online")
    opleider.opens_part("Over deze leerplaats", "In het kort")
    opleider.looks_at("deel-1")
    opleider.fills_in("In het kort", "Je zorgt voor mensen na een beroerte. Je leert goed kijken.")
    opleider.fills_in("Welke zorg geven jullie?", "Zorg na een beroerte (neurologie)")
    opleider.goes_on("Het team")
    opleider.fills_in("Wie werken er in het team?", "Twaalf verpleegkundigen en twee artsen.")
    opleider.goes_on("Diensten")
    opleider.calls_it_ready()
    opleider.goes_on("De mensen voor wie je zorgt")
    opleider.fills_in("Welke ziektebeelden komen veel voor?", "beroerte (CVA)\nepilepsie")
    opleider.presses("Bewaren en terug naar overzicht")
    opleider.sees("‘De mensen voor wie je zorgt’ is bewaard", "1 van 8 delen klaar")
    opleider.looks_at("takenlijst")


def publish_profile(opleider):
    opleider.clicks("Controleer en zet online")
    opleider.sees("Dit is nog nodig om online te gaan")
    opleider.looks_at("controleren")
    opleider.tries_to_publish()
    opleider.looks_at("controleren-fout")
    assert [sentence.split(",")[0] for sentence in opleider.missing()] == [
        "Kies welke kleding studenten dragen",
        "Vul in waar studenten zich melden",
        "Vul het telefoonnummer in dat studenten bellen als ze ziek zijn",
        "Vul het e-mailadres voor vragen in",
    ]
    opleider.goes_to_what_is_missing("Kies welke kleding")
    opleider.stands_on("Kleding en spullen")
    opleider.ticks("Uniform van de instelling")
    opleider.ticks("Lang haar vast")
    opleider.presses("Bewaren en terug naar overzicht")
    opleider.opens_part("Eerste dag, ziek en contact", "Waar en wanneer je je meldt")
    opleider.fills_in("Waar melden studenten zich", "Receptie hoofdingang")
    opleider.fills_in("Hoe laat beginnen ze", "8.30")
    opleider.goes_on("Kennismaken en de eerste weken")
    opleider.goes_on("Ziek of te laat")
    opleider.fills_in("Welk nummer bellen studenten als ze ziek zijn?", "010 123 45 67")
    opleider.goes_on("Contact")
    opleider.fills_in("Op welk e-mailadres", "dekade@maasstroom.example")
    opleider.fills_in("Op welk nummer is de leerplaats overdag bereikbaar?", "010 123 45 68")
    opleider.looks_at("deel-7")
    opleider.presses("Bewaren en terug naar overzicht")
    opleider.clicks("Bekijk als student")
    opleider.sees("Zo ziet een student dit", "Dit deel is leeg. Studenten zien het niet.")
    opleider.looks_at("bekijk-als-student")
    opleider.clicks("Terug naar bewerken")
    opleider.clicks("Controleer en zet online")
    opleider.presses("Zet dit profiel online")
    opleider.stands_on("De Kade staat online")
    opleider.sees("Wat gebeurt er nu")
    opleider.looks_at("staat-online")


def find_profile(visitor):
    """By its care with an accent where none belongs, with a typing error, and from there the page itself."""
    visitor.searches("neurólogie")
    visitor.finds("De Kade")
    visitor.searches("neurolgie")
    visitor.sees("Dit zijn de leerplaatsen voor ‘neurologie’")
    visitor.finds("De Kade")
    visitor.looks_at("catalogus")
    visitor.clicks("De Kade, Kadeplein", exact=True)
    visitor.stands_on("De Kade")
    visitor.sees("Je zorgt voor mensen na een beroerte.", "beroerte (CVA)", "Receptie hoofdingang", "Lang haar vast")
    visitor.looks_at("profiel")


# --- The coordinator: sjablonen, list, koppelen ------------------------------------


def adapt_formats(coordinator):
    coordinator.stands_on("Wie start er binnenkort?")
    coordinator.opens_template("Inwerkdocument")
    coordinator.looks_at("sjabloon-regio")
    coordinator.makes_own_version("Maasstroom Zorg")
    coordinator.changes_line("Je werkbegeleider haalt je op", GREETING)
    assert coordinator.lines_of("Stagedag 1")[0] == GREETING
    second = coordinator.lines_of("Stagedag 1")[1]
    coordinator.moves_up(second)
    assert coordinator.lines_of("Stagedag 1")[:2] == [second, GREETING]
    coordinator.looks_at("sjabloon-eigen")

    coordinator.opens_template("Checklist introductiebijeenkomst")
    coordinator.makes_own_version("Maasstroom Zorg")
    coordinator.adds_line("Voor de dag", WELCOME, "Werkbegeleider", days_before=5)
    before_the_day = coordinator.lines_of("Voor de dag")
    assert before_the_day[-1] == WELCOME
    coordinator.moves_up(WELCOME)
    assert coordinator.lines_of("Voor de dag") == [*before_the_day[:-2], WELCOME, before_the_day[-2]]
    coordinator.opens_sjablonen()
    coordinator.looks_at("sjablonen")


def hand_in_list(coordinator):
    coordinator.hands_in_list(LIST_OF_SCHOOL)
    coordinator.leaves_words_open()
    coordinator.looks_at("aanleveren-3-controle")
    expect(coordinator.row_of_list(67)).to_contain_text("31 februari bestaat niet")
    coordinator.fills_in("E-mailadres in rij 69", "lotte@student.roc-maasmond.example")
    coordinator.presses("Bewaar en controleer opnieuw")
    # Another student of the list has the same name and lives in the same town: a person says that it is somebody else.
    look = coordinator.row_of_list(69)
    expect(look).to_contain_text("deze student lijkt op rij 9")
    look.get_by_label("Neem mee").check()
    coordinator.agrees_with_list()
    coordinator.stands_on("61 studenten zijn opgeslagen")
    coordinator.looks_at("aanleveren-5-klaar")
    coordinator.chooses_in_menu("Studenten")
    coordinator.looks_at("studenten")


def match(coordinator):
    coordinator.chooses_in_menu("Koppelen")
    coordinator.looks_at("koppelen")
    coordinator.clicks("Voorjaar 2027")
    coordinator.sees("61 studenten zoeken een plek. Er zijn 12 plekken vrij.")
    coordinator.looks_at("koppelen-1-controleren")
    coordinator.clicks("Naar stap 2: voorstel")
    coordinator.looks_at("koppelen-2-voorstel-leeg")
    coordinator.presses("Maak een voorstel")
    coordinator.sees("11 studenten krijgen een plek. 50 studenten hebben nog geen plek.")

    noor = coordinator.koppeling("Noor J.")
    expect(noor).to_contain_text("Noor J. naar De Kade")
    expect(noor).to_contain_text("Waarom dit past")
    expect(coordinator.koppeling("Mohamed D.")).to_contain_text("Geen plek gevonden, omdat")
    coordinator.looks_at("koppelen-3-vastzetten")
    coordinator.locks("Noor J.")
    coordinator.chooses_place("Elif S.", "De Sluis")

    coordinator.clicks("2 Voorstel")
    coordinator.presses("Maak een nieuw voorstel")
    coordinator.sees("Verschil", "1 koppeling is anders, 60 gelijk.")
    expect(coordinator.row("Mei P.")).to_contain_text("De Sluis")  # had to make room
    coordinator.looks_at("koppelen-2-verschil")
    coordinator.presses("Neem deze over")
    coordinator.sees("1 koppeling is overgenomen.")
    for name, place in (("Noor J.", "De Kade"), ("Elif S.", "De Sluis")):
        expect(coordinator.koppeling(name)).to_contain_text(f"{name} naar {place}")
        expect(coordinator.koppeling(name)).to_contain_text("Vastgezet door Cora")


def confirm(coordinator):
    coordinator.clicks("Naar stap 4: bevestigen")
    coordinator.sees("11 studenten hebben een plek. 2 staan vast.", "Zo ziet de mail eruit", START)
    expect(coordinator.row("Noor von Jansen")).to_contain_text("1 feb 2027")
    expect(coordinator.row("Chidi Tavares")).to_contain_text("3 feb 2027")  # comes on Wednesday and Thursday
    coordinator.looks_at("koppelen-4-bevestigen")
    coordinator.ticks("Alles met een plek")
    coordinator.presses("Bevestig deze koppelingen")
    coordinator.stands_on("11 stages zijn bevestigd")
    coordinator.looks_at("koppelen-bevestigd")


# --- The coordinator: before the first day ------------------------------------------


def see_who_starts(coordinator):
    coordinator.chooses_in_menu("Overzicht")
    coordinator.sees(
        f"{START.capitalize()} (6 studenten)", "6 studenten starten in de komende 4 weken. 1 loopt risico."
    )
    expect(coordinator.row("Noor J.")).to_contain_text("Nog geen werkbegeleider")
    coordinator.looks_at("overzicht")


def give_a_werkbegeleider(coordinator):
    coordinator.assigns("Noor J.", "Samira Haddad")
    coordinator.sees("Bewaard. Noor ziet dit meteen op de eigen pagina.")
    coordinator.looks_at("stage")
    coordinator.chooses_in_menu("Overzicht")
    expect(coordinator.row("Noor J.")).to_contain_text("Samira Haddad")


def print_for_the_date(coordinator, worker):
    for what, lines in (("Checklist introductiebijeenkomst", 6), ("Inwerkdocument", 6)):
        coordinator.orders_print(what, START)
        coordinator.looks_at("afdrukken-bezig")
        worker()
        pdf = opened(coordinator.collects_print())
        coordinator.looks_at("afdrukken-klaar")
        titles = [title for title, _ in bookmarks(pdf)]
        assert len(titles) == lines
        assert sum("Noor, De Kade" in title for title in titles) == 1
        assert (str(pdf.Root.Lang), ua_part(pdf)) == ("nl", "1")
        assert "H1" in tags(pdf)


def take_word_file(coordinator):
    coordinator.chooses_in_menu("Overzicht")
    coordinator.clicks("Noor J.", exact=True)
    path = coordinator.downloads("Inwerkdocument als Word")
    assert GREETING in "".join(docx.Document(path).element.body.itertext())


# --- The student ---------------------------------------------------------------------


def read_placement_page(noor, letter):
    noor.opens_link(letter)
    noor.stands_on("Welkom op De Kade, Noor")
    noor.sees(f"Je start op {START}.", f"{START}, 8.30 uur", "Receptie hoofdingang", "Samira, je werkbegeleider")
    call = noor.page.get_by_role("link", name="Bel de afdeling")
    assert call.get_attribute("href") == "tel:+31101234568"
    assert call.bounding_box()["y"] < noor.page.viewport_size["height"], "the call button is not in view at once"
    noor.sees("Je leert het team van die dag kennen", GREETING)
    noor.looks_at("mijn-stage")


def use_placement_page(noor):
    noor.ticks_item("Zet je eerste dag in je agenda.")
    noor.opens("/mijn-stage")
    noor.has_ticked("Zet je eerste dag in je agenda.")
    noor.adds_own_item(SHOES)
    noor.looks_at("mijn-stage-later")
    agenda = icalendar.Calendar.from_ical(noor.downloads("Zet in je agenda").read_bytes())
    first = agenda.walk("VEVENT")[0]
    assert f"{first['DTSTART'].dt:%Y-%m-%d %H.%M}" == "2027-02-01 08.30"
    assert "De Kade" in first["SUMMARY"]


def use_placement_page_without_script(noor, letter):
    noor.opens_link(letter)
    noor.has_ticked("Zet je eerste dag in je agenda.")
    noor.ticks(SHOES)
    noor.presses("Bewaar mijn lijst", within=noor.page.locator("#eigen"))
    noor.sees("Bewaard. 1 van 1 klaar.")
    noor.has_ticked(SHOES)


# --- The werkbegeleider ---------------------------------------------------------------


def see_the_student(samira):
    samira.stands_on("Vandaag")
    samira.chooses_in_menu("Mijn studenten")
    samira.stands_on("Mijn studenten")
    samira.sees(START.capitalize())
    samira.looks_at("werkbegeleider")
    samira.clicks("Noor J.", exact=True)
    samira.stands_on("Noor von Jansen")
    samira.sees("Pagina bekeken", "1 van 12 klaar", "Eigen punten: 1 van 1 klaar")
    samira.looks_at("werkbegeleider-student")
