"""What is remembered of the columns of a school, so that its next list starts with the choices of the last one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from onboarding.aanlevering.columns import FIELD_BY_KEY, column_words

UNUSED = ""  # a column that is known and that nobody reads


@dataclass(frozen=True)
class Layout:
    """The columns for this list, and in what the list is unlike the last one of the school."""

    mapping: dict[str, int]
    new: tuple[str, ...] = ()  # names of columns that were not there
    # Columns that were read and are not there: our label, their name, and the column that we read now or "".
    gone: tuple[tuple[str, str, str], ...] = ()


def layout_of(header, mapping) -> dict[str, str]:
    """What to remember: the name of each column as we compare it -> the field it is, or UNUSED."""
    fields = {place: key for key, place in mapping.items()}
    return {name: fields.get(place, UNUSED) for place, name in enumerate(_names(header)) if name}


def read_layout(header, guessed: Mapping[str, int], remembered: Mapping[str, str]) -> Layout:
    """Start with what was remembered; only for new columns with what we guess. Nothing remembered: the guess."""
    if not remembered:
        return Layout(dict(guessed))
    names = _names(header)
    places = {name: place for place, name in enumerate(names) if name}
    mapping = {key: places[name] for name, key in remembered.items() if name in places and key in FIELD_BY_KEY}
    taken = {*mapping.values(), *(place for name, place in places.items() if name in remembered)}
    for key, place in guessed.items():
        if key not in mapping and place not in taken:
            mapping[key] = place
    new = tuple(header[place] for name, place in places.items() if name not in remembered)
    gone = tuple(
        (FIELD_BY_KEY[key].label, name, header[mapping[key]] if key in mapping else "")
        for name, key in remembered.items()
        if name not in places and key in FIELD_BY_KEY
    )
    return Layout(mapping, new, gone)


def _names(header):
    """Names as we compare them; the second "Voorkeur" is "voorkeur #2"."""
    seen, names = Counter(), []
    for typed in header:
        name = column_words(typed)
        seen[name] += 1
        names.append(f"{name} #{seen[name]}" if name and seen[name] > 1 else name)
    return names
