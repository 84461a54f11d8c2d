"""Reads a file with postcodes and where they lie: that of GeoNames, or one with columns of its own.

Two shapes are known. GeoNames (NL.txt, or NL_full.txt with letters): no header, twelve columns with tabs. Simple: a
header with postcode, plaats, latitude and longitude (also: breedtegraad, lengtegraad), separated by a comma, a
semicolon or a tab. Rows of one area are averaged, so a file with letters (3011 AB) is fine.
"""

import csv
import io
import re

FOUR = re.compile(r"([1-9]\d{3})\s*[A-Za-z]{0,2}")
GEONAMES_COLUMNS = 12
NAMES = {
    "postcode": {"postcode", "pc", "pc4", "pc6", "postal_code", "zip"},
    "town": {"plaats", "woonplaats", "town", "city", "place"},
    "latitude": {"latitude", "lat", "breedtegraad", "y"},
    "longitude": {"longitude", "lon", "lng", "lengtegraad", "x"},
}
OURS = {"postcode": "postcode", "town": "plaats", "latitude": "latitude", "longitude": "longitude"}
# The Netherlands, with some room: what lies outside is a mistake, such as two columns swapped.
NORTH, EAST = (50.5, 53.8), (3.0, 7.5)
LARGEST = 200 * 1024 * 1024


class BadFile(Exception):
    """The file cannot be read; the text says what to do about it."""


def read_postcodes(data):
    """The areas in the bytes of a file: {"3011": (town, latitude, longitude)}. Raises BadFile."""
    if len(data) > LARGEST:
        raise BadFile("Dit bestand is groter dan 200 MB. Kies een bestand met alleen Nederland.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile("Dit bestand is geen tekst in UTF-8. Bewaar het opnieuw, als csv (UTF-8).") from None
    areas = {}
    for number, postcode, town, latitude, longitude in _rows(text):
        found = FOUR.fullmatch(postcode.strip())
        if not found:
            raise BadFile(f"Regel {number}: '{postcode[:20]}' is geen postcode. Schrijf hem zo: 3011 of 3011 AB.")
        spot = _degrees(latitude, NORTH, number, "breedtegraad"), _degrees(longitude, EAST, number, "lengtegraad")
        areas.setdefault(found[1], []).append((town.strip()[:80], *spot))
    if not areas:
        raise BadFile("In dit bestand staan geen postcodes.")
    return {postcode: _middle(rows) for postcode, rows in areas.items()}


def _rows(text):
    first = text.partition("\n")[0]
    if first.count("\t") >= GEONAMES_COLUMNS - 1 and first.startswith("NL\t"):
        lines = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(lines, 1):
            if len(row) < GEONAMES_COLUMNS - 1:
                raise BadFile(f"Regel {number} heeft {len(row)} kolommen. Het zijn er 12 in een bestand van GeoNames.")
            yield number, row[1], row[2], row[9], row[10]
        return
    separator = max(";\t,", key=first.count)
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    places = _columns(next(lines, []))
    for number, row in enumerate(lines, 2):
        if any(cell.strip() for cell in row):
            if len(row) <= max(places):
                raise BadFile(f"Regel {number} heeft te weinig kolommen.")
            yield (number, *(row[place] for place in places))


def _columns(header):
    found = [cell.strip().lower() for cell in header]
    places = {
        meaning: next((place for place, name in enumerate(found) if name in names), None)
        for meaning, names in NAMES.items()
    }
    if missing := [OURS[meaning] for meaning, place in places.items() if place is None]:
        raise BadFile(
            f"Deze kolommen vinden we niet: {', '.join(missing)}. De eerste regel moet de namen van de kolommen zijn: "
            f"{', '.join(OURS.values())}."
        )
    return list(places.values())


def _degrees(text, limits, number, name):
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        raise BadFile(f"Regel {number}: de {name} '{text[:20]}' is geen getal. Bijvoorbeeld: 51.92.") from None
    if not limits[0] <= value <= limits[1]:
        raise BadFile(f"Regel {number}: de {name} {value:g} ligt niet in Nederland. Zijn twee kolommen verwisseld?")
    return value


def _middle(rows):
    towns = [town for town, _, _ in rows]
    most = max(dict.fromkeys(towns), key=towns.count)
    return most, sum(row[1] for row in rows) / len(rows), sum(row[2] for row in rows) / len(rows)
