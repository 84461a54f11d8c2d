"""Prints the logins of the demo region: `manage.py demo_logins [--json]`."""

import json as json_format
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from onboarding.demo.logins import PASSWORD, WAITING, demo_logins
from profiles.enums import Role


class Command(BaseCommand):
    """One person per role; for a student a fresh personal link."""

    help = "Toon de logins van de proefregio, één per rol."

    def add_arguments(self, parser):
        """Whether the answer is for a program."""
        parser.add_argument("--json", action="store_true", help="toon een JSON-lijst")

    def handle(self, *, json, **options):
        """Print them; raises CommandError without a demo region."""
        logins = demo_logins()
        if json:
            self.stdout.write(json_format.dumps([asdict(login) for login in logins], ensure_ascii=False, indent=2))
            return
        if not logins:
            raise CommandError("Hier is geen proefregio. Laad die met: python3 manage.py demo")
        self.stdout.write(f"Inloggen in de proefregio. Het wachtwoord is steeds: {PASSWORD}")
        for login in logins:
            way_in = login.link or login.email
            label = "Student zonder plek" if login.role == WAITING else Role(login.role).label
            self.stdout.write(f"  {label:24}{login.name:24}{way_in}")
