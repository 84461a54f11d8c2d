"""What a leerplaats can be filtered on, read from its published answers and kept in an indexed column.

A facet is "<question key>:<value>". Only what can be chosen is kept: "nee" and "weet ik niet" are no choice.
"""

KEPT = {
    "shift_kinds": ("early", "day", "late", "night", "weekend"),
    "public_transport": ("yes",),
    "step_free": ("yes", "partly"),
}


def facets_of(answers):
    """The facets of published answers, sorted. An answer of an unknown shape gives none."""
    return sorted(
        facet(key, value) for key, values in KEPT.items() for value in values if value in _values(answers.get(key))
    )


def facet(key, value):
    """The facet of one answer, as it is stored."""
    return f"{key}:{value}"


def _values(answer):
    """The values of an answer, of one choice or of more."""
    if isinstance(answer, str):
        return (answer,)
    return tuple(value for value in answer if isinstance(value, str)) if isinstance(answer, list) else ()
