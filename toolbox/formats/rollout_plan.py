"""The plan of a round of invoeren: every step with its tasks, what is done, and what was agreed."""

from dataclasses import dataclass

from toolbox.formats.pages import fill
from toolbox.formats.pieces import Fact, Origin

TEMPLATE = "rollout_plan/document.html"


@dataclass(frozen=True)
class PlanTask:
    """One task. `done` says how it is known to be done; empty leaves the square open."""

    text: str
    done: str = ""
    agreed: str = ""


@dataclass(frozen=True)
class PlanStep:
    """One step with its tasks."""

    number: int
    title: str
    goal: str
    done_when: str  # completes: klaar als ...
    status: str  # "2 van 4 klaar"
    tasks: tuple[PlanTask, ...]


@dataclass(frozen=True)
class RolloutPlan:
    """The plan of one leerplaats."""

    origin: Origin
    leerplaats: str
    institution: str
    round: int
    steps: tuple[PlanStep, ...]
    status: str  # "9 van de 22 taken klaar"
    first_start: str = ""  # "maandag 2 februari 2026"
    review: str = ""

    @property
    def title(self):
        """The name of the file and of its bookmark."""
        return f"Plan vijf stappen {self.leerplaats}, ronde {self.round}"

    @property
    def footer(self):
        """The line at the bottom of every page."""
        return self.origin.footer("Invoeren in vijf stappen", f"ronde {self.round}", self.leerplaats)

    @property
    def facts(self):
        """What stands below the heading."""
        return (
            Fact("Instelling", self.institution),
            Fact("Eerste startdatum", self.first_start),
            Fact("Wij kijken terug op", self.review),
        )


def html(document):
    """The HTML of the PDF."""
    return fill(TEMPLATE, document)
