"""The werkbank of the demo region: places held free, a proposal that was taken over, and what was fixed by hand."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.actions.held import hold_places
from onboarding.actions.matching import lock_proposal, make_proposal
from onboarding.demo.organisations import coordinator
from onboarding.enums import ProposalStatus
from onboarding.models import MatchRun, Proposal
from profiles.models import AuditEvent, HeldPlaces

INSTITUTION, PERIOD = "kadeburg", 1  # the period that comes
# Leerplaats, programme, year, number, school of the group (or nobody yet), weeks that it holds, and why.
HELD = (
    ("de-steiger", "mbov", 3, 1, "maasmond", 6, "De groep komt met een eigen docent."),
    ("de-vloedlijn", "vig", 3, 1, "", 4, "Voor een zij-instromer."),
)
FIXED = 4  # koppelingen, in order of the alphabet
MADE_AGO, FIXED_AGO = timedelta(days=3), timedelta(days=2)


def make_board(region, *, institutions, schools, programmes, periods, offers, leerplaatsen, users, today):
    """Held places, a proposal that was taken over, and a few koppelingen that are fixed."""
    institution, period = institutions[INSTITUTION], periods[PERIOD]
    by = coordinator(next(one for one in region.institutions if one.key == INSTITUTION), users)
    for key, programme, year, number, school, weeks, why in HELD:
        leerplaats = leerplaatsen[INSTITUTION, key]
        hold_places(
            offer=offers[leerplaats.pk, period.pk, programmes[programme].pk, year],
            number=number,
            school=schools.get(school),
            until=today + timedelta(weeks=weeks),
            note=why,
            by=by,
        )
    run = make_proposal(institution=institution, period=period, by=by)
    loose = Proposal.objects.filter(run=run, offer__isnull=False, status=ProposalStatus.PROPOSED)
    for proposal in loose.order_by("request__student__sort_name", "pk")[:FIXED]:
        lock_proposal(proposal=proposal, by=by)
    _date(run, today)


def _date(run, today):
    """A proposal of some days ago, and what was fixed after it."""
    made, fixed = (timezone.make_aware(datetime.combine(today - ago, time(10, 40))) for ago in (MADE_AGO, FIXED_AGO))
    MatchRun.objects.filter(pk=run.pk).update(made_at=made, taken_at=made)
    Proposal.objects.filter(run=run, status=ProposalStatus.LOCKED).update(locked_at=fixed)
    HeldPlaces.objects.filter(institution=run.institution).update(held_at=made)
    AuditEvent.objects.filter(what__in=["proposal.made", "proposal.taken", "places.held"]).update(at=made)
    AuditEvent.objects.filter(what="proposal.locked", institution=run.institution).update(at=fixed)
