"""The rows that exist without any student."""

from profiles.models.audit import AuditEvent
from profiles.models.leerplaatsen import Leerplaats
from profiles.models.leerplaatsprofielen import Leerplaatsprofiel, Photo, ProfileVersion
from profiles.models.organisations import Institution, Location, School
from profiles.models.people import Membership, User
from profiles.models.places import Period, PlaceOffer, Programme

__all__ = [
    "AuditEvent",
    "Institution",
    "Leerplaats",
    "Leerplaatsprofiel",
    "Location",
    "Membership",
    "Period",
    "Photo",
    "PlaceOffer",
    "ProfileVersion",
    "Programme",
    "School",
    "User",
]
