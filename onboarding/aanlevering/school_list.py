"""A school's list as we keep it: header, rows of text, and what was left out. Never a forbidden value."""

import re
from dataclasses import asdict, dataclass, replace

from openpyxl.utils import get_column_letter

from onboarding.aanlevering.cells import shown, text_of
from onboarding.aanlevering.columns import column_words, guess_columns, header_score
from onboarding.aanlevering.never_read import NeverRead, holds_bsn, never_read_column, without_bsn
from onboarding.aanlevering.reading import fingerprint, read_sheets
from onboarding.aanlevering.sheet import MAX_ROWS, TITLE_ROWS, UnreadableFile, too_many_rows, within_limits

FOOTER = re.compile(
    r"^(?:sub)?(?:totaal|totalen|aantal|gemiddelde?|bron|peildatum|gemaakt op|afgedrukt|pagina|legenda|"
    r"toelichting|let op)\b",
    re.IGNORECASE,
)
MOST_CELLS_IN_FOOTER = 3
MOST_LISTS = 6  # sheets of one file between which a person can choose
NO_HEADER = "We vinden geen rij met namen van kolommen. Zet boven elke kolom een naam, bijvoorbeeld Voornaam."
SUREST_HEADER = 2
# A column with a name of ours is only taken for BSN's when chance is out of the question (1 in 11 per number).
BSN_IN_KNOWN_COLUMN, BSN_IN_OTHER_COLUMN = 5, 2


@dataclass(frozen=True)
class ListRow:
    """One row under the header, as text; `number` is the row number in the spreadsheet."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class IgnoredRow:
    """A row that is no student, with a sentence that says so."""

    number: int
    sentence: str


@dataclass(frozen=True)
class SchoolList:
    """The columns that may be read, with a first guess which is which. Safe to keep: see `to_json`."""

    header: tuple[str, ...]
    rows: tuple[ListRow, ...]
    guessed: dict[str, int]
    never_read: tuple[NeverRead, ...] = ()
    ignored: tuple[IgnoredRow, ...] = ()
    left_out_numbers: int = 0
    sheet_name: str = ""
    other_sheets: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the columns that we did not recognise."""
        return self.unused(self.guessed)

    def unused(self, mapping) -> tuple[str, ...]:
        """Names of the columns that this mapping does not read."""
        used = set(mapping.values())
        return tuple(name for place, name in enumerate(self.header) if place not in used)

    def only(self, mapping) -> tuple["SchoolList", dict[str, int]]:
        """The list with nothing but the mapped columns, and the mapping that goes with it: keep no more than needed."""
        kept = sorted(set(mapping.values()))
        places = {old: new for new, old in enumerate(kept)}
        rows = tuple(ListRow(row.number, tuple(row.cells[place] for place in kept)) for row in self.rows)
        narrow = {key: places[place] for key, place in mapping.items()}
        header = tuple(self.header[place] for place in kept)
        return replace(self, header=header, rows=rows, guessed=narrow), narrow

    def to_json(self) -> dict:
        """Plain dicts, lists, texts and numbers."""
        return asdict(self)

    @classmethod
    def from_json(cls, data) -> "SchoolList":
        """The list that `to_json` was called on."""
        return cls(
            **data
            | {
                "header": tuple(data["header"]),
                "rows": tuple(ListRow(row["number"], tuple(row["cells"])) for row in data["rows"]),
                "never_read": tuple(NeverRead(**column) for column in data["never_read"]),
                "ignored": tuple(IgnoredRow(**row) for row in data["ignored"]),
                "other_sheets": tuple(data["other_sheets"]),
            }
        )


def open_list(data: bytes, filename: str = "") -> SchoolList:
    """Read a school's list from the bytes of a file, or of pasted cells: the first sheet that has one.

    The values of forbidden columns are dropped here and reach nobody. `filename` is not trusted: the content
    decides what the file is. Raises UnreadableFile with a Dutch sentence.
    """
    return open_lists(data, most=1)[0]


def open_lists(data: bytes, *, most: int = MOST_LISTS) -> list[SchoolList]:
    """The lists of all sheets that have one, in their order and at most `most`: see open_list."""
    sheets = [sheet for sheet in read_sheets(data) if sheet.rows]
    if not sheets:
        raise UnreadableFile("Dit bestand is leeg. Kies een bestand met studenten.")
    lists, refusals = [], []
    for sheet in sheets:
        place = _header_place(sheet)
        if place is None or len(lists) == most:
            continue
        others = tuple(other.name for other in sheets if other is not sheet)
        try:
            lists.append(_list_of_sheet(sheet, place, others, fingerprint(data)))
        except UnreadableFile as refusal:
            refusals.append(refusal)
    if not lists:
        raise refusals[0] if refusals else UnreadableFile(NO_HEADER)
    return lists


def _list_of_sheet(sheet, place, others, digest):
    texts = [(row.number, [text_of(cell) for cell in row.cells]) for row in within_limits(sheet).rows[place:]]
    header, rows, ignored = _header_and_rows(texts)
    kept, never_read = _allowed_columns(header, rows)
    clean, left_out = _without_loose_numbers(rows, kept, guess_columns(header).get("student_number"))
    names = tuple(header[place] or f"Kolom {get_column_letter(place + 1)}" for place in kept)
    return SchoolList(
        header=names,
        rows=clean,
        guessed=guess_columns(names),
        never_read=never_read,
        ignored=ignored,
        left_out_numbers=left_out,
        sheet_name=sheet.name,
        other_sheets=others,
        fingerprint=digest,
    )


def _header_place(sheet):
    """Which row holds the names of the columns; None when the sheet has none."""
    scores = [header_score([text_of(cell) for cell in row.cells]) for row in sheet.rows[:TITLE_ROWS]]
    return scores.index(max(scores)) if max(scores) >= SUREST_HEADER else None


def _header_and_rows(texts):
    """The header, the rows of students made equally wide, and the rows that are none."""
    _number, header = texts[0]
    names = [column_words(name) for name in header]
    width = max(len(cells) for _number, cells in texts)
    rows, ignored = [], []
    for number, cells in texts[1:]:
        filled = [cell for cell in cells if cell]
        if not filled:
            continue
        if [column_words(cell) for cell in cells] == names:
            ignored.append(IgnoredRow(number, f"Rij {number} herhaalt de namen van de kolommen. Die slaan we over."))
        elif _is_footer(filled):
            words = shown(without_bsn(filled[0]))
            ignored.append(IgnoredRow(number, f"Rij {number} ('{words}') is geen student. Die slaan we over."))
        else:
            rows.append((number, cells + [""] * (width - len(cells))))
    if not rows:
        raise UnreadableFile("Onder de namen van de kolommen staan geen studenten. Vul de lijst en kies hem opnieuw.")
    if len(rows) > MAX_ROWS:
        raise too_many_rows()
    return header + [""] * (width - len(header)), rows, tuple(ignored)


def _is_footer(filled):
    few = len(filled) <= MOST_CELLS_IN_FOOTER
    return few and any(FOOTER.match(cell) for cell in filled) and not any("@" in cell for cell in filled)


def _allowed_columns(header, rows):
    """The places of the columns that may be read, and what we say about the others."""
    kept, never_read = [], []
    known = set(guess_columns(header).values())
    for place, name in enumerate(header):
        values = [cells[place] for _number, cells in rows]
        if not name and not any(values):
            continue
        at_least = BSN_IN_KNOWN_COLUMN if place in known else BSN_IN_OTHER_COLUMN
        refused = never_read_column(name) if name and place not in known else None
        if not refused and holds_bsn(values, at_least=at_least):
            called = f"De kolom '{name}'" if name else f"Kolom {get_column_letter(place + 1)}, zonder naam,"
            label = name or f"Kolom {get_column_letter(place + 1)}"
            refused = NeverRead(label, f"{called} lezen we niet: er staan burgerservicenummers in.")
        if refused:
            never_read.append(refused)
        else:
            kept.append(place)
    return kept, tuple(never_read)


def _without_loose_numbers(rows, kept, own_numbers):
    """The rows with only these columns, and the number of cells in which a loose BSN was left out.

    A student number of nine digits may pass the proof by chance: the column `own_numbers` stays as it is.
    """
    clean, left_out = [], 0
    for number, cells in rows:
        safe = tuple(cells[place] if place == own_numbers else without_bsn(cells[place]) for place in kept)
        left_out += sum(1 for place, text in zip(kept, safe, strict=True) if text != cells[place])
        clean.append(ListRow(number, safe))
    return tuple(clean), left_out
