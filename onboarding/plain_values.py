"""Values of a form as plain texts, numbers and lists: to compare two of them, to keep in a hidden field, to show."""

from datetime import date
from decimal import Decimal

from onboarding.enums import Weekday
from profiles.dutch import enumerate_dutch, plain_date
from profiles.models import Programme

NOTHING = "niets"


def plain(value):
    """A key for a row, a sorted list, "28.5" for a decimal, "2027-02-01" for a day; texts and numbers as they are."""
    if hasattr(value, "pk"):
        return value.pk
    if isinstance(value, (list, tuple)):
        return sorted(value)
    if isinstance(value, Decimal):
        return f"{value:.1f}"
    return value if value is None or isinstance(value, (int, str)) else str(value)


def values_of(row, fields):
    """The plain values of `fields` of a saved row."""
    return {name: plain(getattr(row, name)) for name in fields}


def in_words(name, value):
    """The plain value of a field, as somebody reads it."""
    if value in (None, "", []):
        return NOTHING
    match name:
        case "programme":
            return str(Programme.objects.get(pk=value))
        case "starts_on" | "ends_on":
            return plain_date(date.fromisoformat(value))
        case "weekdays":
            return enumerate_dutch(Weekday(day).label for day in value)
        case "school_day":
            return Weekday(value).label
        case "hours_per_week":
            return value.replace(".", ",")
    return str(value)
