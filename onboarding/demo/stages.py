"""Confirms the stages that are agreed, and moves them on to where they would be today.

The placements, tasks and mails are made by the actions of the product. Only their moments are moved to the
past afterwards, because in the demo everything happens in one second.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.confirming import confirm_proposals
from onboarding.actions.guide_mails import GUIDES
from onboarding.actions.links import ensure_student_user
from onboarding.actions.placements import change_arrival
from onboarding.actions.seen import note_seen
from onboarding.actions.statuses import change_status
from onboarding.actions.tasks import settle
from onboarding.demo.organisations import coordinator, praktijkopleider
from onboarding.enums import MessageStatus, PlacementStatus, ProposalStatus
from onboarding.models import MatchRun, Message, Placement, Proposal, Task
from profiles.models import AuditEvent
from toolbox.enums import Owner, Signal, TemplateFormat

AGREED_AHEAD = timedelta(days=45)  # before the start; later for who is not that far away yet
AGREED_LATEST = timedelta(days=2)
CHOSEN = {"why": ["Jullie kozen deze plek zelf."], "mind": [], "without": [], "helps": []}
MAIL_PROBLEM = "Het e-mailadres bestaat niet. De mail kwam terug."
MAILED_AFTER = timedelta(minutes=1)
SEEN_AFTER = timedelta(days=1)


def make_stages(region, pairs, *, offers, leerplaatsen, users, today):
    """A confirmed stage for every student with a leerplaats, with tasks and mail as far as they would be today."""
    agreed = [(content, request) for content, request in pairs if content.leerplaats]
    contents = {request.pk: content for content, request in agreed}
    for institution in region.institutions:
        group = [pair for pair in agreed if pair[0].institution == institution.key]
        by = coordinator(institution, users)
        proposals = _proposals(group, offers, leerplaatsen, by)
        confirm_proposals(proposals=proposals, by=by)
    placements = list(Placement.objects.with_people().order_by("pk"))
    for placement in placements:
        _move_on(placement, contents[placement.request_id], users)
    _date_confirmations(placements, contents, today)
    leaders = {
        leerplaatsen[institution.key, place.key].pk: praktijkopleider(institution, place.key, users)
        for institution in region.institutions
        for place in institution.leerplaatsen
    }
    _do_tasks(placements, contents, leaders, today)


def _proposals(group, offers, leerplaatsen, by):
    by_period = defaultdict(list)
    for content, request in group:
        by_period[request.period_id].append((content, request))
    proposals = []
    for together in by_period.values():
        first = together[0][1]
        run = MatchRun.objects.create(
            institution=first.institution, period=first.period, made_by=by, placed=len(together), unplaced=0
        )
        for content, request in together:
            leerplaats = leerplaatsen[content.institution, content.leerplaats]
            proposals.append(
                Proposal(
                    request=request,
                    institution_id=request.institution_id,
                    run=run,
                    offer=offers[leerplaats.pk, request.period_id, request.programme_id, request.year],
                    status=ProposalStatus.LOCKED,
                    locked_by=by,
                    locked_at=timezone.now(),
                    reasons=CHOSEN,
                )
            )
    return Proposal.objects.bulk_create(proposals)


def _move_on(placement, content, users):
    """Let the student have an account, the mail be sent, the werkbegeleider known and the page seen."""
    placement.student.user = ensure_student_user(student=placement.student)
    if content.progress != "mail":
        change_status(placement, PlacementStatus.INFORMED, by=None)
        settle(placements=[placement], signal=Signal.MAIL_SENT)
    if content.werkbegeleider:
        change_arrival(
            placement=placement,
            version=placement.version,
            by=placement.confirmed_by,
            werkbegeleider=users[content.werkbegeleider],
            start_time=placement.start_time,
            report_place=placement.report_place,
        )
        placement.werkbegeleider = users[content.werkbegeleider]
    if content.progress in ("all", "started"):
        note_seen(placement=placement)


def _date_confirmations(placements, contents, today):
    to_students = Message.objects.filter(placement__isnull=False)
    messages = {message.placement_id: message for message in to_students}
    log = defaultdict(list)
    for event in AuditEvent.objects.filter(what__startswith="placement."):
        log[event.subject].append(event)
    for placement in placements:
        progress = contents[placement.request_id].progress
        moment = _at(min(placement.starts_on - AGREED_AHEAD, today - AGREED_LATEST), 9)
        placement.confirmed_at = moment
        placement.first_seen_at = moment + SEEN_AFTER if progress in ("all", "started") else None
        _date_mail(messages[placement.pk], moment, is_failed=progress == "mail")
        for event in log[f"onboarding.placement:{placement.pk}"]:
            event.at = moment
    told = _at(today - AGREED_LATEST, 10)
    Message.objects.filter(key__startswith=GUIDES).update(
        created_at=told, claimed_at=told, sent_at=told + MAILED_AFTER, send_after=None, status=MessageStatus.SENT
    )
    Placement.objects.bulk_update(placements, ["confirmed_at", "first_seen_at"])
    Message.objects.bulk_update(messages.values(), ["created_at", "claimed_at", "sent_at", "status", "problem"])
    AuditEvent.objects.bulk_update([event for events in log.values() for event in events], ["at"])


def _date_mail(message, moment, *, is_failed):
    message.created_at = message.claimed_at = moment
    message.status = MessageStatus.FAILED if is_failed else MessageStatus.SENT
    message.sent_at = None if is_failed else moment + MAILED_AFTER
    message.problem = MAIL_PROBLEM if is_failed else ""


def _do_tasks(placements, contents, leaders, today):
    """Tick what somebody would have done by now, and date what the portal ticked by itself."""
    tasks = list(Task.objects.filter(placement__in=placements).order_by("placement", "-format", "position"))
    by_placement = {placement.pk: placement for placement in placements}
    student_turn = defaultdict(int)
    for task in tasks:
        placement = by_placement[task.placement_id]
        progress = contents[placement.request_id].progress
        if task.done_at is None and not task.signal:
            if task.owner == Owner.STUDENT:
                student_turn[placement.pk] += 1
                is_done = _student_did(task, student_turn[placement.pk], progress, today)
            else:
                is_done = _staff_did(task, progress, today)
            if is_done:
                task.done_by = _doer(task, placement, leaders)
                task.done_at = timezone.now()
        if task.done_at:
            day = min(task.due_on or today, today - timedelta(days=1))
            task.done_at = _own_moment(task, placement) or max(_at(day, 11), placement.confirmed_at)
    Task.objects.bulk_update(tasks, ["done_at", "done_by"], batch_size=1000)


def _own_moment(task, placement):
    """When the portal itself saw it happen; None for what people tick."""
    moments = {
        Signal.CONFIRMED: placement.confirmed_at,
        Signal.MAIL_SENT: placement.confirmed_at + MAILED_AFTER,
        Signal.PAGE_SEEN: placement.first_seen_at,
    }
    return moments.get(task.signal)


def _staff_did(task, progress, today):
    """What staff would have done: all of it before the start, or what was due, or all but the last that was due."""
    if task.due_on is None:
        return False
    is_due = task.due_on < today
    if task.format == TemplateFormat.INWERKDOCUMENT or progress in ("busy", "mail", "unseen"):
        return is_due
    if progress == "late":
        return is_due and not task.critical
    return is_due or task.format == TemplateFormat.STARTLIJST


def _student_did(task, turn, progress, today):
    """Students run a little behind: one in five of what was due is still open, unless the stage has begun.

    The first thing on the list, reading the profile, most do as soon as the mail is there.
    """
    if task.due_on is None or task.due_on > today:
        return turn == 1 and task.format == TemplateFormat.STARTLIJST and progress == "busy"
    return (progress == "started" and task.format == TemplateFormat.STARTLIJST) or turn % 5 != 0


def _doer(task, placement, leaders):
    match task.owner:
        case Owner.STUDENT:
            return placement.student.user
        case Owner.WERKBEGELEIDER:
            return placement.werkbegeleider
        case Owner.PRAKTIJKOPLEIDER:
            return leaders[placement.leerplaats_id]
    return placement.confirmed_by


def _at(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))
