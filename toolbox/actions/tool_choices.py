""" "Onze keuze": a leerplaats chooses a card of the inspiratiebox, writes how it does it, and stops again."""

from django.db import transaction
from django.utils import timezone

from profiles.models import AuditEvent, Leerplaats
from toolbox.models import ToolChoice


class NoteChanged(Exception):
    """A colleague wrote another note in between. `note` is what is stored now."""

    def __init__(self, note):
        super().__init__(note)
        self.note = note


@transaction.atomic
def choose_tool(*, leerplaats, card, note, by):
    """Put a card in the plan of a leerplaats. Returns the choice and whether it is new: chosen twice it is one.

    The note of a choice that was there stays: it was written with more thought than a second click.
    """
    Leerplaats.objects.select_for_update(no_key=True).get(pk=leerplaats.pk)
    present = ToolChoice.objects.current().filter(leerplaats=leerplaats, card=card).first()
    if present:
        return present, False
    choice = ToolChoice.objects.create(
        leerplaats=leerplaats, institution_id=leerplaats.institution_id, card=card, note=note, chosen_by=by
    )
    _record("chosen", choice, by)
    return choice, True


@transaction.atomic
def write_note(*, choice, note, seen, by):
    """Store how a leerplaats does it. `seen` is the note on the page when it was opened.

    Raises NoteChanged when a colleague wrote another one meanwhile.
    """
    choice = ToolChoice.objects.select_for_update(of=("self",)).select_related("leerplaats", "card").get(pk=choice.pk)
    if choice.note == note:
        return
    if choice.note != seen:
        raise NoteChanged(choice.note)
    choice.note = note
    choice.save(update_fields=["note"])
    _record("noted", choice, by)


@transaction.atomic
def drop_tool(*, choice, by):
    """Stop with a card. The choice stays as history; stopping twice is the same as once."""
    if ToolChoice.objects.current().filter(pk=choice.pk).update(dropped_at=timezone.now()):
        _record("dropped", choice, by)


def _record(what, choice, by):
    AuditEvent.record(
        f"tool_{what}", choice.leerplaats, by=by, institution=choice.leerplaats.institution, card=choice.card.slug
    )
