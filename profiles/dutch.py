"""Dutch ways of writing dates, times, numbers and phone numbers (writing.md, 5.4)."""

from django.utils import timezone

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def _day(value):
    return timezone.localtime(value).date() if hasattr(value, "hour") and value.tzinfo else value


def long_date(value):
    """A date or moment as "maandag 2 februari 2026"; an empty text for None."""
    if not value:
        return ""
    day = _day(value)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def plain_date(value):
    """A date or moment as "2 februari 2026"; an empty text for None."""
    return long_date(value).partition(" ")[2]


def weekday_names(days):
    """Weekdays (0 is Monday) in a row: "maandag, dinsdag en donderdag"."""
    return enumerate_dutch(WEEKDAYS[day] for day in sorted(days))


def short_date(value):
    """A date or moment as "2 feb 2026", for tables; an empty text for None."""
    if not value:
        return ""
    day = _day(value)
    month = "mrt" if day.month == 3 else MONTHS[day.month - 1][:3]
    return f"{day.day} {month} {day.year}"


def time_label(value):
    """A stored time "8.30" or a moment as "8.30 uur"; an empty text for nothing."""
    if not value:
        return ""
    if hasattr(value, "hour"):
        value = timezone.localtime(value) if getattr(value, "tzinfo", None) else value
        return f"{value.hour}.{value.minute:02d} uur"
    return f"{value} uur"


def phone_link(value):
    """A Dutch phone number as a `tel:` address: "010 123 45 67" gives "tel:+31101234567"."""
    digits = "".join(character for character in value if character.isdigit())
    return f"tel:+31{digits[1:]}" if digits.startswith("0") and not digits.startswith("00") else f"tel:{digits}"


def count(number, one, many):
    """A number with its noun: count(1, "student", "studenten") gives "1 student"."""
    return f"{number} {one if number == 1 else many}"


def enumerate_dutch(words):
    """A list in a sentence: ["pas", "jas", "rooster"] gives "pas, jas en rooster"."""
    words = [str(word) for word in words]
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
