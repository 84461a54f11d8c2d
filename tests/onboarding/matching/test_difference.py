from dataclasses import replace

from hypothesis import given, settings

from onboarding.matching import Lock, Move, Offer, Request, World, difference, solve
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period


def test_everyone_is_in_the_right_list():
    old = (Request(key, *VIG2) for key in ("gone", "lost", "moved", "same", "never"))
    offers = (Offer("kade", 1, *VIG2, 2), Offer("werf", 2, *VIG2, 2))
    before = World(
        tuple(old),
        offers,
        (Lock("gone", "kade"), Lock("lost", "kade"), Lock("moved", "werf"), Lock("same", "werf")),
    )
    new = (Request(key, *VIG2) for key in ("lost", "moved", "same", "never", "gained"))
    after = World(
        tuple(new),
        (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 2)),
        (Lock("moved", "kade"), Lock("same", "werf"), Lock("gained", "werf")),
    )

    found = difference(solve(before), solve(after))

    assert found.same == ("same",)
    assert found.moved == (Move("moved", "werf", "kade"),)
    assert found.gained == ("gained",)
    assert found.lost == ("lost",)
    assert found.gone == ("gone",)


@settings(max_examples=40)
@given(worlds(requests=8, offers=6))
def test_the_same_world_again_changes_nothing(world):
    result = solve(world)

    found = difference(result, solve(world))

    assert found.same == tuple(result.assignments)
    assert (found.moved, found.gained, found.lost, found.gone) == ((), (), (), ())


@settings(max_examples=60)
@given(worlds(requests=8, offers=6))
def test_locking_the_whole_proposal_changes_nothing(world):
    """What a coordinator sees and fixes is what stays: no goal pulls against a lock of its own choice."""
    result = solve(world)
    locks = tuple(Lock(*pair) for pair in result.assignments.items())

    assert solve(replace(world, locks=locks)) == result
