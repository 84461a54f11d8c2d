"""What can be said about a result: plain facts with ids and numbers, without a word of text.

`reasons` computes them from the model, `wording` puts them into Dutch.
"""

from dataclasses import dataclass
from enum import StrEnum

from onboarding.matching.model import Rule


@dataclass(frozen=True)
class ProgrammeFits:
    """The place is for the programme and year of the student."""

    programme: int
    year: int


@dataclass(frozen=True)
class WishMet:
    """The place meets this wish, counted from 1."""

    rank: int


@dataclass(frozen=True)
class RoomLeft:
    """The offer had so many free places, and has so many left after this result."""

    places: int
    left: int


@dataclass(frozen=True)
class MissedWish:
    """A wish (from 1) above the one met. Its leerplaatsen counted by what stands in the way; `only` when it
    is one.

    `open` counts those with a place left: only for a locked student, as the solver leaves no such wish unmet.
    """

    rank: int
    only: int | None
    no_offer: int
    been_there: int
    excluded: int
    full: int
    open: int
    programme: int
    year: int
    period: int


@dataclass(frozen=True)
class NoOffer:
    """Nobody offers a place for this programme, year and period."""

    programme: int
    year: int
    period: int


@dataclass(frozen=True)
class RuledOut:
    """So many leerplaatsen with an offer are out for this student; `all` when there is no other."""

    programme: int
    year: int
    period: int
    been_there: int
    excluded: int
    all: bool


@dataclass(frozen=True)
class AllFull:
    """Others have all the places (so many) that this student may go to; `others` when some were ruled out."""

    programme: int
    year: int
    period: int
    places: int
    others: bool


@dataclass(frozen=True)
class Unlock:
    """Without this lock the locked student can go elsewhere and one more student gets a place.

    With `rivals` 0 that is this student for certain; else it may be one of so many others without a place.
    """

    request: str
    offer: str
    leerplaats: int
    rivals: int


@dataclass(frozen=True)
class ExtraPlace:
    """One place more on this offer gives one more student a place; `rivals` as in `Unlock`.

    `moved` counts the students who then go to another place: 0 when this student can go there directly.
    """

    offer: str
    leerplaats: int
    moved: int
    rivals: int


@dataclass(frozen=True)
class NewPlace:
    """A new place for this programme, year and period gives one more student a place; `rivals` as in
    `Unlock`.

    `elsewhere` when there are such places already, but on leerplaatsen that are out for this student.
    """

    programme: int
    year: int
    period: int
    rivals: int
    elsewhere: bool


@dataclass(frozen=True)
class Reason:
    """Why a student has this place (`fits`, at most 3; `watch_out`), or why none (`causes`, `changes` that
    would help).

    Changes stand with the smallest first. `offer` is None without a place.
    """

    request: str
    offer: str | None
    fits: tuple[ProgrammeFits | WishMet | RoomLeft, ...] = ()
    watch_out: tuple[MissedWish, ...] = ()
    causes: tuple[NoOffer | RuledOut | AllFull, ...] = ()
    changes: tuple[Unlock | ExtraPlace | NewPlace, ...] = ()


class State(StrEnum):
    """How an offer stands for one student, best first."""

    CHOSEN = "chosen"
    FREE = "free"
    TAKEN = "taken"  # full in this result; a lock can still give it to this student
    FULL = "full"  # no free place at all, or others are locked on every one
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Alternative:
    """One offer as seen by one student: its state, the hard rules it breaks, the wish it meets (from 1), its
    room.
    """

    offer: str
    leerplaats: int
    programme: int
    year: int
    period: int
    state: State
    rules: tuple[Rule, ...]
    rank: int | None
    places: int
    left: int
