"""How long each kind of data is kept: one table, for the register, the page of a student and whoever erases."""

import calendar
from datetime import date

from django.db.models import TextChoices

MONTHS_AFTER_THE_STAGE = 6
DAYS_WITHOUT_A_PLACE = 28
MONTHS_IN_THE_LOG = 12


class Term(TextChoices):
    """Until when something is kept; the labels stand in the public register."""

    CODE = "code", "15 minuten"
    LINK = "link", "tot 4 weken na de stage, zonder stage 60 dagen"
    HELP = "help", "tot 90 dagen na de laatste stap"
    PRINT = "print", "zolang het bestand klaarstaat, ten hoogste 30 dagen"
    LOG = "log", f"{MONTHS_IN_THE_LOG} maanden, of zolang de instelling kiest"
    STUDENT = (
        "student",
        (
            f"tot {MONTHS_AFTER_THE_STAGE} maanden na de laatste stage, zonder plek 4 weken na de start, "
            "of zolang de instelling kiest"
        ),
    )
    CHOICE = "choice", "tot je het intrekt, en ten hoogste tot je andere gegevens weg zijn"
    STAFF = "staff", "zolang iemand hier een rol heeft, en daarna 6 maanden"
    PLACE = "place", "zolang de leerplaats bestaat"
    ORGANISATION = "organisation", "zolang de instelling of school meedoet"
    PERIOD = "period", "tot 24 maanden na de periode"
    REGION = "region", "zolang de regio het gebruikt"


def months_later(day, months):
    """The same day of the month so many months later; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
