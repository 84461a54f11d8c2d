"""Agreements of a talk: short lines that student and werkbegeleider both write, read and tick."""

from django.db import transaction
from django.utils import timezone

from onboarding.models import Talk, TalkAgreement


class TooLate(Exception):
    """An agreement is changed or taken away on the day it was made; after that it stands."""


class AgreementChanged(Exception):
    """Somebody else changed this agreement since the page was opened; `stored` is how it stands, None when gone."""

    def __init__(self, stored):
        super().__init__(str(stored))
        self.stored = stored


def may_change(agreement):
    """Whether it was made today."""
    return timezone.localdate(agreement.made_at) == timezone.localdate()


@transaction.atomic
def agree(*, talk, text, by):
    """Write an agreement down; the same text twice in one talk gives one. Returns it."""
    Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)  # two clicks at once give one agreement
    known = talk.agreements.filter(text=text).first()
    return known or TalkAgreement.objects.create(talk=talk, text=text, made_by=by)


@transaction.atomic
def change_agreement(*, agreement, text, seen):
    """Give an agreement another text. `seen` is the text that stood in the form. Raises TooLate, AgreementChanged."""
    stored = TalkAgreement.objects.select_for_update(of=("self",)).filter(pk=agreement.pk).first()
    if stored is None:
        raise AgreementChanged(None)
    if stored.text == text:
        return
    if not may_change(stored):
        raise TooLate
    if stored.text != seen:
        raise AgreementChanged(stored)
    stored.text = text
    stored.save(update_fields=["text"])


@transaction.atomic
def remove_agreement(*, agreement):
    """Take an agreement away; returns its talk and text, with which it can be put back. Raises TooLate."""
    stored = TalkAgreement.objects.select_for_update(of=("self",)).filter(pk=agreement.pk).first()
    if stored is None:
        raise AgreementChanged(None)
    if not may_change(stored):
        raise TooLate
    kept = {"talk": stored.talk_id, "text": stored.text}
    stored.delete()
    return kept


def tick_agreement(*, agreement, done, by):
    """Note that an agreement is done, or open again; returns whether that is new. Twice does it once."""
    rows = TalkAgreement.objects.filter(pk=agreement.pk, done_at__isnull=done)
    values = {"done_at": timezone.now(), "done_by": by} if done else {"done_at": None, "done_by": None}
    return bool(rows.update(**values))
