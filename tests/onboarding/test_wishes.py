"""Wishes in the words of schools, found back in leerplaatsen."""

from types import SimpleNamespace

import pytest

from onboarding.wishes import OWN_WORKPLACE, leerplaatsen_for
from profiles.enums import Sector

KADE = SimpleNamespace(pk=1, sector=Sector.HOSPITAL, sort_name="de kade", search_words="hersenen kade neurologie zuid")
REE = SimpleNamespace(pk=2, sector=Sector.HOSPITAL, sort_name="de ree", search_words="geriatrie ouderen zuid")
ROER = SimpleNamespace(pk=3, sector=Sector.NURSING_HOME, sort_name="team roer", search_words="roer team woonzorg")


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("De Kade", {1}),
        ("kade", {1}),
        ("De Ree", {2}),  # no word of more than three letters
        ("Neurologie", {1}),
        ("VVT", {3}),
        ("ziekenhuis", {1, 2}),
        ("De Vuurtoren", set()),
        ("", set()),
        (OWN_WORKPLACE, set()),
    ],
)
def test_a_wish_is_a_name_or_a_kind_of_care(wish, found):
    assert leerplaatsen_for(wish, [KADE, REE, ROER]) == found
