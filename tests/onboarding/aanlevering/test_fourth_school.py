"""A fourth school: text with tabs in UTF-16, one field for the name, weeks, and words of its own, explained once."""

from datetime import date

import pytest

from onboarding.aanlevering import AskedWord, KnownPeriod, layout_of, open_list, read_layout

FIRST, SECOND = "havenvakschool-deelnemers.txt", "havenvakschool-deelnemers-december.txt"
PERIOD = (KnownPeriod(10, "Voorjaar 2027", date(2027, 2, 1), date(2027, 6, 30)),)
WORDS = {"programme": {"vp4": 1, "vz3": 2, "hz2": 3}, "year": {"l2": 2}, "weekdays": {"dagdeel a": [0, 1]}}


@pytest.fixture
def first(school_file):
    return open_list(school_file(FIRST))


def test_columns_are_found_below_the_titles_and_a_birthday_is_not_read(first):
    assert first.rows[0].number == 5
    assert [column.name for column in first.never_read] == ["Geb.datum"]
    assert first.unknown == ("Blok", "Wpl.")
    assert [row.sentence for row in first.ignored] == ["Rij 29 ('Aantal') is geen student. Die slaan we over."]
    assert "2008" not in str(first.rows)


def test_words_of_the_school_are_asked_with_their_rows_and_our_guess(first, checked):
    assert checked(first, periods=PERIOD).words == (
        AskedWord("programme", "VP4", 9, guess=1),
        AskedWord("programme", "VZ3", 9, guess=2),
        AskedWord("programme", "HZ2", 6, guess=3),
        AskedWord("year", "L2", 6),
        AskedWord("weekdays", "dagdeel A", 3),
    )


def test_explained_words_count_in_every_row_and_are_told_once_more(first, checked):
    preview = checked(first, periods=PERIOD, meanings=WORDS)

    assert preview.summary == "24 rijen. 21 goed, 0 nakijken, 3 fout."
    assert [word.meaning for word in preview.words] == [1, 2, 3, 2, [0, 1]]
    assert {row.values["year"] for row in preview.rows if row.values["programme_id"] == 2} == {2}
    assert preview.rows[5].values["weekdays"] == [0, 1]


def test_each_fault_is_a_sentence(first, checked):
    problems = [
        one.sentence
        for row in checked(first, periods=PERIOD, meanings=WORDS).rows
        for one in row.problems
        if one.severity == "error"
    ]

    assert problems == [
        "Rij 11: welke datum is 2-4-27? Schrijf de maand voluit en het jaar met 4 cijfers.",
        "Rij 18: er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl.",
        "Rij 25: in de naam 'Linde' mist een voornaam of achternaam. Bijvoorbeeld Meer, Fleur van der.",
    ]


def test_names_and_weeks_are_read(first, checked):
    rows = checked(first, periods=PERIOD, meanings=WORDS).rows
    parts = [tuple(row.values[key] for key in ("given_name", "infix", "last_name")) for row in rows]

    assert parts[:5] == [
        ("Fleur", "van der", "Meer"),
        ("Joris", "'t", "Hooft"),
        ("Mila", "d'", "Angelo"),
        ("Sofía", "de la", "Cruz"),
        ("Amira", "", "Visser"),
    ]
    assert rows[2].values["ends_on"] == "2027-06-25"
    assert [problem.sentence for problem in rows[2].problems] == [
        "Rij 7: 'week 25 2027' lezen we als 25 juni 2027.",
    ]


def test_the_next_list_starts_with_the_columns_of_the_last_one(first, school_file):
    second = open_list(school_file(SECOND))
    remembered = layout_of(first.header, first.guessed | {"town": 9})

    layout = read_layout(second.header, second.guessed, remembered)

    assert layout.mapping["town"] == second.header.index("Wpl.")
    assert layout.new == ("BPV dagen", "Mentor")
    assert layout.gone == (("stagedagen", "bpv dgn", "BPV dagen"),)


def test_a_column_that_nobody_reads_stays_unread_and_is_not_new(first):
    remembered = layout_of(first.header, {key: place for key, place in first.guessed.items() if key != "remark"})

    layout = read_layout(first.header, first.guessed, remembered)

    assert "remark" not in layout.mapping
    assert (layout.new, layout.gone) == ((), ())


def test_three_columns_with_one_name_keep_their_order():
    header = ("Voornaam", "Voorkeur", "Voorkeur", "Voorkeur")
    chosen = {"given_name": 0, "wish_1": 3, "wish_2": 2, "wish_3": 1}

    assert read_layout(header, {"wish_1": 1}, layout_of(header, chosen)).mapping == chosen


def test_nothing_remembered_gives_the_guess(first):
    assert read_layout(first.header, first.guessed, {}).mapping == first.guessed
