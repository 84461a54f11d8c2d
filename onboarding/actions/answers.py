"""Answering a questionnaire: counted, never kept (decision record 0033).

Nothing here writes a line of the log, a mail, or anything in the session: that would say who answered what.
"""

from random import SystemRandom
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from onboarding.actions.bags import add_counts, gather_old, open_bag, store
from onboarding.models import AnswerBag, SpentMark

MARK_SALT = "onboarding.answers.spent"
UNSAID, WRITTEN = "unsaid", "written"  # what is counted of a question that was left open, and of own words
_CHANCE = SystemRandom()


class AlreadyAnswered(Exception):
    """This questionnaire was sent before, for this stage or by this colleague."""


class Said(NamedTuple):
    """What one person says to one question: the chosen answer or own words, or neither."""

    question: str
    answer: str = ""
    words: str = ""
    is_open: bool = False


def stage_mark(placement_id, kind):
    """What is kept of a student who answered about a stage: a keyed hash."""
    return _mark(f"stage:{placement_id}:{kind}")


def colleague_mark(user_id, half_year, kind):
    """The same of a colleague, once per half year."""
    return _mark(f"colleague:{user_id}:{half_year}:{kind}")


def _mark(subject):
    return salted_hmac(MARK_SALT, subject, algorithm="sha256").hexdigest()


@transaction.atomic
def count_answers(*, leerplaats, kind, said, mark, today=None):
    """Count what one person `said` (a list of Said) about `leerplaats`. Raises AlreadyAnswered.

    The mark and the count are one transaction: nothing is counted twice, and nothing is lost.
    """
    _spend(mark)
    _put_in(_key(leerplaats, kind, on_paper=False), said, today or timezone.localdate())


@transaction.atomic
def count_paper(*, leerplaats, kind, said, sheet, today=None):
    """Count one list that came in on paper, typed in by a colleague. Raises AlreadyAnswered for a second click.

    `sheet` is the random number of one form on a screen. Nobody knows whose list it is.
    """
    _spend(_mark(f"sheet:{sheet}"))
    _put_in(_key(leerplaats, kind, on_paper=True), said, today or timezone.localdate())


def _spend(mark):
    try:
        with transaction.atomic():
            SpentMark.objects.create(mark_hash=mark)
    except IntegrityError:
        raise AlreadyAnswered from None


@transaction.atomic
def gather_leftovers(today=None):
    """Put open bags of more than a half year ago together per institution, so that they can reach five.

    Returns how many bags were emptied. What came from different leerplaatsen says so: it names none.
    """
    return gather_old(AnswerBag, ("kind", "on_paper"), today or timezone.localdate(), _pour)


@transaction.atomic
def forget_the_order():
    """Write all marks and bags anew in an order that says nothing.

    The database numbers its transactions, and lays rows down one after the other. Without this somebody with the
    whole database could see which mark was stored together with which last answer of a bag.
    """
    marks = list(SpentMark.objects.select_for_update().order_by("mark_hash"))
    SpentMark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    SpentMark.objects.bulk_create(marks)
    AnswerBag.objects.update(number=F("number"))


def _key(leerplaats, kind, *, on_paper):
    return {
        "institution_id": leerplaats.institution_id,
        "leerplaats_id": leerplaats.pk,
        "kind": kind,
        "on_paper": on_paper,
    }


def _put_in(key, said, today):
    bag = open_bag(AnswerBag, key, today)
    for one in said:
        answer = (WRITTEN if one.words else UNSAID) if one.is_open else one.answer or UNSAID
        add_counts(bag, {one.question: {answer: 1}})
        if one.words:
            _mix(bag.words.setdefault(one.question, []), [one.words])
    bag.number += 1
    store(bag, today)
    if bag.number == 1:  # the full ones get a new transaction: none of them keeps that of who filled it
        AnswerBag.objects.filter(closed=True, **key).update(number=F("number"))


def _pour(source, bag):
    """Put everything of one bag in another."""
    add_counts(bag, source.counts)
    for question, texts in source.words.items():
        _mix(bag.words.setdefault(question, []), texts)


def _mix(texts, more):
    """Put `more` among `texts`: what came first stands anywhere."""
    texts.extend(more)
    _CHANCE.shuffle(texts)
