"""Places against students over the whole region: where too few are, and where some are left. Never a name.

A small number of students may point at a person. So every number of students is first made coarse for one opleiding,
year and institution: 0, "minder dan 5", or a number of fives. All the rest (totals, places left, verdicts, the order)
is computed from those coarse numbers alone. Subtracting one shown number from another then tells nothing more.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, Sum

from onboarding.models import PlacementRequest
from onboarding.places_and_demand import places_and_demand
from profiles.dutch import count
from profiles.enums import GIVEN_AWAY
from profiles.models import SchoolDemand

SMALL = 5  # fewer students than this may point at a person
FEWER = f"minder dan {SMALL}"
ABOUT_ENOUGH, NOT_ALL_PLACED, EXACTLY = "Ongeveer genoeg plekken", "Genoeg, nog koppelen", "Precies genoeg"
AFTER_TOO_FEW = (ABOUT_ENOUGH, NOT_ALL_PLACED, EXACTLY)  # in what order a row that has enough comes; the others last


@dataclass(frozen=True)
class Span:
    """A coarse number of students: somewhere from `low` to `high`."""

    low: int
    high: int

    def __add__(self, other):
        return Span(self.low + other.low, self.high + other.high)

    def minus(self, other):
        """What is left after taking off `other`, never below 0."""
        return Span(max(self.low - other.high, 0), max(self.high - other.low, 0))

    @property
    def middle(self):
        """The best guess."""
        return (self.low + self.high) // 2

    @property
    def words(self):
        """ "0", "minder dan 5" or "ongeveer 15"."""
        if self.high == 0:
            return "0"
        if self.high < SMALL:
            return FEWER
        return f"ongeveer {max(SMALL * round(self.middle / SMALL), SMALL)}"


NOTHING = Span(0, 0)


def span_of(number):
    """The Span that a number of students shows as: 0 alone, 1 to 4 together, then fives."""
    if number == 0:
        return NOTHING
    if number < SMALL:
        return Span(1, SMALL - 1)
    nearest = SMALL * round(number / SMALL)
    return Span(max(nearest - 2, SMALL), nearest + 2)


def students_in_words(number):
    """A number of students that points at nobody: "0", "minder dan 5" or "ongeveer 10"."""
    return span_of(number).words


@dataclass(frozen=True)
class Coarse:
    """What may be known of one opleiding and year at one institution, or of a sum of them."""

    places: int = 0
    asked: Span = NOTHING
    unnamed: Span = NOTHING
    waiting: Span = NOTHING
    left: Span = NOTHING
    perhaps: Span = NOTHING

    def __add__(self, other):
        return Coarse(
            self.places + other.places,
            self.asked + other.asked,
            self.unnamed + other.unnamed,
            self.waiting + other.waiting,
            self.left + other.left,
            self.perhaps + other.perhaps,
        )


def coarse(places, asked, unnamed, waiting, perhaps=NOTHING):
    """The Coarse of a row with these spans.

    With fewer than 5 places the number that got one is small as well, so who waits then follows from the places
    and the asked alone. That choice depends on the places only: it tells nothing about the students.
    """
    if places < SMALL:
        waiting = Span(max(asked.low - places, 0), asked.high)
    return Coarse(places, asked, unnamed, waiting, Span(places, places).minus(asked.minus(waiting)), perhaps)


@dataclass
class Counted:
    """Places and students of one opleiding and year (or of one institution), counted exactly.

    `unnamed` are the students a school announced without a name; they are part of `asked`. `perhaps` are those that a
    school may bring on top of that; as with places that may come, they count for nothing else.
    """

    key: tuple
    places: int = 0
    asked: int = 0
    placed: int = 0
    unnamed: int = 0
    perhaps: int = 0
    parts: list = field(default_factory=list)  # what it is the sum of

    @property
    def leaves(self):
        """The rows this is the sum of, all the way down; itself for a row that is no sum."""
        return [leaf for part in self.parts for leaf in part.leaves] or [self]

    @property
    def coarse(self):
        """What may be shown."""
        if self.parts:
            return sum((part.coarse for part in self.parts), start=Coarse())
        return coarse(
            self.places,
            span_of(self.asked),
            span_of(self.unnamed),
            span_of(max(self.asked - self.placed, 0)),
            span_of(self.perhaps),
        )

    @property
    def lacking(self):
        """The leaves that surely have too few places: places elsewhere do not help their students."""
        return [leaf for leaf in self.leaves if leaf.coarse.asked.low > leaf.places]

    def add(self, other):
        """Make `other` a part of this sum."""
        self.places += other.places
        self.asked += other.asked
        self.placed += other.placed
        self.unnamed += other.unnamed
        self.perhaps += other.perhaps
        self.parts.append(other)


@dataclass(frozen=True)
class Line:
    """A row of the page in safe words. `kind` and `verdict` say whether there are enough places.

    `lacking` are the keys of the parts with too few places, for a row that has enough all together.
    """

    key: tuple
    places: int
    asked: str
    unnamed: str
    perhaps: str
    waiting: str
    left: str
    kind: str
    verdict: str
    lacking: tuple = ()


def line_of(counted, part=("plaats", "plaatsen")):
    """The Line of a Counted; `part` is what its parts are called, for one and for many."""
    known = counted.coarse
    kind, verdict, lacking = _verdict(counted, known, part)
    unnamed = known.unnamed.words if known.unnamed.high else ""
    perhaps = known.perhaps.words if known.perhaps.high else ""
    said = known.asked.words, unnamed, perhaps, known.waiting.words, _left_in_words(known)
    return Line(counted.key, known.places, *said, kind, verdict, lacking)


def _left_in_words(known):
    """Never more than there are; exact where nobody asked."""
    if known.left.low == known.left.high:
        return str(known.left.high)
    if known.left.middle < SMALL:
        return FEWER
    nearest = SMALL * round(known.left.middle / SMALL)
    return f"ongeveer {nearest if nearest <= known.places else nearest - SMALL}"


def _verdict(counted, known, part):
    lacking = tuple(leaf.key for leaf in counted.lacking)
    if known.asked.low > known.places:
        return "mist", "Te weinig plekken", ()
    enough = known.asked.high <= known.places
    if lacking:
        where = count(len(lacking), *part)
        return "mist", f"Samen {'' if enough else 'ongeveer '}genoeg. Bij {where} te weinig.", lacking
    if not enough:
        return "bezig", ABOUT_ENOUGH, ()
    if known.waiting.high:
        return "bezig", NOT_ALL_PLACED, ()
    return ("klaar", "Plekken over", ()) if known.left.high else ("rust", EXACTLY, ())


def count_supply(period):
    """Everything of `period` as {(institution, programme, year): Counted}. In a fixed number of queries."""
    found = {}
    for (institution, _, programme, year), counts in places_and_demand([period.pk]).items():
        key = institution, programme, year
        found[key] = Counted(key, counts.counted, counts.demand, counts.placed, counts.not_named, counts.not_sure)
    return found


def together(counted, key_of):
    """Sums of `counted` rows by `key_of(row)`: too few places first, and in that where most have no place in sight."""
    sums = {}
    for row in counted:
        key = key_of(row)
        sums.setdefault(key, Counted(key)).add(row)
    return sorted(sums.values(), key=_order)


def _order(one):
    known = one.coarse
    missing = sum(leaf.coarse.asked.middle - leaf.places for leaf in one.lacking)
    kind, verdict, _ = _verdict(one, known, ("", ""))
    place = AFTER_TOO_FEW.index(verdict) if verdict in AFTER_TOO_FEW else len(AFTER_TOO_FEW)
    rank = 0 if kind == "mist" else 1 + place
    return rank, -missing, known.places - known.asked.middle, -known.waiting.middle, one.key


@dataclass(frozen=True)
class Missing:
    """A school that expects to send students to an institution and has not delivered a name.

    `expected` counts as asked for, `perhaps` does not; in safe words, empty when there are none.
    """

    school: str
    institution: str
    expected: str
    perhaps: str


def not_delivered(period):
    """Per school and institution the places that were asked in numbers, where no student was delivered yet."""
    delivered = PlacementRequest.objects.filter(
        period=period, school=OuterRef("school"), institution=OuterRef("institution")
    )
    rows = (
        SchoolDemand.objects.filter(period=period, number__gt=0)
        .filter(~Exists(delivered))
        .order_by("school__name", "institution__name")
        .values("school__name", "institution__name")
        .annotate(
            expected=Sum("number", filter=Q(certainty__in=GIVEN_AWAY), default=0),
            perhaps=Sum("number", filter=~Q(certainty__in=GIVEN_AWAY), default=0),
        )
    )
    return [
        Missing(row["school__name"], row["institution__name"], _any(row["expected"]), _any(row["perhaps"]))
        for row in rows
    ]


def _any(number):
    return students_in_words(number) if number else ""
