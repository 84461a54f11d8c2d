"""Why a student has another place than before: the changes without which the student would have kept it.

Each change is undone by itself and the world solved again, so what is said is exact: without this lock, or this
change, the new proposal would give the student the place of before. Of one student more can change at once: a
leerplaats says no and the wishes are others too. Where neither of these does it alone, both are said when undoing them
together brings the place back. A no of the leerplaats where a student stood is said in any case: that alone is enough.
A move that only changes of several students or places together bring about has no single one; then nothing is said.
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
    """What is known of a student is no longer the same, but for a no of a leerplaats: wishes, days, limits."""

    request: str


@dataclass(frozen=True)
class Declined:
    """A leerplaats said that this student cannot come."""

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
Undone = tuple[tuple[WorldChange, ...], World]  # changes, and the world of now without them


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
    without it only the locks that are not as in `before`. Of more than MOST_CHANGES only the own noes are told.
    """
    moved = [key for key in sorted(before) if key in world.request_by_key and _place(result, key) != before[key]]
    undone = list(_locks_undone(world, before) if earlier is None else _undone(world, earlier))
    causes = {key: _refused(world, earlier, key, before[key]) for key in moved}
    if not moved or len(undone) > MOST_CHANGES:
        return causes
    now, found = solution(world, patience=patience), dict.fromkeys(moved, ())
    for changes, without in undone:
        again = solution(without, earlier=now, patience=patience).result
        for key in moved:
            if _place(again, key) == before[key] and not set(changes) & set(found[key]):
                found[key] += changes
    return {key: tuple(dict.fromkeys((*causes[key], *found[key]))) for key in moved}


def _refused(world: World, earlier: World | None, key: str, offer: str) -> tuple[WorldChange, ...]:
    """The no of the leerplaats where the student stood, when it came since `earlier`."""
    old = earlier and earlier.request_by_key.get(key)
    found = world.offer_by_key.get(offer)
    if not old or not found:
        return ()
    no = (found.leerplaats, Rule.DECLINED)
    came = no in world.request_by_key[key].excluded and no not in old.excluded
    return (Declined(key, found.leerplaats),) if came else ()


def _place(result: Result, key: str) -> str | None:
    return result.assignments.get(key)


def _locks_undone(world: World, before: Mapping[str, str]) -> Iterator[Undone]:
    for lock in world.locks:
        if before.get(lock.request) != lock.offer:
            yield (_lock_made(world, lock),), _without(world, lock)


def _lock_made(world: World, lock: Lock) -> LockMade:
    return LockMade(lock.request, lock.offer, world.offer_by_key[lock.offer].leerplaats)


def _without(world: World, lock: Lock) -> World:
    return replace(world, locks=tuple(one for one in world.locks if one != lock))


def _undone(world: World, earlier: World) -> Iterator[Undone]:
    """Every change since `earlier`, with the world in which only that one is undone; not one that cannot be.

    What changed of one student comes one by one, and then all of it together.
    """
    for lock in sorted(set(world.locks) - set(earlier.locks)):
        yield (_lock_made(world, lock),), _without(world, lock)
    for lock in sorted(set(earlier.locks) - set(world.locks)):
        offer = world.offer_by_key.get(lock.offer)
        change = LockGone(lock.request, lock.offer, offer and offer.leerplaats)
        yield from _possible((change,), world, locks=(*world.locks, lock))
    for name, told in (("offers", _of_offer), ("requests", _of_request), ("limits", _of_limit)):
        old = {row.key: row for row in getattr(earlier, name)}
        new = {row.key: row for row in getattr(world, name)}
        for key in sorted(old.keys() | new.keys()):
            if old.get(key) == new.get(key):
                continue
            for changes, row in told(old.get(key), new.get(key)):
                rows = {**new, key: row}
                yield from _possible(changes, world, **{name: tuple(row for row in rows.values() if row is not None)})
    if world.goals != earlier.goals:
        yield from _possible((GoalsChanged(),), world, goals=earlier.goals)


def _possible(changes: tuple[WorldChange, ...], world: World, **undo) -> Iterator[Undone]:
    """The changes, unless a lock of now cannot hold with them undone."""
    try:
        yield changes, replace(world, **undo)
    except ValueError:
        return


# What changed of one row, each time with the row as it is with that undone (None: not there).


def _of_offer(old: Offer | None, new: Offer | None) -> Iterator[tuple[tuple[WorldChange, ...], Offer | None]]:
    offer = new or old
    if old and new and old.capacity == new.capacity:
        yield (OfferChanged(offer.key, offer.leerplaats),), old
    else:
        before, after = old.capacity if old else 0, new.capacity if new else 0
        yield (PlacesChanged(offer.key, offer.leerplaats, before, after),), old


def _of_request(old: Request | None, new: Request | None) -> Iterator[tuple[tuple[WorldChange, ...], Request | None]]:
    if old is None or new is None:
        yield (RequestCame(new.key) if new else RequestGone(old.key),), old
        return
    noes = [pair for pair in new.excluded if pair[1] == Rule.DECLINED and pair not in old.excluded]
    changes = []
    for no in noes:
        changes.append(Declined(new.key, no[0]))
        yield (changes[-1],), replace(new, excluded=tuple(pair for pair in new.excluded if pair != no))
    rest = replace(old, excluded=(*old.excluded, *noes))
    if replace(rest, excluded=frozenset(rest.excluded)) != replace(new, excluded=frozenset(new.excluded)):
        changes.append(RequestChanged(new.key))
        yield (changes[-1],), rest
    if len(changes) > 1:
        yield tuple(changes), old


def _of_limit(old: Limit | None, new: Limit | None) -> Iterator[tuple[tuple[WorldChange, ...], Limit | None]]:
    limit = new or old
    yield (LimitChanged(limit.key, tuple(sorted(limit.leerplaatsen))),), old
