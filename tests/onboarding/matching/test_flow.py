import numpy as np
import pytest

from onboarding.matching.flow import Network, lexicographic_flow
from onboarding.matching.lots import LOT_BITS, lots, lots_of_pairs


def network(*arcs, supplies):
    tails, heads, capacities = (np.array(side) for side in zip(*arcs, strict=True))
    return Network(tails, heads, capacities, np.array(supplies))


# Two ways from 0 to 3: by 1 or by 2; each takes 2 units.
DIAMOND = network((0, 1, 2), (0, 2, 2), (1, 3, 2), (2, 3, 2), supplies=[3, 0, 0, -3])
BY_1, BY_2 = np.array([1, 0, 0, 0]), np.array([0, 1, 0, 0])


def test_a_later_goal_never_costs_an_earlier_one():
    assert lexicographic_flow(DIAMOND, [BY_1, BY_2 * 1000]).tolist() == [1, 2, 1, 2]
    assert lexicographic_flow(DIAMOND, [BY_2, BY_1 * 1000]).tolist() == [2, 1, 2, 1]


def test_a_later_goal_decides_what_an_earlier_one_leaves_open():
    nothing = np.zeros(4, dtype=np.int64)

    assert lexicographic_flow(DIAMOND, [nothing, BY_1]).tolist() == [1, 2, 1, 2]
    assert lexicographic_flow(DIAMOND, [nothing, BY_2, nothing]).tolist() == [2, 1, 2, 1]
    assert lexicographic_flow(DIAMOND, [nothing, nothing])[:2].sum() == 3


def test_what_does_not_fit_64_bits_is_refused():
    with pytest.raises(OverflowError, match="do not fit 64 bits"):
        lexicographic_flow(DIAMOND, [BY_1 * 2**58])


def test_beginning_with_few_arcs_gives_the_same_flow():
    """A hundred assignments with costs that tie, beginning with one way out per unit."""
    chance = np.random.default_rng(5)
    for _ in range(100):
        left, right = 8, 5
        tails, heads = np.repeat(np.arange(left), right), left + np.tile(np.arange(right), left)
        sink = left + right
        given = Network(
            np.concatenate([tails, np.arange(left), left + np.arange(right)]),
            np.concatenate([heads, np.full(left + right, sink)]),
            np.concatenate([np.ones(left * right + left, dtype=np.int64), np.full(right, 2)]),
            np.concatenate([np.ones(left, dtype=np.int64), np.zeros(right, dtype=np.int64), [-left]]),
        )
        arcs = len(given.tails)
        no_place = (np.arange(arcs) >= left * right) & (np.arange(arcs) < left * right + left)
        lot = np.where(np.arange(arcs) < left * right, chance.permutation(arcs) ** 3, 0)
        goals = [no_place.astype(np.int64), *(chance.integers(0, 3, arcs) for _ in range(2)), lot]

        begun = lexicographic_flow(given, goals, np.arange(arcs) >= left * right)

        assert [int(goal @ begun) for goal in goals] == [int(goal @ lexicographic_flow(given, goals)) for goal in goals]


def test_supplies_that_no_flow_meets_are_refused():
    with pytest.raises(ValueError, match="INFEASIBLE"):
        lexicographic_flow(network((0, 1, 1), supplies=[2, -2]), [np.array([1])])


def test_lots_are_fixed_by_their_keys_alone():
    all_lots = lots(["a", "b", "c"], ["x", "y"])

    assert lots(["c", "a"], ["y"]).tolist() == [[all_lots[2, 1]], [all_lots[0, 1]]]
    pairs = lots_of_pairs(["a", "b", "c"], ["x", "y"], np.array([2, 0]), np.array([1, 0]))
    assert pairs.tolist() == [all_lots[2, 1], all_lots[0, 0]]
    # Written down once: other numbers on another machine or in a later version would reshuffle every tie.
    assert all_lots.tolist() == [
        [260281, 658503],
        [895012, 595893],
        [251273, 853427],
    ]


def test_lots_are_spread_evenly():
    numbers = lots([str(key) for key in range(200)], [str(key) for key in range(50)])

    assert len(np.unique(numbers)) > 9_900
    assert numbers.min() >= 0
    assert numbers.max() < 2**LOT_BITS
    assert np.histogram(numbers, bins=10, range=(0, 2**LOT_BITS))[0].min() > 900


def test_equal_keys_of_a_request_and_an_offer_do_not_cancel_out():
    assert len({int(lots([str(key)], [str(key)])[0, 0]) for key in range(100)}) == 100
