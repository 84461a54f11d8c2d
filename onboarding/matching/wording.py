"""The facts of a result in plain Dutch, for the people who plan. Names come in from outside; no student's
name does.
"""

from dataclasses import dataclass

from onboarding.matching.alternatives import Alternative, State
from onboarding.matching.facts import (
    AboutPlaces,
    AsksFirst,
    CarUnknown,
    DaysUnknown,
    Distance,
    DistanceUnknown,
    FarAway,
    Fit,
    Guided,
    Mind,
    MissedWish,
    OtherCare,
    ProgrammeFits,
    Reason,
    RoomLeft,
    SameCare,
    SamePlace,
    StartsAlone,
    StartTogether,
    WishMet,
)
from onboarding.matching.names import Names, capital, count_leerplaatsen, has_or_have, is_or_are, joined
from onboarding.matching.wording_price import price_text
from onboarding.matching.wording_rules import out_text, rule_text
from onboarding.matching.wording_without import cause_text, change_text

ASKED_FIRST = {
    "letter": "een motivatiebrief",
    "interview": "een gesprek vooraf",
    "bicycle": "een fiets",
}
# For a wish with several leerplaatsen: one of those that are full.
_SUCH = "toch zo'n plek"


@dataclass(frozen=True)
class ReasonText:
    """A `Reason` in words, part by part: one text of one to three sentences per fact."""

    fits: tuple[str, ...]
    watch_out: tuple[str, ...]
    causes: tuple[str, ...]
    changes: tuple[str, ...]


def reason_text(reason: Reason, names: Names) -> ReasonText:
    """The texts under "Waarom dit past", "Let op", "Geen plek gevonden, omdat" and "Wat helpt"."""
    return ReasonText(
        fits=tuple(fit_text(fact, names) for fact in reason.fits),
        watch_out=tuple(mind_text(fact, names) for fact in reason.watch_out),
        causes=tuple(cause_text(fact, names) for fact in reason.causes),
        changes=tuple(change_text(fact, names) for fact in reason.changes),
    )


def fit_text(fact: Fit, names: Names) -> str:
    """Why a place fits, as one or two sentences."""
    match fact:
        case WishMet(rank):
            return f"De plek past bij wens {rank}."
        case Distance(km, most_km):
            within = f", binnen de grens van {most_km} km" if most_km is not None else ""
            return f"De leerplaats ligt op {_km(km)} hemelsbreed{within}."
        case Guided(level):
            return f"Hier begeleidt een {names.level(level)}."
        case OtherCare(sector):
            return f"Deze soort zorg is nieuw voor de student: {names.sector(sector)}."
        case StartTogether(0):
            return "Op dezelfde dag beginnen hier ook andere studenten."
        case StartTogether(others):
            return f"Op dezelfde dag {'begint' if others == 1 else 'beginnen'} hier nog {_students(others)}."
        case SamePlace():
            return "Deze plek stond ook in het vorige voorstel."
        case ProgrammeFits(programme, year):
            return f"De plek is voor {names.programmes[programme]} leerjaar {year}."
        case RoomLeft(places, left):
            return _room_left(places, left)
    raise TypeError(f"No words for {fact!r}.")


def mind_text(fact: Mind, names: Names) -> str:
    """What to watch out for, as one or more sentences."""
    match fact:
        case MissedWish():
            return _missed_wish(fact, names)
        case SameCare(sector):
            return f"De student was al eerder in deze soort zorg: {names.sector(sector)}."
        case FarAway(km, limit_known):
            within = " De student kan zo ver reizen." if limit_known else ""
            return f"De leerplaats ligt ver weg: {km} km hemelsbreed.{within}"
        case DistanceUnknown(of_student):
            where = "de student woont" if of_student else "de leerplaats ligt"
            return f"We weten niet waar {where}. Daarom telt de afstand niet mee."
        case DaysUnknown():
            return "De stagedagen zijn niet bekend. Kijk zelf of de dagen passen."
        case AboutPlaces():
            return "Het aantal plekken is hier ongeveer. Vraag het na bij de leerplaats."
        case AsksFirst(particulars):
            return f"De leerplaats vraagt {joined([ASKED_FIRST.get(one, one) for one in particulars])}."
        case CarUnknown():
            return "Voor deze plek is een auto nodig. We weten niet of de student een auto heeft."
        case StartsAlone():
            return "De student begint hier die dag alleen."
    raise TypeError(f"No words for {fact!r}.")


def alternative_text(alternative: Alternative, names: Names) -> str:
    """One offer in the list of "Andere plek zoeken": why it can or cannot be chosen, and what that costs others."""
    places, left = alternative.places, alternative.left
    match alternative.state:
        case State.FORBIDDEN:
            return " ".join(rule_text(rule, alternative.edge, names) for rule in alternative.rules)
        case State.CHOSEN:
            text = "Dit is de plek in het voorstel."
        case State.FREE if places == 1:
            text = "De enige plek is vrij."
        case State.FREE if left == places:
            text = f"Alle {places} plekken zijn vrij."
        case State.FREE:
            text = f"{left} van de {places} plekken {is_or_are(left)} vrij."
        case State.LIMITED:
            text = "Hier is nog plek. Maar er zijn al zoveel studenten tegelijk als mag."
        case State.TAKEN:
            text = f"{_all_places(places)} vol."
        case State.FULL if not places:
            text = "Er is geen vrije plek meer."
        case State.FULL if left:
            text = "Hier is nog plek. Maar vastgezette studenten vullen het totaal dat tegelijk mag."
        case State.FULL:
            text = f"{_all_places(places)} vol. Op elke plek staat een student vast."
    return " ".join([text, *_beside(alternative)])


def _beside(alternative: Alternative) -> list[str]:
    """The price, the wish and the distance of an offer that can be chosen."""
    changes = alternative.state in (State.TAKEN, State.LIMITED)
    if alternative.price:
        price = [price_text(alternative.price, "deze plek")]
    else:
        price = ["Kies je deze plek, dan verandert het voorstel voor een andere student."] if changes else []
    wish = [f"De plek past bij wens {alternative.rank}."] if alternative.rank else []
    km = alternative.edge.km
    return [*price, *wish, *([f"De leerplaats ligt op {_km(km)} hemelsbreed."] if km is not None else [])]


def _km(km: int) -> str:
    return f"{km} km" if km else "minder dan 1 km"


def _students(number: int) -> str:
    return "1 student" if number == 1 else f"{number} studenten"


def _room_left(places: int, left: int) -> str:
    if places == 1:
        return "De enige plek was nog vrij."
    if not left:
        return f"Er waren {places} plekken vrij. Die zijn nu alle {places} gevuld."
    return f"Er waren {places} plekken vrij. Nu {is_or_are(left)} er nog {left} over."


def _missed_wish(fact: MissedWish, names: Names) -> str:
    if fact.open:
        return _open_wish(fact, names)
    only = names.leerplaatsen[fact.only] if fact.only is not None else None
    group = names.group(fact.programme, fact.year, fact.period)

    def who(number):
        return only or count_leerplaatsen(number)

    parts = []
    if fact.full:
        parts.append(f"bij {only} zijn alle plekken vol" if only else f"{who(fact.full)} {is_or_are(fact.full)} vol")
    if fact.limited:
        parts.append(f"op {who(fact.limited)} zijn al zoveel studenten tegelijk als mag")
    if fact.no_offer:
        parts.append(f"{who(fact.no_offer)} {has_or_have(fact.no_offer)} geen plek voor {group}")
    parts += [out_text(rule, who(number), number) for rule, number in fact.out]
    if not parts:
        parts = ["geen leerplaats past bij deze wens"]
    text = f"Wens {fact.rank} lukt niet: {'. '.join([parts[0], *map(capital, parts[1:])])}."
    return f"{text} {price_text(fact.price, only or _SUCH)}" if fact.price else text


def _open_wish(fact: MissedWish, names: Names) -> str:
    """A wish that could still come true: somebody fixed another place, or another goal came first."""
    if fact.only is not None:
        room = f"{names.leerplaatsen[fact.only]} heeft plek"
    else:
        room = f"er is nog plek op {count_leerplaatsen(fact.open)}"
    why = "deze student staat vast op deze plek" if fact.locked else "een ander doel ging hier voor"
    return f"Wens {fact.rank} kan nog: {room}. Maar {why}."


def _all_places(places: int) -> str:
    return "De enige plek is" if places == 1 else f"Alle {places} plekken zijn"
