"""The pages of the werkbank: what is checked first, what counts, holding places, finding a card, and lists."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.held import TooMany, hold_places
from onboarding.enums import ProposalStatus
from onboarding.models import MatchSeason, Proposal
from profiles.enums import Certainty, Sector, SupervisionLevel
from profiles.models import AuditEvent, HeldPlaces, PlaceOffer
from tests.factories import (
    HeldPlacesFactory,
    PlaceLimitFactory,
    PlacementFactory,
    PlaceQuestionFactory,
    SupervisionRuleFactory,
)
from tests.onboarding.koppel_world import KoppelWorld, text_of
from tests.profiles.conftest import typed

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


# --- 1 Controleren ---------------------------------------------------------------------


def test_the_check_counts_what_a_proposal_can_give_and_what_not(coordinator, world):
    for offer, certainty, number in ((world.kade, Certainty.ABOUT, 3), (world.tuin, Certainty.MAYBE, 2)):
        PlaceOffer.objects.filter(pk=offer.pk).update(certainty=certainty, number=number)
    HeldPlacesFactory(offer=world.kade, held_by=world.coordinator)
    for name in ("Noor", "Sam", "Bo"):
        world.student(name, "ziekenhuis")

    found = page(coordinator, "match-check", world)

    assert "3 studenten zoeken een plek. Er zijn 2 plekken vrij." in found
    assert "2, waarvan 2 ongeveer" in found
    assert "2 misschien, 1 vrijgehouden" in found
    assert "1 te weinig" in found


def test_the_check_names_every_problem_with_a_way_to_repair_it(coordinator, world):
    SupervisionRuleFactory(programme=world.programme, year=2, level=SupervisionLevel.HBO)
    PlaceLimitFactory(institution=world.institution, leerplaatsen=[world.kade.leerplaats], number=0, name="Samen")
    noor = world.student("Noor", "onderwaterzorg")
    noor.student.postcode = ""
    noor.student.save()
    world.student("Sam")
    world.kade.leerplaats.profile.published = None
    world.kade.leerplaats.profile.save()

    found = page(coordinator, "match-check", world)

    for words in (
        "Plekken zonder de begeleiding die nodig is",
        "Geen postcode ingevuld.",
        "Het profiel staat niet online.",
        "Studenten zonder wensen",
        "‘onderwaterzorg’",
        "Hoogstens 0 studenten in dezelfde week, en 1 plek in deze periode.",
    ):
        assert words in found
    for address in (
        reverse("offer-list", args=[world.kade.leerplaats_id]),
        reverse("student-detail", args=[noor.student_id]),
        reverse("profile-tasks", args=[world.kade.leerplaats_id]),
    ):
        assert f'href="{address}"' in found


# --- 2 Voorstel: what counts -----------------------------------------------------------


def goals(coordinator, world, order, version):
    address = reverse("match-goals", args=[world.period.pk])
    return coordinator.post(address, {"doelen": order, "version": version})


def season(world):
    return MatchSeason.objects.get(institution=world.institution, period=world.period)


def test_the_order_of_what_counts_can_be_changed_and_switched_off(coordinator, world):
    assert "1 Wensen" not in page(coordinator, "match-proposal", world)  # no clash, so no order in a sentence
    goals(coordinator, world, "travel,wishes", 0)
    assert season(world).goals == ["travel", "wishes"]

    found = page(coordinator, "match-proposal", world)
    assert found.index("<strong>Reis.</strong>") < found.index("<strong>Wensen.</strong>")
    assert 'value="wishes,travel"' in found  # Omhoog of the second
    assert 'value="travel,wishes,spread"' in found  # switch on what is off


def test_the_same_click_twice_is_no_clash(coordinator, world):
    assert goals(coordinator, world, "travel,wishes", 0).status_code == 302
    assert goals(coordinator, world, "travel,wishes", 0).status_code == 302
    assert season(world).version == 1


def test_two_who_choose_another_order_both_see_both(coordinator, world):
    goals(coordinator, world, "travel,wishes", 0)

    clash = goals(coordinator, world, "spread,wishes", 0)

    assert clash.status_code == 409
    assert "Nu telt mee: 1 Reis, 2 Wensen." in text_of(clash)
    assert "Jij koos: 1 Spreiding, 2 Wensen." in text_of(clash)
    assert season(world).goals == ["travel", "wishes"]
    goals(coordinator, world, "spread,wishes", 1)
    assert season(world).goals == ["spread", "wishes"]


@pytest.mark.parametrize("order", ["", "wishes,wishes", "gender", "wishes,keep"])
def test_an_order_that_is_none_changes_nothing(coordinator, world, order):
    assert goals(coordinator, world, order, 0).status_code == 302
    assert not MatchSeason.objects.exists()


# --- 3 Vastzetten ----------------------------------------------------------------------


def test_the_list_is_narrowed_by_words_opleiding_leerplaats_and_school(coordinator, world):
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "VVT")
    world.propose()

    def shown(query):
        found = page(coordinator, "match-lock", world, query)
        return [row.student.given_name for row in (noor, sam) if f"{row.student.short_name} naar" in found]

    assert shown("") == ["Noor", "Sam"]
    assert shown("?zoek=noor") == ["Noor"]
    assert shown(f"?leerplaats={world.tuin.leerplaats_id}") == ["Sam"]
    assert shown(f"?school={noor.school_id}") == ["Noor"]
    assert shown(f"?opleiding={world.programme.pk}&toon=vast") == []
    assert shown("?leerplaats=x&toon=y") == ["Noor", "Sam"]


def test_after_an_action_the_same_card_is_there_with_what_happened(coordinator, world):
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "VVT")
    world.propose()
    here = reverse("match-lock", args=[world.period.pk]) + "?toon=los"

    answer = coordinator.post(reverse("proposal-lock", args=[noor.proposal.pk]), {"terug": here})

    assert answer["Location"].endswith(f"toon=los&laatst={noor.proposal.pk}#koppeling-{noor.proposal.pk}")
    found = text_of(coordinator.get(answer["Location"]))
    assert f"{noor.student.short_name} staat vast op De Kade." in found
    assert sam.student.short_name in found


def test_a_page_is_fixed_at_once(coordinator, world):
    rows = [world.student("Noor", "ziekenhuis"), world.student("Sam", "VVT")]
    world.propose()
    keys = [row.proposal.pk for row in rows]
    address = reverse("match-lock-page", args=[world.period.pk])
    before = page(coordinator, "match-lock", world)
    assert before.count("Zet alle 2 losse koppelingen op deze pagina vast") == 2  # above and below the cards

    found = text_of(coordinator.post(address, {"koppeling": keys}, follow=True))
    again = text_of(coordinator.post(address, {"koppeling": keys}, follow=True))

    assert "2 koppelingen staan vast." in found
    assert "Alles op deze pagina stond al vast." in again
    assert Proposal.objects.filter(status=ProposalStatus.LOCKED).count() == 2


def test_a_koppeling_that_a_colleague_changed_is_shown_before_it_is_fixed(coordinator, world):
    noor = world.student("Noor", "ziekenhuis")
    world.propose()
    old = page(coordinator, "match-lock", world).split('name="gezien" value="')[1].split('"')[0]
    Proposal.objects.update(offer=world.tuin)

    sent = {"gezien": old}
    found = text_of(coordinator.post(reverse("proposal-lock", args=[noor.proposal.pk]), sent, follow=True))

    assert "Er is intussen iets veranderd." in found
    assert f"{noor.student.short_name} gaat nu naar De Tuin." in found
    assert Proposal.objects.get().status == ProposalStatus.PROPOSED


def test_choosing_a_place_after_a_colleague_did_shows_both(coordinator, world):
    world.offer("De Werf", Sector.HOSPICE)
    noor = world.student("Noor", "ziekenhuis")
    world.propose()
    address = reverse("proposal-choose", args=[noor.proposal.pk])
    seen = text_of(coordinator.get(address)).split('name="seen" value="')[1].split('"')[0]
    coordinator.post(address, {"offer": world.tuin.pk, "seen": seen})

    werf = PlaceOffer.objects.get(leerplaats__name="De Werf")
    clash = coordinator.post(address, {"offer": werf.pk, "seen": seen})

    assert clash.status_code == 409
    who = world.coordinator.first_name
    assert f"{who} zette {noor.student.short_name} vast op De Tuin." in text_of(clash)
    assert f'value="{werf.pk}" id="plek-{werf.pk}" checked' in text_of(clash)
    assert world.places() == {"Noor": "De Tuin"}


def test_a_card_says_what_the_leerplaats_said(coordinator, world):
    noor = world.student("Noor", "ziekenhuis")
    world.propose()
    PlaceQuestionFactory(request=noor, offer=world.kade, asked_by=world.coordinator)

    assert "Voorgelegd aan De Kade" in page(coordinator, "match-lock", world)


def test_a_card_says_what_was_answered_about_the_place_it_has_now(coordinator, world):
    noor = world.student("Noor", "ziekenhuis")
    world.propose()
    said = {"answer": "accepted", "answered_at": timezone.now(), "answered_by": world.coordinator}
    PlaceQuestionFactory(request=noor, offer=world.kade, asked_by=world.coordinator, **said)
    PlaceQuestionFactory(request=noor, offer=world.tuin, asked_by=world.coordinator)

    found = page(coordinator, "match-lock", world)

    assert "De Kade zei akkoord" in found
    assert "Voorgelegd aan De Tuin" not in found


def test_the_filters_fold_and_say_how_many_are_chosen(coordinator, world):
    world.student("Noor", "ziekenhuis")
    world.propose()

    for query, words in (
        ("", "Zoeken en kiezen"),
        ("?toon=alles&zoek=", "Zoeken en kiezen"),
        (f"?toon=los&zoek=noor&opleiding={world.programme.pk}&school=x", "Zoeken en kiezen (3 gekozen)"),
    ):
        assert f"<summary>{words}</summary>" in page(coordinator, "match-lock", world, query)


# --- Plek vrijhouden -------------------------------------------------------------------


def hold(coordinator, world, **changed):
    sent = {"offer": world.kade.pk, "number": "1", "school": "", "until": "", "note": "", **changed}
    return coordinator.post(reverse("held-new", args=[world.period.pk]), sent)


def test_places_are_held_for_a_group_listed_and_let_go(coordinator, world):
    noor = world.student("Noor", "ziekenhuis")
    until = timezone.localdate() + timedelta(days=20)

    hold(coordinator, world, school=noor.school_id, until=f"{until:%d-%m-%Y}", note="Namen komen later.")
    hold(coordinator, world, school=noor.school_id, until=f"{until:%d-%m-%Y}", note="Namen komen later.")  # twice

    held = HeldPlaces.objects.get()
    found = page(coordinator, "held-list", world)
    assert f"Een groep van {noor.school.name}" in found and "Namen komen later." in found
    world.propose()
    assert world.places() == {"Noor": "De Tuin"}
    coordinator.post(reverse("held-release", args=[held.pk]))
    assert "Er is niets vrijgehouden." in page(coordinator, "held-list", world)


def test_the_number_of_held_places_is_changed_and_two_coordinators_see_both(coordinator, world):
    PlaceOffer.objects.filter(pk=world.kade.pk).update(number=4)
    hold(coordinator, world, number="3")
    held = HeldPlaces.objects.get()
    address = reverse("held-change", args=[held.pk])
    assert address in page(coordinator, "held-list", world)

    too_many = coordinator.post(address, {"number": "5", "seen": "3"})
    assert too_many.status_code == 422 and 'value="5"' in text_of(too_many)
    assert "De Kade heeft nog 4 plekken om vrij te houden." in text_of(too_many)
    for _ in range(2):  # a double click
        coordinator.post(address, {"number": "2", "seen": "3"})
    clash = coordinator.post(address, {"number": "1", "seen": "3"})

    assert clash.status_code == 409
    assert "Nu staat er: 2 plekken." in text_of(clash) and 'value="1"' in text_of(clash)
    assert HeldPlaces.objects.get().number == 2
    coordinator.post(address, typed(clash))
    assert HeldPlaces.objects.get().number == 1
    events = AuditEvent.objects.filter(what="places.held_changed").order_by("pk")
    assert [event.detail for event in events] == [{"before": 3, "after": 2}, {"before": 2, "after": 1}]
    assert "Aantal vrijgehouden plekken aangepast" in text_of(coordinator.get(reverse("log")))


def test_places_that_were_let_go_meanwhile_stay_let_go(coordinator, world):
    hold(coordinator, world)
    held = HeldPlaces.objects.get()
    coordinator.post(reverse("held-release", args=[held.pk]))

    sent = {"number": "2", "seen": "1"}
    answer = coordinator.post(reverse("held-change", args=[held.pk]), sent, follow=True)

    assert "worden niet meer vrijgehouden. Er is niets veranderd." in text_of(answer)
    assert HeldPlaces.objects.get().number == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"offer": ""}, "Kies welke plek je vrijhoudt."),
        ({"number": ""}, "Vul in hoeveel plekken je vrijhoudt."),
        ({"number": "0"}, "Houd ten minste 1 plek vrij."),
        ({"number": "drie"}, "Vul een heel getal in, zoals 2."),
        ({"number": "2"}, "De Kade heeft nog 1 plek om vrij te houden. Vul een lager aantal in."),
        ({"until": "1-1-2020"}, "Deze dag is al geweest. Kies een dag vanaf vandaag."),
    ],
)
def test_what_cannot_be_held_is_said_and_what_was_typed_stays(coordinator, world, changed, sentence):
    answer = hold(coordinator, world, note="Voor de groep", **changed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="Voor de groep"' in text_of(answer)
    assert not HeldPlaces.objects.exists()


def test_no_more_is_held_than_stages_and_fixed_koppelingen_leave(world):
    PlaceOffer.objects.filter(pk=world.kade.pk).update(number=2)
    PlacementFactory(offer=PlaceOffer.objects.get(pk=world.kade.pk))
    chosen = {"offer": world.kade, "school": None, "until": None, "by": world.coordinator}

    with pytest.raises(TooMany, match="nog 1 plek"):
        hold_places(number=2, note="", **chosen)
    hold_places(number=1, note="", **chosen)
    with pytest.raises(TooMany, match="geen plek meer"):
        hold_places(number=1, note="Nog een", **chosen)


# --- Lists -----------------------------------------------------------------------------


def test_the_lists_hold_everybody_per_school_and_per_leerplaats(coordinator, world):
    noor = world.student("Noor", "ziekenhuis")
    world.student("Sam", "ziekenhuis")
    world.student("Bo", "ziekenhuis")
    world.propose()
    PlacementFactory(offer=world.offer("De Boeg", Sector.HOSPICE))

    per_school = page(coordinator, "match-list", world, "?per=school")
    per_leerplaats = page(coordinator, "match-list", world, "?per=leerplaats")

    assert f"{noor.school.name} (1 student)" in per_school
    assert "De Boeg (1 student)" in per_leerplaats and "Afgesproken" in per_leerplaats
    assert per_leerplaats.index("De Kade (1 student)") < per_leerplaats.index("Nog geen plek (1 student)")
