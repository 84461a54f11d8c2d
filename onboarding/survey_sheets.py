"""The empty list of a leerplaats on paper: the questions that are asked there, to tick with a pen and type in later."""

from dataclasses import replace

from onboarding.enums import SurveyKind
from onboarding.survey_questions import format_of, questions_of
from toolbox.blank_documents import template_in_force
from toolbox.formats import FORMATS, questionnaire
from toolbox.leerplaats_facts import leerplaats_facts
from toolbox.previews import blank_content

INTRODUCTION = "Hoe was je begin op [leerplaats]? Met jouw antwoorden maken we het beter. Invullen kost 3 minuten."


def survey_sheet(kind, leerplaats):
    """The Questionnaire of `kind` for `leerplaats` (location, institution and published version at hand), or None.

    None: the region has no sjabloon for it.
    """
    template = template_in_force(format_of(kind), leerplaats)
    if template is None:
        return None
    asked = {question.text for question in questions_of(kind, leerplaats)}
    content = blank_content(template, is_wanted=lambda item: item.text in asked)
    sort = FORMATS[template.format].module.KIND
    if kind == SurveyKind.INTRODUCTION:
        content = replace(content, intro=INTRODUCTION)
        sort = replace(sort, name="Vragenlijst over de introductie")
    facts = leerplaats_facts(leerplaats)
    return questionnaire.build(sort, content.filled(facts), facts)
