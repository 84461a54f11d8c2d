"""Every check of this folder, held against a site with the fault it looks for: it must find it."""

import pytest

from tests.access import checks, crawl
from tests.access.kinds import KINDS
from tests.access.matrix import PUBLIC, ROWS, Row

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.leaking")]

LEAKING, REAL = "tests.access.leaking", "onboarding.urls"


def wrong(found):
    """The sentences without the part that differs per run."""
    return sorted({sentence.split(" as ")[-1] if " as " in sentence else sentence for sentence in found})


def cells(worlds, row):
    a, _, cookies = worlds
    return wrong(checks.check_row(row, KINDS[row.kind], a, cookies))


# --- The table itself -------------------------------------------------------------


def test_unlisted_unnamed_and_ruleless_addresses_are_found():
    found = checks.check_names(ROWS, LEAKING)
    assert "everything is not in the matrix" in found
    assert "/zonder-naam has no name" in found
    assert "/zonder-regel (without-rule) has no access rule" in found


def test_line_without_an_address_and_line_written_twice_are_found():
    rows = (*ROWS, Row("gone", "everybody"), ROWS[0])
    found = checks.check_names(rows, REAL)
    assert "gone is in the matrix, but not in the urls" in found
    assert f"{ROWS[0].name} is in the matrix twice" in found


def test_public_view_that_is_not_listed_is_found_and_the_other_way_round():
    assert checks.check_public(PUBLIC, LEAKING) == ["newly-public is public, but not listed"]
    assert checks.check_public((*PUBLIC, "member-list"), REAL) == ["member-list is listed as public, but is not"]


def test_view_without_csrf_check_is_found(worlds):
    a, _, cookies = worlds
    row = Row("without-token", "coordinator", "POST")
    assert checks.check_csrf_is_on(LEAKING) == ["/zonder-token takes a POST without CSRF token"]
    assert checks.check_csrf(row, KINDS["coordinator"], a, cookies) == ["without-token takes a POST without CSRF token"]


# --- The cells --------------------------------------------------------------------


def test_view_that_lets_the_wrong_people_in_is_found(worlds):
    found = cells(worlds, Row("for-any-account", "coordinator", shows="De Kade A"))
    assert "student: in, expected refused" in found
    assert "ended_membership: in, expected refused" in found
    assert "visitor: in, expected login" not in found  # that one is held by the default


def test_row_of_somebody_else_that_opens_is_found(worlds):
    found = cells(worlds, Row("one", "coordinator of it", address="leerplaats.pk", shows="De Kade A"))
    assert found == ["other_coordinator: in, expected nothing"]


def test_method_that_nobody_meant_is_found(worlds):
    found = cells(worlds, Row("takes-every-method", "coordinator", shows="De Kade A"))
    assert "coordinator: in, expected wrong method" in found


def test_view_that_writes_when_opened_is_found(worlds):
    found = cells(worlds, Row("counts-visits", "coordinator", shows="bezoek geteld"))
    assert found == [
        f"{who}: writes (cannot execute UPDATE in a read-only transaction)"
        for who in ("coordinator", "other_coordinator")
    ]


def test_log_of_looks_lets_no_other_page_write_and_misses_no_page_that_should(worlds, monkeypatch):
    row = Row("notes-looks", "coordinator", shows="De Kade A")
    assert cells(worlds, row) == [f"{who}: writes 1 times (who looked)" for who in ("coordinator", "other_coordinator")]
    monkeypatch.setattr(checks, "LOOKS", frozenset({"notes-looks", "one"}))
    assert cells(worlds, row) == []
    found = cells(worlds, Row("one", "coordinator of it", address="leerplaats.pk", shows="De Kade A"))
    assert "coordinator: does not note who looked" in found


def test_page_without_content_is_found(worlds):
    assert "coordinator: does not show ''" in cells(worlds, Row("empty", "coordinator"))
    assert "coordinator: does not show 'De Kade A'" in cells(worlds, Row("empty", "coordinator", shows="De Kade A"))


def test_form_that_does_nothing_is_found(worlds):
    found = cells(worlds, Row("does-nothing", "coordinator", "POST", sends={"": ""}))
    assert found == ["coordinator: writes nothing, so its refusals prove nothing"]
    found = cells(worlds, Row("does-nothing", "coordinator", "POST"))
    assert found == ["coordinator: sends nothing, so its refusals prove nothing"]


# --- The two worlds ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("everything", "GET /alles shows the canary"),
        ("links-on", "GET /alles shows the canary"),
        ("found", "GET /gevonden with {'zoek': 'kanarie'} shows the canary"),
    ],
)
def test_page_that_shows_or_links_to_a_text_of_b_is_found(worlds, name, sentence):
    a, _, cookies = worlds
    rows = [Row(name, "coordinator", shows="De Kade A")]
    assert crawl.look_around(rows, a, cookies["coordinator"]) == [sentence]


def test_filter_that_takes_an_id_of_b_is_found(worlds):
    a, b, cookies = worlds
    rows = [Row("filtered", "coordinator", shows="De Kade A")]
    found = crawl.try_ids_in_filters(rows, a, b, cookies["coordinator"])
    assert f"GET /gefilterd?leerplaats={b.leerplaats.pk} shows the canary" in found


@pytest.mark.parametrize(
    ("name", "path", "wrong_with_it"),
    [("one", "een", ["shows the canary", "answers 200"]), ("one-refused", "een-geweigerd", ["shows the canary"])],
)
def test_address_that_shows_a_row_of_b_is_found(worlds, name, path, wrong_with_it):
    a, b, cookies = worlds
    rows = [Row(name, "coordinator of it", address="leerplaats.pk", shows="De Kade A")]
    found = crawl.try_ids_in_addresses(rows, a, b, cookies["coordinator"])
    assert found == [f"GET /{path}/{b.leerplaats.pk} {fault}" for fault in wrong_with_it]


def test_address_that_changes_a_row_of_b_is_found_even_when_it_answers_404(worlds):
    a, b, cookies = worlds
    rows = [Row("rename", "coordinator of it", "POST", "leerplaats.pk", sends={"": ""})]
    found = crawl.try_ids_in_addresses(rows, a, b, cookies["coordinator"])
    assert f"POST /hernoem/{b.leerplaats.pk} changes: rows of profiles_leerplaats" in found


@pytest.mark.parametrize(
    ("name", "path", "change"),
    [
        ("limit", "beperk", "changes: profiles_membership_leerplaatsen.leerplaats_id pointing at B"),
        ("note", "noteer", "changes: copies in profiles_auditevent"),
    ],
)
def test_form_that_ties_to_b_or_copies_from_b_is_found(worlds, name, path, change):
    a, b, cookies = worlds
    rows = [Row(name, "coordinator", "GET POST", shows="form", sends={"leerplaats": "{leerplaats.pk}"})]
    found = crawl.try_ids_in_forms(rows, a, b, cookies["coordinator"])
    assert f"POST /{path} with leerplaats={b.leerplaats.pk} {change}" in found
