"""Which changes of koppelingen can be made together on a Board. Reads nothing: everything comes from the Board.

`now` and `wanted` map keys of requests to keys of offers, or to None for no place.
"""

from collections import Counter

from onboarding import matching
from onboarding.enums import ProposalStatus
from onboarding.matching.model import broken_rules


def standing(board):
    """What is proposed or fixed now: request key to offer key or None, of every request with a proposal."""
    return {
        key: str(request.proposal.offer_id) if request.proposal.offer_id else None
        for key, request in board.requests.items()
        if hasattr(request, "proposal")
    }


def is_loose(request):
    """Whether a run may still change this request: nobody fixed it."""
    return not hasattr(request, "proposal") or request.proposal.status == ProposalStatus.PROPOSED


def differing(board, outcome):
    """The keys, in order, of the requests that get another place by `outcome`, or a first answer."""
    now = standing(board)
    return [
        key
        for key, request in board.requests.items()
        if key in outcome and is_loose(request) and (key not in now or now[key] != outcome[key])
    ]


def together(board, outcome, changes, chosen):
    """`chosen` with those of `changes` that must come along, because they hold a place that is needed.

    First who has the place itself, then who is in the way of a limit; when that is not enough all of them.
    """
    now = standing(board)
    rows = _with_places(board, now, outcome, changes, set(chosen))
    for extra in _under_the_same_limit(board, now, outcome, changes, rows):
        if _holds(board, now, {key: outcome[key] for key in rows}):
            return rows
        rows = _with_places(board, now, outcome, changes, rows | {extra})
    return rows if _holds(board, now, {key: outcome[key] for key in rows}) else set(changes)


def _with_places(board, now, outcome, changes, rows):
    """`rows` with the changes by which the places that they need come free."""
    while full := _over(board, now, {key: outcome[key] for key in rows}):
        extra = next((key for key in changes if key not in rows and now.get(key) in full), None)
        if extra is None:
            break
        rows = rows | {extra}
    return rows


def _under_the_same_limit(board, now, outcome, changes, rows):
    """The other changes by which a student leaves a leerplaats that shares a limit with where `rows` go."""
    offers = board.world.offer_by_key
    goes = {offers[outcome[key]].leerplaats for key in rows if outcome[key]}
    shared = frozenset().union(*(limit.leerplaatsen for limit in board.world.limits if limit.leerplaatsen & goes))
    return [
        key for key in changes if key not in rows and now.get(key) in offers and offers[now[key]].leerplaats in shared
    ]


def fitting(board, wanted):
    """Those of `wanted` that can be, and the keys of those that cannot: the others keep what they have."""
    now = standing(board)
    refused = {key for key, offer in wanted.items() if offer and not _may(board, key, offer)}
    while True:
        left = {key: offer for key, offer in wanted.items() if key not in refused}
        full = _over(board, now, left)
        late = [key for key in sorted(left, key=int, reverse=True) if left[key] in full]
        if not late:
            break
        refused.add(late[0])
    if not _holds(board, now, left):
        return {}, set(wanted)
    return left, refused


def within_capacity(board, assignments):
    """`assignments` without those that no longer fit, after places or wishes changed since the proposal."""
    left = {key: offer.capacity for key, offer in board.world.offer_by_key.items()}
    kept = dict(board.world.locked)
    for offer in kept.values():
        left[offer] -= 1
    for key, offer in sorted(assignments.items()):
        if key in kept or not offer:
            continue
        if _may(board, key, offer) and left[offer] > 0:
            kept[key] = offer
            left[offer] -= 1
    return kept


def _may(board, key, offer):
    rules = rules_against(board, key, offer)
    return rules is not None and not rules


def rules_against(board, key, offer):
    """The hard rules that keep this request from this offer; None when one of the two is not there any more."""
    world = board.world
    if key not in world.request_by_key or offer not in world.offer_by_key:
        return None
    return broken_rules(world.request_by_key[key], world.offer_by_key[offer])


def _over(board, now, changes):
    """The offers that `changes` would give to more students than they have places."""
    taken = Counter(offer for offer in {**now, **changes}.values() if offer)
    return {
        offer for offer in set(changes.values()) if offer and taken[offer] > board.world.offer_by_key[offer].capacity
    }


def _holds(board, now, changes):
    """Whether every rule and limit holds with `changes`; what did not hold before does not count against them."""
    others = within_capacity(board, {key: offer for key, offer in now.items() if key not in changes})
    given = {key: offer for key, offer in changes.items() if offer}
    if _is_sound(board, {**others, **given}):
        return True
    return not _is_sound(board, others) and _is_sound(board, {**board.world.locked, **given})


def _is_sound(board, assignments):
    try:
        matching.evaluate(board.world, assignments)
    except (ValueError, KeyError):
        return False
    return True
