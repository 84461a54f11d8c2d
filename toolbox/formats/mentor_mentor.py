"""Mentorschap, blad voor de mentor: what to give, how to begin, what stays between mentor and mentee."""

from toolbox.formats import sheet

KIND = sheet.Kind(
    "Mentorschap: mentor",
    facts=(
        ("Mentor", "mentor"),
        ("Nieuwe student", "student_name"),
        ("Eerste dag", "start"),
        ("Eerste gesprek op", ""),
    ),
    warning=sheet.PRIVATE,
)


def build(content, facts):
    """The sheet for the mentor of one new student."""
    return sheet.build(KIND, content, facts)


html, word = sheet.html, sheet.word
