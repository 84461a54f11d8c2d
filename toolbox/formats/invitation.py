"""Uitnodiging: when and where the introduction is, and what to bring."""

from toolbox.formats import letter

KIND = letter.Kind(
    "Uitnodiging", heading="Uitnodiging voor je introductie", heading_without="Uitnodiging voor je introductie"
)


def build(content, facts):
    """The invitation of one student."""
    return letter.build(KIND, content, facts)


html, word = letter.html, letter.word
