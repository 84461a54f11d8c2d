"""Names of people in one field or in three, as schools export them."""

import re

from onboarding.aanlevering.cells import NotUnderstood, shown

# With a capital these still stand before the name ("Van der Meer"); of the others "El" or "Da" may be part of it.
DUTCH_INFIXES = {"van", "von", "de", "den", "der", "het", "'t", "'s", "ten", "ter"}
INFIXES = DUTCH_INFIXES | {
    "te", "op", "in", "aan", "bij", "onder", "over", "uit", "voor", "tot", "d'", "l'", "la", "le", "les", "du", "des",
    "da", "do", "dos", "das", "di", "del", "della", "el", "al", "vom", "zu", "zum", "zur", "af", "av", "vd", "v.d.",
    "v/d", "v.",
}  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "#")
SHORTEST_SHOUT = 3
CALLED = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)")
INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\. ?)+$")
LONGEST = {"given_name": 60, "infix": 20, "last_name": 80}
LABELS = {
    "given_name": "de voornaam",
    "infix": "het tussenvoegsel",
    "last_name": "de achternaam",
    "full_name": "de naam",
}


def check_name(text: str, field: str) -> str:
    """The text itself, without shouting. Raises NotUnderstood when it is a formula or too long to be a name."""
    if text.startswith(FORMULA_STARTS):
        raise NotUnderstood(f"{LABELS[field]} begint met {text[0]}. Vul een naam in zonder formule.")
    longest = LONGEST.get(field, sum(LONGEST.values()))
    if len(text) > longest:
        raise NotUnderstood(f"{LABELS[field]} is te lang. Kort hem in tot {longest} letters.")
    return without_shouting(text)


def without_shouting(text: str) -> str:
    """A name in capitals as people write it: "VAN DER MEER-DE WIT" gives "van der Meer-de Wit", "IJSBRAND" IJsbrand.

    A name with one small letter, and one of three letters or less ("AJ"), stays as it is.
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) <= SHORTEST_SHOUT or any(letter.islower() for letter in letters):
        return text
    words = text.split(" ")
    around = [words[max(place - 1, 0) : place + 2] for place in range(len(words))]
    return " ".join(_calm_word(word, near) for word, near in zip(words, around, strict=True))


def _calm_word(word, near):
    """One word of a name in capitals; `near` are the words around it, which tell "de LA" from "Al"."""
    beside_infix = any(other.lower() in DUTCH_INFIXES for other in near)
    if word.lower() in DUTCH_INFIXES or (word.lower() in INFIXES and beside_infix):
        return word.lower()
    first, *others = word.split("-")
    parts = [_capital(first)] + [part.lower() if part.lower() in INFIXES else _capital(part) for part in others]
    return "-".join(parts)


def _capital(word):
    """One name with its capitals where Dutch has them: O'Brien, 't Hooft, IJsbrand; initials stay initials."""
    if "." in word or not word:
        return word
    start, mark, rest = word.partition("'")
    if mark and len(start) <= 1 and rest:
        return start + mark + _capital(rest)
    plain = word.lower()
    size = 2 if plain.startswith("ij") else 1
    return word[:size] + word[size:].lower()


def split_last_name(text: str, infix: str = "") -> tuple[str, str]:
    """Infix and last name: "den Yılmaz" gives ("den", "Yılmaz"). An infix in a field of its own comes first."""
    words = text.split()
    count = _leading_infixes(words)
    found, last_name = " ".join(words[:count]).lower(), " ".join(words[count:])
    if infix and found and found != infix.lower():
        return _lower_infix(infix), text
    return _lower_infix(infix) or found, last_name


def split_full_name(text: str) -> tuple[str, str, str]:
    """Given name, infix and last name from one field.

    Reads "Meer, Fleur van der", "Meer, van der, Fleur", "van der Meer, Fleur" and "Fleur van der Meer". A name
    without comma and infix has one given name: "Fleur Maria Meer" gives Fleur, and Maria Meer as last name. Behind
    initials the name in brackets is the one that people use: "Meer, F.M. van der (Fleur)".
    """
    called = CALLED.search(text)
    if called:
        rest = " ".join((text[: called.start()] + " " + text[called.end() :]).split()).replace(" ,", ",")
        given, infix, last_name = split_full_name(rest)
        # Anything else in brackets ("gestopt") is no name: name_doubt asks about it.
        if INITIALS.match(given) or called[1].strip() in given.split():
            return called[1].strip(), infix, last_name
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1:
        return _from_comma(parts)
    words = text.split()
    for place in range(1, len(words) - 1):
        if words[place] in INFIXES or _is_dutch_infix(words[place]):
            infix, last_name = split_last_name(" ".join(words[place:]))
            return " ".join(words[:place]), infix, last_name
    if len(words) < 2:
        raise NotUnderstood(
            f"in de naam '{shown(text)}' mist een voornaam of achternaam. Bijvoorbeeld Meer, Fleur van der."
        )
    infix, last_name = split_last_name(" ".join(words[1:]))
    return words[0], infix, last_name


def splits_two_ways(text: str, infix: str) -> bool:
    """Whether a name in one field may also have a longer given name: three words, no comma, no infix."""
    return "," not in text and not infix and len(text.split()) > 2


def _from_comma(parts):
    infix, last_name = split_last_name(parts[0])
    words = " ".join(parts[1:]).split()
    trailing = len(words)
    while trailing and (words[trailing - 1] in INFIXES or (trailing > 1 and _is_dutch_infix(words[trailing - 1]))):
        trailing -= 1
    leading = _leading_infixes(words[:trailing])
    if leading == trailing:
        raise NotUnderstood(
            f"in de naam '{shown(', '.join(parts))}' mist een voornaam. Bijvoorbeeld Meer, Fleur van der."
        )
    outside = " ".join(words[:leading] + words[trailing:]).lower()
    return " ".join(words[leading:trailing]), infix or outside, last_name


def _is_dutch_infix(word):
    return word.lower() in DUTCH_INFIXES


def _leading_infixes(words):
    """How many words at the start stand before the real name; at least one word is left."""
    count = 0
    while count < len(words) - 1:
        if words[count] not in INFIXES and not _is_dutch_infix(words[count]):
            break
        count += 1
    return count


def _lower_infix(infix):
    """ "Van der" as "van der"; what we do not know stays as it is."""
    return infix.lower() if all(word in INFIXES for word in infix.lower().split()) else infix


def name_doubt(text: str, field: str) -> str:
    """A sentence when a name seems to have lost letters on its way out of the school's system; else ""."""
    label = LABELS[field]
    mended = _mended(text)
    if mended:
        return f"in {label} '{shown(text)}' staan vreemde tekens. Bedoel je {mended}?"
    if "?" in text or "\ufffd" in text:
        return f"in {label} '{shown(text)}' staat een vraagteken. Vul de goede letter in."
    if "(" in text or ")" in text:
        return f"in {label} '{shown(text)}' staat een haakje. Controleer de naam."
    if any(letter.isdigit() for letter in text):
        return f"in {label} '{shown(text)}' staat een cijfer. Controleer de naam."
    if field == "given_name" and INITIALS.match(text):
        return f"{label} '{shown(text)}' is alleen een voorletter. Weet je de voornaam? Vul die in."
    if text.endswith("-") or text.rpartition("-")[2] in INFIXES:
        return f"{label} '{shown(text)}' lijkt afgebroken. Controleer de naam."
    start = text.replace("'", "-").partition("-")[0]
    if text[:1].islower() and not (start != text and (start in INFIXES or len(start) < 2)):
        return f"{label} '{shown(text)}' begint met een kleine letter. Controleer of er een letter mist."
    return ""


def _mended(text):
    """The name behind "ZoÃ«": UTF-8 that was read as cp1252. Empty when the name is whole."""
    try:
        mended = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return mended if mended != text else ""
