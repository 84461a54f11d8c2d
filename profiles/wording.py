"""Answers of a leerplaatsprofiel as lines of text: for the check page, the conflict page and versions."""

from profiles.dutch import count, time_label
from profiles.enums import ArrangedBy, LeadUnit
from profiles.questions import APPLIES_LABELS, Kind

WHO_ARRANGES = {one.value: f"Dit regelt {one.label}" for one in ArrangedBy} | {
    ArrangedBy.STUDENT.value: "Dit regel je zelf"
}


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
        case Kind.REQUIREMENTS:
            return tuple(requirement_line(entry) for entry in value)
        case Kind.PHOTOS:
            return tuple(photo_line(number, photo) for number, photo in enumerate(value, 1))
        case Kind.FILM:
            return film_lines(value)
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


def is_readable_film(film):
    """Whether who cannot hear the film can follow it: there are captions, or what is said stands there as text."""
    return bool(film.get("captions") or film.get("transcript"))


def film_lines(film):
    """What is known of a film, a line each."""
    where = film.get("url") or "Film op deze site"
    captions = "Met ondertiteling" if film.get("captions") else "Zonder ondertiteling"
    lines = (film.get("about"), where, length_in_words(film.get("seconds")), captions, film.get("transcript"))
    return tuple(line for text in lines if text for line in text.splitlines() if line.strip())


def length_in_words(seconds):
    """How long a film is: "1 minuut en 20 seconden"; empty when it is not known."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    parts = [count(minutes, "minuut", "minuten")] if minutes else []
    parts += [count(rest, "seconde", "seconden")] if rest else []
    return " en ".join(parts)


def requirement_line(entry):
    """A requirement as it stands in a version, in one line: name, answer, and what else is said."""
    answer = requirement_answer(entry)
    return f"{entry['name']}: {answer[:1].lower()}{answer[1:]} {requirement_notes(entry)}".strip()


def requirement_answer(entry):
    """Whether a requirement applies, as a sentence."""
    return f"{APPLIES_LABELS[entry['answer']]}."


def requirement_notes(entry):
    """Who arranges a requirement, when, what happens when it is late, and what else is said, as sentences."""
    begin = entry.get("lead") and f"Begin {lead_time(entry)} voor je start"
    return requirement_words(entry, begin, entry.get("late") and f"Te laat? {entry['late']}")


def requirement_words(entry, begin="", late=""):
    """As `requirement_notes`, with what is said about when to begin and about being late for one person."""
    blocks = entry.get("blocks") and "Zonder dit kun je niet starten"
    said = (entry.get("who") and WHO_ARRANGES[entry["who"]], begin, blocks, late, entry.get("note"))
    return " ".join(text if text[-1] in ".!?" else f"{text}." for text in said if text)


def lead_time(entry):
    """How long before the start: "10 werkdagen", "8 weken", "1 maand"."""
    return lead_words(entry["lead"], entry["unit"])


def lead_words(number, unit):
    """A lead time in words; `unit` is a LeadUnit."""
    one, more = {
        LeadUnit.WORKDAYS: ("werkdag", "werkdagen"),
        LeadUnit.WEEKS: ("week", "weken"),
        LeadUnit.MONTHS: ("maand", "maanden"),
    }[LeadUnit(unit)]
    return f"{number} {one if number == 1 else more}"
