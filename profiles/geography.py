"""Where a postcode or town lies, without asking anybody outside, and how far that is from a leerplaats.

Two tables. `towns.csv` comes with the code: places in the Netherlands with 500 inhabitants or more, from GeoNames
(CC BY 4.0), made with `manage.py make_towns`. The table of postcodes is filled by the administrator with
`manage.py load_postcodes`, and may be empty: then a postcode on its own has no place, a town has.
"""

import csv
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import F, Q
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt
from rapidfuzz import fuzz, process

from profiles.folding import fold
from profiles.models import Location, PostcodeArea

TOWNS_FILE = Path(__file__).with_name("towns.csv")
POSTCODE = re.compile(r"([1-9]\d{3})\s*([a-z]{2})?", re.IGNORECASE)
SIGNS = re.compile(r"[^a-z0-9]+")
EARTH_KM, DEGREE_KM = 6371.0, 111.2
NEAR_ENOUGH = 80  # per cent of a name that must agree before we ask "Bedoel je ...?"
# Roughly the middle of the postcodes that begin with a digit: tells towns of one name apart.
MIDDLES = {
    "1": (52.5, 4.9),
    "2": (52.1, 4.4),
    "3": (52.0, 4.9),
    "4": (51.6, 4.5),
    "5": (51.5, 5.5),
    "6": (51.6, 5.9),
    "7": (52.5, 6.5),
    "8": (52.8, 5.8),
    "9": (53.2, 6.4),
}


@dataclass(frozen=True)
class Spot:
    """A place with its degrees north and east. `twins` are the other towns of that name."""

    name: str
    latitude: float
    longitude: float
    twins: tuple[str, ...] = ()


def find_spot(text):
    """The Spot of a postcode or town as somebody typed it, or None. One query for a postcode, none for a town.

    Of towns with one name it is the largest; with the province behind it, "Rijswijk (Gelderland)", that one.
    """
    if postcode := POSTCODE.fullmatch(text.strip()):
        area = PostcodeArea.objects.filter(pk=postcode[1]).first()
        return area and Spot(f"{area.postcode} {area.town}", area.latitude, area.longitude)
    found = _towns().get(_key(text))
    return found[0] if found else None


def is_postcode(text):
    """Whether somebody typed a postcode, with or without letters."""
    return bool(POSTCODE.fullmatch(text.strip()))


def nearest_name(text):
    """The town whose name looks most like `text`, or "" when none comes near."""
    found = process.extractOne(_key(text), _towns().keys(), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return _towns()[found[0]][0].name if found else ""


@cache
def town_count():
    """How many places the table knows, for the sentence that says so."""
    return len({spot for spots in _towns().values() for spot in spots})


def locate(location, areas=None):
    """Put the degrees of its postcode on a location, or of its town; none when we know neither. Does not save it.

    `areas` are the postcode areas by number, for who does many at once.
    """
    number = location.postcode[:4]
    area = PostcodeArea.objects.filter(pk=number).first() if areas is None else areas.get(number)
    spot = area or _town_near(location.town, number[:1])
    location.latitude, location.longitude = (spot.latitude, spot.longitude) if spot else (None, None)


def locate_all():
    """Put every location in its place again, after new postcodes or towns. Returns (found, not found) as numbers."""
    areas = PostcodeArea.objects.in_bulk()
    locations = list(Location.objects.order_by("pk"))
    for location in locations:
        locate(location, areas)
    Location.objects.bulk_update(locations, ["latitude", "longitude"], batch_size=500)
    found = sum(location.latitude is not None for location in locations)
    return found, len(locations) - found


def distance_km(spot, path="location__"):
    """SQL for the distance as the crow flies, in kilometres; NULL where the degrees are unknown."""
    latitude, longitude = F(f"{path}latitude"), F(f"{path}longitude")
    north = Power(Sin(Radians(latitude - spot.latitude) / 2), 2)
    east = Power(Sin(Radians(longitude - spot.longitude) / 2), 2)
    return 2 * EARTH_KM * ASin(Sqrt(north + math.cos(math.radians(spot.latitude)) * Cos(Radians(latitude)) * east))


def in_box(spot, km, path="location__"):
    """SQL for the square around a circle of `km`: what an index can find before the distance is calculated."""
    north, east = _half_box(spot, km)
    return Q(
        **{
            f"{path}latitude__range": (spot.latitude - north, spot.latitude + north),
            f"{path}longitude__range": (spot.longitude - east, spot.longitude + east),
        }
    )


def kilometres(spot, latitude, longitude):
    """The same distance as `distance_km`, for degrees at hand."""
    north = math.sin(math.radians(latitude - spot.latitude) / 2) ** 2
    east = math.sin(math.radians(longitude - spot.longitude) / 2) ** 2
    both = math.cos(math.radians(spot.latitude)) * math.cos(math.radians(latitude))
    return 2 * EARTH_KM * math.asin(math.sqrt(north + both * east))


def _half_box(spot, km):
    return km / DEGREE_KM, km / (DEGREE_KM * math.cos(math.radians(spot.latitude)))


def _key(name):
    """ "'s-Gravenhage (Zuid-Holland)" gives "s gravenhage zuid holland"."""
    return SIGNS.sub(" ", fold(name)).strip()


def _town_near(name, digit):
    """The town of that name; of more, the one nearest to the postcodes that begin with `digit`."""
    found = _towns().get(_key(name), ())
    middle = MIDDLES.get(digit)
    if not middle or len(found) < 2:
        return found[0] if found else None
    return min(found, key=lambda spot: kilometres(spot, *middle))


@cache
def _towns():
    """The towns by name, by name and province, and by other name; the largest of one name first."""
    with TOWNS_FILE.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: -int(row["population"]))
    same = {}
    for row in rows:
        same.setdefault(_key(row["name"]), []).append(row)
    towns = {}
    for key, twins in same.items():
        spots = _spots(twins)
        towns.setdefault(key, spots)
        for row, spot in zip(twins, spots, strict=True):
            towns.setdefault(_key(f"{row['name']} {row['province']}"), (spot,))
            for other in filter(None, row["also"].split("|")):
                towns.setdefault(_key(other), (spot,))
    return towns


def _spots(twins):
    """A Spot for each town of one name; the province is part of its name when there are more."""
    label = "{name} ({province})" if len(twins) > 1 else "{name}"
    names = [label.format(**row) for row in twins]
    return tuple(
        Spot(name, float(row["latitude"]), float(row["longitude"]), _others(names, name))
        for name, row in zip(names, twins, strict=True)
    )


def _others(names, name):
    return tuple(other for other in dict.fromkeys(names) if other != name)
