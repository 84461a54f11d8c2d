"""What can be said about a result: plain facts with ids and numbers, without a word of text.

`reasons` computes them from the model, `wording` puts them into Dutch.
"""

from dataclasses import dataclass


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
    """A wish (from 1) above the one met, its leerplaatsen counted by what stands in the way.

    `only` is the id of the leerplaats when there is just one. `open` counts those with a place left: only for
    a locked student, as the solver leaves no such wish unmet.
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
    """A new place for this programme, year and period gives one more student a place.

    `rivals` as in `Unlock`. `elsewhere` when there are such places already, but on leerplaatsen that are out
    for this student.
    """

    programme: int
    year: int
    period: int
    rivals: int
    elsewhere: bool


@dataclass(frozen=True)
class Reason:
    """Why a student has this place or, with `offer` None, has none.

    With a place: what fits (at most 3 facts) and what to watch out for. Without: the causes, and the changes
    that would give one, the smallest first.
    """

    request: str
    offer: str | None
    fits: tuple[ProgrammeFits | WishMet | RoomLeft, ...] = ()
    watch_out: tuple[MissedWish, ...] = ()
    causes: tuple[NoOffer | RuledOut | AllFull, ...] = ()
    changes: tuple[Unlock | ExtraPlace | NewPlace, ...] = ()
