"""Why a student has another place than before: the changes without which the student would have kept it.

Each change is undone by itself and the world solved again, so what is said is exact: without this lock, or this
change, the new proposal would give the student the place of before. A move that only several changes together bring
about has no single one; then nothing is said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from onboarding.matching.evaluate import Result
from onboarding.matching.model import Limit, Lock, Offer, Request, Rule, World
from onboarding.matching.program import Patience
from onboarding.matching.solve import solution

# More than this many changes are not told apart: each asks for solving the parts that it touches once more.
MOST_CHANGES = 20


@dataclass(frozen=True)
class LockMade:
    """A student was fixed on a place."""

    request: str
    offer: str
    leerplaats: int


@dataclass(frozen=True)
class LockGone:
    """A student is no longer fixed on a place; `leerplaats` None when that is no longer offered."""

    request: str
    offer: str
    leerplaats: int | None


@dataclass(frozen=True)
class PlacesChanged:
    """An offer has another number of free places than before; 0 where there was or is no offer."""

    offer: str
    leerplaats: int
    before: int
    after: int


@dataclass(frozen=True)
class OfferChanged:
    """An offer asks or gives something else than before, with as many places."""

    offer: str
    leerplaats: int


@dataclass(frozen=True)
class RequestCame:
    """A student looks for a place who did not before."""

    request: str


@dataclass(frozen=True)
class RequestGone:
    """A student no longer looks for a place."""

    request: str


@dataclass(frozen=True)
class RequestChanged:
    """What is known of a student is no longer the same: wishes, days, limits."""

    request: str


@dataclass(frozen=True)
class Declined:
    """A leerplaats said that this student cannot come; nothing else changed of the student."""

    request: str
    leerplaats: int


@dataclass(frozen=True)
class LimitChanged:
    """A limit over these leerplaatsen (in order of id) came, went or has another number."""

    limit: str
    leerplaatsen: tuple[int, ...]


@dataclass(frozen=True)
class GoalsChanged:
    """The order of the goals is another one."""


WorldChange = (
    LockMade
    | LockGone
    | PlacesChanged
    | OfferChanged
    | RequestCame
    | RequestGone
    | RequestChanged
    | Declined
    | LimitChanged
    | GoalsChanged
)


def because(
    world: World,
    result: Result,
    before: Mapping[str, str],
    *,
    earlier: World | None = None,
    patience: Patience | None = None,
) -> dict[str, tuple[WorldChange, ...]]:
    """For each request that had a place in `before` and not in `result`, the solved `world`: each change that did it.

    `before` maps request keys to offer keys. With `earlier`, the world of then, all that changed since is tried;
    without it only the locks that are not as in `before`. Empty when there are more than MOST_CHANGES.
    """
    moved = [key for key in sorted(before) if key in world.request_by_key and _place(result, key) != before[key]]
    undone = list(_locks_undone(world, before) if earlier is None else _undone(world, earlier))
    causes = dict.fromkeys(moved, ())
    if not moved or len(undone) > MOST_CHANGES:
        return causes
    now = solution(world, patience=patience)
    for change, without in undone:
        again = solution(without, earlier=now, patience=patience).result
        for key in moved:
            if _place(again, key) == before[key]:
                causes[key] += (change,)
    return causes


def _place(result: Result, key: str) -> str | None:
    return result.assignments.get(key)


def _locks_undone(world: World, before: Mapping[str, str]) -> Iterator[tuple[WorldChange, World]]:
    for lock in world.locks:
        if before.get(lock.request) != lock.offer:
            yield _lock_made(world, lock), _without(world, lock)


def _lock_made(world: World, lock: Lock) -> LockMade:
    return LockMade(lock.request, lock.offer, world.offer_by_key[lock.offer].leerplaats)


def _without(world: World, lock: Lock) -> World:
    return replace(world, locks=tuple(one for one in world.locks if one != lock))


def _undone(world: World, earlier: World) -> Iterator[tuple[WorldChange, World]]:
    """Every change since `earlier`, with the world in which only that one is undone; not one that cannot be."""
    for lock in sorted(set(world.locks) - set(earlier.locks)):
        yield _lock_made(world, lock), _without(world, lock)
    for lock in sorted(set(earlier.locks) - set(world.locks)):
        offer = world.offer_by_key.get(lock.offer)
        change = LockGone(lock.request, lock.offer, offer and offer.leerplaats)
        yield from _possible(change, world, locks=(*world.locks, lock))
    for name, told in (("offers", _of_offer), ("requests", _of_request), ("limits", _of_limit)):
        old = {row.key: row for row in getattr(earlier, name)}
        new = {row.key: row for row in getattr(world, name)}
        for key in sorted(old.keys() | new.keys()):
            if old.get(key) != new.get(key):
                rows = {**new, key: old.get(key)}
                kept = tuple(row for row in rows.values() if row is not None)
                yield from _possible(told(old.get(key), new.get(key)), world, **{name: kept})
    if world.goals != earlier.goals:
        yield from _possible(GoalsChanged(), world, goals=earlier.goals)


def _possible(change: WorldChange, world: World, **undo) -> Iterator[tuple[WorldChange, World]]:
    """The change, unless a lock of now cannot hold with it undone."""
    try:
        yield change, replace(world, **undo)
    except ValueError:
        return


def _of_offer(old: Offer | None, new: Offer | None) -> WorldChange:
    offer = new or old
    if old and new and old.capacity == new.capacity:
        return OfferChanged(offer.key, offer.leerplaats)
    return PlacesChanged(offer.key, offer.leerplaats, old.capacity if old else 0, new.capacity if new else 0)


def _of_request(old: Request | None, new: Request | None) -> WorldChange:
    if old and new:
        said_no = sorted({place for place, rule in {*new.excluded} - {*old.excluded} if rule == Rule.DECLINED})
        if len(said_no) == 1 and replace(old, excluded=new.excluded) == new and {*old.excluded} <= {*new.excluded}:
            return Declined(new.key, said_no[0])
        return RequestChanged(new.key)
    return RequestCame(new.key) if new else RequestGone(old.key)


def _of_limit(old: Limit | None, new: Limit | None) -> WorldChange:
    limit = new or old
    return LimitChanged(limit.key, tuple(sorted(limit.leerplaatsen)))
