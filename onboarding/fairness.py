"""Whether koppelen turns out the same for everybody: outcomes per school, opleiding and travel region.

What could tell people apart unfairly (name, photo, origin, gender, age, health) is no part of the rules, and so it
is no part of these counts either.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from django.db.models import Exists, OuterRef, Prefetch

from onboarding.models import Placement, PlacementRequest, Proposal
from onboarding.wishes import WishIndex
from profiles.geography import Spot, kilometres
from profiles.models import Leerplaats, PostcodeArea

SMALLEST_GROUP = 5  # fewer students than this could be recognised
SMALL_GROUPS = "Kleine groepen samen"
UNKNOWN_REGION = "Postcode niet bekend"


@dataclass(frozen=True)
class Outcome:
    """What came of one request: only what is counted. `first_wish` and `km` are None where there is nothing to say."""

    school: str
    programme: str
    region: str
    placed: bool
    first_wish: bool | None
    km: float | None
    proposed: bool = False  # a place was chosen and not confirmed yet


@dataclass(frozen=True)
class GroupOutcome:
    """What came of the requests of one group."""

    name: str
    asked: int
    placed: int
    wished: int  # how many of the placed had a wish
    first_wish: int
    km: int | None  # the middle one
    proposed: int = 0  # how many of those without a place have one in the proposal

    @property
    def without(self):
        """How many have no place."""
        return self.asked - self.placed

    @property
    def placed_share(self):
        """How many of each hundred have a place."""
        return round(100 * self.placed / self.asked) if self.asked else 0

    @property
    def first_wish_share(self):
        """How many of each hundred that were placed and had wishes got the first; None when nobody had."""
        return round(100 * self.first_wish / self.wished) if self.wished else None


def compare(outcomes, name_of):
    """A GroupOutcome per `name_of(outcome)`, by name; groups too small to show are one group, shown last.

    That one group is never too small itself: then the smallest of the others joins it.
    """
    groups = defaultdict(list)
    for outcome in outcomes:
        groups[name_of(outcome)].append(outcome)
    by_size = sorted(groups, key=lambda name: (len(groups[name]), name))
    small = [name for name in by_size if len(groups[name]) < SMALLEST_GROUP]
    together = [outcome for name in small for outcome in groups[name]]
    for name in by_size[len(small) :]:
        if not 0 < len(together) < SMALLEST_GROUP:
            break
        small.append(name)
        together += groups[name]
    shown = [group_of(name, groups[name]) for name in sorted(set(groups) - set(small))]
    if len(together) >= SMALLEST_GROUP:
        shown.append(group_of(SMALL_GROUPS if len(small) > 1 else small[0], together))
    return shown


def group_of(name, outcomes):
    """The GroupOutcome of these outcomes."""
    placed = [one for one in outcomes if one.placed]
    distances = [one.km for one in placed if one.km is not None]
    return GroupOutcome(
        name,
        asked=len(outcomes),
        placed=len(placed),
        wished=sum(one.first_wish is not None for one in placed),
        first_wish=sum(bool(one.first_wish) for one in placed),
        km=round(median(distances)) if len(distances) >= SMALLEST_GROUP else None,
        proposed=sum(one.proposed and not one.placed for one in outcomes),
    )


def load_outcomes(period, institutions=None):
    """The Outcome of every request of `period` that was not withdrawn; of all institutions when left out.

    In a fixed number of queries.
    """
    placements = Placement.objects.active().select_related("leerplaats__location")
    requests = (
        PlacementRequest.objects.filter(period=period, withdrawn_at__isnull=True)
        .annotate(proposed=Exists(Proposal.objects.filter(request=OuterRef("pk"), offer__isnull=False)))
        .select_related("student", "school", "programme")
        .prefetch_related("wishes", Prefetch("placements", queryset=placements, to_attr="standing"))
        .order_by("pk")
    )
    leerplaatsen = Leerplaats.objects.select_related("location").order_by("pk")
    if institutions is not None:
        requests = requests.filter(institution__in=institutions)
        leerplaatsen = leerplaatsen.filter(institution__in=institutions)
    index, areas = WishIndex(leerplaatsen), PostcodeArea.objects.in_bulk()
    return [_outcome(request, index, areas) for request in requests]


def region_of(postcode):
    """The travel region of a postcode: its first two digits, "regio 31"."""
    return f"Regio {postcode[:2]}" if postcode[:2].isdecimal() else UNKNOWN_REGION


def _outcome(request, index, areas):
    stage = request.standing[0] if request.standing else None
    first = request.wished[0] if request.wished else None
    return Outcome(
        request.school.name,
        request.programme.name,
        region_of(request.student.postcode),
        placed=stage is not None,
        first_wish=stage.leerplaats_id in index.fulfilling(first) if stage and first else None,
        km=_km(request.student, stage.leerplaats.location, areas) if stage else None,
        proposed=request.proposed and stage is None,
    )


def _km(student, location, areas):
    area = areas.get(student.postcode[:4])
    if area is None or location.latitude is None:
        return None
    return kilometres(Spot(area.town, area.latitude, area.longitude), location.latitude, location.longitude)
