"""Removing what is over its term, part by part in small transactions: killed halfway, a next run finishes."""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from onboarding.actions.answers import colleague_mark, stage_mark
from onboarding.actions.stage_facts import count_stage
from onboarding.enums import RetentionKind, SurveyKind
from onboarding.erasing import Part, erase_account, erase_part, erase_person, erase_rows
from onboarding.erasing_traces import forget_account_traces, forget_traces, words_of
from onboarding.half_years import before, half_year_of
from onboarding.models import Placement, PlacementRequest, RealisedStage, Removal, SpentMark, Student
from onboarding.realised import realised
from onboarding.removal_plan import (
    accounts_without_a_role,
    all_institutions,
    due_students,
    lists_of,
    log_of,
    mails_of,
)
from onboarding.retention import BOUNDS, Terms
from profiles.enums import Role
from profiles.kept_until import months_later
from profiles.models import AuditEvent, User

AT_ONCE = 500  # rows in one transaction


def remove_old(today=None):
    """Remove everything of which the day has come; returns {kind: number}. Safe to run again at any moment."""
    today = today or timezone.localdate()
    keys = all_institutions()
    terms, done = Terms(keys), {}
    # Before the students, whose mails go along with them: so the count is what the dry run said.
    for kind, rows in ((RetentionKind.LISTS, lists_of), (RetentionKind.MAILS, mails_of), (RetentionKind.LOG, log_of)):
        for key in keys:
            number = _remove_rows(kind, rows([key]), terms.of(key, kind), key, today)
            done[kind] = done.get(kind, 0) + number
    for due in due_students(terms, keys):
        if due.day > today:
            break
        if remove_part(student_id=due.student_id, institution_id=due.institution_id, today=today):
            done[due.kind] = done.get(due.kind, 0) + 1
    done[RetentionKind.ACCOUNTS] = _remove_accounts(today)
    _remove_what_is_nobodys(today)
    return {kind: number for kind, number in done.items() if number}


@transaction.atomic
def remove_part(*, student_id, institution_id, today, early=False):
    """Remove what a student has at one institution, when its day has come; `early`: whatever the day.

    Weeks and hours stay without a person. With the last part the student goes, and the account unless it is used
    otherwise. Returns whether there was something: the second time there is not.
    """
    student = Student.objects.select_for_update().filter(pk=student_id).first()
    if student is None:
        return False
    part = Part.of(student, institution_id)
    due = next(iter(due_students(Terms([institution_id]), [institution_id], [student_id])), None)
    if due is None or not (early or due.day <= today):
        return False
    words = words_of(student)
    _keep_figures(part, today)
    _forget_marks(stage_mark(key, kind) for key in part.keys[Placement] for kind in SurveyKind)
    erased = erase_part(part)
    forget_traces(part, words, erased)
    if not student.requests.exists() and not student.placements.exists():
        _remove_person(student, words)
    _count(due.kind, institution_id, today, 1)
    return True


def _keep_figures(part, today):
    """Weeks and hours per school year of each stage that was not cancelled, and what went well in it."""
    stages = Placement.objects.active().filter(pk__in=part.keys[Placement]).select_related("request")
    for stage in stages.filter(in_figures=False, ends_on__lt=today).order_by("ends_on", "pk"):
        count_stage(stage.pk)
    RealisedStage.objects.bulk_create(
        RealisedStage(
            institution_id=stage.institution_id,
            leerplaats_id=stage.leerplaats_id,
            programme_id=stage.request.programme_id,
            learning_way=stage.request.learning_way,
            school_year=done.school_year,
            weeks=done.weeks,
            hours=done.hours,
        )
        for stage in stages
        for done in realised(stage.rhythm, stage.request.hours_per_week, today=today)
    )


def _forget_marks(marks):
    """That this person filled in questionnaires. A mark names nobody, so it is computed again to find it."""
    SpentMark.objects.filter(pk__in=list(marks)).delete()


def _remove_person(student, words):
    user = student.user
    erased = erase_person(student)
    if user and not user.students.exists():
        if user.memberships.exclude(role=Role.STUDENT).exists():  # works here too
            erased += erase_rows(user.memberships.filter(role=Role.STUDENT))
        else:
            forget_account_traces(user, [*words, user.email])
            erased += erase_account(user)
    AuditEvent.objects.filter(subject__in=erased).exclude(detail={}).update(detail={})


def _remove_rows(kind, rows, term, institution_id, today):
    """Remove rows that are no student's, some at a time; returns how many."""
    days = rows.order_by().values_list("counts_from", flat=True).distinct()
    over = [day for day in days if term.ends(day) <= today]
    total = 0
    while over:
        with transaction.atomic():
            keys = list(rows.filter(counts_from__in=over).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            if not keys:
                break
            if kind == RetentionKind.LISTS:
                PlacementRequest.objects.filter(source__in=keys).update(source=None)
            erase_rows(rows.model._default_manager.filter(pk__in=keys))
            _count(kind, institution_id, today, len(keys))
        total += len(keys)
    return total


def _remove_accounts(today):
    """Accounts without a role since long: away, or without a name when the log and others still point at them."""
    people = accounts_without_a_role(today, BOUNDS[RetentionKind.ACCOUNTS].default)
    for found in people:
        with transaction.atomic():
            user = User.objects.select_for_update().get(pk=found.pk)
            homes = {row.institution_id for row in user.memberships.all() if row.institution_id}
            _forget_marks(_team_marks(user, today))
            forget_account_traces(user, [user.email])
            erase_account(user)
            for institution_id in homes:
                _count(RetentionKind.ACCOUNTS, institution_id, today, 1)
    return len(people)


def _team_marks(user, today):
    """The marks of the list for colleagues, of each half year since the account began."""
    half_year, first = half_year_of(today), half_year_of(timezone.localdate(user.date_joined))
    while half_year >= first:
        yield colleague_mark(user.pk, half_year, SurveyKind.TEAM)
        half_year = before(half_year)


def _remove_what_is_nobodys(today):
    """Lines of the log of no institution, and sessions that have ended."""
    bounds = BOUNDS[RetentionKind.LOG]
    rows = AuditEvent.objects.filter(institution=None, at__date__lte=months_later(today, -bounds.default))
    rows.delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def _count(kind, institution_id, today, number):
    """Add to what was removed on this day."""
    row, _ = Removal.objects.get_or_create(institution_id=institution_id, kind=kind, day=today, defaults={"number": 0})
    Removal.objects.filter(pk=row.pk).update(number=F("number") + number)
