"""What changed after a proposal: who came later, a draft that is old, a place that was fixed for somebody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.drafts import ask_drafts
from onboarding.actions.matching import lock_proposal
from onboarding.enums import PlaceAnswer
from onboarding.models import MatchRun, Proposal
from profiles.enums import Sector
from profiles.models import AuditEvent, HeldPlaces, PlaceOffer
from tests.factories import HeldPlacesFactory, PlaceQuestionFactory, SchoolFactory
from tests.onboarding.koppel_world import KoppelWorld, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return KoppelWorld()


@pytest.fixture
def coordinator(client, world):
    client.force_login(world.coordinator)
    return client


def page(coordinator, name, world, query=""):
    return text_of(coordinator.get(reverse(name, args=[world.period.pk]) + query))


def ask(world):
    return ask_drafts(institution=world.institution, period=world.period, by=world.coordinator)


def decline(world, request, offer):
    fields = {"answer": PlaceAnswer.DECLINED, "answered_at": timezone.now(), "reason": "full"}
    PlaceQuestionFactory(request=request, offer=offer, asked_by=world.coordinator, **fields)


def with_two_moves(world):
    """Noor and Sam would each go to a leerplaats of their wish that is free now."""
    for name in ("De Werf", "De Boeg"):
        world.offer(name, Sector.HOSPICE)
    noor, sam = world.student("Noor", "De Werf"), world.student("Sam", "De Boeg")
    world.propose()
    Proposal.objects.filter(request=noor).update(offer=world.kade)
    Proposal.objects.filter(request=sam).update(offer=world.tuin)
    return noor, sam


def test_who_came_after_the_last_proposal_is_counted_shown_found_and_placed_by_hand(coordinator, world):
    world.student("Noor", "ziekenhuis")
    world.propose()
    bo = world.student("Bo", "VVT")

    for name in ("match-proposal", "match-lock"):
        assert "1 student zit niet in een voorstel" in page(coordinator, name, world)
    assert "1 student heeft nog geen plek." in page(coordinator, "match-proposal", world)
    for query, shown in (("?zoek=bo", True), ("?zoek=noor", False), ("?toon=vast", False)):
        assert ("Nog niet in een voorstel" in page(coordinator, "match-lock", world, query)) is shown
    assert "Nog niet in een voorstel" in page(coordinator, "match-list", world)

    answer = coordinator.post(reverse("proposal-begin", args=[bo.pk]))
    again = coordinator.post(reverse("proposal-begin", args=[bo.pk]))
    assert answer["Location"] == again["Location"]
    coordinator.post(answer["Location"], {"offer": world.tuin.pk})
    assert world.places() == {"Noor": "De Kade", "Bo": "De Tuin"}
    assert "zit niet in een voorstel" not in page(coordinator, "match-lock", world)


def test_without_a_proposal_nobody_is_new(coordinator, world):
    bo = world.student("Bo", "VVT")

    assert "zit niet in een voorstel" not in page(coordinator, "match-proposal", world)
    found = text_of(coordinator.post(reverse("proposal-begin", args=[bo.pk]), follow=True))
    assert "Maak eerst een voorstel." in found
    assert not Proposal.objects.exists()


def test_a_draft_leaves_out_what_a_leerplaats_declined_since(coordinator, world):
    noor, sam = with_two_moves(world)
    run = ask(world)
    address = reverse("match-difference", args=[run.pk])
    assert "Dit voorstel is oud" not in text_of(coordinator.get(address))
    decline(world, noor, PlaceOffer.objects.get(leerplaats__name="De Werf"))

    found = text_of(coordinator.get(address))

    assert "Dit voorstel is oud" in found
    assert "Noor A. blijft zoals het is. De Werf zei intussen nee." in found
    assert f'id="rij-{noor.pk}"' not in found and f'id="rij-{sam.pk}"' in found
    assert "1 koppeling is anders" in found
    coordinator.post(address, {"wat": "alles"})
    assert world.places() == {"Noor": "De Kade", "Sam": "De Boeg"}


def test_one_row_that_was_taken_over_can_be_undone_at_once(coordinator, world):
    noor, _ = with_two_moves(world)
    run = ask(world)
    address = reverse("match-difference", args=[run.pk])

    found = text_of(coordinator.post(address, {"wat": "gekozen", "koppeling": str(noor.pk)}, follow=True))

    undo = reverse("match-undo", args=[run.pk])
    assert f'action="{undo}"' in found and "Dit voorstel is oud" not in found
    assert f'action="{undo}"' in page(coordinator, "match-proposal", world)
    coordinator.post(undo)
    assert world.places() == {"Noor": "De Kade", "Sam": "De Tuin"}
    assert MatchRun.objects.get(pk=run.pk).undone_at


def test_a_place_chosen_by_hand_is_marked_on_the_card_of_who_had_it(coordinator, world):
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "VVT")
    world.propose()
    choose = text_of(coordinator.get(reverse("proposal-choose", args=[sam.proposal.pk])))
    assert "In het voorstel staat Noor A. op deze plek." in choose

    lock_proposal(proposal=sam.proposal, by=world.coordinator, offer=world.kade)

    found = page(coordinator, "match-lock", world)
    assert "Let op: deze plek is nu vastgezet voor Sam A. Maak een nieuw voorstel of zoek een andere plek." in found
    assert reverse("proposal-lock", args=[noor.proposal.pk]) not in found
    assert "Let op: de plek is vastgezet voor Sam A." in page(coordinator, "match-list", world, "?per=leerplaats")


def test_an_over_full_place_is_counted_marked_and_found(coordinator, world):
    PlaceOffer.objects.filter(pk=world.kade.pk).update(number=3)
    rows = {name: world.student(name, "ziekenhuis") for name in ("Noor", "Sam", "Bo")}
    elsewhere = world.student("Iris", "VVT")
    world.propose()
    assert world.places() == {"Noor": "De Kade", "Sam": "De Kade", "Bo": "De Kade", "Iris": "De Tuin"}
    assert "Te vol:" not in page(coordinator, "match-lock", world)
    lock_proposal(proposal=rows["Noor"].proposal, by=world.coordinator)
    PlaceOffer.objects.filter(pk=world.kade.pk).update(number=2)

    found = page(coordinator, "match-lock", world)
    narrowed = page(coordinator, "match-lock", world, "?toon=te-vol")

    assert "3 koppelingen staan op een plek die te vol is." in found and 'href="?toon=te-vol"' in found
    for shown in (found, narrowed):
        assert shown.count("Te vol: 3 studenten op 2 plekken.") == 3
    assert f"koppeling-{rows['Bo'].proposal.pk}" in narrowed
    assert f"koppeling-{elsewhere.proposal.pk}" not in narrowed


def test_places_pencilled_for_a_school_are_for_its_own_students_only(coordinator, world):
    noor = world.student("Noor", "ziekenhuis")
    world.propose()
    HeldPlacesFactory(offer=world.kade, school=noor.school, held_by=world.coordinator)
    assert "Te vol:" not in page(coordinator, "match-lock", world)

    HeldPlaces.objects.update(school=SchoolFactory())

    assert "Te vol: 1 student op 0 plekken." in page(coordinator, "match-lock", world)


def test_the_difference_names_the_gain_and_who_loses_the_place(coordinator, world):
    noor = world.student("Noor", "De Kade", "De Tuin")
    sam = world.student("Sam", "De Tuin")
    world.propose()
    Proposal.objects.filter(request=noor).update(offer=world.tuin)
    Proposal.objects.filter(request=sam).update(offer=world.kade)
    found = text_of(coordinator.get(reverse("match-difference", args=[ask(world).pk])))
    assert "Van wens 2 naar wens 1." in found and "Van geen wens naar wens 1." in found
    assert "2 studenten krijgen een andere plek." in found

    PlaceOffer.objects.filter(pk=world.tuin.pk).update(number=0)
    found = text_of(coordinator.get(reverse("match-difference", args=[ask(world).pk])))
    assert "1 student verliest de plek" in found and "Verliest de plek" in found
    assert "Dan verliest 1 student de plek." in found


def test_the_log_says_how_many_koppelingen_were_taken_over(coordinator, world):
    world.student("Noor", "ziekenhuis")
    world.propose()

    assert AuditEvent.objects.get(what="proposal.taken").detail == {"changed": 1}
    assert "1 koppeling" in text_of(coordinator.get(reverse("log")))


def test_step_one_shows_every_line_and_leads_to_the_places_of_the_period(coordinator, world):
    PlaceOffer.objects.filter(pk__in=[world.kade.pk, world.tuin.pk]).update(number=20)
    rows = [world.student(f"Kiki{number}") for number in range(14)]

    found = page(coordinator, "match-check", world)

    for row in rows:
        assert reverse("student-detail", args=[row.student_id]) in found
    assert "Bekijk ook de andere 2" in found and "A.</a>." not in found
    assert "Te weinig plekken?" not in found
    assert reverse("place-table", args=[world.period.pk]) in found
