"""Cards of the inspiratiebox: loaded once, written, taken out and put back."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from profiles.models import AuditEvent, Institution
from toolbox.base_inspiration import base_cards
from toolbox.models import InspirationCard

WRITTEN = ("title", "what", "why", "how", "effort", "effort_words", "goals", "moments", "media", "formats")
LONGEST_SLUG = 50  # leaves room for a number behind it
LISTS = ("how", "goals", "moments", "media", "formats")


class Clash(Exception):
    """Somebody saved other words in between. `card` is what is stored now."""

    def __init__(self, card):
        super().__init__(f"card {card.pk}")
        self.card = card


@transaction.atomic
def load_inspiration():
    """Make the cards of the region that are missing; a card that is there stays as the region left it.

    Also one that the region took out: it is there, and does not come back by itself. Returns how many were made.
    """
    known = set(InspirationCard.objects.filter(institution=None).values_list("slug", flat=True))
    missing = [(place, card) for place, card in enumerate(base_cards(), 1) if card.slug not in known]
    InspirationCard.objects.bulk_create(InspirationCard(position=place, **_columns(card)) for place, card in missing)
    return len(missing)


@transaction.atomic
def add_card(*, institution, values, by):
    """A new card at the end: of `institution`, or of the region when that is None. Sent twice it is one card."""
    _hold(institution)
    owned = InspirationCard.objects.kept().filter(institution=institution)
    twin = next((card for card in owned.filter(title=values["title"]) if _written(card) == values), None)
    if twin:
        return twin
    last = InspirationCard.objects.order_by("-position").first()
    card = InspirationCard.objects.create(
        institution=institution,
        slug=_free_slug(values["title"]),
        position=last.position + 1 if last else 1,
        updated_by=by,
        **values,
    )
    _record("added", card, by)
    return card


@transaction.atomic
def save_card(*, card, values, version, by):
    """Store `values` in a card that was opened at `version`. Raises Clash when it is not the same any more."""
    card = InspirationCard.objects.select_for_update(of=("self",)).select_related("institution").get(pk=card.pk)
    if _written(card) == values:
        return card
    if card.version != version:
        raise Clash(card)
    before = card.title
    for name, value in values.items():
        setattr(card, name, value)
    card.version += 1
    card.updated_at, card.updated_by = timezone.now(), by
    card.save()
    _record("changed", card, by, before=before)
    return card


@transaction.atomic
def remove_card(*, card, by):
    """Take a card out of the inspiratiebox; who chose it keeps the choice. Twice is the same as once."""
    if InspirationCard.objects.kept().filter(pk=card.pk).update(removed_at=timezone.now()):
        _record("removed", card, by)


@transaction.atomic
def restore_card(*, card, by):
    """Put a card back."""
    if InspirationCard.objects.filter(pk=card.pk, removed_at__isnull=False).update(removed_at=None):
        _record("restored", card, by)


def _hold(institution):
    """One at a time per institution, so that the same card sent twice is seen."""
    if institution:
        Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    else:
        list(InspirationCard.objects.select_for_update().filter(institution=None))


def _written(card):
    return {name: getattr(card, name) for name in WRITTEN}


def _columns(card):
    columns = asdict(card)
    return columns | {name: list(columns[name]) for name in LISTS}


def _free_slug(title):
    base = slugify(title)[:LONGEST_SLUG].strip("-") or "kaart"
    taken = set(InspirationCard.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = next(number for number in range(1, len(taken) + 2) if _numbered(base, number) not in taken)
    return _numbered(base, number)


def _numbered(base, number):
    return base if number == 1 else f"{base}-{number}"


def _record(what, card, by, **detail):
    AuditEvent.record(f"inspiration_card_{what}", card, by=by, institution=card.institution, title=card.title, **detail)
