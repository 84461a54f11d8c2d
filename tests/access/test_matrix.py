"""Every address, as everybody, with every method."""

import pytest

from tests.access import checks
from tests.access.kinds import KINDS
from tests.access.matrix import AGAIN, PUBLIC, ROWS

pytestmark = pytest.mark.django_db


def test_every_address_is_in_the_matrix_and_nothing_else():
    assert checks.check_names(ROWS) == []


def test_public_views_are_these_and_no_others():
    assert checks.check_public(PUBLIC) == []


def test_no_view_is_exempt_from_the_csrf_check():
    assert checks.check_csrf_is_on() == []


@pytest.mark.parametrize("row", [*ROWS, *AGAIN], ids=lambda row: row.name)
def test_address_opens_for_whom_it_should(worlds, row):
    a, _, cookies = worlds
    assert checks.check_row(row, KINDS[row.kind], a, cookies) == []


@pytest.mark.parametrize("row", [row for row in ROWS if "POST" in row.methods], ids=lambda row: row.name)
def test_post_needs_a_csrf_token(worlds, row):
    a, _, cookies = worlds
    assert checks.check_csrf(row, KINDS[row.kind], a, cookies) == []
