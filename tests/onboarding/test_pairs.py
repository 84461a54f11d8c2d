"""The page of a mentor and a new student: only for the two, and gone when the pair is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.buddies import end_pair
from onboarding.actions.pairs import forget_talks, set_contact, set_meets
from onboarding.models import PairTalk
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import BuddyFactory, LeerplaatsFactory, PlacementFactory, PlaceOfferFactory, StudentFactory, person

TODAY = timezone.localdate()
SECRET = "06 12 34 56 78"
pytestmark = pytest.mark.django_db


def stage(leerplaats, name, weeks):
    starts_on = TODAY + timedelta(weeks=weeks)
    return PlacementFactory(
        offer=PlaceOfferFactory(leerplaats=leerplaats),
        request__student=StudentFactory(given_name=name, with_user=True),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(weeks=20),
    )


@pytest.fixture
def pair():
    leerplaats = LeerplaatsFactory()
    noor, esra = stage(leerplaats, "Noor", -1), stage(leerplaats, "Esra", -8)
    return BuddyFactory(placement=noor, mentor=esra, mentor_name="")


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def both(pair):
    return client_of(pair.placement.student.user), client_of(pair.mentor.student.user)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_each_sees_what_the_other_shares_until_it_is_taken_back(pair):
    as_noor, as_esra = both(pair)
    url, contact = reverse("my-pair", args=[pair.pk]), reverse("my-pair-contact", args=[pair.pk])
    assert "Jij en Esra" in text_of(as_noor.get(reverse("my-placement")))
    assert "Esra heeft niets gedeeld." in text_of(as_noor.get(url))

    for _ in range(2):
        as_esra.post(contact, {"contact": SECRET})

    assert SECRET in text_of(as_noor.get(url))
    as_esra.post(contact, {"doe": "terug"})
    assert SECRET not in text_of(as_noor.get(url))
    assert PairTalk.objects.get().mentor_contact == ""


def test_what_is_no_number_or_address_is_asked_again(pair):
    as_noor, _ = both(pair)
    answer = as_noor.post(reverse("my-pair-contact", args=[pair.pk]), {"contact": "bel me"})

    assert answer.status_code == 422
    page = text_of(answer)
    assert "Dit is geen telefoonnummer of e-mailadres." in page and 'value="bel me"' in page


def test_of_two_who_say_when_the_second_sees_both(pair):
    as_noor, as_esra = both(pair)
    url = reverse("my-pair", args=[pair.pk])
    as_noor.post(url, {"meets": "Dinsdag", "version": "1"})

    answer = as_esra.post(url, {"meets": "Woensdag", "version": "1"})

    assert answer.status_code == 409
    page = text_of(answer)
    assert "Noor schreef intussen: ‘Dinsdag’" in page and 'value="Woensdag"' in page
    assert PairTalk.objects.get().meets == "Dinsdag"


def test_nobody_else_opens_it_or_reads_it_anywhere(pair):
    set_contact(buddy=pair, side="mentor", contact=SECRET)
    set_meets(buddy=pair, version=1, meets="Geheime plek")
    home, place = pair.placement.institution, pair.placement.leerplaats
    staff = [
        person(Role.COORDINATOR, home),
        person(Role.PRAKTIJKOPLEIDER, home, place),
        person(Role.WERKBEGELEIDER, home, place),
        person(Role.SCHOOL_COORDINATOR, pair.placement.school),
        person(Role.REGIONAL_ADMIN),
    ]
    other = stage(place, "Sam", -2).student.user
    for user in [*staff, other]:
        client = client_of(user)
        assert client.get(reverse("my-pair", args=[pair.pk])).status_code in (403, 404)
        assert client.post(reverse("my-pair-contact", args=[pair.pk]), {"doe": "terug"}).status_code in (403, 404)
    for name in ("placement-mentor", "placement-detail"):
        page = text_of(client_of(staff[0]).get(reverse(name, args=[pair.placement.pk])))
        assert SECRET not in page and "Geheime plek" not in page
    assert SECRET not in str(list(AuditEvent.objects.values()))
    assert PairTalk.objects.get().mentor_contact == SECRET


def test_it_is_erased_when_somebody_ends_the_pair(pair):
    set_contact(buddy=pair, side="mentee", contact=SECRET)
    end_pair(buddy=pair, by=person(Role.COORDINATOR, pair.placement.institution))

    assert not PairTalk.objects.exists()
    as_noor, _ = both(pair)
    assert as_noor.get(reverse("my-pair", args=[pair.pk])).status_code == 404


def test_it_is_erased_when_a_stage_is_over_and_only_then(pair):
    set_contact(buddy=pair, side="mentee", contact=SECRET)
    assert forget_talks() == 0

    assert forget_talks(today=pair.mentor.ends_on + timedelta(days=1)) == 1
    assert not PairTalk.objects.exists()
