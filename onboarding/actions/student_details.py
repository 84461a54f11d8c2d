"""Facts of a student and of what is asked for: corrected by hand, or added without a list.

What a person corrected stays in `corrected`, so that a new list of the school never writes over it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.fitting import loosen_when_unfit
from onboarding.actions.links import close_links, ensure_student_user
from onboarding.actions.messages import my_stage, queue
from onboarding.enums import MessageKind, MessageStatus
from onboarding.models import Message, Placement, PlacementRequest, Student
from onboarding.plain_values import values_of
from profiles.enums import Role
from profiles.folding import fold
from profiles.merging import merge, read_seen
from profiles.models import AuditEvent, Membership, User


class Clash(Exception):
    """Two people changed the same facts: `fields` are those, `stored` is what stands, `kept` only they changed."""

    def __init__(self, fields, stored, kept):
        super().__init__(", ".join(fields))
        self.fields_of_both, self.stored, self.kept = fields, stored, kept


@dataclass(frozen=True)
class Rights:
    """Whether somebody may change the facts of a student, and the e-mail address with which the student logs in."""

    facts: bool
    email: bool


def rights(identity, student):
    """The Rights of this person: see docs/adr/0026.

    The school may change all. An institution may change the facts of a student it has a stage of, or when no other
    institution was asked; the e-mail address only in that last case, because it opens the pages of the others too.
    """
    if student.school_id in identity.school_ids(Role.SCHOOL_COORDINATOR):
        return Rights(True, True)
    own = identity.institution_ids(Role.COORDINATOR)
    asked = set(student.requests.values_list("institution", flat=True))
    if not asked & own:
        return Rights(False, False)
    alone = asked <= own
    stages = Placement.objects.active().filter(student=student, institution__in=own, ends_on__gte=timezone.localdate())
    return Rights(alone or stages.exists(), alone)


def _merged(mine, stored, seen):
    """What to store, and the names that change. Raises Clash where both changed the same field."""
    marks = read_seen(seen)
    merged = merge(mine, stored, marks)
    if merged.clashes:
        kept = [name for name, value in merged.answers.items() if value != mine[name]]
        raise Clash(merged.clashes, stored, kept)
    return merged.answers, [name for name, value in merged.answers.items() if value != stored[name]]


def _note_by_hand(row, names):
    row.corrected = [*row.corrected, *(name for name in names if name not in row.corrected)]


@transaction.atomic
def change_student(*, student, values, seen, by, institution=None):
    """Store corrected facts (plain values by field); returns the names that changed. Raises Clash.

    A new e-mail address moves the login along and closes every link that was sent to the old one.
    """
    locked = Student.objects.select_for_update(of=("self",)).get(pk=student.pk)
    answers, changed = _merged(values, values_of(locked, values), seen)
    if not changed:
        return []
    before = locked.email
    for name in changed:
        setattr(locked, name, answers[name])
    _note_by_hand(locked, changed)
    locked.save()
    if "email" in changed:
        _move_login(locked, before)
    _rename_login(locked, changed)
    AuditEvent.record("student.changed", locked, by=by, institution=institution, fields=changed)
    return changed


def _rename_login(student, changed):
    """The name on the account of who is a student here and nothing else."""
    names = {"given_name", "infix", "last_name"}
    if student.user and names & set(changed) and _is_only_this_student(student.user, student):
        User.objects.filter(pk=student.user_id).update(name=student.name)


def _move_login(student, before):
    """Let the student log in with the new address, end what was opened with the old one, and tell both.

    Who is nobody else keeps the account, so that what they sent stays theirs. An address that belongs to an account
    already is the same person; and an account that is somebody else's too stays where it is.
    """
    user = student.user
    close_links(student)
    _redirect_waiting_mail(student, before)
    if user is None:
        return
    taken = User.objects.filter(email=student.email).exclude(pk=user.pk).exists()
    if not taken and user.email == before.lower() and _is_only_this_student(user, student):
        user.email = student.email
        if not user.has_usable_password():
            user.set_unusable_password()  # another hash: sessions of the old address end
        user.save(update_fields=["email", "password"])
    else:
        student.user = ensure_student_user(student=student)
    _tell_addresses(student, before)


def _is_only_this_student(user, student):
    others = user.students.exclude(pk=student.pk).exists()
    roles = Membership.objects.filter(user=user).exclude(role=Role.STUDENT, school=student.school_id).exists()
    return not others and not roles


def _redirect_waiting_mail(student, before):
    """Mails that still wait go to the new address."""
    waiting = Message.objects.filter(status=MessageStatus.QUEUED, to_email__iexact=before)
    waiting.filter(student=student).update(to_email=student.email)
    waiting.filter(placement__student=student).update(to_email=student.email)


def _tell_addresses(student, before):
    """A mail to the new address with where to log in, and one to the old address."""
    asked = student.requests.select_related("institution").order_by("-starts_on").first()
    if asked is None:
        return
    number = AuditEvent.objects.filter(what="student.changed", subject=f"onboarding.student:{student.pk}").count() + 1
    context = {"student": student, "institution": asked.institution, "page": my_stage(), "site": settings.SITE_NAME}
    told = (("new", student.email, student), ("old", before, None))
    queue(
        Message(
            key=f"address:{student.pk}:{number}:{which}",
            kind=MessageKind.OTHER,
            institution=asked.institution,
            student=whose,
            to_email=to,
            subject=f"{student.given_name}, je logt nu in met een ander e-mailadres",
            body=render_to_string("emails/address_changed.txt", context | {"is_new": which == "new"}),
        )
        for which, to, whose in told
    )


@transaction.atomic
def change_request(*, request, values, seen, period, by):
    """Store corrected facts of a request; returns (names that changed, whether its proposal lost the place).

    Raises Clash. With a stage that stands only the fields on the form can change: its page changes the others.
    """
    locked = PlacementRequest.objects.select_for_update(of=("self",)).select_related("institution").get(pk=request.pk)
    answers, changed = _merged(values, values_of(locked, values), seen)
    if not changed:
        return [], False
    for name in changed:
        setattr(locked, "programme_id" if name == "programme" else name, answers[name])
    if "starts_on" in changed:
        locked.period = period
    _note_by_hand(locked, changed)
    locked.save()
    locked.refresh_from_db()
    AuditEvent.record("request.changed", locked, by=by, institution=locked.institution, fields=changed)
    return changed, loosen_when_unfit(request=locked, by=by)


class OfSomebodyElse(Exception):
    """Number or e-mail address belong to another student of the school: `owners` is that Student by field name."""

    def __init__(self, owners):
        super().__init__(", ".join(owners))
        self.owners = owners


class AlreadyKnown(Exception):
    """The school has a `student` with this name and e-mail address: a person says whether that is who is meant."""

    def __init__(self, student):
        super().__init__(str(student.pk))
        self.student = student


class AskedAlready(Exception):
    """The student has a request at this institution that stands in the way: `asked`."""

    def __init__(self, asked):
        super().__init__(str(asked.pk))
        self.asked = asked


@transaction.atomic
def add_student(*, school, institution, student_values, request_values, period, by, is_same=False):
    """One student with one request; returns (student, whether the request is new).

    A student of the school with this name and address is that student, when a person said so (`is_same`); nothing
    about them is overwritten. The same sent twice is one. Raises OfSomebodyElse, AlreadyKnown and AskedAlready.
    """
    student = _known(school, student_values)
    if student is None:
        student = Student.objects.create(school=school, **student_values)
        AuditEvent.record("student.added", student, by=by, institution=institution)
    else:
        twin = _in_the_way(student, institution, period, request_values)
        if twin and _says(twin, request_values) and not twin.withdrawn_at:
            return student, False
        if not is_same:
            raise AlreadyKnown(student)
        if twin:
            raise AskedAlready(twin)
    asked = PlacementRequest.objects.create(
        student=student, institution=institution, period=period, school=school, **request_values
    )
    AuditEvent.record("request.added", asked, by=by, institution=institution)
    return student, True


def _known(school, values):
    """The student of this school who is meant, or None. The school is locked: two clicks make one student.

    Only name and e-mail address together say who somebody is: a number is mistyped too easily.
    """
    same = Student.objects.filter(school=type(school).objects.select_for_update().get(pk=school.pk))
    number = values["student_number"]
    by_number = same.filter(student_number=number).first() if number else None
    by_email = same.filter(email__iexact=values["email"]).first()
    is_meant = by_email and _folded_name(by_email) == _folded_name(Student(**values))
    owners = {"email": None if is_meant else by_email, "student_number": by_number}
    if is_meant and by_number == by_email:
        owners["student_number"] = None
    if any(owners.values()):
        raise OfSomebodyElse({field: owner for field, owner in owners.items() if owner})
    return by_email


def _folded_name(student):
    return fold(student.name)


def _in_the_way(student, institution, period, values):
    """The request at this institution of which the dates overlap, else a withdrawn one with the same first day."""
    here = student.requests.filter(institution=institution)
    overlapping = here.filter(
        withdrawn_at=None, starts_on__lte=values["ends_on"], ends_on__gte=values["starts_on"]
    ).order_by("starts_on")
    return overlapping.first() or here.filter(period=period, starts_on=values["starts_on"]).first()


def _says(asked, values):
    """Whether a request that stands asks for just this."""
    return all(getattr(asked, name) == value for name, value in values.items())
