"""Stored values in English, labels in Dutch, for blank documents."""

from enum import StrEnum

from django.db.models import TextChoices


class TemplateFormat(StrEnum):
    """Keys of the formats that the code itself names; toolbox.formats has the whole table, with their labels."""

    STARTLIJST = "startlijst"
    INTRODUCTION_CHECKLIST = "introduction_checklist"
    INWERKDOCUMENT = "inwerkdocument"
    OFFBOARDING_CHECKLIST = "offboarding_checklist"
    BINGOKAART = "bingokaart"
    STRIPPENKAART = "strippenkaart"
    VRAGENDOBBELSTEEN = "vragendobbelsteen"


class Answer(TextChoices):
    """How a question of a questionnaire is answered."""

    SCALE = "scale", "Schaal van helemaal niet tot helemaal wel"
    MARK = "mark", "Cijfer van 1 tot en met 10"
    CHOICE = "choice", "Eén antwoord kiezen"
    OPEN = "open", "In eigen woorden"


class CheckAnswer(TextChoices):
    """How a team answers a line of the checklist zorginstelling."""

    YES = "yes", "Ja"
    PARTLY = "partly", "Deels"
    NO = "no", "Nee"
    UNKNOWN = "unknown", "Weet ik nog niet"


class Level(TextChoices):
    """Whose version of a format it is."""

    REGION = "region", "Regio"
    INSTITUTION = "institution", "Instelling"
    LEERPLAATS = "leerplaats", "Leerplaats"


class Owner(TextChoices):
    """Who does an item."""

    STUDENT = "student", "Student"
    WERKBEGELEIDER = "werkbegeleider", "Werkbegeleider"
    PRAKTIJKOPLEIDER = "praktijkopleider", "Praktijkopleider"
    COORDINATOR = "coordinator", "Stagecoördinator"
    MANAGER = "manager", "Leidinggevende"
    ICT = "ict", "ICT"
    CLOTHING = "clothing", "Kleding"
    RECEPTION = "reception", "Balie"
    SAFETY = "safety", "Bhv en hygiëne"
    SENIOR_STUDENT = "senior_student", "Ouderejaars student"
    SYSTEM = "system", "Gaat vanzelf"


class Signal(TextChoices):
    """A fact that the portal sees by itself, so that nobody needs to tick the item."""

    CONFIRMED = "confirmed", "De stage is bevestigd"
    MAIL_SENT = "mail_sent", "De startmail is verstuurd"
    SUPERVISOR_KNOWN = "supervisor_known", "De werkbegeleider is bekend"
    PAGE_SEEN = "page_seen", "De student heeft de pagina gezien"
    ROSTER_KNOWN = "roster_known", "Het rooster van de eerste twee weken staat in het portaal"
    INTRODUCTION_PLANNED = "intro_planned", "De introductie is gepland"
    INVITED = "intro_invited", "De student is uitgenodigd voor de introductie"


# It may be arranged outside the portal: then somebody ticks it.
ALSO_BY_HAND = (Signal.ROSTER_KNOWN, Signal.INTRODUCTION_PLANNED, Signal.INVITED)


class Effort(TextChoices):
    """How much time an idea of the inspiratiebox takes at most: the longest time that its words name."""

    MINUTES = "minutes", "Tot een kwartier"
    HOUR = "hour", "Tot een uur"
    HALF_DAY = "half_day", "Tot een halve dag"
    MORE = "more", "Meer dan een halve dag"


class Goal(TextChoices):
    """What an idea of the inspiratiebox is good for: the goals of the regional toolbox."""

    WELCOME = "welcome", "De student voelt zich welkom"
    EXPECTATIONS = "expectations", "Jullie weten wat je van elkaar verwacht"
    ROLE = "role", "Rol en taken zijn duidelijk"
    SMOOTH_START = "smooth_start", "De start gaat soepel"
    RELIEF = "relief", "Het team heeft er minder werk aan"
    FOCUS = "focus", "De student weet waar het om gaat"
    PREPARED = "prepared", "De student komt goed voorbereid"
    STAY = "stay", "De student wil blijven"


class Moment(TextChoices):
    """When in the stage an idea is used."""

    BEFORE = "before", "Voor de start"
    FIRST_DAY = "first_day", "Eerste dag"
    FIRST_WEEK = "first_week", "Eerste week"
    FIRST_MONTH = "first_month", "Eerste maand"
    WHOLE_STAGE = "whole_stage", "De hele stage"
    END = "end", "Einde van de stage"


class Medium(TextChoices):
    """With what an idea is done."""

    PAPER = "paper", "Op papier"
    PHONE = "phone", "Op de telefoon"
    TALK = "talk", "In een gesprek"


class PreparationKind(TextChoices):
    """What a step of the preparation at school or centrally is."""

    LESSON = "lesson", "Les of bijeenkomst"
    DOCUMENT = "document", "Document van de student"
    MESSAGE = "message", "Informatie die iemand stuurt"
    TALK = "talk", "Gesprek"
    OTHER = "other", "Iets anders"
