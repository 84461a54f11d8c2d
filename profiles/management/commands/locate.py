"""Gives every location its place on the map again: `manage.py locate`, after an update with new towns."""

from django.core.management.base import BaseCommand

from profiles.geography import locate_all
from profiles.management.commands.load_postcodes import placed_sentence


class Command(BaseCommand):
    """Saving a location places it; this places them all."""

    help = "Zet alle locaties op hun plek op de kaart, vanuit postcode of plaats."

    def handle(self, **options):
        """Place them and say how many."""
        self.stdout.write(placed_sentence(*locate_all()))
