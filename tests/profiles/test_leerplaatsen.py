"""The leerplaatsen someone works with: the list, a new one, its details, and the archive."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.actions.leerplaatsen import create_leerplaats
from profiles.enums import LeerplaatsKind, Role, Sector
from profiles.models import AuditEvent, Leerplaats
from tests.factories import (
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProfileVersionFactory,
    person,
)
from tests.profiles.conftest import logged_in, query_count, text_of, typed

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("leerplaats-list"), reverse("leerplaats-new")


def url(name, leerplaats):
    return reverse(name, args=[leerplaats.pk])


def listed(response):
    return [row[0].name for row in response.context["rows"]]


class TestList:
    def test_it_says_how_far_each_profile_is(self, as_farida, leerplaats):
        first = ProfileVersionFactory(leerplaats=leerplaats, published_at=timezone.now() - timedelta(days=100))
        LeerplaatsprofielFactory(leerplaats=leerplaats, published=first, done_parts=["about", "day"])
        LeerplaatsFactory(location=leerplaats.location, name="De Werf")

        content = text_of(as_farida.get(LIST))

        assert "2 van 8 delen klaar" in content
        assert "0 van 8 delen klaar" in content
        assert "Online sinds" in content
        assert "Nog niet online" in content

    def test_everyone_sees_their_own(self, as_farida, as_joost, leerplaats):
        LeerplaatsFactory(location=leerplaats.location, name="De Werf")
        LeerplaatsFactory(name="Van een ander")

        assert listed(as_farida.get(LIST)) == ["De Kade", "De Werf"]
        assert listed(as_joost.get(LIST)) == ["De Kade"]

    def test_it_is_searched_by_name_and_town(self, as_farida, leerplaats):
        place = {"institution": leerplaats.institution, "town": "Brielle"}
        location = LocationFactory(**place)
        for name in ("De Ree", "De Werf"):
            create_leerplaats(location=location, name=name, kind=LeerplaatsKind.TEAM, sector=Sector.HOSPITAL, by=None)

        assert listed(as_farida.get(LIST, {"zoek": "brielle"})) == ["De Ree", "De Werf"]
        assert listed(as_farida.get(LIST, {"zoek": "wérf"})) == ["De Werf"]
        nothing = as_farida.get(LIST, {"zoek": "bestaat niet"})
        assert "We vinden geen leerplaats met deze naam of plaats." in text_of(nothing)

    def test_an_empty_list_says_what_to_do(self):
        coordinator = logged_in(person(Role.COORDINATOR))
        leader = logged_in(person(Role.PRAKTIJKOPLEIDER))

        assert "Voeg een leerplaats toe" in text_of(coordinator.get(LIST))
        assert "Vraag je coördinator" in text_of(leader.get(LIST))

    def test_it_asks_the_same_for_3_and_300(self, as_farida, leerplaats):
        def grow(count):
            for _ in range(count):
                LeerplaatsprofielFactory(leerplaats__location=leerplaats.location, online=True)

        grow(3)
        few = query_count(as_farida, LIST)
        grow(40)

        assert query_count(as_farida, LIST) == few


class TestNew:
    def fields(self, location, **changes):
        return {"name": "De Werf", "location": location.pk, "kind": "team", "sector": "home_care"} | changes

    def test_a_coordinator_adds_one_and_goes_to_its_profile(self, as_farida, farida, leerplaats):
        response = as_farida.post(NEW, self.fields(leerplaats.location), follow=True)

        made = Leerplaats.objects.get(name="De Werf")
        assert response.redirect_chain == [(url("profile-tasks", made), 302)]
        assert (made.slug, made.institution, made.sector) == (
            "de-werf-kadeburg-zuid", leerplaats.institution, "home_care",
        )  # fmt: skip
        assert made.profile.answers == {}
        assert AuditEvent.objects.get(what="leerplaats_created").by == farida

    def test_the_address_is_never_used_twice(self, as_farida, leerplaats):
        as_farida.post(NEW, self.fields(leerplaats.location))
        as_farida.post(url("leerplaats-archive", Leerplaats.objects.get(name="De Werf")))

        as_farida.post(NEW, self.fields(leerplaats.location))

        slugs = Leerplaats.objects.filter(name="De Werf").order_by("pk").values_list("slug", flat=True)
        assert list(slugs) == ["de-werf-kadeburg-zuid", "de-werf-kadeburg-zuid-2"]

    @pytest.mark.parametrize(
        ("name", "slug"), [("Élan", "elan-kadeburg-zuid"), ("!!", "kadeburg-zuid"), ("a" * 80, "a" * 80)]
    )
    def test_an_address_is_made_of_plain_letters(self, leerplaats, name, slug):
        made = create_leerplaats(location=leerplaats.location, name=name, kind="team", sector="hospital", by=None)

        assert made.slug.startswith(slug)
        assert len(made.slug) <= 100

    def test_an_empty_form_says_what_to_fill_in(self, as_farida, leerplaats):
        content = text_of(as_farida.post(NEW, {}))

        for sentence in (
            "Vul de naam van de leerplaats in, bijvoorbeeld De Kade.",
            "Kies op welke locatie deze leerplaats is.",
            "Kies wat het is: een afdeling, een team of een wijk.",
            "Kies welke soort zorg deze leerplaats geeft.",
        ):
            assert content.count(sentence) == 2  # in the summary and at the field

    def test_a_name_is_used_once_per_location(self, as_farida, leerplaats):
        response = as_farida.post(NEW, self.fields(leerplaats.location, name="de kade"))

        assert "Op Kadeburg Zuid is al een leerplaats de kade. Kies een andere naam." in text_of(response)
        assert Leerplaats.objects.count() == 1

    def test_a_location_of_another_institution_cannot_be_chosen(self, as_farida, leerplaats):
        elsewhere = LocationFactory(name="Van een ander")
        assert "Van een ander" not in text_of(as_farida.get(NEW))

        response = as_farida.post(NEW, self.fields(elsewhere))

        assert response.status_code == 200
        assert not Leerplaats.objects.filter(location=elsewhere).exists()

    def test_without_a_location_the_page_leads_to_one(self):
        assert "Voeg eerst een locatie toe" in text_of(logged_in(person(Role.COORDINATOR)).get(NEW))

    def test_a_praktijkopleider_may_not_add(self, as_joost):
        assert as_joost.get(NEW).status_code == 403


class TestDetails:
    def test_a_new_name_keeps_the_address(self, as_joost, leerplaats):
        page = as_joost.get(url("leerplaats-edit", leerplaats))

        response = as_joost.post(url("leerplaats-edit", leerplaats), typed(page, name="De Steiger"), follow=True)

        assert "De gegevens zijn bewaard." in text_of(response)
        changed = Leerplaats.objects.get(pk=leerplaats.pk)
        assert (changed.name, changed.slug) == ("De Steiger", leerplaats.slug)

    def test_it_stays_within_the_institution(self, as_joost, leerplaats):
        elsewhere = LocationFactory()
        page = as_joost.get(url("leerplaats-edit", leerplaats))

        as_joost.post(url("leerplaats-edit", leerplaats), typed(page, location=elsewhere.pk))

        assert Leerplaats.objects.get(pk=leerplaats.pk).location == leerplaats.location

    def test_a_stranger_does_not_see_it(self, leerplaats):
        stranger = logged_in(person(Role.COORDINATOR))

        assert stranger.get(url("leerplaats-edit", leerplaats)).status_code == 404
        assert stranger.post(url("leerplaats-edit", leerplaats), {"name": "x"}).status_code == 404


class TestArchive:
    def test_it_asks_first_and_then_takes_it_out_of_use(self, as_farida, farida, leerplaats):
        LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
        assert "De Kade in het archief zetten?" in text_of(as_farida.get(url("leerplaats-archive", leerplaats)))

        response = as_farida.post(url("leerplaats-archive", leerplaats), follow=True)

        assert "De Kade staat nu in het archief." in text_of(response)
        assert listed(response) == []
        assert listed(as_farida.get(LIST, {"archief": "ja"})) == ["De Kade"]
        assert as_farida.get(leerplaats.get_absolute_url()).status_code == 410
        assert AuditEvent.objects.get(what="leerplaats_archived").by == farida

    def test_not_while_students_are_coming(self, as_farida, leerplaats):
        PlacementFactory(offer=PlaceOfferFactory(leerplaats=leerplaats))

        response = as_farida.post(url("leerplaats-archive", leerplaats))

        assert "De Kade kan nog niet in het archief" in text_of(response)
        assert "Er is 1 student die hier stage loopt of nog komt." in text_of(response)
        assert Leerplaats.objects.get(pk=leerplaats.pk).archived_at is None

    def test_a_cancelled_stage_does_not_hold_it(self, as_farida, leerplaats):
        PlacementFactory(offer=PlaceOfferFactory(leerplaats=leerplaats), cancelled=True)

        as_farida.post(url("leerplaats-archive", leerplaats))

        assert Leerplaats.objects.get(pk=leerplaats.pk).archived_at

    def test_it_can_come_back(self, as_farida, leerplaats):
        as_farida.post(url("leerplaats-archive", leerplaats))
        page = text_of(as_farida.get(url("profile-tasks", leerplaats)))
        assert "In het archief sinds" in page

        as_farida.post(url("leerplaats-restore", leerplaats))

        assert Leerplaats.objects.get(pk=leerplaats.pk).archived_at is None

    def test_it_stays_there_when_its_name_was_taken(self, as_farida, leerplaats):
        as_farida.post(url("leerplaats-archive", leerplaats))
        LeerplaatsFactory(location=leerplaats.location, name="De Kade")

        response = as_farida.post(url("leerplaats-restore", leerplaats), follow=True)

        assert "Op Kadeburg Zuid is nu een andere leerplaats De Kade." in text_of(response)
        assert Leerplaats.objects.get(pk=leerplaats.pk).archived_at

    def test_an_archived_profile_is_not_edited(self, as_farida, leerplaats):
        as_farida.post(url("leerplaats-archive", leerplaats))

        for name in ("leerplaats-edit", "offer-list", "profile-check"):
            assert as_farida.get(url(name, leerplaats)).status_code == 404

    def test_only_a_coordinator_may(self, as_joost, leerplaats):
        assert as_joost.post(url("leerplaats-archive", leerplaats)).status_code == 403
        stranger = logged_in(person(Role.COORDINATOR))
        assert stranger.post(url("leerplaats-archive", leerplaats)).status_code == 404
        assert Leerplaats.objects.get(pk=leerplaats.pk).archived_at is None
