"""Who reads what a school agreed, and how it stands on a page."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from onboarding.actions.agreements import WRITTEN
from onboarding.models import Placement
from profiles.models import ProgrammeAgreement


@dataclass(frozen=True)
class Said:
    """One subject of the agreements with its text."""

    label: str
    text: str


def readable_agreements(identity):
    """The agreements of schools and opleidingen of which this person has students (or is one)."""
    theirs = Placement.objects.visible_to(identity).active()
    of_this = theirs.filter(school=OuterRef("school"), request__programme=OuterRef("programme"))
    rows = ProgrammeAgreement.objects.filter(Exists(of_this)).select_related("school", "programme")
    return rows.order_by("school__name", "programme__level", "programme__name")


def agreement_of(placement):
    """What the school of a student agreed about the opleiding; None when it wrote nothing yet."""
    rows = ProgrammeAgreement.objects.filter(school=placement.school_id, programme=placement.request.programme_id)
    return rows.select_related("school", "programme").first()


def said(agreement):
    """The subjects the school wrote something about, in the order of the form."""
    if agreement is None:
        return []
    fields = [(ProgrammeAgreement._meta.get_field(name).verbose_name, getattr(agreement, name)) for name in WRITTEN]
    return [Said(label, text) for label, text in fields if text]
