"""Measures one thing: `manage.py bench NAME [--json]`; without a name it lists what can be measured."""

import importlib
import inspect
import json
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from django.core.management.base import BaseCommand, CommandError, CommandParser

from onboarding import bench
from onboarding.startup import prepare


class Command(BaseCommand):
    """Finds the modules of `onboarding.bench`, so that a new measurement is one new file."""

    help = "Meet snelheid, omvang of aantallen. Zonder naam: toon wat je kunt meten."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One name, and whether the answer is for a program."""
        parser.add_argument("name", nargs="?", help="wat je meet")
        parser.add_argument("--json", action="store_true", help="toon één JSON-object")
        parser.add_argument("--lang", action="store_true", help="meet ook wat lang duurt, als dat er is")
        parser.add_argument("--students", type=int, help="hoeveel studenten er zijn, als je dat kunt kiezen")
        parser.add_argument("--overlap", action="store_true", help="met stages die half over elkaar lopen, als dat kan")

    def handle(
        self, *, name: str | None, json: bool, lang: bool, students: int | None, overlap: bool, **options: object
    ) -> None:
        """Run one measurement on an empty database. Raises CommandError for an unknown name."""
        known = names()
        if name is None:
            self.stdout.write(listing(known, as_json=json))
            return
        if name not in known:
            raise CommandError(f"'{name}' kunnen we niet meten. Kies uit: {', '.join(known) or 'nog niets'}.")
        prepare.database()
        run = _module(name).run
        asked = {"long": lang, "students": students, "overlap": overlap}
        known = inspect.signature(run).parameters
        figures = run(**{option: value for option, value in asked.items() if value and option in known})
        self.stdout.write(as_json_text(figures) if json else "\n".join(lines(figures)))


def names() -> list[str]:
    """The names that can be measured, in alphabetical order: the modules with a `run`."""
    return sorted(
        module.name for module in pkgutil.iter_modules(bench.__path__) if hasattr(_module(module.name), "run")
    )


def listing(known: list[str], *, as_json: bool) -> str:
    """The names with the first line of their docstrings."""
    purposes = {name: (_module(name).__doc__ or "").strip().split("\n")[0] for name in known}
    return as_json_text(purposes) if as_json else "\n".join(f"{name:12} {text}" for name, text in purposes.items())


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{bench.__name__}.{name}")


def as_json_text(figures: dict) -> str:
    """One object, readable for people too."""
    return json.dumps(figures, indent=2, ensure_ascii=False, default=str)


def lines(figures: dict, indent: str = "") -> Iterator[str]:
    """The same figures as indented lines."""
    for key, value in figures.items():
        if isinstance(value, dict):
            yield f"{indent}{key}"
            yield from lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {value}"
