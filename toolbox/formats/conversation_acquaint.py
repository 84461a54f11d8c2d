"""Kennismakingsgesprek: prompts for the first talk of a student and a werkbegeleider."""

from toolbox.formats import sheet

KIND = sheet.Kind(
    "Kennismakingsgesprek",
    facts=(("Student", "student_name"), ("Werkbegeleider", "werkbegeleider"), ("Datum", ""), ("Volgende gesprek", "")),
    warning=sheet.PRIVATE,
    has_agreements=True,
)


def build(content, facts):
    """The sheet for one stage."""
    return sheet.build(KIND, content, facts)


html, word = sheet.html, sheet.word
