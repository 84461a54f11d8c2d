"""Places beside demand: what counts, what is short, and which shortage comes first."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from onboarding.match_check import supply_and_demand
from onboarding.region_supply import count_supply
from onboarding.supply import supply_of, warning
from profiles.enums import Certainty, Role
from tests.factories import (
    HeldPlacesFactory,
    InstitutionFactory,
    LeerplaatsFactory,
    PeriodFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    SchoolDemandFactory,
    SchoolFactory,
    person,
)
from tests.profiles.conftest import query_count, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution():
    return InstitutionFactory()


@pytest.fixture
def leerplaats(institution):
    return LeerplaatsFactory(location__institution=institution)


@pytest.fixture
def facts():
    """The period, opleiding and leerjaar of everything here."""
    return {"period": PeriodFactory(name="voorjaar 2027"), "programme": ProgrammeFactory(name="VIG"), "year": 2}


@pytest.fixture
def school():
    return SchoolFactory(name="ROC Maasmond")


@pytest.fixture
def as_farida(institution):
    client = Client()
    client.force_login(person(Role.COORDINATOR, institution, name="Farida Voorbeeld"))
    return client


def only_line(institution):
    (line,) = supply_of(institution).lines
    return line


def ask(institution, school, number, facts):
    PlacementRequestFactory.create_batch(number, institution=institution, student__school=school, **facts)


class TestCounting:
    def test_every_page_counts_the_same_places(self, as_farida, institution, leerplaats, facts):
        archived = LeerplaatsFactory(location=leerplaats.location, archived_at=timezone.now())
        for place, certainty, number in (
            (leerplaats, Certainty.SURE, 20),
            (LeerplaatsFactory(location=leerplaats.location), Certainty.ABOUT, 3),
            (LeerplaatsFactory(location=leerplaats.location), Certainty.MAYBE, 4),
            (archived, Certainty.SURE, 5),
        ):
            PlaceOfferFactory(leerplaats=place, number=number, certainty=certainty, **facts)
        region = Client()
        region.force_login(person(Role.REGIONAL_ADMIN))
        period = facts["period"]

        pages = [
            as_farida.get(reverse("place-periods")),
            region.get(reverse("period-list")),
        ]
        assert all("23 plekken" in text_of(page) and "en nog 4 misschien" in text_of(page) for page in pages)
        assert (only_line(institution).counts.counted, only_line(institution).counts.maybe) == (23, 4)
        [row] = supply_and_demand(institution, period)
        assert (row.free, row.maybe) == (23, 4)
        [counted] = count_supply(period).values()
        assert counted.places == 23

    def test_a_stage_whose_request_was_withdrawn_counts_for_institution_and_region(
        self, institution, leerplaats, facts
    ):
        PlacementRequestFactory(institution=institution, withdrawn_at=timezone.now(), **facts)
        offer = PlaceOfferFactory(leerplaats=leerplaats, **facts)
        PlacementFactory(offer=offer, request__withdrawn_at=timezone.now())

        assert only_line(institution).counts.students == 1
        [counted] = count_supply(facts["period"]).values()
        assert (counted.asked, counted.placed) == (1, 1)

    def test_names_replace_the_number_up_to_that_number(self, institution, leerplaats, school, facts):
        PlaceOfferFactory(leerplaats=leerplaats, number=5, **facts)
        SchoolDemandFactory(institution=institution, school=school, number=4, **facts)

        for named, demand in ((0, 4), (3, 4), (6, 6)):
            ask(institution, school, named - only_line(institution).counts.students, facts)
            line = only_line(institution)
            assert (line.counts.students, line.counts.demand, line.short) == (named, demand, demand - 5)

    def test_the_names_of_one_school_do_not_replace_the_number_of_another(self, institution, school, facts):
        SchoolDemandFactory(institution=institution, number=4, **facts)
        ask(institution, school, 3, facts)

        assert only_line(institution).counts.demand == 7

    def test_maybe_is_shown_but_gives_nobody_a_place(self, institution, leerplaats, school, facts):
        PlaceOfferFactory(leerplaats=leerplaats, number=1, certainty=Certainty.ABOUT, **facts)
        other = LeerplaatsFactory(location=leerplaats.location)
        PlaceOfferFactory(leerplaats=other, number=2, certainty=Certainty.MAYBE, **facts)
        ask(institution, school, 4, facts)

        line = only_line(institution)

        assert (line.counts.sure, line.counts.about, line.counts.maybe, line.short) == (0, 1, 2, 3)
        assert (line.words, line.with_maybe) == ("3 plekken te weinig", "Met ‘misschien’ erbij nog 1 te weinig")

    def test_a_number_that_is_a_maybe_is_no_demand_yet(self, institution, school, facts):
        SchoolDemandFactory(institution=institution, school=school, number=5, certainty=Certainty.MAYBE, **facts)
        ask(institution, school, 2, facts)

        line = only_line(institution)

        assert (line.counts.demand, line.counts.not_sure) == (2, 3)

    def test_places_of_a_group_are_for_that_school_only(self, institution, leerplaats, school, facts):
        PlaceOfferFactory(leerplaats=leerplaats, number=4, school=SchoolFactory(), **facts)
        ask(institution, school, 2, facts)

        assert only_line(institution).short == 2
        PlaceOfferFactory(leerplaats=leerplaats, number=3, school=school, **facts)
        assert only_line(institution).short == -5

    def test_a_place_held_for_nobody_is_not_counted(self, institution, leerplaats, school, facts):
        offer = PlaceOfferFactory(leerplaats=leerplaats, number=4, **facts)
        HeldPlacesFactory(offer=offer, number=3)
        HeldPlacesFactory(offer=offer, number=1, released_at=timezone.now())
        ask(institution, school, 2, facts)

        line = only_line(institution)

        assert (line.counts.held, line.short, line.words) == (3, 1, "1 plek te weinig")

    def test_a_place_held_for_a_school_is_for_that_school(self, institution, leerplaats, school, facts):
        offer = PlaceOfferFactory(leerplaats=leerplaats, number=4, **facts)
        HeldPlacesFactory(offer=offer, number=3, school=school)
        ask(institution, school, 2, facts)
        ask(institution, SchoolFactory(), 2, facts)

        assert only_line(institution).short == 1

    def test_what_does_not_count(self, institution, leerplaats, school, facts):
        archived = LeerplaatsFactory(location=leerplaats.location, archived_at=timezone.now())
        PlaceOfferFactory(leerplaats=archived, **facts)
        PlaceOfferFactory(**facts)
        PlacementRequestFactory(institution=institution, student__school=school, withdrawn_at=timezone.now(), **facts)
        day = timezone.localdate()
        over = PeriodFactory(starts_on=day - timedelta(days=200), ends_on=day - timedelta(days=1))
        PlaceOfferFactory(leerplaats=leerplaats, period=over)

        assert supply_of(institution).lines == ()


class TestWarning:
    def test_the_first_period_comes_first_and_then_the_largest(self, institution, school, facts):
        day = timezone.localdate()
        later = PeriodFactory(name="najaar", starts_on=facts["period"].starts_on + timedelta(days=200))
        ask(institution, school, 9, facts | {"period": later})
        ask(institution, school, 1, facts)
        ask(institution, school, 2, facts | {"year": 3})

        said = warning(supply_of(institution), day)

        assert said.startswith("Het eerste tekort is in voorjaar 2027: 2 plekken te weinig voor VIG, leerjaar 3.")
        assert said.endswith("Daarna zijn er nog 2 tekorten.")

    def test_nothing_is_said_when_there_is_enough(self, institution, leerplaats, facts):
        PlaceOfferFactory(leerplaats=leerplaats, **facts)

        assert warning(supply_of(institution), timezone.localdate()) == ""


class TestPage:
    @pytest.fixture(autouse=True)
    def _rows(self, institution, leerplaats, school, facts):
        PlaceOfferFactory(leerplaats=leerplaats, number=5, **facts)
        ask(institution, school, 2, facts)
        ask(institution, school, 1, facts | {"programme": ProgrammeFactory(name="=HYPERLINK()")})

    def test_shortage_and_surplus_stand_in_words(self, as_farida):
        page = text_of(as_farida.get(reverse("supply")))

        assert "3 plekken over" in page
        assert "1 plek te weinig" in page

    def test_only_shortages_can_be_shown(self, as_farida):
        page = text_of(as_farida.get(reverse("supply"), {"tekort": "on"}))

        assert "3 plekken over" not in page
        assert "1 plek te weinig" in page

    def test_a_choice_that_makes_no_sense_is_left_out(self, as_farida):
        response = as_farida.get(reverse("supply"), {"periode": "0", "opleiding": "onzin"})

        assert response.context["count"] == 2

    def test_the_same_queries_for_3_and_300_rows(self, as_farida, leerplaats, facts, institution):
        few = query_count(as_farida, reverse("supply"))
        for programme in ProgrammeFactory.create_batch(75):
            for year in range(1, 5):
                PlaceOfferFactory(leerplaats=leerplaats, period=facts["period"], programme=programme, year=year)

        assert query_count(as_farida, reverse("supply")) == few

    def test_the_downloads_hold_the_same_rows_and_no_formula(self, as_farida):
        answer = as_farida.get(reverse("supply-download", args=["csv"]))
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        sheet = load_workbook(BytesIO(as_farida.get(reverse("supply-download", args=["xlsx"])).content)).active

        assert [row[2:4] + row[-3:] for row in rows[1:]] == [
            ["'=HYPERLINK()", "2", "1", "1", "1 plek te weinig"],
            ["VIG", "2", "2", "0", "3 plekken over"],
        ]
        assert [sheet.cell(2, 3).value, sheet.cell(2, 3).data_type] == ["=HYPERLINK()", "s"]
        assert sheet.max_row == 3

    def test_another_kind_of_file_is_not_found(self, as_farida):
        assert as_farida.get(reverse("supply-download", args=["exe"])).status_code == 404

    def test_another_institution_sees_nothing_of_it(self):
        client = Client()
        client.force_login(person(Role.COORDINATOR))

        assert "Vul eerst plekken in." in text_of(client.get(reverse("supply")))
