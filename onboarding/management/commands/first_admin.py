"""Gives the first person access to an empty portal: everybody else is invited from the pages."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from profiles.enums import Role
from profiles.models import AuditEvent, Membership, User


class Command(BaseCommand):
    """Asks for what is not given; the password never stands on the command line."""

    help = "Maak de eerste regiobeheerder van een leeg portaal."

    def add_arguments(self, parser: CommandParser) -> None:
        """E-mail address and name; the password comes from the keyboard or from standard input."""
        parser.add_argument("--email", help="e-mailadres, daarmee log je in")
        parser.add_argument("--name", help="voornaam en achternaam")

    def handle(self, *, email: str | None, name: str | None, **options: object) -> None:
        """Make the account. Raises CommandError when there is a regional administrator already."""
        present = Membership.objects.active().filter(role=Role.REGIONAL_ADMIN).select_related("user").first()
        if present:
            raise CommandError(f"Er is al een regiobeheerder: {present.user.name}. Die geeft anderen toegang.")
        user = User(email=(email or input("E-mailadres: ")).strip().lower(), name=(name or input("Naam: ")).strip())
        password = _password()
        try:
            validate_email(user.email)
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if not user.name:
            raise CommandError("Vul een naam in.")
        if User.objects.filter(email=user.email).exists():
            raise CommandError(f"{user.email} heeft al een account.")
        make_first_admin(user, password)
        self.stdout.write(f"{user.name} is regiobeheerder en logt in met {user.email}.")


@transaction.atomic
def make_first_admin(user: User, password: str) -> Membership:
    """Store the new user as regional administrator, with a line in the log."""
    user.set_password(password)
    user.save()
    membership = Membership.objects.create(user=user, role=Role.REGIONAL_ADMIN)
    AuditEvent.record("membership_created", membership, by=user, role=Role.REGIONAL_ADMIN.value)
    return membership


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Wachtwoord (ten minste 12 tekens): ")
    if password != getpass("Nog een keer: "):
        raise CommandError("De wachtwoorden zijn niet gelijk. Probeer het opnieuw.")
    return password
