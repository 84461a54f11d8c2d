"""The list for the Stagefonds: recomputed by hand, without names, and what is missing is said."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from onboarding.models import Placement, PlacementRequest
from onboarding.stagefonds import school_years, stagefonds_list
from profiles.enums import Role
from profiles.models import ProfileVersion
from tests import factories as make

pytestmark = pytest.mark.django_db
# Monday and Tuesday from 7 September up to and including 22 September 2020: three weeks, six days.
FIRST, LAST, TODAY, YEAR = date(2020, 9, 7), date(2020, 9, 22), date(2021, 1, 4), "2020-2021"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def home():
    return make.InstitutionFactory()


@pytest.fixture
def nurse():
    return make.ProgrammeFactory(name="Mbo-verpleegkundige", codes=["25655"], level=4)


def stage_of(home, programme, *, way="bol", hours="16", number="100123401", first=FIRST, last=LAST, **values):
    leerplaats = make.LeerplaatsFactory(location__institution=home)
    make.LeerplaatsprofielFactory(leerplaats=leerplaats, answers={**make.ANSWERS, "leerbedrijf": number}, online=True)
    offer = make.PlaceOfferFactory(leerplaats=leerplaats, programme=programme)
    stage = make.PlacementFactory(offer=offer, **values)
    asked = {"hours_per_week": Decimal(hours) if hours else None, "learning_way": way}
    PlacementRequest.objects.filter(pk=stage.request_id).update(**asked, starts_on=first, ends_on=last)
    Placement.objects.filter(pk=stage.pk).update(starts_on=first, ends_on=last, weekdays=[0, 1], days_off=[])
    return stage


def rows(found):
    return [(one.number, one.codes, one.way, one.stages, one.weeks, one.hours, one.fte) for one in found.lines]


def test_stages_that_are_here_and_removed_ones_are_one_list(home, nurse):
    stage = stage_of(home, nurse)  # 3 weeks, 48 hours
    make.RealisedStageFactory(
        leerplaats=stage.leerplaats,
        programme=nurse,
        learning_way="bol",
        school_year=YEAR,
        weeks=20,
        hours=Decimal("672.0"),
    )
    stage_of(home, nurse, way="bbl", hours="24")  # 3 weeks, 72 hours
    stage_of(home, nurse, status="cancelled", cancelled_at="2020-09-01T10:00Z")
    found = stagefonds_list(home, YEAR, TODAY)
    assert rows(found) == [
        ("100123401", "25655", "bbl", 1, 3, Decimal("72.0"), Decimal("0.06")),  # 72 / 1280 = 0.05625
        ("100123401", "25655", "bol", 2, 23, Decimal("720.0"), Decimal("0.50")),  # 720 / 1440
    ]
    assert (found.stages, found.hours, found.fte) == (3, Decimal("792.0"), Decimal("0.56"))
    assert not found.missing
    assert school_years(home, TODAY) == [YEAR]


def test_an_early_stop_and_a_running_stage_count_up_to_their_real_end(home, nurse):
    stage_of(home, nurse, last=date(2020, 9, 14))  # 2 weeks, 3 days of 8 hours
    assert rows(stagefonds_list(home, YEAR, TODAY))[0][3:6] == (1, 2, Decimal("24.0"))
    assert rows(stagefonds_list(home, YEAR, FIRST))[0][3:6] == (1, 1, Decimal("8.0"))


def test_what_is_missing_is_named_and_not_guessed(client, home):
    stage = stage_of(home, make.ProgrammeFactory(name="Nieuwe opleiding", codes=[]), way="", hours="", number="")
    found = stagefonds_list(home, YEAR, TODAY)
    assert rows(found) == [("", "", "", 1, 3, Decimal(0), None)]
    client.force_login(make.person(Role.COORDINATOR, home))
    page = text(client.get(reverse("stagefonds"), {"schooljaar": YEAR}))
    assert "Bij 1 stage ontbreekt de leerweg." in page
    assert "Bij 1 stage ontbreken de uren per week." in page
    assert "Bij 1 leerplaats ontbreekt het nummer van het leerbedrijf." in page
    assert "Bij 1 opleiding ontbreekt de code: Nieuwe opleiding." in page
    assert reverse("request-change", args=[stage.request_id]) in page
    assert reverse("profile-part", args=[stage.leerplaats_id, 7]) in page


def test_the_sums_say_what_is_in_the_hours_and_not_in_the_fte(client, home, nurse):
    stage_of(home, nurse)  # 48 hours
    stage_of(home, nurse, way="", hours="24")  # 72 hours, no fte
    stage_of(home, nurse, hours="")
    client.force_login(make.person(Role.COORDINATOR, home))
    page = text(client.get(reverse("stagefonds"), {"schooljaar": YEAR}))
    assert "<dd>120,0<span" in page
    assert "Zonder 1 stage waarvan de uren ontbreken." in page
    assert "<dd>0,03<span" in page
    assert "Zonder 72,0 uur: daarvan ontbreekt de leerweg." in page


def test_of_removed_stages_only_the_number_is_missing(home, nurse):
    leerplaats = make.LeerplaatsFactory(location__institution=home)
    make.RealisedStageFactory(leerplaats=leerplaats, programme=nurse, school_year=YEAR, weeks=2, hours=None)
    missing = stagefonds_list(home, YEAR, TODAY).missing
    assert (missing.removed_ways, missing.removed_hours, missing.ways, missing.hours) == (1, 1, [], [])


def test_downloads_hold_the_same_without_names_and_a_formula_stays_text(client, home, nurse):
    stage = stage_of(home, nurse)
    answers = {**make.ANSWERS, "leerbedrijf": "=1+1"}
    ProfileVersion.objects.filter(leerplaats=stage.leerplaats).update(answers=answers)
    make.RealisedStageFactory(
        leerplaats=stage.leerplaats, programme=nurse, learning_way="voltijd", school_year=YEAR, weeks=20, hours=None
    )
    client.force_login(make.person(Role.COORDINATOR, home))
    table = client.get(reverse("stagefonds-download", args=["csv"]), {"schooljaar": YEAR}).content.decode("utf-8-sig")
    assert table.splitlines()[1] == f"{YEAR};'=1+1;Mbo-verpleegkundige;25655;bol;1;3;48,0;0;0,03"
    assert table.splitlines()[2].endswith(";1;20;0;1;0,00")  # a removed stage counts in whole weeks too
    assert stage.student.last_name not in table
    book = client.get(reverse("stagefonds-download", args=["xlsx"]), {"schooljaar": YEAR}).content
    sheet = load_workbook(BytesIO(book)).active
    assert [cell.value for cell in sheet[2]][1] == "=1+1"
    assert sheet["B2"].data_type == "s"
    assert (sheet["G2"].value, sheet["G3"].value) == (3, 20)
    assert (sheet["H2"].value, sheet["J2"].value) == (48, 0.03)


def test_a_school_year_that_is_not_there_shows_the_newest(client, home, nurse):
    stage_of(home, nurse)
    stage_of(home, nurse, first=FIRST + timedelta(days=364), last=LAST + timedelta(days=364))
    client.force_login(make.person(Role.COORDINATOR, home))
    page = client.get(reverse("stagefonds"), {"schooljaar": "2050-2051"})
    assert page.context["found"].school_year == "2021-2022"


def test_a_school_year_that_is_over_is_counted_until_its_last_day(client, home, nurse):
    stage_of(home, nurse)  # the newest there is, and long ago
    client.force_login(make.person(Role.COORDINATOR, home))
    assert "<dd>31 juli 2021</dd>" in text(client.get(reverse("stagefonds")))
