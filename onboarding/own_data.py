"""Everything that is kept of one person, read along the register: for the download as JSON and as PDF.

What belongs to somebody is said by `of` in the register, so a model that gets a line there is in the download.
Left out are fields that only serve the program, and secrets, of which nothing readable is kept anyway. Of other
people only the first name is given.
"""

import base64
from datetime import date, datetime, time
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db.models import FileField, ForeignKey, ManyToManyField, Q
from django.utils import timezone

from onboarding.enums import Weekday
from onboarding.keeping import removed_on
from onboarding.log_words import words_for
from onboarding.models import Message, PlanVersion, Student
from onboarding.plan_differences import whole
from onboarding.whole_register import ENTRIES
from profiles.dutch import plain_date
from profiles.field_register import Category
from profiles.kept_until import Term
from profiles.models import AuditEvent, Institution, Leerplaats, Location, Period, Portrait, Programme, School, User

LEFT_OUT = (Category.TECHNICAL, Category.SEALED)
NAMED = (Institution, School, Location, Leerplaats, Programme, Period)  # whose name says enough, in one join
NUMBER = "nummer"
SOMEBODY = "een collega"
DAYS = ("weekdays", "school_day")  # numbers from 0, told by name
FIRST, LOG = ("User", "Student", "Membership"), "AuditEvent"
# Fields of the program that tell a person something all the same.
TOLD = {"Message": ("sent_at",), "User": ()}


def own_data(user):
    """All parts as plain values: {"wie", "gemaakt_op", "delen": [{"deel", "waarvoor", "hoe_lang", "regels"}]}."""
    students = list(Student.objects.filter(user=user).order_by("pk"))
    of_people = sorted((entry for entry in ENTRIES if entry.of), key=_place)
    parts = [_part(entry, rows) for entry in of_people if (rows := _rows(entry, user, students))]
    _say_the_day(parts, of_people, removed_on(students))
    rows_of_parts = {(part["model"], row[NUMBER]) for part in parts for row in part["regels"]}
    return {
        "wie": user.name,
        "gemaakt_op": _plain(timezone.now()),
        "delen": [*parts, *_log(user, rows_of_parts)],
        "waar_je_naam_bij_staat": _traces(user, students),
    }


def _say_the_day(parts, entries, gone):
    """Say at what goes with the student on which day that is: by the terms of the institutions."""
    with_student = {entry.model for entry in entries if entry.term in (Term.STUDENT, Term.CHOICE)}
    for part in parts:
        if gone and part["model"] in with_student:
            part["hoe_lang"] = f"uiterlijk tot {plain_date(gone)}"


def _place(entry):
    """Who somebody is comes first, the long log last, the rest by name."""
    return (FIRST.index(entry.model) if entry.model in FIRST else len(FIRST), entry.model == LOG, entry.title)


def rows_of(entry, user, students):
    """The rows of one model that belong to this person, by the paths of the register."""
    model, wanted = entry.model_class, Q(pk__in=[])
    for path in entry.of:
        target = _target(model, path)
        people = students if target is Student else [user]
        wanted |= Q(**{"pk__in" if path == "self" else f"{path}__in": [person.pk for person in people]})
    return model._default_manager.filter(wanted).order_by("pk")


def _target(model, path):
    for name in () if path == "self" else path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def _rows(entry, user, students):
    found = rows_of(entry, user, students).prefetch_related(*_several(entry))
    if joined := _joined(entry):  # without names it would join everything that hangs on a row, through every model
        found = found.select_related(*joined)
    return [_row(entry, row, user) for row in found]


def _fields(entry):
    """The fields that are told, in the order of the model."""
    told = TOLD.get(entry.model, ())
    fields = [*entry.model_class._meta.concrete_fields, *entry.model_class._meta.many_to_many]
    return [
        one
        for one in fields
        if not one.primary_key and (entry.category_of[one.name] not in LEFT_OUT or one.name in told)
    ]


def _joined(entry):
    wanted = (*NAMED, User)
    return [one.name for one in _fields(entry) if isinstance(one, ForeignKey) and one.related_model in wanted]


def _several(entry):
    return [one.name for one in _fields(entry) if isinstance(one, ManyToManyField)]


def _part(entry, rows):
    return {
        "deel": entry.title,
        "model": entry.model,
        "waarvoor": entry.purpose,
        "hoe_lang": entry.term.label,
        "regels": rows,
    }


def _row(entry, row, user):
    told = {NUMBER: str(row.pk)}
    for one in _fields(entry):
        told[_new_key(told, entry.word(one.name))] = _value(one, row, user)
    return told


def _new_key(told, word):
    """The word, with a number behind it when two fields are called the same."""
    return next(key for key in (word, *(f"{word} ({n})" for n in range(2, 20))) if key not in told)


def _value(one, row, user):
    if isinstance(one, ManyToManyField):
        return [str(other) for other in getattr(row, one.name).all()]
    if isinstance(one, ForeignKey):
        return _named(one, row, user)
    value = getattr(row, one.attname)
    if isinstance(one, FileField):
        return _as_data(row) if isinstance(row, Portrait) else value.name
    if one.name in DAYS and value is not None:
        return [Weekday(day).label for day in value] if isinstance(value, list) else Weekday(value).label
    if isinstance(one, ArrayField) and one.base_field.choices and value:
        return [str(dict(one.base_field.flatchoices).get(chosen, chosen)) for chosen in value]
    if one.name == "content" and isinstance(row, PlanVersion):
        return whole(value)
    if one.name == "what" and isinstance(row, AuditEvent):
        return words_for(value)
    if one.name == "to_email" and isinstance(row, Message):
        return value if value.lower() == user.email else SOMEBODY
    if one.choices and value not in (None, ""):
        return str(getattr(row, f"get_{one.name}_display")())
    return _plain(value)


def _named(one, row, user):
    key = getattr(row, one.attname)
    if key is None:
        return None
    if one.related_model is User:
        return user.name if key == user.pk else getattr(row, one.name).first_name
    return str(getattr(row, one.name)) if one.related_model in NAMED else f"nummer {key}"


def _as_data(portrait):
    with portrait.file.open("rb") as file:
        return "data:image/webp;base64," + base64.b64encode(file.read()).decode()


def _plain(value):
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def _log(user, rows_of_parts):
    """What the log says about the rows above; what this person did elsewhere stands in `waar_je_naam_bij_staat`."""
    labels = {entry.model: entry.model_class._meta.label_lower for entry in ENTRIES}
    subjects = [f"{labels[model]}:{number}" for model, number in rows_of_parts if model != LOG]
    events = AuditEvent.objects.filter(subject__in=subjects).exclude(by=user).select_related("by").order_by("pk")
    rows = [
        {
            NUMBER: str(event.pk),
            "wanneer": _plain(event.at),
            "wat er gebeurde": words_for(event.what),
            "wie het deed": event.by.first_name if event.by else "het portaal",
            "bijzonderheden": event.detail,
        }
        for event in events
    ]
    entry = next(entry for entry in ENTRIES if entry.model == LOG)
    return [_part(entry, rows) | {"deel": "Logboek over jou"}] if rows else []


def _traces(user, students):
    """How often this account is named in rows of others: {"Taken voor een start: wie het klaar meldde": 12}."""
    counted = {}
    for entry in ENTRIES:
        own = rows_of(entry, user, students).order_by().values("pk")
        for one in (one for one in entry.model_class._meta.concrete_fields if one.related_model is User):
            if number := entry.model_class._default_manager.filter(**{one.name: user}).exclude(pk__in=own).count():
                counted[f"{entry.title}: {entry.word(one.name)}"] = number
    return counted
