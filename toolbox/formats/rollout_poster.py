"""Poster of invoeren in vijf stappen: the route for the team room, with room for who and when."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Origin

TEMPLATE = "rollout_poster/document.html"
SIZES = ("a4", "a3")  # the stylesheet knows these names


@dataclass(frozen=True)
class PosterStep:
    """One step on the poster."""

    title: str
    goal: str
    done_when: str  # completes: klaar als ...


@dataclass(frozen=True)
class RolloutPoster:
    """The poster of one leerplaats. It names nobody."""

    origin: Origin
    leerplaats: str
    institution: str
    steps: tuple[PosterStep, ...]

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Poster vijf stappen {self.leerplaats}"

    @property
    def footer(self):
        """The line at the bottom."""
        return self.origin.sender


def html(document, size="a4"):
    """The HTML of the PDF. `size` is one of SIZES; an A3 is the same picture, larger."""
    return fill(TEMPLATE, document, size=size)
