"""What the region sees: shortages first, in numbers that point at nobody."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from onboarding.region_supply import Counted, line_of, students_in_words, together
from profiles.enums import Certainty, Role
from tests.factories import (
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


@pytest.fixture
def region(client):
    client.force_login(person(Role.REGIONAL_ADMIN))
    return client


@pytest.fixture
def period():
    return PeriodFactory(name="Periode 7")


def text_of(response):
    return " ".join(response.content.decode().split())


def offer_of(period, programme, number, *, institution=None, year=2, **fields):
    leerplaats = LeerplaatsFactory(location__institution=institution or InstitutionFactory())
    return PlaceOfferFactory(
        leerplaats=leerplaats, period=period, programme=programme, year=year, number=number, **fields
    )


def ask(offer, number):
    """So many requests for the opleiding, year and institution of `offer`."""
    shared = {"institution": offer.institution, "period": offer.period, "programme": offer.programme}
    return [PlacementRequestFactory(**shared, year=offer.year) for _ in range(number)]


def place(offer, number):
    """So many students with a stage on `offer`."""
    return [PlacementFactory(offer=offer, request=request) for request in ask(offer, number)]


# --- Numbers that point at nobody ---


@pytest.mark.parametrize(
    ("number", "rounded", "words"),
    [
        (0, False, "0"),
        (0, True, "0"),
        (1, False, "minder dan 5"),
        (4, True, "minder dan 5"),
        (5, False, "5"),
        (12, False, "12"),
        (12, True, "ongeveer 10"),
        (13, True, "ongeveer 15"),
    ],
)
def test_a_small_number_is_not_said(number, rounded, words):
    assert students_in_words(number, rounded=rounded) == words


def test_a_small_number_cannot_be_computed_from_the_others():
    """Of 12 students 2 have no place: from exact other numbers anybody could compute that."""
    line = line_of(Counted((1,), places=20, asked=12, placed=10))
    assert (line.asked, line.waiting, line.left) == ("ongeveer 10", "minder dan 5", "ongeveer 10")
    exact = line_of(Counted((1,), places=20, asked=12, placed=6))
    assert (exact.asked, exact.waiting, exact.left) == ("12", "6", "14")


def test_a_sum_with_a_small_part_is_rounded_too():
    """15 in all and 12 at one institution would say that the other has 3."""
    parts = [Counted((1, "a"), places=20, asked=12, placed=0), Counted((2, "a"), places=20, asked=3, placed=0)]
    (whole,) = together(parts, lambda row: row.key[1:])
    assert (whole.asked, line_of(whole).asked) == (15, "ongeveer 15")
    parts[1].asked = 7
    (whole,) = together(parts, lambda row: row.key[1:])
    assert line_of(whole).asked == "19"


def test_the_greatest_shortage_stands_first():
    parts = [
        Counted(("over",), places=9, asked=1, placed=0),
        Counted(("a little",), places=1, asked=6, placed=0),
        Counted(("much",), places=5, asked=30, placed=5),
    ]
    found = together(parts, lambda row: row.key)
    assert [one.key[0] for one in found] == ["much", "a little", "over"]
    assert [line_of(one).verdict for one in found] == [
        "Te weinig plekken",
        "Te weinig plekken",
        "Genoeg, nog koppelen",
    ]


def test_places_elsewhere_do_not_hide_a_shortage():
    """9 places are over at one institution, but the students asked the other one."""
    parts = [Counted((1, "a"), places=20, asked=5, placed=0), Counted((2, "a"), places=1, asked=7, placed=0)]
    calm = Counted((1, "b"), places=6, asked=6, placed=0)
    whole, after = together([calm, *parts], lambda row: row.key[1:])
    assert (whole.key, whole.shortage, whole.short) == (("a",), -9, 6)
    assert line_of(whole, ("instelling", "instellingen")).verdict == "Te weinig bij 1 instelling"
    assert line_of(after).verdict == "Genoeg, nog koppelen"


# --- The page ---


@pytest.mark.django_db
def test_places_students_and_what_is_left_over_all_institutions(region, period):
    programme = ProgrammeFactory(name="Verzorgende IG")
    first, second = (offer_of(period, programme, 10) for _ in range(2))
    offer_of(period, programme, 40, certainty=Certainty.MAYBE)  # nobody gives it away
    place(first, 5)
    ask(first, 6)
    ask(second, 20)
    withdrawn = ask(second, 1)[0]
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    response = region.get(f"{reverse('region-supply')}?periode={period.pk}")
    ((named, year, line),) = response.context["lines"]
    assert (named, year) == (programme, 2)
    assert (line.places, line.asked, line.waiting, line.left) == (20, "31", "26", "15")
    assert line.verdict == "Te weinig plekken"
    by_institution = {pk: line for pk, _, line in response.context["institutions"]}
    assert (by_institution[first.institution_id].left, by_institution[second.institution_id].left) == ("5", "10")


@pytest.mark.django_db
def test_no_name_of_a_student_and_no_small_number(region, period):
    offer = offer_of(period, ProgrammeFactory(), 10)
    stages = place(offer, 2)
    url = f"{reverse('region-supply')}?periode={period.pk}"
    exported = region.get(reverse("region-supply-export", args=["csv"]) + f"?periode={period.pk}")
    for text in (text_of(region.get(url)), exported.content.decode("utf-8-sig")):
        assert "minder dan 5" in text
        for stage in stages:
            assert stage.student.last_name not in text


@pytest.mark.django_db
def test_choices_narrow_page_and_download(region, period):
    wanted, other = offer_of(period, ProgrammeFactory(), 3), offer_of(period, ProgrammeFactory(), 8)
    for query in (f"opleiding={wanted.programme_id}", f"instelling={wanted.institution_id}"):
        response = region.get(f"{reverse('region-supply')}?periode={period.pk}&{query}")
        assert [programme for programme, _, _ in response.context["lines"]] == [wanted.programme]
        url = f"{reverse('region-supply-export', args=['xlsx'])}?periode={period.pk}&{query}"
        rows = list(load_workbook(io.BytesIO(region.get(url).content)).active.iter_rows(values_only=True))
        assert [row[1] for row in rows[1:]] == [wanted.institution.name]
    assert other.institution.name in text_of(region.get(f"{reverse('region-supply')}?periode={period.pk}"))


@pytest.mark.django_db
def test_who_still_has_to_deliver(region, period):
    late, ready = SchoolFactory(name="ROC Later"), SchoolFactory(name="ROC Klaar")
    institution = InstitutionFactory(name="Kadeburg")
    for school in (late, ready):
        SchoolDemandFactory(school=school, institution=institution, period=period, number=9)
    PlacementRequestFactory(student__school=ready, institution=institution, period=period)
    text = text_of(region.get(f"{reverse('region-supply')}?periode={period.pk}"))
    assert "ROC Later verwacht 9 studenten bij Kadeburg. Er is nog geen lijst." in text
    assert "ROC Klaar verwacht" not in text


@pytest.mark.django_db
def test_without_a_choice_it_opens_with_the_first_period_to_come(region, period):
    PeriodFactory(starts_on=period.ends_on + timedelta(days=3))
    PeriodFactory(
        starts_on=timezone.localdate() - timedelta(days=40),
        ends_on=timezone.localdate() + timedelta(days=1),
    )
    assert region.get(reverse("region-supply")).context["period"] == period


@pytest.mark.django_db
def test_as_many_queries_for_3_as_for_300_rows(region, period):
    url = f"{reverse('region-supply')}?periode={period.pk}"
    programmes = [ProgrammeFactory() for _ in range(25)]

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert region.get(url).status_code == 200
        return len(captured)

    ask(offer_of(period, programmes[0], 2), 1)
    offer_of(period, programmes[1], 2)
    few = queries()
    leerplaatsen = [LeerplaatsFactory() for _ in range(6)]
    for leerplaats in leerplaatsen:
        for programme in programmes:
            for year in (1, 2):
                PlaceOfferFactory(leerplaats=leerplaats, period=period, programme=programme, year=year)
    assert queries() == few
