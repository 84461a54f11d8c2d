"""Cells to values: weekdays, numbers, e-mail, postcode, leerjaar, leerweg."""

import re

from onboarding.aanlevering.cells import NotUnderstood, is_blank, shown
from profiles.folding import fold

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DAY_NUMBERS = {day[:2]: number for number, day in enumerate(WEEKDAYS)}
DAY = re.compile(r"(?:(ma|di|wo|do|vr|za|zo)\.?|(maan|dins|woens|donder|vrij|zater|zon)dag(?:en|s)?)")
BETWEEN = re.compile(r"\s*(?:[,;/+&.]|\ben\b|-|\s)\s*")
UNTIL = re.compile(r"\s*(?:t/m|tm|t\.e\.m\.|tot en met)\s*")

COUNTING = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht")
NUMBER_WORDS = {word: number for number, word in enumerate(COUNTING)}
NUMBER = re.compile(r"^(\d{1,3}(?:[.,]\d{1,2})?|[a-z]+)\s*(?:dagen|dag|uren|uur|u\.?|d\.?)?\s*(?:per week|p/w|pw)?$")
EMAIL = re.compile(r"^[a-z0-9][a-z0-9._%+'-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$")
POSTCODE = re.compile(r"^([1-9]\d{3})\s*([a-z]{2})$", re.IGNORECASE)
STUDENT_NUMBER = re.compile(r"^[a-z0-9][a-z0-9._/-]{0,19}$", re.IGNORECASE)
YEAR = re.compile(r"^(?:leerjaar|jaar|lj\.?|jr\.?|j)?\s*([1-9])(?:e|ste|de)?\s*(?:leerjaar|jaar|lj\.?|jr\.?)?$")
STAGE_NUMBER = re.compile(r"^[a-z][a-z -]*?\s*([1-9])$")
LAST_YEAR = 4
LEERWEGEN = {
    "bol": "bol", "beroepsopleidende leerweg": "bol", "bbl": "bbl", "beroepsbegeleidende leerweg": "bbl",
    "voltijd": "voltijd", "vt": "voltijd", "deeltijd": "deeltijd", "dt": "deeltijd", "duaal": "duaal", "du": "duaal",
}  # fmt: skip


def parse_email(text: str) -> str:
    """The address in lower case. Raises NotUnderstood."""
    address = re.sub(r"^mailto:", "", text.lower()).strip("<>; ")
    if "@" not in address:
        raise NotUnderstood("er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl.")
    if len(address) > 254 or ".." in address or ".@" in address or not EMAIL.match(address):
        raise NotUnderstood("dit e-mailadres klopt niet. Schrijf het zo: naam@school.nl.")
    return address


def parse_postcode(text: str) -> str:
    """ "3011ab" as "3011 AB". Raises NotUnderstood."""
    match = POSTCODE.match(text)
    if not match:
        raise NotUnderstood(f"de postcode '{shown(text)}' klopt niet. Schrijf hem zo: 3011 AB.")
    return f"{match[1]} {match[2].upper()}"


def parse_student_number(text: str) -> str:
    """The number as text, with its leading zeros. Raises NotUnderstood."""
    number = text.replace(" ", "")
    if not STUDENT_NUMBER.match(number):
        raise NotUnderstood(f"het studentnummer '{shown(text)}' klopt niet. Bijvoorbeeld 0900201.")
    return number


def parse_number(text: str) -> float:
    """ "28,5", "vier" or "4 dagen" as a number. Raises NotUnderstood."""
    match = NUMBER.match(fold(text))
    if match and match[1] in NUMBER_WORDS:
        return float(NUMBER_WORDS[match[1]])
    if match and match[1][0].isdigit():
        return float(match[1].replace(",", "."))
    raise NotUnderstood(f"het getal '{shown(text)}' kunnen we niet lezen. Schrijf het als cijfer, bijvoorbeeld 4.")


def parse_hours(text: str) -> float:
    """Hours per week, up to 60. Raises NotUnderstood."""
    hours = round(parse_number(text), 1)
    if not 0 < hours <= 60:
        raise NotUnderstood(f"{text} uur per week klopt niet. Vul een getal in van 1 tot en met 60.")
    return hours


def parse_days_per_week(text: str) -> int:
    """Whole days per week, 1 to 7. Raises NotUnderstood."""
    days = parse_number(text)
    if days not in range(1, 8):
        raise NotUnderstood(f"{text} dagen per week klopt niet. Vul een heel getal in van 1 tot en met 7.")
    return int(days)


def parse_weekdays(text: str) -> frozenset[int]:
    """ "di/wo/do", "maandag t/m donderdag" or "dinsdag" as days, 0 is Monday. Raises NotUnderstood.

    "ma-do" is not clear: from Monday to Thursday, or those two days. Neighbours ("ma-di") mean the same both ways.
    """
    plain = fold(text).replace("–", "-")
    ends = UNTIL.split(plain)
    if len(ends) == 2:
        first, last = (_day_number(end, text) for end in ends)
        if first > last:
            raise _unknown_days(text)
        return frozenset(range(first, last + 1))
    days = [_day_number(word, text) for word in BETWEEN.split(plain) if word]
    if not days:
        raise _unknown_days(text)
    if len(days) == 2 and "-" in plain and abs(days[1] - days[0]) > 1:
        raise NotUnderstood(f"'{shown(text)}' kan 2 dingen betekenen. Schrijf alle dagen, bijvoorbeeld di/wo/do.")
    return frozenset(days)


def days_of(text: str) -> list[int]:
    """`parse_weekdays` as a sorted list, as JSON keeps it. Raises NotUnderstood."""
    return sorted(parse_weekdays(text))


def _day_number(word, text):
    match = DAY.fullmatch(word)
    if not match:
        raise _unknown_days(text)
    return DAY_NUMBERS[(match[1] or match[2])[:2]]


def _unknown_days(text):
    return NotUnderstood(f"de dagen '{shown(text)}' kunnen we niet lezen. Schrijf ze zo: di/wo/do.")


def parse_year(text: str) -> int:
    """ "2", "leerjaar 2" or "2e jaar" as 2. Raises NotUnderstood."""
    match = YEAR.match(fold(text))
    if not match or int(match[1]) > LAST_YEAR:
        raise NotUnderstood(
            f"het leerjaar '{shown(text)}' kennen we niet. Vul een cijfer in van 1 tot en met {LAST_YEAR}."
        )
    return int(match[1])


def parse_stage_label(text: str) -> int:
    """The year in the name of a stage: "Praktijkleren 2" gives 2. Raises NotUnderstood."""
    match = STAGE_NUMBER.match(fold(text))
    if not match or int(match[1]) > LAST_YEAR:
        raise NotUnderstood(
            f"uit '{shown(text)}' halen we geen leerjaar. Vul een cijfer in van 1 tot en met {LAST_YEAR}."
        )
    return int(match[1])


def parse_leerweg(text: str) -> str:
    """bol, bbl, voltijd, deeltijd or duaal. Raises NotUnderstood."""
    leerweg = LEERWEGEN.get(fold(text))
    if not leerweg:
        raise NotUnderstood(f"de leerweg '{shown(text)}' kennen we niet. Vul in: bol, bbl, voltijd, deeltijd of duaal.")
    return leerweg


def parse_list(text: str) -> list[str]:
    """Names with a comma or semicolon between them, without the empty ones."""
    return [part for part in (piece.strip() for piece in re.split(r"[,;]", text)) if not is_blank(part)]
