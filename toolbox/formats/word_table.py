"""The tables of a Word file: a header row that repeats, rows that stay whole, check boxes to click.

Written as XML in one go. python-docx needs ten times as long for a table cell by cell, and knows no check boxes.
"""

import re
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

TEXT = 176  # millimetres between the margins
TICK, WHO, WHEN = 15, 40, 34  # the width of a column, also in millimetres
CHOICE, NARROW, ANSWER, TIME, PLACE, WRITE = 15, 12, 28, 18, 40, 45
ROW_TO_WRITE = 9
TITLES = {"who": "Wie", "when": "Wanneer"}
STYLE = "Tabelregel"  # the paragraph style of a cell, made in toolbox.formats.word
NOTE_STYLE = "Toelichting"  # that of what explains a line
SIGN_FONT = "Segoe UI Symbol"
OPEN, TICKED = "\u2610", "\u2611"
NAMESPACES = f'{nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="8A9896"'


def printable(text):
    """Text without the control characters that XML cannot hold; they come along from pasted spreadsheets."""
    return CONTROL.sub("", text)


def tick_table(ticks, first_id):
    """The w:tbl element of a TickList. `first_id` numbers its check boxes; they are unique in a document."""
    names = ticks.columns.split()
    sides = {"who": WHO if "when" not in names else WHO - 3, "when": WHEN}
    beside = [(TITLES[name], sides[name]) for name in names]
    columns = [("Klaar", TICK), ("Wat", 0), *beside]
    return table(
        ticks.title,
        columns,
        [
            [
                [check_box(tick.text, first_id + index, is_ticked=bool(tick.done))],
                words(f"{tick.text} ({tick.done})" if tick.done else tick.text, tick.note, bold=tick.critical),
                *(words(getattr(tick, name)) for name in names),
            ]
            for index, tick in enumerate(ticks.ticks)
        ],
    )


def choice_table(caption, lines, choices, first_id, to_write=""):
    """The w:tbl element of lines with one check box per choice beside them. A line is (text, note).

    `to_write` is the title of a column that people fill in; empty for none.
    """
    choice = CHOICE if len(choices) < 4 else NARROW
    beside = [*((name.capitalize(), choice) for name in choices), *([(to_write, WRITE)] if to_write else ())]
    rows = []
    for place, (text, note) in enumerate(lines):
        number = first_id + place * len(choices)
        boxes = [[check_box(f"{name}: {text}", number + index)] for index, name in enumerate(choices)]
        rows.append([words(text, note), *boxes, *([words("")] if to_write else ())])
    return table(caption, [("Wat", 0), *beside], rows)


def table(caption, columns, rows, *, row_height=0):
    """The w:tbl element. `columns` are (title, millimetres) pairs, 0 for what is left of the page; a cell is a
    list of paragraphs made by `words` or `check_box`. `row_height` is the least, in millimetres."""
    left = TEXT - sum(width for _, width in columns)
    widths = [round(Mm(width or left).twips) for _, width in columns]
    height = f'<w:trHeight w:val="{round(Mm(row_height).twips)}"/>' if row_height else ""
    header = _row([words(title, bold=True) for title, _ in columns], widths, "<w:tblHeader/>")
    return parse_xml(
        f"<w:tbl {NAMESPACES}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {BORDER}/><w:bottom {BORDER}/><w:insideH {BORDER}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{_xml(caption)}"/></w:tblPr>'
        f'<w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in widths)}</w:tblGrid>'
        f"{header}{''.join(_row(row, widths, height) for row in rows)}</w:tbl>"
    )


def words(text, note="", *, bold=False):
    """The paragraphs of a cell: its text and, small below it, what explains it."""
    paragraphs = [_paragraph(STYLE, run(text, bold=bold))]
    return [*paragraphs, _paragraph(NOTE_STYLE, run(note))] if note else paragraphs


def check_box(name, number, *, is_ticked=False):
    """The paragraph of a cell with a box to tick by a click."""
    return _paragraph(STYLE, box(name, number, is_ticked=is_ticked))


def run(text, *, bold=False):
    """Text inside a paragraph; nothing for no text."""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{_xml(text)}</w:t></w:r>' if text else ""


def box(name, number, *, is_ticked=False):
    """A content control that is ticked by a click; `name` is what a screen reader says."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{_xml(name[:60])}"/><w:id w:val="{number}"/>'
        f'<w14:checkbox><w14:checked w14:val="{int(is_ticked)}"/>'
        f'<w14:checkedState w14:val="2611" w14:font="{SIGN_FONT}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{SIGN_FONT}"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{SIGN_FONT}" w:hAnsi="{SIGN_FONT}" '
        f'w:eastAsia="{SIGN_FONT}" w:cs="{SIGN_FONT}"/><w:sz w:val="25"/></w:rPr>'
        f"<w:t>{TICKED if is_ticked else OPEN}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _row(cells, widths, more=""):
    inside = "".join(_cell(width, cell) for cell, width in zip(cells, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{inside}</w:tr>"


def _cell(width, paragraphs):
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def _paragraph(style, inside):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def _xml(text):
    return escape(printable(text))
