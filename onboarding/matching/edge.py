"""One student at one offer: what a sentence about a hard rule between the two needs."""

from dataclasses import dataclass

from onboarding.matching.model import Offer, Request, square_metres, travel_km

# In a straight line; about an hour and a half by bus and train, which few students can do every day.
FAR_KM = 30


@dataclass(frozen=True)
class Edge:
    """For whom and when the offer is, how far away, and who guides there.

    `km`: whole kilometres in a straight line, None when one of the positions is not known; never within the limit
    of the student by rounding when it is further. `asked` 0: any level of supervision will do.
    """

    programme: int
    year: int
    period: int
    km: int | None = None
    most_km: int | None = None
    asked: int = 0
    guides: int | None = None


def edge(request: Request, offer: Offer) -> Edge:
    """The Edge of this request and offer."""
    return Edge(
        *offer.group,
        km=kilometres(request, offer),
        most_km=request.most_km,
        asked=request.supervision,
        guides=offer.supervision,
    )


def kilometres(request: Request, offer: Offer) -> int | None:
    """Whole kilometres in a straight line; None when one of the positions is not known.

    Rounded, but one more than the limit where rounding would hide that it is broken.
    """
    if request.position is None or offer.position is None:
        return None
    km = travel_km(request, offer)
    if request.most_km == km and square_metres(request, offer) > (km * 1000) ** 2:
        return km + 1
    return km
