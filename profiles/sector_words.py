"""What people call each kind of care, in lists of schools and when they search."""

from profiles.enums import Sector

# Folded, as profiles.folding writes it. A word may mean more than one kind of care.
SECTOR_WORDS = {
    "ziekenhuis": {Sector.HOSPITAL},
    "vvt": {Sector.NURSING_HOME, Sector.HOME_CARE},
    "ouderenzorg": {Sector.NURSING_HOME},
    "verpleeghuis": {Sector.NURSING_HOME},
    "verpleeghuiszorg": {Sector.NURSING_HOME},
    "verzorgingshuis": {Sector.NURSING_HOME},
    "woonzorg": {Sector.NURSING_HOME},
    "wijk": {Sector.HOME_CARE},
    "wijkzorg": {Sector.HOME_CARE},
    "wijkverpleging": {Sector.HOME_CARE},
    "thuiszorg": {Sector.HOME_CARE},
    "ghz": {Sector.DISABILITY_CARE},
    "gehandicaptenzorg": {Sector.DISABILITY_CARE},
    "verstandelijke beperking": {Sector.DISABILITY_CARE},
    "ggz": {Sector.MENTAL_HEALTH},
    "psychiatrie": {Sector.MENTAL_HEALTH},
    "kraamzorg": {Sector.MATERNITY_CARE},
    "revalidatie": {Sector.REHABILITATION},
    "jeugdzorg": {Sector.YOUTH_CARE},
    "jeugdhulp": {Sector.YOUTH_CARE},
    "ggd": {Sector.PUBLIC_HEALTH},
    "huisarts": {Sector.PRIMARY_CARE},
    "hospice": {Sector.HOSPICE},
}


def words_of(sector):
    """The words people use for `sector`, in the order of the table."""
    return [word for word, sectors in SECTOR_WORDS.items() if sector in sectors]
