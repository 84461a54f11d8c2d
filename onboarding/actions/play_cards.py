"""Playful cards: made when a stage is confirmed, marked by the student, and the throws of the dobbelsteen.

What a card says is fixed once it is stored: a sjabloon that changes later changes no card that began.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from onboarding.documents import play_texts
from onboarding.models import DiceThrow, PlayCard
from profiles.merging import fingerprint
from toolbox.actions.templates import with_content
from toolbox.enums import TemplateFormat
from toolbox.formats import play_formats
from toolbox.models import Template


class NoCard(Exception):
    """No sjabloon of this card holds for the leerplaats, so there is nothing to play."""


class ChangedMeanwhile(Exception):
    """The same was changed in another window after this page was opened."""


def play_templates(leerplaats):
    """The sjablonen of the playful cards that hold for `leerplaats`, content at hand (three queries)."""
    in_force = Template.objects.in_force(leerplaats).filter(format__in=play_formats()).values("pk")
    return list(with_content(Template.objects.filter(pk__in=in_force)))


def make_cards(*, placements, templates):
    """Give each of `placements` (request and leerplaats at hand) its own card by each of `templates`."""
    PlayCard.objects.bulk_create(new_card(placement, template) for placement in placements for template in templates)


def new_card(placement, template):
    """The unsaved card of `placement` by `template`."""
    return PlayCard(
        placement=placement,
        institution_id=placement.institution_id,
        format=template.format,
        texts=play_texts(template.format, template, placement),
    )


def cards_of(placement):
    """Every playful card of `placement` by format: as it is stored, else as it would be made. Writes nothing."""
    made = {card.format: card for card in placement.play_cards.all()}
    if set(play_formats()) <= set(made):
        return made
    return {one.format: new_card(placement, one) for one in play_templates(placement.leerplaats)} | made


def _locked(placement, format):
    """The stored card, held until the end of the transaction; made now when there was none. Raises NoCard."""
    cards = PlayCard.objects.select_for_update().filter(placement=placement, format=format)
    if card := cards.first():
        return card
    if not (new := cards_of(placement).get(format)):
        raise NoCard
    PlayCard.objects.bulk_create([new], ignore_conflicts=True)  # another window may have made it just now
    return cards.get()


def _save_marks(card):
    card.version += 1
    card.save(update_fields=["marks", "version"])


@transaction.atomic
def mark_bingo(*, placement, ticked, cleared):
    """Mark the places in `ticked` and take the mark off those in `cleared`; returns the card.

    Only what the student changed is sent, so what another window marked stays.
    """
    card = _locked(placement, TemplateFormat.BINGOKAART)
    today = timezone.localdate().isoformat()
    kept = {place: mark for place, mark in card.marks.items() if int(place) not in cleared}
    marks = {str(place): {"on": today} for place in ticked} | kept
    if marks != card.marks:
        card.marks = marks
        _save_marks(card)
    return card


@transaction.atomic
def fill_strip(*, placement, place, colleague, on, seen):
    """Write with whom and when at a strip. `seen` is the fingerprint of what stood there when the page opened.

    Raises ChangedMeanwhile when something else was written there since, LookupError without such a strip.
    """
    card = _locked(placement, TemplateFormat.STRIPPENKAART)
    if place >= len(card.texts):
        raise LookupError(place)
    mark = {"with": colleague, "on": on.isoformat()}
    if card.mark_at(place) == mark:
        return
    if fingerprint(card.mark_at(place)) != seen:
        raise ChangedMeanwhile
    card.marks[str(place)] = mark
    _save_marks(card)


@transaction.atomic
def clear_strip(*, placement, place, seen):
    """Take back what was written at a strip; raises ChangedMeanwhile when that was changed since."""
    card = _locked(placement, TemplateFormat.STRIPPENKAART)
    if not card.mark_at(place):
        return
    if fingerprint(card.mark_at(place)) != seen:
        raise ChangedMeanwhile
    del card.marks[str(place)]
    _save_marks(card)


@transaction.atomic
def skip_card(*, placement, format, is_skipped):
    """Do without a card, or take it up again. Nobody asks why, and what was marked stays."""
    card = _locked(placement, format)
    if bool(card.skipped_at) != is_skipped:
        card.skipped_at = timezone.now() if is_skipped else None
        card.version += 1
        card.save(update_fields=["skipped_at", "version"])


@transaction.atomic
def throw_dice(*, placement, question_of, after):
    """Throw, and return (the throw, whether it is new).

    `after` is the key of the last throw that the page knew, 0 for none: a second click, or a click in another
    window, gives the throw that is there. No question comes again within as many throws as there are faces.
    `question_of` fills the merge fields of a text.
    """
    card = _locked(placement, TemplateFormat.VRAGENDOBBELSTEEN)
    if not card.texts:
        raise NoCard
    last = list(placement.throws.all()[: len(card.texts) - 1])
    if last and last[0].pk != after:
        return last[0], False
    recent = {one.face for one in last}
    face = secrets.choice([face for face in range(1, len(card.texts) + 1) if face not in recent])
    new = DiceThrow.objects.create(
        placement=placement,
        institution_id=placement.institution_id,
        question=question_of(card.texts[face - 1])[:300],
        face=face,
    )
    return new, True


def answer_mark(throw):
    """The fingerprint of an answer and of who sees it, for a page that will change it."""
    return fingerprint([throw.answer, throw.shared_at is not None] if throw.answer else None)


@transaction.atomic
def answer_throw(*, throw, answer, is_shared, seen):
    """Keep what the student wrote, and whether colleagues may read it; raises ChangedMeanwhile."""
    stored = DiceThrow.objects.select_for_update().get(pk=throw.pk)
    is_shared = is_shared and bool(answer)
    if (stored.answer, stored.shared_at is not None) == (answer, is_shared):
        return
    if answer_mark(stored) != seen:
        raise ChangedMeanwhile
    stored.answer = answer
    stored.shared_at = (stored.shared_at or timezone.now()) if is_shared else None
    stored.save(update_fields=["answer", "shared_at"])


def withdraw_throw(*, throw):
    """Share an answer no longer; it stays with the student. Twice does it once."""
    DiceThrow.objects.filter(pk=throw.pk, shared_at__isnull=False).update(shared_at=None)
