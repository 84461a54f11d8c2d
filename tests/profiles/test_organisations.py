"""The own institution with its locations, and the registers of the region."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.enums import Role
from profiles.models import AuditEvent, Institution, Location, Period, Programme, School
from tests.factories import (
    InstitutionFactory,
    LeerplaatsFactory,
    LocationFactory,
    PeriodFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    SchoolFactory,
    StudentFactory,
    person,
)
from tests.profiles.conftest import logged_in, query_count, text_of, typed

pytestmark = pytest.mark.django_db
LOCATION = {
    "name": "Kadeburg Noord",
    "street": "Havenstraat 12",
    "postcode": "3011ab",
    "town": "Rotterdam",
    "phone": "0101234567",
}
REGISTERS = {
    "institution": (InstitutionFactory, Institution, {"name": "Waterkant", "email": "stage@waterkant.example"}),
    "school": (SchoolFactory, School, {"name": "ROC Zuid", "email": "bureau@roczuid.example"}),
    "period": (
        PeriodFactory, Period, {"name": "najaar", "starts_on": "1-9-2027", "ends_on": "31 januari 2028"},
    ),
    "programme": (
        ProgrammeFactory, Programme,
        {"name": "Verzorgende IG", "short_name": "VIG", "level": "3", "years": "3", "codes": "25656, 25491"},
    ),
}  # fmt: skip
EACH = pytest.mark.parametrize("noun", REGISTERS)


class TestOwnInstitution:
    def test_it_shows_the_institution_with_its_locations(self, as_farida, leerplaats):
        LocationFactory(name="Van een ander")

        content = text_of(as_farida.get(reverse("institution-edit")))

        assert leerplaats.institution.name in content
        assert "Kadeburg Zuid" in content
        assert "Van een ander" not in content

    def test_its_details_are_changed(self, as_farida, farida, leerplaats):
        address = reverse("institution-details", args=[leerplaats.institution.pk])
        page = as_farida.get(address)

        as_farida.post(address, typed(page, name="Kadeburg Ziekenhuis", phone="010-1234000", website="kadeburg.nl"))

        institution = Institution.objects.get(pk=leerplaats.institution.pk)
        assert (institution.name, institution.phone, institution.website) == (
            "Kadeburg Ziekenhuis", "010 123 40 00", "https://kadeburg.nl",
        )  # fmt: skip
        assert AuditEvent.objects.get(what="institution_changed").by == farida

    def test_a_location_is_added(self, as_farida, leerplaats):
        address = reverse("location-new", args=[leerplaats.institution.pk])

        response = as_farida.post(address, LOCATION, follow=True)

        assert "Kadeburg Noord is toegevoegd." in text_of(response)
        location = Location.objects.get(name="Kadeburg Noord")
        assert (location.institution, location.address, location.phone) == (
            leerplaats.institution, "Havenstraat 12, 3011 AB Rotterdam", "010 123 45 67",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": ""}, "Vul de naam van de locatie in, bijvoorbeeld Kadeburg Zuid."),
            ({"name": "kadeburg zuid"}, "Er is al een locatie met deze naam. Kies een andere naam."),
            ({"postcode": "0311 AB"}, "Schrijf de postcode zo: 3011 AB."),
            ({"postcode": ""}, "Vul de postcode in, bijvoorbeeld 3011 AB."),
            ({"phone": "123"}, "Dit nummer is te kort. Vul 10 cijfers in, bijvoorbeeld 010 123 45 67."),
            ({"town": ""}, "Vul de plaats in, bijvoorbeeld Rotterdam."),
        ],
    )
    def test_a_wrong_location_says_what_to_do(self, as_farida, leerplaats, changes, sentence):
        address = reverse("location-new", args=[leerplaats.institution.pk])

        content = text_of(as_farida.post(address, LOCATION | changes))

        assert content.count(sentence) == 2
        assert "Havenstraat 12" in content
        assert Location.objects.count() == 1

    def test_a_new_town_is_found_in_the_catalogue(self, as_farida, leerplaats):
        page = as_farida.get(reverse("location-edit", args=[leerplaats.location.pk]))

        as_farida.post(reverse("location-edit", args=[leerplaats.location.pk]), typed(page, town="Hellevoetsluis"))

        found = as_farida.get(reverse("leerplaats-list"), {"zoek": "hellevoetsluis"})
        assert [row[0].name for row in found.context["rows"]] == ["De Kade"]

    def test_a_location_with_leerplaatsen_stays(self, as_farida, leerplaats):
        address = reverse("location-remove", args=[leerplaats.location.pk])
        assert "Kadeburg Zuid verwijderen?" in text_of(as_farida.get(address))

        response = as_farida.post(address)

        assert "Op deze locatie zijn leerplaatsen. Daarom kan de locatie niet weg." in text_of(response)
        assert Location.objects.filter(pk=leerplaats.location.pk).exists()
        assert not AuditEvent.objects.filter(what="location_removed").exists()

    def test_an_empty_location_goes(self, as_farida, leerplaats):
        location = LocationFactory(institution=leerplaats.institution, name="Vergissing")

        as_farida.post(reverse("location-remove", args=[location.pk]))

        assert not Location.objects.filter(pk=location.pk).exists()

    def test_another_institution_is_out_of_reach(self, as_farida, leerplaats):
        other = LocationFactory()

        for address in (
            reverse("institution-details", args=[other.institution.pk]),
            reverse("location-new", args=[other.institution.pk]),
            reverse("location-edit", args=[other.pk]),
            reverse("location-remove", args=[other.pk]),
        ):
            assert as_farida.post(address, LOCATION).status_code == 404
        assert Location.objects.filter(institution=other.institution).count() == 1

    def test_a_praktijkopleider_may_not(self, as_joost):
        assert as_joost.get(reverse("institution-edit")).status_code == 403


class TestRegion:
    @EACH
    def test_a_row_is_added_changed_and_removed(self, as_region, noun):
        _, model, fields = REGISTERS[noun]

        as_region.post(reverse(f"{noun}-new"), fields)
        row = model.objects.get(name=fields["name"])
        assert fields["name"] in text_of(as_region.get(reverse(f"{noun}-list")))
        page = as_region.get(reverse(f"{noun}-change", args=[row.pk]))
        as_region.post(reverse(f"{noun}-change", args=[row.pk]), typed(page, name="Nieuwe naam"))
        assert model.objects.get(pk=row.pk).name == "Nieuwe naam"
        as_region.post(reverse(f"{noun}-remove", args=[row.pk]))

        assert not model.objects.filter(pk=row.pk).exists()
        events = AuditEvent.objects.order_by("pk").values_list("what", flat=True)
        assert list(events) == [f"{noun}_created", f"{noun}_changed", f"{noun}_removed"]

    @EACH
    def test_an_empty_form_adds_nothing_and_says_why(self, as_region, noun):
        content = text_of(as_region.post(reverse(f"{noun}-new"), {}))

        assert "<title>Fout: " in content
        assert "Dit veld is verplicht" not in content
        assert not REGISTERS[noun][1].objects.exists()

    @EACH
    def test_a_name_is_used_once(self, as_region, noun):
        factory, model, fields = REGISTERS[noun]
        factory(name=fields["name"])

        content = text_of(as_region.post(reverse(f"{noun}-new"), fields))

        assert "met deze naam." in content
        assert model.objects.filter(name=fields["name"]).count() == 1

    @EACH
    def test_only_the_region_may(self, as_farida, noun):
        row = REGISTERS[noun][0]()

        for address in (
            reverse(f"{noun}-list"),
            reverse(f"{noun}-new"),
            reverse(f"{noun}-change", args=[row.pk]),
            reverse(f"{noun}-remove", args=[row.pk]),
        ):
            assert as_farida.get(address).status_code == 403

    @EACH
    def test_a_list_asks_the_same_for_any_number_of_rows(self, as_region, noun):
        factory = REGISTERS[noun][0]
        factory.create_batch(3)
        few = query_count(as_region, reverse(f"{noun}-list"))
        factory.create_batch(60)

        assert query_count(as_region, reverse(f"{noun}-list")) == few

    @pytest.mark.parametrize(
        ("noun", "make"),
        [
            ("institution", lambda: LeerplaatsFactory().institution),
            ("school", lambda: StudentFactory().school),
            ("period", lambda: PlaceOfferFactory().period),
            ("programme", lambda: PlaceOfferFactory().programme),
        ],
    )
    def test_what_is_in_use_stays(self, as_region, noun, make):
        row = make()

        response = as_region.post(reverse(f"{noun}-remove", args=[row.pk]))

        assert f"{row} kan niet weg" in text_of(response)
        assert type(row).objects.filter(pk=row.pk).exists()

    def test_a_period_that_ends_before_it_starts(self, as_region):
        fields = {"name": "najaar", "starts_on": "1-9-2027", "ends_on": "31-1-2027"}

        content = text_of(as_region.post(reverse("period-new"), fields))

        assert content.count("De laatste dag ligt vóór de eerste dag. Controleer beide datums.") == 2
        assert 'value="31-1-2027"' in content

    def test_a_period_in_the_time_of_another_is_asked_about_once(self, as_region):
        PeriodFactory(name="Periode 2", starts_on=date(2027, 2, 1), ends_on=date(2027, 7, 9))
        fields = {"name": "Periode X", "starts_on": "1-3-2027", "ends_on": "1-9-2027"}
        asked = as_region.post(reverse("period-new"), fields)
        assert "Periode 2 valt voor een deel in dezelfde tijd: " in text_of(asked)
        assert not Period.objects.filter(name="Periode X").exists()
        as_region.post(reverse("period-new"), fields | {"sure": asked.context["form"]["sure"].value()})
        assert Period.objects.filter(name="Periode X").exists()

    def test_a_day_that_does_not_exist(self, as_region):
        fields = {"name": "voorjaar", "starts_on": "31-4-2027", "ends_on": "1-7-2027"}

        content = text_of(as_region.post(reverse("period-new"), fields))

        assert "31 april bestaat niet. Vul een andere datum in." in content

    def test_codes_are_kept_as_a_list(self, as_region):
        as_region.post(reverse("programme-new"), REGISTERS["programme"][2])
        wrong = as_region.post(
            reverse("programme-new"), REGISTERS["programme"][2] | {"name": "Ander", "codes": "25656; ?!"}
        )

        assert Programme.objects.get().codes == ["25656", "25491"]
        assert "De code ?! kennen we niet." in text_of(wrong)

    def test_an_institution_shows_how_many_are_online(self, as_region):
        LeerplaatsFactory.create_batch(2, location=LocationFactory())

        assert "0 van 2 online" in text_of(as_region.get(reverse("institution-list")))

    def test_the_region_does_not_edit_profiles(self, as_region, leerplaats):
        assert as_region.get(reverse("profile-tasks", args=[leerplaats.pk])).status_code == 403


def test_a_former_coordinator_is_out(leerplaats):
    former = person(Role.COORDINATOR, leerplaats.institution, ends_on=timezone.localdate())

    assert logged_in(former).get(reverse("institution-edit")).status_code == 403
