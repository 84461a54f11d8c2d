"""The download of own data as a file: JSON to take along, and the value object behind the PDF to read."""

import json
import re
from datetime import date

from onboarding.own_data import NUMBER, own_data
from onboarding.portraits import printed
from profiles.dutch import enumerate_dutch, short_date
from profiles.models import Portrait
from toolbox.formats.own_data import OwnData, OwnPart, OwnRow
from toolbox.formats.pieces import Fact
from toolbox.origins import origin

INTRO = (
    "Dit is wat we van je bewaren. Van anderen staat er alleen de voornaam. Wat leeg is en wat alleen nummers zijn, "
    "staat in het JSON-bestand."
)
PICTURE, NUMBERED = "data:image/", f"{NUMBER} "
LONG = 120  # signs: a longer text goes over the whole width
MOST_ELEMENTS, MOST_SIGNS = 5_000, 200_000  # a little less than toolbox.print_rules allows
EMPTY = (None, "", [], {})
MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}).*)?")
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


def _row(row, picture):
    """A row in words: what was filled in, without numbers of rows. The portrait is shown, long texts stand apart."""
    filled = {word: value for word, value in row.items() if value not in EMPTY and value is not False}
    shows = any(str(value).startswith(PICTURE) for value in filled.values())
    facts = [
        Fact(word.capitalize(), _words(value))
        for word, value in filled.items()
        if word != NUMBER and not str(value).startswith((PICTURE, NUMBERED))
    ]
    short = tuple(fact for fact in facts if len(fact.answer) < LONG)
    return OwnRow(short, tuple(fact for fact in facts if fact not in short), picture if shows else "")


def _words(value):
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_words(one)}" for key, one in value.items() if one not in EMPTY)
    if isinstance(value, list):
        return enumerate_dutch([_words(one) for one in value])
    return _as_written(str(value))


def _as_written(text):
    """A date or time as people write it: "21 jan 2026, 8.30 uur"; any other text as it is."""
    if found := MOMENT.fullmatch(text):
        day = short_date(date.fromisoformat(found[1]))
        return f"{day}, {int(found[2])}.{found[3]} uur" if found[2] else day
    if found := CLOCK.fullmatch(text):
        return f"{int(found[1])}.{found[2]} uur"
    return text
