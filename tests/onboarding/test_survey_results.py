"""Results of questionnaires: numbers from five answers on, where to begin, files, and what the region reads."""

import csv
import html
import io

import pytest
from django.urls import reverse
from django.utils.http import urlencode
from openpyxl import load_workbook

from onboarding.enums import SurveyKind
from onboarding.survey_questions import questions_of
from onboarding.survey_repairs import repairs_for
from profiles.enums import Role
from tests.factories import AnswerBagFactory, LeerplaatsFactory, person
from toolbox.enums import Answer

pytestmark = pytest.mark.django_db
SAFE, KEEP = "Ik voelde me veilig.", "Wat moet blijven?"


@pytest.fixture
def place():
    return LeerplaatsFactory()


@pytest.fixture
def leader(client, place):
    client.force_login(person(Role.PRAKTIJKOPLEIDER, place.institution, place))
    return client


def full(place, half_year="2026-2", **counts):
    return AnswerBagFactory(
        leerplaats=place,
        number=5,
        closed=True,
        half_year=half_year,
        counts=counts.pop("counts", {SAFE: {"5": 3, "1": 2}, KEEP: {"written": 1, "unsaid": 4}}),
        words={KEEP: ["=HYPERLINK(1) rust"]},
    )


def test_an_open_bag_says_that_there_are_not_five_and_not_how_many(leader, place):
    AnswerBagFactory(leerplaats=place, number=4, counts={SAFE: {"1": 4}}, words={KEEP: ["Geheim"]})
    for page in (reverse("survey-list"), reverse("survey-results", args=[place.pk, "hele-stage"])):
        answer = leader.get(page)
        assert "Nog geen vijf antwoorden: zo blijft het anoniem." in answer.text
        assert "4 antwoorden" not in answer.text
        assert "Geheim" not in answer.text
    assert leader.get(reverse("survey-download", args=[place.pk, "hele-stage", "csv"])).status_code == 404


def test_results_show_numbers_bars_low_answers_and_where_to_begin(leader, place):
    full(place)
    full(place, half_year="2026-1")
    answer = leader.get(reverse("survey-results", args=[place.pk, "hele-stage"]))
    row = answer.context["parts"][0].tables[0].rows[0]
    assert (row.question, row.tally.total, row.tally.low, dict(row.cells)["Helemaal wel"]) == (SAFE, 10, 4, 6)
    assert sum(piece.width for piece in row.bar) == 100
    assert row.repair.label == "Wat je van elkaar verwacht, in het profiel"
    assert "4 van 10 laag" in answer.text
    assert "rust" in answer.text
    assert [cell[:2] for cell in answer.context["trends"][0].cells] == [
        ("Eerste helft van 2026", "3 van 5"),
        ("Tweede helft van 2026", "3 van 5"),
    ]
    half = leader.get(reverse("survey-results", args=[place.pk, "hele-stage"]), {"halfjaar": "2026-1"})
    assert half.context["reading"].number == 5


def test_a_half_year_is_named_and_holds_for_heading_files_and_what_we_do(leader, place):
    full(place)
    full(place)
    full(place, half_year="2026-1", counts={SAFE: {"5": 1, "1": 4}})
    address = reverse("survey-results", args=[place.pk, "hele-stage"])
    files = reverse("survey-download", args=[place.pk, "hele-stage", "csv"])
    both = leader.get(address).text
    assert "15 antwoorden uit de eerste helft van 2026 en de tweede helft van 2026." in both
    assert f'href="{files}"' in both
    half = leader.get(address, {"halfjaar": "2026-1"}).text
    assert "5 antwoorden uit de eerste helft van 2026." in half and "15 antwoorden" not in half
    assert f'href="{files}?halfjaar=2026-1"' in half
    text = leader.get(files, {"halfjaar": "2026-1"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert {row[2] for row in rows} == {"Eerste helft van 2026"} and [row[6] for row in rows] == ["4", "1"]
    page = leader.get(reverse("improvement-new", args=[place.pk]), {"lijst": "hele-stage", "vraag": SAFE}).text
    assert f"“{SAFE}” 8 van 15 vonden dit niet." in page
    asked = {"lijst": "hele-stage", "vraag": SAFE, "halfjaar": "2026-1"}
    page = leader.get(reverse("improvement-new", args=[place.pk]), asked).text
    assert f"“{SAFE}” 4 van 5 vonden dit niet. We telden de eerste helft van 2026." in page
    assert html.escape(urlencode(asked).replace("+", "%20")) in half


def test_a_choice_is_a_list_of_answers_and_what_is_low_leads_to_its_question(leader, place):
    [question] = [one for one in questions_of(SurveyKind.STOPPED, place) if one.answer == Answer.CHOICE][:1]
    counts = {question.text: {question.options[1]: 6, "unsaid": 4}, SAFE: {"1": 10}}
    AnswerBagFactory(leerplaats=place, number=10, closed=True, kind=SurveyKind.STOPPED, counts=counts)
    answer = leader.get(reverse("survey-results", args=[place.pk, "eerder-gestopt"]))
    tables = [table for part in answer.context["parts"] for table in part.tables]
    [row] = [table.rows[0] for table in tables if table.is_choice]
    shown = [(label, number) for label, number, _ in row.choices]
    assert shown == [*((one, 6 * (one == question.options[1])) for one in question.options), ("Niet gezegd", 4)]
    assert [piece.width for piece in row.choices[1][2]] == [60, 40]
    [low] = answer.context["low"]
    assert f'<a href="#{low.anchor}">{SAFE}</a>' in answer.text and answer.text.count(f'id="{low.anchor}"') == 1


def test_what_is_often_low_stands_on_top_and_choices_in_the_order_of_the_list(leader, place):
    [question] = [one for one in questions_of(SurveyKind.TEAM, place) if one.answer == Answer.CHOICE][:1]
    turned = dict.fromkeys(sorted(question.options, reverse=True), 5)
    AnswerBagFactory(
        leerplaats=place, number=20, closed=True, kind=SurveyKind.TEAM, counts={question.text: turned, SAFE: {"1": 5}}
    )
    answer = leader.get(reverse("survey-results", args=[place.pk, "begeleiders"]))
    rows = {row.question: row for part in answer.context["parts"] for table in part.tables for row in table.rows}
    labels = [label for label, _ in rows[question.text].cells]
    assert labels[: len(question.options)] == list(question.options)
    assert [row.question for row in answer.context["low"]] == [SAFE]
    assert answer.text.index("5 van 5 laag") < answer.text.index('id="deel-1"')


def test_every_question_that_the_region_asks_leads_somewhere_that_opens(leader, place):
    questions = [one.text for one in questions_of(SurveyKind.STAGE, place) if one.answer != Answer.OPEN]
    found = repairs_for(questions, place)
    assert set(questions) - found.keys() <= {"Zou je deze leerplaats aanraden aan andere studenten?", *questions[-1:]}
    for address in {repair.url for repair in found.values()}:
        assert leader.get(address).status_code == 200, address


def test_the_region_reads_totals_of_an_institution_without_words(client, place):
    full(place)
    address = reverse("institution-survey-results", args=[place.institution_id, "hele-stage"])
    files = reverse("institution-survey-download", args=[place.institution_id, "hele-stage", "csv"])
    client.force_login(person(Role.COORDINATOR, place.institution))
    assert "rust" in client.get(address).text
    assert "rust" in client.get(files).content.decode()
    client.force_login(person(Role.REGIONAL_ADMIN))
    page = client.get(address).text
    assert SAFE in page
    assert "rust" not in page + client.get(files).content.decode()


def test_a_file_holds_the_same_numbers_and_a_formula_stays_text(leader, place):
    full(place)
    text = leader.get(reverse("survey-download", args=[place.pk, "hele-stage", "csv"])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [row[5:] for row in rows if row[4] == SAFE] == [["Helemaal niet", "2", "5"], ["Helemaal wel", "3", "5"]]
    assert "'=HYPERLINK(1) rust" in [row[5] for row in rows]
    book = leader.get(reverse("survey-download", args=[place.pk, "hele-stage", "xlsx"])).content
    cells = [cell for row in load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if str(cell.value).startswith("=")} == {"s"}


def test_a_file_has_the_order_of_the_page(leader, place):
    questions = questions_of(SurveyKind.STAGE, place)
    scale = [one.text for one in questions if one.answer == Answer.SCALE]
    mark = next(one.text for one in questions if one.answer == Answer.MARK)
    counts = {text: {"5": 5} for text in sorted(scale, key=len)} | {"Oude vraag": {"5": 5}}
    full(place, counts={mark: {"cijfer 10": 1, "cijfer 2": 2, "unsaid": 2}, **counts})
    text = leader.get(reverse("survey-download", args=[place.pk, "hele-stage", "csv"])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    order = [one.text for one in questions if one.text in {mark, *scale}]
    asked = list(dict.fromkeys(row[4] for row in rows))
    assert asked == [*order, "Oude vraag"]
    assert [row[5] for row in rows if row[4] == mark] == ["2", "10", "Niet gezegd"]


@pytest.mark.parametrize("role", [Role.PRAKTIJKOPLEIDER, Role.COORDINATOR, Role.REGIONAL_ADMIN])
def test_questionnaires_and_figures_are_marked_in_the_menu_and_go_back_to_the_toolbox(client, place, role):
    where = () if role == Role.REGIONAL_ADMIN else (place.institution, place)
    client.force_login(person(role, *where[: 2 if role == Role.PRAKTIJKOPLEIDER else 1]))
    for name in ("survey-list", "figures"):
        answer = client.get(reverse(name))
        assert f'<p class="back"><a href="{reverse("toolbox-home")}">' in answer.text
        assert [url for _, url, is_current in answer.context["menu"] if is_current] in (
            [reverse("toolbox-home")],
            [reverse(name)],
        )


def test_figures_of_a_leerplaats_lead_to_its_own_questionnaires(leader, place):
    for _ in range(2):
        page = leader.get(reverse("survey-list")).text
        address = f"leerplaats-{place.pk}"
        assert page.count(f'id="{address}"') == 1
        assert f'href="{reverse("survey-list")}#{address}"' in leader.get(reverse("figures")).text
        full(place)


def test_queries_of_the_list_do_not_grow_with_the_leerplaatsen(client, place, django_assert_max_num_queries):
    coordinator = person(Role.COORDINATOR, place.institution)
    client.force_login(coordinator)
    for other in [place, *(LeerplaatsFactory(location=place.location) for _ in range(6))]:
        full(other)
    with django_assert_max_num_queries(12):
        client.get(reverse("survey-list"))
