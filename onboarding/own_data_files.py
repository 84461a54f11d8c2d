"""The download of own data as a file: JSON to take along, and the value object behind the PDF to read."""

import json
import re
from datetime import date

from onboarding.own_data import NUMBER, own_data
from onboarding.own_data_tables import ONLY_IN_THE_FILE, columns_of, without_codes
from onboarding.portraits import printed
from profiles.dutch import enumerate_dutch, short_date
from profiles.models import Portrait
from toolbox.formats.own_data import OwnData, OwnPart, OwnRow
from toolbox.formats.pieces import Fact
from toolbox.origins import origin

INTRO = (
    "Dit is wat we van je bewaren. Van anderen staat er alleen de voornaam. Het JSON-bestand heeft alles, ook wat "
    "leeg is en wat alleen het programma gebruikt."
)
PICTURE, NUMBERED = "data:image/", f"{NUMBER} "
LONG = 120  # signs: a longer text goes over the whole width
MOST_ELEMENTS, MOST_SIGNS = 5_000, 200_000  # a little less than toolbox.print_rules allows
EMPTY = (None, "", [], {})
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}).*)?")
SENTENCE, ENDED = re.compile(r"[,.?!:]"), re.compile(r"([.?!]);")
CLOCK = re.compile(r"(\d{2}):(\d{2}):\d{2}")


def as_json(user):
    """The bytes of the JSON file."""
    return json.dumps(own_data(user), ensure_ascii=False, indent=2, default=str).encode()


def as_document(user):
    """What the PDF prints: only what was filled in, with dates as people write them."""
    told = own_data(user)
    portrait = Portrait.objects.filter(user=user).first()
    picture = printed(portrait) if portrait else ""
    return OwnData(
        origin=origin(),
        name=told["wie"],
        intro=INTRO,
        parts=tuple(_parts(told["delen"], picture)),
        traces=tuple(Fact(what, f"{number} keer") for what, number in told["waar_je_naam_bij_staat"].items()),
    )


def _parts(parts, picture):
    """Each part with as many rows as paper takes; of the rest it says where they are."""
    left, signs = MOST_ELEMENTS, MOST_SIGNS
    for part in parts:
        if part["model"] in ONLY_IN_THE_FILE:
            yield OwnPart(part["deel"], part["waarvoor"], part["hoe_lang"], (), len(part["regels"]))
            continue
        if columns := columns_of(part):
            table, taken = _table(part, columns, left, signs)
            left, signs = left - taken[0], signs - taken[1]
            yield table
            continue
        rows = []
        for row in part["regels"]:
            one = _row(row, picture)
            facts = (*one.facts, *one.texts)
            left -= 3 + 2 * len(facts)
            signs -= sum(len(fact.label) + len(fact.answer) for fact in facts)
            if left < 0 or signs < 0:
                break
            rows.append(one)
        more = len(part["regels"]) - len(rows)
        yield OwnPart(part["deel"], part["waarvoor"], part["hoe_lang"], tuple(rows), more)


def _table(part, columns, left, signs):
    """A part as a table with as many lines as there is room for, and how much of that it takes."""
    lines, elements, written = [], 0, 0
    for row in part["regels"]:
        line = tuple(_words(row.get(key)) for key in columns)
        elements, written = elements + 1 + len(line), written + sum(map(len, line))
        if elements > left or written > signs:
            break
        lines.append(line)
    used = [number for number in range(len(columns)) if any(line[number] for line in lines)]
    heads = tuple(columns[number].rstrip("?").capitalize() for number in used)
    shown = tuple(tuple(line[number] for number in used) for line in lines)
    more = len(part["regels"]) - len(lines)
    return OwnPart(part["deel"], part["waarvoor"], part["hoe_lang"], (), more, heads, shown), (elements, written)


def _row(row, picture):
    """A row in words: what was filled in, without numbers of rows. The portrait is shown, long texts stand apart."""
    filled = {word: value for word, value in row.items() if _is_told(value)}
    shows = any(str(value).startswith(PICTURE) for value in filled.values())
    facts = [
        Fact(word.capitalize(), _words(value))
        for word, value in filled.items()
        if word != NUMBER and not str(value).startswith((PICTURE, NUMBERED))
    ]
    short = tuple(fact for fact in facts if len(fact.answer) < LONG)
    return OwnRow(short, tuple(fact for fact in facts if fact not in short), picture if shows else "")


def _is_told(value):
    """Whether it says something on paper: filled in, and no table of the program inside a field."""
    return value not in EMPTY and value is not False and not isinstance(value, dict)


def _words(value):
    value = without_codes(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return _several([_words(one) for one in value])
    return _as_written(str(value))


def _several(texts):
    """ "Ma, di en wo"; sentences, and texts with commas of their own, one after the other."""
    if not any(SENTENCE.search(text) for text in texts):
        return enumerate_dutch(texts)
    return ENDED.sub(r"\1", "; ".join(texts))


def _as_written(text):
    """A date or time as people write it: "21 jan 2026, 8.30 uur"; any other text as it is."""
    if found := MOMENT.fullmatch(text):
        day = short_date(date.fromisoformat(found[1]))
        return f"{day}, {int(found[2])}.{found[3]} uur" if found[2] else day
    if found := CLOCK.fullmatch(text):
        return f"{int(found[1])}.{found[2]} uur"
    return text
