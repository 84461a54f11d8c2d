"""The screens in a real browser: accessible in every state, no sideways scroll, and usable without script."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from profiles import search
from profiles.actions.leerplaatsprofielen import publish
from profiles.actions.photos import add_photo
from profiles.enums import Role, Sector
from profiles.models import Leerplaatsprofiel
from profiles.photos import clean_photo
from tests.factories import ANSWERS, LeerplaatsFactory, LeerplaatsprofielFactory, PlaceOfferFactory, person
from tests.profiles.conftest import part_url, photo_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FULL = ANSWERS | {
    "timeline": [["7.30", "Je hoort hoe de nacht was."], ["15.15", "Je vertelt de late dienst alles."]],
    "learn_first": ["Wassen en aankleden"],
    "not_yet": ["niet alleen medicijnen delen"],
    "guidance": "Je praat elke vrijdag met je werkbegeleider.",
    "allowance": {"answer": "ask", "note": "Vraag je stagebureau."},
    "confidant": "De vertrouwenspersoon, 010 123 40 09.",
    "film": {"url": "https://vimeo.com/123456", "about": "Een dag op De Kade", "seconds": 80, "transcript": "Welkom."},
}
WIDTHS = (1280, 390, 320)  # the last one only for scrolling sideways


@pytest.fixture
def online(leerplaats, farida):
    search.forget_vocabulary()
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=FULL)
    add_photo(leerplaats=leerplaats, clean=clean_photo(photo_file()), alt="De ingang", by=farida)
    publish(leerplaats=leerplaats, by=farida)
    PlaceOfferFactory(leerplaats=leerplaats)
    return leerplaats


@pytest.fixture
def empty(leerplaats):
    """A leerplaats nobody wrote anything about."""
    return LeerplaatsFactory(location=leerplaats.location, name="De Werf", sector=Sector.HOME_CARE)


@pytest.fixture
def visit(browser_page, axe, client, site):
    """Opens pages at three widths as one person, and checks each: `visit(user, addresses)`."""

    def check(user, addresses, before_check=lambda page: None):
        for width in WIDTHS:
            page = browser_page(width)
            if user:
                client.force_login(user)
                cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
                page.context.add_cookies([cookie])
            for address in addresses:
                assert page.goto(address).ok, address
                before_check(page)
                assert page.evaluate("document.documentElement.scrollWidth") == width, (address, width)
                if width > 320:
                    axe(page)

    return check


def pages_of(leerplaats, *names):
    return [reverse(name, args=[leerplaats.pk]) for name in names]


def test_what_everyone_sees(visit, online):
    catalogue = reverse("leerplaats-catalogue")

    visit(None, [catalogue, f"{catalogue}?zoek=bestaatniet&plaats=Rotterdam", online.get_absolute_url()])


def test_the_pages_of_an_editor(visit, farida, online):
    names = ("profile-tasks", "profile-preview", "profile-published", "profile-versions", "offer-list")
    more = [reverse("leerplaats-list"), reverse("institution-edit"), reverse("photo-new", args=[online.pk])]

    visit(farida, pages_of(online, *names) + more)


def test_the_eight_parts_filled(visit, farida, online):
    visit(farida, [part_url(online, number) for number in range(1, 9)])


def test_the_pages_of_an_empty_leerplaats(visit, farida, empty):
    names = ("profile-tasks", "profile-preview", "profile-check", "profile-versions", "offer-list")

    visit(farida, [*pages_of(empty, *names), part_url(empty, 1), part_url(empty, 8)])


def test_pages_with_errors(visit, farida, empty):
    def send(page):
        if page.locator("#id_report_time").count():
            page.fill("#id_report_time", "half negen")
            page.fill("#id_route_last", "woord " * 200)
        page.locator("main form button.btn-primary").first.click()
        expect(page).to_have_title(re.compile("^Fout: "))
        expect(page.locator(".error-summary")).to_be_focused()

    visit(farida, [part_url(empty, 7), reverse("leerplaats-new"), *pages_of(empty, "profile-check")], send)


def test_the_registers_of_the_region(visit, online):
    names = ("institution", "school", "period", "programme")
    addresses = [reverse(f"{noun}-{page}") for noun in names for page in ("list", "new")]

    visit(person(Role.REGIONAL_ADMIN), addresses)


def test_a_profile_is_made_without_script(browser_page, client, site, farida, empty, tmp_path):
    """From nothing to online: only forms and links, on a phone."""
    page = browser_page(390, java_script_enabled=False)
    client.force_login(farida)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    photo = tmp_path / "ingang.jpg"
    photo.write_bytes(photo_file().getvalue())

    page.goto(reverse("profile-tasks", args=[empty.pk]))
    page.click("text=Controleer en zet online")
    page.click("main button:has-text('Zet dit profiel online')")
    page.click(".error-summary a >> nth=0")
    page.fill("text=Welke zorg geven jullie?", "zorg thuis")
    page.click("text=Bewaren en terug naar overzicht")
    page.click("text=Praktische zaken")
    page.check("text=Eigen kleding")
    page.click("text=Bewaren en naar pagina 2")
    page.click("text=Terug naar het overzicht")
    page.click("text=Eerste dag, ziek en contact")
    page.fill("text=Waar melden studenten zich op de eerste dag?", "Wijkgebouw")
    page.click("text=Bewaren en naar pagina 2")
    page.click("text=Bewaren en naar pagina 3")
    page.fill("text=Welk nummer bellen studenten als ze ziek zijn?", "0101234567")
    page.click("text=Bewaren en naar pagina 4")
    page.fill("text=Op welk e-mailadres stellen studenten en scholen een vraag?", "dewerf@voorbeeld.example")
    page.click("text=Bewaren en naar deel 8")
    page.get_by_role("button", name="Bewaren en foto's toevoegen").click()
    page.set_input_files("input[type=file]", photo)
    page.click("text=Bewaren en beschrijven")
    page.check("text=Ik beschrijf de foto")
    page.get_by_label("Beschrijf de foto", exact=True).fill("De deur van het wijkgebouw")
    page.click("text=Bewaar de foto")
    page.click("text=Bewaren en terug naar overzicht")
    page.click("text=Controleer en zet online")
    page.click("main button:has-text('Zet dit profiel online')")

    expect(page.locator("h1")).to_have_text("De Werf staat online")
    page.click(".written-address a")
    expect(page.locator("h1")).to_have_text("De Werf")
    expect(page.get_by_alt_text("De deur van het wijkgebouw")).to_be_visible()
    assert Leerplaatsprofiel.objects.get(leerplaats=empty).published.number == 1


def test_the_filters_of_the_catalogue_are_folded_on_a_phone_only(browser_page, online):
    wide, phone = browser_page(1280), browser_page(390)
    for page in (wide, phone):
        page.goto(reverse("leerplaats-catalogue"))

    expect(wide.get_by_label("Soort zorg")).to_be_visible()
    expect(phone.get_by_label("Soort zorg")).not_to_be_visible()
    phone.click("text=Kies wat bij je past")
    phone.get_by_label("Soort zorg").select_option("hospital")
    phone.click("text=Zoek leerplaatsen")
    expect(phone.locator("summary")).to_contain_text("(1 gekozen)")
