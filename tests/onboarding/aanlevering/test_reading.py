"""Opening files: kinds, encodings, delimiters, tabs, and what is left out on the way."""

import codecs
from datetime import date, datetime, time

import pytest

from onboarding.aanlevering import UnreadableFile, fingerprint, open_list, without_bsn
from onboarding.aanlevering.reading import read_sheets
from onboarding.aanlevering.sheet import MAX_ROWS

LIST = "Voornaam;Achternaam;E-mail\nZoë;van der Meer;zoe@school.example\n"
ROWS = [["Voornaam", "Achternaam", "E-mail"], ["Zoë", "Meer", "zoe@school.example"]]


def _refusal(data):
    with pytest.raises(UnreadableFile) as caught:
        open_list(data)
    return caught.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_is_read_in_every_usual_encoding_and_delimiter(encoding, delimiter):
    school_list = open_list(LIST.replace(";", delimiter).encode(encoding))

    assert school_list.header == ("Voornaam", "Achternaam", "E-mail")
    assert school_list.rows[0].cells == ("Zoë", "van der Meer", "zoe@school.example")


def test_delimiter_is_not_the_comma_in_names_and_numbers():
    data = b"Naam;Uren;E-mail\nMeer, Fleur van der;28,5;f@s.example\nBos, Ot;28,5;o@s.example\n"

    assert [row.cells for row in open_list(data).rows] == [
        ("Meer, Fleur van der", "28,5", "f@s.example"),
        ("Bos, Ot", "28,5", "o@s.example"),
    ]


def test_hint_of_excel_gives_the_delimiter_and_counts_as_no_row():
    school_list = open_list(b"sep=|\nNaam|E-mail\nBos, Ot|o@s.example\n")

    assert [(row.number, row.cells) for row in school_list.rows] == [(2, ("Bos, Ot", "o@s.example"))]


def test_quoted_cell_over_two_lines_is_one_row():
    school_list = open_list(b'Naam;E-mail;Opmerking\n"Bos; Ot";o@s.example;"a\nb"\nMeer, Fleur;f@s.example;\n')

    assert [(row.number, row.cells) for row in school_list.rows] == [
        (2, ("Bos; Ot", "o@s.example", "a b")),
        (3, ("Meer, Fleur", "f@s.example", "")),
    ]


def test_quote_without_its_twin_is_refused_because_it_would_swallow_students():
    data = b'Naam;E-mail;Opmerking\n"Bos, Ot;o@s.example;\nMeer, Fleur;f@s.example;\nAli, Noor;n@s.example;\n'

    assert _refusal(data) == (
        "In rij 2 staat een aanhalingsteken zonder tweede. Haal het weg en kies het bestand opnieuw."
    )


def test_rows_keep_the_number_of_the_spreadsheet_below_titles_and_empty_rows():
    school_list = open_list(b"Lijst van school\n\nNaam;E-mail\n\nBos, Ot;o@s.example\n;\nMeer, Fleur;f@s.example\n")

    assert [row.number for row in school_list.rows] == [5, 7]


def test_footers_and_repeated_headers_are_ignored_and_said():
    school_list = open_list(
        b"Naam;E-mail;Lj\nBos, Ot;o@s.example;2\nNaam;E-mail;Lj\nTotaal;;1\nBron: Osiris;;\n"
        b"Toelichting, Ot;t@s.example;1\n"
    )

    assert [row.cells[0] for row in school_list.rows] == ["Bos, Ot", "Toelichting, Ot"]
    assert [row.sentence for row in school_list.ignored] == [
        "Rij 3 herhaalt de namen van de kolommen. Die slaan we over.",
        "Rij 4 ('Totaal') is geen student. Die slaan we over.",
        "Rij 5 ('Bron: Osiris') is geen student. Die slaan we over.",
    ]


def test_list_on_the_second_tab_is_found_and_the_other_tab_is_named(workbook):
    school_list = open_list(workbook(Uitleg=[["Lees dit eerst"], ["En dit"]], Lijst=ROWS))

    assert (school_list.sheet_name, school_list.other_sheets) == ("Lijst", ("Uitleg",))


def test_excel_cells_become_dates_numbers_and_text(workbook):
    row = [datetime(2027, 2, 1, 9, 30), date(2027, 6, 18), 201000, 28.5, True, "Zoë", time(8, 30)]

    assert read_sheets(workbook(Lijst=[["a"] * 7, row]))[0].rows[1].cells == (
        date(2027, 2, 1), date(2027, 6, 18), 201000, 28.5, "ja", "Zoë", "08:30:00",
    )  # fmt: skip


def test_formula_without_a_shown_value_is_text_and_not_empty(workbook):
    rows = [ROWS[0], ['=HYPERLINK("http://x","klik")', "+Test", '=A2&"@school.example"']]

    assert open_list(workbook(Lijst=rows)).rows[0].cells == (
        '=HYPERLINK("http://x","klik")',
        "+Test",
        '=A2&"@school.example"',
    )


def test_column_without_a_name_gets_its_letter_and_without_anything_disappears():
    school_list = open_list(b"Naam;;E-mail;\nBos, Ot;iets;o@s.example;\n")

    assert (school_list.header, school_list.unknown) == (("Naam", "Kolom B", "E-mail"), ("Kolom B",))


def test_column_full_of_bsn_is_dropped_without_a_name_and_under_a_false_name():
    numbers = ["123456782", "111222333", "12345672", "123.456.782", "111222333"]
    lines = [f"Student {name};{bsn};{bsn};s{name}@s.example" for name, bsn in zip("ABCDE", numbers, strict=True)]
    school_list = open_list("\n".join(["Naam;;Postcode;E-mail", *lines]).encode())

    assert school_list.header == ("Naam", "E-mail")
    assert [column.sentence for column in school_list.never_read] == [
        "Kolom B, zonder naam, lezen we niet: er staan burgerservicenummers in.",
        "De kolom 'Postcode' lezen we niet: er staan burgerservicenummers in.",
    ]


def test_loose_bsn_in_a_text_is_left_out_and_counted():
    school_list = open_list(
        b"Naam;Studentnummer;E-mail;Opmerking\nBos, Ot;123456782;123456782@s.example;bsn 123456782.\n"
        b"Ali, Noor;7;n@s.example;123456789\n"
    )

    assert school_list.rows[0].cells == (
        "Bos, Ot",
        "123456782",
        "123456782@s.example",
        "bsn (nummer weggelaten).",
    )
    assert school_list.rows[1].cells[3] == "123456789"
    assert school_list.left_out_numbers == 1


@pytest.mark.parametrize("value", ["2027-04-09", "20270409", "100200300"])
def test_dates_and_other_numbers_are_not_taken_for_bsn(value):
    lines = [f"Student {name};{value};s{name}@s.example" for name in "ABCDEF"]

    assert open_list("\n".join(["Naam;Eind;E-mail", *lines]).encode()).never_read == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Dit bestand is leeg. Kies een bestand met studenten."),
        (b" \r\n\r\n", "Dit bestand is leeg. Kies een bestand met studenten."),
        (b";;;\n;;;", "Dit bestand is leeg. Kies een bestand met studenten."),
        (codecs.BOM_UTF8, "Dit bestand is leeg. Kies een bestand met studenten."),
        (b"%PDF-1.7 ...", "Dit is een pdf. Kies een Excel- of csv-bestand."),
        (b"\xff\xd8\xff\xe0....", "Dit is een foto. Kies een Excel- of csv-bestand."),
        (b"<html><table>", "Dit is een webpagina met de naam van een Excel-bestand. "
                           "Bewaar het in Excel als .xlsx en kies dat."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99,
         "Dit is een oud Excel-bestand. Bewaar het in Excel als .xlsx en kies het opnieuw."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en kies het bestand opnieuw."),
        (b"\x00\x01\x02\x03", "Dit bestand kunnen we niet lezen. Kies een Excel- of csv-bestand."),
        (b"Naam;E-mail\nZo\x81;z@s.example", "We kunnen de letters in dit bestand niet lezen. "
                                             "Bewaar het in Excel als 'CSV UTF-8' en kies het opnieuw."),
        (b"zomaar wat tekst", "We vinden geen rij met namen van kolommen. "
                              "Zet boven elke kolom een naam, bijvoorbeeld Voornaam."),
        (b"Voornaam;Achternaam;E-mail\n", "Onder de namen van de kolommen staan geen studenten. "
                                          "Vul de lijst en kies hem opnieuw."),
    ],
)  # fmt: skip
def test_file_that_we_cannot_read_is_refused_with_a_sentence(data, sentence):
    assert _refusal(data) == sentence


def test_file_of_more_than_10_mb_is_refused_before_it_is_read():
    assert _refusal(b"x" * (10 * 1024 * 1024 + 1)) == "Dit bestand is 11 MB. Kies een bestand tot 10 MB."


def test_list_of_just_enough_rows_is_read_and_one_more_is_refused():
    line = "Bos, Ot;o@s.example\n"

    assert len(open_list(("Naam;E-mail\n" + line * MAX_ROWS).encode()).rows) == MAX_ROWS
    for too_many in (MAX_ROWS + 1, MAX_ROWS + 500):
        assert _refusal(("Naam;E-mail\n" + line * too_many).encode()) == (
            "Deze lijst heeft meer dan 5.000 rijen. Verdeel de lijst over 2 bestanden."
        )


def test_list_of_just_enough_columns_is_read_and_one_more_is_refused():
    def wide(count):
        return f"{';'.join(['Naam', 'E-mail'] + ['x'] * (count - 2))}\n{';'.join(['o@s.example'] * count)}".encode()

    assert len(open_list(wide(100)).header) == 100
    assert _refusal(wide(101)) == ("Deze lijst heeft meer dan 100 kolommen. Haal kolommen weg die je niet gebruikt.")


def test_name_of_the_file_decides_nothing(workbook):
    assert open_list(workbook(Lijst=ROWS), "lijst.pdf").rows == open_list(workbook(Lijst=ROWS)).rows
    assert open_list(LIST.encode(), "lijst.xlsx").rows[0].cells[0] == "Zoë"


def test_same_bytes_have_the_same_fingerprint():
    assert open_list(LIST.encode()).fingerprint == fingerprint(LIST.encode()) != fingerprint(b"abc")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("BSN123456782", "BSN(nummer weggelaten)"),
        ("nr 123.456.782, bellen", "nr (nummer weggelaten), bellen"),
        ("123-456-782", "(nummer weggelaten)"),
        ("1234.56.782", "(nummer weggelaten)"),
        ("123 456 782", "(nummer weggelaten)"),
        ("06 123 456 782", "06 123 456 782"),
        ("+31 123 456 782", "+31 123 456 782"),
        ("123456782@s.example", "123456782@s.example"),
        ("123456783", "123456783"),
    ],
)
def test_bsn_in_groups_is_left_out_and_other_numbers_stay(typed, kept):
    assert without_bsn(typed) == kept
