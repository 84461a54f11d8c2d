"""Help with one part from somebody without an account: ask, propose, and decide. Nothing here publishes."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from profiles.actions.leerplaatsprofielen import save_part
from profiles.enums import ContributionStatus as Status
from profiles.jobs import send_contribution_mail_job
from profiles.link_secrets import hash_of
from profiles.models import AuditEvent, Contribution
from profiles.questions import part_by_key

VALID_DAYS = 14
ASKED_A_DAY = 10  # per leerplaats
MAILS_A_DAY = 3  # per request for help
KEPT_DAYS = 90
DAY = timedelta(days=1)
STEPS = {
    Status.ASKED: {Status.SENT, Status.WITHDRAWN},
    Status.SENT: {Status.SENT, Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN},
    Status.DECLINED: {Status.ACCEPTED, Status.DECLINED},  # on second thoughts
    Status.WITHDRAWN: {Status.ASKED, Status.SENT},  # taken back by sending the link again
    Status.ACCEPTED: set(),
}


class TooMany(Exception):
    """Too much was asked or mailed in the last 24 hours."""


class NotAllowed(Exception):
    """The step does not fit what happened with this request meanwhile."""


@transaction.atomic
def ask(*, leerplaats, part, name, email, note, by):
    """Ask somebody for help with a part, and have the link mailed. Raises TooMany.

    The same request, sent twice within the hour, is one request.
    """
    lately = leerplaats.contributions.filter(asked_at__gt=timezone.now() - DAY)
    same = lately.filter(part=part.key, email=email, status=Status.ASKED, asked_at__gt=timezone.now() - DAY / 24)
    if known := same.first():
        return known
    if lately.count() >= ASKED_A_DAY:
        raise TooMany
    contribution = Contribution.objects.create(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        part=part.key,
        name=name,
        email=email,
        note=note,
        token_hash=hash_of(secrets.token_urlsafe(32)),  # of a token nobody has; the mail brings a new one
        asked_by=by,
        expires_at=_expiry(),
    )
    _record("help_asked", contribution, by)
    _mail("link", contribution)
    return contribution


@transaction.atomic
def send_again(*, contribution, by):
    """Mail a new link; the older one stops working. Raises NotAllowed after a decision, and TooMany."""
    contribution = _locked(contribution)
    if contribution.status in (Status.ACCEPTED, Status.DECLINED):
        raise NotAllowed
    events = AuditEvent.objects.filter(subject=f"profiles.contribution:{contribution.pk}", what="help_mailed_again")
    if events.filter(at__gt=timezone.now() - DAY).count() >= MAILS_A_DAY:
        raise TooMany
    if contribution.status == Status.WITHDRAWN:
        _step(contribution, Status.ASKED if contribution.answers is None else Status.SENT)
    contribution.expires_at = _expiry()
    contribution.save()
    _record("help_mailed_again", contribution, by)
    _mail("link", contribution)


@transaction.atomic
def withdraw(*, contribution, by):
    """Close the link. Returns whether it still was open."""
    contribution = _locked(contribution)
    if Status.WITHDRAWN not in STEPS[contribution.status]:
        return False
    _step(contribution, Status.WITHDRAWN)
    contribution.save()
    _record("help_withdrawn", contribution, by)
    return True


@transaction.atomic
def new_token(contribution):
    """A new secret for the link; of the token only the hash is kept. Called while sending, and nowhere else."""
    token = secrets.token_urlsafe(32)
    Contribution.objects.filter(pk=contribution.pk).update(token_hash=hash_of(token))
    return token


def open_contributions():
    """The requests whose link works now."""
    return Contribution.objects.filter(
        status__in=[Status.ASKED, Status.SENT],
        expires_at__gt=timezone.now(),
        leerplaats__archived_at__isnull=True,
    )


def received(leerplaats):
    """The proposals somebody must decide about, as (contribution, part) pairs, newest first."""
    return [(row, part_by_key(row.part)) for row in leerplaats.contributions.filter(status=Status.SENT)]


def find(token):
    """The request of a link that works, with its leerplaats and profile, or None for every reason why not."""
    rows = open_contributions().select_related(
        "leerplaats__institution", "leerplaats__location", "leerplaats__profile", "asked_by"
    )
    return rows.filter(token_hash=hash_of(token)).first()


@transaction.atomic
def propose(*, contribution, answers, seen):
    """Keep what somebody proposes, in place of what they proposed before; the first one is told by mail.

    `answers` are only the questions they changed, `seen` the fingerprints of what they changed them from.
    Raises NotAllowed when the request was closed while they wrote.
    """
    contribution = _locked(contribution)
    is_first = contribution.status == Status.ASKED
    _step(contribution, Status.SENT)
    contribution.answers, contribution.seen, contribution.sent_at = answers, seen, timezone.now()
    contribution.save()
    if is_first:
        _record("help_received", contribution, None)
        _mail("received", contribution)


@transaction.atomic
def accept(*, contribution, part, keys, shown, by):
    """Take over the answers of the questions `keys` in the concept.

    `shown` are the fingerprints of the answers the person saw beside the proposal. Raises Clash of
    actions.leerplaatsprofielen when one of those changed since, and NotAllowed; then nothing is stored.
    """
    contribution = _locked(contribution)
    _step(contribution, Status.ACCEPTED, by)
    answers = {key: contribution.answers[key] for key in keys}
    saved = save_part(leerplaats=contribution.leerplaats, part=part, answers=answers, seen=shown, by=by)
    contribution.save()
    _record("help_accepted", contribution, by, questions=sorted(keys))
    _mail("thanks", contribution)
    return saved


@transaction.atomic
def decline(*, contribution, by):
    """Take nothing over, and say thanks. Returns False when that was done already; raises NotAllowed."""
    contribution = _locked(contribution)
    if contribution.status == Status.DECLINED:
        return False
    _step(contribution, Status.DECLINED, by)
    contribution.save()
    _record("help_declined", contribution, by)
    _mail("thanks", contribution)
    return True


def forget_old(now=None):
    """Remove requests KEPT_DAYS after the decision or the end of their link: names of people we need no longer."""
    before = (now or timezone.now()) - timedelta(days=KEPT_DAYS)
    undecided = Q(decided_at__isnull=True, expires_at__lt=before)
    return Contribution.objects.filter(undecided | Q(decided_at__lt=before)).delete()[0]


def _locked(contribution):
    return Contribution.objects.select_for_update().get(pk=contribution.pk)


def _step(contribution, status, by=None):
    """Change the status of a locked row, not stored yet. Raises NotAllowed."""
    if status not in STEPS[contribution.status]:
        raise NotAllowed
    contribution.status = status
    if status in (Status.ACCEPTED, Status.DECLINED):
        contribution.decided_at, contribution.decided_by = timezone.now(), by


def _record(what, contribution, by, **detail):
    AuditEvent.record(what, contribution, by=by, institution=contribution.institution, part=contribution.part, **detail)


def _mail(kind, contribution):
    send_contribution_mail_job.defer(kind=kind, contribution_id=contribution.pk)


def _expiry():
    return timezone.now() + timedelta(days=VALID_DAYS)
