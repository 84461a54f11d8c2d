"""Fills the table of postcodes from a file: `manage.py load_postcodes FILE` (docs/beheer.md)."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from profiles.dutch import count
from profiles.geography import locate_all
from profiles.models import PostcodeArea
from profiles.postcode_file import BadFile, read_postcodes


class Command(BaseCommand):
    """The whole file or nothing. Sent twice it changes nothing; a newer file replaces what it says anew."""

    help = "Lees een bestand met postcodes en hun plek op de kaart, en zet alle locaties daarmee op hun plek."

    def add_arguments(self, parser):
        """One file."""
        parser.add_argument("file", type=Path, help="csv of tsv: dat van GeoNames (NL.txt) of met een kopregel")

    def handle(self, *, file, **options):
        """Read, store, and place the locations. Raises CommandError with what to do."""
        try:
            areas = read_postcodes(file.read_bytes())
        except OSError as problem:
            raise CommandError(f"We kunnen '{file}' niet openen. Controleer de naam en de rechten.") from problem
        except BadFile as problem:
            raise CommandError(str(problem)) from problem
        with transaction.atomic():
            _store(areas)
            placed, lost = locate_all()
        areas_text = count(PostcodeArea.objects.count(), "postcodegebied", "postcodegebieden")
        self.stdout.write(f"We kennen nu {areas_text}.")
        self.stdout.write(placed_sentence(placed, lost))


def placed_sentence(placed, lost):
    """How many locations have a place on the map."""
    places = count(placed, "locatie heeft", "locaties hebben")
    missing = f" Van {count(lost, 'locatie', 'locaties')} kennen we postcode en plaats niet." if lost else ""
    return f"{places} een plek op de kaart.{missing}"


def _store(areas):
    rows = [PostcodeArea(postcode, *found) for postcode, found in sorted(areas.items())]
    PostcodeArea.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["postcode"],
        update_fields=["town", "latitude", "longitude"],
    )
