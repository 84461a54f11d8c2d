"""What can be said about a result: plain facts with ids and numbers, without a word of text.

`reasons` and `changes` compute them from the model, `wording` puts them into Dutch.
"""

from dataclasses import dataclass

from onboarding.matching.model import Rule


@dataclass(frozen=True)
class Price:
    """What it costs the others to give one student a certain place, next to the result as it is.

    `lost`: so many others lose their place. `wishes`: the wishes that the others then go down together (see
    `Request.wish_cost`); below 0 they go up. `km`: the kilometres that they travel more, below 0 less.
    """

    lost: int
    wishes: int
    km: int


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
class Distance:
    """So far as the crow flies; `most_km` is the limit of the student, None without one."""

    km: int
    most_km: int | None


@dataclass(frozen=True)
class Guided:
    """Someone of this level guides there, and the programme asks for a level."""

    level: int


@dataclass(frozen=True)
class OtherCare:
    """The student has seen other kinds of care, and not this one."""

    sector: str


@dataclass(frozen=True)
class StartTogether:
    """So many others begin at the same leerplaats on the same day; 0: only those of another period or school."""

    others: int


@dataclass(frozen=True)
class SamePlace:
    """The place is that of the earlier proposal."""


@dataclass(frozen=True)
class RoomLeft:
    """The offer had so many free places, and has so many left after this result."""

    places: int
    left: int


@dataclass(frozen=True)
class MissedWish:
    """A wish (from 1) above the one met, its leerplaatsen counted by what stands in the way.

    `only` is the id of the leerplaats when there is just one. `out`: how many are out by which hard rule.
    `limited`: those with a free place that a limit keeps from being given. `open` counts those with a place that
    can be given: only for a locked student, or where another goal came first. `price`: that of the cheapest place of
    the wish that can still be forced, None when there is none or when it is only computed on request (`price`).
    """

    rank: int
    only: int | None
    no_offer: int
    out: tuple[tuple[Rule, int], ...]
    full: int
    limited: int
    open: int
    programme: int
    year: int
    period: int
    locked: bool = False
    price: Price | None = None


@dataclass(frozen=True)
class SameCare:
    """The student has been in this kind of care before."""

    sector: str


@dataclass(frozen=True)
class FarAway:
    """Further than most students go; `limit_known` when the student gave a limit and this is within it."""

    km: int
    limit_known: bool


@dataclass(frozen=True)
class DistanceUnknown:
    """It is not known where the student lives, or where the leerplaats is; so the distance did not count."""

    of_student: bool


@dataclass(frozen=True)
class DaysUnknown:
    """The days of the student are not known, so nothing about days was checked."""


@dataclass(frozen=True)
class AboutPlaces:
    """The leerplaats is not sure of its number of places."""


@dataclass(frozen=True)
class AsksFirst:
    """What the leerplaats asks of a student, such as "letter" or "interview", in order of the alphabet."""

    particulars: tuple[str, ...]


@dataclass(frozen=True)
class CarUnknown:
    """The place needs a car, and it is not known whether the student has one."""


@dataclass(frozen=True)
class StartsAlone:
    """Nobody else begins at the leerplaats that day, while beginning together is a goal."""


@dataclass(frozen=True)
class NoOffer:
    """Nobody offers a place for this programme, year and period."""

    programme: int
    year: int
    period: int


@dataclass(frozen=True)
class RuledOut:
    """How many leerplaatsen with an offer break which hard rule for this student; `all` when there is no other.

    A leerplaats that breaks two rules is counted with both. `total`: how many leerplaatsen are out.
    """

    programme: int
    year: int
    period: int
    rules: tuple[tuple[Rule, int], ...]
    total: int
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
class LimitReached:
    """So many leerplaatsen still have a free place, but a limit over places together keeps it from being given."""

    leerplaatsen: int


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

    `moved` counts the students who then go to another place: 0 when this student can go there directly. `limits`:
    the keys of the limits that must allow one more too.
    """

    offer: str
    leerplaats: int
    moved: int
    rivals: int
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class RaiseLimit:
    """The offer has a place, but these limits (by key) must allow one more. `rivals` as in `Unlock`.

    `leerplaatsen`: those of the limits, in order of id. `weekdays`: on which days (0 is Monday) they are reached, for
    limits per day; empty for limits per week.
    """

    offer: str
    leerplaats: int
    limits: tuple[str, ...]
    leerplaatsen: tuple[int, ...]
    weekdays: tuple[int, ...]
    rivals: int


@dataclass(frozen=True)
class MoreDays:
    """The offer has a place, but not on these weekdays of the student (0 is Monday). `rivals` as in `Unlock`."""

    offer: str
    leerplaats: int
    weekdays: tuple[int, ...]
    rivals: int


@dataclass(frozen=True)
class FurtherTravel:
    """With a limit of so many kilometres this student gets a place, for certain; this leerplaats comes within."""

    km: int
    most_km: int
    leerplaats: int


@dataclass(frozen=True)
class LevelFilledIn:
    """Nobody said who guides there; with this level the student can go there. `rivals` as in `Unlock`."""

    offer: str
    leerplaats: int
    level: int
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


Fit = WishMet | Distance | OtherCare | Guided | StartTogether | SamePlace | ProgrammeFits | RoomLeft
Mind = (
    MissedWish | SameCare | FarAway | DistanceUnknown | DaysUnknown | AboutPlaces | AsksFirst | CarUnknown | StartsAlone
)
Cause = NoOffer | RuledOut | LimitReached | AllFull
Change = Unlock | RaiseLimit | LevelFilledIn | MoreDays | FurtherTravel | ExtraPlace | NewPlace


@dataclass(frozen=True)
class Reason:
    """Why a student has this place or, with `offer` None, has none.

    With a place: what fits (at most 3 facts) and what to watch out for. Without: the causes, and the changes
    that would give one, the smallest first.
    """

    request: str
    offer: str | None
    fits: tuple[Fit, ...] = ()
    watch_out: tuple[Mind, ...] = ()
    causes: tuple[Cause, ...] = ()
    changes: tuple[Change, ...] = ()
