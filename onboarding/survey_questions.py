"""The questions of each questionnaire, from the sjabloon that holds for a leerplaats.

What a question is called is what its answers are counted under. So an institution can write its own, or paste a
list that it has a licence for, and each question keeps its own count.
"""

from dataclasses import dataclass

from onboarding.enums import SurveyKind
from toolbox.actions.templates import with_content
from toolbox.blank_documents import template_in_force
from toolbox.enums import Answer, Level
from toolbox.models import Template

STUDENT_FORMAT = "evaluation"
# Lists with a sjabloon of their own; all others are parts of that about the stage.
FORMAT_OF = {SurveyKind.TEAM: "evaluation_team", SurveyKind.STOPPED: "evaluation_stopped"}
PULSES = {SurveyKind.DAY_1: 1, SurveyKind.DAY_5: 5, SurveyKind.DAY_15: 15}  # after which stagedag
SCALE = (
    ("1", "Helemaal niet"),
    ("2", "Niet zo"),
    ("3", "Tussenin"),
    ("4", "Wel"),
    ("5", "Helemaal wel"),
)
MARKS = tuple((f"cijfer {mark}", str(mark)) for mark in range(1, 11))
LOW_ON_SCALE, LOW_MARK = ("1", "2"), 5
# The three taps. An institution may change the words in its own sjabloon; without them these are asked.
TAPS = (
    "Mijn collega's wisten op de eerste dag dat ik kwam.",
    "Ik wist bij wie ik hoorde.",
    "Ik kon mijn vragen kwijt.",
)
# The short list: expectations, welcome, belonging, things ready, and daring to ask.
SHORT = (
    "Ik kreeg vooraf de informatie die ik nodig had.",
    "Mijn collega's wisten op de eerste dag dat ik kwam.",
    "Ik wist bij wie ik hoorde.",
    "Mijn pas, kleding en account waren klaar.",
    "De introductie hielp mij op weg.",
    "Ik kon mijn vragen kwijt.",
)


@dataclass(frozen=True)
class Question:
    """One question: its text, how it is answered, and the part it stands in."""

    text: str
    answer: str
    note: str = ""
    options: tuple[str, ...] = ()
    part: str = ""

    @property
    def choices(self):
        """The answers to choose from, as (stored value, label)."""
        if self.answer == Answer.SCALE:
            return SCALE
        return MARKS if self.answer == Answer.MARK else tuple((one, one) for one in self.options)

    @property
    def is_open(self):
        """Whether it is answered in own words."""
        return self.answer not in (Answer.SCALE, Answer.MARK, Answer.CHOICE)


def format_of(kind):
    """The sjabloon that holds the questions of `kind`."""
    return FORMAT_OF.get(kind, STUDENT_FORMAT)


def questions_of(kind, leerplaats, placement=None):
    """The Questions of `kind` on `leerplaats`; with a `placement` only those that are for that student."""
    return _chosen(kind, template_in_force(format_of(kind), leerplaats), placement)


def institution_questions(kind, institution):
    """The Questions that hold for most of an institution."""
    levels = Template.objects.current().filter(format=format_of(kind))
    own = levels.filter(level=Level.INSTITUTION, institution=institution)
    return _chosen(kind, with_content(own).first() or with_content(levels.filter(level=Level.REGION)).first(), None)


def is_low(question_answer, value):
    """Whether this is an answer to worry about: the lowest two of the scale, or a mark of 5 or less."""
    if question_answer == Answer.SCALE:
        return value in LOW_ON_SCALE
    return question_answer == Answer.MARK and value in dict(MARKS) and int(dict(MARKS)[value]) <= LOW_MARK


def _chosen(kind, template, placement):
    rows = _rows(template, placement) if template else []
    if kind in PULSES:
        found = {tap: next((one for one, texts in rows if tap in texts), None) for tap in TAPS}
        return [one or Question(tap, Answer.SCALE) for tap, one in found.items()]
    questions = [one for one, _ in rows]
    return _short(rows) if kind == SurveyKind.INTRODUCTION else questions


def _short(rows):
    """The six of the introduction and the last open question; of a list with other questions its first six."""
    scale = [(one, texts) for one, texts in rows if one.answer == Answer.SCALE]
    known = [one for one, texts in scale if not texts.isdisjoint(SHORT)]
    chosen = known if len(known) * 2 >= len(SHORT) else [one for one, _ in scale[: len(SHORT)]]
    return [*chosen, *[one for one, _ in rows if one.is_open][-1:]]


def _rows(template, placement):
    """Each Question with the texts it has here and in the version it came from; a text that stands twice is one."""
    rows, seen = [], set()
    sections = list(template.sections.all())
    sources = _source_texts(template)
    for section in sections:
        for item in section.items.all():
            if item.text in seen or (placement is not None and not placement.gets(item)):
                continue
            seen.add(item.text)
            question = Question(item.text, item.answer, item.note, tuple(item.choices), section.title)
            rows.append((question, {item.text, *sources.get(item.pk, ())}))
    return rows


def _source_texts(template):
    """Per line of an own version the texts of the lines it was copied from; nothing for an original."""
    if template.level == Level.REGION:
        return {}
    rows = template.sections.values_list("items", "items__source__text", "items__source__source__text")
    return {pk: {text for text in texts if text} for pk, *texts in rows}
