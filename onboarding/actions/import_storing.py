"""Storing a list: new students and requests, what changed, and who is withdrawn, in one transaction."""

import hashlib
import json
from datetime import date, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from onboarding.aanlevering import layout_of
from onboarding.actions.fitting import loosen_when_unfit
from onboarding.actions.imports import CHECKED, preview_of, source_of
from onboarding.actions.withdrawals import withdraw_request
from onboarding.enums import CancelReason, ImportStatus
from onboarding.import_difference import CHANGED, NEW, difference
from onboarding.import_fields import NAME, WISHES, request_values, wish_words
from onboarding.import_left_out import left_out_rows
from onboarding.models import PlacementRequest, SchoolLayout, Student, StudentImport, Wish
from onboarding.room import hold
from onboarding.wishes import rows_of_words
from profiles.models import AuditEvent, School

STORED_ONCE = "import_file_stored_once"
STUDENT_FIELDS = ("student_number", *NAME, "email", "postcode", "town")
REQUEST_FIELDS = (
    "period_id", "programme_id", "year", "starts_on", "ends_on", "weekdays", "school_day", "hours_per_week",
    "learning_way", "remark",
)  # fmt: skip
UNDO_FOR = timedelta(days=7)


class AlreadyStored(Exception):
    """This list was stored before, perhaps by a second click."""


class ChangedMeanwhile(Exception):
    """Storing would do something else than the person saw."""


@transaction.atomic
def store_import(*, found, by, seen=None):
    """Store what the rows and the choices say, all of it or nothing; returns the import.

    Raises AlreadyStored the second time, also when two people click at once, and ChangedMeanwhile when `seen` (the
    digest of the difference on screen) is not what would happen now. What a person corrected by hand stays. A row
    that meets a student whom the deliverer may not know is left out: else a guessed number would show whose it is.
    """
    locked = StudentImport.objects.select_for_update(of=("self",)).select_related("school", "institution")
    locked = locked.get(pk=found.pk)
    if locked.status != ImportStatus.CHECKING or locked.progress < CHECKED:
        raise AlreadyStored
    hold(institutions=[locked.institution_id])
    # Two lists of one school are stored one after the other, so that the second meets the students of the first.
    School.objects.select_for_update(no_key=True).get(pk=locked.school_id)
    preview = preview_of(locked)
    plan = difference(locked, preview, by=by, lock=True)
    if seen is not None and seen != plan.digest:
        raise ChangedMeanwhile
    writing = _Writing(locked)
    writing.add([one for one in plan.taken(NEW) if not one.hidden])
    writing.change(plan.taken(CHANGED), by)
    writing.withdraw(plan.withdrawn, by)
    _remember_layout(locked)
    done = {one.row.number for one in plan.plans if one.taken and not one.hidden}
    known = {one.row.number for one in plan.plans if one.kind not in (NEW, CHANGED)}
    left_out = [row.number for row in preview.rows if row.number not in done | known]
    kinds = {str(row.number): row.kind for row in left_out_rows(preview, plan, set(left_out))}
    _close(locked, writing, {"left_out": left_out, "left_out_kinds": kinds}, [request.pk for request in plan.stays])
    AuditEvent.record("import.stored", locked, by=by, institution=locked.institution, **writing.counts)
    return locked


def _close(locked, writing, left_out, stays):
    """Keep no more of the list than was stored; of the other rows the number and kind, to look them up in the file.

    `stays` are the keys of the requests that were not on the list and were left as they are.
    """
    locked.status = ImportStatus.STORED
    locked.stored_at = timezone.now()
    locked.stored_count = writing.counts["requests"]
    locked.changes = writing.changes
    locked.source, locked.corrections, locked.decisions = {}, {}, {}
    locked.preview = {**left_out, "counts": writing.counts, "stays": stays}
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError as refusal:
        if STORED_ONCE in str(refusal):
            raise AlreadyStored from refusal
        raise


class _Writing:
    """Writes a difference away and notes what was before, to undo it. `changes` is what StudentImport keeps."""

    def __init__(self, found):
        self.found = found
        self.changes = {"students": {}, "requests": {}, "student_fields": {}, "request_fields": {}, "withdrawn": {}}
        self.changes["touched"] = []
        self.counts = {"students": 0, "requests": 0, "changed": 0, "withdrawn": 0}

    def add(self, plans):
        """Students that are not there yet and their requests; of two rows for one request the first counts."""
        made, students, requests, wishes = {}, [], {}, []
        for plan in plans:
            values = plan.row.values
            student = plan.student or made.get(values["email"]) or made.get(values["student_number"] or None)
            if student is None:
                student = Student(school_id=self.found.school_id, **{key: values[key] for key in STUDENT_FIELDS})
                student.set_sort_name()
                students.append(student)
                made |= {values["email"]: student}
                made |= {values["student_number"]: student} if values["student_number"] else {}
            elif plan.to_apply:
                self._change_student(student, plan.to_apply)
            request = PlacementRequest(
                student=student,
                school_id=self.found.school_id,
                institution_id=self.found.institution_id,
                source=self.found,
                **request_values(values),
            )
            first = requests.setdefault((id(student), request.period_id, request.starts_on), request)
            if first is request:
                wishes += _wish_rows(request, {key: values[key] for key in WISHES})
        Student.objects.bulk_create(students)
        # The keys of the students are known only now.
        for request in requests.values():
            request.student_id = request.student.pk
        PlacementRequest.objects.bulk_create(requests.values())
        for wish in wishes:
            wish.request_id = wish.request.pk
        Wish.objects.bulk_create(wishes)
        self._note_new(students, requests.values())

    def _note_new(self, students, requests):
        stored = PlacementRequest.objects.prefetch_related("wishes").in_bulk([request.pk for request in requests])
        self.changes["students"] = {str(student.pk): student_mark(student) for student in students}
        self.changes["requests"] = {str(key): request_mark(request) for key, request in stored.items()}
        self.changes["touched"] += list(stored)
        self.counts |= {"students": len(students), "requests": len(stored)}

    def change(self, plans, by):
        """What differs, except what stays; a proposal that no longer fits loses its place."""
        for plan in plans:
            self._change_student(plan.student, plan.to_apply)
            self._change_request(plan.request, plan.to_apply)
            loosen_when_unfit(request=plan.request, by=by)
            self.changes["touched"].append(plan.request.pk)
            self.counts["changed"] += 1

    def _change_student(self, student, changes):
        values = {key: value for one in changes for key, value in one.values.items() if key in STUDENT_FIELDS}
        if values:
            self._note("student_fields", student, values)
            for key, value in values.items():
                setattr(student, key, value)
            student.save(update_fields=[*values, "sort_name"])

    def _change_request(self, request, changes):
        values = {key: value for one in changes for key, value in one.values.items() if key in REQUEST_FIELDS}
        words = {key: value for one in changes for key, value in one.values.items() if key in WISHES}
        if any(one.key == "withdrawn" for one in changes):
            values |= {"withdrawn_at": None, "withdraw_reason": "", "withdrawn_by_id": None}
        if not values and not words:
            return
        self._note("request_fields", request, values, wish_words(request) if words else {}, words)
        for key, value in values.items():
            setattr(request, key, value)
        if values:
            request.save(update_fields=[key.removesuffix("_id") for key in values])
        if words:
            set_wish_words(request, words)

    def _note(self, kind, row, values, words_before=None, words=None):
        before = {key: plain(getattr(row, key)) for key in values}
        before |= {key: (words_before or {})[key] for key in words or {}}
        after = {key: plain(value) for key, value in values.items()} | (words or {})
        noted = self.changes[kind].setdefault(str(row.pk), {"before": before, "after": after})
        # The second row about one student: what was before all of it stays known.
        noted["before"] = before | noted["before"]
        noted["after"] = noted["after"] | after

    def withdraw(self, requests, by):
        """Requests that the school no longer asks for, with all that follows."""
        for request in requests:
            withdraw_request(request=request, reason=CancelReason.SCHOOL, by=by)
            request.refresh_from_db(fields=["withdrawn_at"])
            self.changes["withdrawn"][str(request.pk)] = request.withdrawn_at.isoformat()
            self.changes["touched"].append(request.pk)
        self.counts["withdrawn"] = len(requests)


def set_wish_words(request, words):
    """Replace the wishes of these kinds by words of the list: key of a row -> list."""
    request.wishes.filter(kind__in=[WISHES[key] for key in words]).delete()
    Wish.objects.bulk_create(_wish_rows(request, words))


def _wish_rows(request, words):
    names = {"wishes": "wishes", "excluded": "unwanted", "been_at": "been"}
    return rows_of_words(request, **{names[key]: value for key, value in words.items()})


def plain(value):
    """A stored value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value.normalize()) if isinstance(value, Decimal) else value


def student_mark(student):
    """A digest of what a person can change of a student, to see later whether somebody did."""
    return _mark([getattr(student, key) for key in (*STUDENT_FIELDS, "corrected", "user_id")])


def request_mark(request):
    """A digest of what a person can change of a request and its wishes."""
    fields = (*REQUEST_FIELDS, "corrected", "most_km", "has_car", "wishes_given_at", "withdrawn_at")
    wishes = sorted(
        [wish.kind, wish.rank or 0, wish.leerplaats_id or 0, wish.sector, wish.town, wish.words]
        for wish in request.wishes.all()
    )
    return _mark([*(plain(getattr(request, key)) for key in fields), wishes])


def _mark(values):
    return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()[:16]


def _remember_layout(found):
    """The next list of this school starts with these columns and words."""
    school_list = source_of(found)
    SchoolLayout.objects.update_or_create(
        school=found.school,
        institution=found.institution,
        defaults={
            "columns": layout_of(school_list.header, found.mapping),
            "meanings": found.meanings,
            "default_programme": found.default_programme,
            "changed_at": timezone.now(),
        },
    )
