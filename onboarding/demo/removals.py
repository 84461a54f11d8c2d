"""Terms, removed stages of earlier school years, and a student who asks to be removed: so that the lists are filled.

The removed stages never had a person in the demo: only their weeks and hours are made, as removing leaves them.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from onboarding.demo.organisations import coordinator
from onboarding.enums import LearningWay, RetentionKind
from onboarding.models import EarlyRemoval, Placement, PlacementRequest, RealisedStage, Removal, RetentionTerm
from onboarding.realised import school_year_of
from profiles.models import Leerplaats

DECIDED_AGO, REMOVED_AGO, ASKED_AGO = timedelta(days=40), timedelta(days=9), timedelta(days=2)
FIRST, HBO = "kadeburg", 6
# Per removed stage: years ago, which leerplaats and opleiding in their order, weeks and hours.
EARLIER = (
    (1, 0, 0, 20, "480"),
    (1, 0, 1, 20, "560"),
    (1, 1, 1, 18, "504.5"),
    (1, 1, 2, 20, "640"),
    (1, 2, 0, 10, "240"),
    (2, 0, 0, 20, "480"),
    (2, 1, 1, 19, "532"),
)
BBL_EVERY = 4  # of the mbo students one in so many works and learns


def make_learning_ways():
    """The leerweg of each request, by the order in which they stand."""
    asked = list(PlacementRequest.objects.select_related("programme").order_by("pk"))
    for place, one in enumerate(asked, 1):
        one.learning_way = _way(place, one.programme.level)
    PlacementRequest.objects.bulk_update(asked, ["learning_way"])


def _way(place, level):
    if level == HBO:
        return LearningWay.FULL_TIME
    return LearningWay.BBL if place % BBL_EVERY == 0 else LearningWay.BOL


def make_removals(region, *, institutions, programmes, users, today):
    """For every institution: stages of earlier school years and what was removed; for the first also a term."""
    opleidingen = sorted(programmes.values(), key=lambda one: (one.level, one.name))
    for home in institutions.values():
        places = list(Leerplaats.objects.filter(institution=home, archived_at=None).order_by("pk")[:3])
        RealisedStage.objects.bulk_create(
            RealisedStage(
                institution=home,
                leerplaats=places[place % len(places)],
                programme=opleidingen[programme % len(opleidingen)],
                learning_way=_way(1, opleidingen[programme % len(opleidingen)].level),
                school_year=school_year_of(today - timedelta(days=365 * years)),
                weeks=weeks,
                hours=Decimal(hours),
            )
            for years, place, programme, weeks, hours in EARLIER
        )
        for kind, number in ((RetentionKind.STAGE, 2), (RetentionKind.MAILS, 7)):
            Removal.objects.create(institution=home, kind=kind, day=today - REMOVED_AGO, number=number)
    content = next(one for one in region.institutions if one.key == FIRST)
    home = institutions[FIRST]
    RetentionTerm.objects.create(
        institution=home,
        kind=RetentionKind.LISTS,
        number=3,
        decided_at=timezone.make_aware(datetime.combine(today - DECIDED_AGO, time(10, 20))),
        decided_by=coordinator(content, users),
    )
    _ask_early(home, today)
    _leave_something_to_fill_in(home, today)


def _leave_something_to_fill_in(home, today):
    """Of one running stage nobody said the leerweg."""
    running = Placement.objects.running(today).filter(institution=home).order_by("pk").first()
    if running:
        PlacementRequest.objects.filter(pk=running.request_id).update(learning_way="")


def _ask_early(home, today):
    over = Placement.objects.active().filter(institution=home, ends_on__lt=today).order_by("ends_on", "pk").first()
    if over:
        moment = timezone.make_aware(datetime.combine(today - ASKED_AGO, time(15, 5)))
        EarlyRemoval.objects.create(student=over.student, institution=home, asked_at=moment)
