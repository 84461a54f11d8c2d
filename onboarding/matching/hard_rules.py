"""The hard rules over arrays: each takes away from `eligible` (R x O) what `broken_rules` forbids one by one.

Programme, year and period hold already within a group, and exclusions are laid in by the caller.
"""

from collections.abc import Sequence

import numpy as np

from onboarding.matching.model import Offer, Request
from onboarding.matching.stays import is_closed

CELLS = 100_000  # of a matrix of metres that is worked on at once: so many stay close to the processor


def allowed_by_traits(requests: Sequence[Request], offers: Sequence[Offer], eligible: np.ndarray) -> None:
    """School, supervision and car."""
    if any(offer.school is not None for offer in offers):
        _, of = np.unique([_id(row.school) for row in (*requests, *offers)], return_inverse=True)
        anyone = np.array([offer.school is None for offer in offers])
        eligible &= (of[: len(requests), None] == of[None, len(requests) :]) | anyone
    asked = np.array([request.supervision for request in requests], dtype=np.int64)
    if asked.any():
        eligible &= np.array([offer.supervision or 0 for offer in offers], dtype=np.int64) >= asked[:, None]
    without = np.array([request.has_car is False for request in requests], dtype=bool)
    eligible[np.ix_(without, np.array([offer.needs_car for offer in offers], dtype=bool))] = False


def _id(school: int | None) -> str:
    """A text, as no id can then be taken for "no school"."""
    return "" if school is None else str(school)


def allowed_by_days(requests: Sequence[Request], offers: Sequence[Offer], eligible: np.ndarray) -> None:
    """Weekdays and closed days: once per kind of stay and kind of offer, as there are few of both."""
    calendars, of_offer = _kinds([(offer.weekdays, offer.closed, offer.no_start) for offer in offers])
    if not any(any(calendar) for calendar in calendars):
        return
    stays, of_request = _kinds([request.stay for request in requests])
    fits = np.ones((len(stays), len(calendars)), dtype=bool)
    for row, stay in enumerate(stays):
        for column, (weekdays, closed, no_start) in enumerate(calendars):
            if stay is not None:
                within = not weekdays or stay.weekdays <= weekdays
                fits[row, column] = within and not is_closed(stay, closed, no_start)
    eligible &= fits[of_request[:, None], of_offer]


def _kinds(values: list) -> tuple[list, np.ndarray]:
    """The different values in order of appearance, and for each of `values` which one it is."""
    place = {}
    numbers = [place.setdefault(value, len(place)) for value in values]
    return list(place), np.array(numbers, dtype=np.int64)


def allowed_by_travel(requests: Sequence[Request], offers: Sequence[Offer], eligible: np.ndarray) -> None:
    """The student's limit in a straight line, for who named one and where both positions are known."""
    limited = [row for row, r in enumerate(requests) if r.most_km is not None and r.position is not None]
    unknown = np.array([offer.position is None for offer in offers], dtype=bool)
    if not limited or unknown.all():
        return
    # Whole numbers under 2**53, of which doubles hold each; on these a processor counts faster.
    here = np.array([requests[row].position for row in limited], dtype=np.float64)
    there = np.array([offer.position or (0, 0) for offer in offers], dtype=np.float64)
    most = np.array([requests[row].most_km * 1000 for row in limited], dtype=np.float64) ** 2
    step = max(1, CELLS // len(offers))
    for start in range(0, len(limited), step):
        part = slice(start, start + step)
        square = here[part, 0, None] - there[:, 0]
        square *= square
        north = here[part, 1, None] - there[:, 1]
        north *= north
        square += north
        eligible[limited[part]] &= (square <= most[part, None]) | unknown
