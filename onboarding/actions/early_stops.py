"""Noting that a stage stops before its last day, with everything that follows, and taking that back."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import queue, stop, student_message, unsent
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.staff_mails import queue_staff_mails
from onboarding.actions.stages import NoRoomLeft, read_stage
from onboarding.actions.stopped_talks import put_talks_back, stop_talks
from onboarding.actions.talk_mails import rewrite_moved
from onboarding.actions.tasks import redated
from onboarding.early_stops import (
    can_stop,
    can_take_back,
    first_and_last,
    goes_on_mail,
    redated_by_stop,
    stopped_mail,
    who_hear_it,
)
from onboarding.enums import MessageKind, Refusal
from onboarding.known_facts import stage_facts
from onboarding.models import EarlyStop, Placement, Task
from onboarding.room import NoRoom, hold, load_room, stay_of
from onboarding.stage_changes import team_of
from profiles.addresses import absolute
from profiles.dutch import long_date
from profiles.models import AuditEvent

SAVED = ("ends_on", "stopped_at", "known_facts", "version")
BACK = (*SAVED, "seat")


class CannotStop(Exception):
    """The stage has not begun, is over or lapsed, or the day does not lie in it."""


class TooLate(Exception):
    """It was noted too long ago to take it back."""


@transaction.atomic
def stop_stage(*, placement, last_day, reason, by, version, instruction="", today=None):
    """Let a stage end on `last_day`, before its planned end; returns the EarlyStop, or None when it stopped already.

    Tasks of the farewell are dated anew, mails that wait are stopped, the place is free again, and student, team and
    school hear the day, not the reason. Raises ChangedMeanwhile on an old `version`, and CannotStop.
    """
    today = today or timezone.localdate()
    current = _held(placement)
    if current.stopped_at:
        return None
    if current.version != version:
        raise ChangedMeanwhile
    first, last = first_and_last(current, today)
    if not can_stop(current, today) or not first <= last_day <= last:
        raise CannotStop
    before = current.ends_on
    found = EarlyStop.objects.create(
        placement=current,
        institution_id=current.institution_id,
        planned_end=before,
        reason=reason,
        noted_by=by,
    )
    stop(unsent(current, moves=True))
    _end_on(current, last_day, SAVED, stopped_at=found.noted_at)
    Task.objects.bulk_update(redated_by_stop(current, list(current.tasks.all()), today), ["due_on"])
    stop_talks(stop=found, by=by)
    rewrite_moved(current)
    _tell(current, "stopped", stopped_mail(current, last_day, instruction), by, planned_end=before)
    _record("placement.stopped", current, by, before)
    return found


@transaction.atomic
def take_back_stop(*, placement, by, today=None):
    """Let a stage that stopped early go on as planned; returns whether it is new, so that twice does it once.

    Raises TooLate after the days to take it back, and NoRoomLeft when the place or the student is taken by now.
    """
    today = today or timezone.localdate()
    current = _held(placement)
    found = EarlyStop.objects.filter(placement=current).first()
    if found is None:
        return False
    if not can_take_back(found, today):
        raise TooLate
    before, planned_end = current.ends_on, found.planned_end
    current.seat = _free_seat(current, planned_end)
    stop(unsent(current, moves=True))
    EarlyStop.objects.filter(pk=found.pk).delete()
    found.placement = current
    _end_on(current, planned_end, BACK, stopped_at=None)
    Task.objects.bulk_update(redated(current, list(current.tasks.all())), ["due_on"])
    put_talks_back(stop=found, by=by)
    rewrite_moved(current)
    _tell(current, "goes-on", goes_on_mail(current), by, planned_end=planned_end)
    _record("placement.stop_taken_back", current, by, before)
    return True


def _held(placement):
    """The stage as it is stored now; nobody gives its place away or changes it meanwhile."""
    hold(
        institutions=[placement.institution_id],
        offers=[placement.offer_id],
        students=[placement.student_id],
    )
    Placement.objects.select_for_update().get(pk=placement.pk)
    return read_stage(placement.pk)


def _free_seat(placement, planned_end):
    """The own seat when nobody has it, else another one; raises NoRoomLeft."""
    others = Placement.objects.active().filter(student=placement.student_id).exclude(pk=placement.pk)
    if others.filter(starts_on__lte=planned_end, ends_on__gte=placement.starts_on).exists():
        raise NoRoomLeft(NoRoom(Refusal.BUSY))
    room, placement.ends_on = load_room([placement.offer], without=placement), planned_end
    place = {"offer": placement.offer_id, "leerplaats": placement.leerplaats_id}
    if refusal := room.refusal(**place, school=placement.school_id, stay=stay_of(placement)):
        raise NoRoomLeft(refusal)
    if placement.seat not in room.seats[placement.offer_id].taken:
        return placement.seat
    return room.take(**place, stay=stay_of(placement))


def _end_on(placement, day, saved, *, stopped_at):
    if placement.known_facts:  # what the student hears as new is the day, also when the page was never opened
        placement.known_facts = stage_facts(placement) | placement.known_facts
    placement.ends_on, placement.stopped_at = day, stopped_at
    placement.version += 1
    placement.save(update_fields=saved)


def _tell(placement, what, mail, by, *, planned_end):
    key = f"{what}:{placement.pk}:{placement.version}"
    queue([student_message(key, placement, *mail, kind=MessageKind.CHANGE)])
    goes_on, team, told = what == "goes-on", team_of(placement), who_hear_it(placement, by)
    pages = {
        reverse("placement-detail", args=[placement.pk]): [user for user in told if user in team],
        reverse("student-detail", args=[placement.student_id]): [user for user in told if user not in team],
    }
    for page, people in pages.items():
        queue_staff_mails(
            key=f"team-{key}",
            institution=placement.institution,
            people=people,
            subject=f"De stage van {placement.student.short_name} {'gaat toch door' if goes_on else 'stopt eerder'}",
            template="team_stage_goes_on" if goes_on else "team_stage_stopped",
            context={"placement": placement, "planned_end": planned_end, "page": absolute(page)},
        )


def _record(what, placement, by, before):
    changed = {"Laatste dag": [long_date(before), long_date(placement.ends_on)]}
    AuditEvent.record(what, placement, by=by, institution=placement.institution, changed=changed)
