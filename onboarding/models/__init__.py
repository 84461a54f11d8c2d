"""The rows of what happens to students."""

from onboarding.models.answers import AnswerBag, SpentMark
from onboarding.models.bags import StageBag
from onboarding.models.buddies import Buddy, PairTalk
from onboarding.models.calendars import CalendarFeed, RosterShift
from onboarding.models.cards import DiceThrow, PlayCard
from onboarding.models.confirming import ConfirmBatch
from onboarding.models.farewells import EarlyStop, Farewell
from onboarding.models.links import PersonalLink
from onboarding.models.looking import FileLook
from onboarding.models.matching import MatchRun, MatchSeason, PlaceQuestion, Proposal
from onboarding.models.meetings import IntroGuest, IntroMeeting, IntroStep
from onboarding.models.messages import Message
from onboarding.models.placements import Placement, Task
from onboarding.models.prints import PrintJob, PrintPart
from onboarding.models.questions import QuestionReply, StudentQuestion
from onboarding.models.retention import EarlyRemoval, RealisedStage, Removal, RetentionTerm
from onboarding.models.stage_plans import PlanLine, PlanVersion, Priority, StagePlan
from onboarding.models.students import PlacementRequest, SchoolLayout, Student, StudentImport, Wish
from onboarding.models.talks import Talk, TalkAgreement, TalkMove
from onboarding.models.telling import Announcement, ProfileShown
from onboarding.models.worklists import TaskChange, WorkList, WorkListCode

__all__ = [
    "Announcement",
    "AnswerBag",
    "Buddy",
    "CalendarFeed",
    "ConfirmBatch",
    "DiceThrow",
    "EarlyRemoval",
    "EarlyStop",
    "Farewell",
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
    "PlanLine",
    "PlanVersion",
    "PlayCard",
    "PrintJob",
    "PrintPart",
    "Priority",
    "ProfileShown",
    "Proposal",
    "QuestionReply",
    "RealisedStage",
    "Removal",
    "RetentionTerm",
    "RosterShift",
    "SchoolLayout",
    "SpentMark",
    "StageBag",
    "StagePlan",
    "Student",
    "StudentImport",
    "StudentQuestion",
    "Talk",
    "TalkAgreement",
    "TalkMove",
    "Task",
    "TaskChange",
    "Wish",
    "WorkList",
    "WorkListCode",
]
