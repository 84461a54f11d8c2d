"""Keeps secrets out of the log: Django names the address of every refused request there."""

import logging
import re

SECRET = re.compile(r"(/(?:link|wachtwoord)/)[^\s\"']+")


class HideSecrets(logging.Filter):
    """Writes "/link/…" for the address of a personal link or of a page to choose a password."""

    def filter(self, record):
        """Let every record through, without the secret."""
        message = record.getMessage()
        if SECRET.search(message):
            record.msg, record.args = SECRET.sub(r"\1…", message), ()
        return True
