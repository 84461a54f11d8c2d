"""What the answers of a self-scan say. Pure: answers in, strengths and points to grow out."""

from dataclasses import dataclass
from enum import IntEnum

from toolbox.guidance import GuidePage, Quality, guide_page, qualities

MOST_TO_GROW = 3


class Answer(IntEnum):
    """How often the sentence is true."""

    NOT_YET = 1
    SOMETIMES = 2
    MOSTLY = 3
    NEARLY_ALWAYS = 4

    @property
    def label(self):
        """The answer in words."""
        return LABELS[self]


LABELS = {
    Answer.NOT_YET: "Nog niet",
    Answer.SOMETIMES: "Soms",
    Answer.MOSTLY: "Meestal",
    Answer.NEARLY_ALWAYS: "Bijna altijd",
}


@dataclass(frozen=True)
class Answered:
    """One quality with the answer now, and the one of the scan before; None where that was not asked."""

    quality: Quality
    answer: Answer
    before: Answer | None = None

    @property
    def page(self) -> GuidePage:
        """Where the guide says more."""
        return guide_page(self.quality.page)

    @property
    def change(self):
        """What changed since the scan before, in words; empty without one."""
        if self.before is None:
            return ""
        if self.answer == self.before:
            return f"Net als vorige keer: {self.answer.label.lower()}"
        return f"{'Omhoog' if self.answer > self.before else 'Omlaag'}, vorige keer: {self.before.label.lower()}"


@dataclass(frozen=True)
class Result:
    """What a scan gives back: everything answered, what goes well, and at most three points to grow with."""

    answered: tuple[Answered, ...]
    strengths: tuple[Answered, ...]
    growth: tuple[Answered, ...]

    @property
    def risen(self):
        """How many went up since the scan before."""
        return sum(one.before is not None and one.answer > one.before for one in self.answered)


def result_of(answers, before=None):
    """The Result of `answers` (key to 1..4), compared with those of the scan `before`.

    To grow with: what is not there yet, then what happens sometimes, in the order of the scan. With nothing of the
    kind it is one thing that happens mostly; who answers everything with nearly always gets none.
    """
    before = before or {}
    answered = tuple(
        Answered(quality, Answer(answers[quality.key]), _answer(before.get(quality.key)))
        for quality in qualities()
        if quality.key in answers
    )
    low = sorted((one for one in answered if one.answer <= Answer.SOMETIMES), key=lambda one: one.answer)
    growth = tuple(low[:MOST_TO_GROW]) or tuple(one for one in answered if one.answer == Answer.MOSTLY)[:1]
    best = max((one.answer for one in answered), default=Answer.NEARLY_ALWAYS)
    strengths = tuple(one for one in answered if one.answer == best >= Answer.MOSTLY and one not in growth)
    return Result(answered, strengths, growth)


def _answer(value):
    return Answer(value) if value else None
