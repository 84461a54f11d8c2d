"""Likely the same person, although number and e-mail address say otherwise: by name and town, or nearly that address.

Names are compared within small groups (same name, same postcode, same last name), so that a long list takes no
longer per row than a short one.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from rapidfuzz import fuzz

from profiles.folding import fold

SAME_NAME = 88.0
SAME_ADDRESS = 90.0
MOST_COMPARED = 50  # of people with the same last name: "De Vries" at a large school


@dataclass(frozen=True)
class Person:
    """What is compared of somebody; `key` tells who it is."""

    key: Hashable
    given_name: str
    last_name: str
    postcode: str
    town: str
    email: str

    @classmethod
    def of_values(cls, key, values):
        """From the values of a row, or from anything else that maps the same names to texts."""
        names = ("given_name", "last_name", "postcode", "town", "email")
        text = {name: fold(values.get(name) or "") for name in names}
        return cls(key, **text)

    @property
    def name(self):
        """First and last name in one, without what stands between."""
        return f"{self.given_name} {self.last_name}"


class Likeness:
    """Everybody so far, to find the first one that a new person looks like."""

    def __init__(self, people=()):
        self._by_name, self._by_postcode, self._by_last = defaultdict(list), defaultdict(list), defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person):
        """Remember this person; without a whole name nobody looks like them."""
        if not (person.given_name and person.last_name):
            return
        self._by_name[person.name].append(person)
        self._by_last[person.last_name].append(person)
        if person.postcode:
            self._by_postcode[person.postcode].append(person)

    def find(self, person):
        """Somebody else who is likely the same, or None."""
        if not (person.given_name and person.last_name):
            return None
        groups = (
            (self._by_name[person.name], _lives_there),
            (self._by_postcode[person.postcode] if person.postcode else (), _nearly_that_name),
            (self._by_last[person.last_name][:MOST_COMPARED], _nearly_that_address),
        )
        for group, alike in groups:
            for other in group:
                if other.key != person.key and alike(person, other):
                    return other
        return None


def _lives_there(one, other):
    return bool((one.town and one.town == other.town) or (one.postcode and one.postcode == other.postcode))


def _nearly_that_name(one, other):
    return fuzz.ratio(one.name, other.name) >= SAME_NAME


def _nearly_that_address(one, other):
    """Nearly the same address in letters; addresses that are numbers ("201001@", "201002@") say nothing."""
    mine, yours = one.email.partition("@")[0], other.email.partition("@")[0]
    has_digits = any(letter.isdigit() for letter in mine + yours)
    return bool(mine and yours and not has_digits and fuzz.ratio(mine, yours) >= SAME_ADDRESS)
