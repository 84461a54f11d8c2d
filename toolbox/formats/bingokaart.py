"""Bingokaart for the first weeks: two on a sheet of A4, with room in every cell for a name and a date."""

from dataclasses import dataclass

from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin
from toolbox.formats.play_order import shuffled

TEMPLATE = "bingokaart/document.html"
FREE = "Vrij vak"
SIZES = {"4x4": 4, "5x5": 5}  # cells on a side; the stylesheet knows these names
EMPTY = "leeg"  # two cards to fill in by hand
MOST = 24  # texts on the largest card, beside its free middle
EXPLANATION = "Gedaan? Schrijf in het vakje met wie, en de datum. {} op een rij is bingo."
IN_A_ROW = {4: "Vier", 5: "Vijf"}
BY_HAND = "Schrijf in elk vakje iets wat je wilt meemaken. Dat kan ook samen met een collega."


@dataclass(frozen=True)
class Bingokaart:
    """Two cards for one sheet. Without texts the second is empty, to fill in by hand."""

    origin: Origin
    leerplaats: str
    institution: str
    student: str  # first name; empty leaves room to write it
    intro: str
    first: tuple[str, ...]
    second: tuple[str, ...] = ()

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return " ".join(part for part in ("Bingokaart", self.student, self.leerplaats) if part)

    @property
    def footer(self):
        """The line below every card."""
        return self.origin.footer("Bingokaart", self.leerplaats)


@dataclass(frozen=True)
class Card:
    """One card as it is printed: its cells in rows from left to right."""

    cells: tuple[str, ...]
    explanation: str
    student: str = ""


def card_texts(texts, seed):
    """The texts of the card of one student, in their order: enough for the largest card."""
    return shuffled(texts, seed)[:MOST]


def cells(texts, side):
    """What stands in the cells of a card with `side` cells on a side, from left to right and down.

    A card with a middle has a free cell there. When there are too few texts the last cells are free.
    """
    number = side * side
    middle = number // 2 if side % 2 else None
    filled = list(texts[: number - (side % 2)])
    if middle is not None and len(filled) >= middle:
        filled.insert(middle, FREE)
    return tuple(filled + [FREE] * (number - len(filled)))


def build(content: Content, facts: Facts) -> Bingokaart:
    """The card of one stage beside an empty one; without a student two cards, each with its own order."""
    texts = [line.text for line in content.lines]
    return Bingokaart(
        origin=facts.origin,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        student=facts.student,
        intro=content.intro,
        first=card_texts(texts, facts.seed),
        second=() if facts.student else card_texts(texts, f"{facts.seed} tweede kaart"),
    )


def html(document, layout="4x4"):
    """The HTML of the PDF. `layout` is one of SIZES, or EMPTY for two cards without texts."""
    size = layout if layout in SIZES else "4x4"
    side = SIZES[size]
    first, second = ((), ()) if layout == EMPTY else (document.first, document.second)
    cards = (
        _card(first, side, document.intro, document.student),
        _card(second, side, document.intro, document.student if layout == EMPTY else ""),
    )
    return fill(TEMPLATE, document, cards=cards, size=size, free=FREE)


def _card(texts, side, intro, student):
    if texts:
        return Card(cells(texts, side), f"{intro} {EXPLANATION.format(IN_A_ROW[side])}".strip(), student)
    return Card(("",) * (side * side), BY_HAND, student)
