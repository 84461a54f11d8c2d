"""Eindgesprek: looking back, the next step, and what the leerplaats can learn."""

from toolbox.formats import sheet

KIND = sheet.Kind(
    "Eindgesprek",
    facts=(
        ("Student", "student_name"),
        ("Werkbegeleider", "werkbegeleider"),
        ("Laatste dag", "end"),
        ("Datum gesprek", ""),
    ),
    stop="later",
    warning=sheet.PRIVATE,
    has_agreements=True,
)


def build(content, facts):
    """The sheet for one stage."""
    return sheet.build(KIND, content, facts)


html, word = sheet.html, sheet.word
