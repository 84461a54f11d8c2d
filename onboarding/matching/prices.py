"""What it costs the others to give one student a certain place: exact, from the model.

Where the limits nest, all prices of a component come from one table (`exchange`). Where they cross, or count stays that
are apart, or with a goal about students together before wishes or travel, the place is locked and the student's
component solved again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from onboarding.matching.components import Part, parts
from onboarding.matching.evaluate import Result
from onboarding.matching.exchange import Exchange, told_goals
from onboarding.matching.facts import Price
from onboarding.matching.groups import Group, make_group, members
from onboarding.matching.model import Goal, Lock, LockError, Request, World, travel_km
from onboarding.matching.rings import rings_of
from onboarding.matching.solve import solve


def price(world: World, result: Result, request_key: str, offer_key: str) -> Price | None:
    """What the others lose when this request gets this offer, next to `result`, the solved `world`.

    None when it cannot get it: a hard rule, a limit or the locks of others forbid it. KeyError on an unknown key.
    """
    return prices(world, result, request_key, [offer_key], most_solved=1).get(offer_key)


def prices(
    world: World, result: Result, request_key: str, offer_keys: Iterable[str], *, most_solved: int
) -> dict[str, Price]:
    """The `price` of each of these offers that has one; no more than `most_solved` of them by solving again.

    Those are the first in the order given.
    """
    request, wanted = world.request_by_key[request_key], list(offer_keys)
    for offer_key in wanted:
        world.offer_by_key[offer_key]
    if not wanted:
        return {}
    part = next(part for part in parts(world) if request in part.requests)
    exchange, groups = exchange_of(part, result)
    place = next(index for index, group in enumerate(groups) if request in group.requests)
    group = groups[place]
    row = group.requests.index(request)
    columns = {offer.key: column for column, offer in enumerate(group.offers)}
    allowed = [key for key in wanted if key in columns and group.eligible[row, columns[key]]]
    if exchange and exchange.tells(place, row):
        found = {key: exchange.price(place, row, columns[key]) for key in allowed}
    else:
        found = {key: _solved(part, result, request, key) for key in allowed[:most_solved]}
    return {key: one for key, one in found.items() if one is not None}


def exchange_of(part: Part, result: Result) -> tuple[Exchange | None, list[Group]]:
    """The groups of a component, and its Exchange when its prices can be told from one."""
    locked = {lock.request: lock.offer for lock in part.locks}
    held = members(World(part.requests, part.offers))
    groups = [make_group(requests, offers, locked) for requests, offers in held.values()]
    goals = told_goals(part.order)
    rings = None if goals is None else rings_of(part, groups, result)
    return (Exchange(groups, result, goals, rings) if rings else None), groups


def world_of(part: Part) -> World:
    """A world of one component, to change and solve by itself."""
    return World(part.requests, part.offers, part.locks, part.limits, part.order, part.starting)


def _solved(part: Part, result: Result, request: Request, offer_key: str) -> Price | None:
    """The price by solving the component again with a lock on this place."""
    world = world_of(part)
    others = tuple(lock for lock in world.locks if lock.request != request.key)
    try:
        forced = replace(world, locks=(*others, Lock(request.key, offer_key)))
    except LockError:
        return None
    now = {one.key: result.assignments[one.key] for one in part.requests if one.key in result.assignments}
    before, after = _others(world, now, request), _others(world, solve(forced).assignments, request)
    placed, wishes, km = (later - earlier for earlier, later in zip(before, after, strict=True))
    return Price(
        lost=-placed,
        wishes=wishes if Goal.WISHES in world.order else 0,
        km=km if Goal.TRAVEL in world.order else 0,
    )


def _others(world: World, assignments: Mapping[str, str], request: Request) -> tuple[int, int, int]:
    """How many others have a place, the sum of their wish costs, and of their kilometres."""
    placed, wishes, km = 0, 0, 0
    for other in world.requests:
        if other.key == request.key:
            continue
        offer = world.offer_by_key.get(assignments.get(other.key))
        wishes += other.wish_cost(offer and offer.leerplaats)
        if offer:
            placed += 1
            km += travel_km(other, offer)
    return placed, wishes, km
