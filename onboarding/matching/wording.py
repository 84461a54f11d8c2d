"""The facts of a result in plain Dutch, for the people who plan. Names come in from outside; no student's
name does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from onboarding.matching.alternatives import Alternative, State
from onboarding.matching.facts import (
    AllFull,
    ExtraPlace,
    MissedWish,
    NewPlace,
    NoOffer,
    ProgrammeFits,
    Reason,
    RoomLeft,
    RuledOut,
    Unlock,
    WishMet,
)
from onboarding.matching.model import (
    LockBreaksRule,
    LockedOverCapacity,
    LockedTwice,
    LockError,
    Rule,
    UnknownRequest,
)


@dataclass(frozen=True)
class Names:
    """What ids are called on screen, of every offer and of every leerplaats in a wish.

    A period reads well after "in", such as "periode 2".
    """

    leerplaatsen: Mapping[int, str]
    programmes: Mapping[int, str]
    periods: Mapping[int, str]

    def group(self, programme: int, year: int, period: int) -> str:
        """For whom and when a place is, to stand after "voor"."""
        return f"{self.programmes[programme]} leerjaar {year} in {self.periods[period]}"


@dataclass(frozen=True)
class ReasonText:
    """A `Reason` in words, part by part: one text of one to three sentences per fact."""

    fits: tuple[str, ...]
    watch_out: tuple[str, ...]
    causes: tuple[str, ...]
    changes: tuple[str, ...]


def reason_text(reason: Reason, names: Names) -> ReasonText:
    """The texts under "Waarom dit past", "Let op", "Geen plek gevonden, omdat" and "Wat helpt"."""
    parts = (reason.fits, reason.watch_out, reason.causes, reason.changes)
    return ReasonText(*(tuple(fact_text(fact, names) for fact in part) for part in parts))


def fact_text(fact, names: Names) -> str:
    """One fact of a `Reason` as one to three sentences."""
    match fact:
        case ProgrammeFits(programme, year):
            return f"De plek is voor {names.programmes[programme]} leerjaar {year}."
        case WishMet(rank):
            return f"De plek past bij wens {rank}."
        case RoomLeft(places, left):
            return _room_left(places, left)
        case MissedWish():
            return _missed_wish(fact, names)
        case NoOffer(programme, year, period):
            return f"Er is geen plek voor {names.group(programme, year, period)}."
        case RuledOut():
            return _ruled_out(fact, names)
        case AllFull():
            return _all_full(fact, names)
        case Unlock(leerplaats=leerplaats, rivals=rivals):
            who = f"Op {names.leerplaatsen[leerplaats]} staat een student vast die ook ergens anders past."
            return f"{who} {_outcome('Maak je die los, dan', rivals)}"
        case ExtraPlace():
            return _extra_place(fact, names)
        case NewPlace(programme, year, period, rivals, elsewhere):
            where = "op een andere leerplaats" if elsewhere else f"voor {names.group(programme, year, period)}"
            return _outcome(f"Met 1 plek {where}", rivals)
    raise TypeError(f"No words for {fact!r}.")


def alternative_text(alternative: Alternative, names: Names) -> str:
    """One offer in the list of "Andere plek zoeken": why it can or cannot be chosen."""
    places, left = alternative.places, alternative.left
    match alternative.state:
        case State.FORBIDDEN:
            return " ".join(_rule_text(rule, alternative, names) for rule in alternative.rules)
        case State.CHOSEN:
            text = "Dit is de plek in het voorstel."
        case State.FREE if places == 1:
            text = "De enige plek is vrij."
        case State.FREE if left == places:
            text = f"Alle {places} plekken zijn vrij."
        case State.FREE:
            text = f"{left} van de {places} plekken {_is(left)} vrij."
        case State.TAKEN:
            full = f"{_all_places(places)} vol."
            text = f"{full} Kies je deze plek, dan verandert het voorstel voor een andere student."
        case State.FULL if places:
            text = f"{_all_places(places)} vol. Op elke plek staat een student vast."
        case State.FULL:
            text = "Er is geen vrije plek meer."
    return f"{text} De plek past bij wens {alternative.rank}." if alternative.rank else text


def lock_error_text(error: LockError, names: Names) -> str:
    """Why a place that was fixed by hand can no longer be kept."""
    place = names.leerplaatsen[error.offer.leerplaats] if error.offer else None
    match error:
        case UnknownRequest():
            return "De vastgezette student zoekt geen plek meer."
        case LockedTwice():
            return f"Deze student staat al vast op een andere plek dan {place}."
        case LockedOverCapacity():
            return f"Op {place} staan meer studenten vast dan er plekken zijn."
        case LockBreaksRule(rules=rules):
            return " ".join(_rule_text(rule, error.offer, names) for rule in rules)
    return "De vastgezette plek bestaat niet meer."


def _rule_text(rule: Rule, offer, names: Names) -> str:
    return {
        Rule.PROGRAMME: f"Deze plek is voor {names.programmes[offer.programme]}.",
        Rule.YEAR: f"Deze plek is voor leerjaar {offer.year}.",
        Rule.PERIOD: f"Deze plek is in {names.periods[offer.period]}.",
        Rule.SCHOOL: "Deze plekken zijn voor een groep van een andere school.",
        Rule.SUPERVISION: "Op deze leerplaats begeleidt niemand op het niveau dat nodig is.",
        Rule.DAYS: "De stagedagen passen niet bij de dagen van deze plek.",
        Rule.CLOSED: "De leerplaats is in een deel van de stage dicht, of laat dan niemand beginnen.",
        Rule.TRAVEL: "Deze leerplaats ligt verder dan de student kan reizen.",
        Rule.CAR: "Voor deze plek is een auto nodig.",
        Rule.BEEN_THERE: "De student is hier al geweest.",
        Rule.EXCLUDED: "Deze leerplaats is voor deze student uitgesloten.",
        Rule.DECLINED: "Deze leerplaats zei nee tegen deze stage.",
    }[rule]


def _room_left(places: int, left: int) -> str:
    if places == 1:
        return "De enige plek was nog vrij."
    if not left:
        return f"Er waren {places} plekken vrij. Die zijn nu alle {places} gevuld."
    return f"Er waren {places} plekken vrij. Nu {_is(left)} er nog {left} over."


def _missed_wish(fact: MissedWish, names: Names) -> str:
    lead = f"Wens {fact.rank} lukt niet:"
    group = names.group(fact.programme, fact.year, fact.period)
    if fact.only is not None:
        name = names.leerplaatsen[fact.only]
        if fact.open:
            return f"Wens {fact.rank} kan nog: {name} heeft plek. Maar deze student staat vast op deze plek."
        if fact.full:
            return f"{lead} bij {name} zijn alle plekken vol."
        if fact.no_offer:
            return f"{lead} {name} heeft geen plek voor {group}."
        return f"{lead} {_went_there(name) if fact.been_there else f'{name} is uitgesloten'}."
    if fact.open:
        where = f"er is nog plek op {_leerplaatsen(fact.open)}"
        return f"Wens {fact.rank} kan nog: {where}. Maar deze student staat vast op deze plek."
    parts = [
        f"{_leerplaatsen(fact.full)} {_is(fact.full)} vol" if fact.full else "",
        f"{_leerplaatsen(fact.no_offer)} {_has(fact.no_offer)} geen plek voor {group}" if fact.no_offer else "",
        _went_there(_leerplaatsen(fact.been_there)) if fact.been_there else "",
        f"{_leerplaatsen(fact.excluded)} {_is(fact.excluded)} uitgesloten" if fact.excluded else "",
    ]
    parts = [part for part in parts if part]
    if not parts:
        return f"{lead} geen leerplaats past bij deze wens."
    return f"{lead} {'. '.join([parts[0], *(part[0].upper() + part[1:] for part in parts[1:])])}."


def _ruled_out(fact: RuledOut, names: Names) -> str:
    group = names.group(fact.programme, fact.year, fact.period)
    sentences = [
        f"Geen leerplaats met een plek voor {group} past bij deze student." if fact.all else "",
        f"Op {_leerplaatsen(fact.been_there)} is de student al geweest." if fact.been_there else "",
        f"{_leerplaatsen(fact.excluded)} {_is(fact.excluded)} voor deze student uitgesloten." if fact.excluded else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _all_full(fact: AllFull, names: Names) -> str:
    group = names.group(fact.programme, fact.year, fact.period)
    other = "andere " if fact.others else ""
    if not fact.places:
        return f"De {other}plekken voor {group} waren al bezet."
    if fact.places == 1:
        return f"De enige {other}plek voor {group} is vol."
    return f"Alle {fact.places} {other}plekken voor {group} zijn vol."


def _extra_place(fact: ExtraPlace, names: Names) -> str:
    text = _outcome(f"Met 1 plek meer bij {names.leerplaatsen[fact.leerplaats]}", fact.rivals)
    if not fact.moved:
        return text
    others = "1 andere student" if fact.moved == 1 else f"{fact.moved} andere studenten"
    return f"{text} Daarvoor {'gaat' if fact.moved == 1 else 'gaan'} {others} naar een andere plek."


def _outcome(lead: str, rivals: int) -> str:
    if not rivals:
        return f"{lead} krijgt deze student een plek."
    others = "1 andere student wacht" if rivals == 1 else f"{rivals} andere studenten wachten"
    return f"{lead} kan deze student een plek krijgen. Nog {others} op zo'n plek."


def _all_places(places: int) -> str:
    return "De enige plek is" if places == 1 else f"Alle {places} plekken zijn"


def _leerplaatsen(number: int) -> str:
    return "1 leerplaats" if number == 1 else f"{number} leerplaatsen"


def _went_there(where: str) -> str:
    return f"op {where} is de student al geweest"


def _is(number: int) -> str:
    return "is" if number == 1 else "zijn"


def _has(number: int) -> str:
    return "heeft" if number == 1 else "hebben"
