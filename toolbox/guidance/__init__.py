"""Begeleiden: a guide for who guides students, and the qualities of a good begeleider. Plain values, no models.

The texts stand in guide.toml and qualities.toml. They are ours, made from the facts that the region collected.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Part:
    """A headed piece of a page: paragraphs, then a list."""

    title: str
    text: tuple[str, ...] = ()
    list: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dialogue:
    """A short example: who says what. The people do not exist."""

    situation: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class GuidePage:
    """One subject of the guide. `today` is what one can do in the next shift; `sheets` are keys of FORMATS."""

    slug: str
    title: str
    summary: str
    parts: tuple[Part, ...]
    questions: tuple[str, ...]
    dialogue: Dialogue
    avoid: tuple[str, ...]
    today: tuple[str, ...]
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Quality:
    """A quality of a good begeleider: a sentence to answer, one thing to do, and the page that says more."""

    key: str
    name: str
    sentence: str
    tip: str
    page: str


@cache
def guide_pages():
    """Every page of the guide, in the order of the file."""
    return tuple(_page(row) for row in _rows("guide.toml", "pages"))


def guide_page(slug):
    """The page with this slug, or None."""
    return next((page for page in guide_pages() if page.slug == slug), None)


@cache
def qualities():
    """The eleven qualities, in the order of the scan."""
    return tuple(Quality(**row) for row in _rows("qualities.toml", "qualities"))


def _rows(name, key):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))[key]


def _page(row):
    dialogue = Dialogue(row["dialogue"]["situation"], tuple((who, says) for who, says in row["dialogue"]["lines"]))
    parts = tuple(
        Part(part["title"], tuple(part.get("text", ())), tuple(part.get("list", ()))) for part in row["parts"]
    )
    lists = {name: tuple(row[name]) for name in ("questions", "avoid", "today", "sheets")}
    return GuidePage(row["slug"], row["title"], row["summary"], parts=parts, dialogue=dialogue, **lists)
