"""Answers of a leerplaatsprofiel as lines of text: for the check page, the conflict page and versions."""

from profiles.dutch import time_label
from profiles.questions import APPLIES_LABELS, Kind


def answer_lines(question, value):
    """The stored answer to `question` as a tuple of lines; empty when there is none."""
    if not value:
        return ()
    match question.kind:
        case Kind.LINES:
            return tuple(value)
        case Kind.TIMELINE:
            return tuple(f"{time} {text}" for time, text in value)
        case Kind.CHOICE:
            return (chosen(question, value),)
        case Kind.MULTI:
            return tuple(chosen(question, key) for key in value)
        case Kind.APPLIES:
            return tuple(filter(None, (APPLIES_LABELS.get(value.get("answer")), value.get("note"))))
        case Kind.TIME:
            return (time_label(value),)
        case Kind.PHOTOS:
            return tuple(photo_line(number, photo) for number, photo in enumerate(value, 1))
        case Kind.LONG:
            return tuple(line for line in value.splitlines() if line.strip())
    return (str(value),)


def chosen(question, key):
    """The label of a choice; the key itself when the choice no longer exists."""
    return dict(question.choices).get(key, key)


def is_described(photo):
    """Whether a photo can be shown: what is on it is said, or it is only decoration."""
    return bool(photo.get("alt") or photo.get("decorative"))


def photo_line(number, photo):
    """A photo in words."""
    if photo.get("decorative"):
        return f"Foto {number}: alleen versiering"
    return f"Foto {number}: {photo.get('alt') or 'nog geen beschrijving'}"
