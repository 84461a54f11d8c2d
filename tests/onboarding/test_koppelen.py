"""Koppelen in the browser's words: propose, explain, lock, choose, run again, confirm."""

import uuid

import pytest
from django.urls import reverse

from onboarding.actions.matching import NotPossible, lock_proposal
from onboarding.enums import ProposalStatus
from onboarding.models import Placement, PlacementRequest, Proposal
from profiles.enums import Role, Sector
from tests.factories import PeriodFactory, PlacementFactory, PlaceOfferFactory, person
from tests.onboarding.koppel_world import KoppelWorld, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return KoppelWorld()


@pytest.fixture
def coordinator(client, world):
    client.force_login(world.coordinator)
    return client


def test_wishes_decide_when_everybody_fits(world):
    world.student("Noor", "ziekenhuis")
    world.student("Sam", "VVT")

    world.propose()

    assert world.places() == {"Noor": "De Kade", "Sam": "De Tuin"}


def test_the_page_says_why_and_what_would_help(coordinator, world):
    world.student("Noor", "ziekenhuis")
    world.student("Sam", "ziekenhuis")
    world.student("Bo", "ziekenhuis")

    coordinator.post(reverse("match-proposal", args=[world.period.pk]))
    page = text_of(coordinator.get(reverse("match-lock", args=[world.period.pk])))

    assert "3 koppelingen: 0 vastgezet, 1 zonder plek." in page
    assert "De plek past bij wens 1." in page
    assert "Geen plek gevonden, omdat" in page
    assert "Wat helpt" in page


def test_a_lock_stays_when_the_proposal_is_made_again_and_the_difference_is_told(coordinator, world):
    world.student("Noor", "ziekenhuis")
    sam = world.student("Sam", "VVT")
    world.propose()

    coordinator.post(reverse("proposal-choose", args=[sam.proposal.pk]), {"offer": world.kade.pk})
    page = coordinator.post(reverse("match-proposal", args=[world.period.pk]), follow=True)

    assert "1 koppeling is anders, 1 gelijk." in text_of(page)
    assert world.places() == {"Noor": "De Kade", "Sam": "De Kade"}  # a draft changes nothing
    coordinator.post(page.request["PATH_INFO"], {"wat": "alles"})
    assert world.places() == {"Noor": "De Tuin", "Sam": "De Kade"}
    assert Proposal.objects.get(request=sam).locked_by == world.coordinator


def test_loosened_the_wishes_decide_again(coordinator, world):
    noor = world.student("Noor", "ziekenhuis")
    world.propose()
    coordinator.post(reverse("proposal-choose", args=[noor.proposal.pk]), {"offer": world.tuin.pk})

    coordinator.post(reverse("proposal-unlock", args=[noor.proposal.pk]))
    world.propose()

    assert world.places() == {"Noor": "De Kade"}


def test_another_place_lists_every_place_with_its_reason(coordinator, world):
    noor = world.student("Noor", "ziekenhuis", unwanted=["De Tuin"])
    world.tuin.leerplaats.search_words = "de tuin"
    world.tuin.leerplaats.save()
    world.propose()

    page = text_of(coordinator.get(reverse("proposal-choose", args=[noor.proposal.pk])))
    refused = coordinator.post(reverse("proposal-choose", args=[noor.proposal.pk]), {"offer": world.tuin.pk})

    assert "Dit is de plek in het voorstel." in page
    assert text_of(refused).count("Deze plek kan niet meer. Kies een andere plek.") == 2
    assert world.places() == {"Noor": "De Kade"}


def test_a_place_that_is_locked_full_says_so(world):
    noor, sam = world.student("Noor"), world.student("Sam")
    world.propose()
    lock_proposal(proposal=noor.proposal, by=world.coordinator, offer=world.kade)

    with pytest.raises(NotPossible, match="De Kade"):
        lock_proposal(proposal=sam.proposal, by=world.coordinator, offer=world.kade)


def test_confirming_locked_ones_leaves_the_rest_waiting(coordinator, world):
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "VVT")
    world.propose()
    coordinator.post(reverse("proposal-lock", args=[noor.proposal.pk]))

    sent = {"which": "locked", "when": "now", "key": str(uuid.uuid4())}
    page = coordinator.post(reverse("match-confirm", args=[world.period.pk]), sent, follow=True)

    assert "1 stage is bevestigd" in text_of(page)
    assert [placement.request for placement in Placement.objects.all()] == [noor]
    assert list(PlacementRequest.objects.waiting()) == [sam]
    assert noor.proposal.__class__.objects.get(request=noor).status == ProposalStatus.CONFIRMED


def test_confirming_without_a_choice_asks_for_one(coordinator, world):
    world.student("Noor")
    world.propose()

    response = coordinator.post(reverse("match-confirm", args=[world.period.pk]), {})

    assert text_of(response).count("Kies welke koppelingen je bevestigt.") == 2
    assert not Placement.objects.exists()


def test_a_place_taken_before_is_not_offered_again(world):
    PlacementFactory(offer=world.kade)
    world.student("Noor", "ziekenhuis")

    world.propose()

    assert world.places() == {"Noor": "De Tuin"}


def test_someone_who_was_there_before_goes_elsewhere(world):
    noor = world.student("Noor", "ziekenhuis")
    old = PeriodFactory(starts_on="2020-01-06", ends_on="2020-06-30")
    earlier = PlaceOfferFactory(leerplaats=world.kade.leerplaats, period=old)
    PlacementFactory(offer=earlier, request__student=noor.student, starts_on="2020-01-06", ends_on="2020-06-30")

    world.propose()

    assert world.places() == {"Noor": "De Tuin"}


def test_another_institutions_proposal_does_not_exist(client, world):
    noor = world.student("Noor")
    world.propose()
    client.force_login(person(Role.COORDINATOR))

    for name in ("proposal-lock", "proposal-unlock", "proposal-choose"):
        assert client.post(reverse(name, args=[noor.proposal.pk]), {"offer": world.kade.pk}).status_code == 404
    assert Proposal.objects.get(request=noor).status == ProposalStatus.PROPOSED


@pytest.mark.parametrize("name", ["match-check", "match-proposal", "match-lock", "match-confirm"])
def test_the_pages_ask_as_little_for_many_as_for_few(coordinator, world, name, django_assert_max_num_queries):
    url = reverse(name, args=[world.period.pk])
    counts = []
    for number in (3, 10, 60):
        world.offer(f"Plek {number}", Sector.HOSPITAL, number=50)
        for place in range(number):
            world.student(f"Kind {number} {place}")
        world.propose()
        with django_assert_max_num_queries(40) as captured:
            coordinator.get(url)
        counts.append(len(captured))

    assert counts[1] == counts[2]  # the first proposal has no difference to show
