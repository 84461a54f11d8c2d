"""What leerplaatsen and students say in the demo region: questions that wait, one too late, answers, and "ik kom"."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.questions import accept, ask, decline
from onboarding.actions.student_answers import agree, cannot_come
from onboarding.demo.organisations import coordinator
from onboarding.enums import CancelReason, DeclineReason, MessageStatus, ProposalStatus
from onboarding.models import Message, Placement, PlaceQuestion, Proposal, Task
from profiles.models import AuditEvent, Membership
from toolbox.enums import Signal

INSTITUTION, PERIOD = "kadeburg", 1  # the period that comes
ASKED_AGO, ANSWERED_AGO = timedelta(days=2), timedelta(days=1)
LATE_SINCE = timedelta(days=3)
LATE_TERM = timedelta(days=14)  # how long that leerplaats had to answer
EXPLANATION = "Twee begeleiders zijn in die weken met verlof."
COMING = ("Mei-Lin", "Eline")
CANNOT = "Kaj"
OURS = ("question", "declined", "cannot")  # what the keys of the mails begin with


def make_answers(region, *, institutions, periods, users, today):
    """Five questions to leerplaatsen of the first institution, and what three students said."""
    by = coordinator(next(one for one in region.institutions if one.key == INSTITUTION), users)
    rows = Proposal.objects.filter(
        institution=institutions[INSTITUTION], request__period=periods[PERIOD], offer__isnull=False
    ).order_by("request__student__sort_name", "pk")
    fixed = list(rows.filter(status=ProposalStatus.LOCKED)[:2])
    loose = list(rows.filter(status=ProposalStatus.PROPOSED)[:3])
    chosen = Proposal.objects.filter(pk__in=[one.pk for one in (*fixed, *loose)])
    asked = {one.request_id: one for one in ask(proposals=chosen, due_on=today + timedelta(days=12), by=by).questions}
    first, _, _, late, no = (asked[one.request_id] for one in (*fixed, *loose))
    accept(question=first, by=_leader(first))
    decline(question=no, by=_leader(no), reason=DeclineReason.SUPERVISION, explanation=EXPLANATION)
    _date_questions(late, today)
    for name in COMING:
        placement = _placement(institutions[INSTITUTION], name)
        agree(placement=placement, by=placement.student.user)
    placement = _placement(institutions[INSTITUTION], CANNOT)
    cannot_come(placement=placement, reason=CancelReason.OTHER_PLACE, by=placement.student.user)
    moment = _at(today - ANSWERED_AGO, 9)
    Placement.objects.filter(student_agreed_at__isnull=False).update(student_agreed_at=moment)
    Placement.objects.filter(cannot_come_at__isnull=False).update(cannot_come_at=moment)
    _have_seen(Placement.objects.exclude(student_agreed_at=None, cannot_come_at=None), moment)
    _send_mails(today)
    told = ["placement.student_agreed", "placement.student_cannot", "question.accepted", "question.declined"]
    AuditEvent.objects.filter(what__in=told).update(at=moment)
    asked_events = AuditEvent.objects.filter(what="question.asked")
    asked_events.update(at=_at(today - ASKED_AGO, 11))
    late_asked = _at(today - LATE_SINCE - LATE_TERM, 11)  # before the day on which the answer had to be there
    asked_events.filter(subject=f"onboarding.placequestion:{late.pk}").update(at=late_asked)


def _leader(question):
    return Membership.objects.leaders_of(question.offer.leerplaats).first().user


def _placement(institution, given_name):
    rows = Placement.objects.active().filter(institution=institution).select_related("student__user")
    return rows.get(student__given_name=given_name)


def _have_seen(placements, moment):
    """Who answers has the page before them."""
    Task.objects.filter(placement__in=placements.filter(first_seen_at=None), signal=Signal.PAGE_SEEN).update(
        done_at=moment
    )
    placements.filter(first_seen_at=None).update(first_seen_at=moment)


def _date_questions(late, today):
    PlaceQuestion.objects.update(asked_at=_at(today - ASKED_AGO, 11))
    PlaceQuestion.objects.filter(answered_at__isnull=False).update(answered_at=_at(today - ANSWERED_AGO, 9))
    due_on = today - LATE_SINCE
    PlaceQuestion.objects.filter(pk=late.pk).update(due_on=due_on, asked_at=_at(due_on - LATE_TERM, 11))


def _send_mails(today):
    """These mails went when they were written."""
    moment = _at(today - ANSWERED_AGO, 9)
    for start in OURS:
        Message.objects.filter(key__startswith=start).update(
            status=MessageStatus.SENT, created_at=moment, claimed_at=moment, sent_at=moment
        )


def _at(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour, 5)))
