"""Lists as text: csv with any usual delimiter and encoding, and cells pasted from a spreadsheet."""

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

from onboarding.aanlevering.sheet import CHOOSE_ANOTHER, Sheet, UnreadableFile, collect_rows

DELIMITERS = ";,\t|"
SAMPLE_ROWS = 100
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
EXCEL_HINT = re.compile(r"^sep=(.)\r?\n?", re.IGNORECASE)

NOT_TEXT = f"Dit bestand kunnen we niet lezen. {CHOOSE_ANOTHER}"
STRANGE_LETTERS = (
    "We kunnen de letters in dit bestand niet lezen. Bewaar het in Excel als 'CSV UTF-8' en kies het opnieuw."
)


def read_text(data: bytes) -> Sheet:
    """The rows of a csv file or of pasted cells. Raises UnreadableFile.

    A quoted cell over several lines is one row, as a spreadsheet shows it, so row numbers stay right.
    """
    text = decode(data)
    hint = EXCEL_HINT.match(text)
    # With the hint the spreadsheet shows one row less than the file has.
    text = text[hint.end() :] if hint else text
    delimiter = hint[1] if hint else sniff_delimiter(text)
    try:
        return collect_rows("", _numbered_rows(text, delimiter))
    except csv.Error as error:
        raise UnreadableFile(NOT_TEXT) from error


def decode(data):
    """UTF-8 with or without a mark, UTF-16 with a mark, else cp1252 as Excel in the Netherlands writes it."""
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            raise UnreadableFile(NOT_TEXT)
        return text
    raise UnreadableFile(NOT_TEXT if re.search(rb"[\x00-\x08]", data) else STRANGE_LETTERS)


def sniff_delimiter(text):
    """The delimiter that cuts most rows into the same, large number of cells.

    Not csv.Sniffer: it takes the comma of "28,5" or "Meer, Fleur van der" for the delimiter.
    """
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text, delimiter):
    try:
        widths = [len(row) for row in islice(_records(text, delimiter), SAMPLE_ROWS) if row]
    except csv.Error:
        return 0
    if not widths:
        return 0
    width, rows = max(Counter(widths).items(), key=lambda item: item[1] * (item[0] - 1))
    return rows * (width - 1) / len(widths)


def _records(text, delimiter):
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _numbered_rows(text, delimiter):
    for number, cells in enumerate(_records(text, delimiter), start=1):
        if any("\n" in cell and cell.count(delimiter) > 1 and cell.count(delimiter) >= len(cells) for cell in cells):
            # An opening quote without its twin swallows the students below it: never let that pass.
            raise UnreadableFile(
                f"In rij {number} staat een aanhalingsteken zonder tweede. Haal het weg en kies het bestand opnieuw."
            )
        yield number, cells
