"""Which parts of a profile somebody must look at again: because of their age, or because a student said so.

Ages count from the last check of a part, and without one from the version that is online. Only what is online
and answered can become old: about an empty part there is nothing to be wrong.
"""

import calendar
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from profiles.dutch import count, long_date
from profiles.models import ErrorReport, Leerplaats, Leerplaatsprofiel, PartCheck
from profiles.questions import PARTS, is_answered

OPEN_REPORTS = Prefetch(
    "leerplaats__error_reports",
    queryset=ErrorReport.objects.filter(resolved_at__isnull=True),
    to_attr="open_reports",
)


@dataclass(frozen=True)
class StalePart:
    """A part to look at: since when it stands unchecked, and what students reported. One of both is enough."""

    part: object
    since: datetime
    check: PartCheck | None
    is_old: bool
    reports: tuple

    @property
    def hint(self):
        """Why, in a sentence or two, for the task list."""
        old = f"Langer dan {months_words()} niet nagekeken." if self.is_old else ""
        said = " ".join(f"Een student meldt: ‘{report.text}’" for report in self.reports)
        return f"{said} {old}".strip()


def stale_parts(profile, checks, reports, now):
    """The parts of `profile` to look at again, in order, as StalePart.

    `checks` are its PartCheck rows, `reports` its open ErrorReport rows, newest first. A part with a report is
    always there, also when it was checked yesterday. Nothing is stale in a profile that is not online.
    """
    if profile.published is None:
        return []
    checked = {check.part: check for check in checks}
    oldest = months_before(now, settings.CHECK_AFTER_MONTHS)
    found = []
    for part in PARTS:
        check = checked.get(part.key)
        since = check.checked_at if check else profile.published.published_at
        told = tuple(report for report in reports if report.part == part.key)
        is_old = since <= oldest and has_answers(part, profile.published.answers)
        if is_old or told:
            found.append(StalePart(part, since, check, is_old, told))
    return found


def has_answers(part, answers):
    """Whether any question of `part` is answered."""
    return any(is_answered(answers.get(question.key)) for question in part.questions)


def months_before(moment, months):
    """The same time of day, that many months earlier; 31 August minus six months is the last day of February."""
    month_count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(month_count, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last_day))


def months_words():
    """ "6 maanden": the age at which a part is old."""
    return count(settings.CHECK_AFTER_MONTHS, "maand", "maanden")


def check_words(check):
    """ "Gecontroleerd op 3 december 2025 door Joost." for a PartCheck."""
    who = f" door {check.checked_by.first_name}" if check.checked_by else ""
    return f"Gecontroleerd op {long_date(check.checked_at)}{who}."


@dataclass(frozen=True)
class StaleProfile:
    """A leerplaats with parts to look at, for a list."""

    leerplaats: Leerplaats
    parts: tuple

    @property
    def sentence(self):
        """ "3 delen van De Kade zijn ouder dan 6 maanden. Een student meldt een fout."; without its last stop."""
        return stale_sentence(self.leerplaats.name, self.parts)


def stale_sentence(name, parts):
    """What is the matter with the profile of `name`, in one sentence."""
    old = sum(part.is_old for part in parts)
    told = sum(len(part.reports) for part in parts)
    reported = f"{count(told, 'melding', 'meldingen')} van studenten"
    if not old:
        return f"Over {name} {'is' if told == 1 else 'zijn'} {reported}"
    aged = f"{count(old, 'deel', 'delen')} van {name} {'is' if old == 1 else 'zijn'} ouder dan {months_words()}"
    return f"{aged} en er {'is' if told == 1 else 'zijn'} {reported}" if told else aged


def stale_profiles(leerplaatsen, now=None):
    """Those of the queryset `leerplaatsen` that need a look, in order of name, as StaleProfile. Three queries."""
    now = now or timezone.now()
    profiles = (
        Leerplaatsprofiel.objects.filter(candidates("", now), leerplaats__in=leerplaatsen.in_use())
        .select_related("leerplaats", "published")
        .prefetch_related("checks", OPEN_REPORTS)
        .order_by("leerplaats__sort_name", "leerplaats_id")
    )
    return [
        StaleProfile(profile.leerplaats, tuple(parts)) for profile in profiles if (parts := stale_now(profile, now))
    ]


def stale_now(profile, now=None):
    """The stale parts of one stored profile; two queries when its checks and reports are not at hand."""
    reports = getattr(profile.leerplaats, "open_reports", None)
    if reports is None:
        reports = open_reports(profile.leerplaats)
    return stale_parts(profile, profile.checks.all(), reports, now or timezone.now())


@dataclass(frozen=True)
class Upkeep:
    """How one profile is kept: its stale parts, and per part key when and by whom it was checked, in words."""

    stale: tuple
    checked: dict

    def of(self, part):
        """The StalePart of `part`, or None when there is nothing to look at."""
        return next((row for row in self.stale if row.part == part), None)

    def sentence(self, name):
        """What is the matter with the profile of `name`; an empty text when nothing is."""
        return f"{stale_sentence(name, self.stale)}." if self.stale else ""


def upkeep_of(profile):
    """The Upkeep of one profile, in two queries; empty for one that was never stored."""
    if profile.pk is None:
        return Upkeep((), {})
    checks = list(profile.checks.select_related("checked_by"))
    stale = stale_parts(profile, checks, open_reports(profile.leerplaats), timezone.now())
    return Upkeep(tuple(stale), {check.part: check_words(check) for check in checks})


def open_reports(leerplaats):
    """What students reported and nobody solved, newest first."""
    return list(leerplaats.error_reports.filter(resolved_at__isnull=True))


def candidates(prefix, now):
    """The profiles that can have a stale part, as a filter: all others need not be read.

    `prefix` leads from the model of the query to the profile ("profile__" from a leerplaats).
    """
    oldest = months_before(now, settings.CHECK_AFTER_MONTHS)
    checks = PartCheck.objects.filter(checked_at__lte=oldest).values("profile")
    reported = ErrorReport.objects.filter(resolved_at__isnull=True).values("leerplaats__profile")
    return Q(**{f"{prefix}published__isnull": False}) & (
        Q(**{f"{prefix}pk__in": checks})
        | Q(**{f"{prefix}pk__in": reported})
        | Q(**{f"{prefix}published__published_at__lte": oldest})
    )


def stale_count(now=None):
    """How many profiles of an institution need a look, as an annotation of Institution: nothing is read for it."""
    oldest = months_before(now or timezone.now(), settings.CHECK_AFTER_MONTHS)
    old = PartCheck.objects.filter(checked_at__lte=oldest).values("profile")
    reported = ErrorReport.objects.filter(resolved_at__isnull=True).values("leerplaats__profile")
    never = Q(checks__isnull=True, published__published_at__lte=oldest)
    rows = (
        Leerplaatsprofiel.objects.filter(
            Q(pk__in=old) | Q(pk__in=reported) | never,
            institution=OuterRef("pk"),
            published__isnull=False,
            leerplaats__archived_at__isnull=True,
        )
        .order_by()
        .values("institution")
        .annotate(number=Count("pk", distinct=True))
    )
    return Coalesce(Subquery(rows.values("number")), 0)
