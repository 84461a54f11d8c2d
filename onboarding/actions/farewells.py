"""The goodbye of a stage: the estafette, staying in touch, and thanks."""

from django.db import transaction
from django.utils import timezone

from onboarding.actions.buddies import offer
from onboarding.enums import StayWish
from onboarding.models import Farewell, Placement
from profiles.actions.quotes import send_quote
from profiles.models import AuditEvent


class ThankedMeanwhile(Exception):
    """A colleague wrote thanks after this page was opened; `farewell` has them."""

    def __init__(self, farewell):
        super().__init__(str(farewell))
        self.farewell = farewell


@transaction.atomic
def pass_on(*, placement, texts, by):
    """Send what a student passes on, {kind: text}, to the leerplaats; returns the Quotes. Sent twice it is one text.

    The leerplaats approves each before anybody reads it. Raises EnoughSent.
    """
    farewell = _locked(placement)
    said = {
        "first_name": placement.student.given_name,
        "programme": placement.request.programme.name,
        "year": placement.request.year,
    }
    sent = [
        send_quote(leerplaats=placement.leerplaats, kind=kind, text=text, by=by, **said)
        for kind, text in texts.items()
        if text
    ]
    if sent and farewell.passed_on_at is None:
        farewell.passed_on_at = timezone.now()
        farewell.save(update_fields=["passed_on_at"])
    return sent


@transaction.atomic
def stay_in_touch(*, placement, wishes, email, today=None):
    """Keep for what a student may be written to after the stage, and at which address; nothing chosen erases it.

    The moment stays that of the first yes. Who wants to be a mentor is offered as one while the stage lasts.
    """
    farewell = _locked(placement)
    before = set(farewell.stays_for)
    farewell.stays_for = [one.value for one in StayWish if one.value in set(wishes)]
    farewell.contact_email = email if farewell.stays_for else ""
    farewell.stays_since = (farewell.stays_since or timezone.now()) if farewell.stays_for else None
    farewell.save(update_fields=["stays_for", "contact_email", "stays_since"])
    _offer_as_mentor(placement, before, set(farewell.stays_for), today or timezone.localdate())
    return farewell


def forget_wishes(*, farewell):
    """Take every yes back in one go, and erase the address; returns whether there was one."""
    had_any = bool(farewell.stays_for)
    stay_in_touch(placement=farewell.placement, wishes=(), email="")
    return had_any


@transaction.atomic
def thank(*, placement, text, by, seen):
    """Keep a few words of thanks for the student; `seen` is the text that stood on the page of who writes.

    The same text twice is stored once. Raises ThankedMeanwhile when a colleague wrote something else since.
    """
    farewell = _locked(placement)
    if farewell.thanks == text:
        return farewell
    if farewell.thanks != seen:
        raise ThankedMeanwhile(farewell)
    farewell.thanks = text
    farewell.thanked_by, farewell.thanked_at = (by, timezone.now()) if text else (None, None)
    farewell.save(update_fields=["thanks", "thanked_by", "thanked_at"])
    AuditEvent.record("placement.thanked", placement, by=by, institution=placement.institution)
    return farewell


def _locked(placement):
    """The Farewell of a stage, made when there is none; nobody else changes it meanwhile."""
    Placement.objects.select_for_update(no_key=True).get(pk=placement.pk)
    return Farewell.objects.get_or_create(placement=placement, defaults={"institution_id": placement.institution_id})[0]


def _offer_as_mentor(placement, before, after, today):
    if not placement.starts_on <= today <= placement.ends_on:
        return
    if (StayWish.MENTOR in after) != (StayWish.MENTOR in before):
        offer(placement=placement, is_willing=StayWish.MENTOR in after)
