"""Nothing of institution B or its school ever reaches anybody of institution A, and nothing of it changes."""

import pytest
from django.urls import reverse

from onboarding.aanlevering import example_csv
from onboarding.models import StudentImport
from tests.access import crawl
from tests.access.checks import filled_in
from tests.access.identities import browser
from tests.access.kinds import KINDS
from tests.access.matrix import AGAIN, ROWS
from tests.access.worlds import CANARY, models_of_ours, texts_without_canary
from tests.factories import PlacementRequestFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

PEOPLE = [name for name in crawl.OF_WORLD_A if name not in ("visitor", "no_role", "ended_membership")]
OF_WORLD_B = {who: f"other_{who}" for who in ("student", "coordinator", "schoolcoordinator")}
# Pages on which even the people of B see no text of B: they show no row, or only what the region shares.
WITHOUT_TEXT_OF_B = frozenset(
    {
        "my-wishes",
        "my-data-code",
        "portrait",
        "guide-print",
        "guide-sheet",
        "import-example",
        "print-file",
        "school-preparation-print",
        "supply-download",
        "stagefonds-download",
    }
)

# Pages that lead on to another one as long as nothing is chosen: what the people of B choose on them.
CHOSEN = {"placement-guides": {"stage": "{placement.pk}"}}


def test_world_b_has_a_row_of_every_model_with_a_canary_in_every_text(worlds):
    _, b, _ = worlds
    assert [model.__name__ for model in models_of_ours() if not b.rows[model]] == []
    assert texts_without_canary(b) == set()


@pytest.mark.parametrize("who", crawl.OF_WORLD_A)
def test_looking_around_shows_nothing_of_b(worlds, who):
    a, _, cookies = worlds
    assert crawl.look_around(ROWS, a, cookies[who]) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_filter_with_an_id_of_b_shows_nothing_of_b(worlds, who):
    a, b, cookies = worlds
    assert crawl.try_ids_in_filters(_opening_for(who), a, b, cookies[who]) == []


@pytest.mark.parametrize("who", crawl.OF_WORLD_A)
def test_address_with_an_id_of_b_does_not_exist(worlds, who):
    a, b, cookies = worlds
    assert crawl.try_ids_in_addresses([*ROWS, *AGAIN], a, b, cookies[who]) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_form_with_an_id_of_b_changes_nothing_of_b(worlds, who):
    a, b, cookies = worlds
    assert crawl.try_ids_in_forms(_opening_for(who), a, b, cookies[who]) == []


def _opening_for(who):
    return [row for row in ROWS if who in KINDS[row.kind].enters]


def test_student_who_asks_both_institutions_brings_nothing_of_b_along(worlds):
    """The school and the student know both requests; the institutions only their own."""
    a, b, cookies = worlds
    elsewhere = {"institution": b.institution, "period": b.period, "programme": b.programme}
    with crawl.undone():
        PlacementRequestFactory(student=a.student, remark=CANARY, wishes=[CANARY], **elsewhere)
        for who in ("coordinator", "praktijkopleider", "werkbegeleider"):
            assert crawl.look_around(ROWS, a, cookies[who]) == []
        # The wish that the student has there, and the download of all that is kept about the student.
        own_words = crawl.look_around(ROWS, a, cookies["student"])
        own_pages = ("GET /mijn-wensen", "GET /gegevens/download/")
        assert [problem for problem in own_words if not problem.startswith(own_pages)] == []
        parts = crawl.fetch(cookies["student"], "/gegevens/download/json")[0].json()["delen"]
        assert [part["model"] for part in parts if CANARY in str(part)] == ["PlacementRequest", "Wish"]
        assert CANARY in crawl.fetch(cookies["schoolcoordinator"], f"/werk/studenten/{a.student.pk}")[1]


@pytest.mark.parametrize("guessed", ["student_number", "email"])
def test_made_up_list_does_not_show_whose_a_guessed_number_or_address_is(worlds, guessed):
    """A coordinator delivers a list in the name of the school of B, with something of a student of B in it."""
    a, b, cookies = worlds
    cells = example_csv().decode("utf-8-sig").replace(";", "\t")
    typed = {"student_number": "0900201", "email": "fleur@school.nl"}[guessed]
    with crawl.undone():
        client = browser(cookies["coordinator"])
        delivered = {"school": b.school.pk, "institution": a.institution.pk}
        sent = client.post(
            "/werk/aanleveren", delivered | {"pasted": cells.replace(typed, getattr(b.student, guessed))}
        )
        made = StudentImport.objects.exclude(pk__in=b.rows[StudentImport]).latest("pk")
        assert sent["Location"] == f"/werk/aanleveren/{made.pk}/kolommen"
        ProgrammeFactory(name="Mbo-Verpleegkundige", codes=["25655"])
        client.post(f"/werk/aanleveren/{made.pk}/controle", {"cel-2-starts_on": f"{a.period.starts_on:%d-%m-%Y}"})
        made.refresh_from_db()
        numbers = [row["number"] for row in made.preview["rows"]]
        client.post(f"/werk/aanleveren/{made.pk}/controle", {"rij": numbers, "neem": numbers})
        client.post(f"/werk/aanleveren/{made.pk}/opslaan")
        made.refresh_from_db()
        assert (made.stored_count, made.preview["left_out"]) == (0, numbers)
        for page in ("/werk/studenten", f"/werk/aanleveren/{made.pk}/klaar"):
            assert CANARY not in crawl.fetch(cookies["coordinator"], page)[1]


def test_choosing_a_row_of_b_shows_nothing_of_b(worlds):
    _, b, cookies = worlds
    for name, fields in CHOSEN.items():
        chosen = {field: filled_in(value, b) for field, value in fields.items()}
        assert CANARY not in crawl.fetch(cookies["coordinator"], reverse(name), **chosen)[1]


def test_people_of_b_do_see_the_canary_so_that_it_could_leak(worlds):
    _, b, cookies = worlds
    silent = set()
    for row in ROWS:
        kind = KINDS[row.kind]
        mine = [OF_WORLD_B[who] for who in kind.enters if who in OF_WORLD_B]
        if "GET" not in row.methods or not mine or kind == KINDS["everybody"]:
            continue
        (url,) = crawl.addresses(row, b)
        chosen = {name: filled_in(value, b) for name, value in CHOSEN.get(row.name, {}).items()}
        if not any(CANARY in crawl.fetch(cookies[who], url, **chosen)[1] for who in mine):
            silent.add(row.name)
    assert silent == WITHOUT_TEXT_OF_B
