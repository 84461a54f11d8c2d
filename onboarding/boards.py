"""Loads what the matching looks at: one institution and period, as the pure model sees it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from django.db.models import Prefetch, Q, Sum
from django.utils import timezone

from onboarding import matching
from onboarding.enums import PlaceAnswer, ProposalStatus, WishKind
from onboarding.models import MatchSeason, Placement, PlacementRequest, PlaceQuestion, Proposal
from onboarding.pairs import Pairs
from onboarding.positions import metres
from onboarding.stagedagen import Rhythm, dutch_days_off, stagedagen
from onboarding.wishes import WishIndex
from profiles.enums import Certainty, ClosedFor, LimitPer, Particular, Sector, SupervisionLevel
from profiles.models import ClosedWeeks, HeldPlaces, Leerplaats, PlaceLimit, PlaceOffer, PostcodeArea, SupervisionRule

GOALS = matching.DEFAULT_GOALS


@dataclass(frozen=True)
class Board:
    """One institution and period as the pure model sees it. Keys of requests and offers are primary keys as text.

    `places` counts per offer those not taken by a stage or held, `held` (by offer pk) and `pencilled` (by offer pk and
    school) those that are held: a person may give more away than a proposal does. `refused` holds sentences about
    locks that can no longer hold.
    """

    world: matching.World
    names: matching.Names
    requests: dict
    offers: dict
    places: dict
    pencilled: dict
    held: dict
    refused: tuple

    def most(self, offer, school):
        """How many places a person can give away there (key of the offer) to students of `school`, locked ones too."""
        return self.places[offer] + self.pencilled.get((int(offer), school), 0)

    def is_maybe(self, offer):
        """Whether there may be a place there (key of the offer), which a proposal does not give away."""
        return self.offers[offer].certainty == Certainty.MAYBE and self.places[offer] > 0

    @cached_property
    def beside_proposal(self):
        """The offers of which a proposal leaves places to a person: those that may be there, and those held."""
        return [one for one in self.world.offers if self.is_maybe(one.key) or self.held.get(int(one.key))]


def load_board(institution, period, group=None, also=None):
    """The Board of waiting requests and free places, in a fixed number of queries.

    With `group` (programme id, year) only theirs: what others already have locked counts in the limits. `also` is
    the key of a request that has a stage, to see where that stage could move.
    """
    rows = _Rows(institution, period, group, also)
    index = WishIndex(rows.leerplaatsen)
    declined = _declined(rows)
    levels = _levels()
    spots = _spots(rows)
    pure_requests = tuple(_request(one, index, declined[one.pk], levels, spots) for one in rows.requests)
    held = _held(rows.of_offers)
    places = _places_left(rows.offers, rows.of_offers, held)
    pencilled = _pencilled(rows.of_offers)
    for_groups = _by_offer(pencilled)
    locks = [matching.Lock(str(one.pk), str(one.proposal.offer_id)) for one in rows.requests if _is_locked(one)]
    locked = Counter(lock.offer for lock in locks)
    closed = _closed(rows)
    pure_offers = tuple(_offer(one, _capacity(one, places, for_groups, locked), closed, spots) for one in rows.offers)
    limits = _limits(rows)
    names = _names(rows, dict(Leerplaats.objects.filter(institution=institution).values_list("pk", "name")), [period])
    bad = matching.bad_locks(pure_requests, pure_offers, locks, limits)
    refused = {error.lock for error in bad}
    world = matching.World(
        pure_requests,
        pure_offers,
        tuple(lock for lock in locks if lock not in refused),
        limits=limits,
        goals=goals_of(institution, period),
        starting=_starting(rows),
    )
    return Board(
        world=world,
        names=names,
        requests={str(one.pk): one for one in rows.requests},
        offers={str(one.pk): one for one in rows.offers},
        places={str(pk): number for pk, number in places.items()},
        pencilled=pencilled,
        held=held,
        refused=tuple(matching.lock_error_text(error, names) for error in bad),
    )


def season_of(institution, period):
    """How this institution matches in this period, unsaved (version 0) when nobody chose; always with goals."""
    chosen = {"institution": institution, "period": period}
    found = MatchSeason.objects.filter(**chosen).first() or MatchSeason(**chosen, version=0)
    found.goals = found.goals or [goal.value for goal in GOALS]
    return found


def goals_of(institution, period):
    """The goals that count, the most important first, as the model takes them."""
    return tuple(matching.Goal(goal) for goal in season_of(institution, period).goals)


class _Rows:
    """The requests and offers themselves, with what belongs to them at hand.

    `of_requests` and `of_offers` ask the database for their keys: a query with ten thousand keys in it takes longer to
    send than to answer.
    """

    def __init__(self, institution, period, group, also=None):
        self.institution, self.period = institution, period
        chosen = {"institution": institution, "period": period}
        if group:
            chosen |= {"programme": group[0], "year": group[1]}
        waiting = PlacementRequest.objects.filter(**chosen).filter(
            Q(pk__in=PlacementRequest.objects.waiting().values("pk")) | Q(pk=also)
        )
        offered = PlaceOffer.objects.filter(**chosen, leerplaats__archived_at=None)
        self.of_requests, self.of_offers = waiting.values("pk"), offered.order_by().values("pk")
        self._read(waiting, offered)

    def _read(self, requests, offers):
        stages = Placement.objects.active().select_related("leerplaats")
        stages = stages.only("student", "request", "leerplaats__sector")
        self.requests = list(
            requests.select_related("student", "programme", "proposal")
            .prefetch_related("wishes", Prefetch("student__placements", queryset=stages))
            .order_by("pk")
        )
        self.offers = list(offers.select_related("leerplaats__location", "programme").order_by("pk"))
        self.leerplaatsen = list({offer.leerplaats_id: offer.leerplaats for offer in self.offers}.values())


class _GivenRows(_Rows):
    """Chosen requests and offers, whatever their state, of one or more institutions and periods."""

    def __init__(self, requests, offers):
        given = PlacementRequest.objects.filter(pk__in=requests).select_related("period")
        offered = PlaceOffer.objects.filter(pk__in=offers).select_related("period")
        self.of_requests, self.of_offers = given.values("pk"), offered.order_by().values("pk")
        self._read(given, offered)


def load_pairs(requests, offers):
    """The Pairs of these keys of requests and of offers, in a fixed number of queries."""
    rows = _GivenRows(requests, offers)
    index, levels, spots = WishIndex(rows.leerplaatsen), _levels(), _spots(rows)
    declined, closed = _declined(rows), _closed(rows)
    both = (*rows.requests, *rows.offers)
    return Pairs(
        requests={one.pk: _request(one, index, declined[one.pk], levels, spots) for one in rows.requests},
        offers={one.pk: _offer(one, 0, closed, spots) for one in rows.offers},
        names=_names(rows, {one.pk: one.name for one in rows.leerplaatsen}, {one.period for one in both}),
    )


def _is_locked(request):
    return hasattr(request, "proposal") and request.proposal.status == ProposalStatus.LOCKED


def _request(request, index, declined, levels, spots):
    # The stage of this very request does not keep it from its own leerplaats.
    stages = [stage for stage in request.student.placements.all() if stage.request_id != request.pk]
    wishes = defaultdict(list)
    for wish in request.wishes.all():
        wishes[wish.kind].append(index.fulfilling(wish))
    been = {stage.leerplaats_id for stage in stages}.union(*wishes[WishKind.BEEN])
    unwanted = set().union(*wishes[WishKind.NOT])
    causes = (
        (matching.Rule.BEEN_THERE, been),
        (matching.Rule.EXCLUDED, unwanted),
        (matching.Rule.DECLINED, declined),
    )
    before = request.proposal.offer_id if hasattr(request, "proposal") else None
    return matching.Request(
        key=str(request.pk),
        programme=request.programme_id,
        year=request.year,
        period=request.period_id,
        wishes=tuple(wishes[WishKind.WISH]),
        excluded=tuple((pk, cause) for cause, ids in causes for pk in sorted(ids)),
        stay=stay_of(request),
        supervision=levels.get((request.programme_id, request.year), 0),
        school=request.school_id,
        position=spots.get(_area(request.student.postcode)),
        most_km=request.most_km,
        has_car=request.has_car,
        sectors_seen=frozenset(stage.leerplaats.sector for stage in stages),
        before=str(before) if before else None,
    )


def stay_of(row):
    """From when until when a student is there, of a request or a placement: from stagedag 1 on."""
    return _stay(row.starts_on, row.ends_on, frozenset(row.weekdays))


@cache
def _stay(starts_on, ends_on, weekdays):
    rhythm = Rhythm(starts_on, ends_on, weekdays, dutch_days_off(starts_on, ends_on))
    first = next(iter(stagedagen(rhythm)), starts_on)
    return matching.Stay(first.toordinal(), ends_on.toordinal(), weekdays)


def _by_offer(pencilled):
    """How many places of each offer are held for groups, whatever their school."""
    found = Counter()
    for (offer, _), number in pencilled.items():
        found[offer] += number
    return found


def _capacity(offer, places, for_groups, locked):
    """What a proposal may give away. Beyond that only what a person locked counts: "misschien", or pencilled in."""
    sure = 0 if offer.certainty == Certainty.MAYBE else places[offer.pk]
    return max(sure, min(places[offer.pk] + for_groups[offer.pk], locked[str(offer.pk)]))


def _offer(offer, capacity, closed, spots):
    return matching.Offer(
        key=str(offer.pk),
        leerplaats=offer.leerplaats_id,
        programme=offer.programme_id,
        year=offer.year,
        period=offer.period_id,
        capacity=capacity,
        supervision=offer.supervision,
        weekdays=frozenset(offer.weekdays),
        school=offer.school_id,
        position=spots.get(_area(offer.leerplaats.location.postcode)),
        sector=offer.leerplaats.sector,
        needs_car=Particular.CAR in offer.particulars,
        closed=tuple(closed[offer.leerplaats_id, ClosedFor.NOBODY]),
        no_start=tuple(closed[offer.leerplaats_id, ClosedFor.NO_START]),
        about=offer.certainty == Certainty.ABOUT,
        particulars=frozenset(offer.particulars) - {Particular.CAR},
    )


def _held(offers):
    """How many places of an offer are held, for a group or for nobody yet."""
    standing = HeldPlaces.objects.standing(timezone.localdate()).filter(offer__in=offers)
    return dict(standing.order_by().values_list("offer").annotate(Sum("number")))


def free_and_held(offers):
    """Per offer (pk) how many places have no stage on them: (not held, held)."""
    return _free_and_held(offers, offers, _held(offers))


def _free_and_held(offers, of_offers, held):
    """`of_offers`: the same offers, for in a query."""
    taken = Counter(Placement.objects.on_a_place().filter(offer__in=of_offers).values_list("offer_id", flat=True))
    found = {}
    for offer in offers:
        left = max(0, offer.number - taken[offer.pk])
        kept = min(left, held.get(offer.pk, 0))
        found[offer.pk] = left - kept, kept
    return found


def _places_left(offers, of_offers, held):
    """Per offer the places without a stage on them, and not held."""
    return {pk: free for pk, (free, _) in _free_and_held(offers, of_offers, held).items()}


def places_now(offers):
    """Per offer (pk) the places without a stage and not held, and those held for a group by (offer pk, school pk)."""
    return _places_left(offers, offers, _held(offers)), _pencilled(offers)


def _pencilled(offers):
    """How many places of an offer are held for a group of which school."""
    standing = HeldPlaces.objects.standing(timezone.localdate()).filter(offer__in=offers, school__isnull=False)
    rows = standing.order_by().values_list("offer", "school").annotate(number=Sum("number"))
    return {(offer, school): number for offer, school, number in rows}


def _declined(rows):
    """Per request the leerplaatsen that said this student cannot come."""
    found = defaultdict(set)
    questions = PlaceQuestion.objects.filter(request__in=rows.of_requests, answer=PlaceAnswer.DECLINED)
    for request, leerplaats in questions.values_list("request_id", "offer__leerplaats_id"):
        found[request].add(leerplaats)
    return found


def _levels():
    rules = SupervisionRule.objects.order_by().values_list("programme_id", "year", "level")
    return {(programme, year): level for programme, year, level in rules}


def _area(postcode):
    return postcode.strip()[:4]


def _spots(rows):
    """Where each postcode area lies that a student or leerplaats is in."""
    areas = {_area(one.student.postcode) for one in rows.requests}
    areas |= {_area(one.location.postcode) for one in rows.leerplaatsen}
    found = PostcodeArea.objects.filter(postcode__in=areas).values_list("postcode", "latitude", "longitude")
    return {postcode: metres(latitude, longitude) for postcode, latitude, longitude in found}


def _closed(rows):
    found = defaultdict(list)
    for row in ClosedWeeks.objects.filter(leerplaats__offers__in=rows.of_offers).distinct():
        found[row.leerplaats_id, row.closed_for].append((row.starts_on.toordinal(), row.ends_on.toordinal()))
    return found


def _limits(rows):
    """The limits with who is there already: stages of all periods and schools, and what is locked elsewhere."""
    touching = PlaceLimit.objects.filter(institution=rows.institution, leerplaatsen__offers__in=rows.of_offers)
    limits = list(touching.distinct().prefetch_related("leerplaatsen"))
    members = {limit.pk: frozenset(one.pk for one in limit.leerplaatsen.all()) for limit in limits}
    stays = _stays_at(frozenset().union(*members.values()), rows) if limits else {}
    return tuple(
        matching.Limit(
            key=str(limit.pk),
            leerplaatsen=members[limit.pk],
            number=limit.number,
            per_day=limit.per == LimitPer.DAY,
            taken=tuple(stay for pk in sorted(members[limit.pk]) for stay in stays.get(pk, ())),
        )
        for limit in limits
    )


def _stays_at(leerplaatsen, rows):
    """Per leerplaats the stays that others have there, in so far as they can touch the stages of this board."""
    first = min((one.starts_on for one in rows.requests), default=rows.period.starts_on)
    last = max((one.ends_on for one in rows.requests), default=rows.period.ends_on)
    found = defaultdict(list)
    stages = Placement.objects.active().filter(leerplaats__in=leerplaatsen, ends_on__gte=first, starts_on__lte=last)
    for stage in stages.only("leerplaats", "starts_on", "ends_on", "weekdays").order_by("pk"):
        found[stage.leerplaats_id].append(stay_of(stage))
    locked = (
        Proposal.objects.filter(status=ProposalStatus.LOCKED, offer__leerplaats__in=leerplaatsen)
        .filter(Q(request__ends_on__gte=first), Q(request__starts_on__lte=last))
        .exclude(request__in=rows.of_requests)
        .select_related("request", "offer")
        .order_by("pk")
    )
    for proposal in locked:
        found[proposal.offer.leerplaats_id].append(stay_of(proposal.request))
    return found


def _starting(rows):
    """On which days others already begin at which leerplaats."""
    stages = Placement.objects.active().filter(
        leerplaats__offers__in=rows.of_offers, starts_on__range=(rows.period.starts_on, rows.period.ends_on)
    )
    days = stages.order_by().values_list("leerplaats_id", "starts_on").distinct()
    return frozenset((leerplaats, day.toordinal()) for leerplaats, day in days)


def _names(rows, leerplaatsen, periods):
    return matching.Names(
        leerplaatsen=leerplaatsen,
        programmes={row.programme_id: row.programme.name for row in (*rows.requests, *rows.offers)},
        periods={period.pk: f"{period.name[0].lower()}{period.name[1:]}" for period in periods},
        sectors=dict(Sector.choices),
        levels=dict(SupervisionLevel.choices),
    )
