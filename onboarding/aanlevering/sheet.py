"""A table as it stood in a file: numbered rows of plain cells, and the sizes we accept."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000  # students in one list
MAX_COLUMNS = 100
TITLE_ROWS = 30  # titles and notes that may stand above the row with column names

CHOOSE_ANOTHER = "Kies een Excel- of csv-bestand."


class UnreadableFile(Exception):
    """The file is refused. `sentence` is Dutch, for the screen, and says what to do."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class SheetRow:
    """A row with at least one filled cell; `number` is what the spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One tab of a workbook, or a whole csv file (then without a name)."""

    name: str
    rows: tuple[SheetRow, ...]


def collect_rows(name, numbered_rows):
    """A sheet from (number, cells) pairs: without empty rows, and cut off just past what we accept.

    Cutting off keeps a second, huge tab from holding us up; `within_limits` speaks up if this is the tab we need.
    """
    rows = []
    for number, cells in numbered_rows:
        filled = [place for place, cell in enumerate(cells) if cell is not None and cell != ""]
        if filled:
            rows.append(SheetRow(number, tuple(cells[: min(filled[-1], MAX_COLUMNS) + 1])))
        if len(rows) > MAX_ROWS + TITLE_ROWS or (rows and len(rows[-1].cells) > MAX_COLUMNS):
            break
    return Sheet(name, tuple(rows))


def within_limits(sheet):
    """The sheet itself. Raises UnreadableFile when it is empty, too long or too wide."""
    if not sheet.rows:
        raise UnreadableFile("Dit bestand is leeg. Kies een bestand met studenten.")
    if len(sheet.rows) > MAX_ROWS + TITLE_ROWS:
        raise too_many_rows()
    if any(len(row.cells) > MAX_COLUMNS for row in sheet.rows):
        raise UnreadableFile(
            f"Deze lijst heeft meer dan {MAX_COLUMNS} kolommen. Haal kolommen weg die je niet gebruikt."
        )
    return sheet


def too_many_rows():
    """The refusal of a list that is too long."""
    limit = f"{MAX_ROWS:,}".replace(",", ".")
    return UnreadableFile(f"Deze lijst heeft meer dan {limit} rijen. Verdeel de lijst over 2 bestanden.")
