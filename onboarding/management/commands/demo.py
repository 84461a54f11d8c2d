"""Loads the demo region: `manage.py demo [--als-leeg]`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from onboarding.demo.load import NotEmpty, load_demo


class Command(BaseCommand):
    """Fills an empty database with an invented region."""

    help = "Laad de proefregio in een lege database."

    def add_arguments(self, parser):
        """Whether a filled database is fine."""
        parser.add_argument("--als-leeg", action="store_true", help="doe niets als er al instellingen zijn")

    def handle(self, *, als_leeg, verbosity, **options):
        """Load, or raise CommandError when that is not possible here."""
        if not settings.LOCAL:
            raise CommandError(
                "De proefregio heeft logins met een bekend wachtwoord. In een echte omgeving laden we die niet."
            )
        try:
            load_demo()
        except NotEmpty:
            if als_leeg:
                return
            raise CommandError(
                "Er staan al instellingen in de database. De proefregio past alleen in een lege database."
            ) from None
        if verbosity:
            self.stdout.write("De proefregio is geladen. Bekijk de logins met: python3 manage.py demo_logins")
