"""The rows of what happens to students."""

from onboarding.models.buddies import Buddy
from onboarding.models.cards import DiceThrow, PlayCard
from onboarding.models.confirming import ConfirmBatch
from onboarding.models.links import PersonalLink
from onboarding.models.matching import MatchRun, MatchSeason, PlaceQuestion, Proposal
from onboarding.models.messages import Message
from onboarding.models.placements import Placement, Task
from onboarding.models.prints import PrintJob, PrintPart
from onboarding.models.students import PlacementRequest, SchoolLayout, Student, StudentImport, Wish
from onboarding.models.telling import Announcement, ProfileShown

__all__ = [
    "Announcement",
    "Buddy",
    "ConfirmBatch",
    "DiceThrow",
    "MatchRun",
    "MatchSeason",
    "Message",
    "PersonalLink",
    "PlaceQuestion",
    "Placement",
    "PlacementRequest",
    "PlayCard",
    "PrintJob",
    "PrintPart",
    "ProfileShown",
    "Proposal",
    "SchoolLayout",
    "Student",
    "StudentImport",
    "Task",
    "Wish",
]
