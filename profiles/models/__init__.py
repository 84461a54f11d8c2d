"""The rows that exist without any student."""

from profiles.models.acts import Act, ActRule
from profiles.models.audit import AuditEvent
from profiles.models.consents import Consent, Portrait
from profiles.models.contributions import Contribution
from profiles.models.films import Film
from profiles.models.geography import PostcodeArea
from profiles.models.glossary import GlossaryTerm
from profiles.models.improvements import Improvement
from profiles.models.leerplaatsen import Leerplaats
from profiles.models.leerplaatsprofielen import Leerplaatsprofiel, Photo, ProfileVersion
from profiles.models.organisations import Institution, Location, School, SchoolHoliday
from profiles.models.people import Membership, User
from profiles.models.places import (
    ClosedWeeks,
    HeldPlaces,
    Period,
    PlaceLimit,
    PlaceOffer,
    Programme,
    ProgrammeAgreement,
    SchoolDemand,
    SupervisionRule,
)
from profiles.models.quotes import Quote
from profiles.models.shared_answers import Requirement, SharedAnswers
from profiles.models.upkeep import ErrorReport, PartCheck, PartWork

__all__ = [
    "Act",
    "ActRule",
    "AuditEvent",
    "ClosedWeeks",
    "Consent",
    "Contribution",
    "ErrorReport",
    "Film",
    "GlossaryTerm",
    "HeldPlaces",
    "Improvement",
    "Institution",
    "Leerplaats",
    "Leerplaatsprofiel",
    "Location",
    "Membership",
    "PartCheck",
    "PartWork",
    "Period",
    "Photo",
    "PlaceLimit",
    "PlaceOffer",
    "Portrait",
    "PostcodeArea",
    "ProfileVersion",
    "Programme",
    "ProgrammeAgreement",
    "Quote",
    "Requirement",
    "School",
    "SchoolDemand",
    "SchoolHoliday",
    "SharedAnswers",
    "SupervisionRule",
    "User",
]
