"""Wishes as schools write them ("VVT", "neurologie", "wijk"), found back in leerplaatsen.

A wish is a kind of care or a word of the name. The synonyms are the words seen in lists of schools.
"""

from profiles.enums import Sector
from profiles.folding import fold

SECTOR_WORDS = {
    "ziekenhuis": {Sector.HOSPITAL},
    "vvt": {Sector.NURSING_HOME, Sector.HOME_CARE},
    "ouderenzorg": {Sector.NURSING_HOME},
    "verpleeghuis": {Sector.NURSING_HOME},
    "wijk": {Sector.HOME_CARE},
    "wijkzorg": {Sector.HOME_CARE},
    "thuiszorg": {Sector.HOME_CARE},
    "ghz": {Sector.DISABILITY_CARE},
    "gehandicaptenzorg": {Sector.DISABILITY_CARE},
    "verstandelijke beperking": {Sector.DISABILITY_CARE},
    "ggz": {Sector.MENTAL_HEALTH},
    "psychiatrie": {Sector.MENTAL_HEALTH},
    "kraamzorg": {Sector.MATERNITY_CARE},
    "revalidatie": {Sector.REHABILITATION},
    "jeugdzorg": {Sector.YOUTH_CARE},
    "hospice": {Sector.HOSPICE},
}
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
