"""What a delivered list changes: who is new, what differs from what we know, and who is no longer on it.

Only looks; nothing is written here. What a person corrected by hand is shown and stays, and a stage that is
confirmed is only reported: the coordinator changes that.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from onboarding.aanlevering import CheckedRow, Likeness, Person
from onboarding.enums import ImportStatus
from onboarding.import_fields import Change, request_changes, student_changes
from onboarding.models import Placement, PlacementRequest, Student, StudentImport
from profiles.enums import Role
from profiles.folding import fold
from profiles.models import Membership, Programme

NEW, CHANGED, SAME, CONFIRMED, CLASH = "new", "changed", "same", "confirmed", "clash"
TAKE, SKIP, SAME_PERSON = "take", "skip", "same"
CLASHING = "het studentnummer hoort bij iemand anders dan het e-mailadres. Verbeter een van de 2."


@dataclass
class RowPlan:
    """One row of the list that can be stored, beside what we know. `hidden`: of somebody the deliverer may not know."""

    row: CheckedRow
    kind: str = NEW
    student: Student | None = None
    request: PlacementRequest | None = None
    changes: tuple[Change, ...] = ()
    looks_like: Student | None = None
    hidden: bool = False
    choice: str = ""

    @property
    def status(self):
        """ok, look or error: the row itself, and what comparing adds."""
        if self.kind == CLASH:
            return "error"
        return "look" if self.looks_like else self.row.status

    @property
    def taken(self):
        """Whether storing the list does something with this row."""
        if self.kind not in (NEW, CHANGED) or self.status == "error":
            return False
        return self.choice != SKIP if self.status == "ok" else self.choice in (TAKE, SAME_PERSON)

    @property
    def to_apply(self):
        """The changes that storing carries out."""
        return tuple(change for change in self.changes if not change.kept)


@dataclass
class Gone:
    """A request that this school delivered before and that is not on this list."""

    request: PlacementRequest
    confirmed: bool
    chosen: bool


@dataclass
class Difference:
    """All of it: a plan per row that can be stored, the requests that are gone, and a newer list if there is one."""

    plans: list[RowPlan] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    newer: StudentImport | None = None

    def of_kind(self, *kinds):
        """The plans of these kinds that a person need not look at."""
        return [plan for plan in self.plans if plan.kind in kinds and plan.status == "ok"]

    def taken(self, kind):
        """The plans of this kind that storing carries out."""
        return [plan for plan in self.plans if plan.taken and plan.kind == kind]

    @property
    def withdrawn(self):
        """The requests that storing withdraws."""
        return [one.request for one in self.gone if one.chosen and not one.confirmed]

    @property
    def stays(self):
        """The requests that are not on the list and that nobody withdraws."""
        return [one.request for one in self.gone if one.confirmed or not one.chosen]

    @property
    def digest(self):
        """Changes when storing would do anything else than was shown."""
        rows = [
            [plan.row.number, plan.kind, _pk(plan.student), [change.key_of() for change in plan.to_apply]]
            for plan in self.plans
            if plan.taken
        ]
        said = json.dumps([rows, sorted(request.pk for request in self.withdrawn)], default=str)
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def _pk(row):
    return row.pk if row else None


def delivers_for_own_school(user, school):
    """Whether this user may know every student of the school."""
    roles = Membership.objects.active().filter(user=user, role=Role.SCHOOL_COORDINATOR, school=school)
    return roles.exists()


def difference(found, preview, *, by, lock=False):
    """The Difference of the list in `preview` (a Preview) with what we know, for the user `by`.

    With `lock`, inside a transaction, nobody else changes these students and requests until it ends.
    """
    known = _Known(found, by, lock=lock)
    choices = found.decisions.get("rows", {})
    result = Difference()
    for row in preview.rows:
        if row.importable:
            plan = RowPlan(row, choice=choices.get(str(row.number), ""))
            _recognise(plan, known)
            result.plans.append(plan)
    _find_requests(result.plans, known)
    mapped = frozenset(found.mapping)
    for plan in result.plans:
        _compare(plan, known, mapped)
    result.newer = _newer(found)
    # An older list does not know who came later, so it says nothing about who is gone.
    result.gone = [] if result.newer else _gone(found, preview, result.plans, known)
    return result


def _newer(found):
    """The last list that came after this one and was stored, of the same school for the same institution."""
    later = StudentImport.objects.filter(school=found.school_id, institution=found.institution_id)
    later = later.filter(status=ImportStatus.STORED, uploaded_at__gt=found.uploaded_at).exclude(pk=found.pk)
    return later.only("stored_at").order_by("stored_at").last()


class _Known:
    """Students and requests of the school that the list may meet; a fixed number of queries for any list."""

    def __init__(self, found, by, *, lock):
        self.own_school = delivers_for_own_school(by, found.school_id)
        here = PlacementRequest.objects.filter(institution=found.institution_id)
        elsewhere = PlacementRequest.objects.exclude(institution=found.institution_id)
        students = Student.objects.filter(school=found.school_id).annotate(
            asked_here=Exists(here.filter(student=OuterRef("pk"))),
            asked_elsewhere=Exists(elsewhere.filter(student=OuterRef("pk"))),
        )
        requests = here.filter(school=found.school_id).prefetch_related("wishes").order_by("starts_on", "pk")
        if lock:
            students = students.order_by("pk").select_for_update()
            requests = requests.order_by("pk").select_for_update()
        self.students = {student.pk: student for student in students}
        self.by_email = {student.email.lower(): student for student in self.students.values()}
        self.by_number = {student.student_number: student for student in self.students.values()}
        self.by_number.pop("", None)
        self.requests = defaultdict(list)
        for request in requests:
            request.student = self.students[request.student_id]
            self.requests[request.student_id].append(request)
        standing = Placement.objects.active().filter(request__institution=found.institution_id, school=found.school_id)
        self.confirmed = set(standing.values_list("request", flat=True))
        self.programmes = dict(Programme.objects.values_list("pk", "name"))
        self.likeness = Likeness(
            Person.of_values(student.pk, vars(student))
            for student in self.students.values()
            if self.own_school or student.asked_here
        )

    def may_meet(self, student, values):
        """Whether the deliverer knows this student already, or by name and address at least."""
        same_name = fold(student.last_name) == fold(values["last_name"])
        same_address = student.email.lower() == values["email"].lower()
        return self.own_school or student.asked_here or (same_name and same_address)


def _recognise(plan, known):
    """Whose row it is: by number or address, or because a person said so."""
    values = plan.row.values
    by_number = known.by_number.get(values["student_number"])
    by_email = known.by_email.get(values["email"].lower())
    student = by_number or by_email
    if student and not known.may_meet(student, values):
        plan.hidden = True
        return
    if by_number and by_email and by_number is not by_email:
        if known.may_meet(by_email, values):
            plan.kind, plan.student = CLASH, by_number
        else:
            plan.hidden = True
        return
    if student is None:
        twin = known.likeness.find(Person.of_values(None, values))
        plan.looks_like = known.students[twin.key] if twin else None
        student = plan.looks_like if plan.choice == SAME_PERSON else None
    plan.student = student


def _find_requests(plans, known):
    """Beside each row its request: the one with that first day, else the only other one in that period."""
    claimed = set()
    asking = [plan for plan in plans if plan.student and plan.kind != CLASH]
    for plan in asking:
        start = (plan.row.values["period_id"], plan.row.values["starts_on"])
        for request in known.requests[plan.student.pk]:
            if (request.period_id, request.starts_on.isoformat()) == start:
                plan.request = request
                claimed.add(request.pk)
    for plan in asking:
        if plan.request:
            continue
        same_period = [one for one in known.requests[plan.student.pk] if one.period_id == plan.row.values["period_id"]]
        free = [request for request in same_period if request.pk not in claimed]
        if len(free) == 1:
            plan.request = free[0]
            claimed.add(free[0].pk)


def _compare(plan, known, mapped):
    if plan.student is None or plan.kind == CLASH:
        return
    # An institution changes the facts of a student only when no other one was asked; the school always may.
    if known.own_school or (plan.student.asked_here and not plan.student.asked_elsewhere):
        plan.changes = student_changes(plan.student, plan.row.values)
    if plan.request is None:
        return
    plan.changes += request_changes(plan.request, plan.row.values, mapped=mapped, programmes=known.programmes)
    if plan.request.pk in known.confirmed and plan.changes:
        plan.kind = CONFIRMED
    else:
        plan.kind = CHANGED if plan.to_apply else SAME


def _gone(found, preview, plans, known):
    """Delivered before by this school, in a period of this list, and not on it: whoever stands in any row is on it."""
    periods = {row.values["period_id"] for row in preview.rows if row.values.get("period_id")}
    listed = {plan.request.pk for plan in plans if plan.request}
    clashing = {plan.row.number for plan in plans if plan.kind == CLASH}
    present = set()
    for row in preview.rows:
        if row.status == "error" or row.number in clashing:
            present |= _students_of_faulty_row(row.values, known)
    # Whoever a row looks like is on the list too, until a person says that it is somebody else.
    present |= {plan.looks_like.pk for plan in plans if plan.looks_like and plan.choice != TAKE}
    chosen = set(found.decisions.get("gone", []))
    return [
        Gone(request, request.pk in known.confirmed, request.pk in chosen)
        for requests in known.requests.values()
        for request in requests
        if request.source_id
        and request.period_id in periods
        and request.withdrawn_at is None
        and request.pk not in listed
        and request.student_id not in present
    ]


def _students_of_faulty_row(values, known):
    number, email = values.get("student_number"), (values.get("email") or "").lower()
    met = {known.by_number.get(number), known.by_email.get(email)} - {None}
    if not met:
        name = (fold(values.get("given_name") or ""), fold(values.get("last_name") or ""))
        met = {one for one in known.students.values() if (fold(one.given_name), fold(one.last_name)) == name}
    return {student.pk for student in met}
