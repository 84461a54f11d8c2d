"""What the region sees: shortages first, in numbers that point at nobody."""

import io
from collections import defaultdict
from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from onboarding.models import PlacementRequest
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


def test_where_it_pinches_more_stands_above_where_places_are_left():
    parts = [
        Counted(("left",), places=3, asked=0, placed=0),
        Counted(("about enough",), places=21, asked=21, placed=5),
        Counted(("not all placed",), places=30, asked=20, placed=5),
        Counted(("too few",), places=1, asked=6, placed=0),
    ]
    found = together(parts, lambda row: row.key)
    assert [one.key[0] for one in found] == ["too few", "about enough", "not all placed", "left"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (1, "minder dan 5"), (4, "minder dan 5"), (5, "ongeveer 5"), (12, "ongeveer 10"), (13, "ongeveer 15")],
)
def test_a_small_number_is_not_said(number, words):
    assert students_in_words(number) == words


def rows_of_one(places, most):
    """Every row of so many places and at most `most` students, with and without names."""
    for there, asked in product(places, range(most + 1)):
        for placed in range(min(there, asked) + 1):
            for unnamed in range(asked - placed + 1):
                yield there, asked, placed, unnamed


def small_numbers(row):
    _, asked, placed, unnamed = row
    return asked, asked - placed, placed, unnamed, asked - unnamed


def shown(*rows):
    """Everything the page and the download can show of these institutions: each row, and their sum."""
    counted = [Counted((number, "a", 1), *row) for number, row in enumerate(rows)]
    whole = together(counted, lambda row: row.key[1:])
    return tuple(line_of(one) for one in [*counted, *whole])


def pinned(tables):
    """The shown tables from which a number of 1 to 4 students follows, however cleverly somebody reckons."""
    could_be = defaultdict(list)
    for rows in tables:
        could_be[shown(*rows)].append([number for row in rows for number in small_numbers(row)])
    return [
        seen
        for seen, possible in could_be.items()
        if any(len(set(column)) == 1 and 0 < column[0] < 5 for column in zip(*possible, strict=True))
    ]


def test_no_small_number_follows_from_a_row():
    assert pinned([row] for row in rows_of_one((0, 1, 3, 5), 12)) == []


def test_no_small_number_follows_from_two_institutions_and_their_sum():
    assert pinned(product(rows_of_one([1], 7), repeat=2)) == []


def test_never_more_places_left_than_there_are():
    for row in rows_of_one(range(4), 8):
        left = line_of(Counted((1, "a", 1), row[0] * 3, *row[1:])).left
        assert left == "minder dan 5" or int(left.removeprefix("ongeveer ")) <= row[0] * 3


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
    calm = Counted((1, "b"), places=6, asked=4, placed=0)
    whole, after = together([calm, *parts], lambda row: row.key[1:])
    line = line_of(whole, ("instelling", "instellingen"))
    assert (line.verdict, line.lacking) == ("Samen genoeg. Bij 1 instelling te weinig.", ((2, "a"),))
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
    assert (line.places, line.asked, line.waiting, line.left) == (20, "ongeveer 30", "ongeveer 25", "ongeveer 15")
    assert line.verdict == "Te weinig plekken"
    by_institution = {pk: line for pk, _, line in response.context["institutions"]}
    assert (by_institution[first.institution_id].left, by_institution[second.institution_id].left) == (
        "ongeveer 5",
        "ongeveer 10",
    )


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
    assert "ROC Later verwacht ongeveer 10 studenten bij Kadeburg. Er is nog geen lijst." in text
    assert "ROC Klaar verwacht" not in text


@pytest.mark.django_db
def test_what_a_school_may_bring_is_no_demand_on_the_table_nor_below_it(region, period):
    offer = offer_of(period, ProgrammeFactory(), 9, institution=InstitutionFactory(name="Kadeburg"))
    later, perhaps = SchoolFactory(name="ROC Later"), SchoolFactory(name="ROC Misschien")
    shared = {"institution": offer.institution, "period": period, "programme": offer.programme}
    SchoolDemandFactory(school=later, **shared, year=2, number=7, certainty=Certainty.ABOUT)
    SchoolDemandFactory(school=later, **shared, year=3, number=11, certainty=Certainty.MAYBE)
    SchoolDemandFactory(school=perhaps, **shared, year=2, number=6, certainty=Certainty.MAYBE)
    response = region.get(f"{reverse('region-supply')}?periode={period.pk}")
    [(_, _, line)] = response.context["institutions"]
    assert (line.asked, line.perhaps) == ("ongeveer 5", "ongeveer 15")
    text = text_of(response)
    assert "ROC Later verwacht ongeveer 5 studenten bij Kadeburg, en misschien nog ongeveer 10." in text
    assert "ROC Misschien verwacht misschien ongeveer 5 studenten bij Kadeburg." in text


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


@pytest.mark.django_db
def test_numbers_that_schools_announced_count_as_asked(region, period):
    offer = offer_of(period, ProgrammeFactory(), 5)
    ask(offer, 1)
    school = PlacementRequest.objects.get().school  # it delivered a list, with one name
    shared = {"school": school, "institution": offer.institution, "period": period, "programme": offer.programme}
    SchoolDemandFactory(**shared, year=2, number=26)
    SchoolDemandFactory(**shared, year=3, number=40, certainty=Certainty.MAYBE)
    text = text_of(region.get(f"{reverse('region-supply')}?periode={period.pk}"))
    assert "waarvan ongeveer 25 nog zonder namen" in text
    assert "misschien nog ongeveer 40" in text
    assert "Te weinig plekken" in text
    assert "Samen ontbreken er nog ongeveer 25 namen." in text


@pytest.mark.django_db
def test_a_list_without_all_names_is_not_called_complete(region, period):
    request = PlacementRequestFactory(period=period)
    where = {"institution": request.institution, "programme": request.programme, "year": request.year}
    SchoolDemandFactory(school=request.school, period=period, **where, number=9)
    text = text_of(region.get(f"{reverse('region-supply')}?periode={period.pk}"))
    assert "Elke school die plekken vroeg, leverde een lijst aan, maar nog niet met alle namen." in text


@pytest.mark.django_db
def test_a_choice_that_does_not_exist_is_no_choice(region, period):
    offer_of(period, ProgrammeFactory(), 5)
    response = region.get(f"{reverse('region-supply')}?periode={period.pk}&instelling=xxx&opleiding=99999")
    assert response.context["period"] == period
    assert "geldige keuze" not in text_of(response)
