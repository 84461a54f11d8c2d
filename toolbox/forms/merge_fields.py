"""Refuses a word between square brackets that no sheet can fill in, where somebody writes a text of a sjabloon."""

from difflib import get_close_matches

from django.core.exceptions import ValidationError

from toolbox.formats.merge_fields import WORDS, unknown_fields

CLOSE = 0.7


def known_fields_only(text):
    """A validator for a form field. Raises ValidationError that names the first unknown field and a known one."""
    for word in unknown_fields(text):
        raise ValidationError(f"‘[{word}]’ kennen we niet. {_advice(word)}", code="unknown_field")


def _advice(word):
    close = get_close_matches(word.strip().lower(), sorted(WORDS), n=1, cutoff=CLOSE)
    if close:
        return f"Bedoel je [{close[0]}]?"
    return "Kies een veld uit de lijst, bijvoorbeeld [voornaam]."
