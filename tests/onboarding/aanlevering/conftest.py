import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from onboarding.aanlevering import KnownPeriod, KnownProgramme, check, open_list

FILES = Path(__file__).parent / "files"
MBO_V, VIG, HELPENDE, BEGELEIDER, HBO_V = PROGRAMMES = (
    KnownProgramme(1, "Mbo-verpleegkundige", ("25655",), 4),
    KnownProgramme(2, "Verzorgende IG", ("25656", "25491"), 3),
    KnownProgramme(3, "Helpende Zorg en Welzijn", ("25960",), 2),
    KnownProgramme(4, "Persoonlijk begeleider maatschappelijke zorg", ("25779",), 4),
    KnownProgramme(5, "Hbo-verpleegkunde", ("34560",), 6),
)
PERIODS = (
    KnownPeriod(10, "Voorjaar 2027", date(2027, 2, 1), date(2027, 6, 18)),
    KnownPeriod(11, "Najaar 2027", date(2027, 6, 21), date(2027, 11, 5)),
)
HEADER = "Voornaam;Tussenvoegsel;Achternaam;E-mail;Opleiding;Leerjaar;Start;Eind;Dagen"
STUDENT = "Fleur;van der;Meer;fleur@school.example;Verzorgende IG;2;1-2-2027;18-6-2027;ma/di"


@pytest.fixture
def school_file():
    """The bytes of one of the lists as schools send them."""
    return lambda name: (FILES / name).read_bytes()


@pytest.fixture
def programmes():
    return PROGRAMMES


@pytest.fixture
def periods():
    return PERIODS


@pytest.fixture
def checked():
    """Check a list with the programmes and periods of this test region."""

    def run(school_list, mapping=None, **options):
        mapping = school_list.guessed if mapping is None else mapping
        return check(school_list, mapping, **{"programmes": PROGRAMMES, "periods": PERIODS} | options)

    return run


@pytest.fixture
def student_list():
    """A list in which each argument changes the one good student: column name -> text."""

    def make(*changes):
        names = HEADER.split(";")
        rows = [dict(zip(names, STUDENT.split(";"), strict=True)) | change for change in changes]
        columns = list(dict.fromkeys(name for row in rows for name in row))
        lines = [columns] + [[row.get(name, "") for name in columns] for row in rows]
        return open_list("\n".join("\t".join(line) for line in lines).encode())

    return make


@pytest.fixture
def workbook():
    """The bytes of an Excel file with these rows per sheet."""

    def make(**sheets):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        packed = io.BytesIO()
        book.save(packed)
        return packed.getvalue()

    return make
