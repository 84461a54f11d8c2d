"""Vragenlijst voor wie eerder stopt: a few questions with care, for a student whose stage ends before its last day."""

from toolbox.formats import questionnaire

KIND = questionnaire.Kind(
    "Vragenlijst voor wie eerder stopt",
    privacy=(
        "Invullen hoeft niet. Zet je naam er niet op. Doe dit blad in een envelop, en geef die aan je school of aan de "
        "coördinator. Pas als vijf mensen antwoordden, leest iemand de telling. Wil je praten? Dat kan met je school "
        "of de vertrouwenspersoon."
    ),
)


def build(content, facts):
    """The questionnaire about one leerplaats."""
    return questionnaire.build(KIND, content, facts)


html, word = questionnaire.html, questionnaire.word
