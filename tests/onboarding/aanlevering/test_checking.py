"""One row at a time: what a wrong value gives, and how rows are compared."""

import pytest

from onboarding.aanlevering import example_csv, missing_columns, open_list, typed_values


@pytest.fixture
def row_of(student_list, checked):
    """The checked row of one student with these changes."""
    return lambda _options=None, **change: checked(student_list(change), **(_options or {})).rows[0]


def _said(row):
    return [(problem.severity, problem.sentence.removeprefix("Rij 2: ")) for problem in row.problems]


def test_good_row_has_nothing_to_say(row_of):
    row = row_of()

    assert (row.number, row.status, row.problems) == (2, "ok", ())


@pytest.mark.parametrize(
    ("column", "typed", "sentence"),
    [
        ("Voornaam", "", "vul de voornaam in, bijvoorbeeld Fleur."),
        ("Voornaam", "@sum", "de voornaam begint met @. Vul een naam in zonder formule."),
        ("Achternaam", "-1", "de achternaam begint met -. Vul een naam in zonder formule."),
        ("Achternaam", "x" * 81, "de achternaam is te lang. Kort hem in tot 80 letters."),
        ("E-mail", "", "vul het e-mailadres in, bijvoorbeeld fleur@school.nl."),
        ("E-mail", "geen", "er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl."),
        ("E-mail", "fleur@school", "dit e-mailadres klopt niet. Schrijf het zo: naam@school.nl."),
        ("Opleiding", "", "vul de opleiding in, bijvoorbeeld Mbo-Verpleegkundige."),
        (
            "Opleiding",
            "Kapper",
            "de opleiding 'Kapper' kennen we niet. "
            "Vul een opleiding in die we kennen, bijvoorbeeld Mbo-verpleegkundige.",
        ),
        ("Leerjaar", "", "vul het leerjaar in, bijvoorbeeld 2."),
        ("Leerjaar", "7", "het leerjaar '7' kennen we niet. Vul een cijfer in van 1 tot en met 4."),
        ("Start", "", "vul de startdatum in, bijvoorbeeld 1-2-2027."),
        ("Start", "morgen", "de datum 'morgen' kunnen we niet lezen. Schrijf de datum zo: 1 februari 2027."),
        ("Start", "3/4/2027", "is 3/4/2027 3 april of 4 maart? Schrijf de maand voluit."),
        ("Eind", "1-2-2027", "de laatste dag is gelijk aan de eerste dag. Controleer beide datums."),
        ("Eind", "31-1-2027", "de laatste dag ligt vóór de eerste dag. Controleer beide datums."),
    ],
)
def test_wrong_value_in_a_needed_column_is_an_error(row_of, column, typed, sentence):
    row = row_of(**{column: typed})

    assert (row.status, row.importable) == ("error", False)
    assert ("error", sentence) in _said(row)


@pytest.mark.parametrize(
    ("column", "typed", "field", "sentence"),
    [
        ("Postcode", "30", "postcode",
         "de postcode '30' klopt niet. Schrijf hem zo: 3011 AB. Anders laten we dit leeg."),
        ("Uren per week", "80", "hours_per_week",
         "80 uur per week klopt niet. Vul een getal in van 1 tot en met 60. Anders laten we dit leeg."),
        ("Schooldag", "soms", "school_day",
         "de dagen 'soms' kunnen we niet lezen. Schrijf ze zo: di/wo/do. Anders laten we dit leeg."),
        ("Leerweg", "bul", "leerweg",
         "de leerweg 'bul' kennen we niet. Vul in: bol, bbl, voltijd, deeltijd of duaal. Anders laten we dit leeg."),
        ("Studentnummer", "??", "student_number",
         "het studentnummer '??' klopt niet. Bijvoorbeeld 0900201. Anders laten we dit leeg."),
    ],
)  # fmt: skip
def test_wrong_value_in_an_optional_column_is_left_out_after_a_look(row_of, column, typed, field, sentence):
    row = row_of(**{column: typed})

    assert (row.status, row.importable) == ("look", True)
    assert not row.values[field]
    assert _said(row) == [("look", sentence)]


@pytest.mark.parametrize("typed", ["-", "n.v.t.", "geen", "onbekend"])
def test_cell_that_says_nothing_is_empty_in_an_optional_column(row_of, typed):
    row = row_of(**{"Tussenvoegsel": typed, "Postcode": typed, "Niet plaatsen bij": typed})

    assert (row.status, row.values["infix"], row.values["postcode"]) == ("ok", "", "")
    assert row.values["excluded"] == []


def test_start_outside_every_period_is_an_error(row_of):
    row = row_of(Start="1-9-2029", Eind="1-12-2029")

    assert _said(row) == [
        ("error", "1 september 2029 valt in geen periode. Vul een andere datum in, of maak eerst een periode.")
    ]


def test_formula_in_free_text_is_just_text(row_of):
    row = row_of(Opmerking="=1+1", Woonplaats="@huis")

    assert (row.status, row.values["remark"], row.values["town"]) == ("ok", "=1+1", "@huis")


def test_long_text_is_cut_off_with_a_remark(row_of):
    row = row_of(Opmerking="a" * 301)

    assert row.values["remark"] == "a" * 300
    assert _said(row) == [("look", "deze tekst is te lang. We bewaren de eerste 300 tekens.")]
    assert row.problems[0].value == "a" * 79 + "…"


@pytest.mark.parametrize(
    ("change", "weekdays"),
    [
        ({"Dagen": "3"}, [0, 1, 2]),
        ({"Dagen": "vier"}, [0, 1, 2, 3]),
        ({"Dagen": "", "Dagen per week": "3", "Schooldag": "ma"}, [1, 2, 3]),
        ({"Dagen": "", "Uren per week": "28,5", "Schooldag": "do"}, [0, 1, 2, 4]),
        ({"Dagen": "", "Schooldag": "vr"}, [0, 1, 2, 3]),
        ({"Dagen": ""}, [0, 1, 2, 3, 4]),
        ({"Dagen": "", "Dagen per week": "5", "Schooldag": "ma t/m vr"}, [0, 1, 2, 3, 4]),
    ],
)
def test_weekdays_that_are_not_in_the_list_are_chosen_with_a_note(row_of, change, weekdays):
    row = row_of(**change)

    assert (row.status, row.values["weekdays"]) == ("ok", weekdays)
    assert {problem.severity for problem in row.problems} == {"note"}


def test_school_day_among_the_stagedagen_is_something_to_look_at(row_of):
    row = row_of(Schooldag="di")

    assert _said(row) == [("look", "dinsdag: schooldag én stagedag. Controleer de dagen.")]


def test_number_of_days_that_differs_from_the_days_is_something_to_look_at(row_of):
    row = row_of(**{"Dagen per week": "4"})

    assert _said(row) == [("look", "er staan 2 stagedagen in de lijst, geen 4. Controleer de dagen.")]


def test_second_school_day_is_told_and_not_kept(row_of):
    row = row_of(Schooldag="wo en do")

    assert (row.status, row.values["school_day"]) == ("ok", 2)
    assert _said(row) == [("note", "we bewaren 1 schooldag: woensdag.")]


def test_same_row_twice_is_skipped_also_when_written_differently(student_list, checked):
    rows = checked(student_list({}, {"E-mail": "FLEUR@School.example", "Start": "2027-02-01", "Dagen": "di, ma"})).rows

    assert [(row.status, row.same_as) for row in rows] == [("ok", None), ("look", 2)]


def test_same_email_with_other_data_is_something_to_look_at(student_list, checked):
    rows = checked(student_list({}, {"Voornaam": "Noor"})).rows

    assert [row.status for row in rows] == ["ok", "look"]
    assert rows[1].problems[0].sentence == (
        "Rij 3: dit e-mailadres staat ook in rij 2, met andere gegevens. Controleer welke rij klopt."
    )


def test_same_student_number_with_another_email_is_something_to_look_at(student_list, checked):
    rows = checked(student_list({"Studentnummer": "77"}, {"Studentnummer": "77", "E-mail": "n@school.example"})).rows

    assert rows[1].problems[0].sentence == (
        "Rij 3: dit studentnummer staat ook in rij 2, bij iemand anders. Controleer welke rij klopt."
    )


def test_rows_without_email_are_not_each_others_copy(student_list, checked):
    assert [row.same_as for row in checked(student_list({"E-mail": ""}, {"E-mail": ""})).rows] == [None, None]


def test_answer_about_an_opleiding_counts_for_every_row(student_list, checked):
    school_list = student_list({"Opleiding": "VP4"}, {"Opleiding": "vp4", "E-mail": "n@school.example"})

    rows = checked(school_list, meanings={"programme": {"vp4": 2}}).rows

    assert [(row.status, row.values["programme_id"]) for row in rows] == [("ok", 2), ("ok", 2)]


def test_default_programme_fills_only_empty_cells(student_list, checked, programmes):
    school_list = student_list({"Opleiding": ""}, {"Opleiding": "Verzorgende IG", "E-mail": "n@school.example"})

    rows = checked(school_list, default_programme=programmes[4]).rows

    assert [row.values["programme_id"] for row in rows] == [5, 2]


def test_cell_corrected_on_the_screen_replaces_what_was_typed(student_list, checked):
    school_list = student_list({"Start": "31-2-2027"})

    row = checked(school_list, corrections={2: {"starts_on": " 1-3-2027"}}).rows[0]

    assert (row.status, row.values["starts_on"]) == ("ok", "2027-03-01")


def test_typed_values_are_those_of_the_mapped_columns(student_list):
    school_list = student_list({})

    assert typed_values(school_list.rows[0], {"email": 3, "year": 5}, {"year": "3"}) == {
        "email": "fleur@school.example",
        "year": "3",
    }


def test_column_chosen_by_a_person_is_the_one_that_is_read(student_list, checked):
    school_list = student_list({"Achternaam": "Meer", "Roepnaam thuis": "Floor"})
    place = school_list.header.index("Roepnaam thuis")

    row = checked(school_list, school_list.guessed | {"given_name": place}).rows[0]

    assert row.values["given_name"] == "Floor"


def test_american_dates_in_the_list_make_every_short_date_a_question(student_list, checked):
    rows = checked(
        student_list(
            {"Start": "2-13-2027", "Eind": "2027-06-18"},
            {"Start": "2-3-2027", "Eind": "2027-06-18", "E-mail": "n@school.example"},
        )
    ).rows

    assert rows[1].problems[0].sentence == "Rij 3: is 2-3-2027 2 maart of 3 februari? Schrijf de maand voluit."


def test_name_in_one_field_without_a_column_for_it_asks_for_the_whole_name(checked):
    school_list = open_list(b"Naam\tE-mail\tOpleiding\n\tn@school.example\tVerzorgende IG\n")

    assert "Rij 2: vul de hele naam in, bijvoorbeeld Meer, Fleur van der." in [
        problem.sentence for problem in checked(school_list).rows[0].problems
    ]


def test_example_list_is_read_without_a_remark(checked):
    school_list = open_list(example_csv())

    assert missing_columns(school_list.guessed) == {}
    assert school_list.unknown == ()
    row = checked(school_list).rows[0]
    assert (row.status, row.problems) == ("ok", ())
