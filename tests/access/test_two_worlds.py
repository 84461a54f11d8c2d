"""Nothing of institution B or its school ever reaches anybody of institution A, and nothing of it changes."""

import pytest

from tests.access import crawl
from tests.access.matrix import AGAIN, KINDS, ROWS
from tests.access.worlds import CANARY, models_of_ours, texts_without_canary
from tests.factories import PlacementRequestFactory

pytestmark = pytest.mark.django_db

PEOPLE = [name for name in crawl.OF_WORLD_A if name not in ("visitor", "no_role", "ended_membership")]
OF_WORLD_B = {who: f"other_{who}" for who in ("student", "coordinator", "schoolcoordinator")}
# Pages on which even the people of B see no text of B: they show no row, or only what the region shares.
WITHOUT_TEXT_OF_B = frozenset({"home", "import-example", "match-confirmed", "print-file"})


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
    assert crawl.try_ids_in_filters(ROWS, a, b, cookies[who]) == []


@pytest.mark.parametrize("who", crawl.OF_WORLD_A)
def test_address_with_an_id_of_b_does_not_exist(worlds, who):
    a, b, cookies = worlds
    assert crawl.try_ids_in_addresses([*ROWS, *AGAIN], a, b, cookies[who]) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_form_with_an_id_of_b_changes_nothing_of_b(worlds, who):
    a, b, cookies = worlds
    rows = [row for row in ROWS if who in KINDS[row.kind].enters]
    assert crawl.try_ids_in_forms(rows, a, b, cookies[who]) == []


def test_student_who_asks_both_institutions_brings_nothing_of_b_along(worlds):
    """The school knows both requests; the institutions only their own."""
    a, b, cookies = worlds
    elsewhere = {"institution": b.institution, "period": b.period, "programme": b.programme}
    with crawl.undone():
        PlacementRequestFactory(student=a.student, remark=CANARY, wishes=[CANARY], **elsewhere)
        for who in ("coordinator", "praktijkopleider", "werkbegeleider", "student"):
            assert crawl.look_around(ROWS, a, cookies[who]) == []
        assert CANARY in crawl.fetch(cookies["schoolcoordinator"], f"/werk/studenten/{a.student.pk}")[1]


def test_people_of_b_do_see_the_canary_so_that_it_could_leak(worlds):
    _, b, cookies = worlds
    silent = set()
    for row in ROWS:
        kind = KINDS[row.kind]
        mine = [OF_WORLD_B[who] for who in kind.enters if who in OF_WORLD_B]
        if "GET" not in row.methods or not mine or kind == KINDS["everybody"]:
            continue
        (url,) = crawl.addresses(row, b)
        if not any(CANARY in crawl.fetch(cookies[who], url)[1] for who in mine):
            silent.add(row.name)
    assert silent == WITHOUT_TEXT_OF_B
