"""The three lists as schools send them, from bytes to preview, with everything that is said about them."""

import json

import pytest

from onboarding.aanlevering import Preview, SchoolList, missing_columns, open_list

ROC = "roc-maasmond-bpv-feb-2027.xlsx"
DELTALAND = "mbo-deltaland-export.csv"
HOGESCHOOL = "hogeschool-delta-praktijkleren.csv"


@pytest.fixture
def preview_of(school_file, checked, programmes):
    def run(name):
        default = programmes[4] if name == HOGESCHOOL else None
        return checked(open_list(school_file(name), name), default_programme=default)

    return run


def _sentences(preview, *severities):
    return [problem.sentence for row in preview.rows for problem in row.problems if problem.severity in severities]


def _values(preview, number, *keys):
    values = next(row.values for row in preview.rows if row.number == number)
    return tuple(values[key] for key in keys)


@pytest.mark.parametrize(
    ("name", "summary"),
    [
        (ROC, "65 rijen. 60 goed, 2 nakijken, 3 fout."),
        (DELTALAND, "31 rijen. 22 goed, 1 nakijken, 8 fout."),
        (HOGESCHOOL, "45 rijen. 41 goed, 4 nakijken, 0 fout."),
    ],
)
def test_each_list_gives_its_counts(preview_of, name, summary):
    assert preview_of(name).summary == summary


def test_roc_list_is_read_below_its_titles_and_without_its_total(school_file):
    school_list = open_list(school_file(ROC))

    assert list(school_list.guessed) and len(school_list.guessed) == 21
    assert school_list.unknown == ()
    assert school_list.never_read == ()
    assert (school_list.sheet_name, school_list.other_sheets) == ("BPV lijst", ("Toelichting",))
    assert [row.sentence for row in school_list.ignored] == [
        "Rij 71 ('Totaal: 60') is geen student. Die slaan we over."
    ]
    assert (school_list.rows[0].number, school_list.rows[-1].number) == (5, 70)
    assert 65 not in [row.number for row in school_list.rows]


def test_roc_list_says_what_is_wrong_in_each_row(preview_of):
    assert _sentences(preview_of(ROC), "error", "look") == [
        "Rij 66: deze rij is gelijk aan rij 6. Deze rij slaan we over.",
        "Rij 67: 31 februari bestaat niet. Vul een andere datum in.",
        "Rij 67: dit e-mailadres staat ook in rij 7, met andere gegevens. Controleer welke rij klopt.",
        "Rij 68: de opleiding 'VP4' kennen we niet. Bedoel je Mbo-verpleegkundige?",
        "Rij 68: dit e-mailadres staat ook in rij 8, met andere gegevens. Controleer welke rij klopt.",
        "Rij 69: er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl.",
        "Rij 69: deze student lijkt op rij 9. Is het iemand anders? Controleer beide rijen.",
        "Rij 70: de laatste dag ligt vóór de eerste dag. Controleer beide datums.",
        "Rij 70: dit e-mailadres staat ook in rij 10, met andere gegevens. Controleer welke rij klopt.",
    ]


def test_roc_list_keeps_the_value_as_typed_beside_each_problem(preview_of):
    typed = {
        (row.number, problem.field): problem.value
        for row in preview_of(ROC).rows
        for problem in row.problems
        if problem.severity == "error"
    }

    assert typed == {(67, "starts_on"): "31-02-2027", (69, "email"): "geen", (70, "ends_on"): "25-1-2027"}


def test_roc_copy_is_never_stored_and_the_guess_waits_for_a_person(preview_of):
    rows = {row.number: row for row in preview_of(ROC).rows}

    assert (rows[66].status, rows[66].same_as, rows[66].importable) == ("look", 6, False)
    assert (rows[68].status, rows[68].values["programme_id"], rows[68].importable) == ("look", 1, True)
    assert (rows[67].importable, rows[5].importable) == (False, True)


def test_roc_row_has_all_its_values(preview_of):
    assert preview_of(ROC).rows[0].values == {
        "student_number": "201000",
        "given_name": "Chaima",
        "infix": "den",
        "last_name": "Yılmaz",
        "email": "201000@student.roc-maasmond.example",
        "postcode": "3202 RS",
        "town": "Spijkenisse",
        "programme_id": 4,
        "leerweg": "bol",
        "stage_label": "",
        "year": 2,
        "starts_on": "2027-02-01",
        "ends_on": "2027-06-18",
        "period_id": 10,
        "weekdays": [1, 2, 3],
        "days_per_week": 3,
        "says_days": True,
        "school_day": 0,
        "hours_per_week": 24.0,
        "wishes": ["GHZ", "VVT", "GGZ"],
        "excluded": [],
        "been_at": [],
        "remark": "geen nachtdiensten",
    }


def test_roc_dates_typed_as_text_mean_the_same_as_real_dates(preview_of):
    preview = preview_of(ROC)

    assert _values(preview, 40, "starts_on", "ends_on") == _values(preview, 5, "starts_on", "ends_on")


def test_deltaland_list_never_reads_bsn_birthday_and_allergy(school_file):
    school_list = open_list(school_file(DELTALAND))

    assert [column.sentence for column in school_list.never_read] == [
        "De kolom 'BSN' lezen we niet: een burgerservicenummer mogen we niet bewaren.",
        "De kolom 'geboortedatum' lezen we niet: geboortegegevens hebben we niet nodig.",
        "De kolom 'allergie' lezen we niet: gegevens over gezondheid horen hier niet.",
    ]
    assert school_list.unknown == ("niveau",)


def test_deltaland_forbidden_values_are_in_the_file_and_nowhere_in_what_we_keep(school_file, checked):
    data = school_file(DELTALAND)
    school_list = open_list(data)
    kept = json.dumps([school_list.to_json(), checked(school_list).to_json()])

    for canary in ("123456782", "noten", "2007-05-15"):
        assert canary in data.decode("utf-8-sig")
        assert canary not in kept
    assert "s30@mbo-deltaland.example" in kept


def test_deltaland_list_says_what_is_wrong_in_each_row(preview_of):
    unknown = "de code '99999' kennen we niet. Vul een opleiding in die we kennen, bijvoorbeeld Mbo-verpleegkundige."

    assert _sentences(preview_of(DELTALAND), "error", "look") == [
        "Rij 4: de achternaam 'Meijer-de' lijkt afgebroken. Controleer de naam.",
        f"Rij 4: {unknown}",
        f"Rij 5: {unknown}",
        f"Rij 6: {unknown}",
        "Rij 7: de achternaam 'Meijer-de' lijkt afgebroken. Controleer de naam.",
        f"Rij 8: {unknown}",
        f"Rij 20: {unknown}",
        f"Rij 27: {unknown}",
        f"Rij 33: {unknown}",
        "Rij 35: de voornaam begint met =. Vul een naam in zonder formule.",
        "Rij 35: de achternaam begint met +. Vul een naam in zonder formule.",
    ]


def test_deltaland_names_come_apart_and_days_are_chosen_with_a_note(preview_of):
    preview = preview_of(DELTALAND)

    assert _values(preview, 2, "given_name", "infix", "last_name") == ("Şeyma", "den", "Martina")
    assert _values(preview, 12, "infix", "last_name") == ("de", "O'Brien")
    assert _values(preview, 16, "infix", "last_name") == ("'t", "Molenaar")
    assert _values(preview, 2, "days_per_week", "weekdays") == (4, [0, 1, 2, 3])
    assert _values(preview, 8, "days_per_week", "weekdays") == (2, [0, 1])
    notes = _sentences(preview, "note")
    assert len(notes) == 31
    assert notes[0] == ("Rij 2: we weten de stagedagen niet. We gaan uit van maandag, dinsdag, woensdag, donderdag.")


def test_deltaland_year_comes_from_the_list_and_niveau_does_not_count(preview_of):
    assert _values(preview_of(DELTALAND), 2, "programme_id", "year") == (2, 2)


def test_hogeschool_list_without_opleiding_asks_for_one(school_file, checked, programmes):
    school_list = open_list(school_file(HOGESCHOOL))

    assert missing_columns(school_list.guessed) == {
        "programme_name": "De kolom 'opleiding' staat niet in je bestand. Kies welke kolom de opleiding is."
    }
    assert missing_columns(school_list.guessed, has_default_programme=True) == {}
    assert checked(school_list).counts == {"total": 45, "ok": 0, "look": 0, "error": 45}
    assert school_list.unknown == ("Periode",)


def test_hogeschool_list_asks_about_letters_that_the_school_lost(preview_of):
    assert _sentences(preview_of(HOGESCHOOL), "error", "look") == [
        "Rij 4: de voornaam 'eyma' begint met een kleine letter. Controleer of er een letter mist.",
        "Rij 8: de voornaam 'eyma' begint met een kleine letter. Controleer of er een letter mist.",
        "Rij 11: de achternaam 'ahin' begint met een kleine letter. Controleer of er een letter mist.",
        "Rij 14: de voornaam 'ukasz' begint met een kleine letter. Controleer of er een letter mist.",
    ]


def test_hogeschool_row_has_its_values(preview_of):
    preview = preview_of(HOGESCHOOL)

    names = ("given_name", "infix", "last_name")
    assert _values(preview, 12, *names) == ("Julia", "van der", "Achahbar")
    assert _values(preview, 6, *names) == ("Emma", "'t", "Silva")
    assert _values(preview, 18, *names) == ("Zoë", "von", "Vries")
    assert _values(preview, 2, "student_number", "year", "stage_label") == ("0900200", 2, "Praktijkleren 2")
    assert _values(preview, 2, "starts_on", "period_id") == ("2027-02-01", 10)
    assert _values(preview, 3, "starts_on", "ends_on", "period_id") == ("2027-06-21", "2027-11-05", 11)
    assert _values(preview, 2, "hours_per_week", "school_day", "weekdays") == (28.5, 3, [0, 1, 2, 4])
    assert _values(preview, 2, "wishes", "excluded") == (
        ["neurologie", "verstandelijke beperking"],
        ["eigen werkplek"],
    )


@pytest.mark.parametrize("name", [ROC, DELTALAND, HOGESCHOOL])
def test_list_and_preview_survive_being_kept_as_json(school_file, preview_of, name):
    school_list, preview = open_list(school_file(name)), preview_of(name)

    assert SchoolList.from_json(json.loads(json.dumps(school_list.to_json()))) == school_list
    assert Preview.from_json(json.loads(json.dumps(preview.to_json()))) == preview


@pytest.mark.parametrize("name", [ROC, DELTALAND, HOGESCHOOL])
def test_list_narrowed_to_its_mapped_columns_checks_the_same(school_file, checked, programmes, name):
    school_list = open_list(school_file(name))
    narrow, mapping = school_list.only(school_list.guessed)

    before = checked(school_list, default_programme=programmes[4])
    assert checked(narrow, mapping, default_programme=programmes[4]) == before
    assert narrow.unknown == ()
    assert len(narrow.header) == len(school_list.guessed)
