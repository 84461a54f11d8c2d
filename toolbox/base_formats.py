"""The regional originals that ship with the product, read from toolbox/base_content.

The texts are ours, at language level B1. They are loaded once into empty tables; after that the region edits
its own rows. A duty that differs per institution (VOG, vaccinations) is never stated as a fact there: the
student is sent to the page of the leerplaats, which says what holds.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from toolbox.enums import Owner, Signal, TemplateFormat

CONTENT = Path(__file__).resolve().parent / "base_content"


@dataclass(frozen=True)
class BaseItem:
    """One line. At most one of `days_before` and `stagedag` is set."""

    text: str
    short_name: str
    owner: Owner
    days_before: int | None
    stagedag: int | None
    critical: bool
    visible_to_student: bool
    signal: Signal | str


@dataclass(frozen=True)
class BaseSection:
    """A headed group of lines."""

    title: str
    items: tuple[BaseItem, ...]


@dataclass(frozen=True)
class BaseFormat:
    """One regional original."""

    format: TemplateFormat
    intro: str
    sections: tuple[BaseSection, ...]


def base_formats():
    """Every regional original, in the order of TemplateFormat. Raises when a file has an unknown word."""
    return tuple(_format(CONTENT / f"{kind.value}.toml", kind) for kind in TemplateFormat)


def _format(path, kind):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return BaseFormat(kind, content["intro"], tuple(_section(section) for section in content["sections"]))


def _section(section):
    visible = section.get("visible_to_student", False)
    return BaseSection(section["title"], tuple(_item(item, visible) for item in section["items"]))


def _item(item, visible):
    return BaseItem(
        text=item["text"],
        short_name=item.get("short", ""),
        owner=Owner(item["who"]),
        days_before=item.get("days_before"),
        stagedag=item.get("stagedag"),
        critical=item.get("critical", False),
        visible_to_student=item.get("visible_to_student", visible),
        signal=Signal(item["signal"]) if "signal" in item else "",
    )
