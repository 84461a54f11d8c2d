import pytest

from onboarding.aanlevering import FIELDS, guess_columns, missing_columns
from onboarding.aanlevering.columns import header_score
from onboarding.aanlevering.never_read import never_read_column


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_known_word_leads_to_its_field_and_is_never_forbidden(field):
    for word in field.words:
        for name in (word, word.upper(), word.replace(" ", "_"), word.replace("email", "E-mail")):
            assert guess_columns([name]) == {field.key: 0}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Achternaan", "last_name"),
        ("Startdatum BPV 2027", "starts_on"),
        ("E-mailadres (school)", "email"),
        ("Eind datum", "ends_on"),
        ("Tussenvoegsel(s)", "infix"),
        ("Voorkeur 2 locatie", "wish_2"),
        ("Studentnummr", "student_number"),
    ],
)
def test_name_that_is_nearly_known_is_guessed(name, key):
    assert guess_columns([name]) == {key: 0}


@pytest.mark.parametrize(
    "name",
    ["E-mail begeleider", "Naam docent", "Emailadres ouder", "Naam instelling", "Klas", "Niveau", "Periode", "Telefoon",
     "Cohort", "Plaats leerbedrijf", "Voorkeur4", ""],
)  # fmt: skip
def test_column_about_something_else_is_left_alone(name):
    assert guess_columns([name]) == {}


def test_surest_column_wins_wherever_it_stands():
    assert guess_columns(["E-mailadres privé", "E-mail school"]) == {"email": 1}


def test_three_columns_with_one_name_are_the_three_wishes():
    assert guess_columns(["Voorkeur", "Naam", "Voorkeur", "Voorkeur"]) == {
        "wish_1": 0,
        "full_name": 1,
        "wish_2": 2,
        "wish_3": 3,
    }


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        (["Voornaam", "Naam"], {"given_name": 0, "last_name": 1}),
        (["Naam", "Voornaam", "Achternaam"], {"given_name": 1, "last_name": 2}),
        (["Naam"], {"full_name": 0}),
    ],
)
def test_column_with_only_naam_means_what_the_others_leave(header, mapping):
    assert guess_columns(header) == mapping


def test_header_scores_above_titles_and_rows_of_students():
    title = ["Overzicht BPV-kandidaten zorg", "", ""]
    header = ["Stud.nr", "Roepnaam", "Geslacht"]
    student = ["201000", "Noor", "v"]

    assert [header_score(row) for row in (title, header, student)] == [0, 3, 0]


def test_missing_columns_are_asked_for_by_name():
    assert missing_columns({"full_name": 0, "email": 1, "programme_code": 2, "starts_on": 3, "ends_on": 4}) == {
        "year": "De kolom 'leerjaar' staat niet in je bestand. Kies welke kolom het leerjaar is."
    }
    assert set(missing_columns({"given_name": 0})) == {
        "last_name",
        "email",
        "programme_name",
        "year",
        "starts_on",
        "ends_on",
    }


@pytest.mark.parametrize(
    "name",
    [
        "BSN", "Burgerservicenummer", "Burgerservicenumer", "Burger Service Nr", "sofi-nr", "PGN", "onderwijsnummer",
        "allergie", "Allergieën", "alergie", "Medische gegevens", "Gezondheid", "Diagnose(s)", "Functiebeperking",
        "Beperking", "Dieet", "Dieetwensen", "Ziekteverzuim", "handicap", "Nationaliteit", "nationalitiet", "Geslacht",
        "M/V", "man/vrouw", "gender", "Godsdienst", "Geloof", "Etniciteit", "Afkomst", "Geboortedatum", "Geb.datum",
        "geb", "Medische bijzonderheden", "Opmerkingen gezondheid", "Leeftijd",
        "Date of birth", "VOG", "Vaccinaties", "Titer hep B", "IBAN", "Paspoortnummer",
    ],
)  # fmt: skip
def test_forbidden_column_is_never_read_and_never_guessed(name):
    assert never_read_column(name).sentence.startswith(f"De kolom '{name}' lezen we niet: ")
    assert guess_columns([name]) == {}


@pytest.mark.parametrize(
    "name", ["Reisbeperking", "Voorkeur gehandicaptenzorg", "Rijbewijs", "Ziekenhuis", "Bijzonderheden"]
)
def test_column_that_only_sounds_alike_may_be_read(name):
    assert never_read_column(name) is None
