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
    UNDONE = "undone", "Ongedaan gemaakt"


class WishKind(TextChoices):
    """What a line of wishes says about a leerplaats, a kind of care or a town."""

    WISH = "wish", "Daar wil ik graag heen"
    NOT = "not", "Daar liever niet"
    BEEN = "been", "Daar was ik al"


class CancelReason(TextChoices):
    """Why a stage or a request lapses, in the general words that everybody may read."""

    STUDENT = "student", "De student ziet ervan af"
    SCHOOL = "school", "De school trok de aanvraag in"
    LEERPLAATS = "leerplaats", "De leerplaats kan niet meer"
    OTHER_PLACE = "other_place", "De student heeft een andere plek"
    TERMS = "terms", "De plek, de dagen of de datum kloppen niet"
    MISTAKE = "mistake", "Het was een vergissing"
    OTHER = "other", "Iets anders"


class Refusal(TextChoices):
    """Why a koppeling could not be confirmed, or a stage not be moved."""

    FULL = "full", "De laatste plek was al weg"
    HELD = "held", "De plekken die over zijn, houd je vrij"
    LIMIT = "limit", "Er zijn dan te veel studenten tegelijk"
    BUSY = "busy", "De student heeft dan al een andere stage"
    WITHDRAWN = "withdrawn", "De aanvraag is ingetrokken"
    RULE = "rule", "De plek past niet bij de student"


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


class RunStatus(TextChoices):
    """Where a run of the matching stands. A draft changes nothing until somebody takes it over."""

    QUEUED = "queued", "In de rij"
    MAKING = "making", "Bezig"
    DRAFT = "draft", "Nog niet overgenomen"
    TAKEN = "taken", "Overgenomen"
    DROPPED = "dropped", "Niet overgenomen"
    FAILED = "failed", "Niet gelukt"


class PlaceAnswer(TextChoices):
    """What a leerplaats says to the question whether this student can come."""

    ASKED = "asked", "Gevraagd"
    ACCEPTED = "accepted", "Akkoord"
    DECLINED = "declined", "Kan niet"
    WITHDRAWN = "withdrawn", "Niet meer nodig"


class DeclineReason(TextChoices):
    """Why a leerplaats cannot take a student: about the place, never about the person."""

    FULL = "full", "Er zijn al genoeg studenten in die weken"
    SUPERVISION = "supervision", "Er is niemand die kan begeleiden"
    DAYS = "days", "De dagen of diensten passen niet"
    CLOSED = "closed", "De leerplaats is dan dicht of verhuist"
    OTHER = "other", "Iets anders over de plek"


class RequestStep(TextChoices):
    """How far a request is. What happens before a place is agreed is the business of the institution.

    A school reads DELIVERED or SEARCHING there; the institution reads the steps from NEW to ACCEPTED.
    """

    DELIVERED = "delivered", "Aangeleverd"
    SEARCHING = "searching", "De instelling zoekt een plek"
    NEW = "new", "Nog niet in een voorstel"
    WITHOUT = "without", "Geen plek gevonden"
    PROPOSED = "proposed", "Voorstel"
    LOCKED = "locked", "Vastgezet"
    ASKED = "asked", "Gevraagd aan de leerplaats"
    ACCEPTED = "accepted", "Leerplaats is akkoord"
    AGREED = "agreed", "Afgesproken"
    INFORMED = "informed", "Student weet het"
    REFUSED = "refused", "Student zei: ik kan niet"
    COMING = "coming", "Student komt"
    STARTED = "started", "Gestart"
    FINISHED = "finished", "Klaar met de stage"
    STOPPED = "stopped", "Eerder gestopt"
    LAPSED = "lapsed", "Plek vervallen"
    WITHDRAWN = "withdrawn", "Teruggetrokken"


class LogGroup(TextChoices):
    """What a line of the log is about."""

    MATCHING = "koppelen", "Koppelen"
    STAGES = "stages", "Stages"
    PLACES = "plekken", "Plekken"
    LISTS = "aanleveren", "Aanleveren en wensen"
    SCHOOLS = "scholen", "Afspraken en vraag van scholen"
    PROFILES = "profielen", "Leerplaatsen en profielen"
    PAPERS = "sjablonen", "Sjablonen en checklists"
    PEOPLE = "mensen", "Mensen en toegang"


class MessageStatus(TextChoices):
    """Where a mail stands."""

    QUEUED = "queued", "Klaar om te versturen"
    SENDING = "sending", "Wordt verstuurd"
    SENT = "sent", "Verstuurd"
    FAILED = "failed", "Niet gelukt"
    STOPPED = "stopped", "Gestopt: het klopte niet meer"


class PrintStatus(TextChoices):
    """Where a print job stands."""

    QUEUED = "queued", "In de rij"
    MAKING = "making", "Bezig"
    READY = "ready", "Klaar"
    FAILED = "failed", "Niet gelukt"
    CANCELLED = "cancelled", "Gestopt"


class AskedRole(TextChoices):
    """Whom a student asks something: a role, so that there is always somebody who reads it."""

    WERKBEGELEIDER = "werkbegeleider", "Mijn werkbegeleider"
    PRAKTIJKOPLEIDER = "praktijkopleider", "De praktijkopleider"
    COORDINATOR = "coordinator", "De stagecoördinator"
    SCHOOL = "school", "Het stagebureau van mijn school"


class MessageKind(TextChoices):
    """What a mail is about, as people who look after mails read it."""

    START = "start", "De stageplek is bekend"
    TWO_WEEKS = "two_weeks", "Twee weken voor de start"
    THREE_DAYS = "three_days", "Drie dagen voor de start"
    CHANGE = "change", "Er is iets veranderd"
    INVITATION = "invitation", "Uitnodiging"
    QUESTION = "question", "Vraag of antwoord"
    WISHES = "wishes", "Wensen geven"
    PLAN = "plan", "Planningsvoorstel"
    SURVEY = "survey", "Vragenlijst"
    REVIEW = "review", "Terugkijken met het team"
    STAFF = "staff", "Voor collega's"
    CODE = "code", "Code om binnen te komen"
    OTHER = "other", "Iets anders"


class TaskProgress(TextChoices):
    """How far an open task is, when somebody said so."""

    BEGUN = "begun", "Aangevraagd of begonnen"
    COVERED = "covered", "Lukt niet, we vangen het op"


class DayKind(TextChoices):
    """What is said about one day of a stage, against what its weekdays say."""

    OFF = "off", "Vrij"
    EXTRA = "extra", "Extra dag"
    NORMAL = "normal", "Zoals de vaste dagen"


class LearningWay(TextChoices):
    """The leerweg of an opleiding, as schools write it and the Stagefonds counts it."""

    BOL = "bol", "bol"
    BBL = "bbl", "bbl"
    FULL_TIME = "voltijd", "voltijd"
    PART_TIME = "deeltijd", "deeltijd"
    DUAL = "duaal", "duaal"


class TalkKind(TextChoices):
    """The fixed contact moments of a stage."""

    ACQUAINT = "acquaint", "Kennismaking"
    START = "start", "Startgesprek"
    WEEKLY = "weekly", "Weekgesprek"
    HALFWAY = "halfway", "Tussengesprek"
    FINAL = "final", "Eindgesprek"


class MoveReason(TextChoices):
    """Why a talk got another day: in general words, nothing about a person."""

    BUSY = "busy", "Het was te druk"
    AWAY = "away", "Een van ons was er niet"
    ROSTER = "roster", "Het rooster is veranderd"
    DATES = "dates", "De data van de stage zijn veranderd"
    OTHER = "other", "Iets anders"


class PlanStatus(TextChoices):
    """Where a planningsvoorstel stands."""

    DRAFT = "draft", "De student schrijft"
    PROPOSED = "proposed", "Voorgesteld"
    FINAL = "final", "Samen vastgesteld"


class PlanLineKind(TextChoices):
    """What a line of a planningsvoorstel is."""

    GOAL = "goal", "Leerdoel"
    ASSIGNMENT = "assignment", "Opdracht"
    TALK = "talk", "Gesprek of feedback"
    OTHER = "other", "Iets anders"


class PriorityColumn(TextChoices):
    """The three columns of the list of prioriteiten."""

    NOW = "now", "Nu eerst"
    NEXT = "next", "Daarna"
    DONE = "done", "Klaar"


class SurveyKind(TextChoices):
    """The questionnaires whose answers are only counted."""

    DAY_1 = "day_1", "Na stagedag 1"
    DAY_5 = "day_5", "Na stagedag 5"
    DAY_15 = "day_15", "Na stagedag 15"
    INTRODUCTION = "introduction", "Over de introductie"
    STAGE = "stage", "Over de hele stage"
    TEAM = "team", "Van de begeleiders"
    STOPPED = "stopped", "Bij eerder stoppen"


class StageBagKind(TextChoices):
    """What is counted of stages that are over."""

    STAGE = "stage", "Afgeronde stages"
    STOP = "stop", "Waarom stages eerder stopten"


class StageFact(TextChoices):
    """A fact of a stage that is over, as it is counted."""

    NOTICE = "notice", "Hoelang van tevoren de stage rond was"
    GUIDE = "guide", "Drie weken van tevoren een werkbegeleider"
    READY = "ready", "Alles geregeld op de eerste dag"
    TALKS = "talks", "Alle vaste gesprekken gehouden"
    STOPPED = "stopped", "Eerder gestopt"
    RETURNS = "returns", "Komt terug of blijft"
    WHY = "why", "Waarom de stage eerder stopte"


class StayWish(TextChoices):
    """For what somebody may write to a student after the stage."""

    TOUCH = "touch", "Contact houden"
    SIDE_JOB = "side_job", "Een bijbaan"
    NEXT_STAGE = "next_stage", "Een volgende stage"
    MENTOR = "mentor", "Mentor zijn van een nieuwe student"
    WORK = "work", "Hier werken na de opleiding"


class StopReason(TextChoices):
    """Why a stage stops early: about the stage, never about health or a person."""

    STUDY = "study", "De student stopt met de opleiding of kiest een andere"
    OTHER_PLACE = "other_place", "De student gaat verder op een andere leerplaats"
    FIT = "fit", "De leerplaats en de student passen niet bij elkaar"
    GUIDANCE = "guidance", "Er was niet genoeg begeleiding"
    PRIVATE = "private", "Iets in het eigen leven van de student"
    UNSAID = "unsaid", "Dat zeggen we niet"


class RetentionKind(TextChoices):
    """The kinds of data with a term of their own."""

    NOT_PLACED = "not_placed", "Aanvragen van wie geen plek kreeg"
    STAGE = "stage", "Stages en wat erbij hoort"
    LISTS = "lists", "Lijsten van scholen"
    MAILS = "mails", "Verstuurde mails"
    LOG = "log", "Het logboek"
    ACCOUNTS = "accounts", "Accounts van wie hier geen rol meer heeft"
