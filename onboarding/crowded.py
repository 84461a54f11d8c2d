"""Places on which more students stand than there are: somebody was fixed there by hand, after the proposal."""

from collections import Counter, defaultdict

from onboarding.boards import places_now
from onboarding.enums import ProposalStatus
from onboarding.models import Proposal


def given_away(proposals):
    """Per key of a loose proposal whose place is gone: for whom (a short name) that place was fixed.

    `proposals` have their offer and the student of their request at hand.
    """
    loose = [row for row in proposals if row.offer_id and row.status == ProposalStatus.PROPOSED]
    offers = {row.offer_id: row.offer for row in loose}
    fixed = Proposal.objects.filter(offer__in=offers, status=ProposalStatus.LOCKED).select_related("request__student")
    names, number = defaultdict(str), Counter()
    for row in fixed.order_by("locked_at", "pk"):
        names[row.offer_id] = row.request.student.short_name
        number[row.offer_id] += 1
    if not number:
        return {}
    places, pencilled = places_now([offers[pk] for pk in sorted(number)])
    return {
        row.pk: names[row.offer_id]
        for row in loose
        if number[row.offer_id]
        and number[row.offer_id] >= places[row.offer_id] + pencilled.get((row.offer_id, row.request.school_id), 0)
    }
