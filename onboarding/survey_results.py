"""What answers say together: sums of full bags, and nothing else (decision record 0033).

A question that fewer than five in a bag were asked, because somebody changed the list meanwhile, is left out of that
bag. So every number here, and every difference of two of them, is of nobody or of five or more.
"""

from dataclasses import dataclass, field

from onboarding.actions.answers import UNSAID, WRITTEN
from onboarding.models import AnswerBag
from onboarding.models.bags import ENOUGH
from onboarding.survey_questions import MARKS, SCALE, is_low
from toolbox.enums import Answer


@dataclass
class Tally:
    """How often each answer to one question was given."""

    question: str
    counts: dict = field(default_factory=dict)

    @property
    def total(self):
        """How many people got the question and sent their list."""
        return sum(self.counts.values())

    @property
    def unsaid(self):
        """How many of them left it open."""
        return self.counts.get(UNSAID, 0)

    @property
    def said(self):
        """How many gave an answer."""
        return self.total - self.unsaid

    @property
    def answer(self):
        """How it was answered, from the answers themselves: the sjabloon may have changed since."""
        given = self.counts.keys() - {UNSAID}
        if WRITTEN in given:
            return Answer.OPEN
        if given <= dict(SCALE).keys():
            return Answer.SCALE
        return Answer.MARK if given <= dict(MARKS).keys() else Answer.CHOICE

    @property
    def low(self):
        """How many answers are low."""
        return sum(number for value, number in self.counts.items() if is_low(self.answer, value))

    @property
    def is_often_low(self):
        """Whether one in five or more is low: then it stands out."""
        return self.low * 5 >= self.total > 0

    @property
    def low_words(self):
        """How many answers are low, in words."""
        return f"{self.low} van {self.total} laag" if self.low else ""

    @property
    def low_meaning(self):
        """What the low answers say of the question, as a sentence about people: "16 van 25 vonden dit niet"."""
        if not self.low:
            return ""
        of_mark, of_scale = ("gaf een 5 of lager", "gaven een 5 of lager"), ("vond dit niet", "vonden dit niet")
        said = of_mark if self.answer == Answer.MARK else of_scale
        return f"{self.low} van {self.total} {said[self.low > 1]}"

    @property
    def high(self):
        """How many say: wel, or helemaal wel."""
        return self.counts.get("4", 0) + self.counts.get("5", 0)

    @property
    def average(self):
        """The average mark, or None."""
        marks = dict(MARKS)
        given = {int(marks[value]): number for value, number in self.counts.items() if value in marks}
        total = sum(given.values())
        return sum(mark * number for mark, number in given.items()) / total if total else None


@dataclass
class Reading:
    """The sums of some bags: how many people, per question, the own words, and the same per half year."""

    number: int = 0
    tallies: dict = field(default_factory=dict)  # question: Tally
    words: dict = field(default_factory=dict)  # question: texts
    per_half_year: dict = field(default_factory=dict)  # half year: {question: Tally}, oldest first
    numbers: dict = field(default_factory=dict)  # half year: number of people


def is_readable(bag):
    """Whether anybody may read it."""
    return bag.closed


def full_bags(**where):
    """The bags that may be read, of these leerplaatsen, institutions or kinds."""
    return AnswerBag.objects.filter(closed=True, **where)


def read_bags(bags, *, only_said=False):
    """The Reading of these bags; those that are not full are skipped.

    `only_said`: of who said something alone, so a bag in which somebody left a question open is left out for it.
    """
    reading = Reading()
    for bag in sorted(filter(is_readable, bags), key=lambda one: (one.half_year, one.pk)):
        reading.number += bag.number
        reading.numbers[bag.half_year] = reading.numbers.get(bag.half_year, 0) + bag.number
        per_half_year = reading.per_half_year.setdefault(bag.half_year, {})
        for question, counted in bag.counts.items():
            if only_said:
                counted = {answer: number for answer, number in counted.items() if answer != UNSAID}
            if sum(counted.values()) < ENOUGH:
                continue
            _add(reading.tallies, question, counted)
            _add(per_half_year, question, counted)
            if texts := getattr(bag, "words", {}).get(question):  # a StageBag has none
                reading.words.setdefault(question, []).extend(texts)
    for texts in reading.words.values():
        texts.sort(key=str.casefold)  # not by bag: that would tell when it was written
    return reading


def read_half_years(bags, asked):
    """The Reading of the half years `asked`, as far as they have results; of all bags when none of them has."""
    bags = list(bags)
    return read_bags([bag for bag in bags if bag.half_year in asked] or bags)


def tallies_of(leerplaats):
    """Per list (SurveyKind value) the tallies of `leerplaats` that may be read, by question; one query."""
    found = {}
    for bag in full_bags(leerplaats=leerplaats):
        found.setdefault(bag.kind, []).append(bag)
    return {kind: read_bags(bags).tallies for kind, bags in found.items()}


def _add(tallies, question, counted):
    sums = tallies.setdefault(question, Tally(question)).counts
    for answer, number in counted.items():
        sums[answer] = sums.get(answer, 0) + number
