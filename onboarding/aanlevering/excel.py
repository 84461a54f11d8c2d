"""Excel workbooks (.xlsx): first the zip directory, then the cells."""

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from itertools import chain, repeat

from openpyxl import load_workbook

from onboarding.aanlevering.sheet import (
    CHOOSE_ANOTHER,
    MAX_COLUMNS,
    Cell,
    Sheet,
    UnreadableFile,
    collect_rows,
)

MAX_UNPACKED = 50 * 1024 * 1024
MAX_ENTRIES = 200
MAX_RATIO = 200
# Small parts full of zeros (printer settings) pack better than that and harm nobody.
RATIO_COUNTS_FROM = 1024 * 1024
# Opening and closing tags, in the whole file and in one row: a full list with 100 columns and some room.
# More says nothing of students and only costs time and memory.
MAX_TAGS = 2_200_000
MAX_TAGS_IN_ROW = 100_000
# Parts that openpyxl builds up whole in memory, slowly.
BUILT_WHOLE = re.compile(r"^(?:xl/(?:styles|workbook)\.xml|\[Content_Types\]\.xml|docProps/.*|.*\.rels)$")
MAX_TAGS_BUILT_WHOLE = 150_000
# Empty rows count too: a list with something in row 1,048,576 is a slip of the hand or an attack.
LAST_ROW = 50_000

ROW = re.compile(rb"<(?:\w+:)?row[ />]")
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
ENCRYPTED = 0x1
LOCKED = "Dit bestand heeft een wachtwoord. Haal het wachtwoord eraf en kies het bestand opnieuw."
TOO_BIG_UNPACKED = (
    "Dit bestand is uitgepakt te groot. Kopieer de lijst naar een nieuw Excel-bestand en kies dat bestand."
)
DAMAGED = "Dit Excel-bestand is beschadigd. Open het in Excel, bewaar het opnieuw en kies het nog een keer."


def read_workbook(data: bytes) -> list[Sheet]:
    """The visible sheets with their rows, in order.

    A formula gives the value that Excel last showed; without such a value it gives its own text, so that it is
    never skipped silently. Raises UnreadableFile.
    """
    has_formulas = _inspect(data)
    try:
        # openpyxl warns about every Excel extra that it does not know; none of them matters to a list.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read_sheets(data, has_formulas)
    except UnreadableFile:
        raise
    except Exception as error:
        # openpyxl raises whatever it trips over in a damaged file: KeyError, ValueError, IndexError and more.
        raise UnreadableFile(DAMAGED) from error


def _inspect(data):
    """Refuse what is dangerous before anything is parsed; True when a sheet holds formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries)
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableFile(_sentence_for_other_zip(archive.namelist()))
            return _check_parts(archive, entries)
    except UnreadableFile:
        raise
    except Exception as error:  # zipfile and zlib raise many kinds for a damaged file
        raise UnreadableFile(DAMAGED) from error


def _check_directory(entries):
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnreadableFile(LOCKED)
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = any(
        entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or too_dense:
        raise UnreadableFile(TOO_BIG_UNPACKED)


def _check_parts(archive, entries):
    """Every part is looked at as bytes: Excel writes UTF-8 without entities, and a list has not that many tags."""
    tags, has_formulas = 0, False
    for entry in entries:
        part = archive.read(entry)
        if b"<!DOCTYPE" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
            raise UnreadableFile(DAMAGED)
        own_tags = part.count(b"<")
        tags += own_tags
        too_slow = own_tags > MAX_TAGS_BUILT_WHOLE and BUILT_WHOLE.match(entry.filename)
        too_wide = any(row.count(b"<") > MAX_TAGS_IN_ROW for row in ROW.split(part)[1:])
        if tags > MAX_TAGS or too_slow or too_wide:
            raise UnreadableFile(TOO_BIG_UNPACKED)
        has_formulas = has_formulas or bool(FORMULA.search(part))
    return has_formulas


def _sentence_for_other_zip(names):
    if "xl/workbook.bin" in names:
        return "Dit is een .xlsb-bestand. Bewaar het in Excel als .xlsx en kies het opnieuw."
    if "content.xml" in names:
        return "Dit is een bestand van LibreOffice. Bewaar het als .xlsx of csv en kies het opnieuw."
    return f"Dit bestand kunnen we niet lezen. {CHOOSE_ANOTHER}"


def _read_sheets(data, has_formulas):
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(data), read_only=True, keep_links=False) if has_formulas else None
    sheets = []
    for place, worksheet in enumerate(values.worksheets):
        if worksheet.sheet_state == "visible":
            twin = formulas.worksheets[place] if formulas else None
            sheets.append(collect_rows(worksheet.title, _numbered_rows(worksheet, twin)))
    return sheets


def _numbered_rows(worksheet, twin):
    twin_rows = _rows(twin) if twin else repeat(())
    for number, (cells, formulas) in enumerate(zip(_rows(worksheet), twin_rows, strict=False), start=1):
        if number > LAST_ROW:
            raise UnreadableFile(TOO_BIG_UNPACKED)
        shown = zip(cells, chain(formulas, repeat(None)), strict=False)
        yield number, [_plain(formula if value is None else value) for value, formula in shown]


def _rows(worksheet):
    worksheet.reset_dimensions()  # the stated size of a sheet is often wrong, and then rows would be missed
    return worksheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)


def _plain(value) -> Cell:
    """One cell as text, number or date. A moment becomes its day; what is none of these becomes its text."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | date):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return getattr(value, "text", None) or "=formule"  # an array formula or a data table, without a shown value
