"""The net of the vragendobbelsteen: that it folds to a cube, and that the paper shows just that net."""

import math
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pikepdf
import pytest
from PIL import Image

from tests.toolbox import examples, pdf_reading
from toolbox.formats import FORMATS, cube_net, vragendobbelsteen
from toolbox.formats.cube_net import FACES, FLAP, JOINS, SHEET, SIDE, SIDES, Line, cut_lines, flaps, fold_lines
from toolbox.rendering import render_pdf

MARGIN = 10  # mm that an ordinary printer leaves white
POINT = 72 / 25.4
DPI = 150


# --- Folding -----------------------------------------------------------------------------------------


class Placed:
    """A face in space: a corner, and the directions of its right and its down."""

    def __init__(self, origin, right, down):
        self.origin, self.right, self.down = origin, right, down

    @property
    def outward(self):
        """Away from the cube: the printed side."""
        (a, b, c), (d, e, f) = self.down, self.right
        return (b * f - c * e, c * d - a * f, a * e - b * d)

    def point(self, x, y):
        """Where a point of the face lies, in sides."""
        return tuple(round(o + x * r + y * d, 6) for o, r, d in zip(self.origin, self.right, self.down, strict=True))

    def edge(self, side):
        """The two ends of an edge, in no order."""
        corners = ((0, 0), (1, 0), (1, 1), (0, 1))
        start = SIDES.index(side)
        return frozenset((self.point(*corners[start]), self.point(*corners[(start + 1) % 4])))


def times(vector, factor):
    return tuple(factor * part for part in vector)


def plus(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))


def folded():
    """Every face in space when each fold is a quarter turn backwards, by number, from face 3 outwards."""
    by_place = {(one.column, one.row): one for one in FACES}
    first = next(one for one in FACES if one.number == 3)
    placed, waiting = {3: Placed((0, 0, 0), (1, 0, 0), (0, 1, 0))}, [first]
    while waiting:
        one = waiting.pop()
        here = placed[one.number]
        inward = times(here.outward, -1)
        steps = {
            (1, 0): Placed(plus(here.origin, here.right), inward, here.down),
            (-1, 0): Placed(plus(here.origin, inward), here.outward, here.down),
            (0, 1): Placed(plus(here.origin, here.down), here.right, inward),
            (0, -1): Placed(plus(here.origin, inward), here.right, here.outward),
        }
        for (across, down), there in steps.items():
            neighbour = by_place.get((one.column + across, one.row + down))
            if neighbour and neighbour.number not in placed:
                placed[neighbour.number] = there
                waiting.append(neighbour)
    return placed


def test_six_faces_look_in_six_directions_and_opposite_ones_add_up_to_seven():
    placed = folded()
    outward = {number: one.outward for number, one in placed.items()}
    assert sorted(placed) == [1, 2, 3, 4, 5, 6]
    assert len(set(outward.values())) == 6
    for number, direction in outward.items():
        assert outward[7 - number] == times(direction, -1)


def test_all_corners_are_those_of_one_cube():
    corners = {point for one in folded().values() for side in SIDES for point in one.edge(side)}
    assert len(corners) == 8
    assert all(len({corner[axis] for corner in corners}) == 2 for axis in range(3))


def test_every_edge_of_the_cube_is_folded_or_glued_once_and_has_one_flap():
    placed = folded()
    meeting = {}
    for number, one in placed.items():
        for side in SIDES:
            meeting.setdefault(one.edge(side), set()).add((number, side))
    assert len(meeting) == 12
    assert all(len(pair) == 2 for pair in meeting.values())
    on_paper = {edge: [cube_net.face(number).edge(side) for number, side in pair] for edge, pair in meeting.items()}
    glued = {frozenset(pair) for edge, pair in meeting.items() if not _same_line(*on_paper[edge])}
    assert glued == {frozenset(join) for join in JOINS}
    assert len(JOINS) == len(flaps()) == 7
    assert {edge.length for pair in on_paper.values() for edge in pair} == {SIDE}


def test_a_face_glued_to_the_wrong_edge_would_be_seen():
    placed = folded()
    (number, side), _ = JOINS[0]
    assert placed[number].edge(side) != placed[5].edge("bottom")


def test_the_four_faces_around_read_upright_when_the_front_does():
    placed = folded()
    for number in (2, 3, 4, 5):
        text_down = times(placed[number].down, -1 if cube_net.face(number).turned else 1)
        assert text_down == placed[3].down


# --- On paper ----------------------------------------------------------------------------------------


def test_flaps_touch_no_face_and_no_other_flap_and_all_lies_within_the_margins():
    shapes = [one.corners for one in FACES] + list(flaps())
    for one, other in combinations(shapes, 2):
        assert not _overlap(one, other)
    for x, y in (point for shape in shapes for point in shape):
        assert MARGIN <= x <= SHEET[0] - MARGIN
        assert MARGIN <= y <= SHEET[1] - MARGIN


def test_shapes_that_do_overlap_are_seen():
    square = ((0, 0), (10, 0), (10, 10), (0, 10))
    assert _overlap(square, ((9, 9), (19, 9), (19, 19), (9, 19)))
    assert not _overlap(square, ((10, 0), (20, 0), (20, 10), (10, 10)))


def test_a_line_is_cut_or_folded_and_never_both():
    cut, fold = ({frozenset((line.start, line.end)) for line in lines} for lines in (cut_lines(), fold_lines()))
    assert not cut & fold
    assert len(fold) == 5 + 7  # between faces, and at each flap
    assert len(cut) == 7 + 3 * 7  # glued edges, and around each flap
    ends = Counter(point for line in cut_lines() for point in (line.start, line.end))
    assert set(ends.values()) <= {2, 4}  # one closed line, which may pass a corner twice


@pytest.fixture(scope="module")
def paper():
    return render_pdf(vragendobbelsteen.html(examples.vragendobbelsteen()))


def test_the_paper_has_exactly_these_lines_and_each_question_in_its_face(paper):
    pdf = pdf_reading.opened(paper)
    lines, texts = _drawn(pdf.pages[0])
    strokes = [*cut_lines(), *(stroke for line in fold_lines() for stroke in cube_net.dashes(line))]
    assert len(pdf.pages) == 1
    assert {_rounded(line) for line in strokes} <= {_rounded(line) for line in lines}
    long = {_rounded(line) for line in lines if line.length > FLAP}
    assert long == {_rounded(line) for line in cut_lines()}  # no other line to cut, also not by chance
    assert _outside_their_face(texts) == []


def test_the_longest_questions_stay_in_their_face_too():
    long = "Wat heb je deze week van verpleegkundigen en fysiotherapeuten geleerd over samenwerken met de familie?"
    assert len(long.split()) == FORMATS["vragendobbelsteen"].most_words - 1
    value = replace(examples.vragendobbelsteen(), questions=tuple(f"{long} {number}" for number in range(6)))
    pdf = pdf_reading.opened(render_pdf(vragendobbelsteen.html(value)))
    assert _outside_their_face(_drawn(pdf.pages[0])[1]) == []


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs pdftoppm to make an image of the paper")
def test_the_printed_image_has_whole_lines_to_cut_and_dashes_to_fold(paper, tmp_path):
    image = _image(paper, tmp_path)
    for line in cut_lines():
        assert _share_dark(image, line) > 0.98, line
    for line in fold_lines():
        assert 0.4 < _share_dark(image, line) < 0.8, line
    for one in FACES:  # no letter comes near an edge
        (left, top), _, (right, bottom), _ = one.corners
        near = ((left + 3, top + 3), (right - 3, top + 3), (right - 3, bottom - 3), (left + 3, bottom - 3))
        for start, end in zip(near, (*near[1:], near[0]), strict=True):
            assert _share_dark(image, Line(start, end)) == 0, one.number


def _outside_their_face(texts):
    """The faces without a number and a question, or with a text that begins too near to an edge."""
    found = []
    for one in FACES:
        (left, top), _, (right, bottom), _ = one.corners
        inside = [(x, y) for x, y in texts if left < x < right and top < y < bottom]
        well = [(x, y) for x, y in inside if left + 4 < x < right - 4 and top + 4 < y < bottom - 4]
        if len(inside) < 2 or inside != well:
            found.append(one.number)
    return found


def _same_line(one, other):
    return {one.start, one.end} == {other.start, other.end}


def _overlap(one, other):
    """Whether two convex shapes have more than an edge in common: no straight line keeps them apart."""
    for shape in (one, other):
        for (x1, y1), (x2, y2) in zip(shape, (*shape[1:], shape[0]), strict=True):
            normal = (y2 - y1, x1 - x2)
            reach = [[x * normal[0] + y * normal[1] for x, y in points] for points in (one, other)]
            if max(reach[0]) <= min(reach[1]) + 1e-6 or max(reach[1]) <= min(reach[0]) + 1e-6:
                return False
    return True


def _rounded(line):
    return frozenset(tuple(round(value, 1) + 0.0 for value in point) for point in (line.start, line.end))


def _drawn(page):
    """Every straight stroke of the drawing, and where every text begins, in mm from the top left of the sheet."""
    lines, texts, states = [], [], []
    matrix, at, text = (1, 0, 0, 1, 0, 0), (0, 0), (1, 0, 0, 1, 0, 0)
    for operands, operator in pikepdf.parse_content_stream(page):
        name, values = str(operator), operands
        if name == "q":
            states.append(matrix)
        elif name == "Q":
            matrix = states.pop()
        elif name == "cm":
            matrix = _times([float(value) for value in values], matrix)
        elif name == "Tm":
            text = [float(value) for value in values]
        elif name == "m":
            at = _on_sheet(values, matrix)
        elif name == "l":
            end = _on_sheet(values, matrix)
            lines.append(Line(at, end))
            at = end
        elif name in ("Tj", "TJ"):
            texts.append(_on_sheet((0, 0), _times(text, matrix)))
    return lines, texts


def _times(one, other):
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _on_sheet(point, matrix):
    x, y = (float(value) for value in point)
    a, b, c, d, e, f = matrix
    return ((a * x + c * y + e) / POINT, SHEET[1] - (b * x + d * y + f) / POINT)


def _image(pdf, folder):
    (folder / "net.pdf").write_bytes(pdf)
    program = shutil.which("pdftoppm")
    subprocess.run([program, "-r", str(DPI), "-gray", "-png", "net.pdf", "net"], cwd=folder, check=True)
    with Image.open(next(folder.glob("net*.png"))) as image:
        return image.convert("L")


def _share_dark(image, line):
    """How much of a line is dark, looked at every half mm with a third of a mm of tolerance."""
    scale, reach = DPI / 25.4, 2
    steps = range(1, math.floor(line.length * 2))
    return sum(_is_dark(image, [value * scale for value in line.at(step / 2)], reach) for step in steps) / len(steps)


def _is_dark(image, point, reach):
    x, y = (round(value) for value in point)
    return image.crop((x - reach, y - reach, x + reach + 1, y + reach + 1)).getextrema()[0] < 140
