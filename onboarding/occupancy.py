"""How full leerplaatsen are: the busiest week or day from today, over all offers, periods and schools."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from onboarding.models import Placement
from profiles.dutch import count, long_date, plain_date
from profiles.enums import ClosedFor, LimitPer

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Busiest:
    """The most students at once, and when that is for the first time: a Monday, or a day. None when nobody comes."""

    number: int
    day: date | None
    per: str

    @property
    def words(self):
        """The busiest moment in a sentence."""
        if not self.number:
            return "Er komen nog geen studenten."
        students = count(self.number, "student", "studenten")
        there = "is er" if self.number == 1 else "zijn er"
        if self.per == LimitPer.WEEK:
            return f"In de drukste week, die van {long_date(self.day)}, {there} {students}."
        return f"Op de drukste dag, {long_date(self.day)}, {there} {students}."


def busiest(stays, per, today):
    """The Busiest of stays (first day, last day, weekdays) from `today` on."""
    counts = Counter()
    for first, last, weekdays in stays:
        if per == LimitPer.WEEK:
            counts.update(_weeks(max(first, today), last))
        else:
            days = set(weekdays)
            counts.update(day for day in _days(max(first, today), last) if day.weekday() in days)
    if not counts:
        return Busiest(0, None, per)
    number = max(counts.values())
    return Busiest(number, min(day for day, found in counts.items() if found == number), per)


def _weeks(first, last):
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        yield monday
        monday += WEEK


def _days(first, last):
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def busiest_of(limits, today):
    """{limit pk: Busiest} for limits with their leerplaatsen prefetched, in one query."""
    wanted = {row.pk for limit in limits for row in limit.leerplaatsen.all()}
    stays = stays_at(wanted, today)
    return {
        limit.pk: busiest([stay for row in limit.leerplaatsen.all() for stay in stays[row.pk]], limit.per, today)
        for limit in limits
    }


def stays_at(leerplaatsen, today):
    """{leerplaats pk: [(first day, last day, weekdays)]} of the stages that have not ended."""
    found = defaultdict(list)
    rows = Placement.objects.active().filter(leerplaats__in=leerplaatsen, ends_on__gte=today).order_by()
    for leerplaats, *stay in rows.values_list("leerplaats", "starts_on", "ends_on", "weekdays"):
        found[leerplaats].append(stay)
    return found


def touched_by(closed, stays, today):
    """How many students of a leerplaats these closed weeks touch: who is there then, or who begins then."""
    first, last = max(closed.starts_on, today), closed.ends_on
    if closed.closed_for == ClosedFor.NO_START:
        return sum(first <= start <= last for start, _, _ in stays)
    return sum(_is_there(stay, first, last) for stay in stays)


def _is_there(stay, first, last):
    start, end, weekdays = stay
    first, last = max(first, start), min(last, end)
    if last - first >= WEEK:
        return True
    return any(day.weekday() in weekdays for day in _days(first, last))


def touched_words(number, closed_for):
    """How many students come anyway, as a sentence."""
    if not number:
        return f"Geen student {'begint' if closed_for == ClosedFor.NO_START else 'is er'} dan."
    if closed_for == ClosedFor.NO_START:
        return f"{count(number, 'student begint', 'studenten beginnen')} dan. Die afspraken blijven staan."
    return f"{count(number, 'student is', 'studenten zijn')} er dan. Die afspraken blijven staan."


def days_in_words(closed):
    """ "20 juli 2027 tot en met 14 augustus 2027", or the one day."""
    if closed.starts_on == closed.ends_on:
        return plain_date(closed.starts_on)
    return f"{plain_date(closed.starts_on)} tot en met {plain_date(closed.ends_on)}"
