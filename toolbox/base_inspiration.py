"""The ideas of the inspiratiebox that ship with the product, read from inspiration.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolbox.enums import Effort, Goal, Medium, Moment

CONTENT = Path(__file__).with_name("inspiration.toml")


@dataclass(frozen=True)
class BaseCard:
    """One idea, as the columns of toolbox.models.InspirationCard."""

    slug: str
    title: str
    what: str
    why: str
    how: tuple[str, ...]
    effort: Effort
    effort_words: str
    goals: tuple[Goal, ...]
    moments: tuple[Moment, ...]
    media: tuple[Medium, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True)
class MadeAt:
    """Where in the portal an idea is made: a url name, and the words of the link to it."""

    name: str
    label: str


@cache
def base_cards():
    """Every idea, in the order of the inspiratiebox. Raises when the file has an unknown word."""
    return tuple(_card(row) for row in _rows())


@cache
def made_at():
    """Per slug the page of the portal where the idea is made, for ideas that have one.

    In the code and not in the row: an address is ours, also after the region wrote other words on the card.
    """
    return {row["slug"]: MadeAt(row["page"], row["page_label"]) for row in _rows() if row["page"]}


def _rows():
    return tomllib.loads(CONTENT.read_text(encoding="utf-8"))["cards"]


def _card(row):
    return BaseCard(
        slug=row["slug"],
        title=row["title"],
        what=row["what"],
        why=row["why"],
        how=tuple(row["how"]),
        effort=Effort(row["effort"]),
        effort_words=row["effort_words"],
        goals=tuple(Goal(one) for one in row["goals"]),
        moments=tuple(Moment(one) for one in row["moments"]),
        media=tuple(Medium(one) for one in row["media"]),
        formats=tuple(row["formats"]),
    )
