"""Coachgesprek: questions with which a student finds a way out of something difficult."""

from toolbox.formats import sheet

KIND = sheet.Kind(
    "Coachgesprek",
    facts=(("Student", "student_name"), ("Werkbegeleider", "werkbegeleider"), ("Datum", ""), ("Volgende gesprek", "")),
    warning=sheet.PRIVATE,
    has_agreements=True,
)


def build(content, facts):
    """The sheet for one stage."""
    return sheet.build(KIND, content, facts)


html, word = sheet.html, sheet.word
