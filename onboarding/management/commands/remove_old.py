"""Removes what is over its term, as the worker does every night; or only counts it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from onboarding.actions.removal import remove_old
from onboarding.removal_plan import all_institutions, dry_run
from onboarding.retention_words import WORDS_OF_NUMBER
from profiles.dutch import plain_date
from profiles.models import Institution


class Command(BaseCommand):
    """Removes, or counts with --dry-run."""

    help = "Verwijder wat over de bewaartermijn is. Met --dry-run: tel alleen wat er de komende 60 dagen weggaat."

    def add_arguments(self, parser):
        """The one option: only count."""
        parser.add_argument("--dry-run", action="store_true", help="tel alleen, verwijder niets")

    def handle(self, *args, dry_run, **options):
        """Print what was removed, or what goes on which day: numbers only, never a name."""
        if dry_run:
            self._count()
            return
        done = remove_old()
        for kind, number in done.items():
            self.stdout.write(f"Verwijderd: {WORDS_OF_NUMBER[kind](number)}")
        if not done:
            self.stdout.write("Er was niets te verwijderen.")

    def _count(self):
        today, anything = timezone.localdate(), False
        for institution in Institution.objects.filter(pk__in=all_institutions()).order_by("name"):
            rows = dry_run([institution.pk], today)
            if rows:
                anything = True
                self.stdout.write(institution.name)
            for row in rows:
                self.stdout.write(f"  {plain_date(row.day)}: {WORDS_OF_NUMBER[row.kind](row.number)}")
        if not anything:
            self.stdout.write("In de komende 60 dagen gaat er niets weg.")
