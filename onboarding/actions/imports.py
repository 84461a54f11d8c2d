"""Lists of schools: read into a preview, corrected on screen, and stored in one transaction when a person says so."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from onboarding.aanlevering import (
    KnownPeriod,
    KnownProgramme,
    Preview,
    SchoolList,
    check,
    fingerprint,
    open_list,
)
from onboarding.enums import ImportStatus
from onboarding.models import PlacementRequest, Student, StudentImport, Wish
from onboarding.wishes import rows_of_words
from profiles.enums import Role
from profiles.folding import fold
from profiles.models import AuditEvent, Membership, Period, Programme

STORED_ONCE = "import_file_stored_once"


def start_import(*, data, filename, school, institution, by):
    """Read a list and keep what may be kept of it; raises UnreadableFile with a sentence.

    The same file again gives the list that exists, so that a second upload has no effect.
    """
    existing = StudentImport.objects.filter(school=school, institution=institution, fingerprint=fingerprint(data))
    found = existing.order_by("-stored_at").first()
    if found:
        return found
    school_list = open_list(data, filename)
    found = StudentImport(
        school=school,
        institution=institution,
        filename=filename[:200],
        fingerprint=school_list.fingerprint,
        source=school_list.to_json(),
        mapping=school_list.guessed,
        uploaded_by=by,
    )
    recheck(found)
    return found


def recheck(found):
    """Check the rows of an import again, with its columns and corrections as they are now, and save it."""
    programmes = {programme.pk: _known(programme) for programme in Programme.objects.order_by("pk")}
    students = Student.objects.filter(school=found.school_id)
    known = {value for pair in students.values_list("email", "student_number") for value in pair if value}
    requests = PlacementRequest.objects.filter(school=found.school_id, institution=found.institution_id)
    requested = {
        (value, period)
        for email, number, period in requests.values_list("student__email", "student__student_number", "period")
        for value in (email, number)
        if value
    }
    preview = check(
        SchoolList.from_json(found.source),
        found.mapping,
        programmes=list(programmes.values()),
        periods=[KnownPeriod(p.pk, p.name, p.starts_on, p.ends_on) for p in Period.objects.order_by("pk")],
        default_programme=programmes.get(found.default_programme_id),
        known_students=known,
        already_requested=requested,
        corrections={int(number): fields for number, fields in found.corrections.items()},
    )
    found.preview = preview.to_json()
    found.save()


def _known(programme):
    return KnownProgramme(programme.pk, programme.name, tuple(programme.codes), programme.level)


def at_other_schools(found, preview):
    """How many students of the list the institution knows as students of another school: perhaps a wrong choice."""
    emails = [row.values["email"] for row in preview.rows if row.values.get("email")]
    asked = PlacementRequest.objects.filter(institution=found.institution_id).exclude(school=found.school_id)
    return asked.filter(student__email__in=emails).values("student").distinct().count()


def set_columns(*, found, mapping, default_programme):
    """Take over which column is which, and check again."""
    found.mapping = mapping
    found.default_programme = default_programme
    recheck(found)


def correct_cells(*, found, corrections):
    """Take over cells corrected on screen (row number as text, field, text), and check again."""
    for number, fields in corrections.items():
        found.corrections.setdefault(number, {}).update(fields)
    recheck(found)


class AlreadyStored(Exception):
    """This list was stored before, perhaps by a second click."""


@transaction.atomic
def store_import(*, found, take, by):
    """Store the good rows and those of `take` (row numbers to look at) as students with a request.

    All of it or nothing. Raises AlreadyStored the second time, also when two people click at once. Of a
    student we know, nothing is overwritten: a person may have corrected it. A row that meets a student whom
    the deliverer may not know is left out: else a guessed student number would show whose it is.
    """
    locked = StudentImport.objects.select_for_update().get(pk=found.pk)
    if locked.status == ImportStatus.STORED:
        raise AlreadyStored
    rows = [
        row
        for row in Preview.from_json(locked.preview).rows
        if row.importable and (row.status == "ok" or row.number in take)
    ]
    own_school = (
        Membership.objects.active().filter(user=by, role=Role.SCHOOL_COORDINATOR, school=locked.school).exists()
    )
    outcomes = {row.number: _store_row(locked, row.values, own_school=own_school) for row in rows}
    taken = {number for number, is_new in outcomes.items() if is_new is not None}
    stored = sum(is_new for is_new in outcomes.values() if is_new)
    left_out = [row.number for row in Preview.from_json(locked.preview).rows if row.number not in taken]
    locked.status = ImportStatus.STORED
    locked.stored_at = timezone.now()
    locked.stored_count = stored
    # Keep no more of the list than was stored; of the other rows only the numbers, to look them up in the file.
    locked.source, locked.preview, locked.corrections = {}, {"left_out": left_out}, {}
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError as refusal:
        if STORED_ONCE in str(refusal):
            raise AlreadyStored from refusal
        raise
    AuditEvent.record("import.stored", locked, by=by, institution=locked.institution, students=stored)
    return locked


def _store_row(found, values, *, own_school):
    """Whether the row gave a new request; None when it was left out."""
    student = _known_student(found.school, values)
    if student is None:
        student = _new_student(found.school, values)
    elif not (own_school or _may_be_met(student, found.institution, values)):
        return None
    request, is_new = PlacementRequest.objects.get_or_create(
        student=student,
        institution=found.institution,
        period_id=values["period_id"],
        starts_on=date.fromisoformat(values["starts_on"]),
        defaults={
            "school": found.school,
            "programme_id": values["programme_id"],
            "year": values["year"],
            "ends_on": date.fromisoformat(values["ends_on"]),
            "weekdays": values["weekdays"],
            "school_day": values["school_day"],
            "hours_per_week": values["hours_per_week"],
            "remark": values["remark"],
            "source": found,
        },
    )
    if is_new:
        words = {"wishes": values["wishes"], "unwanted": values["excluded"], "been": values["been_at"]}
        Wish.objects.bulk_create(rows_of_words(request, **words))
    return is_new


def _known_student(school, values):
    same_school = Student.objects.filter(school=school)
    number = values["student_number"]
    known = number and same_school.filter(student_number=number).first()
    return known or same_school.filter(email=values["email"]).first()


def _may_be_met(student, institution, values):
    """Whether an institution that delivers a list knows this student already, or by name and address at least."""
    asked_here = student.requests.filter(institution=institution).exists()
    same_name = fold(student.last_name) == fold(values["last_name"])
    return asked_here or (same_name and student.email.lower() == values["email"].lower())


def _new_student(school, values):
    fields = ("student_number", "given_name", "infix", "last_name", "email", "postcode", "town")
    return Student.objects.create(school=school, **{name: values[name] for name in fields})
