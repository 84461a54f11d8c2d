"""What holds for every page (screens.md 2.0, accessibility.md 6.1). Each check gives sentences; none means well."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.conftest import AXE_TAGS, DESKTOP, HEIGHTS, PHONE

NARROW = 320
SITE_NAME = "Leerplaats Regio Maas"
HELP = ["tel:", "mailto:", "/hulp"]  # call, ask, explanation: in this order everywhere

# What axe cannot decide by itself, by rule and start of the element, and why it is well. Anything else fails.
VERDICTS = {
    ("color-contrast", "<select"): "its arrow is a picture; its words are inkt on vlak, 14.70",
}

READ = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  const first = document.querySelector('a[href], button, input:not([type=hidden]), select, textarea, [tabindex]');
  const help = [...document.querySelectorAll('.help')];
  const after = (one, other) => other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const main = document.querySelector('main');
  return {
    title: document.title,
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    skips: first.matches('.skip-link') && document.querySelector(first.hash) === main,
    help: help.map(one => [...one.querySelectorAll('li a')].map(a => a.getAttribute('href'))),
    helpIsLast: help.every(one => !main.contains(one) && after(one, main)
      && after(document.querySelector('.site-links'), one)),
    doubleIds: ids.filter((id, place) => ids.indexOf(id) !== place),
    looseTables: [...document.querySelectorAll('table.stack')].filter(table =>
      [...table.querySelectorAll('caption ~ *, tr, th, td')].some(part => !part.hasAttribute('role'))
      || table.getAttribute('role') !== 'table').length,
  };
}"""

READ_ERRORS = """() => {
  const summary = document.querySelector('.error-summary');
  const words = one => one.textContent.trim().replace(/\\s+/g, ' ');
  const errors = [...document.querySelectorAll('main .field-error:not(.field-counter)')].filter(words);
  const links = summary ? [...summary.querySelectorAll('a')] : [];
  return {
    focused: document.activeElement === summary,
    links: links.map(link => ({
      says: words(link),
      leadsToField: Boolean(link.hash) && Boolean(document.getElementById(decodeURIComponent(link.hash.slice(1)))
        ?.matches('input, select, textarea')),
      takesFocus: (link.click(), document.activeElement.id === decodeURIComponent(link.hash.slice(1))),
    })),
    atFields: errors.map(words),
    unmarked: errors.filter(one => {
      const marked = [...document.querySelectorAll('[aria-invalid=true]')];
      const box = one.closest('.field, fieldset, .form-check, li, td') || document.body;
      return !marked.some(field => box.contains(field));
    }).map(words),
  };
}"""


def wrong_with(page: Page) -> list[str]:
    """What is wrong with a page that is open, at desktop, phone and narrow width."""
    found = [*_wrong_structure(page.evaluate(READ))]
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        found += [f"{width}: {sentence}" for sentence in axe_sentences(page)]
    page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > NARROW:
        found.append(f"scrolls sideways at {NARROW}: {wide} wide, because of {_too_wide(page)}")
    page.set_viewport_size({"width": DESKTOP, "height": HEIGHTS[DESKTOP]})
    return found


def wrong_without_script(page: Page) -> list[str]:
    """What is wrong with a page that was opened in a narrow browser that runs no script. Axe is a script itself."""
    found = [*_wrong_structure(page.evaluate(READ))]
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > NARROW:
        found.append(f"scrolls sideways: {wide} wide, because of {_too_wide(page)}")
    for button in page.locator("button[type=button]:visible").all():
        found.append(f"a button that does nothing: {button.inner_text()}")
    return found


def _wrong_structure(read):
    if not read["title"].endswith(f" - {SITE_NAME}") or read["title"].startswith(" -"):
        yield f"title is {read['title']!r}"
    if read["lang"] != "nl":
        yield f"lang is {read['lang']!r}"
    if read["headings"] != 1:
        yield f"{read['headings']} times h1"
    if not read["skips"]:
        yield "the skip link is not first, or leads nowhere"
    kinds = [[next((kind for kind in HELP if href.startswith(kind)), href) for href in block] for block in read["help"]]
    if kinds != [HELP]:
        yield f"help block is {kinds}"
    elif not read["helpIsLast"]:
        yield "the help block is not between the content and the last links"
    if read["doubleIds"]:
        yield f"ids used twice: {read['doubleIds']}"
    if read["looseTables"]:
        yield "a table that stacks on a phone does not keep its roles"


def _too_wide(page):
    return page.evaluate(
        """() => [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > 320.5)
            .slice(-1).map(one => one.outerHTML.slice(0, 120))"""
    )


def axe_sentences(page: Page) -> list[str]:
    """What axe finds wrong, and what it leaves open without a verdict of ours."""
    options = {"runOnly": AXE_TAGS, "resultTypes": ["violations", "incomplete"]}
    answer = Axe().run(page, options=options).response
    return [
        f"axe {kind}: {rule['id']}, {rule['help']}: {node['html'][:140]}"
        for kind in ("violations", "incomplete")
        for rule in answer[kind]
        for node in rule["nodes"]
        if kind == "violations" or (rule["id"], node["html"].split()[0]) not in VERDICTS
    ]


def wrong_with_errors(page: Page) -> list[str]:
    """What is wrong with a page that refused a form."""
    read = page.evaluate(READ_ERRORS)
    found = []
    if not page.title().startswith("Fout: "):
        found.append(f"title is {page.title()!r}")
    if not read["links"]:
        return [*found, "there is no error summary"]
    if not read["focused"]:
        found.append("the error summary does not have the focus")
    found += _wrong_sentences([link["says"] for link in read["links"]], read["atFields"])
    for link in read["links"]:
        if not link["leadsToField"]:
            found.append(f"{link['says']!r} leads to no field")
        elif not link["takesFocus"] and not _brings_focus(page, link["says"]):
            found.append(f"{link['says']!r} does not bring the focus to its field")
    found += [f"no field is marked as wrong at {sentence!r}" for sentence in read["unmarked"]]
    return found + wrong_with(page)


def _brings_focus(page: Page, words: str) -> bool:
    """Whether a click by hand brings the focus to the field; a busy browser may need a moment for it."""
    link = page.locator(".error-summary a", has_text=words).first
    link.click()
    page.wait_for_timeout(500)
    return link.evaluate("link => document.activeElement.id === decodeURIComponent(link.hash.slice(1))")


def _wrong_sentences(summary, at_fields):
    """The summary says what stands at the fields; what stands there twice, it says with the name of the field."""
    unsaid = list(summary)
    for sentence in at_fields:
        said = next((one for one in unsaid if one == sentence or one.endswith(f": {sentence}")), None)
        if said is None:
            yield f"the summary does not say {sentence!r}"
        else:
            unsaid.remove(said)
    yield from (f"only the summary says {sentence!r}" for sentence in unsaid)
