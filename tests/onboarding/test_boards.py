"""What the matching sees of the database: every rule, and never more places than there are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onboarding import matching
from onboarding.actions.matching import NotPossible, choices, lock_proposal
from onboarding.boards import load_board
from onboarding.enums import PlaceAnswer
from onboarding.models import Proposal
from onboarding.positions import metres
from profiles.enums import Certainty, ClosedFor, LimitPer, Particular, Sector, SupervisionLevel
from profiles.models import PlaceOffer, PostcodeArea
from tests.factories import (
    ClosedWeeksFactory,
    HeldPlacesFactory,
    MatchRunFactory,
    MatchSeasonFactory,
    PeriodFactory,
    PlaceLimitFactory,
    PlacementFactory,
    PlaceOfferFactory,
    PlaceQuestionFactory,
    SchoolFactory,
    SupervisionRuleFactory,
)
from tests.onboarding.koppel_world import KoppelWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return KoppelWorld()


def board_of(world):
    return load_board(world.institution, world.period)


def offer_in(board, offer):
    return board.world.offer_by_key[str(offer.pk)]


def request_in(board, request):
    return board.world.request_by_key[str(request.pk)]


def change(offer, **fields):
    PlaceOffer.objects.filter(pk=offer.pk).update(**fields)


def test_a_stay_runs_from_stagedag_1_on_the_days_of_the_student(world):
    monday = world.period.starts_on
    noor = world.student("Noor", weekdays=[2, 3])

    stay = request_in(board_of(world), noor).stay

    assert stay.weekdays == {2, 3}
    assert stay.first >= (monday + timedelta(days=2)).toordinal()  # later when that is a public holiday
    assert stay.last == noor.ends_on.toordinal()


def test_a_rule_about_who_guides_keeps_places_out_that_do_not_say_it(world):
    SupervisionRuleFactory(programme=world.programme, year=2, level=SupervisionLevel.HBO)
    change(world.tuin, supervision=SupervisionLevel.HBO)
    change(world.kade, supervision=SupervisionLevel.MBO_4)
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "ziekenhuis")

    world.propose()

    assert sorted(str(place) for place in world.places().values()) == ["De Tuin", "None"]
    assert request_in(board_of(world), noor).supervision == SupervisionLevel.HBO
    assert request_in(board_of(world), sam).supervision == SupervisionLevel.HBO


def test_places_of_a_group_are_for_that_school_alone(world):
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "ziekenhuis")
    change(world.kade, school=sam.school)

    world.propose()

    assert world.places() == {"Noor": "De Tuin", "Sam": "De Kade"}
    assert offer_in(board_of(world), world.kade).school == sam.school_id != noor.school_id


def test_who_lives_too_far_away_goes_elsewhere(world):
    PostcodeArea.objects.create(postcode="3012", town="Rotterdam", latitude=51.92, longitude=4.48)
    PostcodeArea.objects.create(postcode="3011", town="Rotterdam", latitude=51.92, longitude=4.49)
    PostcodeArea.objects.create(postcode="9711", town="Groningen", latitude=53.22, longitude=6.57)
    world.kade.leerplaats.location.postcode = "9711 AA"
    world.kade.leerplaats.location.save()
    world.student("Noor", "ziekenhuis", most_km=20)

    world.propose()

    assert world.places() == {"Noor": "De Tuin"}


def test_the_flat_grid_measures_as_the_official_one():
    assert metres(52.15517440, 5.38720621) == (155_000, 463_000)
    east, north = metres(53.2194, 6.5665)  # Groningen
    assert abs(east - 233_900) < 1_500 and abs(north - 582_000) < 1_500


def test_a_place_that_needs_a_car_is_not_for_who_has_none(world):
    change(world.kade, particulars=[Particular.CAR])
    world.student("Noor", "ziekenhuis", has_car=False)

    world.propose()

    assert world.places() == {"Noor": "De Tuin"}


def test_a_leerplaats_that_said_no_is_not_proposed_again(world):
    noor = world.student("Noor", "ziekenhuis")
    question = PlaceQuestionFactory(request=noor, offer=world.kade, asked_by=world.coordinator)
    question.answer, question.reason = PlaceAnswer.DECLINED, "full"
    question.answered_at = question.asked_at
    question.save()

    world.propose()

    assert world.places() == {"Noor": "De Tuin"}


@pytest.mark.parametrize("closed_for", ClosedFor)
def test_nobody_comes_when_a_leerplaats_is_closed(world, closed_for):
    ClosedWeeksFactory(
        leerplaats=world.kade.leerplaats,
        starts_on=world.period.starts_on,
        ends_on=world.period.starts_on + timedelta(days=13),
        closed_for=closed_for,
    )
    world.student("Noor", "ziekenhuis")

    world.propose()

    assert world.places() == {"Noor": "De Tuin"}


def test_what_is_perhaps_a_place_is_only_given_by_hand(world):
    change(world.kade, certainty=Certainty.MAYBE)
    noor = world.student("Noor", "ziekenhuis")
    world.propose()
    assert world.places() == {"Noor": "De Tuin"}

    (kade,) = [choice for choice in choices(noor.proposal) if choice.offer == world.kade]
    assert kade.possible and "Dit aantal is misschien." in kade.sentence
    lock_proposal(proposal=noor.proposal, by=world.coordinator, offer=world.kade)
    world.propose()

    assert world.places() == {"Noor": "De Kade"}
    assert not board_of(world).refused


def test_a_number_that_is_about_right_is_given_and_told(world):
    change(world.kade, certainty=Certainty.ABOUT)
    noor = world.student("Noor", "ziekenhuis")

    world.propose()

    assert world.places() == {"Noor": "De Kade"}
    assert any("ongeveer" in line for line in Proposal.objects.get(request=noor).reasons["mind"])


def test_held_places_are_nobodys_until_the_day_has_passed(world):
    today = world.period.starts_on - timedelta(weeks=4)
    held = HeldPlacesFactory(offer=world.kade, held_by=world.coordinator)
    assert offer_in(board_of(world), world.kade).capacity == 0

    held.until = today - timedelta(days=60)
    held.save()
    assert offer_in(board_of(world), world.kade).capacity == 1


def test_a_pencilled_group_can_be_filled_by_hand_with_its_own_students_only(world):
    noor, sam = world.student("Noor", "VVT"), world.student("Sam", "VVT")
    HeldPlacesFactory(offer=world.kade, held_by=world.coordinator, school=sam.school)
    world.propose()

    with pytest.raises(NotPossible, match="De Kade is vol"):
        lock_proposal(proposal=noor.proposal, by=world.coordinator, offer=world.kade)
    lock_proposal(proposal=sam.proposal, by=world.coordinator, offer=world.kade)
    world.propose()

    assert world.places() == {"Noor": "De Tuin", "Sam": "De Kade"}


@pytest.mark.parametrize("other", ["stage of another period", "koppeling that is fixed in another period"])
def test_a_limit_counts_who_is_there_in_other_periods_too(world, other):
    limit = PlaceLimitFactory(institution=world.institution, leerplaatsen=[world.kade.leerplaats], number=1)
    later = PeriodFactory(starts_on=world.period.starts_on + timedelta(weeks=6))
    offer = PlaceOfferFactory(leerplaats=world.kade.leerplaats, period=later, programme=world.programme)
    if other.startswith("stage"):
        PlacementFactory(offer=offer, starts_on=later.starts_on, ends_on=later.ends_on)
    else:
        bo = world.student("Bo")
        bo.period, bo.starts_on, bo.ends_on = later, later.starts_on, later.ends_on
        bo.save()
        lock = Proposal(request=bo, institution=world.institution, offer=offer, status="locked")
        lock.run = MatchRunFactory(institution=world.institution, period=later, made_by=world.coordinator)
        lock.locked_by, lock.locked_at = world.coordinator, lock.run.made_at
        lock.save()
    world.student("Noor", "ziekenhuis")

    (found,) = board_of(world).world.limits
    assert (found.number, len(found.taken), found.per_day) == (1, 1, limit.per == LimitPer.DAY)
    world.propose()
    assert world.places()["Noor"] == "De Tuin"


def test_the_order_of_goals_is_that_of_the_season(world):
    assert board_of(world).world.goals == matching.DEFAULT_GOALS
    season = MatchSeasonFactory(institution=world.institution, period=world.period)
    assert board_of(world).world.goals == matching.DEFAULT_GOALS  # only a date for wishes

    season.goals = ["travel", "wishes"]
    season.save()
    assert board_of(world).world.goals == (matching.Goal.TRAVEL, matching.Goal.WISHES)


def test_kinds_of_care_seen_before_and_others_who_begin_there_are_known(world):
    noor = world.student("Noor")
    old = PeriodFactory(starts_on="2020-01-06", ends_on="2020-06-30")
    earlier = PlaceOfferFactory(leerplaats__sector=Sector.HOSPICE, period=old)
    PlacementFactory(offer=earlier, request__student=noor.student, starts_on="2020-01-06", ends_on="2020-06-30")
    other = PlaceOfferFactory(leerplaats=world.kade.leerplaats, period=world.period)
    PlacementFactory(offer=other, starts_on=world.period.starts_on)

    board = board_of(world)

    assert request_in(board, noor).sectors_seen == {Sector.HOSPICE}
    assert (world.kade.leerplaats_id, world.period.starts_on.toordinal()) in board.world.starting


def test_a_board_asks_as_little_for_300_as_for_3(world):
    def filled(number):
        for place in range(number):
            world.student(f"Kind{place}", "ziekenhuis", "VVT", unwanted=["De Tuin"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            board_of(world)
        return len(queries)

    SchoolFactory()
    PlaceLimitFactory(institution=world.institution, leerplaatsen=[world.kade.leerplaats])
    assert filled(3) == filled(297) <= 22


def test_who_has_no_place_hears_which_ones_a_person_can_give(world):
    change(world.kade, certainty=Certainty.MAYBE)
    HeldPlacesFactory(offer=world.tuin, held_by=world.coordinator)
    noor = world.student("Noor", "ziekenhuis")

    world.propose()

    reasons = Proposal.objects.get(request=noor).reasons
    assert reasons["without"] == [
        "De plekken die er nog zijn, geeft het voorstel niet weg: misschien een plek, of vrijgehouden."
    ]
    assert reasons["helps"][:2] == [
        "De Kade heeft misschien een plek. Vraag het na, en kies dan die plek.",
        "Op De Tuin houd je 1 plek vrij. Laat die los.",
    ]
