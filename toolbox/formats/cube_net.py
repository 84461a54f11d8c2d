"""The net of a cube on a sheet of A4: faces, flaps, lines to cut and lines to fold. Plain geometry in mm.

The net is a cross. From its middle down it goes round the cube: front, bottom, back; the top lies above the
front, left and right beside it. x goes right, y goes down, as on paper. The stylesheet puts the texts on the
faces, so the places of the faces stand there too (templates/documents/print.css, the block of the cards).
"""

from dataclasses import dataclass
from itertools import pairwise

SIDE = 60.0
FLAP = 10.0  # how far a flap sticks out
TAPER = 8.0  # how much shorter a flap is at both ends, so that it slides in
LEFT, TOP = 15.0, 30.0  # of the net on the sheet
SHEET = (210.0, 297.0)
DASH, GAP = 2.0, 1.5  # of a line to fold

Point = tuple[float, float]
SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True)
class Line:
    """A straight line between two points."""

    start: Point
    end: Point

    @property
    def length(self):
        """How long it is."""
        return ((self.end[0] - self.start[0]) ** 2 + (self.end[1] - self.start[1]) ** 2) ** 0.5

    def at(self, distance):
        """The point so far from the start."""
        part = distance / self.length
        return tuple(a + (b - a) * part for a, b in zip(self.start, self.end, strict=True))


@dataclass(frozen=True)
class Face:
    """A square of the net, with the number of its question. `turned`: its text stands upside down on paper.

    Opposite faces add up to 7, as on any die.
    """

    number: int
    column: int
    row: int
    turned: bool = False

    @property
    def corners(self):
        """Its four corners, clockwise from the top left."""
        left, top = LEFT + self.column * SIDE, TOP + self.row * SIDE
        right, bottom = left + SIDE, top + SIDE
        return ((left, top), (right, top), (right, bottom), (left, bottom))

    def edge(self, side):
        """The edge on this side, clockwise: the face lies at its right hand."""
        start = SIDES.index(side)
        return Line(self.corners[start], self.corners[(start + 1) % 4])


# The back goes once round the cube and would stand on its head: its text is turned, so that all four faces
# around the cube read upright when the front does.
FACES = (
    Face(1, column=1, row=0),
    Face(2, column=0, row=1),
    Face(3, column=1, row=1),
    Face(5, column=2, row=1),
    Face(6, column=1, row=2),
    Face(4, column=1, row=3, turned=True),
)
# (face, side) with the flap, and the (face, side) to which it is glued.
JOINS = (
    ((1, "left"), (2, "top")),
    ((1, "right"), (5, "top")),
    ((6, "left"), (2, "bottom")),
    ((6, "right"), (5, "bottom")),
    ((4, "left"), (2, "left")),
    ((4, "right"), (5, "right")),
    ((4, "bottom"), (1, "top")),
)


def face(number):
    """The face with this number."""
    return next(one for one in FACES if one.number == number)


def flap(number, side):
    """The four corners of the flap on this edge: along the edge, then its shorter outer side back."""
    edge = face(number).edge(side)
    (x1, y1), (x2, y2) = edge.start, edge.end
    along = ((x2 - x1) / SIDE, (y2 - y1) / SIDE)
    outward = (along[1], -along[0])  # the face lies at the right hand
    far, near = edge.at(SIDE - TAPER), edge.at(TAPER)
    return (edge.start, edge.end, _moved(far, outward, FLAP), _moved(near, outward, FLAP))


def flaps():
    """The corners of every flap."""
    return tuple(flap(*where) for where, _ in JOINS)


def folds_between_faces():
    """The edges that two faces share on paper."""
    edges = {frozenset((edge.start, edge.end)): edge for one in FACES for edge in _edges(one)}
    times = [frozenset((edge.start, edge.end)) for one in FACES for edge in _edges(one)]
    return tuple(edge for key, edge in edges.items() if times.count(key) == 2)


def fold_lines():
    """Every line to fold: between faces, and between a face and its flap."""
    return folds_between_faces() + tuple(face(number).edge(side) for (number, side), _ in JOINS)


def cut_lines():
    """Every line to cut: around the flaps, and the edges to which they are glued."""
    around = tuple(Line(start, end) for corners in flaps() for start, end in pairwise((*corners[1:], corners[0])))
    return around + tuple(face(number).edge(side) for _, (number, side) in JOINS)


def dashes(line):
    """The strokes of a line to fold."""
    strokes, at = [], 0.0
    while at < line.length:
        strokes.append(Line(line.at(at), line.at(min(at + DASH, line.length))))
        at += DASH + GAP
    return tuple(strokes)


def _edges(one):
    return tuple(one.edge(side) for side in SIDES)


def _moved(point, direction, distance):
    return (point[0] + direction[0] * distance, point[1] + direction[1] * distance)
