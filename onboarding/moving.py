"""Where a confirmed stage could move: the places that no hard rule forbids, with how much room each has."""

from dataclasses import dataclass

from onboarding.boards import load_board
from onboarding.matching.model import broken_rules
from onboarding.room import Seats, load_room
from profiles.models import PlaceOffer


@dataclass(frozen=True)
class Option:
    """A place that a stage can have; `words` says which, and how much room there is."""

    offer: PlaceOffer
    words: str


def options(placement):
    """The Options of a stage: its own place first, then by name those with room and without a rule against them.

    The days may change too, so only the form knows whether those fit; limits are held when it is done.
    """
    request = placement.request
    group = (request.programme_id, request.year)
    board = load_board(placement.institution, request.period, group=group, also=request.pk)
    asks = board.world.request_by_key[str(request.pk)]
    possible = [
        board.offers[key]
        for key, offer in board.world.offer_by_key.items()
        if board.offers[key].pk != placement.offer_id and not broken_rules(asks, offer)
    ]
    room = load_room(possible)
    free = [offer for offer in possible if room.seats[offer.pk].refusal(placement.school_id) is None]
    free.sort(key=lambda offer: (offer.leerplaats.sort_name, offer.pk))
    return [
        Option(placement.offer, f"{placement.leerplaats.name}, waar de stage nu is"),
        *(Option(offer, f"{offer.leerplaats.name}: {_left(room.seats[offer.pk])}") for offer in free),
    ]


def _left(seats: Seats):
    left = seats.number - len(seats.taken)
    return f"{left} van {seats.number} plekken vrij" if seats.number != 1 else "1 plek, vrij"
