"""Walks through a page with the Tab key, as somebody without a mouse does."""

from playwright.sync_api import Page

SMALLEST = 24
MOST_STOPS = 400

# Where the focus is now: what it is, whether one sees it, whether something lies over it, and how large it is.
READ_STOP = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  const all = [...document.querySelectorAll('*')];
  const style = getComputedStyle(stop), box = stop.getBoundingClientRect();
  const line = stop.getClientRects()[0] || box;  // of a link over two lines the first
  const [left, right] = [Math.max(line.left, 0), Math.min(line.right, innerWidth)];
  const [top, bottom] = [Math.max(line.top, 0), Math.min(line.bottom, innerHeight)];
  const hit = right > left && bottom > top && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const words = one => one.textContent.trim().replace(/\\s+/g, ' ');
  const around = stop.closest('p, li, dd, td, caption');
  return {
    what: `${stop.tagName.toLowerCase()}${stop.id && '#' + stop.id} ${(words(stop) || stop.name || '').slice(0, 40)}`,
    place: all.indexOf(stop),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    hit: Boolean(hit) && (stop.contains(hit) || hit.contains(stop)) && hit !== document.body
      && hit !== document.documentElement,
    over: hit ? hit.outerHTML.slice(0, 60) : 'outside the window',
    width: box.width,
    height: box.height,
    inSentence: stop.tagName === 'A' && style.display === 'inline' && Boolean(around)
      && words(around) !== words(stop),
  };
}"""

# Everything one should come past: what can be seen and used; of a group of radio buttons one.
READ_ALL = """() => {
  const all = [...document.querySelectorAll('*')];
  const groups = new Set();
  return all.filter(one => one.matches('a[href], button, input:not([type=hidden]), select, textarea, summary,'
      + ' [tabindex="0"]') && one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}))
    .filter(one => {
      if (one.type !== 'radio') return true;
      const group = [...document.querySelectorAll(`[name="${one.name}"]`)];
      return one === (group.find(other => other.checked) || group[0]);
    })
    .map(one => all.indexOf(one));
}"""


def walk(page: Page) -> list[dict]:
    """Every stop, from the top of the page until the browser leaves it."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    stops = []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(READ_STOP)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            break
        stops.append(stop)
    return stops


def wrong_on_the_way(page: Page) -> list[str]:
    """What somebody with only a keyboard runs into."""
    stops, everything = walk(page), set(page.evaluate(READ_ALL))
    found = []
    for stop, previous in zip(stops, [None, *stops], strict=False):
        if stop["outline"] < 2:
            found.append(f"{stop['what']}: one does not see the focus")
        if not stop["hit"]:
            found.append(f"{stop['what']}: covered by {stop['over']}")
        if min(stop["width"], stop["height"]) < SMALLEST and not stop["inSentence"]:
            found.append(f"{stop['what']}: {stop['width']:.0f} by {stop['height']:.0f} pixels")
        if previous and stop["place"] <= previous["place"]:
            found.append(f"{stop['what']}: comes after {previous['what']}, but stands before it")
    missed = everything - {stop["place"] for stop in stops}
    if missed:
        found.append(f"{len(missed)} things cannot be reached: {_names(page, missed)}")
    return found


def _names(page, places):
    read = "places => places.map(one => document.querySelectorAll('*')[one].outerHTML.slice(0, 80))"
    return page.evaluate(read, sorted(places)[:5])
