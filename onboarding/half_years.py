"""Half years of the calendar, as a text that sorts: "2026-1" is January to June. Pure: dates in, texts out."""

from datetime import date

_HALF = {"1": "Eerste", "2": "Tweede"}


def half_year_of(day):
    """The half year in which `day` falls: "2026-2"."""
    return f"{day.year}-{1 if day.month < 7 else 2}"


def before(half_year):
    """The half year before this one."""
    year, half = half_year.split("-")
    return f"{year}-1" if half == "2" else f"{int(year) - 1}-2"


def between(first, last):
    """Every half year from `first` to `last`, in order."""
    found = [last]
    while found[0] > first:
        found.insert(0, before(found[0]))
    return found


def first_day(half_year):
    """The first day of it."""
    year, half = half_year.split("-")
    return date(int(year), 1 if half == "1" else 7, 1)


def last_day(half_year):
    """The last day of it."""
    year, half = half_year.split("-")
    return date(int(year), 6, 30) if half == "1" else date(int(year), 12, 31)


def in_words(half_year):
    """ "Tweede helft van 2026"."""
    year, half = half_year.split("-")
    return f"{_HALF[half]} helft van {year}"
