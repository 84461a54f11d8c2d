"""Lines of one sjabloon that say nearly the same."""

from toolbox.models import Item
from toolbox.near_duplicates import most_alike, resembling_pairs

MOST_PAIRS = 10


def resembling_line(template, text, *, besides=None):
    """The line of `template` that resembles `text` most, other than `besides`; None when there is none."""
    items = [item for item in Item.objects.shown_in(template) if item != besides]
    place = most_alike(text, [item.text for item in items])
    return None if place is None else items[place]


def resembling_lines(items):
    """The pairs of these lines that resemble each other, the most alike first; at most MOST_PAIRS."""
    pairs = resembling_pairs([item.text for item in items])
    return [(items[pair.first], items[pair.second]) for pair in pairs[:MOST_PAIRS]]
