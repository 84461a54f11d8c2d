"""The example profiles of the region: something to begin with when there is no profile to copy yet."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from profiles.enums import Sector

CONTENT = Path(__file__).resolve().parent / "examples.toml"


@dataclass(frozen=True)
class Example:
    """A made-up profile for some kinds of care. `answers` has the keys of profiles.questions."""

    key: str
    name: str
    about: str
    sectors: frozenset[Sector]
    answers: dict


@cache
def read_examples():
    """All examples, in the order of the file. Raises KeyError or ValueError when the file has a wrong word."""
    rows = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["example"]
    return tuple(
        Example(row["key"], row["name"], row["about"], frozenset(map(Sector, row["sectors"])), _trimmed(row["answers"]))
        for row in rows
    )


def examples_for(sector):
    """All examples, with those for this kind of care first."""
    return sorted(read_examples(), key=lambda example: sector not in example.sectors)


def _trimmed(answers):
    """A text in the file begins on a line of its own, and ends without one."""
    return {key: value.strip() if isinstance(value, str) else value for key, value in answers.items()}
