"""Welkomstbrief: the first day on one page, with a QR code to the own page of the student."""

from toolbox.formats import letter

KIND = letter.Kind("Welkomstbrief", heading="Welkom op {leerplaats}", heading_without="Welkom")


def build(content, facts):
    """The letter to one student."""
    return letter.build(KIND, content, facts)


html, word = letter.html, letter.word
