"""Undoing a stored list for seven days: exactly what it did, and never what somebody changed since."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from onboarding.actions.fitting import loosen_when_unfit
from onboarding.actions.import_storing import (
    UNDO_FOR,
    plain,
    request_mark,
    set_wish_words,
    student_mark,
)
from onboarding.enums import CancelReason, ImportStatus, ProposalStatus
from onboarding.import_fields import WISHES, wish_words
from onboarding.models import Placement, PlacementRequest, PlaceQuestion, Proposal, Student, StudentImport
from onboarding.room import hold
from profiles.models import AuditEvent

TOO_LATE = "Ongedaan maken kan 7 dagen lang. Die zijn voorbij."
CONFIRMED = "Een stage uit deze lijst is al bevestigd. Daarom kan de hele lijst niet meer ongedaan."
NOT_THE_LAST = "Er is daarna nog een lijst van deze school opgeslagen. Maak eerst die ongedaan."


class CannotUndo(Exception):
    """This list stays. `sentence` is Dutch and says why."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


def why_not_undone(found):
    """The sentence that says why this stored list stays; empty when it can be undone."""
    if timezone.now() - found.stored_at > UNDO_FOR or not found.changes:
        return TOO_LATE
    later = StudentImport.objects.filter(
        school=found.school_id,
        institution=found.institution_id,
        status=ImportStatus.STORED,
        stored_at__gt=found.stored_at,
    )
    if later.exists():
        return NOT_THE_LAST
    return CONFIRMED if _standing(found).exists() else ""


def _standing(found):
    touched = Q(request__in=found.changes["touched"]) | Q(student__in=[int(key) for key in found.changes["students"]])
    return Placement.objects.active().filter(touched)


@transaction.atomic
def undo_import(*, found, by):
    """Put everything back as it was before this list; returns the import, which then says what was left.

    The second time nothing happens. Raises CannotUndo.
    """
    locked = StudentImport.objects.select_for_update(of=("self",)).select_related("institution").get(pk=found.pk)
    if locked.status == ImportStatus.UNDONE:
        return locked
    if locked.status != ImportStatus.STORED:
        raise CannotUndo("Deze lijst is nog niet opgeslagen.")
    # In the order of confirming, so that two people never wait for each other.
    hold(institutions=[locked.institution_id])
    list(Proposal.objects.select_for_update().filter(request__in=locked.changes.get("touched", [])).order_by("pk"))
    refusal = why_not_undone(locked)
    if refusal:
        raise CannotUndo(refusal)
    undoing = _Undoing(locked.changes, by)
    undoing.withdrawals()
    undoing.changed_fields()
    undoing.new_rows()
    locked.status = ImportStatus.UNDONE
    locked.undone_at = timezone.now()
    locked.changes = {"left": sorted(undoing.left)}
    locked.save(update_fields=["status", "undone_at", "changes"])
    AuditEvent.record("import.undone", locked, by=by, institution=locked.institution, left=len(undoing.left))
    return locked


class _Undoing:
    """Goes back over `changes`; `left` are the students with whom something stays as somebody else made it."""

    def __init__(self, changes, by):
        self.changes, self.by = changes, by
        self.left = set()
        rows = PlacementRequest.objects.select_for_update(of=("self",)).filter(pk__in=changes["touched"])
        self.requests = {request.pk: request for request in rows.prefetch_related("wishes").order_by("pk")}

    def withdrawals(self):
        """Who was withdrawn by this list looks for a place again."""
        for key, moment in self.changes["withdrawn"].items():
            request = self.requests[int(key)]
            if request.withdrawn_at != datetime.fromisoformat(moment) or request.withdraw_reason != CancelReason.SCHOOL:
                self.left.add(request.student_id)
                continue
            request.withdrawn_at, request.withdrawn_by, request.withdraw_reason = None, None, ""
            request.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
            AuditEvent.record("request.asked_again", request, by=self.by, institution=request.institution)

    def changed_fields(self):
        """Each changed field gets what was there, unless somebody set it since."""
        students = Student.objects.select_for_update().in_bulk([int(key) for key in self.changes["student_fields"]])
        for key, noted in self.changes["student_fields"].items():
            student = students[int(key)]
            self._put_back(student, noted, student.pk, ["sort_name"])
        for key, noted in self.changes["request_fields"].items():
            request = self.requests[int(key)]
            self._put_back(request, noted, request.student_id, [])
            self._put_wishes_back(request, noted)
            loosen_when_unfit(request=request, by=self.by)

    def _put_back(self, row, noted, student_id, also):
        written = []
        for field, before in noted["before"].items():
            if field in WISHES:
                continue
            by_hand = field.removesuffix("_id") in row.corrected
            if by_hand or _as_kept(getattr(row, field)) != noted["after"][field]:
                self.left.add(student_id)
                continue
            setattr(row, field, row._meta.get_field(field.removesuffix("_id")).to_python(before))
            written.append(field.removesuffix("_id"))
        if written:
            row.save(update_fields=[*written, *also])

    def _put_wishes_back(self, request, noted):
        words = {key: value for key, value in noted["before"].items() if key in WISHES}
        now = wish_words(request)
        if request.wishes_given_at or any(now[key] != noted["after"][key] for key in words):
            self.left |= {request.student_id} if words else set()
        elif words:
            set_wish_words(request, words)

    def new_rows(self):
        """Requests and students that came with this list go, unless somebody worked on them."""
        kept_by_hand = self._with_work()
        for key, mark in self.changes["requests"].items():
            request = self.requests.get(int(key))
            if request is None:
                continue
            if request.pk in kept_by_hand or request_mark(request) != mark or request.placements.exists():
                self.left.add(request.student_id)
            else:
                request.delete()
        students = Student.objects.select_for_update(of=("self",))
        marks = self.changes["students"]
        for student in students.filter(pk__in=[int(key) for key in marks], requests=None).order_by("pk"):
            if student_mark(student) != marks[str(student.pk)]:
                self.left.add(student.pk)
                continue
            try:
                with transaction.atomic():
                    student.delete()
            except ProtectedError:  # something of this student came since: a stage elsewhere, a word in a list
                self.left.add(student.pk)

    def _with_work(self):
        """Requests for which a person fixed a place or asked a leerplaats."""
        fixed = Proposal.objects.exclude(status=ProposalStatus.PROPOSED).filter(request__in=self.requests)
        asked = PlaceQuestion.objects.filter(request__in=self.requests)
        return set(fixed.values_list("request", flat=True)) | set(asked.values_list("request", flat=True))


def _as_kept(value):
    return value.isoformat() if isinstance(value, datetime) else plain(value)


def forget_changes():
    """Forget what stood there before lists that can no longer be undone: those are personal data."""
    old = StudentImport.objects.filter(stored_at__lt=timezone.now() - UNDO_FOR).exclude(changes={})
    return old.update(changes={})


def students_left(found, identity):
    """The students of an undone list with whom something stayed, as far as this person may see them."""
    return Student.objects.visible_to(identity).filter(pk__in=found.changes.get("left", []))
