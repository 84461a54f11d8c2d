"""Who walks the line. Each does what a person does: reads words on the screen, clicks them, and types."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.factories import PASSWORD


class Visitor:
    """Somebody with a browser, who has not logged in."""

    def __init__(self, page: Page, look):
        self.page = page
        self.look = look

    # --- What everybody can do ---

    def opens(self, address):
        self.page.goto(address)

    def clicks(self, link, within=None, exact=False):
        """Follow the link with this name, or with this in its name."""
        (within or self.page).get_by_role("link", name=link, exact=exact).click()

    def chooses_in_menu(self, entry):
        self.page.get_by_role("navigation", name="Menu").get_by_role("link", name=entry, exact=True).click()

    def presses(self, button, within=None):
        (within or self.page).get_by_role("button", name=button).click()

    def fills_in(self, label, value):
        self.page.get_by_label(label).fill(value)

    def picks(self, label, option):
        """Take an option of a select box."""
        self.page.get_by_label(label).select_option(label=option)

    def ticks(self, label):
        """Tick a box or choose a button, by the words beside it."""
        self.page.get_by_label(label).check()

    def sees(self, *texts):
        for text in texts:
            expect(self.page.get_by_role("main")).to_contain_text(text)

    def stands_on(self, heading):
        """The page has this as its one heading."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    def row(self, name) -> Locator:
        """The line of a table about somebody or something."""
        return self.page.get_by_role("row").filter(has_text=name)

    def downloads(self, link) -> Path:
        with self.page.expect_download() as started:
            self.clicks(link)
        return started.value.path()

    def opens_file(self, link) -> bytes:
        """The file behind a link that a browser shows by itself, such as a PDF."""
        address = self.page.get_by_role("link", name=link).get_attribute("href")
        answer = self.page.request.get(address)
        assert answer.ok, f"{address}: {answer.status}"
        return answer.body()

    def looks_at(self, name):
        """Hold this screen against axe, and keep a picture of it under this name when asked."""
        self.look(self.page, name)

    def logs_in(self, user):
        self.opens("/")
        self.clicks("Inloggen")
        self.fills_in("E-mailadres", user.email)
        self.fills_in("Wachtwoord", PASSWORD)
        self.presses("Log in met je wachtwoord")

    # --- The catalogue ---

    def searches(self, words):
        self.opens("/leerplaatsen")
        self.fills_in("Naam, plaats, postcode of zorg", words)
        self.presses("Zoek leerplaatsen")

    def finds(self, leerplaats):
        expect(self.page.get_by_role("heading", level=3, name=leerplaats)).to_be_visible()


class Praktijkopleider(Visitor):
    """Keeps the profile of a leerplaats."""

    def opens_profile(self, leerplaats):
        self.chooses_in_menu("Leerplaatsen")
        self.clicks(leerplaats)
        self.stands_on(leerplaats)

    def opens_part(self, title, first_page):
        """Follow a row of the task list, to the first page of the part."""
        self.clicks(title)
        self.stands_on(first_page)

    def goes_on(self, heading):
        """Save this page and go to the next one."""
        self.presses(re.compile("^Bewaren en naar (pagina|deel) "))
        self.stands_on(heading)

    def calls_it_ready(self):
        self.ticks("Ja, dit deel is klaar")

    def tries_to_publish(self):
        """Press the button that always works; it says what is still needed."""
        self.presses("Zet dit profiel online")
        expect(self.page).to_have_title(re.compile("^Fout: "))
        expect(self.page.locator(".error-summary")).to_be_focused()

    def missing(self) -> list[str]:
        """What the page says is still needed."""
        return self.page.locator(".error-summary a").all_inner_texts()

    def goes_to_what_is_missing(self, sentence):
        """Follow the link of the summary; the cursor then stands in the field."""
        self.clicks(sentence, within=self.page.locator(".error-summary"))


class Coordinator(Visitor):
    """Runs the sjablonen, the lists of schools, the koppelingen and the prints of an institution."""

    # --- Sjablonen ---

    def opens_sjablonen(self):
        self.chooses_in_menu("Toolbox")
        self.stands_on("Toolbox")
        self.clicks("Sjablonen", within=self.page.get_by_role("main"))
        self.stands_on("Sjablonen")

    def opens_template(self, label):
        self.opens_sjablonen()
        self.clicks(label, exact=True)
        self.stands_on(label)

    def makes_own_version(self, institution):
        self.presses("Maak onze eigen versie")
        self.sees(f"Dit is nu de versie van {institution}")

    def line(self, text) -> Locator:
        """A line of the sjabloon."""
        return self.page.get_by_role("listitem").filter(has_text=text)

    def lines_of(self, part) -> list[str]:
        """The texts of a part, in order."""
        section = self.page.locator("section").filter(has=self.page.get_by_role("heading", level=2, name=part))
        return section.locator(".item-text").all_inner_texts()

    def changes_line(self, old, new):
        self.clicks("Wijzig", within=self.line(old))
        self.fills_in("Wat gebeurt er?", new)
        self.presses("Bewaar de regel")
        expect(self.line(new)).to_be_visible()

    def adds_line(self, part, text, who, days_before):
        self.clicks(f"Voeg een regel toe aan {part}")
        self.fills_in("Wat gebeurt er?", text)
        self.picks("Wie doet het?", who)
        self.ticks("Een aantal dagen voor de start")
        self.fills_in("Hoeveel dagen, of welke stagedag?", str(days_before))
        self.presses("Voeg de regel toe")
        expect(self.line(text)).to_be_visible()

    def moves_up(self, text):
        self.presses("Omhoog", within=self.line(text))
        expect(self.page.locator("[data-reorder-status]")).to_contain_text("Verplaatst naar plek")

    # --- Places ---

    def adds_places(self, leerplaats, programme, year, number):
        self.chooses_in_menu("Leerplaatsen")
        self.clicks(leerplaats)
        self.clicks("Plekken voor studenten")
        self.picks("Opleiding", programme)
        self.picks("Leerjaar", str(year))
        self.fills_in("Aantal plekken", str(number))
        self.presses("Voeg toe")
        self.sees(f"{programme}, leerjaar {year} staat erbij")

    # --- The list of a school ---

    def hands_in_list(self, file):
        self.chooses_in_menu("Studenten")
        self.clicks("Lever een lijst aan")
        self.page.get_by_label("Excel- of csv-bestand").set_input_files(file)
        self.looks_at("aanleveren-1-bestand")
        self.presses("Naar stap 2")
        self.stands_on("Welke kolom is wat?")
        self.looks_at("aanleveren-2-kolommen")
        self.presses("Naar stap 3")

    def leaves_words_open(self):
        """The words that we do not know are asked once; who does not know either goes on."""
        self.stands_on("Wat betekenen deze woorden?")
        self.looks_at("aanleveren-2-woorden")
        self.presses("Naar stap 3")
        self.stands_on("Controleer de lijst")

    def agrees_with_list(self):
        """Page 4: what will be stored, and the button that stores it."""
        self.presses("Naar stap 4")
        self.stands_on("Klopt dit?")
        self.looks_at("aanleveren-4-bevestigen")
        self.presses("Sla de lijst op")

    def row_of_list(self, number) -> Locator:
        """What the check says about one row of the list."""
        heading = self.page.get_by_role("heading", name=re.compile(f"^Rij {number}(:|$)"))
        return self.page.get_by_role("listitem").filter(has=heading)

    # --- Koppelen ---

    def koppeling(self, name) -> Locator:
        """The card of one student; turns the pages of the list until it is there."""
        self.turns_to("3 Vastzetten")
        while not (card := self.page.get_by_role("article").filter(has_text=name)).count():
            self.turns_to("Volgende")
        return card

    def turns_to(self, link):
        """Follow a link and wait for its page: what is counted next must not be counted on the page before it."""
        with self.page.expect_navigation():
            self.clicks(link)

    def locks(self, name):
        self.presses("Vastzetten", within=self.koppeling(name))
        self.sees(f"{name} staat vast op ")

    def chooses_place(self, name, leerplaats):
        self.clicks("Andere plek zoeken", within=self.koppeling(name))
        self.looks_at("koppelen-andere-plek")
        self.ticks(leerplaats)
        self.presses("Zet vast op deze plek")
        self.sees(f"{name} staat vast op {leerplaats}")

    # --- The first day ---

    def assigns(self, student, werkbegeleider):
        self.clicks(student, within=self.row(student), exact=True)
        self.picks("Werkbegeleider", werkbegeleider)
        self.presses("Bewaar de eerste dag")

    def orders_print(self, what, day):
        """Ask for one PDF of everybody who starts on a day."""
        self.chooses_in_menu("Afdrukken")
        self.ticks(what)
        self.picks("Voor welke startdatum?", day)
        self.looks_at("afdrukken")
        self.presses("Naar stap 2: voor wie en hoe")
        self.looks_at("afdrukken-hoe")
        self.presses("Naar stap 3: controleren")
        self.looks_at("afdrukken-controleren")
        self.presses(re.compile("^Maak [0-9]+ "))
        self.sees("We maken de pdf")

    def collects_print(self) -> bytes:
        """Wait until the page, which refreshes by itself, says that it is ready."""
        self.sees("De pdf is klaar")
        return self.opens_file("Open de pdf")


class Werkbegeleider(Visitor):
    """Guides students on the floor."""


class Student(Visitor):
    """Has a phone and a mail with a link."""

    def opens_link(self, mail):
        """Open the link of the mail; it shows a button, and the button opens the stage."""
        self.opens(re.search(r"https?://\S+/link/\S+", mail.body)[0])
        self.stands_on("Open je stage")
        self.looks_at("link")
        self.presses("Open mijn stage")

    def ticks_item(self, text):
        """Tick an item of the list, which saves at once; nothing is loaded again."""
        self.page.evaluate("window.stillHere = true")
        self.ticks(text)
        expect(self.status_of_list("voor")).to_have_text(re.compile(r"^Bewaard\. 1 van \d+ klaar\.$"))
        assert self.page.evaluate("window.stillHere"), "the page was loaded again"

    def status_of_list(self, stop) -> Locator:
        return self.page.locator(f"#lijst-{stop} [data-tick-status]")

    def has_ticked(self, text):
        expect(self.page.get_by_label(text)).to_be_checked()

    def adds_own_item(self, text):
        self.page.get_by_text("Zet zelf iets op je lijst").click()
        self.fills_in("Wat wil je zelf nog regelen?", text)
        self.presses("Zet op mijn lijst")
        expect(self.page.get_by_label(text)).to_be_visible()
