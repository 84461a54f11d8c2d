"""The fields of a student and a request that a list can change, compared one by one and said in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from onboarding.aanlevering import FIELDS
from onboarding.enums import CancelReason, WishKind
from onboarding.matching import MAX_WISHES
from onboarding.models.students import whole_name
from profiles.dutch import WEEKDAYS, plain_date

LABELS = {one.key: one.label.capitalize() for one in FIELDS}
NAME = ("given_name", "infix", "last_name")
WISHES = {"wishes": WishKind.WISH, "excluded": WishKind.NOT, "been_at": WishKind.BEEN}
WISH_COLUMNS = {
    "wishes": ("wish_1", "wish_2", "wish_3"),
    "excluded": ("exclusion",),
    "been_at": ("been_at",),
}
WISH_LABELS = {"wishes": "Voorkeuren", "excluded": "Niet plaatsen bij", "been_at": "Eerder geweest bij"}
NOTHING = "niets"
BY_HAND = "Met de hand aangepast, blijft zo."
LOGS_IN = "De student logt met dit adres in. Daarom blijft het zo. Pas het aan bij de student."


@dataclass(frozen=True)
class Change:
    """One thing that differs: in words, and as values to store. `kept`: it stays, for the reason `why`."""

    key: str
    label: str
    old: str
    new: str
    values: dict
    kept: bool = False
    why: str = BY_HAND

    def key_of(self):
        """What this change does, to see whether it is still the same one."""
        return [self.key, self.old, self.new]


def student_changes(student, values):
    """What the list says otherwise of this student; an empty cell says nothing."""
    changes = []
    old, new = ({part: _part(source, part) for part in NAME} for source in (vars(student), values))
    if old != new:
        kept = not set(NAME).isdisjoint(student.corrected)
        changes.append(Change("name", "Naam", _whole(old), _whole(new), new, kept))
    for key in ("student_number", "email", "postcode", "town"):
        was, told = getattr(student, key), values[key] or ""
        if told and told != was and not (key == "email" and told.lower() == was.lower()):
            # A new address would open the pages of somebody who logs in: that is done with care, one by one.
            logs_in = key == "email" and student.user_id is not None
            why = LOGS_IN if logs_in else BY_HAND
            kept = logs_in or key in student.corrected
            changes.append(Change(key, LABELS[key], was or NOTHING, told, {key: told}, kept, why))
    return tuple(changes)


def _part(source, part):
    return source.get(part) or ""


def _whole(parts):
    return whole_name(*parts.values())


def request_values(values):
    """The columns of a request as a row gives them."""
    return {
        "period_id": values["period_id"],
        "programme_id": values["programme_id"],
        "year": values["year"],
        "starts_on": date.fromisoformat(values["starts_on"]),
        "ends_on": date.fromisoformat(values["ends_on"]),
        "weekdays": values["weekdays"],
        "school_day": values["school_day"],
        "hours_per_week": None if values["hours_per_week"] is None else Decimal(str(values["hours_per_week"])),
        "learning_way": values.get("leerweg", ""),  # a list checked before leerweg was kept has none
        "remark": values["remark"],
    }


def request_changes(request, values, *, mapped, programmes):
    """What the list says otherwise of this request; `mapped` are the fields that have a column, `programmes` names."""
    told = request_values(values)
    in_words = {
        "programme_id": lambda value: programmes.get(value, ""),
        "starts_on": plain_date,
        "ends_on": plain_date,
        "weekdays": _days,
        "school_day": lambda value: WEEKDAYS[value] if value is not None else NOTHING,
    }
    labels = {"programme_id": "Opleiding", "year": "Leerjaar", "starts_on": "Eerste dag", "ends_on": "Laatste dag"}
    labels |= {key: LABELS[key] for key in ("weekdays", "school_day", "hours_per_week", "remark")}
    labels["learning_way"] = LABELS["leerweg"]
    changes = []
    for key, label in labels.items():
        was, new = getattr(request, key), told[key]
        says_nothing = new in (None, "") or (key == "weekdays" and not values.get("says_days"))
        if says_nothing or new == was:
            continue
        say = in_words.get(key, _plain)
        stored = {key: new, "period_id": told["period_id"]} if key == "starts_on" else {key: new}
        kept = key.removesuffix("_id") in request.corrected
        changes.append(Change(key, label, say(was), say(new), stored, kept))
    return (*changes, *_wish_changes(request, values, mapped), *_withdrawal(request))


def _plain(value):
    if value in (None, ""):
        return NOTHING
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _days(days):
    return ", ".join(WEEKDAYS[day] for day in sorted(days))


def wish_words(request):
    """The wishes of a request that came as words, as a row gives them: key -> list."""
    rows = list(request.wishes.all())
    return {key: [wish.words for wish in rows if wish.kind == kind and wish.words] for key, kind in WISHES.items()}


def _wish_changes(request, values, mapped):
    now = wish_words(request)
    by_hand = (
        request.wishes_given_at is not None
        or "wishes" in request.corrected
        or any(not wish.words for wish in request.wishes.all())
    )
    for key, label in WISH_LABELS.items():
        told = list(dict.fromkeys(values[key]))
        told = told[:MAX_WISHES] if key == "wishes" else told
        if told and not mapped.isdisjoint(WISH_COLUMNS[key]) and told != now[key]:
            yield Change(key, label, ", ".join(now[key]) or NOTHING, ", ".join(told), {key: told}, by_hand)


def _withdrawal(request):
    """Somebody who was withdrawn because the school said so, and is on the list again."""
    if request.withdrawn_at is not None:
        kept = request.withdraw_reason != CancelReason.SCHOOL
        yield Change("withdrawn", "Aanvraag", "ingetrokken", "weer op de lijst", {}, kept)
