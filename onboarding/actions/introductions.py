"""Introducties: planning one, who is expected, who was there, what is done, and how the student's day was."""

from django.db import transaction
from django.utils import timezone

from onboarding.actions.arrival_mails import correct_waiting, with_arrival
from onboarding.actions.introduction_mails import queue_cancelled, queue_changed, queue_invitations
from onboarding.actions.introduction_signals import reopen_for, tick_for
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.tasks import DONE, OPEN, change_tasks
from onboarding.introductions import checklist_of, coming_guests, without_meeting
from onboarding.models import IntroGuest, IntroMeeting, IntroStep, Placement, Task
from profiles.models import AuditEvent, Location
from toolbox.enums import TemplateFormat

TOLD = ("location", "day", "begins_at", "ends_at", "room")  # of a change in these the invited get a mail
FIELDS = ("location", "day", "begins_at", "ends_at", "room", "programme", "note")


class IsCancelled(Exception):
    """The introduction does not go on any more."""


@transaction.atomic
def plan_meeting(*, location, placements, guides, by, **fields):
    """Plan an introduction for `placements` (at least one), with the checklist of their leerplaats; returns it.

    The same one planned twice (a double click) is one: same place, day, time and room.
    """
    Location.objects.select_for_update().get(pk=location.pk)
    same = IntroMeeting.objects.standing().filter(
        location=location, day=fields["day"], begins_at=fields["begins_at"], room=fields["room"]
    )
    if found := same.first():
        add_guests(meeting=found, placements=placements, by=by)
        return found
    meeting = IntroMeeting.objects.create(
        institution_id=location.institution_id, location=location, made_by=by, **fields
    )
    meeting.guides.set(guides)
    IntroStep.objects.bulk_create(
        IntroStep(
            meeting=meeting,
            institution_id=meeting.institution_id,
            position=position,
            section=section,
            text=text[:300],
            note=note[:400],
            owner=item.owner,
            signal=item.signal,
        )
        for position, (section, item, text, note) in enumerate(checklist_of(placements[0].leerplaats), start=1)
    )
    add_guests(meeting=meeting, placements=placements, by=by)
    AuditEvent.record("introduction.planned", meeting, by=by, institution=meeting.institution)
    return meeting


@transaction.atomic
def change_meeting(*, meeting, version, guides, by, **fields):
    """Change an introduction; who was invited hears of another day, time or place. Returns how many mails that is.

    Raises ChangedMeanwhile when somebody saved it after `version`, and IsCancelled.
    """
    current = _locked(meeting)
    if current.version != version:
        raise ChangedMeanwhile
    before = {name: getattr(current, name) for name in FIELDS}
    same_guides = set(current.guides.values_list("pk", flat=True)) == {guide.pk for guide in guides}
    if before == {name: fields[name] for name in FIELDS} and same_guides:
        return 0
    for name in FIELDS:
        setattr(current, name, fields[name])
    current.version += 1
    current.save()
    current.guides.set(guides)
    AuditEvent.record("introduction.changed", current, by=by, institution=current.institution)
    if any(name in TOLD and before[name] != fields[name] for name in FIELDS) and not current.is_over:
        mails = len(queue_changed(current, before))
        _let_start_mails_follow(current.guests.all())
        return mails
    return 0


@transaction.atomic
def cancel_meeting(*, meeting, by):
    """Let an introduction lapse and tell who was invited; returns how many mails. Twice does it once."""
    try:
        current = _locked(meeting)
    except IsCancelled:
        return 0
    current.cancelled_at = timezone.now()
    current.version += 1
    current.save(update_fields=["cancelled_at", "version"])
    AuditEvent.record("introduction.cancelled", current, by=by, institution=current.institution)
    if not current.is_over:
        reopen_for(current, current.guests.values_list("placement_id", flat=True), by=by)
    return 0 if current.is_over else len(queue_cancelled(current))


@transaction.atomic
def add_guests(*, meeting, placements, by):
    """Expect these as well; returns those who are new. Who is expected elsewhere, or here already, is left out.

    What was ticked for everybody is ticked for them too.
    """
    current = _locked(meeting)
    pks = [one.pk for one in placements]
    rows = Placement.objects.select_for_update().filter(pk__in=pks, institution_id=current.institution_id)
    free = list(without_meeting(rows).order_by("pk"))
    guests = IntroGuest.objects.bulk_create(
        IntroGuest(meeting=current, institution_id=current.institution_id, placement=one) for one in free
    )
    if guests:
        AuditEvent.record(
            "introduction.guests_added", current, by=by, institution=current.institution, number=len(guests)
        )
        for step in current.steps.filter(done_at__isnull=False, signal=""):
            _tick_of_guests(step, is_done=True, by=by, placements=free)
        tick_for(current, [one.pk for one in free], by=by)
    return guests


@transaction.atomic
def remove_guest(*, guest, by):
    """Expect somebody no longer, as long as there was no invitation and nothing was noted; returns whether it did."""
    current = _locked(guest.meeting)
    rows = IntroGuest.objects.filter(pk=guest.pk, invited_at=None, present=None, marked_at=None)
    removed, _ = rows.delete()
    if removed:
        reopen_for(current, [guest.placement_id], by=by)
        AuditEvent.record("introduction.guest_removed", current, by=by, institution=current.institution)
    return bool(removed)


@transaction.atomic
def invite_guests(*, meeting, shown, by):
    """Invite those of `shown` (keys of guests) who were not; returns the mails. A second click sends nothing."""
    current = _locked(meeting)
    if current.is_over:
        return []
    rows = current.guests.select_for_update(of=("self",)).filter(pk__in=shown, invited_at=None)
    guests = list(rows.exclude(placement__status="cancelled").order_by("pk"))
    if not guests:
        return []
    now = timezone.now()
    IntroGuest.objects.filter(pk__in=[guest.pk for guest in guests]).update(invited_at=now)
    IntroMeeting.objects.filter(pk=current.pk, invited_at=None).update(invited_at=now)
    tick_for(current, [guest.placement_id for guest in guests], by=by)
    mails = queue_invitations(current, guests)
    _let_start_mails_follow(guests)
    for mail in mails:
        AuditEvent.record("placement.invited", mail.placement, by=by, institution=current.institution)
    return mails


@transaction.atomic
def let_go_of(*, placement, by):
    """Take back the invitations of a stage that begins on another day or elsewhere, for introductions to come.

    Where it is no longer at the location of the introduction, it goes off that list; else somebody decides there.
    Returns the introductions for which the student had an invitation.
    """
    let_go = []
    for guest in coming_guests(placement):
        current = _locked(guest.meeting)
        if guest.invited_at:
            let_go.append(current)
        if current.location_id == placement.leerplaats.location_id:
            IntroGuest.objects.filter(pk=guest.pk).update(invited_at=None)
        else:
            IntroGuest.objects.filter(pk=guest.pk).delete()
        reopen_for(current, [placement.pk], by=by)
    return let_go


def _let_start_mails_follow(guests):
    """A mail about the place that waits says when and where the first day begins now."""
    for guest in guests:
        correct_waiting(with_arrival(guest.placement_id))


def note_present(*, meeting, guest_pk, present, by):
    """Note of one guest whether they are there (None: not noted). Only that row is written, so two at the door
    never undo each other's work. Returns whether there is such a guest.
    """
    rows = IntroGuest.objects.filter(meeting=meeting, pk=guest_pk)
    return bool(rows.update(present=present, noted_by=None if present is None else by))


@transaction.atomic
def tick_steps(*, meeting, wanted, by):
    """Make steps done or open by `wanted` {key: done}; others stay, and what is so already stays as it was.

    The same line on the list of each expected student goes along: nobody ticks it twice.
    """
    steps = meeting.steps.select_for_update().filter(pk__in=wanted).order_by("pk")
    changed = [step for step in steps if (step.done_at is not None) != wanted[step.pk]]
    for step in changed:
        is_done = wanted[step.pk]
        step.done_at, step.done_by = (timezone.now(), by) if is_done else (None, None)
        step.save(update_fields=["done_at", "done_by"])
        absent = IntroGuest.objects.filter(meeting=meeting, present=False).values("placement")
        there = Placement.objects.active().filter(meetings__meeting=meeting).exclude(pk__in=absent)
        _tick_of_guests(step, is_done=is_done, by=by, placements=there)
    return changed


def _tick_of_guests(step, *, is_done, by, placements):
    """The same line on each list: by its words, so that a leerplaats with words of its own keeps its own tick."""
    tasks = Task.objects.filter(
        placement__in=placements, format=TemplateFormat.INTRODUCTION_CHECKLIST, text=step.text, signal=""
    )
    change_tasks(tasks=tasks, wanted=lambda task: DONE if is_done else OPEN, by=by)


def say_day(*, guest, mark, words):
    """Keep how the student's day was; `mark` None is: rather not say. Returns whether it is still the time for it."""
    meeting = IntroMeeting.objects.get(pk=guest.meeting_id)
    if not meeting.takes_answers:
        return False
    rows = IntroGuest.objects.filter(pk=guest.pk)
    return bool(rows.update(day_mark=mark, day_words=words if mark else "", marked_at=timezone.now()))


def _locked(meeting):
    current = IntroMeeting.objects.select_for_update(of=("self",)).with_place().get(pk=meeting.pk)
    if current.cancelled_at:
        raise IsCancelled
    return current
