"""Stored values in English, labels in Dutch, for what happens to a student."""

from django.db.models import IntegerChoices, TextChoices


class Weekday(IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, "maandag"
    TUESDAY = 1, "dinsdag"
    WEDNESDAY = 2, "woensdag"
    THURSDAY = 3, "donderdag"
    FRIDAY = 4, "vrijdag"
    SATURDAY = 5, "zaterdag"
    SUNDAY = 6, "zondag"


class ImportStatus(TextChoices):
    """How far a delivered list is."""

    CHECKING = "checking", "In controle"
    STORED = "stored", "Opgeslagen"


class PlacementStatus(TextChoices):
    """Where a stage stands. Started and finished follow from the dates and are not stored."""

    AGREED = "agreed", "Afgesproken"
    INFORMED = "informed", "De student weet het"
    CANCELLED = "cancelled", "Vervallen"


class ProposalStatus(TextChoices):
    """Where a proposed koppeling stands."""

    PROPOSED = "proposed", "Voorstel"
    LOCKED = "locked", "Vastgezet"
    CONFIRMED = "confirmed", "Bevestigd"


class MessageStatus(TextChoices):
    """Where a mail stands."""

    QUEUED = "queued", "Klaar om te versturen"
    SENDING = "sending", "Wordt verstuurd"
    SENT = "sent", "Verstuurd"
    FAILED = "failed", "Niet gelukt"


class PrintStatus(TextChoices):
    """Where a print job stands."""

    QUEUED = "queued", "In de rij"
    MAKING = "making", "Bezig"
    READY = "ready", "Klaar"
    FAILED = "failed", "Niet gelukt"
    CANCELLED = "cancelled", "Gestopt"
