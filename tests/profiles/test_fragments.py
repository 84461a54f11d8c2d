"""Pieces made once per content, and the numbers below a list."""

from dataclasses import replace

import pytest
from django.core.paginator import Paginator

from profiles.catalogue import Card
from profiles.templatetags.dutch import pages_shown
from profiles.templatetags.fragments import rendered

CARD = Card(
    name="De Kade <Zuid>",
    slug="de-kade",
    institution="Kadeburg",
    place="3011 AB Rotterdam",
    care="Ziekenhuis",
    programmes="",
    status="Geen plek nu",
    has_room=False,
    address="Kadeplein 4, 3011 AB Rotterdam",
    contact="stage@kadeburg.example",
    updated="2 februari 2026",
)


def test_a_piece_is_made_once_and_anew_for_other_content():
    first = rendered(CARD, "profiles/_card.html")

    assert rendered(replace(CARD), "profiles/_card.html") is first
    assert "De Kade &lt;Zuid&gt;" in first
    assert "Plek in Voorjaar" in rendered(replace(CARD, status="Plek in Voorjaar"), "profiles/_card.html")
    assert "Plek in Voorjaar" not in first


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 150, [1, 2, 0, 150]),
        (3, 5, [1, 2, 3, 4, 5]),
        (75, 150, [1, 0, 74, 75, 76, 0, 150]),
        (150, 150, [1, 0, 149, 150]),
    ],
)
def test_the_numbers_below_a_list_stay_few(number, last, shown):
    assert pages_shown(Paginator(range(last), 1).page(number)) == shown
