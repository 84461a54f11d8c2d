"""Dates as schools type them.

The rule for the order of day and month:
- 2027-02-01, a real Excel date and a month in words are certain.
- 1-2-2027 and 1.2.2027 are Dutch: day, month, year. They become a question only when the list shows the American
  order: more dates that can only be month first (4/25/2027) than dates that can only be day first (25-4-2027).
- 1/2/2027 is a question, unless the dates with slashes in the list show the Dutch order (25/4/2027) in that way.
- A year of two digits is always a question.
- A week ("week 5 2027") is its Monday, or its Friday where a last day is asked. Without a year it is a question.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from onboarding.aanlevering.cells import NotUnderstood, shown
from profiles.folding import fold

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
SHORT_MONTHS = {month[:3]: place for place, month in enumerate(MONTHS, start=1)} | {"mrt": 3}
FIRST_YEAR, LAST_YEAR = 2000, 2099
MONDAY, FRIDAY = 1, 5  # as weeks count them
EXCEL_DAY_ZERO = date(1899, 12, 30)
EXCEL_DAYS = range(36526, 73051)  # 2000 up to and including 2099, as a cell without a date format shows them

YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
NUMBERS = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$")
IN_WORDS = re.compile(r"^(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag |(?:ma|di|wo|do|vr|za|zo)\.? )?"
                      r"(\d{1,2})[ .-]+([a-z]{3,9})\.?[ .-]+(\d{4}|\d{2})$")  # fmt: skip
WEEK = re.compile(r"^(?:(?:week|wk)\.? ?(\d{1,2})(?:[ ,/-]+| van )(\d{4})|(\d{4})[ -]?w(?:eek|k)?[ -]?(\d{1,2}))$")
WEEK_ONLY = re.compile(r"^(?:week|wk)\.? ?\d{1,2}$")
MIDNIGHT = re.compile(r"[ t]+0?0[:.]00(?:[:.]00(?:\.0+)?)?z?$")

SLASH, EVERY_MARK = frozenset("/"), frozenset("-/.")
HOW = "Schrijf de datum zo: 1 februari 2027."


def doubtful_marks(texts) -> frozenset[str]:
    """The marks (- / .) with which a short date in this list may be meant month first."""
    balance = dict.fromkeys(EVERY_MARK, 0)
    for text in texts:
        match = NUMBERS.match(text)
        if match:
            first, second = int(match[1]), int(match[3])
            balance[match[2]] += (first > 12 >= second) - (second > 12 >= first)
    if sum(balance.values()) < 0:
        return EVERY_MARK
    return frozenset() if balance["/"] > 0 else SLASH


def parse_date(text: str, doubtful: frozenset[str] = SLASH, *, is_last: bool = False) -> date:
    """The day that is meant, by the rule of this module; `is_last` for a last day. Raises NotUnderstood."""
    plain = MIDNIGHT.sub("", fold(text))
    if is_week(text):
        return _of_week(WEEK.match(plain), FRIDAY if is_last else MONDAY)
    if WEEK_ONLY.match(plain):
        raise NotUnderstood(f"van welk jaar is '{shown(text)}'? {HOW}")
    match = YEAR_FIRST.match(plain)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = IN_WORDS.match(plain)
    if match:
        return _day(_whole_year(match[3], text), _month(match[2]), int(match[1]))
    match = NUMBERS.match(plain)
    if match:
        return _from_numbers(text, match, doubtful)
    if plain.isascii() and plain.isdigit() and int(plain) in EXCEL_DAYS:
        return EXCEL_DAY_ZERO + timedelta(days=int(plain))
    raise NotUnderstood(f"de datum '{shown(text)}' kunnen we niet lezen. {HOW}")


def is_week(text: str) -> bool:
    """Whether a cell names a week of a year instead of a day."""
    return bool(WEEK.match(fold(text)))


def _of_week(match, weekday):
    week, year = (int(match[1]), int(match[2])) if match[1] else (int(match[4]), int(match[3]))
    if year not in range(FIRST_YEAR, LAST_YEAR + 1):
        raise NotUnderstood(f"het jaar {year} klopt niet. {HOW}")
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        raise NotUnderstood(f"week {week} van {year} bestaat niet. {HOW}") from None


def _from_numbers(text, match, doubtful):
    day, month = int(match[1]), int(match[3])
    year = _whole_year(match[4], text)
    if match[2] in doubtful and day != month and day in range(1, 13) and month in range(1, 13):
        raise NotUnderstood(
            f"is {text} {day} {MONTHS[month - 1]} of {month} {MONTHS[day - 1]}? Schrijf de maand voluit."
        )
    return _day(year, month, day)


def _whole_year(digits, text):
    if len(digits) == 4:
        return int(digits)
    raise NotUnderstood(f"welke datum is {text}? Schrijf de maand voluit en het jaar met 4 cijfers.")


def _month(word):
    month = SHORT_MONTHS.get(word[:3])
    if month and (len(word) == 3 or MONTHS[month - 1].startswith(word)):
        return month
    raise NotUnderstood(f"de maand '{shown(word)}' kennen we niet. {HOW}")


def _day(year, month, day):
    if year not in range(FIRST_YEAR, LAST_YEAR + 1):
        raise NotUnderstood(f"het jaar {year} klopt niet. {HOW}")
    if month not in range(1, 13):
        raise NotUnderstood(f"maand {month} bestaat niet. {HOW}")
    if not 1 <= day <= monthrange(year, month)[1]:
        leap = f" {year}" if (month, day) == (2, 29) else ""
        raise NotUnderstood(f"{day} {MONTHS[month - 1]}{leap} bestaat niet. Vul een andere datum in.")
    return date(year, month, day)


def long_date(day: date) -> str:
    """The day in a sentence: "1 februari 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
