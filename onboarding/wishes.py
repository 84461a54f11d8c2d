"""Wishes as schools write them ("VVT", "neurologie", "wijk"), found back in leerplaatsen.

A wish is a kind of care or a word of the name. The words for kinds of care stand in profiles.sector_words.
"""

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
