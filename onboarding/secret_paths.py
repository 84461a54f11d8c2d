"""Keeps secrets out of the log: Django names the address of every refused request there."""

import logging
import re

SECRET = re.compile(r"(/(?:link|wachtwoord|meeschrijven|klopt-dit-nog|agenda-adres|werklijst)/)[^\s\"']+")


class HideSecrets(logging.Filter):
    """Writes "/link/…" for the address of a personal link, and so on for the others that hold a secret."""

    def filter(self, record):
        """Let every record through, without the secret."""
        message = record.getMessage()
        if SECRET.search(message):
            record.msg, record.args = SECRET.sub(r"\1…", message), ()
        return True
