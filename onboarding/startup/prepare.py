"""The Django part of a start: tables, static files, demo region.

It runs as a process of its own, so that its memory is free again while the portal serves.
"""

import argparse
import hashlib
import io
import os
import sys
from pathlib import Path

from onboarding.startup.progress import Refusal, step

STATIC_STAMP = "static.stamp"


def main() -> int:
    """Prepare the database and the files; returns the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--demo", action="store_true")
    options = parser.parse_args()
    import django  # only in .venv
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command
    from django.db import OperationalError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onboarding.settings")
    try:
        django.setup()
        database()
        static_files()
        if options.demo:
            with step("Proefregio laden"):
                call_command("demo", "--als-leeg", verbosity=0)
    except OperationalError as error:
        print(f"De database antwoordt niet. Controleer DATABASE_URL. {error}", file=sys.stderr)
        return 1
    except (ImproperlyConfigured, CommandError, Refusal) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def database() -> None:
    """Bring the tables up to date, and what the region starts with."""
    from django.core.management import call_command  # only in .venv

    with step("Tabellen bijwerken"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_formats", stdout=io.StringIO())


def static_files() -> None:
    """Collect and compress the static files, only when one of them changed."""
    from django.conf import settings  # only in .venv
    from django.core.management import call_command

    target = Path(settings.STATIC_ROOT)
    stamp, now = target.parent / STATIC_STAMP, _static_state()
    if target.exists() and stamp.exists() and stamp.read_text() == now:
        return
    with step("Opmaak en lettertypen klaarzetten"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


def _static_state() -> str:
    """One word that changes with any static file, of ours or of a package."""
    from django.contrib.staticfiles.finders import get_finders  # only in .venv

    state = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = os.stat(storage.path(name))
            state.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return state.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
