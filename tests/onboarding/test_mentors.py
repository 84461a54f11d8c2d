"""Mentorschap: who can be a mentor, with whose consent, one at a time, and what the two see."""

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.buddies import AlreadyPaired, CannotBePaired, NotAsked, end_pair, offer, pair
from onboarding.actions.stages import cancel_placement
from onboarding.models import Buddy, Placement
from onboarding.student_sheets import sheet_of
from profiles.dutch import short_date
from profiles.enums import Role
from tests.factories import (
    BuddyFactory,
    LeerplaatsFactory,
    LocationFactory,
    PlacementFactory,
    PlaceOfferFactory,
    StudentFactory,
    UserFactory,
    person,
)
from toolbox.formats import FORMATS

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db


def stage(leerplaats, name, weeks=-6, year=2, with_user=False, **fields):
    """A stage of 20 weeks that began `weeks` from now."""
    starts_on = TODAY + timedelta(weeks=weeks)
    offer = PlaceOfferFactory(leerplaats=leerplaats)
    return PlacementFactory(
        offer=offer,
        request__student=StudentFactory(given_name=name, with_user=with_user),
        request__year=year,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(weeks=20),
        seat=1,
        **fields,
    )


@pytest.fixture
def de_kade():
    return LeerplaatsFactory()


@pytest.fixture
def noor(de_kade):
    return stage(de_kade, "Noor", weeks=1, with_user=True)


def test_the_sheets_of_a_pair_name_the_mentor(noor, esra):
    for key in ("mentor_mentor", "mentor_mentee"):
        assert "Esra" not in FORMATS[key].module.html(sheet_of(key, noor))
    BuddyFactory(placement=noor, mentor=esra, mentor_name="")
    for key, is_shared in (("mentor_mentor", True), ("mentor_mentee", False)):
        assert "Esra" in FORMATS[key].module.html(sheet_of(key, noor, is_shared=is_shared))


def test_who_leaves_soon_is_warned_about_where_a_mentor_is_chosen(client, noor, esra):
    Placement.objects.filter(pk=esra.pk).update(ends_on=noor.first_day + timedelta(days=10))
    client.force_login(person(Role.COORDINATOR, noor.institution))
    page = client.get(reverse("placement-mentor", args=[noor.pk])).content.decode()
    assert f"hier tot en met {short_date(noor.first_day + timedelta(days=10))}" in page
    assert "Let op: maar 11 dagen samen met Noor" in page
    Placement.objects.filter(pk=esra.pk).update(ends_on=noor.ends_on)
    assert "Let op: maar" not in client.get(reverse("placement-mentor", args=[noor.pk])).content.decode()


@pytest.fixture
def esra(de_kade):
    return stage(de_kade, "Esra", with_user=True, will_mentor_at=timezone.now())


@pytest.fixture
def joost(de_kade):
    return person(Role.PRAKTIJKOPLEIDER, de_kade.institution, de_kade, name="Joost Voorbeeld")


@pytest.fixture
def as_joost(joost):
    return logged_in(joost)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def url(placement):
    return reverse("placement-mentor", args=[placement.pk])


def lapse(placement, by):
    """A stage that lapsed the day before it began: one that runs can only end earlier."""
    cancel_placement(placement=placement, by=by, today=placement.starts_on - timedelta(days=1))


class TestWhoCan:
    def test_others_of_the_institution_who_are_there_and_further_on(self, de_kade, noor, esra):
        colleague = stage(LeerplaatsFactory(location=de_kade.location), "Bilal", weeks=-2)
        stage(de_kade, "Straks", weeks=2, year=4)  # not there yet
        stage(de_kade, "Klaar", weeks=-21)
        stage(LeerplaatsFactory(location=LocationFactory()), "Elders")
        lapse(stage(de_kade, "Vervallen"), UserFactory())

        assert set(Placement.objects.able_to_mentor(noor, TODAY)) == {esra, colleague}

    def test_a_later_year_is_further_on_too_but_never_oneself_or_ones_own_mentee(self, de_kade, esra):
        older = stage(de_kade, "Kim", weeks=-1, year=4)

        assert list(Placement.objects.able_to_mentor(esra, TODAY)) == [older]
        Buddy.objects.create(placement=older, institution=de_kade.institution, mentor=esra, paired_by=UserFactory())
        assert list(Placement.objects.able_to_mentor(esra, TODAY)) == []

    def test_the_same_person_at_another_school_is_no_mentor(self, de_kade, noor):
        other = stage(de_kade, "Noor")
        other.student.user = noor.student.user
        other.student.save()

        assert list(Placement.objects.able_to_mentor(noor, TODAY)) == []


class TestPairing:
    def test_the_same_pair_twice_is_one_and_a_second_mentor_is_refused(self, noor, esra, joost, de_kade):
        options = {"placement": noor, "today": TODAY, "by": joost}
        first = pair(mentor=esra, **options)

        assert pair(mentor=esra, **options) == first
        with pytest.raises(AlreadyPaired) as refusal:
            pair(name="Kim", is_asked=True, **options)
        assert refusal.value.buddy == first
        assert Buddy.objects.count() == 1

    def test_oneself_and_somebody_of_another_institution_are_refused(self, noor, joost):
        for wrong in (noor, stage(LeerplaatsFactory(location=LocationFactory()), "Elders")):
            with pytest.raises(CannotBePaired):
                pair(placement=noor, mentor=wrong, is_asked=True, today=TODAY, by=joost)
        assert not Buddy.objects.exists()

    def test_nobody_becomes_a_mentor_without_having_been_asked(self, noor, esra, joost):
        offer(placement=esra, is_willing=False)
        for chosen in ({"mentor": esra}, {"name": "Kim"}):
            with pytest.raises(NotAsked):
                pair(placement=noor, today=TODAY, by=joost, **chosen)

        assert pair(placement=noor, mentor=esra, is_asked=True, today=TODAY, by=joost)

    def test_after_the_end_there_can_be_another(self, noor, esra, joost):
        first = pair(placement=noor, mentor=esra, today=TODAY, by=joost)
        assert end_pair(buddy=first, by=joost)
        assert not end_pair(buddy=first, by=joost)

        second = pair(placement=noor, name="Kim", is_asked=True, today=TODAY, by=joost)

        assert list(Buddy.objects.standing(TODAY)) == [second]

    @pytest.mark.parametrize("whose", ["placement", "mentor"])
    def test_it_ends_when_a_stage_is_over_or_cancelled(self, noor, esra, joost, whose):
        buddy = pair(placement=noor, mentor=esra, today=TODAY, by=joost)
        over = max(noor.ends_on, esra.ends_on) + timedelta(days=1)
        assert list(Buddy.objects.standing(TODAY)) == [buddy]
        assert not Buddy.objects.standing(over).exists()

        lapse(getattr(buddy, whose), joost)

        buddy = Buddy.objects.get()
        assert not Buddy.objects.standing(TODAY).exists()
        assert (buddy.is_standing, buddy.ended_on) == (False, TODAY)

    def test_a_mentor_who_left_makes_way_for_a_new_one(self, noor, esra, joost):
        pair(placement=noor, mentor=esra, today=TODAY, by=joost)
        lapse(esra, joost)

        again = pair(placement=noor, name="Kim", is_asked=True, today=TODAY, by=joost)

        assert list(Buddy.objects.standing(TODAY)) == [again]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_pair_at_once_one_wins(de_kade, noor, esra, joost):
    outcomes = []

    def attempt(**chosen):
        try:
            outcomes.append(pair(placement=noor, today=TODAY, by=joost, **chosen))
        except AlreadyPaired as refusal:
            outcomes.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=attempt, kwargs=chosen) for chosen in ({"mentor": esra}, {"name": "Kim", "is_asked": 1})]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyPaired", "Buddy"]
    assert Buddy.objects.count() == 1


class TestScreen:
    def test_willing_students_come_first_by_first_name_only(self, as_joost, de_kade, noor, esra):
        other = stage(de_kade, "Aad")

        page = text_of(as_joost.get(url(noor)))

        willing, asked = page.index("Wil graag mentor zijn"), page.index("Nog niet gevraagd")
        assert willing < page.index("Esra, ") < asked < page.index("Aad, ")
        assert esra.student.last_name not in page
        assert other.student.last_name not in page

    def test_choosing_shows_it_to_both_and_ending_takes_it_away(self, as_joost, noor, esra):
        as_joost.post(url(noor), {"who": esra.pk})

        mentee, mentor = logged_in(noor.student.user), logged_in(esra.student.user)
        assert "Esra is je mentor." in text_of(mentee.get(reverse("my-placement")))
        assert "Je bent mentor van Noor" in text_of(mentor.get(reverse("my-placement")))
        assert noor.student.last_name not in text_of(mentor.get(reverse("my-placement")))
        assert "Esra is mentor van Noor" in text_of(as_joost.get(reverse("placement-detail", args=[noor.pk])))

        as_joost.post(reverse("placement-mentor-end", args=[noor.pk, Buddy.objects.get().pk]))
        assert "je mentor." not in text_of(mentee.get(reverse("my-placement")))
        assert "Esra, van" in text_of(as_joost.get(url(noor)))

    def test_who_was_not_asked_needs_a_tick_and_what_was_chosen_stays(self, as_joost, de_kade, noor):
        aad = stage(de_kade, "Aad")

        answer = as_joost.post(url(noor), {"who": aad.pk})

        assert answer.status_code == 422
        assert "Vraag het eerst aan de mentor." in text_of(answer)
        assert re.search(f'<input[^>]*value="{aad.pk}"[^>]*checked', text_of(answer))
        assert as_joost.post(url(noor), {"who": aad.pk, "asked": "on"}).status_code == 302

    def test_somebody_by_hand_needs_a_first_name(self, as_joost, noor):
        answer = as_joost.post(url(noor), {"who": "other", "asked": "on"})

        assert "Vul de voornaam van de mentor in" in text_of(answer)
        as_joost.post(url(noor), {"who": "other", "asked": "on", "name": "Kim"})
        assert Buddy.objects.get().mentor_name == "Kim"

    def test_a_second_choice_says_who_chose_whom(self, as_joost, noor, esra, joost):
        pair(placement=noor, mentor=esra, today=TODAY, by=joost)

        answer = as_joost.post(url(noor), {"who": "other", "asked": "on", "name": "Kim"})

        assert answer.status_code == 409
        assert "Joost koos Esra al als mentor." in text_of(answer)
        assert 'value="Kim"' in text_of(answer)

    def test_a_mentor_of_another_institution_is_not_accepted(self, as_joost, noor):
        elsewhere = stage(LeerplaatsFactory(location=LocationFactory()), "Elders")

        answer = as_joost.post(url(noor), {"who": elsewhere.pk, "asked": "on"})

        assert answer.status_code == 422
        assert not Buddy.objects.exists()

    def test_a_pair_of_another_student_cannot_be_ended_here(self, as_joost, noor):
        other = BuddyFactory()

        assert as_joost.post(reverse("placement-mentor-end", args=[noor.pk, other.pk])).status_code == 404
        other.refresh_from_db()
        assert other.ended_at is None

    def test_the_search_narrows_what_is_shown(self, as_joost, de_kade, noor, esra):
        stage(de_kade, "Aad")

        page = text_of(as_joost.get(url(noor), {"naam": "esr"}))

        assert "Esra, " in page
        assert "Aad, " not in page

    def test_a_student_offers_and_takes_it_back(self, esra):
        client = logged_in(esra.student.user)
        for willing in ("nee", "ja", "ja"):
            client.post(reverse("my-mentor-offer"), {"wil": willing})
        esra.refresh_from_db()
        assert esra.will_mentor_at is not None
        assert "Ik wil geen mentor meer zijn" in text_of(client.get(reverse("my-placement")))

    def test_sheets_are_for_the_pair_and_the_mentor_reads_no_last_name(self, noor, esra, joost):
        buddy = pair(placement=noor, mentor=esra, today=TODAY, by=joost)
        stranger = stage(noor.leerplaats, "Aad", with_user=True)
        address = reverse("my-mentor-sheet", args=[buddy.pk])

        assert logged_in(noor.student.user).get(address)["Content-Type"] == "application/pdf"
        assert logged_in(esra.student.user).get(address)["Content-Type"] == "application/pdf"
        assert logged_in(stranger.student.user).get(address).status_code == 404

    @pytest.mark.parametrize("number", [3, 40])
    def test_the_page_asks_as_little_for_many_as_for_few(
        self, as_joost, de_kade, noor, number, django_assert_num_queries
    ):
        for turn in range(number):
            stage(de_kade, f"Kim {turn}")
            BuddyFactory(placement=noor, ended_at=timezone.now())
        as_joost.get(url(noor))

        with django_assert_num_queries(10):
            as_joost.get(url(noor))


class TestSeniors:
    def test_who_can_help_and_who_starts(self, as_joost, de_kade, noor, esra):
        stage(de_kade, "Eerstejaars", weeks=-2, year=1)
        stage(de_kade, "Tweedejaars", weeks=-2, year=2)
        stage(de_kade, "Bekend", weeks=-5, year=1)

        page = text_of(as_joost.get(reverse("leerplaats-seniors", args=[de_kade.pk])))

        helpers, starters = page.split("Wie start er?")
        assert all(name in helpers for name in ("Esra", "Tweedejaars", "Bekend", "Wil mentor zijn"))
        assert "Eerstejaars" not in page
        assert "Noor" in starters
        assert "rondleiden" in starters  # the tasks of the sjabloon

    @pytest.mark.parametrize("number", [3, 40])
    def test_it_asks_as_little_for_many_as_for_few(self, as_joost, de_kade, number, django_assert_num_queries):
        for turn in range(number):
            stage(de_kade, f"Kim {turn}")
        as_joost.get(reverse("leerplaats-seniors", args=[de_kade.pk]))

        with django_assert_num_queries(12):
            as_joost.get(reverse("leerplaats-seniors", args=[de_kade.pk]))
