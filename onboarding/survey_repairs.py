"""Where to begin when many answers to a question are low: the part of the profile, or the sjabloon.

Questions are words that an institution may change, so a question leads somewhere by what it is about.
"""

import re
from dataclasses import dataclass

from django.urls import reverse

from profiles.questions import part_by_key
from profiles.topic_pages import topic_url
from toolbox.enums import TemplateFormat
from toolbox.models import Template


@dataclass(frozen=True)
class Repair:
    """A link to what can be changed: `label` completes "Kijk naar:"."""

    label: str
    url: str


@dataclass(frozen=True)
class Rule:
    """Words of a question, and a topic of the profile (part, topic) or a sjabloon that they are about."""

    words: str
    topic: tuple[str, str] | None = None
    format: str = ""


# The first that fits. What a question is about most stands first.
RULES = (
    Rule(r"\bpas\b|account|inlog|kleding|geregeld", format=TemplateFormat.STARTLIJST),
    Rule(r"inwerk", format=TemplateFormat.INWERKDOCUMENT),
    Rule(r"introductie", format=TemplateFormat.INTRODUCTION_CHECKLIST),
    Rule(r"opdracht|examen|school en stage", topic=("learn", "school")),
    Rule(
        r"van de school|van tevoren|weken voor de start|waar ik stage|collega'?s wisten|me verwacht",
        format=TemplateFormat.STARTLIJST,
    ),
    Rule(r"gesprek|praten", topic=("guidance", "talks")),
    Rule(r"feedback|begeleider|vragen|leerdoel|bij wie ik hoorde|fouten", topic=("guidance", "guidance")),
    Rule(r"klaar voor was|leerjaar", topic=("learn", "limits")),
    Rule(r"veilig|angst", topic=("guidance", "expectations")),
    Rule(r"team|sfeer", topic=("about", "team")),
    Rule(r"beeld|vooraf|profiel", topic=("about", "short")),
    Rule(r"\bleer(t|de|en)\b", topic=("learn", "learn")),
)


def repairs_for(questions, leerplaats):
    """{question: Repair} for those of `questions` that lead somewhere on `leerplaats`; one query."""
    sjablonen = None
    found = {}
    for question in questions:
        rule = next((one for one in RULES if re.search(one.words, question, re.IGNORECASE)), None)
        if rule is None:
            continue
        if rule.topic:
            found[question] = _topic(leerplaats, *rule.topic)
            continue
        if sjablonen is None:
            sjablonen = {one.format: one for one in Template.objects.in_force(leerplaats)}
        if sjabloon := sjablonen.get(rule.format):
            found[question] = Repair(sjabloon.label, reverse("template-detail", args=[sjabloon.pk]))
    return {question: repair for question, repair in found.items() if repair}


def _topic(leerplaats, part_key, topic_key):
    part = part_by_key(part_key)
    topic = next((one for one in part.topics if one.key == topic_key), None) if part else None
    return Repair(f"{topic.title}, in het profiel", topic_url(leerplaats, part, topic)) if topic else None
