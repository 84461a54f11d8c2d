"""The faulty rows of a list as a file: the school's own columns, and what is wrong. Never a forbidden column."""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

WRONG, ROW = "Wat klopt er niet", "Rij in je bestand"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def errors_file(school_list, found, rows, make):
    """The bytes of a file with these rows: pairs (row number, sentences). `make` writes lines of texts.

    A cell that was corrected on screen holds the correction. `school_list` has no forbidden column any more.
    """
    cells = {row.number: row.cells for row in school_list.rows}
    places = found.mapping
    lines = [[*school_list.header, WRONG, ROW]]
    for number, sentences in rows:
        line = list(cells[number])
        for key, text in found.corrections.get(str(number), {}).items():
            if key in places:
                line[places[key]] = text
        start = f"Rij {number}: "
        lines.append([*line, " ".join(sentence.removeprefix(start) for sentence in sentences), str(number)])
    return make(lines)


def safe_cell(text):
    """A text that no spreadsheet takes for a formula: with the mark for text before it."""
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text


def _as_csv(lines):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([safe_cell(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _as_workbook(lines):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Fouten")
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines):
        cells = []
        for text in line:
            cell = WriteOnlyCell(sheet, safe_cell(text))
            cell.data_type = "s"  # also a text that looks like a formula stays a text
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=number == 0)
            cells.append(cell)
        sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


KINDS = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _as_workbook),
    "csv": ("text/csv; charset=utf-8", _as_csv),
}
