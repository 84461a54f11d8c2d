"""The rows of what happens to students."""

from onboarding.models.buddies import Buddy, PairTalk
from onboarding.models.calendars import CalendarFeed, RosterShift
from onboarding.models.cards import DiceThrow, PlayCard
from onboarding.models.confirming import ConfirmBatch
from onboarding.models.links import PersonalLink
from onboarding.models.looking import FileLook
from onboarding.models.matching import MatchRun, MatchSeason, PlaceQuestion, Proposal
from onboarding.models.meetings import IntroGuest, IntroMeeting, IntroStep
from onboarding.models.messages import Message
from onboarding.models.placements import Placement, Task
from onboarding.models.prints import PrintJob, PrintPart
from onboarding.models.questions import QuestionReply, StudentQuestion
from onboarding.models.students import PlacementRequest, SchoolLayout, Student, StudentImport, Wish
from onboarding.models.telling import Announcement, ProfileShown
from onboarding.models.worklists import TaskChange, WorkList, WorkListCode

__all__ = [
    "Announcement",
    "Buddy",
    "CalendarFeed",
    "ConfirmBatch",
    "DiceThrow",
    "FileLook",
    "IntroGuest",
    "IntroMeeting",
    "IntroStep",
    "MatchRun",
    "MatchSeason",
    "Message",
    "PairTalk",
    "PersonalLink",
    "PlaceQuestion",
    "Placement",
    "PlacementRequest",
    "PlayCard",
    "PrintJob",
    "PrintPart",
    "ProfileShown",
    "Proposal",
    "QuestionReply",
    "RosterShift",
    "SchoolLayout",
    "Student",
    "StudentImport",
    "StudentQuestion",
    "Task",
    "TaskChange",
    "Wish",
    "WorkList",
    "WorkListCode",
]
