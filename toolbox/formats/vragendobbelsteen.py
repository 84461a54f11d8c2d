"""Vragendobbelsteen: six questions on a net of a cube to fold, or on six cards to cut out."""

from dataclasses import dataclass

from toolbox.formats import cube_net
from toolbox.formats.content import Content, Facts
from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

FACES = 6
LAYOUTS = {"net": "vragendobbelsteen/document.html", "kaartjes": "vragendobbelsteen/cards.html"}
# Units of the drawing to a mm: a line is one unit thick, so a quarter of a mm.
FINENESS = 4
LONG = 60  # letters; a longer question gets a smaller letter


@dataclass(frozen=True)
class Vragendobbelsteen:
    """Six questions of a leerplaats or of one student. An empty one leaves room to write."""

    origin: Origin
    leerplaats: str
    institution: str
    student: str
    intro: str
    questions: tuple[str, ...]

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return " ".join(part for part in ("Vragendobbelsteen", self.student, self.leerplaats) if part)

    @property
    def footer(self):
        """The line at the bottom."""
        return self.origin.footer("Vragendobbelsteen", self.leerplaats)

    @property
    def faces(self):
        """(number, question) of each face."""
        return tuple(enumerate((*self.questions, *[""] * FACES)[:FACES], 1))


def card_texts(texts, seed):
    """The questions of one student: for everybody the same, each once."""
    return tuple(dict.fromkeys(texts))[:FACES]


def build(content: Content, facts: Facts) -> Vragendobbelsteen:
    """The die of one stage or leerplaats."""
    return Vragendobbelsteen(
        origin=facts.origin,
        leerplaats=facts.leerplaats,
        institution=facts.institution,
        student=facts.student,
        intro=content.intro,
        questions=card_texts((line.text for line in content.lines), facts.seed),
    )


def html(document, layout="net"):
    """The HTML of the PDF. `layout` is one of LAYOUTS."""
    width, height = (round(side * FINENESS) for side in cube_net.SHEET)
    strokes = (*cube_net.cut_lines(), *(stroke for line in cube_net.fold_lines() for stroke in cube_net.dashes(line)))
    path = " ".join(_path(stroke) for stroke in strokes)
    return fill(LAYOUTS[layout], document, view_box=f"0 0 {width} {height}", path=path, long=LONG)


def _path(line):
    """A stroke as a part of its own, so that nothing between strokes is filled."""
    return "M{} {}L{} {}".format(*(f"{value * FINENESS:g}" for point in (line.start, line.end) for value in point))
