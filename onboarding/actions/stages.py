"""Stages that change after they were confirmed: moved, dated anew, or cancelled, with everything that follows."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from onboarding.actions.introductions import let_go_of
from onboarding.actions.messages import START, plain, queue, stop, student_message, unsent
from onboarding.actions.placements import ChangedMeanwhile
from onboarding.actions.play_cards import make_cards
from onboarding.actions.staff_mails import coordinators_of_school, queue_staff_mails
from onboarding.actions.statuses import change_status
from onboarding.actions.talk_mails import rewrite_moved, stop_moved
from onboarding.actions.talks import store_changes
from onboarding.actions.tasks import redated, unsettle
from onboarding.actions.template_use import store
from onboarding.enums import CancelReason, MessageKind, MessageStatus, MoveReason, PlacementStatus, Refusal
from onboarding.known_facts import stage_facts
from onboarding.models import Placement, PlacementRequest, PlayCard, Proposal, Task
from onboarding.room import NoRoom, hold, load_room, stay_of
from onboarding.stage_changes import CHANGED, can_change, cards_to_make, has_started, plan, team_of
from onboarding.stage_checks import check
from profiles.models import AuditEvent
from toolbox.enums import Signal

SAVED = (
    "offer",
    "leerplaats",
    "seat",
    "starts_on",
    "ends_on",
    "weekdays",
    "earlier_weekdays",
    "start_time",
    "report_place",
    "werkbegeleider",
    "student_agreed_at",
    "cannot_come_at",
    "cannot_come_reason",
    "known_facts",
    "version",
)


class NoRoomLeft(Exception):
    """The stage does not fit there, or then; `room` says why."""

    def __init__(self, room):
        super().__init__(room.why)
        self.room = room


class CannotChange(Exception):
    """The stage has lapsed or is over, or has started: then it is not moved or cancelled any more."""


def read_stage(pk):
    """One stage with everything that a change of it touches."""
    rows = Placement.objects.select_related(
        "student__school",
        "request__programme",
        "request__period",
        "institution",
        "offer",
        "leerplaats__location",
        "leerplaats__institution",
        "leerplaats__profile__published",
        "werkbegeleider",
    )
    return rows.get(pk=pk)


@transaction.atomic
def change_stage(*, placement, version, terms, by, instruction="", today=None):
    """Move or date a stage anew by `terms`; returns the StagePlan that was done, or None when nothing changed.

    Tasks are dated anew (done ones stay), mails that wait are stopped, the student and the team get a mail with what
    was and what is, and the old place is free. Raises ChangedMeanwhile on an old `version`, CannotChange and
    NoRoomLeft.
    """
    today = today or timezone.localdate()
    hold(institutions=[placement.institution_id])
    hold(
        institutions=[placement.institution_id],
        offers={placement.offer_id, terms.offer.pk},
        students=[placement.student_id],
    )
    Placement.objects.select_for_update().get(pk=placement.pk)
    current = read_stage(placement.pk)
    if current.version != version:
        raise ChangedMeanwhile
    _check_allowed(current, terms, today)
    found = plan(current, terms, today)
    if found is None:
        return None
    if why := check(found).refusal:
        raise NoRoomLeft(NoRoom(Refusal.RULE, rule=why))
    _seat(found)
    _save(found)
    if found.introductions:
        let_go_of(placement=found.after, by=by)
    store_changes(found.talks, why=MoveReason.DATES, by=by)
    if found.moves:  # a room of the old leerplaats
        found.after.talks.filter(held_at=None).update(place="")
    stop(unsent(current, moves=found.moves))
    rewrite_moved(found.after)
    _tell(found, instruction)
    changed = {fact.label: [fact.old, fact.new] for fact in found.facts}
    AuditEvent.record("placement.changed", current, by=by, institution=current.institution, changed=changed)
    return found


def _check_allowed(current, terms, today):
    fixed = terms.offer != current.offer or terms.starts_on != current.starts_on
    if not can_change(current, today) or (has_started(current, today) and fixed):
        raise CannotChange


def _seat(found):
    """Take the place of the stage as it becomes; raises NoRoomLeft."""
    before, after = found.before, found.after
    others = Placement.objects.active().filter(student=after.student_id).exclude(pk=after.pk)
    if others.filter(starts_on__lte=after.ends_on, ends_on__gte=after.starts_on).exists():
        raise NoRoomLeft(NoRoom(Refusal.BUSY))
    room = load_room([after.offer], without=before)
    stay = stay_of(after)
    if after.offer_id == before.offer_id:
        refusal = room.limit_refusal(leerplaats=after.leerplaats_id, stay=stay)
    else:
        place = {"offer": after.offer_id, "leerplaats": after.leerplaats_id}
        refusal = room.refusal(**place, school=after.school_id, stay=stay)
    if refusal:
        raise NoRoomLeft(refusal)
    if after.offer_id != before.offer_id:
        after.seat = room.take(offer=after.offer_id, leerplaats=after.leerplaats_id, stay=stay)


def _save(found):
    after = found.after
    after.student_agreed_at = after.cannot_come_at = None
    after.cannot_come_reason = ""
    if after.known_facts:  # who saw the page before it kept where and when, knew that all the same
        after.known_facts = stage_facts(found.before) | after.known_facts
    after.version += 1
    after.save(update_fields=SAVED)
    Task.objects.bulk_update(found.redated, ["due_on"], batch_size=500)
    store(found.lists)
    if found.loses_guide:
        unsettle(placements=[after], signal=Signal.SUPERVISOR_KNOWN)
        opened = after.tasks.filter(signal=Signal.SUPERVISOR_KNOWN)
        Task.objects.bulk_update(redated(after, opened), ["due_on"])
    Proposal.objects.filter(request=after.request_id).update(offer=after.offer)
    if found.moves:
        templates = cards_to_make(found)
        PlayCard.objects.filter(pk__in=[card.pk for card in found.cards]).delete()
        make_cards(placements=[after], templates=templates)


def _tell(found, instruction):
    after = found.after
    key = f"{CHANGED}{after.pk}:{after.version}" if found.told_before else f"{START}{after.pk}"
    kind = MessageKind.CHANGE if found.told_before else MessageKind.START
    queue([student_message(key, after, *found.mail(instruction), kind=kind)])
    queue_staff_mails(
        key=f"team-changed:{after.pk}:{after.version}",
        institution=after.institution,
        people=found.team,
        subject=f"De stage van {after.student.short_name} is veranderd",
        template="team_stage_changed",
        context={"placement": after, "facts": found.facts},
    )
    queue_staff_mails(
        key=f"school-changed:{after.pk}:{after.version}",
        institution=after.institution,
        people=found.school_people,
        subject=f"De stage van {after.student.short_name} is veranderd",
        template="school_stage_changed",
        context={"placement": after, "facts": found.facts},
    )


@transaction.atomic
def cancel_placement(
    *, placement, by, reason=CancelReason.MISTAKE, still_looking=True, instruction="", version=None, today=None
):
    """Let a stage lapse before it starts: the place is free again. Twice does it once; returns whether it is new.

    With `still_looking` the student can be matched anew, else the request is withdrawn too. Who was told about the
    stage hears that it lapsed, and so do the team and the school. Raises CannotChange when it has started, and
    ChangedMeanwhile when it is not the `version` any more that the person saw (None: whatever it is).
    """
    today = today or timezone.localdate()
    hold(institutions=[placement.institution_id])
    Placement.objects.select_for_update().get(pk=placement.pk)
    current = read_stage(placement.pk)
    if current.status == PlacementStatus.CANCELLED:
        return False
    if version is not None and current.version != version:
        raise ChangedMeanwhile
    if has_started(current, today):
        raise CannotChange
    _tell_cancelled(current, reason, still_looking, instruction, by)
    now = timezone.now()
    current.cancelled_at, current.cancelled_by = now, by
    current.cancel_reason = reason
    current.version += 1
    current.save(update_fields=["cancel_reason", "version"])
    change_status(current, PlacementStatus.CANCELLED, by=by)
    Proposal.objects.filter(request=current.request_id).delete()
    if not still_looking:
        PlacementRequest.objects.filter(pk=current.request_id, withdrawn_at=None).update(
            withdrawn_at=now, withdrawn_by=by, withdraw_reason=reason
        )
    return True


def was_told(placement):
    """Whether a mail said where the stage is, so that the student must hear that it lapses."""
    sent = [MessageStatus.SENT, MessageStatus.SENDING]
    return placement.messages.filter(status__in=sent).exists() or placement.first_seen_at is not None


def cancelled_mail(placement, *, still_looking, instruction=""):
    """Subject and body of the mail to a student whose stage lapses; `still_looking` is None until that is chosen."""
    subject = f"{placement.student.given_name}, je stage op {placement.leerplaats.name} gaat niet door"
    context = {
        "placement": placement,
        "still_looking": still_looking,
        "instruction": plain(instruction),
        "site": settings.SITE_NAME,
    }
    return subject, render_to_string("emails/stage_cancelled.txt", context)


def _tell_cancelled(placement, reason, still_looking, instruction, by):
    stop(unsent(placement, moves=True, lapses=True))
    stop_moved(placement)
    if was_told(placement):
        subject, body = cancelled_mail(placement, still_looking=still_looking, instruction=instruction)
        queue([student_message(f"cancelled:{placement.pk}", placement, subject, body, kind=MessageKind.CHANGE)])
    people = [*team_of(placement), *coordinators_of_school(placement.school)]
    queue_staff_mails(
        key=f"team-cancelled:{placement.pk}",
        institution=placement.institution,
        people=[user for user in dict.fromkeys(people) if user != by],
        subject=f"De stage van {placement.student.short_name} gaat niet door",
        template="team_stage_cancelled",
        context={"placement": placement, "reason": CancelReason(reason).label, "still_looking": still_looking},
    )
