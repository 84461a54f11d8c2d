"""The demo region as it is written down: TOML and CSV files in content/, read into plain values.

Nothing here knows the database. The keys in the files (slugs of file names, e-mail addresses) tie the
values together; load.py turns them into rows.
"""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from profiles.enums import Sector
from profiles.questions import QUESTIONS

FOLDER = Path(__file__).resolve().parent / "content"
PHOTOS = FOLDER.parent / "photos"
INSTITUTION_FILE = "_instelling.toml"


@dataclass(frozen=True)
class Person:
    """Somebody of the staff. `leerplaatsen` limits the role; `login` puts the person in the list of logins."""

    name: str
    email: str
    role: str
    school: str = ""
    leerplaatsen: tuple[str, ...] = ()
    login: bool = False


@dataclass(frozen=True)
class LocationContent:
    """A building with its address, and the answers that hold for every leerplaats in it."""

    key: str
    address: dict
    shared: dict


@dataclass(frozen=True)
class LeerplaatsContent:
    """A leerplaats. `state` is online, changed (a concept waits) or draft (never published).

    `offers` has per programme the number of places in year 1, 2 and so on. `earlier` are answers that
    differed in a first version, `concept` answers that are changed but not online yet.
    """

    key: str
    name: str
    location: str
    sector: Sector
    kind: str
    state: str
    offers: dict[str, tuple[int, ...]]
    photos: tuple[str, ...]
    answers: dict
    earlier: dict
    concept: dict


@dataclass(frozen=True)
class InstitutionContent:
    """An institution with everything in it. `own_items` are the lines it adds to sjablonen of the region."""

    key: str
    fields: dict
    shared: dict
    locations: tuple[LocationContent, ...]
    people: tuple[Person, ...]
    leerplaatsen: tuple[LeerplaatsContent, ...]
    own_items: tuple[dict, ...]


@dataclass(frozen=True)
class StudentContent:
    """A student and what the student waits for or does. `state`: tomorrow, running, confirmed or waiting.

    `weeks` counts from the first Monday of the period; `progress` says how far the tasks are.
    """

    given_name: str
    infix: str
    last_name: str
    school: str
    number: str
    programme: str
    year: int
    town: str
    postcode: str
    institution: str
    leerplaats: str
    state: str
    weeks: int
    werkbegeleider: str
    progress: str
    days: tuple[str, ...]
    school_day: str
    wishes: tuple[str, ...]
    excluded: tuple[str, ...]
    remark: str


@dataclass(frozen=True)
class Region:
    """The whole demo region."""

    schools: tuple[dict, ...]
    programmes: tuple[dict, ...]
    people: tuple[Person, ...]
    photos: dict[str, str]
    institutions: tuple[InstitutionContent, ...]
    students: tuple[StudentContent, ...]
    postcodes: tuple[dict, ...]  # a few of the region: the others are loaded by an administrator


@cache
def read_region():
    """The region from the files. Raises KeyError or ValueError when a file has an unknown or missing word."""
    content = _toml(FOLDER / "region.toml")
    return Region(
        schools=tuple(content["school"]),
        programmes=tuple(content["programme"]),
        people=_people(content),
        photos=content["photos"],
        institutions=tuple(_institution(path.parent) for path in sorted(FOLDER.glob(f"*/{INSTITUTION_FILE}"))),
        students=_students(FOLDER / "students.csv"),
        postcodes=_postcodes(FOLDER / "postcodes.csv"),
    )


def _toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _people(content):
    return tuple(
        Person(**{**person, "leerplaatsen": tuple(person.get("leerplaatsen", ()))}) for person in content["person"]
    )


def _institution(folder):
    content = _toml(folder / INSTITUTION_FILE)
    locations = tuple(_location(location) for location in content["location"])
    return InstitutionContent(
        key=folder.name,
        fields={name: content[name] for name in ("name", "slug", "email", "phone")},
        shared=content["shared"],
        locations=locations,
        people=_people(content),
        leerplaatsen=tuple(
            _leerplaats(path) for path in sorted(folder.glob("*.toml")) if path.name != INSTITUTION_FILE
        ),
        own_items=tuple(content.get("own_item", ())),
    )


def _location(location):
    address = {name: location[name] for name in ("name", "street", "postcode", "town", "phone")}
    return LocationContent(location["key"], address, location["shared"])


def _leerplaats(path):
    content = _toml(path)
    sector, answers = Sector(content["sector"]), content["answers"]
    return LeerplaatsContent(
        key=path.stem,
        name=content["name"],
        location=content["location"],
        sector=sector,
        kind=content["kind"],
        state=content["state"],
        offers={programme: tuple(numbers) for programme, numbers in content["offers"].items()},
        photos=tuple(content.get("photos", ())),
        answers={key: value for key, value in answers.items() if QUESTIONS[key].asked_in(sector)},
        earlier=content.get("earlier", {}),
        concept=content.get("concept", {}),
    )


def _postcodes(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(row | {"latitude": float(row["latitude"]), "longitude": float(row["longitude"])} for row in rows)


def _students(path):
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_student(row) for row in csv.DictReader(file))


def _student(row):
    return StudentContent(
        **{
            **row,
            "year": int(row["year"]),
            "weeks": int(row["weeks"] or 0),
            "days": tuple(row["days"].split()),
            "wishes": _listed(row["wishes"]),
            "excluded": _listed(row["excluded"]),
        }
    )


def _listed(text):
    return tuple(part.strip() for part in text.split(";") if part.strip())
