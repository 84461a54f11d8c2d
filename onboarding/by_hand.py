"""What a person can still do for a student without a place: places that a proposal does not give away."""

from onboarding.matching.facts import AllFull
from onboarding.matching.model import broken_rules
from profiles.dutch import count
from profiles.enums import Certainty

MOST = 3
ONLY_BY_HAND = "De plekken die er nog zijn, geeft het voorstel niet weg: misschien een plek, of vrijgehouden."


def by_hand(board, key):
    """Sentences about the places that this student could get from a person: those held, and those that may come."""
    request = board.world.request_by_key[key]
    found = []
    for offer in board.world.offers:
        row = board.offers[offer.key]
        if broken_rules(request, offer):
            continue
        held = board.held.get(row.pk, 0)
        if row.certainty == Certainty.MAYBE and board.places[offer.key]:
            found.append(f"{row.leerplaats.name} heeft misschien een plek. Vraag het na, en kies dan die plek.")
        elif held:
            found.append(f"Op {row.leerplaats.name} houd je {count(held, 'plek', 'plekken')} vrij. Laat die los.")
    return found[:MOST]


def causes_in_words(reason, texts, hints):
    """The causes, with what a person can give told apart from what is really taken."""
    return [
        ONLY_BY_HAND if hints and isinstance(fact, AllFull) and not fact.places else text
        for fact, text in zip(reason.causes, texts, strict=True)
    ]
