"""The regional originals that ship with the product, read from content.toml in the folder of each format.

The texts are ours, at language level B1. They are loaded once into empty tables; after that the region edits
its own rows. A duty that differs per institution (VOG, vaccinations) is never stated as a fact there: the
student is sent to the page of the leerplaats, which says what holds.
"""

import tomllib
from dataclasses import dataclass

from profiles.enums import LeadUnit, Sector
from toolbox.enums import Answer, Owner, Signal
from toolbox.formats import template_formats
from toolbox.formats.pages import TEMPLATES

CONTENT = "content.toml"
DOCUMENTS = TEMPLATES / "documents"


@dataclass(frozen=True)
class BaseItem:
    """One line, as the columns of toolbox.models.Item. At most one of the three moments is set."""

    text: str
    short_name: str
    note: str
    owner: Owner | str
    days_before: int | None
    stagedag: int | None
    days_before_end: int | None
    time: str
    place: str
    lead_time: int | None
    lead_unit: LeadUnit | str
    critical: bool
    blocking: bool
    fallback: str
    locked: bool
    visible_to_student: bool
    signal: Signal | str
    answer: Answer | str
    choices: tuple[str, ...]
    room: int
    for_years: tuple[int, ...]
    for_sectors: tuple[Sector, ...]


@dataclass(frozen=True)
class BaseSection:
    """A headed group of lines."""

    title: str
    items: tuple[BaseItem, ...]


@dataclass(frozen=True)
class BaseFormat:
    """One regional original."""

    format: str
    intro: str
    sections: tuple[BaseSection, ...]


def base_formats():
    """Every regional original, in the order of the list of sjablonen. Raises when a file has an unknown word."""
    return tuple(_format(DOCUMENTS / one.key / CONTENT, one.key) for one in template_formats())


def _format(path, key):
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return BaseFormat(key, content["intro"], tuple(_section(section) for section in content["sections"]))


def _section(section):
    visible = section.get("visible_to_student", False)
    return BaseSection(section["title"], tuple(_item(item, visible) for item in section["items"]))


def _item(item, visible):
    return BaseItem(
        text=item["text"],
        short_name=item.get("short", ""),
        note=item.get("note", ""),
        owner=Owner(item["who"]) if "who" in item else "",
        days_before=item.get("days_before"),
        stagedag=item.get("stagedag"),
        days_before_end=item.get("days_before_end"),
        time=item.get("time", ""),
        place=item.get("place", ""),
        lead_time=item.get("lead"),
        lead_unit=LeadUnit(item["lead_unit"]) if "lead_unit" in item else "",
        critical=item.get("critical", False),
        blocking=item.get("blocking", False),
        fallback=item.get("fallback", ""),
        locked=item.get("locked", False),
        visible_to_student=item.get("visible_to_student", visible),
        signal=Signal(item["signal"]) if "signal" in item else "",
        answer=Answer(item["answer"]) if "answer" in item else "",
        choices=tuple(item.get("choices", ())),
        room=item.get("room", 0),
        for_years=tuple(item.get("years", ())),
        for_sectors=tuple(Sector(one) for one in item.get("sectors", ())),
    )
