import pytest

from onboarding.aanlevering import KnownProgramme
from onboarding.aanlevering.programmes import ProgrammeFinder


@pytest.fixture
def find(programmes):
    return ProgrammeFinder(programmes).find


@pytest.mark.parametrize(
    ("code", "name", "key"),
    [
        ("25655", "", 1),
        ("crebo 25656", "", 2),
        ("25491", "", 2),
        ("", "verzorgende i.g.", 2),
        ("", "Mbo Verpleegkundige BBL", 1),
        ("", "Verzorgende IG (25656)", 2),
        ("25655", "Mbo-Verpleegkundige", 1),
        ("VP-2026-A", "Mbo-Verpleegkundige", 1),
        ("Verzorgende IG", "", 2),
        ("-", "HELPENDE ZORG EN WELZIJN", 3),
    ],
)
def test_opleiding_is_certain_by_code_or_whole_name(find, code, name, key):
    found = find(code, name)

    assert (found.programme.id, found.doubt) == (key, "")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("VP4", "Mbo-verpleegkundige"),
        ("VIG", "Verzorgende IG"),
        ("VIG3", "Verzorgende IG"),
        ("hbo-v", "Hbo-verpleegkunde"),
        ("Verzorgende", "Verzorgende IG"),
        ("Helpende zorg & welzijn niveau 2", "Helpende Zorg en Welzijn"),
        ("Mbo-verpleegkundge", "Mbo-verpleegkundige"),
    ],
)
def test_short_or_misspelt_name_becomes_a_question(find, name, meant):
    found = find("", name)

    assert found.programme.name == meant
    assert found.doubt == f"de opleiding '{name}' kennen we niet. Bedoel je {meant}?"


@pytest.mark.parametrize("name", ["Kapper", "VP3", "VIG4", "zorg", "x"])
def test_name_of_something_else_gives_no_guess(find, name):
    found = find("", name)

    assert found.programme is None
    assert found.doubt == (
        f"de opleiding '{name}' kennen we niet. Vul een opleiding in die we kennen, bijvoorbeeld Mbo-verpleegkundige."
    )


def test_short_name_in_the_column_for_codes_becomes_a_question_too(find):
    assert find("VIG", "").doubt == "de opleiding 'VIG' kennen we niet. Bedoel je Verzorgende IG?"


def test_region_without_opleidingen_gives_no_example():
    assert ProgrammeFinder([]).find("99999", "").doubt == (
        "de code '99999' kennen we niet. Vul een opleiding in die we kennen."
    )


def test_code_and_name_that_disagree_are_something_to_look_at(find):
    found = find("25655", "Verzorgende IG")

    assert found.programme.id == 1
    assert found.doubt == (
        "code 25655 hoort bij Mbo-verpleegkundige, maar in de lijst staat Verzorgende IG. Controleer de opleiding."
    )


def test_unknown_code_beside_a_known_name_is_something_to_look_at(find):
    found = find("99999", "Verzorgende IG")

    assert found.programme.id == 2
    assert found.doubt == "de code '99999' kennen we niet. We kiezen de opleiding Verzorgende IG."


def test_code_of_two_opleidingen_is_settled_by_the_name_or_asked():
    find = ProgrammeFinder([KnownProgramme(1, "Zorg A", ("11111",)), KnownProgramme(2, "Zorg B", ("11111",))]).find

    assert find("11111", "zorg b").programme.id == 2
    assert find("11111", "").doubt == "code 11111 hoort bij 2 opleidingen of meer. Is het Zorg A of Zorg B?"


def test_answer_that_names_a_vanished_opleiding_is_ignored(programmes):
    assert ProgrammeFinder(programmes, {"VP4": 99}).find("", "VP4").programme.id == 1
