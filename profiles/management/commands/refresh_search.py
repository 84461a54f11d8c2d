"""Finds every leerplaats by its words again: `manage.py refresh_search`, after the rules of searching changed."""

from django.core.management.base import BaseCommand

from profiles import search
from profiles.dutch import count
from profiles.models import Leerplaats


class Command(BaseCommand):
    """Publishing refreshes one leerplaats; this refreshes them all."""

    help = "Werk bij waarmee je de leerplaatsen vindt."

    def handle(self, **options):
        """Refresh them, also those in the archive, and say how many."""
        search.refresh_all(Leerplaats.objects.all())
        search.forget_vocabulary()
        number = count(Leerplaats.objects.count(), "leerplaats is", "leerplaatsen zijn")
        self.stdout.write(f"{number} bijgewerkt.")
