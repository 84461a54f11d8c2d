"""Refuses a word between square brackets that no sheet can fill in, where somebody writes a text of a sjabloon."""

from difflib import get_close_matches

from django.core.exceptions import ValidationError

from toolbox.formats.merge_fields import FIELD, WORDS, unknown_fields

CLOSE = 0.7
LONE_BRACKET = "Een veld staat tussen twee haken, zoals [voornaam]. Hier mist een haak."


def known_fields_only(text):
    """A validator for a form field. Raises ValidationError that names the first unknown field and a known one, or says
    that a bracket has no partner."""
    if set(FIELD.sub("", text)) & set("[]"):
        raise ValidationError(LONE_BRACKET, code="lone_bracket")
    for word in unknown_fields(text):
        raise ValidationError(f"‘[{word}]’ kennen we niet. {_advice(word)}", code="unknown_field")


def _advice(word):
    close = get_close_matches(word.strip().lower(), sorted(WORDS), n=1, cutoff=CLOSE)
    if close:
        return f"Bedoel je [{close[0]}]?"
    return "Kies een veld uit de lijst, bijvoorbeeld [voornaam]."
