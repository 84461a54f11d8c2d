"""Wishes, found back in leerplaatsen: named ones, kinds of care, towns, and words as schools write them ("VVT",
"neurologie", "wijk").

A wish in words is a kind of care or a word of the name. The words for kinds of care stand in profiles.sector_words.
"""

from onboarding.enums import WishKind
from onboarding.matching import MAX_WISHES
from onboarding.models import Wish
from profiles.folding import fold
from profiles.sector_words import SECTOR_WORDS

OWN_WORKPLACE = "eigen werkplek"  # which workplace that is, the list does not say


def leerplaatsen_for(wish, leerplaatsen):
    """The ids of the `leerplaatsen` that fulfil `wish`; empty for a wish nobody here can fulfil.

    Each of `leerplaatsen` has `pk`, `sector`, `sort_name` (the folded name) and `search_words` (the longer words of
    name, place and care, in no order: "De Kade" as a whole is only in the name).
    """
    folded = fold(wish)
    sectors = SECTOR_WORDS.get(folded, frozenset())
    by_sector = {leerplaats.pk for leerplaats in leerplaatsen if leerplaats.sector in sectors}
    by_name = {
        leerplaats.pk
        for leerplaats in leerplaatsen
        if folded and (folded in leerplaats.search_words or folded in leerplaats.sort_name)
    }
    return frozenset(by_sector | by_name)


def fulfilling(wish, leerplaatsen):
    """The ids of the `leerplaatsen` (with `location` at hand) that a Wish row means."""
    if wish.leerplaats_id:
        return frozenset(one.pk for one in leerplaatsen if one.pk == wish.leerplaats_id)
    if wish.sector:
        return frozenset(one.pk for one in leerplaatsen if one.sector == wish.sector)
    if wish.town:
        town = fold(wish.town)
        return frozenset(one.pk for one in leerplaatsen if fold(one.location.town) == town)
    return leerplaatsen_for(wish.words, leerplaatsen)


class WishIndex:
    """What wishes mean among `leerplaatsen` (with `location` at hand): each different wish is looked up once."""

    def __init__(self, leerplaatsen):
        self._leerplaatsen = list(leerplaatsen)
        self._named = {one.pk: frozenset((one.pk,)) for one in self._leerplaatsen}
        self._known = {}

    def fulfilling(self, wish):
        """The ids of the leerplaatsen that a Wish row means, as `fulfilling` gives them."""
        if wish.leerplaats_id:
            return self._named.get(wish.leerplaats_id, frozenset())
        key = (wish.sector, fold(wish.town), fold(wish.words))
        if key not in self._known:
            self._known[key] = fulfilling(wish, self._leerplaatsen)
        return self._known[key]


def rows_of_words(request, *, wishes=(), unwanted=(), been=()):
    """The unsaved Wish rows of `request` for words of a list, the first wish first."""
    ranked = [
        Wish(request=request, rank=rank, words=words)
        for rank, words in enumerate(dict.fromkeys(wishes), 1)
        if rank <= MAX_WISHES
    ]
    others = [(WishKind.NOT, words) for words in dict.fromkeys(unwanted)]
    others += [(WishKind.BEEN, words) for words in dict.fromkeys(been)]
    return [*ranked, *(Wish(request=request, kind=kind, words=words) for kind, words in others)]
