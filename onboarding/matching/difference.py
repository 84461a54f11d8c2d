"""What changed between two results, so that a coordinator reads only that."""

from dataclasses import dataclass

from onboarding.matching.solve import Result


@dataclass(frozen=True)
class Move:
    """A request that goes from one offer to another."""

    request: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """Request keys, sorted. Who has no place before and after is in none of them.

    `same`: the same offer. `moved`: another offer. `gained`: a place now, none before or not in the earlier
    run. `lost`: a place before, none now. `gone`: a place before, and no longer in the run.
    """

    same: tuple[str, ...]
    moved: tuple[Move, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    gone: tuple[str, ...]


def difference(before: Result, after: Result) -> Difference:
    """How `after` differs from `before`; the two may be of different worlds."""
    old, new = before.assignments, after.assignments
    both = sorted(old.keys() & new.keys())
    lost = set(after.unplaced)
    return Difference(
        same=tuple(key for key in both if old[key] == new[key]),
        moved=tuple(Move(key, old[key], new[key]) for key in both if old[key] != new[key]),
        gained=tuple(sorted(new.keys() - old.keys())),
        lost=tuple(sorted(old.keys() & lost)),
        gone=tuple(sorted(old.keys() - new.keys() - lost)),
    )
