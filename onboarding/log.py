"""The log in readable lines: who decided what, when, and about whom or what.

AuditEvent points at its row with a text ("onboarding.placement:12"). Here the rows of one page are fetched kind by
kind, so that a page makes the same number of queries for 3 lines and for 300.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from onboarding.log_words import words_for
from onboarding.models import Placement, PlacementRequest, PlaceQuestion, Proposal
from profiles.dutch import count, plain_date
from profiles.enums import Certainty, Role
from profiles.models import AuditEvent, PlaceOffer
from profiles.sent_numbers import read_number
from toolbox.enums import Owner

BY_ITSELF, REMOVED = "Het portaal", "Iemand die is verwijderd"
MOST_LOG_LINES = 20  # on the page of one student: the newest
# How to fetch a kind of row, and which texts say what it is. Kinds that are not here show only their words.
ABOUT = {
    "onboarding.proposal": (
        ("request__student", "offer__leerplaats"),
        lambda row: (row.request.student, row.offer and row.offer.leerplaats),
    ),
    "onboarding.placement": (("student", "leerplaats"), lambda row: (row.student, row.leerplaats)),
    "onboarding.placementrequest": (("student", "period"), lambda row: (row.student, row.period)),
    "onboarding.placequestion": (
        ("request__student", "offer__leerplaats"),
        lambda row: (row.request.student, row.offer.leerplaats),
    ),
    "onboarding.student": ((), lambda row: (row,)),
    "onboarding.message": (("placement__student",), lambda row: (row.placement and row.placement.student,)),
    "onboarding.intromeeting": (("location",), lambda row: (plain_date(row.day), row.location)),
    "onboarding.studentimport": (("school",), lambda row: (row.school, row.filename)),
    "onboarding.matchrun": (("period",), lambda row: (row.period,)),
    "onboarding.matchseason": (("period",), lambda row: (row.period,)),
    "onboarding.retentionterm": ((), lambda row: (row.get_kind_display(),)),
    "onboarding.earlyremoval": (("student",), lambda row: (row.student,)),
    "profiles.placeoffer": (
        ("leerplaats", "programme", "period"),
        lambda row: (row.leerplaats, f"{row.programme} leerjaar {row.year}", row.period),
    ),
    "profiles.heldplaces": (
        ("offer__leerplaats", "offer__period"),
        lambda row: (row.offer.leerplaats, row.offer.period, row.note),
    ),
    "profiles.placelimit": ((), lambda row: (row.name,)),
    "profiles.closedweeks": (("leerplaats",), lambda row: (row.leerplaats, plain_date(row.starts_on))),
    "profiles.schooldemand": (
        ("school", "programme", "period"),
        lambda row: (row.school, f"{row.programme} leerjaar {row.year}", row.period),
    ),
    "profiles.programmeagreement": (("school", "programme"), lambda row: (row.school, row.programme)),
    "profiles.leerplaats": ((), lambda row: (row,)),
    "profiles.membership": (("user",), lambda row: (row.user,)),
    "profiles.supervisionrule": (("programme",), lambda row: (row.programme,)),
    "profiles.programme": ((), lambda row: (row,)),
    "toolbox.template": ((), lambda row: (row,)),
}
# A line about these that kept its offer tells the place of then: the row may have another one by now.
MAY_MOVE = frozenset({"onboarding.proposal", "onboarding.placement", "onboarding.placementrequest"})
NO_PLACE = "geen plek"
STORED = (("changed", "gewijzigd"), ("withdrawn", "ingetrokken"))
# Rows that belong to a period, and how to get there: for the filter.
PERIOD_OF = (
    ("onboarding", "placement", "request__period"),
    ("onboarding", "proposal", "request__period"),
    ("onboarding", "placementrequest", "period"),
    ("onboarding", "placequestion", "request__period"),
    ("onboarding", "message", "placement__request__period"),
    ("onboarding", "matchrun", "period"),
    ("onboarding", "matchseason", "period"),
    ("profiles", "placeoffer", "period"),
    ("profiles", "heldplaces", "offer__period"),
    ("profiles", "schooldemand", "period"),
)


@dataclass(frozen=True)
class LogLine:
    """One line as people read it."""

    at: datetime
    who: str
    words: str
    about: str
    note: str


def visible_events(identity):
    """The log of the institutions whose coordinator this person is."""
    return AuditEvent.objects.filter(institution__in=identity.institution_ids(Role.COORDINATOR)).order_by("-at", "-pk")


def in_period(events, period):
    """The events about a row that belongs to `period`."""
    wanted = Q(pk__in=[])
    for app, model, path in PERIOD_OF:
        rows = apps.get_model(app, model).objects.filter(**{path: period}).order_by()
        wanted |= Q(subject__in=_subjects(rows))
    return events.filter(wanted)


def events_of_student(student):
    """What was decided about one student: the request, the proposal, the question to a leerplaats, the stage."""
    own = {"request__student": student}
    rows = (
        type(student).objects.filter(pk=student.pk),
        PlacementRequest.objects.filter(student=student),
        Proposal.objects.filter(**own),
        PlaceQuestion.objects.filter(**own),
        Placement.objects.filter(student=student),
    )
    wanted = Q(pk__in=[])
    for one in rows:
        wanted |= Q(subject__in=_subjects(one.order_by()))
    return AuditEvent.objects.filter(wanted).order_by("-at", "-pk")


def lines_of(events):
    """The events (a queryset) as LogLines, in their order."""
    events = list(events.select_related("by"))
    about = _about(events)
    return [
        LogLine(
            event.at,
            _who(event),
            words_for(event.what),
            about[event.pk] or _name_in(event.detail),
            _note(event.detail),
        )
        for event in events
    ]


def _who(event):
    if event.by:
        return event.by.name
    return REMOVED if event.detail.get("gone") else BY_ITSELF


def _subjects(rows):
    name = Concat(Value(f"{rows.model._meta.label_lower}:"), Cast("pk", CharField()), output_field=CharField())
    return rows.annotate(log_subject=name).values("log_subject")


def _about(events):
    """Per event what it is about, in words; empty when the row is gone."""
    keys = defaultdict(set)
    for event in events:
        label, _, pk = event.subject.partition(":")
        if (key := read_number(pk)) is not None:
            keys[label].add(key)
    found = {}
    for label in sorted(keys.keys() & ABOUT.keys()):
        related, parts = ABOUT[label]
        rows = apps.get_model(label).objects.filter(pk__in=keys[label])
        for row in rows.select_related(*related) if related else rows:  # without names it would join everything
            found[f"{label}:{row.pk}"] = parts(row)
    places = _places_of_then(events)
    told = {}
    for event in events:
        parts = found.get(event.subject, ())
        if parts and event.pk in places:
            parts = (parts[0], places[event.pk])
        told[event.pk] = ", ".join(str(part) for part in parts if part)
    return told


def _places_of_then(events):
    """Per event about what may move: the name of the leerplaats that it was about, when it kept that."""
    offers = {
        event.pk: event.detail["offer"]
        for event in events
        if event.subject.partition(":")[0] in MAY_MOVE and _is_number(event.detail.get("offer"))
    }
    rows = PlaceOffer.objects.filter(pk__in=set(offers.values())) if offers else ()
    names = {row.pk: row.leerplaats.name for row in rows and rows.select_related("leerplaats")}
    return {pk: names[offer] for pk, offer in offers.items() if offer in names}


def _name_in(detail):
    """The name that an event kept itself, for a row that may be gone by now."""
    name = detail.get("name") or detail.get("programme") or detail.get("title") or ""
    if not name and detail.get("owner") in Owner.values:  # of a work list: which service
        return Owner(detail["owner"]).label
    return name if isinstance(name, str) else ""


def _note(detail):
    """What changed, where the event says so in numbers or in places."""
    if isinstance(detail.get("places"), list):  # a copy of places has their number there
        return "van {} naar {}".format(*(place or NO_PLACE for place in detail["places"]))
    if isinstance(detail.get("changed"), dict):
        return "; ".join(f"{label}: van {old} naar {new}" for label, (old, new) in detail["changed"].items())
    if "source" in detail and "target_name" in detail:
        return f"van {detail['source']} naar {detail['target_name']}"
    before, after = detail.get("before"), detail.get("after")
    if _is_number(before) and _is_number(after):
        return f"van {before}{_sure(detail, 'certainty_before')} naar {after}{_sure(detail, 'certainty')}"
    if _is_number(after):
        return f"nu {after}{_sure(detail, 'certainty')}"
    if isinstance(before, str) and isinstance(after, str):
        return _days(before, after)
    if _is_number(before):
        return f"het waren er {before}"
    if "requests" in detail and "withdrawn" in detail:
        return _stored(detail)
    if _is_number(detail.get("students")):
        return count(detail["students"], "student", "studenten")
    if _is_number(detail.get("changed")):
        return count(detail["changed"], "koppeling", "koppelingen")
    if _is_number(detail.get("back")):
        return f"{count(detail['back'], 'koppeling', 'koppelingen')} teruggezet"
    if _is_number(detail.get("placed")):
        return f"{count(detail['placed'], 'student', 'studenten')} met een plek"
    return ""


def _sure(detail, name):
    """How sure a number is, in brackets, where the event kept that."""
    kept = detail.get(name)
    return f" ({dict(Certainty.choices).get(kept, kept)})" if kept else ""


def _days(before, after):
    """A day that was chosen, from and to, as far as both are days; empty for other texts."""
    old, new = (_day(text) for text in (before, after))
    if new:
        return f"van {old} naar {new}" if old else f"nu {new}"
    return f"weggehaald, het was {old}" if old and not after else ""


def _day(text):
    try:
        return plain_date(date.fromisoformat(text))
    except ValueError:
        return ""


def _stored(detail):
    """What storing a list did: "2 nieuwe aanvragen, 5 gewijzigd, 1 ingetrokken"."""
    parts = [count(detail["requests"], "nieuwe aanvraag", "nieuwe aanvragen")] if detail["requests"] else []
    parts += [f"{detail[name]} {words}" for name, words in STORED if detail.get(name)]
    return ", ".join(parts) or "niets veranderd"


def _is_number(value):
    return isinstance(value, int) and not isinstance(value, bool)
