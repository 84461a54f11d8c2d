"""Why a student has no place, and what would help, in plain Dutch."""

from onboarding.matching.facts import (
    AllFull,
    Cause,
    Change,
    ExtraPlace,
    FurtherTravel,
    LevelFilledIn,
    LimitReached,
    MoreDays,
    NewPlace,
    NoOffer,
    RaiseLimit,
    RuledOut,
    Unlock,
)
from onboarding.matching.names import Names, capital, count_leerplaatsen, count_students, on_days
from onboarding.matching.wording_rules import out_text


def cause_text(fact: Cause, names: Names) -> str:
    """Why there is no place, as one or more sentences."""
    match fact:
        case NoOffer(programme, year, period):
            return f"Er is geen plek voor {names.group(programme, year, period)}."
        case RuledOut():
            return _ruled_out(fact, names)
        case LimitReached(number):
            where = count_leerplaatsen(number)
            return f"Op {where} is nog plek. Maar er zijn al zoveel studenten tegelijk als daar mag."
        case AllFull():
            return _all_full(fact, names)
    raise TypeError(f"No words for {fact!r}.")


def change_text(fact: Change, names: Names) -> str:
    """What would help, as one to three sentences."""
    match fact:
        case Unlock(leerplaats=leerplaats, rivals=rivals):
            who = f"Op {names.leerplaatsen[leerplaats]} staat een student vast die ook ergens anders past."
            return f"{who} {_outcome('Maak je die los, dan', rivals)}"
        case ExtraPlace():
            return _extra_place(fact, names)
        case RaiseLimit():
            return _raised(fact, names)
        case MoreDays(leerplaats=leerplaats, weekdays=weekdays, rivals=rivals):
            lead = f"Kan {names.leerplaatsen[leerplaats]} ook op {on_days(weekdays)} een student ontvangen, dan"
            return _outcome(lead, rivals)
        case FurtherTravel(km, most_km, leerplaats):
            nearer = f"Dan valt {names.leerplaatsen[leerplaats]} ook binnen de grens."
            return f"{_outcome(f'Met een reisgrens van {km} km in plaats van {most_km} km', 0)} {nearer}"
        case LevelFilledIn(leerplaats=leerplaats, level=level, rivals=rivals):
            unknown = f"Bij {names.leerplaatsen[leerplaats]} is niet ingevuld wie er begeleidt."
            return f"{unknown} {_outcome(f'Is dat een {names.level(level)}, dan', rivals)}"
        case NewPlace(programme, year, period, rivals, elsewhere):
            where = "op een andere leerplaats" if elsewhere else f"voor {names.group(programme, year, period)}"
            return _outcome(f"Met 1 plek {where}", rivals)
    raise TypeError(f"No words for {fact!r}.")


def _ruled_out(fact: RuledOut, names: Names) -> str:
    group = names.group(fact.programme, fact.year, fact.period)
    lead = [f"Geen leerplaats met een plek voor {group} past bij deze student."] if fact.all else []
    counted = [f"{capital(out_text(rule, count_leerplaatsen(n), n))}." for rule, n in fact.rules]
    return " ".join([*lead, *counted])


def _all_full(fact: AllFull, names: Names) -> str:
    group = names.group(fact.programme, fact.year, fact.period)
    other = "andere " if fact.others else ""
    if not fact.places:
        return f"De {other}plekken voor {group} waren al bezet."
    if fact.places == 1:
        return f"De enige {other}plek voor {group} is vol."
    return f"Alle {fact.places} {other}plekken voor {group} zijn vol."


def _extra_place(fact: ExtraPlace, names: Names) -> str:
    more = " en een hoger totaal" if fact.limits else ""
    text = _outcome(f"Met 1 plek meer bij {names.leerplaatsen[fact.leerplaats]}{more}", fact.rivals)
    if not fact.moved:
        return text
    others = count_students(fact.moved, "andere ")
    return f"{text} Daarvoor {'gaat' if fact.moved == 1 else 'gaan'} {others} naar een andere plek."


def _raised(fact: RaiseLimit, names: Names) -> str:
    days = f" op {on_days(fact.weekdays)}" if 0 < len(fact.weekdays) < 5 else ""
    if fact.leerplaatsen == (fact.leerplaats,):
        return _outcome(f"Met 1 plek meer{days or ' tegelijk'} bij {names.leerplaatsen[fact.leerplaats]}", fact.rivals)
    full = f"Op {names.places(fact.leerplaatsen)} samen is het vol{days}."
    return f"{full} {_outcome('Met 1 student meer tegelijk', fact.rivals)}"


def _outcome(lead: str, rivals: int) -> str:
    if not rivals:
        return f"{lead} krijgt deze student een plek."
    others = "1 andere student wacht" if rivals == 1 else f"{rivals} andere studenten wachten"
    return f"{lead} kan deze student een plek krijgen. Nog {others} op een plek."
