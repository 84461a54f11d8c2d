"""Vragenlijst voor werkbegeleiders: how the start of these students went for the team."""

from toolbox.formats import questionnaire

KIND = questionnaire.Kind(
    "Vragenlijst voor werkbegeleiders",
    privacy="Je antwoorden zijn anoniem. Zet je naam er niet op. Noem ook geen studenten of cliënten.",
)


def build(content, facts):
    """The questionnaire about one leerplaats."""
    return questionnaire.build(KIND, content, facts)


html, word = questionnaire.html, questionnaire.word
