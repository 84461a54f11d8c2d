"""Why a place is lost, what another choice costs next to now, and who is really in no proposal."""

from datetime import timedelta

import pytest
from django.urls import reverse

from onboarding.actions.drafts import ask_drafts
from onboarding.actions.matching import choices
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.stages import cancel_placement
from onboarding.actions.takeover import take_over, undo
from onboarding.models import Proposal
from profiles.models import PlaceOffer
from tests.factories import ClosedWeeksFactory, PlacementFactory
from tests.onboarding.koppel_world import KoppelWorld, text_of

pytestmark = pytest.mark.django_db
CLOSED = "De leerplaats kan in een deel van de stage geen student ontvangen."


@pytest.fixture
def world():
    return KoppelWorld()


@pytest.fixture
def coordinator(client, world):
    client.force_login(world.coordinator)
    return client


def ask(world):
    return ask_drafts(institution=world.institution, period=world.period, by=world.coordinator)


def close(offer, request):
    first = request.starts_on + timedelta(days=7)
    ClosedWeeksFactory(
        leerplaats=offer.leerplaats, starts_on=first, ends_on=first + timedelta(days=7), closed_for="nobody"
    )


def test_the_difference_says_that_a_closed_leerplaats_takes_the_place_away(coordinator, world):
    noor = world.student("Noor", "De Kade", "De Tuin")
    world.propose()
    close(world.kade, noor)
    for number in range(25):  # so many changes that none of them is told apart
        world.student(f"Bo{number}", "De Kade")

    found = text_of(coordinator.get(reverse("match-difference", args=[ask(world).pk])))

    assert f"De Kade past niet meer. {CLOSED} Van wens 1 naar wens 2." in found


def test_the_difference_says_that_a_newcomer_gets_the_place_and_not_who(coordinator, world):
    PlaceOffer.objects.filter(pk=world.tuin.pk).update(number=0)
    world.student("Noor", "De Tuin")
    world.propose()
    for number in range(25):
        world.student(f"Bo{number}", "De Kade")
    run = ask(world)
    keys = {key: answer["offer"] for key, answer in run.outcome.items()}
    gets = next(key for key, offer in keys.items() if offer)
    assert Proposal.objects.filter(request=gets).count() == 0  # a newcomer with that wish goes first

    found = text_of(coordinator.get(reverse("match-difference", args=[run.pk])))

    assert "De plek op De Kade gaat naar een nieuwe student." in found


def test_undoing_says_that_the_old_place_is_closed_and_not_that_it_is_taken(world):
    noor = world.student("Noor", "De Kade", "De Tuin")
    world.propose()
    close(world.kade, noor)
    run = ask(world)
    take_over(run=run, by=world.coordinator)
    assert world.places() == {"Noor": "De Tuin"}

    assert undo(run=run, by=world.coordinator) == ["Noor A.: de oude plek is in een deel van de stage gesloten."]


def test_a_newcomer_without_a_place_is_no_gain_of_another_choice(world):
    PlaceOffer.objects.filter(pk=world.tuin.pk).update(number=5)
    noor, sam = world.student("Noor", "De Kade"), world.student("Sam", "De Tuin")
    world.propose()
    before = {one.key: one.sentence for one in choices(Proposal.objects.get(request=sam))}
    for number in range(3):
        world.student(f"Bo{number}", "De Tuin")

    after = {one.key: one.sentence for one in choices(Proposal.objects.get(request=sam))}

    assert "omhoog" not in after[str(world.kade.pk)]
    assert after == before
    assert noor.proposal.offer == world.kade


def test_who_is_in_the_proposals_that_wait_is_not_called_new(coordinator, world):
    world.student("Noor", "De Kade")
    world.propose()
    world.student("Bo", "De Tuin")
    pages = [reverse(name, args=[world.period.pk]) for name in ("match-proposal", "match-lock")]
    assert all("1 student zit niet in een voorstel" in text_of(coordinator.get(url)) for url in pages)

    ask(world)
    assert not any("zit niet in een voorstel" in text_of(coordinator.get(url)) for url in pages)

    world.student("Sam", "De Tuin")
    assert all("1 student zit niet in een voorstel" in text_of(coordinator.get(url)) for url in pages)


def test_a_stage_that_a_colleague_changed_meanwhile_does_not_lapse(world):
    stage = PlacementFactory()

    with pytest.raises(ChangedMeanwhile):
        cancel_placement(placement=stage, by=world.coordinator, version=stage.version - 1)

    stage.refresh_from_db()
    assert stage.cancelled_at is None
    assert cancel_placement(placement=stage, by=world.coordinator, version=stage.version)
