"""Puts two A4 pages side by side on one sheet, with their tags, links and reading order.

Each page becomes a form on the new page. A form has marked content of its own, so the numbers of two pages never
meet: the structure tree says of each piece in which form it stands (ISO 32000, 14.7.4).
"""

import math
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

WIDTH, HEIGHT = 841.89, 595.28  # A4 landscape, in points
SCALE = 1 / math.sqrt(2)
UPRIGHT_A4 = (595, 842)


def can_be_two_up(pdf: pikepdf.Pdf) -> bool:
    """Whether every page is an upright A4."""
    return all((round(float(page.mediabox[2])), round(float(page.mediabox[3]))) == UPRIGHT_A4 for page in pdf.pages)


def two_up(pdf: pikepdf.Pdf, lengths: Sequence[int]) -> list[int]:
    """Replace the pages of `pdf` by sheets of two; `lengths` is the number of pages of each document.

    A document of more pages begins on a fresh sheet. Returns the sheet on which each document begins.
    """
    pages = list(pdf.pages)
    moved, starts, halves = {}, [], 0  # moved: page -> (sheet, form)
    sheets = []
    taken = 0
    for length in lengths:
        if length > 1 and halves % 2:
            halves += 1
        starts.append(halves // 2)
        for page in pages[taken : taken + length]:
            if halves % 2 == 0:
                sheets.append(_sheet(pdf))
            moved[page.obj.objgen] = (sheets[-1], _place(pdf, page, sheets[-1], halves % 2))
            halves += 1
        taken += length
    _point_at_forms(pdf.Root.StructTreeRoot, moved)
    for sheet in sheets:
        pdf.pages.append(pikepdf.Page(sheet))
    del pdf.pages[: len(pages)]
    return starts


def _sheet(pdf):
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, WIDTH, HEIGHT],
            Resources=Dictionary(XObject=Dictionary()),
            Contents=pdf.make_stream(b""),
            Tabs=Name.S,
        )
    )


def _place(pdf, page, sheet, half):
    """The page as a form on the left or right half of the sheet, with its links. Returns the form."""
    form = pdf.make_stream(_content(page))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Resources = page.mediabox, page.obj.get(Name.Resources, Dictionary())
    form.StructParents = page.StructParents
    shift = half * WIDTH / 2
    sheet.Resources.XObject[f"/Half{half}"] = form
    drawn = sheet.Contents.read_bytes() + f"q {SCALE:.5f} 0 0 {SCALE:.5f} {shift:.3f} 0 cm /Half{half} Do Q\n".encode()
    sheet.Contents.write(drawn)
    for note in page.obj.get(Name.Annots, ()):
        edges = enumerate(float(edge) * SCALE for edge in note.Rect)
        note.Rect = Array([edge + (0 if index % 2 else shift) for index, edge in edges])
        note.P = sheet
        if Name.Annots not in sheet:
            sheet.Annots = Array()
        sheet.Annots.append(note)
    return form


def _content(page):
    parts = page.obj.Contents
    streams = parts if isinstance(parts, Array) else [parts]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _point_at_forms(tree, moved):
    """Say of every piece of marked content and of every link on which sheet it is now."""
    waiting = [(kid, None) for kid in tree.K]
    while waiting:
        element, above = waiting.pop()
        page = element.get(Name.Pg, above)
        kids = element.get(Name.K, Array())
        kids = kids if isinstance(kids, Array) else Array([kids])
        renewed = Array()
        for kid in kids:
            renewed.append(_renewed(kid, page, moved))
            if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.StructElem:
                waiting.append((kid, page))
        element.K = renewed
    _renew_pages(tree, moved)


def _renewed(kid, page, moved):
    if isinstance(kid, int):
        sheet, form = moved[page.objgen]
        return Dictionary(Type=Name.MCR, Pg=sheet, Stm=form, MCID=kid)
    kind = kid.get(Name.Type)
    if kind in (Name.MCR, Name.OBJR):
        sheet, form = moved[kid.get(Name.Pg, page).objgen]
        kid.Pg = sheet
        if kind == Name.MCR:
            kid.Stm = form
    return kid


def _renew_pages(tree, moved):
    waiting = list(tree.K)
    while waiting:
        element = waiting.pop()
        if Name.Pg in element:
            element.Pg = moved[element.Pg.objgen][0]
        kids = element.K if isinstance(element.K, Array) else [element.K]
        waiting += [kid for kid in kids if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.StructElem]
