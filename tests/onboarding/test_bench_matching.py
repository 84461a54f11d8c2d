import pytest

from onboarding.bench import matching_stored
from onboarding.bench.matching_peers import PEERS, instance
from onboarding.bench.region import region
from onboarding.bench.region_rows import RegionRows
from onboarding.boards import load_board
from onboarding.matching import Goal, solve
from onboarding.matching.model import World
from onboarding.models import MatchRun


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


@pytest.mark.django_db
def test_a_board_of_the_region_in_the_database_is_that_region(world):
    rows = RegionRows(world)

    found = load_board(rows.institution, rows.period).world

    def told(one):
        return (
            len(one.requests),
            sum(offer.capacity for offer in one.offers),
            sum(offer.needs_car * offer.capacity for offer in one.offers),
            sorted(len(request.wishes) for request in one.requests),
            sorted(len(request.excluded) for request in one.requests),
            sorted(request.stay.weekdays for request in one.requests),
            sorted(request.most_km for request in one.requests),
            sorted(limit.number for limit in one.limits),
            sum(request.supervision > 0 for request in one.requests),
        )

    assert told(found) == told(world)
    assert all(row.position for row in (*found.requests, *found.offers))
    assert abs(solve(found).score.placed - solve(world).score.placed) < len(world.requests) / 20


@pytest.mark.django_db
def test_from_the_database_to_stored_drafts_is_measured_and_leaves_nothing():
    figures = matching_stored.run(students=60)

    for name in ("without limits", "with limits"):
        one = figures[name]
        assert one["proposals"] == one["placed"] + one["unplaced"] == 60
        assert one["proven"]
        assert 1 <= one["drafts"] <= 3
    assert figures["with limits"]["limits"] > figures["without limits"]["limits"] == 0
    assert not MatchRun.objects.exists()
