"""What was agreed and what students tell in the demo region, as it is written down."""

import re
import tomllib

from onboarding.demo.agreements import MODES, STATUSES
from onboarding.demo.content import FOLDER, read_region
from profiles.base_acts import CONTENT
from profiles.models.quotes import MOST_SHOWN, TEXT_LENGTH

REGION = read_region()
PLACES = {place.key: place for institution in REGION.institutions for place in institution.leerplaatsen}
ACTS = tomllib.loads((FOLDER / "acts.toml").read_text(encoding="utf-8"))
QUOTES = tomllib.loads((FOLDER / "quotes.toml").read_text(encoding="utf-8"))["quote"]
KNOWN = {act["name"] for act in tomllib.loads(CONTENT.read_text(encoding="utf-8"))["act"]}


def test_every_act_exists_and_has_a_letter_per_year():
    known = KNOWN | {row["name"] for row in ACTS["own_act"]}
    for group in ACTS["group"]:
        assert set(group["acts"]) <= known
        assert all(len(steps) == 4 and set(steps) <= {*MODES, "-"} for steps in group["acts"].values())
    assert set(ACTS["not_for_level_2"]) <= known


def test_every_leerplaats_with_agreements_has_a_group_for_its_sector():
    sectors = {sector for group in ACTS["group"] for sector in group["sectors"]}
    assert {PLACES[key].sector for key in ACTS["leerplaatsen"]} <= sectors


def test_texts_of_students_are_short_and_fit_on_the_page():
    for quote in QUOTES:
        assert quote["leerplaats"] in PLACES
        assert quote["state"] in STATUSES
        assert len(quote["text"]) <= TEXT_LENGTH
        assert all(len(sentence.split()) <= 20 for sentence in re.split(r"(?<=[.?!])\s+", quote["text"]))
    shown = [quote["leerplaats"] for quote in QUOTES if quote["state"] == "shown"]
    assert all(shown.count(key) <= MOST_SHOWN for key in shown)


def test_who_is_there_now_studies_at_that_leerplaats():
    there = {(student.leerplaats, student.given_name) for student in REGION.students}
    assert {(quote["leerplaats"], quote["student"]) for quote in QUOTES if "student" in quote} <= there
