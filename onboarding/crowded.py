"""Places on which more students stand than there are: somebody was fixed there by hand, after the proposal."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count

from onboarding.boards import places_now
from onboarding.enums import ProposalStatus
from onboarding.models import Proposal
from profiles.dutch import count
from profiles.models import PlaceOffer


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


@dataclass(frozen=True)
class Crowd:
    """More students on an offer than there are places for them."""

    students: int
    places: int

    @property
    def words(self):
        """ "3 studenten op 2 plekken"."""
        return f"{count(self.students, 'student', 'studenten')} op {count(self.places, 'plek', 'plekken')}"


def over_full(proposals):
    """Per offer (key) the Crowd of those with more koppelingen, loose and fixed, than places.

    `proposals` are the open ones of a period (a queryset). Places with a stage on them and places held free are
    taken; those held for a school are there for its students. In a fixed number of queries.
    """
    rows = proposals.order_by().filter(offer__isnull=False).values_list("offer", "request__school")
    asked = defaultdict(Counter)
    for offer, school, number in rows.annotate(number=Count("pk", distinct=True)):
        asked[offer][school] += number
    places, pencilled = places_now(list(PlaceOffer.objects.filter(pk__in=asked).only("number")))
    found = {}
    for offer, schools in asked.items():
        own = sum(min(number, pencilled.get((offer, school), 0)) for school, number in schools.items())
        if schools.total() > places[offer] + own:
            found[offer] = Crowd(schools.total(), places[offer] + own)
    return found
