"""Students who help students, who was invited to the introduction, and one self-scan."""

from datetime import datetime, time, timedelta
from itertools import groupby

from django.db.models import Min
from django.utils import timezone

from onboarding.actions.buddies import offer, pair
from onboarding.actions.invitations import invite
from onboarding.enums import MessageStatus
from onboarding.models import Buddy, Message, Placement
from onboarding.student_sheets import with_facts
from profiles.models import User
from toolbox.guidance import qualities
from toolbox.models import SelfScan

WILLING = ("Daan", "Priyanka", "Leïla", "Hodan")
PAIRS = (("Noor", "Daan"), ("Emre", "Priyanka"))  # new student, mentor
PAIRED_AGO = timedelta(days=4)
INVITED_AGO = timedelta(days=19)
SCANNER = "samira@kadeburg.example"
# Answers in the order of the scan; the second time two things got better.
SCANS = (
    (timedelta(days=190), (3, 3, 1, 4, 3, 2, 2, 2, 4, 3, 2), "Elke dinsdag om 14.00 uur een gesprek met mijn student."),
    (timedelta(days=6), (4, 3, 2, 4, 3, 2, 3, 2, 4, 3, 3), "Na elk gesprek schrijven we samen op wie wat doet."),
)


def make_mentors(today):
    """Two pairs, and a few more students who want to be a mentor."""
    stages = {
        placement.student.given_name: placement
        for placement in Placement.objects.active().with_people().select_related("confirmed_by").order_by("-pk")
        if placement.student.given_name in {*WILLING, *(name for name, _ in PAIRS)}
    }
    for name in WILLING:
        offer(placement=stages[name], is_willing=True)
    for new, mentor in PAIRS:
        by = stages[new].confirmed_by
        pair(placement=stages[new], mentor=stages[mentor], today=today, by=by)
    Buddy.objects.update(paired_at=_moment(today - PAIRED_AGO))


def make_invitations(today):
    """Whoever starts on the first working day has an invitation; for the others it is still to be sent."""
    coming = Placement.objects.active().filter(starts_on__gt=today)
    first_day = coming.aggregate(first=Min("starts_on"))["first"]
    rows = with_facts(coming.filter(starts_on=first_day)).order_by("confirmed_by", "leerplaats", "pk")
    mails = []
    for by, group in groupby(rows.select_related("confirmed_by"), key=lambda row: row.confirmed_by):
        mails += invite(placements=list(group), by=by)
    moment = _moment(today - INVITED_AGO)
    Message.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        status=MessageStatus.SENT, created_at=moment, claimed_at=moment, sent_at=moment
    )


def make_self_scans(today):
    """Two self-scans of one person, half a year apart."""
    user = User.objects.get(email=SCANNER)
    for ago, answers, resolve in SCANS:
        SelfScan.objects.create(
            user=user,
            answers={quality.key: answer for quality, answer in zip(qualities(), answers, strict=True)},
            resolve=resolve,
            made_at=_moment(today - ago),
        )


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(15)))
