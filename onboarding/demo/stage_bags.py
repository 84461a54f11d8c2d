"""Stages of earlier half years as the figures count them: full bags of some leerplaatsen, better every half year."""

from collections import Counter
from random import Random

from django.db.models import Count

from onboarding.actions.stage_facts import count_stages
from onboarding.enums import LearningWay, StageBagKind, StageFact, StopReason
from onboarding.half_years import before, half_year_of, last_day
from onboarding.models import RealisedStage, StageBag
from onboarding.models.bags import ENOUGH
from onboarding.realised import school_year_of
from onboarding.stage_facts import NO, NOTICE, SETTLED, YES
from profiles.models import Leerplaats

# How many full bags each of the first leerplaatsen of an institution has, per half year, oldest first.
BAGS = ((2, 3, 2), (1, 2, 2), (1, 1, 1), (0, 1, 1))
WAITING = 3  # stages of one more leerplaats that nobody can read yet
# How often a fact is so in the oldest half year, and how much that changes every half year.
CHANCES = {
    StageFact.GUIDE: (0.55, 0.14),
    StageFact.READY: (0.4, 0.17),
    StageFact.TALKS: (0.5, 0.12),
    StageFact.STOPPED: (0.16, -0.04),
    StageFact.RETURNS: (0.35, 0.08),
}
NOTICE_WEIGHTS = ((2, 3, 3, 2), (3, 4, 2, 1), (5, 4, 1, 0))
REASONS = (StopReason.STUDY, StopReason.STUDY, StopReason.PRIVATE, StopReason.FIT, StopReason.GUIDANCE)


def make_stage_bags(today):
    """The bags above for the first leerplaatsen of each institution, and those of stages of the demo that are over."""
    count_stages(today)
    halves = [before(before(half_year_of(today))), before(half_year_of(today)), half_year_of(today)]
    busiest = Leerplaats.objects.in_use().annotate(stages=Count("placements")).order_by("institution", "-stages", "pk")
    places = {}
    for leerplaats in busiest:
        places.setdefault(leerplaats.institution_id, []).append(leerplaats)
    chance = Random(8)  # noqa: S311 - made-up stages, the same ones every time
    for group in places.values():
        for leerplaats, numbers in zip(group, BAGS, strict=False):
            for step, number in enumerate(numbers):
                for _ in range(number):
                    _bag(leerplaats, StageBagKind.STAGE, halves[step], _facts(ENOUGH, step, chance))
                    _weeks(leerplaats, min(last_day(halves[step]), today) - SETTLED)
        _bag(group[0], StageBagKind.STOP, halves[1], {StageFact.WHY: Counter(REASONS)})
        last = group[-1]
        if not StageBag.objects.filter(leerplaats=last, kind=StageBagKind.STAGE, closed=False).exists():
            _bag(last, StageBagKind.STAGE, halves[-1], _facts(WAITING, 2, chance), WAITING)


def _weeks(leerplaats, ended_on):
    """What the same stages left for the Stagefonds list when they were removed."""
    offer = leerplaats.offers.select_related("programme").order_by("pk").first()
    if offer is None:
        return
    stage = {"institution_id": leerplaats.institution_id, "leerplaats": leerplaats, "programme": offer.programme}
    stage |= {"learning_way": LearningWay.BOL, "school_year": school_year_of(ended_on), "weeks": 20, "hours": 512}
    RealisedStage.objects.bulk_create(RealisedStage(**stage) for _ in range(ENOUGH))


def _facts(number, step, chance):
    facts = {StageFact.NOTICE: Counter(chance.choices([value for value, _ in NOTICE], NOTICE_WEIGHTS[step], k=number))}
    for fact, (first, change) in CHANCES.items():
        so = sum(chance.random() < first + step * change for _ in range(number))
        facts[fact] = {answer: times for answer, times in ((YES, so), (NO, number - so)) if times}
    return facts


def _bag(leerplaats, kind, half_year, counts, number=ENOUGH):
    StageBag.objects.create(
        institution_id=leerplaats.institution_id,
        leerplaats=leerplaats,
        kind=kind,
        half_year=half_year,
        number=number,
        closed=number >= ENOUGH,
        counts=counts,
    )
