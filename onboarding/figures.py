"""Figures per goal of a good start: per leerplaats, per institution and for the region (decision record 0035).

Every number is a sum of full bags of stages or answers, so that it is of nobody or of five people or more, and so is
what is left when one number is taken from another.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Q

from onboarding.enums import StageBagKind, StageFact, StopReason, SurveyKind
from onboarding.models import StageBag
from onboarding.stage_facts import IN_TIME, YES
from onboarding.survey_questions import MARKS, TAPS, format_of
from onboarding.survey_results import full_bags, read_bags
from profiles.dutch import count
from toolbox.models import Item

EXPECTED_QUESTION, RECOMMEND_QUESTION = TAPS[0], "Zou je deze leerplaats aanraden aan andere studenten?"
RECOMMENDS_FROM = 8
OPEN = "Liet iemand van een groep van vijf de vraag open, dan telt die groep niet mee."
WELL = ("4", "5")  # wel, helemaal wel
RECOMMENDS = tuple(value for value, mark in MARKS if int(mark) >= RECOMMENDS_FROM)


class Source(StrEnum):
    """What a figure is counted from."""

    STAGES = "stages"
    DAY_1 = "day_1"
    STAGE_LIST = "stage_list"


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, the goal of the toolbox it belongs to, and exactly what is counted."""

    key: str
    name: str
    goal: str
    definition: str
    source: Source
    question: str  # what it is counted under in its bags
    answers: tuple[str, ...]  # which answers count
    less_is_better: bool = False


FIGURES = (
    Figure(
        "notice",
        "Vier weken van tevoren aangekondigd",
        "Een soepele start",
        "De stage was rond op een dag die 28 dagen of meer voor de eerste stagedag ligt.",
        Source.STAGES,
        StageFact.NOTICE,
        IN_TIME,
    ),
    Figure(
        "ready",
        "Alles geregeld op de eerste dag",
        "Een soepele start",
        "Alles van de startlijst dat dan klaar moest zijn, was afgevinkt of opgevangen op de eerste stagedag. "
        "Wat de student zelf doet, telt alleen mee als de student zonder niet mag starten.",
        Source.STAGES,
        StageFact.READY,
        (YES,),
    ),
    Figure(
        "guide",
        "Drie weken van tevoren een werkbegeleider",
        "Weten wat je rol is",
        "De werkbegeleider stond in het portaal, 21 dagen of meer voor de eerste stagedag.",
        Source.STAGES,
        StageFact.GUIDE,
        (YES,),
    ),
    Figure(
        "talks",
        "Alle vaste gesprekken gehouden",
        "Verwachtingen op elkaar afstemmen",
        "Kennismaking, startgesprek, tussengesprek en eindgesprek, zo ver ze gepland waren. Weekgesprekken tellen "
        "niet mee.",
        Source.STAGES,
        StageFact.TALKS,
        (YES,),
    ),
    Figure(
        "expected",
        "De student voelde zich verwacht",
        "Een fijne ervaring",
        f"Antwoord wel of helemaal wel, na de eerste stagedag, op: {EXPECTED_QUESTION} {OPEN}",
        Source.DAY_1,
        EXPECTED_QUESTION,
        WELL,
    ),
    Figure(
        "recommend",
        "De student raadt de leerplaats aan",
        "Een fijne ervaring",
        f"Een {RECOMMENDS_FROM} of hoger in de lijst over de hele stage op: {RECOMMEND_QUESTION} {OPEN}",
        Source.STAGE_LIST,
        RECOMMEND_QUESTION,
        RECOMMENDS,
    ),
    Figure(
        "stopped",
        "Eerder gestopt",
        "Studenten behouden",
        "De stage begon en stopte voor de laatste dag die was afgesproken.",
        Source.STAGES,
        StageFact.STOPPED,
        (YES,),
        less_is_better=True,
    ),
    Figure(
        "returns",
        "Komt terug of blijft",
        "Studenten behouden",
        "De student had vier weken na de stage een nieuwe stage bij dezelfde instelling, of wilde een bijbaan, een "
        "volgende stage, mentor zijn of werk.",
        Source.STAGES,
        StageFact.RETURNS,
        (YES,),
    ),
)
NOTICE_WORDS = (
    ("eight", "8 weken of meer"),
    ("four", "4 tot 8 weken"),
    ("two", "2 tot 4 weken"),
    ("less", "Minder dan 2 weken"),
)
ASKED_IN = {Source.DAY_1: SurveyKind.DAY_1, Source.STAGE_LIST: SurveyKind.STAGE}


@dataclass(frozen=True)
class Cell:
    """How many of how many. `total` is five or more."""

    number: int
    total: int

    @property
    def percent(self):
        """Rounded to a whole per cent, half up."""
        return (200 * self.number + self.total) // (2 * self.total)

    @property
    def words(self):
        """ "8 van 10"."""
        return f"{self.number} van {self.total}"


@dataclass
class Sums:
    """The figures of one leerplaats, institution or region.

    `cells` and those in `per_half_year` are {key of Figure: Cell}: what is not known has no Cell. `notice` and
    `reasons` are [(words, number)], empty when there are fewer than five.
    """

    stages: int = 0
    cells: dict = field(default_factory=dict)
    per_half_year: dict = field(default_factory=dict)  # {half year: cells}, oldest first
    notice: list = field(default_factory=list)
    reasons: list = field(default_factory=list)

    @property
    def stages_words(self):
        """ "25 stages"."""
        return count(self.stages, "stage", "stages")


def figures_of(**where):
    """The Sums of these leerplaatsen or institutions; everything without `where`. A fixed number of queries."""
    stage_bags = StageBag.objects.filter(closed=True, **where)
    stages = read_bags([bag for bag in stage_bags if bag.kind == StageBagKind.STAGE])
    stops = read_bags([bag for bag in stage_bags if bag.kind == StageBagKind.STOP])
    lists = list(full_bags(kind__in=ASKED_IN.values(), **where))
    answers = {source: _said([bag for bag in lists if bag.kind == kind]) for source, kind in ASKED_IN.items()}
    readings, texts = {Source.STAGES: stages, **answers}, _texts_of_questions()
    half_years = sorted(set().union(*(reading.per_half_year for reading in readings.values())))
    return Sums(
        stages=stages.number,
        cells=_cells({source: reading.tallies for source, reading in readings.items()}, texts),
        per_half_year={
            half_year: _cells({source: one.per_half_year.get(half_year, {}) for source, one in readings.items()}, texts)
            for half_year in half_years
        },
        notice=_spread(stages.tallies.get(StageFact.NOTICE), NOTICE_WORDS),
        reasons=_spread(stops.tallies.get(StageFact.WHY), StopReason.choices),
    )


def figures_per(owner, **where):
    """{pk: cells} per leerplaats or per institution (`owner` is the name of the field). A fixed number of queries."""
    texts, of = _texts_of_questions(), {}
    for bag in StageBag.objects.filter(closed=True, kind=StageBagKind.STAGE, **where):
        of.setdefault(getattr(bag, f"{owner}_id"), {}).setdefault(Source.STAGES, []).append(bag)
    source_of = {kind: source for source, kind in ASKED_IN.items()}
    for bag in full_bags(kind__in=source_of, **where):
        of.setdefault(getattr(bag, f"{owner}_id"), {}).setdefault(source_of[bag.kind], []).append(bag)
    return {
        pk: _cells({source: _said(bags).tallies for source, bags in groups.items()}, texts) for pk, groups in of.items()
    }


def _said(bags):
    """The Reading of who said something: a difference of two totals is of five people or more who did."""
    return read_bags(bags, only_said=True)


def _texts_of_questions():
    """{question: every wording of it in a sjabloon}: an institution may say it in its own words."""
    texts = {}
    for question in (EXPECTED_QUESTION, RECOMMEND_QUESTION):
        from_it = Q(text=question) | Q(source__text=question) | Q(source__source__text=question)
        in_a_list = Item.objects.filter(from_it, section__template__format=format_of(SurveyKind.STAGE))
        texts[question] = {question, *in_a_list.values_list("text", flat=True)}
    return texts


def _cells(tallies_of, texts):
    cells = {}
    for figure in FIGURES:
        asked = tallies_of.get(figure.source, {})
        found = [asked[text] for text in texts.get(figure.question, {figure.question}) if text in asked]
        if total := sum(tally.total for tally in found):
            number = sum(tally.counts.get(answer, 0) for tally in found for answer in figure.answers)
            cells[figure.key] = Cell(number, total)
    return cells


def _spread(tally, words):
    return [(label, tally.counts.get(value, 0)) for value, label in words] if tally else []
