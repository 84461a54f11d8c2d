"""Mentorschap, blad voor de nieuwe student: what to ask, how often, what stays between mentor and mentee."""

from toolbox.formats import sheet

KIND = sheet.Kind(
    "Mentorschap: nieuwe student",
    facts=(
        ("Nieuwe student", "student_name"),
        ("Mentor", "mentor"),
        ("Eerste dag", "start"),
        ("Eerste gesprek op", ""),
    ),
    warning=sheet.PRIVATE,
)


def build(content, facts):
    """The sheet for one new student."""
    return sheet.build(KIND, content, facts)


html, word = sheet.html, sheet.word
