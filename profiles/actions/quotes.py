"""What students say: sent, decided about, put on the page (three at most), withdrawn. Texts are never corrected."""

from django.db import transaction
from django.utils import timezone

from profiles.enums import QuoteStatus
from profiles.models import AuditEvent, Leerplaats, Quote
from profiles.models.quotes import MOST_SHOWN

MOST_PER_STUDENT = 6  # three on the way, and the three of the estafette
STEPS = {
    QuoteStatus.PROPOSED: (QuoteStatus.APPROVED, QuoteStatus.REJECTED),
    QuoteStatus.APPROVED: (QuoteStatus.PROPOSED, QuoteStatus.REJECTED),
    QuoteStatus.REJECTED: (QuoteStatus.PROPOSED,),
}


class StepNotAllowed(Exception):
    """A quote cannot go from its status to that one, or cannot be moved on the page now."""


class PageFull(Exception):
    """There are as many quotes on the page as fit."""


class EnoughSent(Exception):
    """The student has sent as many texts about this leerplaats as we take."""


@transaction.atomic
def send_quote(*, leerplaats, kind, text, first_name, programme, year, by):
    """Store what a student wrote. Sent twice it is stored once. Raises EnoughSent."""
    _lock(leerplaats)
    mine = list(Quote.objects.sent_about(leerplaats, by))
    if same := next((quote for quote in mine if (quote.kind, quote.text) == (kind, text)), None):
        return same
    if len(mine) >= MOST_PER_STUDENT:
        raise EnoughSent
    said = {"kind": kind, "text": text, "first_name": first_name, "programme": programme, "year": year}
    quote = Quote.objects.create(leerplaats=leerplaats, institution_id=leerplaats.institution_id, sent_by=by, **said)
    _record("quote_sent", quote, by)
    return quote


@transaction.atomic
def enter_quote(*, leerplaats, kind, text, first_name, programme, year, by):
    """Store what a student said to a colleague and agreed to; approved, and on the page when there is room."""
    _lock(leerplaats)
    said = {"kind": kind, "text": text, "first_name": first_name, "programme": programme, "year": year}
    existing = Quote.objects.filter(leerplaats=leerplaats, entered_by_staff=True, **said).first()
    if existing:
        return existing
    quote = Quote.objects.create(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        sent_by=by,
        entered_by_staff=True,
        status=QuoteStatus.APPROVED,
        position=_free_place(leerplaats),
        decided_at=timezone.now(),
        decided_by=by,
        **said,
    )
    _record("quote_entered", quote, by, student_agreed=True)
    return quote


@transaction.atomic
def change_quote_status(*, quote, to, by, reason=""):
    """Approve, reject or look again, by the table STEPS. Raises StepNotAllowed. Asked twice it is done once.

    An approved quote comes on the page when there is room; any other leaves it.
    """
    quote = _locked(quote)
    if quote.status == to:
        return quote
    before, leerplaats = quote.status, quote.leerplaats
    if to not in STEPS[before]:
        raise StepNotAllowed(f"{before} to {to}")
    _leave_page(quote)
    is_open = to == QuoteStatus.PROPOSED
    quote.status, quote.reason = to, reason if to == QuoteStatus.REJECTED else ""
    quote.decided_at, quote.decided_by = (None, None) if is_open else (timezone.now(), by)
    quote.position = _free_place(leerplaats) if to == QuoteStatus.APPROVED else 0
    quote.save()
    _record("quote_status", quote, by, before=before, after=to)
    return quote


@transaction.atomic
def show_quote(*, quote, by):
    """Put an approved quote last on the page. Raises PageFull or StepNotAllowed."""
    quote = _locked(quote)
    if quote.position:
        return
    if quote.status != QuoteStatus.APPROVED:
        raise StepNotAllowed(quote.status)
    quote.position = _free_place(quote.leerplaats)
    if not quote.position:
        raise PageFull
    quote.save(update_fields=["position"])
    _record("quote_shown", quote, by)


@transaction.atomic
def hide_quote(*, quote, by):
    """Take a quote off the page; it stays approved."""
    quote = _locked(quote)
    if quote.position:
        _leave_page(quote)
        quote.save(update_fields=["position"])
        _record("quote_hidden", quote, by)


@transaction.atomic
def move_quote(*, quote, step, by):
    """Put a quote one place up (-1) or down (1) on the page; at the end nothing happens."""
    quote = _locked(quote)
    shown = list(Quote.objects.filter(leerplaats=quote.leerplaats_id).shown())
    target = quote.position + step
    if not quote.position or not 1 <= target <= len(shown):
        return False
    other, place = shown[target - 1], quote.position
    Quote.objects.filter(pk=quote.pk).update(position=0)  # two never have one place, not even for a moment
    Quote.objects.filter(pk=other.pk).update(position=place)
    Quote.objects.filter(pk=quote.pk).update(position=target)
    _record("quote_moved", quote, by, to=target)
    return True


@transaction.atomic
def withdraw_quote(*, quote, by):
    """The student takes the own words back: the row goes, the log keeps only that there was one."""
    quote = _locked(quote)
    _leave_page(quote)
    _record("quote_withdrawn", quote, by)
    quote.delete()


def _lock(leerplaats):
    Leerplaats.objects.select_for_update(no_key=True).get(pk=leerplaats.pk)


def _locked(quote):
    """The quote as it is stored now; nobody else changes a quote of its leerplaats meanwhile."""
    _lock(quote.leerplaats)
    return Quote.objects.select_related("leerplaats").get(pk=quote.pk)


def _free_place(leerplaats):
    """The first place after those that are taken, or 0 when the page is full."""
    taken = Quote.objects.filter(leerplaats=leerplaats).shown().count()
    return taken + 1 if taken < MOST_SHOWN else 0


def _leave_page(quote):
    """Take its place away and let those below it move up."""
    if not quote.position:
        return
    below = Quote.objects.filter(leerplaats=quote.leerplaats_id, position__gt=quote.position).shown()
    Quote.objects.filter(pk=quote.pk).update(position=0)
    quote.position = 0
    for other in below:
        other.position -= 1
        other.save(update_fields=["position"])


def _record(what, quote, by, **detail):
    AuditEvent.record(
        what, quote, by=by, institution=quote.leerplaats.institution, leerplaats=quote.leerplaats_id, **detail
    )
