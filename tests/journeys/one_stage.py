"""One student with a place on De Kade, for journeys that follow a stage while the clock goes on."""

from datetime import date

from django.core import mail
from django.db.models import Q
from django.utils import timezone

from onboarding.actions.messages import send
from onboarding.enums import MessageStatus, ProposalStatus
from onboarding.models import Message
from profiles.models import Period, Programme
from tests.factories import ANSWERS, PlaceOfferFactory, ProfileVersionFactory, ProposalFactory

NOOR = "noor@student.example"
SHIFTS = {"shifts": ["Vroege dienst: van 7.30 tot 16.00 uur"]}


def prepare(region, **asked):
    """De Kade is online, and Noor has a place that is fixed; returns that Proposal. `asked` is of her request."""
    version = ProfileVersionFactory(leerplaats=region.de_kade, answers={**ANSWERS, **SHIFTS})
    profile = region.de_kade.profile
    profile.published, profile.answers = version, version.answers
    profile.save()
    offer = PlaceOfferFactory(
        leerplaats=region.de_kade,
        period=Period.objects.get(),
        programme=Programme.objects.get(name="Mbo-Verpleegkundige"),
        year=2,
    )
    return ProposalFactory(
        offer=offer,
        status=ProposalStatus.LOCKED,
        request__starts_on=date(2027, 2, 1),
        request__ends_on=date(2027, 6, 25),
        request__weekdays=[0, 1, 2, 3, 4],
        request__student__given_name="Noor",
        request__student__last_name="Adams",
        request__student__email=NOOR,
        **{f"request__{name}": value for name, value in asked.items()},
    )


def delivered():
    """Send what it is time for, as the worker does; the mails to the student, oldest first."""
    due = Q(send_after=None) | Q(send_after__lte=timezone.now())
    for key in Message.objects.filter(due, status=MessageStatus.QUEUED).order_by("pk").values_list("pk", flat=True):
        send(key)
    return [sent for sent in mail.outbox if sent.to == [NOOR]]


def no_axe(page, name):
    """Axe is a script itself: where none may run, it would wait for ever."""
