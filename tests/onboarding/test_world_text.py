"""A world that is kept beside a proposal comes back as it was."""

from onboarding.matching import Goal, Limit, Lock, Offer, Request, Rule, Stay, World
from onboarding.world_text import read, written


def a_world():
    stay = Stay(738_000, 738_100, frozenset({0, 2}))
    request = Request(
        "12",
        1,
        2,
        3,
        wishes=(frozenset({4, 5}), frozenset()),
        excluded=((6, Rule.BEEN_THERE),),
        stay=stay,
        position=(90_000, 430_000),
        sectors_seen=frozenset({"hospital", "hospice"}),
        before="7",
    )
    offer = Offer(
        "7", 4, 1, 2, 3, 1, weekdays=frozenset({0, 1, 2}), closed=((1, 2),), particulars=frozenset({"letter"})
    )
    limit = Limit("1", frozenset({4, 9}), 3, per_day=True, taken=(stay,))
    starting = frozenset({(4, 738_000)})
    return World((request, Request("13", 1, 2, 3)), (offer,), (Lock("12", "7"),), (limit,), (Goal.TRAVEL,), starting)


def test_a_world_comes_back_as_it_was():
    assert read(written(a_world())) == a_world()


def test_a_text_of_another_version_is_no_world():
    assert read(written(a_world()).replace("most_km", "least_km")) is None
    assert read("{}") is None
