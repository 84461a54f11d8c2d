"""What goes on which day: students per institution, lists, mails and lines of the log. Only looks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Greatest, TruncDate

from onboarding.enums import MessageStatus, RetentionKind
from onboarding.models import Message, Placement, PlacementRequest, Student, StudentImport
from onboarding.retention import Terms, parts_of
from profiles.kept_until import months_later
from profiles.models import AuditEvent, Institution, Membership, User

AHEAD = timedelta(days=60)
SENDING = (MessageStatus.QUEUED, MessageStatus.SENDING)
OF_STUDENTS = (RetentionKind.STAGE, RetentionKind.NOT_PLACED)


@dataclass(frozen=True)
class Due:
    """So many of one kind that go on a day; `student_id` for one student, else None."""

    day: date
    kind: RetentionKind
    institution_id: int | None
    number: int = 1
    student_id: int | None = None


def due_students(terms, institution_ids, student_ids=None):
    """A Due per student and institution, of these institutions; the first day first. Two queries."""
    of_these = Q(institution__in=institution_ids)
    if student_ids is not None:
        of_these &= Q(student__in=student_ids)
    stages = Placement.objects.filter(of_these).order_by("pk")
    asked = PlacementRequest.objects.filter(of_these).order_by("pk")
    rows = {}
    for row in stages.only("student", "institution", "request", "ends_on", "cancelled_at"):
        rows.setdefault(row.student_id, ([], []))[0].append(row)
    for row in asked.only("student", "institution", "starts_on"):
        rows.setdefault(row.student_id, ([], []))[1].append(row)
    found = []
    for student_id, (placements, requests) in rows.items():
        for institution_id, days in parts_of(placements, requests).items():
            day, kind = terms.of_case(institution_id, *days)
            if day is not None:
                found.append(Due(day, kind, institution_id, student_id=student_id))
    return sorted(found, key=lambda due: (due.day, due.student_id))


def due_rows(terms, institution_ids):
    """A Due per kind and day for what is no student: lists, mails and lines of the log."""
    found = []
    for kind, rows in (
        (RetentionKind.LISTS, lists_of(institution_ids)),
        (RetentionKind.MAILS, mails_of(institution_ids)),
        (RetentionKind.LOG, log_of(institution_ids)),
    ):
        counted = rows.order_by().values_list("institution", "counts_from").annotate(number=Count("pk"))
        found += [Due(terms.of(key, kind).ends(day), kind, key, number) for key, day, number in counted]
    return found


def lists_of(institution_ids):
    """The delivered lists, with the day from which their term counts."""
    return StudentImport.objects.filter(institution__in=institution_ids).annotate(counts_from=TruncDate("uploaded_at"))


def mails_of(institution_ids):
    """The mails that are done, with the day from which their term counts: never before the stage is over.

    What was told when is shown during the stage, and keeps the same from being told twice.
    """
    rows = Message.objects.filter(institution__in=institution_ids).exclude(status__in=SENDING)
    return rows.annotate(counts_from=Greatest(TruncDate("created_at"), "placement__ends_on"))


def log_of(institution_ids):
    """The lines of the log, with the day from which their term counts."""
    return AuditEvent.objects.filter(institution__in=institution_ids).annotate(counts_from=TruncDate("at"))


def accounts_without_a_role(today, months):
    """The people whose last role ended so many months ago: no student, no role, and not made nameless yet."""
    still_here = Membership.objects.filter(user=OuterRef("pk"), ends_on=None)
    people = User.objects.filter(~Exists(still_here), is_active=True, students=None).order_by("pk")
    return [
        user
        for user in people.prefetch_related("memberships")
        if months_later(max([row.ends_on for row in user.memberships.all()] or [user.date_joined.date()]), months)
        <= today
    ]


@dataclass(frozen=True)
class DayRow:
    """One line of the dry run: this many of this kind go on this day; `names` only of students."""

    day: date
    kind: RetentionKind
    number: int
    names: tuple[str, ...] = ()


def dry_run(institution_ids, today, terms=None):
    """What goes from `today` up to 60 days ahead, as DayRows: what is late already counts for today.

    `terms` are others than those that hold now: to see what a choice would do.
    """
    terms, until = terms or Terms(institution_ids), today + AHEAD
    students = [due for due in due_students(terms, institution_ids) if due.day <= until]
    known = Student.objects.in_bulk({due.student_id for due in students})
    counted, names = {}, {}
    for due in [*students, *(due for due in due_rows(terms, institution_ids) if due.day <= until)]:
        key = (max(due.day, today), due.kind)
        counted[key] = counted.get(key, 0) + due.number
        if due.student_id:
            names.setdefault(key, []).append(known[due.student_id])
    order = list(RetentionKind)
    return [
        DayRow(day, kind, number, _sorted_names(names.get((day, kind), ())))
        for (day, kind), number in sorted(counted.items(), key=lambda one: (one[0][0], order.index(one[0][1])))
    ]


def _sorted_names(students):
    return tuple(one.name for one in sorted(students, key=lambda one: (one.sort_name, one.pk)))


def all_institutions():
    """The keys of every institution."""
    return list(Institution.objects.order_by("pk").values_list("pk", flat=True))
