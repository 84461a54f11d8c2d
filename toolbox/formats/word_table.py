"""The table of a tick list in a Word file: check box, what, who, when, and a header row that repeats.

Written as XML in one go. python-docx needs ten times as long for a table cell by cell, and knows no check boxes.
"""

import re
from html import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

WIDTHS = {"": (15, 161), "who": (15, 121, 40), "when": (15, 127, 34), "who when": (15, 90, 37, 34)}  # millimetres
TITLES = {"who": "Wie", "when": "Wanneer"}
STYLE = "Tabelregel"  # the paragraph style of a cell, made in toolbox.formats.word
SIGN_FONT = "Segoe UI Symbol"
OPEN, TICKED = "\u2610", "\u2611"
NAMESPACES = f'{nsdecls("w")} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BORDER = 'w:val="single" w:sz="4" w:space="0" w:color="8A9896"'


def printable(text):
    """Text without the control characters that XML cannot hold; they come along from pasted spreadsheets."""
    return CONTROL.sub("", text)


def table_of(ticks, first_id):
    """The w:tbl element of a TickList. `first_id` numbers its check boxes; they are unique in a document."""
    widths = [round(Mm(width).twips) for width in WIDTHS[ticks.columns]]
    columns = ticks.columns.split()
    rows = [_header(["Klaar", "Wat", *(TITLES[column] for column in columns)], widths)]
    rows += [_row(tick, columns, widths, first_id + index) for index, tick in enumerate(ticks.ticks)]
    return parse_xml(
        f"<w:tbl {NAMESPACES}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {BORDER}/><w:bottom {BORDER}/><w:insideH {BORDER}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{_xml(ticks.title)}"/></w:tblPr>'
        f'<w:tblGrid>{"".join(f"""<w:gridCol w:w="{width}"/>""" for width in widths)}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def _header(titles, widths):
    cells = "".join(_cell(width, _run(title, bold=True)) for title, width in zip(titles, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(tick, columns, widths, number):
    text = f"{tick.text} ({tick.done})" if tick.done else tick.text
    contents = [
        _check_box(tick, number),
        _run(text, bold=tick.critical),
        *(_run(getattr(tick, column)) for column in columns),
    ]
    cells = "".join(_cell(width, content) for content, width in zip(contents, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(width, content):
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{STYLE}"/></w:pPr>{content}</w:p></w:tc>'
    )


def _run(text, *, bold=False):
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{_xml(text)}</w:t></w:r>' if text else ""


def _xml(text):
    return escape(printable(text))


def _check_box(tick, number):
    """A content control that is ticked by a click; its name is what a screen reader says."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{_xml(tick.text[:60])}"/><w:id w:val="{number}"/>'
        f'<w14:checkbox><w14:checked w14:val="{int(bool(tick.done))}"/>'
        f'<w14:checkedState w14:val="2611" w14:font="{SIGN_FONT}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{SIGN_FONT}"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{SIGN_FONT}" w:hAnsi="{SIGN_FONT}" '
        f'w:eastAsia="{SIGN_FONT}" w:cs="{SIGN_FONT}"/><w:sz w:val="25"/></w:rPr>'
        f"<w:t>{TICKED if tick.done else OPEN}</w:t></w:r></w:sdtContent></w:sdt>"
    )
