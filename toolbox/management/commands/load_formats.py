"""Gives the region the sjablonen and ideas it does not have yet: `manage.py load_formats`, after every `migrate`."""

from django.core.management.base import BaseCommand

from profiles.dutch import count
from toolbox.actions.base_formats import load_base_formats
from toolbox.actions.inspiration import load_inspiration


class Command(BaseCommand):
    """What the region has already is left alone, so running it twice changes nothing."""

    help = "Maak de sjablonen en kaarten van de regio die er nog niet zijn."

    def handle(self, **options):
        """Make what is missing and say how many."""
        formats, cards = load_base_formats(), load_inspiration()
        self.stdout.write(f"{count(formats, 'sjabloon', 'sjablonen')} en {count(cards, 'idee', 'ideeën')} gemaakt.")
