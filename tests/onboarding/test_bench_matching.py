import pytest

from onboarding.bench.matching_peers import PEERS, instance
from onboarding.bench.region import region
from onboarding.matching import Goal, solve
from onboarding.matching.model import World


@pytest.fixture(scope="module")
def world():
    return region(300)


def test_the_same_number_makes_the_same_region(world):
    assert region(300) == world
    assert region(300, overlap=True) != world


def test_a_region_with_stays_of_their_own_is_solved_to_the_end():
    result = solve(region(200, overlap=True))

    assert result.proven
    assert result.score.placed > 120


@pytest.mark.parametrize("name", PEERS)
def test_nobody_places_more_students_or_meets_more_wishes(world, name):
    """The exact ones find what we find."""
    work, _ = PEERS[name]
    free = World(world.requests, world.offers, goals=(Goal.WISHES,))
    ours = solve(free).score
    given = instance(free)

    placed, wishes = given.value(work(given))

    assert (-placed, wishes) >= (-ours.placed, ours.goals[Goal.WISHES])
    if name in ("scipy sparse assignment", "networkx network simplex"):
        assert (placed, wishes) == (ours.placed, ours.goals[Goal.WISHES])
