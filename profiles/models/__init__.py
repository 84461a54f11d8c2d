"""The rows that exist without any student."""

from profiles.models.acts import Act, ActRule
from profiles.models.audit import AuditEvent
from profiles.models.contributions import Contribution
from profiles.models.films import Film
from profiles.models.geography import PostcodeArea
from profiles.models.glossary import GlossaryTerm
from profiles.models.leerplaatsen import Leerplaats
from profiles.models.leerplaatsprofielen import Leerplaatsprofiel, Photo, ProfileVersion
from profiles.models.organisations import Institution, Location, School
from profiles.models.people import Membership, User
from profiles.models.places import Period, PlaceOffer, Programme
from profiles.models.quotes import Quote
from profiles.models.shared_answers import Requirement, SharedAnswers
from profiles.models.upkeep import ErrorReport, PartCheck, PartWork

__all__ = [
    "Act",
    "ActRule",
    "AuditEvent",
    "Contribution",
    "ErrorReport",
    "Film",
    "GlossaryTerm",
    "Institution",
    "Leerplaats",
    "Leerplaatsprofiel",
    "Location",
    "Membership",
    "PartCheck",
    "PartWork",
    "Period",
    "Photo",
    "PlaceOffer",
    "PostcodeArea",
    "ProfileVersion",
    "Programme",
    "Quote",
    "Requirement",
    "School",
    "SharedAnswers",
    "User",
]
