"""Keeping a profile true: call a part right, report what is wrong, solve that, and who sees to it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from profiles.jobs import send_report_mail_job, send_upkeep_mail_job
from profiles.models import AuditEvent, ErrorReport, Leerplaats, Leerplaatsprofiel, PartCheck, User
from profiles.owners import owners_of
from profiles.upkeep import candidates, has_answers, months_before, stale_now

REPORTS_A_DAY = 5
DAY = timedelta(days=1)
UNDO = timedelta(days=30)


class TooManyReports(Exception):
    """This student reported REPORTS_A_DAY things in the last 24 hours."""


def _locked(leerplaats):
    # Without joins: after waiting for a lock PostgreSQL reads the locked row anew, but a joined row not.
    profile = Leerplaatsprofiel.objects.select_for_update().get(leerplaats=leerplaats)
    profile.leerplaats = leerplaats
    return profile


@transaction.atomic
def confirm_part(*, leerplaats, part, by):
    """Call a part that had become old right. Returns whether that changed anything: a second tap does not."""
    profile = _locked(leerplaats)
    if part not in [stale.part for stale in stale_now(profile) if stale.is_old]:
        return False
    check = profile.checks.filter(part=part.key).first()
    before = {"before_at": check and check.checked_at, "before_by": check and check.checked_by}
    _set_check(profile, part, by, can_undo=True, **before)
    AuditEvent.record("part_confirmed", leerplaats, by=by, institution=leerplaats.institution, part=part.key)
    return True


@transaction.atomic
def undo_confirmation(*, leerplaats, part, by):
    """Take one tap back: the part is as old as it was. Returns whether there was something to take back."""
    profile = _locked(leerplaats)
    check = undoable_checks(profile).filter(part=part.key).first()
    if check is None:
        return False
    if check.before_at:
        check.checked_at, check.checked_by = check.before_at, check.before_by
        check.can_undo, check.before_at, check.before_by = False, None, None
        check.save()
    else:
        check.delete()
    AuditEvent.record("part_confirmation_undone", leerplaats, by=by, institution=leerplaats.institution, part=part.key)
    return True


def undoable_checks(profile):
    """The parts somebody called right with one tap, and that can still be taken back; newest first."""
    since = timezone.now() - UNDO
    rows = profile.checks.filter(can_undo=True, checked_at__gt=since)
    return rows.select_related("checked_by").order_by("-checked_at")


def record_published(profile, parts, by):
    """Note that `by` put these parts online, so looked at them. Parts without an answer lose their check.

    `profile` is locked, and `profile.published` is what stands online now.
    """
    online = profile.published.answers
    for part in parts:
        if has_answers(part, online):
            _set_check(profile, part, by)
        else:
            profile.checks.filter(part=part.key).delete()


def _set_check(profile, part, by, *, can_undo=False, before_at=None, before_by=None):
    values = {
        "institution_id": profile.institution_id,
        "checked_at": timezone.now(),
        "checked_by": by,
        "can_undo": can_undo,
        "before_at": before_at,
        "before_by": before_by,
    }
    PartCheck.objects.update_or_create(profile=profile, part=part.key, defaults=values)


@transaction.atomic
def report_error(*, leerplaats, part, text, by):
    """A student says what is not right; who sees to the profile gets a mail. Raises TooManyReports.

    The same words about the same part, sent again while the report is open, make no second one.
    """
    User.objects.select_for_update().get(pk=by.pk)  # one at a time, so that counting is right
    same = {"leerplaats": leerplaats, "part": part.key, "text": text, "reported_by": by, "resolved_at": None}
    if known := ErrorReport.objects.filter(**same).first():
        return known
    if ErrorReport.objects.filter(reported_by=by, reported_at__gt=timezone.now() - DAY).count() >= REPORTS_A_DAY:
        raise TooManyReports
    report = ErrorReport.objects.create(institution_id=leerplaats.institution_id, **same)
    AuditEvent.record("error_reported", leerplaats, by=by, institution=leerplaats.institution, part=part.key)
    send_report_mail_job.defer(report_id=report.pk)
    return report


@transaction.atomic
def resolve_report(*, report, by):
    """Nothing is wrong there any more. Returns whether it still was open."""
    return _mark_report(report, by, "error_report_resolved", resolved_at=timezone.now(), resolved_by=by)


@transaction.atomic
def reopen_report(*, report, by):
    """It was not solved after all. Returns whether it was called solved."""
    return _mark_report(report, by, "error_report_reopened", resolved_at=None, resolved_by=None)


def _mark_report(report, by, what, **values):
    rows = ErrorReport.objects.filter(pk=report.pk, resolved_at__isnull=values["resolved_at"] is not None)
    if not rows.update(**values):
        return False
    leerplaats = report.leerplaats
    AuditEvent.record(what, leerplaats, by=by, institution=leerplaats.institution, report=report.pk, part=report.part)
    return True


def solved_reports(leerplaats):
    """The reports that were called solved, as long as that can be taken back; newest first."""
    since = timezone.now() - UNDO
    return leerplaats.error_reports.filter(resolved_at__gt=since).select_related("resolved_by").order_by("-resolved_at")


@transaction.atomic
def change_owner(*, leerplaats, owner, by):
    """From now on `owner` is asked whether the profile still holds."""
    profile = _locked(leerplaats)
    if profile.owner_id == owner.pk:
        return
    profile.owner = owner
    profile.save(update_fields=["owner"])
    AuditEvent.record("owner_changed", leerplaats, by=by, institution=leerplaats.institution, owner=owner.pk)


def remind_owners(now=None):
    """Ask each owner of a profile with old parts whether they still hold; returns how many mails that gave.

    At most one mail per profile per month. A profile without owner gives none: it stands on the overview.
    """
    now = now or timezone.now()
    due = Leerplaatsprofiel.objects.filter(candidates("", now), leerplaats__in=Leerplaats.objects.in_use())
    due = due.exclude(reminded_at__gt=months_before(now, 1))
    return sum(_remind(key, now) for key in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(profile_id, now):
    profile = Leerplaatsprofiel.objects.select_for_update().get(pk=profile_id)
    already = profile.reminded_at and profile.reminded_at > months_before(now, 1)
    if already or not any(stale.is_old for stale in stale_now(profile, now)):
        return False
    owner = owners_of([profile.leerplaats])[profile.leerplaats_id]
    if owner is None:
        return False
    profile.reminded_at = now
    profile.save(update_fields=["reminded_at"])
    send_upkeep_mail_job.defer(profile_id=profile.pk, user_id=owner.pk)
    return True
