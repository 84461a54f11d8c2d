"""Hard rules in plain Dutch: at one place, counted over leerplaatsen, and at a lock that cannot hold."""

from onboarding.matching.edge import Edge, edge
from onboarding.matching.model import (
    LockBreaksRule,
    LockedOverCapacity,
    LockedOverLimit,
    LockedTwice,
    LockError,
    Rule,
    UnknownRequest,
)
from onboarding.matching.names import Names, has_or_have, is_or_are


def rule_text(rule: Rule, at: Edge, names: Names) -> str:
    """Which rule keeps one student from one place, as one or two sentences."""
    match rule:
        case Rule.PROGRAMME:
            return f"Deze plek is voor {names.programmes[at.programme]}."
        case Rule.YEAR:
            return f"Deze plek is voor leerjaar {at.year}."
        case Rule.PERIOD:
            return f"Deze plek is in {names.periods[at.period]}."
        case Rule.SUPERVISION if at.guides is None:
            return f"We weten niet wie hier begeleidt. Nodig is een {names.level(at.asked)}."
        case Rule.SUPERVISION:
            return f"Nodig is een {names.level(at.asked)}. Hier begeleidt een {names.level(at.guides)}."
        case Rule.TRAVEL if at.km is not None:
            return f"Dit is {at.km} km hemelsbreed. De student reist tot {at.most_km} km."
    return {
        Rule.SCHOOL: "Deze plekken zijn voor een groep van een andere school.",
        Rule.DAYS: "De stagedagen passen niet bij de dagen van deze plek.",
        Rule.CLOSED: "De leerplaats kan in een deel van de stage geen student ontvangen.",
        Rule.TRAVEL: "Deze leerplaats ligt verder weg dan de student kan reizen.",
        Rule.CAR: "Voor deze plek is een auto nodig. De student heeft geen auto.",
        Rule.BEEN_THERE: "De student is hier al geweest.",
        Rule.EXCLUDED: "Deze leerplaats is voor deze student uitgesloten.",
        Rule.DECLINED: "Deze leerplaats zei nee tegen deze stage.",
    }[rule]


def out_text(rule: Rule, who: str, number: int) -> str:
    """How `who` (a name, or so many leerplaatsen) is out by a rule: part of a sentence, without a full stop."""
    one = number == 1
    return {
        Rule.SCHOOL: f"{who} {has_or_have(number)} alleen plek voor een andere school",
        Rule.SUPERVISION: f"op {who} begeleidt niemand van het niveau dat nodig is",
        Rule.DAYS: f"de dagen van {who} passen niet bij de stagedagen",
        Rule.CLOSED: f"{who} {'kan' if one else 'kunnen'} een deel van de stage geen student ontvangen",
        Rule.TRAVEL: f"{who} {'ligt' if one else 'liggen'} verder weg dan de student kan reizen",
        Rule.CAR: f"voor {who} is een auto nodig",
        Rule.BEEN_THERE: f"op {who} is de student al geweest",
        Rule.EXCLUDED: f"{who} {is_or_are(number)} voor deze student uitgesloten",
        Rule.DECLINED: f"{who} {'zei' if one else 'zeiden'} nee tegen deze stage",
    }[rule]


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
        case LockedOverLimit(limit=limit):
            return (
                f"Op {names.places(sorted(limit.leerplaatsen))} kan geen student meer vast."
                f" Daar {'kan' if limit.number == 1 else 'kunnen'} {limit.number} tegelijk zijn."
            )
        case LockBreaksRule(rules=rules):
            at = edge(error.request, error.offer)
            return " ".join(rule_text(rule, at, names) for rule in rules)
    return "De vastgezette plek bestaat niet meer."
