"""Figures per goal on screen, in a file and as a report: who reads what, the numbers, and nothing from an open bag."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from openpyxl import load_workbook

from onboarding.enums import StageBagKind, SurveyKind
from onboarding.figure_pages import HEADER, goals_of
from onboarding.figure_report import report_of
from onboarding.figure_subjects import of_institution, region
from onboarding.figures import EXPECTED_QUESTION, FIGURES, figures_of
from onboarding.half_years import before, half_year_of, in_words
from profiles.enums import Role
from tests.access.paper import blank_paper
from tests.factories import (
    AnswerBagFactory,
    ImprovementFactory,
    InstitutionFactory,
    LeerplaatsFactory,
    LocationFactory,
    MembershipFactory,
    StageBagFactory,
    person,
)
from tests.toolbox import pdf_reading
from toolbox.formats import figures_report
from toolbox.rendering import render_fitting

pytestmark = pytest.mark.django_db
NOTHING = "Nog geen vijf stages"


def now():
    return half_year_of(timezone.localdate())


def stages(place, talks=3, half_year=None, number=5, **changes):
    """A bag of stages of which `talks` had every talk."""
    counts = {
        "talks": {"yes": talks, "no": number - talks},
        "stopped": {"no": number - 1, "yes": 1},
        "notice": {"eight": 2, "less": number - 2},
    }
    return StageBagFactory(
        leerplaats=place,
        number=number,
        closed=number >= 5,
        half_year=half_year or now(),
        counts=changes.pop("counts", counts),
        **changes,
    )


@pytest.fixture
def place():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def coordinator(client, place):
    client.force_login(person(Role.COORDINATOR, place.institution))
    return client


def table_in(answer):
    rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    return [dict(zip(HEADER, row, strict=True)) for row in list(rows)[1:]]


def shown(answer, key):
    found = [one for _, figures in answer.context["goals"] for one in figures if one.figure.key == key]
    return found[0]


# --- Screens -----------------------------------------------------------------------


def test_every_figure_says_its_number_its_bar_and_what_is_counted(coordinator, place):
    stages(place, talks=4)
    answer = coordinator.get(reverse("figures"))
    talks = shown(answer, "talks")
    assert (talks.cell.words, talks.cell.percent) == ("4 van 5", 80)
    assert [(piece.width, piece.shade) for piece in talks.bar] == [(80, "5"), (20, "0")]
    assert [(line.label, line.number) for line in shown(answer, "notice").spread if line.number] == [
        ("8 weken of meer", 2),
        ("Minder dan 2 weken", 3),
    ]
    assert [one.name for one in FIGURES if escape(one.definition) not in answer.text] == []
    assert shown(answer, "expected").cell is None
    assert f"Alles is van de {in_words(now()).lower()}." in answer.text


def test_half_years_stand_beside_each_other_as_columns_and_as_a_table(coordinator, place):
    stages(place, talks=5)
    stages(place, talks=2, half_year=before(before(now())))
    answer = coordinator.get(reverse("figures"))
    columns = shown(answer, "talks").chart
    assert [(one.words, one.percent) for one in columns] == [("2 van 5", 40), ("5 van 5", 100)]
    assert [one.height for one in columns] == [28, 72]
    assert ['height="28"' in answer.text, 'height="72"' in answer.text] == [True, True]
    assert [f">{one.words}</td>" in answer.text for one in columns] == [True, True]


def test_reasons_of_an_early_stop_show_from_five_on(coordinator, place):
    stages(place)
    StageBagFactory(leerplaats=place, kind=StageBagKind.STOP, number=4, counts={"why": {"fit": 4}})
    assert "Waarom eerder gestopt" not in coordinator.get(reverse("figures")).text
    StageBagFactory(
        leerplaats=place, kind=StageBagKind.STOP, number=5, closed=True, counts={"why": {"fit": 3, "unsaid": 2}}
    )
    stopped = shown(coordinator.get(reverse("figures")), "stopped")
    assert [(line.label, line.number) for line in stopped.spread if line.number] == [
        ("De leerplaats en de student passen niet bij elkaar", 3),
        ("Dat zeggen we niet", 2),
    ]


def test_a_leerplaats_without_five_stages_says_so_in_the_table(coordinator, place):
    LeerplaatsFactory(location=place.location, name="De Werf")
    stages(place)
    answer = coordinator.get(reverse("figures"))
    table = answer.context["table"]
    assert [(part.name, dict(cells)["Gesprekken"].words) for part, cells in table.rows] == [("De Kade", "3 van 5")]
    assert "<strong>Nog geen vijf stages of antwoorden:</strong> De Werf.</p>" in answer.text


def test_an_open_bag_shows_nowhere(coordinator, place):
    stages(place, talks=4, number=4, counts={"talks": {"yes": 4}})
    AnswerBagFactory(leerplaats=place, kind=SurveyKind.DAY_1, number=4, counts={EXPECTED_QUESTION: {"5": 4}})
    pages = [reverse("figures"), reverse("leerplaats-figures", args=[place.pk])]
    for page in [*pages, reverse("institution-figures", args=[place.institution_id])]:
        answer = coordinator.get(page)
        assert NOTHING in answer.text
        assert not re.search(r"4 van 4|100%", answer.text)
    for name, pk in (("institution-figures-download", place.institution_id), ("leerplaats-figures-download", place.pk)):
        assert table_in(coordinator.get(reverse(name, args=[pk, "csv"]))) == []
    assert coordinator.get(reverse("institution-figures-report", args=[place.institution_id])).status_code == 404


def test_an_open_bag_is_in_no_total_file_or_report(client, place):
    stages(place, talks=3)
    stages(LeerplaatsFactory(location=place.location), number=4, counts={"talks": {"yes": 4}})
    own = {"institution-figures": [place.institution_id], "figures": []}
    for role, names in ((Role.COORDINATOR, ["institution-figures"]), (Role.REGIONAL_ADMIN, ["figures"])):
        client.force_login(person(role, place.institution if role == Role.COORDINATOR else None))
        for name in names:
            page = client.get(reverse(name, args=own[name]))
            rows = table_in(client.get(reverse(f"{name}-download", args=[*own[name], "csv"])))
            with blank_paper() as sheets:
                assert client.get(reverse(f"{name}-report", args=own[name])).content.startswith(b"%PDF")
            assert shown(page, "talks").cell.words == "3 van 5"
            assert {(row["Aantal"], row["Van"]) for row in rows if row["Cijfer"].startswith("Alle vaste")} == {
                ("3", "5")
            }
            assert "3 van 5" in sheets[0]
            assert not re.search(r"van [49]\b", page.text + sheets[0])


# --- Who reads what ----------------------------------------------------------------


def test_nobody_reads_figures_of_another_institution(client, place):
    stages(place)
    elsewhere = LeerplaatsFactory(name="Heel ergens anders")
    stages(elsewhere, talks=5)
    for role in (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER):
        client.force_login(person(role, place.institution))
        own = client.get(reverse("figures")).text
        assert "3 van 5" in own
        assert "5 van 5" not in own
        assert "Heel ergens anders" not in own
        for name in ("leerplaats-figures", "leerplaats-figures-download"):
            file = ["csv"] if name.endswith("download") else []
            assert client.get(reverse(name, args=[place.pk, *file])).status_code == 200
            assert client.get(reverse(name, args=[elsewhere.pk, *file])).status_code == 404


def test_a_praktijkopleider_reads_own_leerplaatsen_and_no_totals(client, place):
    other = LeerplaatsFactory(location=place.location, name="De Werf")
    third = LeerplaatsFactory(location=place.location, name="De Haven")
    for one, talks in ((place, 3), (other, 4), (third, 5)):
        stages(one, talks=talks)
    client.force_login(person(Role.PRAKTIJKOPLEIDER, place.institution, place, other))
    text = client.get(reverse("figures")).text
    assert ("3 van 5" in text, "4 van 5" in text, "5 van 5" in text, "12 van 15" in text) == (True, True, False, False)
    client.force_login(person(Role.PRAKTIJKOPLEIDER, place.institution, place))
    assert client.get(reverse("figures")).context["subject"].name == "De Kade"
    assert client.get(reverse("institution-figures", args=[place.institution_id])).status_code == 403


def test_who_coordinates_two_institutions_reads_both_and_chooses_one(client, place):
    elsewhere = LeerplaatsFactory()
    user = person(Role.COORDINATOR, place.institution)
    MembershipFactory(user=user, role=Role.COORDINATOR, institution=elsewhere.institution)
    stages(place)
    client.force_login(user)
    answer = client.get(reverse("figures"))
    assert f'href="{reverse("institution-figures", args=[place.institution_id])}"' in answer.text
    assert f"<strong>Nog geen vijf stages of antwoorden:</strong> {elsewhere.institution.name}." in answer.text


def test_the_region_reads_institutions_and_no_leerplaats(client, place):
    stages(place)
    client.force_login(person(Role.REGIONAL_ADMIN))
    assert place.institution.name in client.get(reverse("figures")).text
    institution = client.get(reverse("institution-figures", args=[place.institution_id])).text
    assert "3 van 5" in institution
    assert "De Kade" not in institution
    rows = table_in(client.get(reverse("institution-figures-download", args=[place.institution_id, "csv"])))
    assert {row[HEADER[0]] for row in rows} == {place.institution.name}
    assert client.get(reverse("leerplaats-figures", args=[place.pk])).status_code == 403


# --- Files -------------------------------------------------------------------------


def test_a_file_holds_each_figure_per_half_year_and_who_with_what_is_counted(coordinator, place):
    stages(place, talks=5)
    stages(place, talks=2, half_year=before(now()))
    address = reverse("institution-figures-download", args=[place.institution_id, "csv"])
    rows = [row for row in table_in(coordinator.get(address)) if row["Cijfer"] == "Alle vaste gesprekken gehouden"]
    assert [(row[HEADER[0]], row["Half jaar"], row["Aantal"], row["Van"], row["Procent"]) for row in rows] == [
        (place.institution.name, "Alles samen", "7", "10", "70"),
        (place.institution.name, in_words(before(now())), "2", "5", "40"),
        (place.institution.name, in_words(now()), "5", "5", "100"),
        ("De Kade", "Alles samen", "7", "10", "70"),
        ("De Kade", in_words(before(now())), "2", "5", "40"),
        ("De Kade", in_words(now()), "5", "5", "100"),
    ]
    assert {row["Zo tellen we"] for row in rows} == {next(one.definition for one in FIGURES if one.key == "talks")}


def test_a_name_that_looks_like_a_formula_stays_text(coordinator, place):
    place.name = "=HYPERLINK(1)"
    place.save()
    stages(place)
    names = {
        row[HEADER[0]]
        for row in table_in(coordinator.get(reverse("leerplaats-figures-download", args=[place.pk, "csv"])))
    }
    assert names == {"'=HYPERLINK(1)"}
    book = coordinator.get(reverse("leerplaats-figures-download", args=[place.pk, "xlsx"])).content
    cells = [cell for row in load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} == {"s"}


# --- The report --------------------------------------------------------------------


def test_the_report_says_the_half_year_and_the_change_against_the_one_before(place):
    stages(place, talks=4)
    stages(place, talks=2, half_year=before(now()))
    report = report_of(of_institution(place.institution), "", timezone.localdate())
    at = [figure.key for figure in FIGURES].index("talks")
    talks = report.figures[at]
    assert (report.half_year, talks.words, talks.percent) == (in_words(now()), "4 van 5", 80)
    assert talks.change == "Het half jaar ervoor: 40 procent. Van elke 100 zijn dat er nu 40 meer."
    assert report.rows[0].cells[at] == report.whole.cells[at] == ("60%", "6 van 10")
    earlier = report_of(of_institution(place.institution), before(now()), timezone.localdate())
    assert (earlier.half_year, earlier.figures[at].words) == (in_words(before(now())), "2 van 5")
    assert earlier.rows[0].cells[at] == ("40%", "2 van 5")  # nothing from after that half year


def test_the_report_names_what_was_improved_in_that_half_year_and_may_be_read(place):
    stages(place)
    made = {"leerplaats": place, "said": "De kar stond er niet.", "finished_by": person(Role.COORDINATOR)}
    ImprovementFactory(result="De kar staat klaar.", is_shown=True, finished_at=timezone.now(), **made)
    ImprovementFactory(result="Dit blijft van ons.", is_shown=False, finished_at=timezone.now(), **made)
    long_ago = timezone.now() - timezone.timedelta(days=400)
    ImprovementFactory(result="Dit is lang geleden.", is_shown=True, finished_at=long_ago, **made)
    report = report_of(region(), "", timezone.localdate())
    assert [one.result for one in report.improvements] == ["De kar staat klaar."]
    assert report.improvements[0].where == f"De Kade, {place.institution.name}"


@pytest.mark.parametrize("number", [1, 40])
def test_the_report_is_two_tagged_pages_however_much_there_is_to_say(place, number):
    for one in range(number):
        other = LeerplaatsFactory(location=place.location, name=f"Revalidatie en herstel na een beroerte, team {one}")
        stages(other)
        stages(other, half_year=before(now()))
    reasons = dict.fromkeys(("study", "other_place", "fit", "guidance", "private", "unsaid"), 5)
    StageBagFactory(
        leerplaats=place, kind=StageBagKind.STOP, number=30, closed=True, counts={"why": reasons}, half_year=now()
    )
    user = person(Role.COORDINATOR)
    for _ in range(7):
        ImprovementFactory(
            leerplaats=place,
            said="s" * 99 + " " + "t" * 100,
            result="r " * 150,
            is_shown=True,
            finished_at=timezone.now(),
            finished_by=user,
        )
    report = report_of(of_institution(place.institution), "", timezone.localdate())
    assert len(report.improvements) == 5
    pdf = pdf_reading.opened(render_fitting(figures_report.versions(report), figures_report.PAGES))
    assert len(pdf.pages) == 2
    assert pdf_reading.ua_part(pdf) == "1"
    assert pdf_reading.unmarked_texts(pdf) == []
    assert pdf_reading.tags(pdf).count("H1") == 1
    elements = pdf_reading.elements(pdf)
    assert {str(kid.S) for element in elements if element.S == "/L" for kid in element.K} == {"/LI"}
    figures = [element for element in elements if element.S == "/Figure"]
    assert "60 procent" in {str(figure.Alt) for figure in figures}


def test_the_report_of_an_earlier_half_year_can_be_chosen_on_the_page(coordinator, place):
    stages(place, talks=5)
    stages(place, talks=2, half_year=before(now()))
    address = f"{reverse('institution-figures-report', args=[place.institution_id])}?halfjaar={before(now())}"
    assert f'href="{address}"' in coordinator.get(reverse("figures")).text
    with blank_paper() as sheets:
        coordinator.get(address)
    assert f'<p class="lead">{in_words(before(now()))}</p>' in sheets[0]
    assert "2 van 5" in sheets[0]
    assert "5 van 5" not in sheets[0]


def test_what_does_not_fit_in_the_report_is_said_to_stand_in_the_file(coordinator, place):
    for one in range(25):
        stages(LeerplaatsFactory(location=place.location, name=f"Team {one:02}"))
    with blank_paper() as sheets:
        answer = coordinator.get(reverse("institution-figures-report", args=[place.institution_id]))
    assert answer["Content-Type"] == "application/pdf"
    assert "Nog 9 leerplaatsen met cijfers staan in het Excel-bestand." in sheets[0]
    assert "Van 1 leerplaats zijn er nog geen vijf stages of antwoorden." in sheets[0]
    assert ("Team 15" in sheets[0], "Team 16" in sheets[0]) == (True, False)


# --- Size --------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PRAKTIJKOPLEIDER])
@pytest.mark.parametrize("number", [3, 30])
def test_queries_do_not_grow_with_the_leerplaatsen(client, django_assert_num_queries, role, number):
    location = LocationFactory()
    for one in range(number):
        stages(LeerplaatsFactory(location=location, name=f"Team {one}"))
    client.force_login(person(role, location.institution))
    client.get(reverse("figures"))
    with django_assert_num_queries({Role.COORDINATOR: 17, Role.PRAKTIJKOPLEIDER: 13}[role]):
        assert f"Team {number - 1}" in client.get(reverse("figures")).text


@pytest.mark.parametrize("number", [3, 30])
def test_queries_of_the_region_do_not_grow_with_the_institutions(client, django_assert_num_queries, number):
    for one in range(number):
        place = LeerplaatsFactory(location=LocationFactory(institution=InstitutionFactory(name=f"Huis {one}")))
        stages(place)
    client.force_login(person(Role.REGIONAL_ADMIN))
    client.get(reverse("figures"))
    with django_assert_num_queries(15):
        assert f"Huis {number - 1}" in client.get(reverse("figures")).text


def test_queries_of_a_file_do_not_grow_with_the_leerplaatsen(coordinator, place):
    address = reverse("institution-figures-download", args=[place.institution_id, "csv"])
    numbers = []
    for number in (3, 27):
        for one in range(number):
            stages(LeerplaatsFactory(location=place.location, name=f"Team {number} {one}"))
        with CaptureQueriesContext(connection) as queries:
            assert f"Team {number} 2" in coordinator.get(address).content.decode()
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_a_figure_that_is_not_known_has_no_bar_and_no_chart():
    figures = [one for _, shown_here in goals_of(figures_of()) for one in shown_here]
    assert [one.cell for one in figures] == [None] * len(FIGURES)
    assert not any(one.bar or one.chart or one.spread for one in figures)
