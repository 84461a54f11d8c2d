"""What a person can still do for a student without a place: places that a proposal does not give away."""

from itertools import islice

from onboarding.matching.facts import AllFull
from onboarding.matching.model import broken_rules
from profiles.dutch import count

MOST = 3
ONLY_BY_HAND = "De plekken die er nog zijn, geeft het voorstel niet weg: misschien een plek, of vrijgehouden."


def by_hand(board, key):
    """Sentences about the places that this student could get from a person: those held, and those that may come."""
    request = board.world.request_by_key[key]
    possible = (offer for offer in board.beside_proposal if not broken_rules(request, offer))
    return [_hint(board, offer) for offer in islice(possible, MOST)]


def _hint(board, offer):
    name = board.offers[offer.key].leerplaats.name
    if board.is_maybe(offer.key):
        return f"{name} heeft misschien een plek. Vraag het na, en kies dan die plek."
    held = board.held[int(offer.key)]
    return f"Op {name} houd je {count(held, 'plek', 'plekken')} vrij. Laat die los."


def causes_in_words(reason, texts, hints):
    """The causes, with what a person can give told apart from what is really taken."""
    return [
        ONLY_BY_HAND if hints and isinstance(fact, AllFull) and not fact.places else text
        for fact, text in zip(reason.causes, texts, strict=True)
    ]
