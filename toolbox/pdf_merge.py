"""Joins tagged PDFs into one that is still tagged, with language, title and a bookmark per document."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import pikepdf
from pikepdf import Name, OutlineItem

from toolbox.pdf_two_up import can_be_two_up, two_up


@dataclass(frozen=True)
class Part:
    """A PDF of one or more documents: its bytes, and title and number of pages of each document in it."""

    pdf: bytes
    documents: tuple[tuple[str, int], ...]


def merge(parts: Sequence[Part], title: str, *, per_sheet: int = 1) -> bytes:
    """One PDF/UA file of all parts (at least one), in order. Language and PDF/UA mark are those of the first.

    With two `per_sheet` two pages stand side by side, if every page is an upright A4.
    """
    with pikepdf.open(io.BytesIO(parts[0].pdf)) as target:
        for part in parts[1:]:
            with pikepdf.open(io.BytesIO(part.pdf)) as source:
                _append(target, source)
        documents = [document for part in parts for document in part.documents]
        lengths = [pages for _, pages in documents]
        if Name.Outlines in target.Root:
            del target.Root[Name.Outlines]
        starts = two_up(target, lengths) if per_sheet == 2 and can_be_two_up(target) else _starts(lengths)
        _write_outline(target, zip((name for name, _ in documents), starts, strict=True))
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


def _starts(lengths):
    """The page on which each document begins."""
    return list(accumulate(lengths[:-1], initial=0))


def _write_outline(target, documents):
    """One bookmark per (title, page) instead of those that the parts had."""
    with target.open_outline() as outline:
        outline.root.extend(OutlineItem(title, page) for title, page in documents)
    target.Root.PageMode = Name.UseOutlines
