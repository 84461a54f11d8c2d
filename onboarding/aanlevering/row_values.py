"""The values of one row, group by group. Each function fills `draft.values` with plain values for JSON."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date
from functools import partial

from onboarding.aanlevering import names, values
from onboarding.aanlevering.columns import WISHES
from onboarding.aanlevering.dates import is_week, long_date, parse_date
from onboarding.aanlevering.meanings import PROGRAMME, WEEKDAYS, YEAR, Words
from onboarding.aanlevering.preview import ERROR, LOOK, NOTE
from onboarding.aanlevering.programmes import KnownProgramme, ProgrammeFinder

LONGEST_PLACE = 80
LONGEST_REMARK = 300
HOURS_IN_A_DAY = 8
WORKING_DAYS = tuple(range(5))


@dataclass(frozen=True)
class KnownPeriod:
    """A stretch of time in which stages start, both days included."""

    id: Hashable
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class ListContext:
    """What reading a row needs to know of the region and of the rest of the list."""

    finder: ProgrammeFinder
    words: Words
    periods: Collection[KnownPeriod]
    doubtful_marks: frozenset[str]
    default_programme: KnownProgramme | None = None


def read_row(draft, context: ListContext):
    """Fill the values and problems of one row."""
    _read_name(draft)
    draft.values |= {
        "student_number": draft.take("student_number", values.parse_student_number) or "",
        "email": draft.need("email", values.parse_email),
        "postcode": draft.take("postcode", values.parse_postcode) or "",
        "town": draft.words("town", LONGEST_PLACE),
    }
    _read_programme(draft, context)
    _read_dates(draft, context)
    _read_rhythm(draft, context.words)
    _read_wishes(draft)


def _read_name(draft):
    if draft.text("full_name") and not draft.text("last_name"):
        parts = draft.need("full_name", _full_name) or ("", "", "")
        doubts = (("full_name", "given_name", parts[0]), ("full_name", "last_name", parts[2]))
        if names.splits_two_ways(draft.text("full_name"), parts[1]):
            draft.remark(
                "full_name", f"we lezen: voornaam {parts[0]}, achternaam {parts[2]}. Controleer de naam.", LOOK
            )
    else:
        parts = _name_parts(draft)
        doubts = (("given_name", "given_name", parts[0]), ("last_name", "last_name", parts[2]))
    for key, part, text in doubts:
        doubt = names.name_doubt(text, part) if text else ""
        if doubt:
            draft.remark(key, doubt, LOOK)
    draft.values |= dict(zip(("given_name", "infix", "last_name"), parts, strict=True))


def _full_name(text):
    parts = names.split_full_name(names.check_name(text, "full_name"))
    return tuple(names.check_name(part, key) for key, part in zip(names.LONGEST, parts, strict=True))


def _name_parts(draft):
    if "full_name" in draft.typed and "last_name" not in draft.typed:
        draft.ask("full_name")
        return "", "", ""
    given = draft.need("given_name", lambda text: names.check_name(text, "given_name")) or ""
    infix = draft.take("infix", lambda text: names.check_name(text, "infix")) or ""
    last = draft.need("last_name", lambda text: names.check_name(text, "last_name")) or ""
    return given, *names.split_last_name(last, infix)


def _read_programme(draft, context):
    code, name = draft.text("programme_code"), draft.text("programme_name")
    programme = context.default_programme
    if code or name:
        found = context.finder.find(code, name)
        programme = found.programme
        if found.word:
            draft.words_asked.append((PROGRAMME, found.word, programme.id if programme else None))
        if found.doubt:
            key = "programme_name" if name else "programme_code"
            draft.remark(key, found.doubt, LOOK if programme else ERROR)
    elif not programme:
        draft.ask("programme_name")
    draft.values |= {
        "programme_id": programme.id if programme else None,
        "leerweg": draft.take("leerweg", values.parse_leerweg) or "",
        "stage_label": draft.words("stage_label", LONGEST_PLACE),
        "year": _year(draft, context.words),
    }


def _year(draft, words):
    is_label = not draft.text("year") and draft.text("stage_label")
    key, parse = ("stage_label", values.parse_stage_label) if is_label else ("year", values.parse_year)
    return draft.need(key, words.asked(draft, YEAR, parse))


def _read_dates(draft, context):
    starts_on, ends_on = (
        draft.need(key, partial(parse_date, doubtful=context.doubtful_marks, is_last=key == "ends_on"))
        for key in ("starts_on", "ends_on")
    )
    for key, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day and is_week(draft.text(key)):
            draft.remark(key, f"'{draft.text(key)}' lezen we als {long_date(day)}.", NOTE)
    if starts_on and ends_on and ends_on <= starts_on:
        where = "is gelijk aan" if ends_on == starts_on else "ligt vóór"
        draft.remark("ends_on", f"de laatste dag {where} de eerste dag. Controleer beide datums.", ERROR)
    period = _period(starts_on, context.periods) if starts_on else None
    if starts_on and not period:
        draft.remark(
            "starts_on",
            f"{long_date(starts_on)} valt in geen periode. Vul een andere datum in, of maak eerst een periode.",
            ERROR,
        )
    draft.values |= {
        "starts_on": starts_on.isoformat() if starts_on else None,
        "ends_on": ends_on.isoformat() if ends_on else None,
        "period_id": period.id if period else None,
    }


def _period(day, periods):
    """The period in which this day falls; of two that overlap the one that started last."""
    around = [period for period in periods if period.starts_on <= day <= period.ends_on]
    return max(around, key=lambda period: (period.starts_on, period.name), default=None)


def _read_rhythm(draft, words):
    school_days = draft.take("school_day", values.parse_weekdays) or frozenset()
    hours = draft.take("hours_per_week", values.parse_hours)
    days = draft.take("days_per_week", values.parse_days_per_week)
    weekdays, counted = _weekdays(draft, words)
    days = days or counted
    says_days = bool(weekdays or days)
    if not weekdays:
        weekdays = default_weekdays(days, hours, school_days)
        draft.remark("weekdays", f"we weten de stagedagen niet. We gaan uit van {_day_names(weekdays)}.", NOTE)
    elif weekdays & school_days:
        draft.remark(
            "school_day",
            f"{_day_names(weekdays & school_days)}: schooldag én stagedag. Controleer de dagen.",
            LOOK,
        )
    elif days and days != len(weekdays):
        draft.remark(
            "days_per_week",
            f"er staan {len(weekdays)} stagedagen in de lijst, geen {days}. Controleer de dagen.",
            LOOK,
        )
    if len(school_days) > 1:
        draft.remark("school_day", f"we bewaren 1 schooldag: {values.WEEKDAYS[min(school_days)]}.", NOTE)
    draft.values |= {
        "weekdays": sorted(weekdays),
        "days_per_week": days or len(weekdays),
        "says_days": says_days,
        "school_day": min(school_days, default=None),
        "hours_per_week": hours,
    }


def _weekdays(draft, words):
    """The days in words, or their number when that is what the column holds."""
    text = draft.text("weekdays")
    if not words.known(WEEKDAYS, text) and (text[:1].isdigit() or text.casefold() in values.NUMBER_WORDS):
        return frozenset(), draft.take("weekdays", values.parse_days_per_week, otherwise="")
    parse = words.asked(draft, WEEKDAYS, values.parse_weekdays)
    return draft.take("weekdays", parse, otherwise="") or frozenset(), None


def default_weekdays(days, hours, school_days=frozenset()) -> frozenset[int]:
    """Stagedagen for someone of whom the list does not give them: the first working days that are no school day.

    As many as `days`, else as the hours fill in days of 8 hours, else all. Dated tasks need days;
    the note says which were taken.
    """
    count = days or (max(1, int(hours / HOURS_IN_A_DAY + 0.5)) if hours else len(WORKING_DAYS))
    free = [day for day in WORKING_DAYS if day not in school_days] or WORKING_DAYS
    return frozenset(free[:count])


def _day_names(days):
    return ", ".join(values.WEEKDAYS[day] for day in sorted(days))


def _read_wishes(draft):
    wishes = [draft.words(key, LONGEST_PLACE) for key in WISHES]
    lists = {
        key: [draft.shorten(key, part, LONGEST_PLACE) for part in values.parse_list(draft.text(key))]
        for key in ("exclusion", "been_at")
    }
    draft.values |= {
        "wishes": list(dict.fromkeys(wish for wish in wishes if wish)),
        "excluded": lists["exclusion"],
        "been_at": lists["been_at"],
        "remark": draft.words("remark", LONGEST_REMARK),
    }
