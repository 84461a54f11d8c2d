"""What a student can take over in a planningsvoorstel with one tap: the more, the earlier in the opleiding.

Full help in leerjaar 1 and in a first stage: examples for this kind of care, what can be learnt on the leerplaats,
acts, the inwerkdocument and the assignments of the school. After that the leerplaats and the school without the
examples. From leerjaar 3 the student writes alone: one hint, nothing to take over.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onboarding.agreements import agreement_of
from onboarding.enums import PlanLineKind
from onboarding.student_page import published_answers
from profiles.enums import ActMode
from profiles.merging import fingerprint
from toolbox.enums import Owner, TemplateFormat

ALONE_FROM = 3  # leerjaar
LAST_FIRST_DAY = 5  # stagedagen: what is planned for the first days needs no plan
FEW = 5  # of each kind of hint
LONGEST = 200
EXAMPLES = Path(__file__).with_name("plan_examples.toml")
ONE_HINT = (
    "Begin bij het eind: wat wil je in je laatste week zelf kunnen? Zet dat in die week. "
    "Zet daarna wat je ervoor moet oefenen in de weken ervoor."
)
GUIDE = "Mijn werkbegeleider"
TO_LEARN = {
    ActMode.ALONE: "Ik doe dit zelf, als het bij mij is afgetekend: {act}.",
    ActMode.SUPERVISED: "Ik oefen onder toezicht: {act}.",
    ActMode.TOGETHER: "Ik doe samen met een collega: {act}.",
    ActMode.SEE: "Ik kijk mee bij: {act}.",
}


@dataclass(frozen=True)
class Hint:
    """A line that can be taken over. `key` names it in a form."""

    kind: str
    week: int
    text: str
    needs: str = ""

    @property
    def key(self):
        """The same for the same text."""
        return fingerprint(self.text)

    @property
    def label(self):
        """What kind of line it is, in words."""
        return PlanLineKind(self.kind).label


@dataclass(frozen=True)
class Hints:
    """Hints of one source, under a heading."""

    title: str
    hints: tuple[Hint, ...]


def writes_alone(placement):
    """Whether this student plans without help: from leerjaar 3."""
    return placement.request.year >= ALONE_FROM


def is_orienting(placement):
    """Leerjaar 1, or the first stage that the portal knows of this student: then there is most help."""
    if writes_alone(placement):
        return False
    earlier = placement.student.placements.active().filter(starts_on__lt=placement.starts_on)
    return placement.request.year == 1 or not earlier.exists()


def hints_for(placement, taken, last_week):
    """The Hints that are not in the plan yet (`taken` are its texts), none of them after `last_week`."""
    if writes_alone(placement):
        return []
    groups = [
        Hints("Dit kun je leren op je leerplaats", _learning(placement)),
        Hints("Handelingen die je hier oefent", _acts(placement)),
        Hints("Uit je inwerkdocument", _tasks(placement)),
        Hints("Opdrachten van je school", _assignments(placement)),
    ]
    if is_orienting(placement):
        groups.insert(0, Hints("Voorbeelden om mee te beginnen", _examples(placement)))
    return [one for one in (_open(group, taken, last_week) for group in groups) if one.hints]


def find_hint(placement, key, last_week):
    """The Hint with this key for a stage; None when it is not one."""
    return next((one for group in hints_for(placement, (), last_week) for one in group.hints if one.key == key), None)


def _open(group, taken, last_week):
    shown = [one for one in group.hints if one.text not in taken]
    return Hints(group.title, tuple(Hint(h.kind, min(h.week, last_week), h.text, h.needs) for h in shown))


@cache
def _all_examples():
    return tuple(tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["line"])


def _examples(placement):
    sector, level = placement.leerplaats.sector, placement.request.programme.level
    return tuple(
        Hint(line["kind"], line["week"], line["text"], line.get("needs", ""))
        for line in _all_examples()
        if sector in line.get("sectors", [sector]) and level in line.get("levels", [level])
    )


def _learning(placement):
    """What the profile says a student learns here in the beginning of the opleiding, a week each from week 2."""
    lines = published_answers(placement.leerplaats).get("learn_first", [])[:FEW]
    return tuple(
        Hint(PlanLineKind.GOAL, place, f"Ik leer: {_lowered(line)}.", GUIDE) for place, line in enumerate(lines, 2)
    )


def _acts(placement):
    asked = placement.request
    rules = placement.leerplaats.act_rules.column(asked.programme_id, asked.year).select_related("act")
    learnt = [rule for rule in rules if rule.mode in TO_LEARN][:FEW]
    return tuple(
        Hint(PlanLineKind.GOAL, place, TO_LEARN[rule.mode].format(act=_lowered(rule.act.name)), GUIDE)
        for place, rule in enumerate(learnt, 3)
    )


def _tasks(placement):
    tasks = placement.tasks.filter(format=TemplateFormat.INWERKDOCUMENT, stagedag__gt=LAST_FIRST_DAY, own=False)
    found = [task for task in tasks.filter(done_at=None) if "planningsvoorstel" not in task.text.lower()]
    needs = {Owner.WERKBEGELEIDER: GUIDE}
    return tuple(Hint(PlanLineKind.OTHER, 2, task.text[:LONGEST], needs.get(task.owner, "")) for task in found[:FEW])


def _assignments(placement):
    """What the school agreed about assignments, a hint per sentence or line."""
    agreement = agreement_of(placement)
    text = agreement.assignments if agreement else ""
    sentences = [part.strip(" -•*") for part in re.split(r"\n+|(?<=[.!?])\s+", text)]
    return tuple(
        Hint(PlanLineKind.ASSIGNMENT, place, sentence, GUIDE)
        for place, sentence in enumerate((s for s in sentences if 0 < len(s) <= LONGEST), 2)
    )[:FEW]


def _lowered(text):
    """A line of a list within a sentence: a small first letter, no full stop; "CVA" stays as it is."""
    text = text.strip().rstrip(".")[: LONGEST - 60]
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
