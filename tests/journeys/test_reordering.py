"""Lines of a sjabloon put in another order in a real browser: by dragging, with a finger, and with the keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from profiles.enums import Role
from tests.conftest import DESKTOP, PHONE
from tests.factories import InstitutionFactory, ItemFactory, SectionFactory, TemplateFactory, person
from tests.journeys.logging_in import let_in

pytestmark = pytest.mark.browser

FAILED = "Verplaatsen lukt nu niet. Alles staat weer op de oude plek. Probeer het opnieuw."


@pytest.fixture
def template(site):
    """Two parts with lines and an empty one, in the version of an institution."""
    template = TemplateFactory(own=True, format="bingokaart", institution=InstitutionFactory())
    for title, words in (("Een", ("appel", "boom", "citroen")), ("Twee", ("duif", "ezel")), ("Leeg", ())):
        section = SectionFactory(template=template, title=title)
        for word in words:
            ItemFactory(section=section, text=word, owner="", stagedag=None)
    return template


def stored(template):
    return {part.title: [item.text for item in part.items.kept()] for part in template.sections.all()}


def on_screen(page):
    return page.locator("[data-part]").evaluate_all(
        """parts => Object.fromEntries(parts.map((part) => [
          part.querySelector('h2').textContent.trim(),
          [...part.querySelectorAll('.item-text')].map((text) => text.textContent),
        ]))"""
    )


def open_editor(page, template, site):
    let_in(page, person(Role.COORDINATOR, template.institution), site)
    page.goto(reverse("template-detail", args=[template.pk]))
    return page


def line(page, text):
    return page.locator("[data-line]").filter(has=page.locator(".item-text", has_text=text))


def drag(page, text, to):
    """Pull the line by its handle over the lower half of `to`."""
    line(page, text).locator(".drag-handle").hover()
    page.mouse.down()
    box = to.bounding_box()
    for part in (0.6, 0.75, 0.9):
        page.mouse.move(box["x"] + 200, box["y"] + box["height"] * part)
    page.mouse.up()


def test_lines_are_dragged_moved_by_keyboard_and_put_back_when_that_fails(browser_page, template, site, axe):
    page = open_editor(browser_page(), template, site)
    page.set_viewport_size({"width": DESKTOP, "height": 2000})
    status = page.locator("[data-reorder-status]")

    drag(page, "appel", line(page, "boom"))
    expect(status).to_have_text("Verplaatst naar plek 2 van 3 in Een.")
    expect(line(page, "appel")).to_be_focused()
    expect(line(page, "appel").locator(".item-done")).to_contain_text("Regel verplaatst.")
    drag(page, "appel", line(page, "ezel"))
    expect(status).to_have_text("Verplaatst naar plek 3 van 3 in Twee.")
    drag(page, "duif", page.locator("[data-part]").last)
    expect(status).to_have_text("Verplaatst naar plek 1 van 1 in Leeg.")
    moved = {"Een": ["boom", "citroen"], "Twee": ["ezel", "appel"], "Leeg": ["duif"]}
    assert stored(template) == on_screen(page) == moved
    axe(page)

    down = line(page, "boom").get_by_role("button", name="Omlaag")
    down.focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Verplaatst naar plek 2 van 2 in Een.")
    expect(line(page, "boom").get_by_role("button", name="Omlaag")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Verplaatst naar plek 1 van 3 in Twee.")
    assert stored(template)["Twee"] == ["boom", "ezel", "appel"]

    kept = stored(template)
    page.route("**/verplaatsen", lambda route: route.abort())
    drag(page, "boom", line(page, "appel"))
    expect(status).to_have_text(FAILED)
    expect(status).to_have_attribute("role", "alert")
    assert on_screen(page) == stored(template) == kept
    page.unroute("**/verplaatsen")

    line(page, "boom").locator(".drag-handle").hover()
    page.mouse.down()
    page.mouse.move(600, line(page, "appel").bounding_box()["y"] + 5)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert on_screen(page) == kept

    with page.expect_navigation():
        page.locator(".last-edit").get_by_role("button", name="Maak ongedaan").click()
    assert stored(template)["Een"] == ["citroen", "boom"]


def test_a_finger_drags_a_line_and_a_field_is_put_in_the_text(browser_page, template, site):
    page = open_editor(browser_page(PHONE, has_touch=True), template, site)
    line(page, "appel").scroll_into_view_if_needed()
    start = line(page, "appel").locator(".drag-handle").bounding_box()
    end = line(page, "boom").bounding_box()
    finger = page.context.new_cdp_session(page)

    def touch(kind, *points):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    x, y = start["x"] + 10, start["y"] + 10
    touch("touchStart", {"x": x, "y": y})
    for part in (0.3, 0.6, 0.9):
        touch("touchMove", {"x": x - 60, "y": end["y"] + end["height"] * part})
    touch("touchEnd")
    expect(page.locator("[data-reorder-status]")).to_have_text("Verplaatst naar plek 2 van 3 in Een.")
    assert stored(template)["Een"] == ["boom", "appel", "citroen"]

    with page.expect_navigation():
        page.get_by_role("link", name="Voeg een regel toe aan Een").click()
    text = page.get_by_label("Tekst", exact=True)
    text.fill("Welkom vandaag")
    text.evaluate("(field) => field.setSelectionRange(6, 6)")
    page.get_by_text("Velden die wij invullen").click()
    page.locator("[data-field='[voornaam]']").click()
    expect(text).to_have_value("Welkom [voornaam] vandaag")
    expect(text).to_be_focused()
