"""The catalogue as open data: facts a program can read, and nothing that is not on the public page.

The keys are a promise, described in docs/open-data.md and held by a test. New keys may come; a key never changes its
meaning or goes away within one VERSION. No names of people, no phone numbers, no e-mail addresses of a leerplaats.
"""

import re

from django.db.models import F, Prefetch
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse

from profiles.actions.places import with_students
from profiles.addresses import absolute, public_address
from profiles.catalogue_counts import coming_offers
from profiles.facets import KEPT, facet
from profiles.models import Leerplaats
from profiles.profile_page import shown_photos
from profiles.questions import QUESTIONS
from profiles.wording import answer_lines

VERSION = 1
# The answers that are facts about the place. What a student needs only after the match, and whom to ask, is not here.
ANSWERS = (
    "size", "stay", "visits", "route_by", "driving_licence", "team", "disciplines", "shifts", "clients", "conditions",
    "complexity", "learn_first", "learn_later", "not_yet", "extras", "exam", "organised", "fixed_supervisor",
    "supernumerary", "clothing", "travel", "accessibility", "allowance", "travel_cost",
)  # fmt: skip
UNKNOWN = "unknown"
PHONE = re.compile(r"(?<!\d)(?:(?:\+|00)31[\s-]*(?:\(0\)[\s-]*)?|0)[1-9](?:[\s-]?\d){8}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")
LEFT_OUT = "(weggelaten)"


def with_facts(leerplaatsen):
    """Those of a queryset with all that `summary` reads, in two queries."""
    offers = with_students(coming_offers()).select_related("period", "programme")
    return (
        leerplaatsen.select_related("institution", "location")
        .annotate(
            care_kind=KeyTextTransform("care_kind", "profile__published__answers"),
            in_short=KeyTextTransform("in_short", "profile__published__answers"),
            updated_at=F("profile__published__published_at"),
        )
        .prefetch_related(Prefetch("offers", offers.order_by("period__starts_on", "pk"), to_attr="coming_offers"))
    )


def summary(leerplaats):
    """What the list says of one leerplaats of `with_facts`."""
    location, institution = leerplaats.location, leerplaats.institution
    return {
        "slug": leerplaats.slug,
        "url": public_address(leerplaats),
        "data_url": absolute(reverse("leerplaats-json", args=[leerplaats.slug])),
        "name": leerplaats.name,
        "kind": leerplaats.kind,
        "sector": {"code": leerplaats.sector, "label": leerplaats.get_sector_display()},
        "care": without_contacts(leerplaats.care_kind or ""),
        "in_short": without_contacts(leerplaats.in_short or ""),
        "institution": {"name": institution.name, "website": institution.website},
        "location": {
            "name": location.name,
            "street": location.street,
            "postcode": location.postcode,
            "town": location.town,
            "latitude": location.latitude,
            "longitude": location.longitude,
        },
        "shifts": _kept(leerplaats, "shift_kinds"),
        "public_transport": bool(_kept(leerplaats, "public_transport")),
        "step_free": next(iter(_kept(leerplaats, "step_free")), ""),
        "places": [_place(offer) for offer in leerplaats.coming_offers],
        "updated_at": leerplaats.updated_at.isoformat(),
    }


def full(leerplaats, answers):
    """All of one leerplaats of `with_facts`, with its published answers."""
    said = [key for key in ANSWERS if _says(key, answers, leerplaats)]
    more = {
        "answers": [_answer(key, answers[key], leerplaats.sector) for key in said],
        "requirements": [
            {"name": without_contacts(entry.get("name", "")), "answer": entry["answer"]}
            for entry in answers.get("requirements") or ()
            if isinstance(entry, dict) and entry.get("answer")
        ],
        "photos": [
            {"url": absolute(reverse("photo", args=[photo.id, "large"])), "alt": without_contacts(photo.alt)}
            for photo in shown_photos(answers)
        ],
    }
    return {"version": VERSION} | summary(leerplaats) | more


def find(slug):
    """The online leerplaats with that slug, ready for `full`, or None."""
    return with_facts(Leerplaats.objects.online().filter(slug=slug)).select_related("profile__published").first()


def without_contacts(text):
    """The text without phone numbers and e-mail addresses: people sometimes write those between the facts."""
    return MAIL.sub(LEFT_OUT, PHONE.sub(LEFT_OUT, text))


def _kept(leerplaats, key):
    return [value for value in KEPT[key] if facet(key, value) in leerplaats.facets]


def _place(offer):
    return {
        "period": {
            "name": offer.period.name,
            "starts_on": offer.period.starts_on.isoformat(),
            "ends_on": offer.period.ends_on.isoformat(),
        },
        "programme": offer.programme.name,
        "level": offer.programme.level,
        "year": offer.year,
        "has_room": offer.taken < offer.number,
    }


def _says(key, answers, leerplaats):
    question = QUESTIONS.get(key)
    return bool(question and question.asked_in(leerplaats.sector) and answers.get(key) and answers[key] != UNKNOWN)


def _answer(key, value, sector):
    question = QUESTIONS[key]
    lines = [without_contacts(line) for line in answer_lines(question, value)]
    return {"key": key, "question": question.label_for(sector), "lines": lines}
