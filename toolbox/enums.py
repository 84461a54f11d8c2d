"""Stored values in English, labels in Dutch, for blank documents."""

from django.db.models import TextChoices


class TemplateFormat(TextChoices):
    """The formats made of sections and items."""

    STARTLIJST = "startlijst", "Klaar voor de start"
    INTRODUCTION_CHECKLIST = "introduction_checklist", "Checklist introductiebijeenkomst"
    INWERKDOCUMENT = "inwerkdocument", "Inwerkdocument"


class Level(TextChoices):
    """Whose version of a format it is."""

    REGION = "region", "Regio"
    INSTITUTION = "institution", "Instelling"


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
