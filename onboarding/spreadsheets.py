"""Tables to download: Excel and csv. What looks like a formula stays text, so that opening a file runs nothing."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
NARROWEST, WIDEST = 10, 48  # characters
NOT_IN_A_CELL = {code: None for code in range(32) if code not in (9, 10, 13)}  # Excel refuses the whole file


def table_response(kind, filename, header, rows, *, title):
    """A download with `header` (texts) above `rows` (texts, numbers and dates), as `kind`: a key of KINDS."""
    body = excel_of(title, header, rows) if kind == "xlsx" else csv_of(header, rows)
    response = HttpResponse(body, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{filename}.{kind}"'
    return response


def csv_of(header, rows):
    """The table as Dutch Excel opens it: semicolons, UTF-8 with a mark. A formula gets an apostrophe in front."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(value) for value in row] for row in [header, *rows])
    return text.getvalue().encode("utf-8-sig")


def excel_of(title, header, rows):
    """The table as a workbook of one sheet. Every text is stored as text, whatever it starts with."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    widths = [len(str(name)) for name in header]
    for number, row in enumerate([header, *rows], 1):
        for place, value in enumerate(row, 1):
            _write(sheet.cell(row=number, column=place), value)
            widths[place - 1] = max(widths[place - 1], len(str(value or "")))
    for place, width in enumerate(widths, 1):
        sheet.cell(row=1, column=place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(width + 2, NARROWEST), WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()


def _write(cell, value):
    if isinstance(value, str):
        cell.value = value.translate(NOT_IN_A_CELL)
        cell.data_type = "s"  # else a text that starts with = becomes a formula
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
        if len(value) > WIDEST:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    elif value is not None:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "d-m-yyyy"


def _plain(value):
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")  # as Dutch Excel reads a number
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
