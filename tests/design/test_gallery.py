"""The gallery in a real browser: all components and fields as people meet them."""

import pytest
from playwright.sync_api import expect

PHONE, DESKTOP, SMALLEST = 390, 1280, 320
PAGES = ["/voorbeelden", "/voorbeelden/velden", "/voorbeelden/fouten", "/voorbeelden/bevestiging"]
ERRORS = "/voorbeelden/fouten"

# Contrast of the border of each field against the ground it stands on (1.4.11); axe does not look at it.
BORDER_CONTRAST = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const [r, g, b] = rgb(text).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return rgb(colour)[3] === 0 ? ground(element.parentElement) : colour;
  };
  return [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].map((field) => {
    const [dark, pale] = [light(getComputedStyle(field).borderTopColor), light(ground(field.parentElement))].sort();
    return [field.id, (pale + 0.05) / (dark + 0.05)];
  });
}"""

# Everything one can press: 24 x 24 at least, unless it stands in a sentence (2.5.8).
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((element) => element.offsetParent && getComputedStyle(element).display !== "inline")
  .map((element) => [element.textContent.trim() || element.id, element.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
  .map(([name]) => name)"""

# The distances a reader may set (1.4.12). A sheet made in script, because the policy refuses a style element.
SET_TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll("main *")]
  .filter((element) => getComputedStyle(element).overflowX !== "visible" && element.clientWidth > 1)
  .filter((element) => element.tagName !== "TEXTAREA" && element.scrollWidth > element.clientWidth + 1)
  .map((element) => element.outerHTML.slice(0, 80))"""

# What has the focus: does it show an outline, and does nothing lie on top of it (2.4.7, 2.4.11).
FOCUSED = """() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getClientRects()[0];
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    name: element.id || element.textContent.trim().slice(0, 40),
    seen: outlineStyle === "solid" && parseFloat(outlineWidth) >= 3,
    covered: !(top && (element.contains(top) || top.contains(element))),
  };
}"""

pytestmark = pytest.mark.browser


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("address", PAGES)
def test_gallery_has_no_accessibility_violations(browser_page, axe, address, width):
    page = browser_page(width)

    page.goto(address)

    axe(page)


@pytest.mark.parametrize("address", PAGES)
def test_gallery_fits_on_the_smallest_screen_also_with_wide_text(browser_page, address):
    page = browser_page(SMALLEST)
    page.goto(address)

    as_designed = width_of(page)
    page.evaluate(SET_TEXT_SPACING)

    assert (as_designed, width_of(page)) == (SMALLEST, SMALLEST)
    assert page.evaluate(CUT_OFF) == []


def test_borders_of_fields_can_be_seen(browser_page):
    page = browser_page()

    page.goto("/voorbeelden/velden")

    measured = page.evaluate(BORDER_CONTRAST)
    assert len(measured) > 15
    assert [field for field in measured if field[1] < 3] == []


@pytest.mark.parametrize("address", PAGES)
def test_everything_to_press_is_large_enough(browser_page, address):
    page = browser_page(PHONE)

    page.goto(address)

    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("address", PAGES)
def test_keyboard_reaches_everything_and_shows_where_it_is(browser_page, address):
    # Without script, which would start a page with errors at its summary.
    page = browser_page(java_script_enabled=False)
    page.goto(address)
    stops = []

    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(page.evaluate(FOCUSED))

    assert stops[0]["name"] == "Ga naar de inhoud"
    assert stops[-1]["name"] == "Privacy"
    assert [stop["name"] for stop in stops if not stop["seen"] or stop["covered"]] == []


def test_errors_stand_in_a_summary_that_has_the_focus(browser_page):
    page = browser_page(PHONE)

    page.goto(ERRORS)

    summary = page.locator(".error-summary")
    expect(page).to_have_title("Fout: Velden - Voorbeelden - Leerplaats Regio Maas")
    expect(summary).to_be_focused()
    at_fields = [text.strip() for text in page.locator(".field p.field-error:not([aria-hidden])").all_inner_texts()]
    assert summary.get_by_role("link").all_inner_texts() == at_fields
    assert len(at_fields) == 12


def test_every_line_of_the_summary_goes_to_its_field(browser_page):
    page = browser_page()
    page.goto(ERRORS)

    for link in page.locator(".error-summary a").all():
        link.click()
        reached = page.evaluate(
            "[document.activeElement.id, document.activeElement.matches('input, select, textarea')]"
        )
        assert reached == [link.get_attribute("href").removeprefix("#"), True]


def test_words_left_are_counted_and_spoken_after_a_pause(browser_page):
    page = browser_page()
    page.goto("/voorbeelden/velden")
    field = page.get_by_label("Hoe word je begeleid?")

    field.fill("een " * 19)
    expect(page.get_by_text("Je kunt nog 1 woord schrijven.").first).to_be_visible()
    field.fill("een " * 21)

    expect(page.get_by_text("Je tekst is 1 woord te lang.").first).to_be_visible()
    expect(page.locator("#div_id_guidance [role=status]")).to_have_text("Je tekst is 1 woord te lang.")


def test_the_rule_stands_there_without_script(browser_page):
    page = browser_page(java_script_enabled=False)

    page.goto("/voorbeelden/velden")

    expect(page.get_by_text("Schrijf ten hoogste 20 woorden.")).to_be_visible()


def test_the_choice_after_of_stands_alone(browser_page):
    page = browser_page()
    page.goto("/voorbeelden/velden")
    own, none = page.get_by_label("Eigen kleding"), page.get_by_label("Geen kledingregels")

    own.check()
    none.check()
    expect(own).not_to_be_checked()
    own.check()

    expect(none).not_to_be_checked()


def test_a_tick_that_is_not_saved_says_so_and_brings_back_the_button(browser_page):
    # The gallery takes no POST, so every tick fails here; saving is walked in the journey of the student.
    page = browser_page()
    page.goto("/voorbeelden")
    button = page.get_by_role("button", name="Bewaar mijn lijst")
    expect(button).to_be_hidden()

    page.get_by_label("Koop dichte schoenen").check()

    expect(page.locator("[data-tick-status]")).to_have_text("Bewaren lukt nu niet. Druk op 'Bewaar mijn lijst'.")
    expect(page.locator("[data-tick-status]")).to_have_attribute("role", "alert")
    expect(button).to_be_visible()
    expect(page.get_by_label("Koop dichte schoenen")).to_be_checked()


def test_a_table_keeps_its_meaning_when_it_stacks(browser_page):
    page = browser_page(PHONE)

    page.goto("/voorbeelden")

    row = page.get_by_role("table").get_by_role("row", name="Noor A.")
    expect(row.get_by_role("cell", name="De Kade")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Leerplaats")).to_have_count(1)


def test_pages_keep_the_rest_of_the_address(browser_page):
    page = browser_page()
    page.goto("/voorbeelden?zoek=kade&pagina=3")

    page.get_by_role("link", name="Volgende pagina").click()

    expect(page).to_have_url("/voorbeelden?zoek=kade&pagina=4")
    expect(page.get_by_role("link", name="Pagina 4", exact=True)).to_have_attribute("aria-current", "page")


def test_nothing_moves_for_who_wants_that(browser_page):
    page = browser_page(reduced_motion="reduce")

    page.goto("/voorbeelden")

    moving = "[...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0)"
    assert page.evaluate(f"{moving}.length") == 0


def test_a_tick_is_seen_in_forced_colours(browser_page):
    page = browser_page(forced_colors="active")

    page.goto("/voorbeelden")

    # Drawn by the browser itself: a tick in a background image would be white on white.
    drawn = page.get_by_label("Vraag je VOG aan").evaluate("e => getComputedStyle(e).appearance")
    assert drawn == "auto"


def test_gallery_does_not_exist_in_production(client, settings, db):
    settings.LOCAL = False

    assert client.get("/voorbeelden").status_code == 404
    assert client.get("/voorbeelden/velden").status_code == 404


def test_an_unknown_page_of_the_gallery_does_not_exist(client, db):
    assert client.get("/voorbeelden/iets-anders").status_code == 404
