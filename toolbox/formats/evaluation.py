"""Vragenlijst over de stage: what students think of their leerplaats, without their names."""

from toolbox.formats import questionnaire

KIND = questionnaire.Kind(
    "Vragenlijst over de stage",
    privacy=(
        "Je antwoorden zijn anoniem. Zet je naam er niet op. Lever dit blad in zonder naam, in een envelop of bus. "
        "Gaat het nu niet goed? Bel je school of de vertrouwenspersoon."
    ),
)


def build(content, facts):
    """The questionnaire about one leerplaats."""
    return questionnaire.build(KIND, content, facts)


html, word = questionnaire.html, questionnaire.word
