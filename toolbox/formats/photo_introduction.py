"""Stel je voor met foto's: steps for whoever leads the group, and a sheet for the students."""

from toolbox.formats import sheet

KIND = sheet.Kind(
    "Stel je voor met foto's",
    facts=(("Wanneer", "start"), ("Waar", ""), ("Begeleider van de groep", "")),
    marks=sheet.STEPS,
    is_apart=True,
)


def build(content, facts):
    """The two sheets for all who start together."""
    return sheet.build(KIND, content, facts)


html, word = sheet.html, sheet.word
