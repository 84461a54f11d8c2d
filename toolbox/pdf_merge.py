"""Joins tagged PDFs into one that is still tagged, with language, title and a bookmark per document."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Name, OutlineItem


@dataclass(frozen=True)
class Part:
    """A PDF of one or more documents: its bytes, and title and number of pages of each document in it."""

    pdf: bytes
    documents: tuple[tuple[str, int], ...]


def merge(parts: Sequence[Part], title: str) -> bytes:
    """One PDF/UA file of all parts (at least one), in order. Language and PDF/UA mark are those of the first."""
    with pikepdf.open(io.BytesIO(parts[0].pdf)) as target:
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part.pdf)) as source:
                _append(target, source)
        _write_outline(target, [document for part in parts for document in part.documents])
        with target.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
        target.docinfo[Name.Title] = title
        output = io.BytesIO()
        target.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return output.getvalue()


def _append(target, source):
    """Add the pages of `source`, then hang its structure tree below the document element of `target`."""
    tree = target.Root.StructTreeRoot
    shift = tree.ParentTree.Nums[-2] + 1
    first_new = len(target.pages)
    target.pages.extend(source.pages)  # pages first: copied structure then points at these copies
    for page in target.pages[first_new:]:
        page.StructParents += shift
        for annotation in page.get(Name.Annots, ()):
            if Name.StructParent in annotation:
                annotation.StructParent += shift
    copied = target.copy_foreign(source.Root.StructTreeRoot)
    document = tree.K[0]
    for kid in copied.K[0].K:
        kid.P = document
        document.K.append(kid)
    numbers = copied.ParentTree.Nums
    for index in range(0, len(numbers), 2):
        tree.ParentTree.Nums.append(numbers[index] + shift)
        tree.ParentTree.Nums.append(numbers[index + 1])


def _write_outline(target, documents):
    """Replace the outline by one bookmark per document, at its first page."""
    if Name.Outlines in target.Root:
        del target.Root[Name.Outlines]
    with target.open_outline() as outline:
        page = 0
        for title, pages in documents:
            outline.root.append(OutlineItem(title, page))
            page += pages
    target.Root.PageMode = Name.UseOutlines
