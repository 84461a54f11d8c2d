"""Places against students over the whole region: where too few are, and where some are left. Never a name.

A small number of students may point at a person, so it shows as "minder dan 5". A number from which such a small
one could be computed (a total, or the other half of a sum) is rounded to fives.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Sum

from onboarding.models import Placement, PlacementRequest
from profiles.dutch import count
from profiles.enums import Certainty
from profiles.models import PlaceOffer, SchoolDemand

SMALL = 5  # fewer students than this may point at a person
FEWER = f"minder dan {SMALL}"


@dataclass
class Counted:
    """Places and students of one opleiding and year (or of one institution), counted exactly."""

    key: tuple
    places: int = 0
    asked: int = 0
    placed: int = 0
    parts: list = field(default_factory=list)  # what it is the sum of

    @property
    def waiting(self):
        """Students without a place."""
        return self.asked - self.placed

    @property
    def left(self):
        """Places nobody has."""
        return max(self.places - self.placed, 0)

    @property
    def shortage(self):
        """Students for whom there is no place even when all that are left are filled; below 0 places are over."""
        return self.waiting - self.left

    @property
    def leaves(self):
        """The rows this is the sum of, all the way down; itself for a row that is no sum."""
        return [leaf for part in self.parts for leaf in part.leaves] or [self]

    @property
    def short(self):
        """For how many students there is no place where they asked for one: places elsewhere do not help them."""
        return sum(max(leaf.shortage, 0) for leaf in self.leaves)

    @property
    def gives_away(self):
        """Whether an exact number here could show how many students a small group has."""
        return any(0 < number < SMALL for number in (self.asked, self.placed, self.waiting)) or any(
            part.gives_away for part in self.parts
        )

    def add(self, other):
        """Make `other` a part of this sum."""
        self.places += other.places
        self.asked += other.asked
        self.placed += other.placed
        self.parts.append(other)


@dataclass(frozen=True)
class Line:
    """A row of the page in safe words. `kind` and `verdict` say whether there are enough places."""

    key: tuple
    places: int
    asked: str
    waiting: str
    left: str
    kind: str
    verdict: str


def line_of(counted, part=("plaats", "plaatsen")):
    """The Line of a Counted; `part` is what its parts are called, for one and for many."""
    kind, verdict = _verdict(counted, part)
    rounded = counted.gives_away
    return Line(
        counted.key,
        counted.places,
        students_in_words(counted.asked, rounded=rounded),
        students_in_words(counted.waiting, rounded=rounded),
        _left_in_words(counted),
        kind,
        verdict,
    )


def students_in_words(number, *, rounded=False):
    """A number of students that points at nobody: "0", "minder dan 5", "12", or "ongeveer 10" when rounded."""
    if 0 < number < SMALL:
        return FEWER
    return f"ongeveer {SMALL * round(number / SMALL)}" if rounded and number else str(number)


def _left_in_words(counted):
    if counted.gives_away and counted.placed and counted.left:
        return f"ongeveer {SMALL * round(counted.left / SMALL)}" if counted.left >= SMALL else FEWER
    return str(counted.left)


def _verdict(counted, part):
    if counted.shortage > 0:
        return "mist", "Te weinig plekken"
    if counted.short:
        where = sum(leaf.shortage > 0 for leaf in counted.leaves)
        return "mist", f"Te weinig bij {count(where, *part)}"
    if counted.waiting:
        return "bezig", "Genoeg, nog koppelen"
    return ("klaar", "Plekken over") if counted.left else ("rust", "Precies genoeg")


def count_supply(period):
    """Everything of `period` as {(institution, programme, year): Counted}. In three queries, however many rows.

    A place that is only "misschien" does not count: nobody gives it away.
    """
    found = defaultdict(Counted)

    def at(row):
        key = row["institution"], row["programme"], row["year"]
        return found.setdefault(key, Counted(key))

    offers = PlaceOffer.objects.filter(period=period).exclude(certainty=Certainty.MAYBE).order_by()
    for row in offers.values("institution", "programme", "year").annotate(places=Sum("number")):
        at(row).places = row["places"]
    standing = Exists(Placement.objects.active().filter(request=OuterRef("pk")))
    asked = PlacementRequest.objects.filter(period=period, withdrawn_at__isnull=True).order_by()
    grouped = asked.annotate(stands=standing).values("institution", "programme", "year", "stands")
    for row in grouped.annotate(number=Count("pk")):
        counted = at(row)
        counted.asked += row["number"]
        counted.placed += row["number"] if row["stands"] else 0
    return dict(found)


def together(counted, key_of):
    """Sums of `counted` rows by `key_of(row)`: first where most students have no place in sight."""
    sums = {}
    for row in counted:
        key = key_of(row)
        sums.setdefault(key, Counted(key)).add(row)
    return sorted(sums.values(), key=lambda one: (-one.short, -one.shortage, -one.waiting, one.key))


@dataclass(frozen=True)
class Missing:
    """A school that expects to send students to an institution and has not delivered a name."""

    school: str
    institution: str
    expected: int


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
        .annotate(expected=Sum("number"))
    )
    return [Missing(row["school__name"], row["institution__name"], row["expected"]) for row in rows]
