"""Inzet van ouderejaars: the tasks they can take over, to choose and divide."""

from toolbox.formats import sheet

KIND = sheet.Kind(
    "Inzet van ouderejaars",
    facts=(
        ("Instelling", "institution"),
        ("Voor de start van", "start"),
        ("Ouderejaars", ""),
        ("Praktijkopleider", "praktijkopleider"),
    ),
    marks=sheet.TICKS,
)


def build(content, facts):
    """The sheet of one leerplaats."""
    return sheet.build(KIND, content, facts)


html, word = sheet.html, sheet.word
