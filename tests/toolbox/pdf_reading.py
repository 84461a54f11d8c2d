"""Reads a PDF the way assistive technology does: structure, marks, bookmarks."""

import io

import pikepdf

PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def ua_part(pdf):
    with pdf.open_metadata() as metadata:
        return metadata.get(PDFUA_PART)


def elements(pdf):
    """Every structure element, in reading order."""
    return list(_below(pdf.Root.StructTreeRoot))


def _below(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from _below(kid)


def tags(pdf):
    return [str(element.S)[1:] for element in elements(pdf)]


def bookmarks(pdf):
    """(title, index of the page it opens) per bookmark."""
    pages = [page.objgen for page in pdf.pages]
    with pdf.open_outline() as outline:
        return [(item.title, pages.index(pikepdf.Page(item.destination[0]).objgen)) for item in outline.root]


def unmarked_texts(pdf):
    """Texts that are neither an artifact nor part of the structure tree: what PDF/UA forbids."""
    in_tree = {element.objgen for element in elements(pdf)}
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    return [
        str(operands[0])
        for page in pdf.pages
        for operands in _texts_outside(page, parents[int(page.StructParents)], in_tree)
    ]


def _texts_outside(page, parents, in_tree):
    marks = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            marks.append(_is_read_or_hidden(operands, parents, in_tree))
        elif str(operator) == "EMC":
            marks.pop()
        elif str(operator) in ("TJ", "Tj") and not any(marks):
            yield operands


def _is_read_or_hidden(operands, parents, in_tree):
    if operands[0] == "/Artifact":
        return True
    return len(operands) > 1 and parents[int(operands[1].MCID)].objgen in in_tree


def fonts(pdf):
    """{name: whether the file is embedded} of every font."""
    found = {}
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            found[str(font.BaseFont).split("+")[-1]] = "/FontFile2" in descriptor
    return found


def links(pdf):
    return [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
