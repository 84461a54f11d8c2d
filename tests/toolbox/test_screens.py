"""The sjablonen in a real browser: accessible, no sideways scroll, and usable without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from profiles.enums import Role
from tests.factories import InstitutionFactory, person
from toolbox.actions.base_formats import load_base_formats
from toolbox.actions.items import remove_item
from toolbox.actions.templates import make_own_version
from toolbox.enums import Level, TemplateFormat
from toolbox.models import Template

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390, 320)  # the last one only for scrolling sideways


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR, InstitutionFactory(name="Maasstroom"))


@pytest.fixture
def original():
    load_base_formats()
    return Template.objects.get(format=TemplateFormat.INWERKDOCUMENT, level=Level.REGION)


@pytest.fixture
def own(original, coordinator):
    institution = coordinator.memberships.get().institution
    return make_own_version(original=original, institution=institution, by=coordinator)


@pytest.fixture
def open_as(browser_page, client, site):
    """A browser page at a width in which somebody is logged in: `open_as(user, 390)`."""

    def opened(user, width, **options):
        client.force_login(user)
        page = browser_page(width, **options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        page.context.add_cookies([cookie])
        return page

    return opened


def test_every_page_is_accessible_and_never_scrolls_sideways(open_as, axe, coordinator, original, own):
    section = own.sections.first()
    line, gone = section.items.all()[:2]
    remove_item(item=gone, by=coordinator)
    addresses = [
        reverse("template-list"),
        reverse("template-detail", args=[original.pk]),
        f"{reverse('template-detail', args=[own.pk])}?weg={gone.pk}",
        reverse("template-preview", args=[own.pk]),
        f"{reverse('template-preview', args=[own.pk])}?start=morgen",
        reverse("template-intro", args=[own.pk]),
        reverse("template-for-leerplaats", args=[own.pk]),
        reverse("template-differences", args=[own.pk]),
        reverse("template-archive", args=[own.pk]),
        reverse("template-archived"),
        reverse("section-new", args=[own.pk]),
        reverse("section-edit", args=[section.pk]),
        reverse("section-remove", args=[section.pk]),
        reverse("item-new", args=[section.pk]),
        reverse("item-edit", args=[line.pk]),
        reverse("item-move", args=[line.pk]),
    ]
    for width in WIDTHS:
        page = open_as(coordinator, width)
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") == width, (address, width)
            if width > 320:
                axe(page)


def test_a_coordinator_makes_an_own_version_and_changes_it_without_script(open_as, coordinator, original):
    page = open_as(coordinator, 390, java_script_enabled=False)
    page.goto(reverse("template-list"))
    page.locator(f"a[href='{reverse('template-detail', args=[original.pk])}']").click()
    page.get_by_role("button", name="Maak onze eigen versie").click()
    expect(page.get_by_text("Dit is nu de versie van Maasstroom.")).to_be_visible()
    first = page.locator(".template-lines > li").first
    text = first.locator(".item-text").inner_text()

    first.get_by_role("button", name="Omlaag").click()
    expect(page.locator(".template-lines > li .item-text").nth(1)).to_have_text(text)
    page.locator(".template-lines > li").nth(1).get_by_role("button", name="Haal weg").click()
    expect(page.get_by_text(f"Weggehaald: {text}", exact=True)).to_be_visible()
    page.locator(".removed-banner").get_by_role("button", name="Zet terug").click()
    expect(page.locator(".template-lines > li .item-text").nth(1)).to_have_text(text)

    page.get_by_role("link", name="Voeg een regel toe").first.click()
    page.get_by_label("Wat gebeurt er?").fill("Je drinkt koffie met het team.")
    page.get_by_label("Wie doet het?").select_option("Werkbegeleider")
    page.get_by_label("Op een stagedag").check()
    page.get_by_role("button", name="Voeg de regel toe").click()
    expect(page.get_by_role("link", name="Vul in welke stagedag, bijvoorbeeld 1.")).to_be_visible()
    page.get_by_label("Hoeveel dagen, of welke stagedag?").fill("1")
    page.get_by_role("button", name="Voeg de regel toe").click()
    expect(page.get_by_text("Je drinkt koffie met het team.").first).to_be_visible()
