"""What a student reads before there is a place: what was asked, the wishes, what happens now and whom to ask."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from onboarding.models import Placement, PlacementRequest
from onboarding.wish_times import WishTime, until_by_season, wish_time
from profiles.dutch import long_date


@dataclass(frozen=True)
class Waiting:
    """A request without a place, with the time for its wishes."""

    request: PlacementRequest
    time: WishTime

    @property
    def steps(self):
        """What happens now, in order."""
        name = self.request.institution.name
        first = []
        if self.time.is_open and not self.request.wishes_given_at:
            until = f" Dat kan tot en met {long_date(self.time.until)}." if self.time.until else ""
            first = [f"Jij geeft je wensen.{until}"]
        elif self.time.is_open:
            until = f" tot en met {long_date(self.time.until)}" if self.time.until else " zolang er geen plek is"
            first = [f"Je wensen zijn bewaard. Je kunt ze veranderen{until}."]
        return [
            *first,
            f"{name} zoekt een plek die past bij je opleiding en je dagen. Je wensen tellen mee. Ze zijn geen belofte.",
            "Is je plek bekend? Dan krijg je een mail, en staat hier alles over je stage.",
        ]


def open_requests(identity, today):
    """A Waiting for each request of the student that can still become a stage, the first start first."""
    standing = Prefetch("placements", queryset=Placement.objects.active(), to_attr="standing")
    requests = list(
        PlacementRequest.objects.of_student(identity.user)
        .waiting()
        .filter(ends_on__gte=today)
        .select_related("institution", "period", "programme", "school", "student")
        .prefetch_related(standing, "wishes__leerplaats")
        .order_by("starts_on", "pk")
    )
    until = until_by_season(requests)
    return [
        Waiting(one, wish_time(one, until.get((one.institution_id, one.period_id)), identity, today))
        for one in requests
    ]


def withdrawn_requests(identity, today):
    """The requests of the student that were withdrawn and could still have been a stage, with whether one `lapsed`."""
    lapsed = Placement.objects.filter(request=OuterRef("pk"), cancelled_at__isnull=False)
    rows = PlacementRequest.objects.of_student(identity.user).filter(withdrawn_at__isnull=False, ends_on__gte=today)
    return list(
        rows.select_related("institution", "school").annotate(lapsed=Exists(lapsed)).order_by("starts_on", "pk")
    )
