"""Which change moved a student, in plain Dutch and without a name."""

from onboarding.matching.because import (
    Declined,
    GoalsChanged,
    LimitChanged,
    LockGone,
    LockMade,
    OfferChanged,
    PlacesChanged,
    RequestCame,
    RequestChanged,
    RequestGone,
    WorldChange,
)
from onboarding.matching.names import Names


def because_text(change: WorldChange, request_key: str, names: Names) -> str:
    """One sentence on why the student of `request_key` has another place than before."""
    own = getattr(change, "request", None) == request_key
    match change:
        case LockMade() if own:
            why = "deze student hier vaststaat"
        case LockMade(leerplaats=leerplaats):
            why = f"een andere student vaststaat op {names.leerplaatsen[leerplaats]}"
        case LockGone(leerplaats=None):
            why = "een vastgezette plek niet meer bestaat"
        case LockGone() if own:
            why = "deze student niet meer vaststaat"
        case LockGone(leerplaats=leerplaats):
            why = f"een andere student niet meer vaststaat op {names.leerplaatsen[leerplaats]}"
        case PlacesChanged(leerplaats=leerplaats, before=before, after=after):
            number = abs(after - before)
            places = f"{number} {'plek' if number == 1 else 'plekken'} {'meer' if after > before else 'minder'}"
            why = f"{names.leerplaatsen[leerplaats]} {places} heeft"
        case OfferChanged(leerplaats=leerplaats):
            why = f"er iets veranderde aan de plekken van {names.leerplaatsen[leerplaats]}"
        case Declined(leerplaats=leerplaats) if own:
            return f"{names.leerplaatsen[leerplaats]} zei: kan niet."
        case Declined(leerplaats=leerplaats):
            why = f"{names.leerplaatsen[leerplaats]} nee zei tegen een andere student"
        case RequestCame():
            why = "er een student bij kwam"
        case RequestGone():
            why = "een andere student geen plek meer zoekt"
        case RequestChanged() if own:
            why = "de wensen of gegevens van deze student veranderden"
        case RequestChanged():
            why = "de wensen of gegevens van een andere student veranderden"
        case LimitChanged(leerplaatsen=leerplaatsen):
            why = f"het totaal op {names.places(leerplaatsen)} veranderde"
        case GoalsChanged():
            why = "de volgorde van de doelen veranderde"
        case _:
            raise TypeError(f"No words for {change!r}.")
    return f"Dit komt doordat {why}."
