import re
from dataclasses import fields

import pytest
from hypothesis import given, settings

from onboarding.matching import (
    Limit,
    Lock,
    Names,
    Offer,
    Price,
    Request,
    Rule,
    State,
    alternative_text,
    alternatives,
    bad_locks,
    lock_error_text,
    reason_text,
    reasons,
    solve,
)
from onboarding.matching.alternatives import Alternative
from onboarding.matching.edge import Edge
from onboarding.matching.facts import (
    AboutPlaces,
    AllFull,
    AsksFirst,
    CarUnknown,
    DaysUnknown,
    Distance,
    DistanceUnknown,
    ExtraPlace,
    FarAway,
    FurtherTravel,
    Guided,
    LevelFilledIn,
    LimitReached,
    MissedWish,
    MoreDays,
    NewPlace,
    NoOffer,
    OtherCare,
    ProgrammeFits,
    RaiseLimit,
    RoomLeft,
    RuledOut,
    SameCare,
    SamePlace,
    StartsAlone,
    StartTogether,
    Unlock,
    WishMet,
)
from onboarding.matching.wording import fit_text, mind_text
from onboarding.matching.wording_price import price_text
from onboarding.matching.wording_without import cause_text, change_text
from tests.onboarding.matching.rule_worlds import rule_worlds
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period
NAMES = Names(
    leerplaatsen={1: "De Kade", 2: "De Werf", 3: "Het Anker", 4: "De Lier"},
    programmes={1: "Verzorgende IG", 2: "Mbo-verpleegkundige"},
    periods={1: "periode 1", 2: "periode 2"},
    sectors={"home": "Wijkzorg en thuiszorg"},
    levels={4: "mbo-verpleegkundige (niveau 4)", 6: "hbo-verpleegkundige (niveau 6)"},
)
WHERE = {"programme": 1, "year": 2, "period": 2}


def missed(only=None, out=(), **counts):
    nothing = dict.fromkeys(("no_offer", "full", "limited", "open"), 0)
    extra = {name: counts.pop(name) for name in ("locked", "price") if name in counts}
    return MissedWish(rank=1, only=only, out=tuple(out), **nothing | counts, **WHERE, **extra)


FITS = [
    (WishMet(1), "De plek past bij wens 1."),
    (Distance(11, None), "De leerplaats ligt op 11 km hemelsbreed."),
    (Distance(0, 20), "De leerplaats ligt op minder dan 1 km hemelsbreed, binnen de grens van 20 km."),
    (OtherCare("home"), "Deze soort zorg is nieuw voor de student: Wijkzorg en thuiszorg."),
    (StartTogether(0), "Op dezelfde dag beginnen hier ook andere studenten."),
    (StartTogether(1), "Op dezelfde dag begint hier nog 1 student."),
    (StartTogether(3), "Op dezelfde dag beginnen hier nog 3 studenten."),
    (Guided(6), "Hier begeleidt een hbo-verpleegkundige (niveau 6)."),
    (Guided(5), "Hier begeleidt een begeleider van niveau 5."),
    (SamePlace(), "Deze plek stond ook in het vorige voorstel."),
    (ProgrammeFits(1, 2), "De plek is voor Verzorgende IG leerjaar 2."),
    (RoomLeft(1, 0), "De enige plek was nog vrij."),
    (RoomLeft(2, 0), "Er waren 2 plekken vrij. Die zijn nu alle 2 gevuld."),
    (RoomLeft(2, 1), "Er waren 2 plekken vrij. Nu is er nog 1 over."),
    (RoomLeft(5, 3), "Er waren 5 plekken vrij. Nu zijn er nog 3 over."),
]
MINDS = [
    (missed(only=1, full=1), "Wens 1 lukt niet: bij De Kade zijn alle plekken vol."),
    (
        missed(only=1, full=1, price=Price(1, 0, 0)),
        "Wens 1 lukt niet: bij De Kade zijn alle plekken vol. Kies je De Kade, dan verliest 1 andere student een plek.",
    ),
    (
        missed(full=2, price=Price(0, 3, 9)),
        "Wens 1 lukt niet: 2 leerplaatsen zijn vol. Kies je toch zo'n plek,"
        " dan gaan andere studenten samen 3 wensen omlaag.",
    ),
    (missed(only=1, limited=1), "Wens 1 lukt niet: op De Kade zijn al zoveel studenten tegelijk als mag."),
    (
        missed(only=1, no_offer=1),
        "Wens 1 lukt niet: De Kade heeft geen plek voor Verzorgende IG leerjaar 2 in periode 2.",
    ),
    (missed(only=1, out=[(Rule.BEEN_THERE, 1)]), "Wens 1 lukt niet: op De Kade is de student al geweest."),
    (
        missed(only=1, out=[(Rule.EXCLUDED, 1)]),
        "Wens 1 lukt niet: De Kade is voor deze student uitgesloten.",
    ),
    (
        missed(only=1, out=[(Rule.TRAVEL, 1)]),
        "Wens 1 lukt niet: De Kade ligt verder weg dan de student kan reizen.",
    ),
    (
        missed(only=1, out=[(Rule.SUPERVISION, 1)]),
        "Wens 1 lukt niet: op De Kade begeleidt niemand van het niveau dat nodig is.",
    ),
    (
        missed(only=1, open=1, locked=True),
        "Wens 1 kan nog: De Kade heeft plek. Maar deze student staat vast op deze plek.",
    ),
    (missed(only=1, open=1), "Wens 1 kan nog: De Kade heeft plek. Maar een ander doel ging hier voor."),
    (missed(), "Wens 1 lukt niet: geen leerplaats past bij deze wens."),
    (missed(full=3), "Wens 1 lukt niet: 3 leerplaatsen zijn vol."),
    (
        missed(full=1, no_offer=2, out=[(Rule.DAYS, 1), (Rule.CAR, 2)]),
        "Wens 1 lukt niet: 1 leerplaats is vol. 2 leerplaatsen hebben geen plek voor Verzorgende IG leerjaar 2"
        " in periode 2. De dagen van 1 leerplaats passen niet bij de stagedagen."
        " Voor 2 leerplaatsen is een auto nodig.",
    ),
    (
        missed(full=1, open=2, locked=True),
        "Wens 1 kan nog: er is nog plek op 2 leerplaatsen. Maar deze student staat vast op deze plek.",
    ),
    (SameCare("home"), "De student was al eerder in deze soort zorg: Wijkzorg en thuiszorg."),
    (FarAway(42, False), "De leerplaats ligt ver weg: 42 km hemelsbreed."),
    (FarAway(42, True), "De leerplaats ligt ver weg: 42 km hemelsbreed. De student kan zo ver reizen."),
    (DistanceUnknown(True), "We weten niet waar de student woont. Daarom telt de afstand niet mee."),
    (DistanceUnknown(False), "We weten niet waar de leerplaats ligt. Daarom telt de afstand niet mee."),
    (DaysUnknown(), "De stagedagen zijn niet bekend. Kijk zelf of de dagen passen."),
    (AboutPlaces(), "Het aantal plekken is hier ongeveer. Vraag het na bij de leerplaats."),
    (AsksFirst(("letter",)), "De leerplaats vraagt een motivatiebrief."),
    (
        AsksFirst(("bicycle", "interview", "letter")),
        "De leerplaats vraagt een fiets, een gesprek vooraf en een motivatiebrief.",
    ),
    (CarUnknown(), "Voor deze plek is een auto nodig. We weten niet of de student een auto heeft."),
    (StartsAlone(), "De student begint hier die dag alleen."),
]
CAUSES = [
    (NoOffer(**WHERE), "Er is geen plek voor Verzorgende IG leerjaar 2 in periode 2."),
    (
        RuledOut(**WHERE, rules=((Rule.TRAVEL, 3), (Rule.BEEN_THERE, 1)), total=4, all=True),
        "Geen leerplaats met een plek voor Verzorgende IG leerjaar 2 in periode 2 past bij deze student."
        " 3 leerplaatsen liggen verder weg dan de student kan reizen. Op 1 leerplaats is de student al geweest.",
    ),
    (
        RuledOut(**WHERE, rules=((Rule.SCHOOL, 2), (Rule.DECLINED, 1)), total=3, all=False),
        "2 leerplaatsen hebben alleen plek voor een andere school. 1 leerplaats zei nee tegen deze stage.",
    ),
    (
        RuledOut(**WHERE, rules=((Rule.CLOSED, 2),), total=2, all=False),
        "2 leerplaatsen kunnen een deel van de stage geen student ontvangen.",
    ),
    (
        LimitReached(1),
        "Op 1 leerplaats is nog plek. Maar er zijn al zoveel studenten tegelijk als daar mag.",
    ),
    (
        AllFull(**WHERE, places=4, others=False),
        "Alle 4 plekken voor Verzorgende IG leerjaar 2 in periode 2 zijn vol.",
    ),
    (
        AllFull(**WHERE, places=1, others=True),
        "De enige andere plek voor Verzorgende IG leerjaar 2 in periode 2 is vol.",
    ),
    (
        AllFull(**WHERE, places=0, others=False),
        "De plekken voor Verzorgende IG leerjaar 2 in periode 2 waren al bezet.",
    ),
]
CHANGES = [
    (
        Unlock("anouk", "kade", 1, rivals=0),
        "Op De Kade staat een student vast die ook ergens anders past."
        " Maak je die los, dan krijgt deze student een plek.",
    ),
    (ExtraPlace("kade", 1, moved=0, rivals=0), "Met 1 plek meer bij De Kade krijgt deze student een plek."),
    (
        ExtraPlace("kade", 1, moved=0, rivals=1),
        "Met 1 plek meer bij De Kade kan deze student een plek krijgen. Nog 1 andere student wacht op een plek.",
    ),
    (
        ExtraPlace("kade", 1, moved=1, rivals=2),
        "Met 1 plek meer bij De Kade kan deze student een plek krijgen."
        " Nog 2 andere studenten wachten op een plek."
        " Daarvoor gaat 1 andere student naar een andere plek.",
    ),
    (
        ExtraPlace("kade", 1, moved=2, rivals=0),
        "Met 1 plek meer bij De Kade krijgt deze student een plek."
        " Daarvoor gaan 2 andere studenten naar een andere plek.",
    ),
    (
        ExtraPlace("kade", 1, moved=0, rivals=0, limits=("both",)),
        "Met 1 plek meer bij De Kade en een hoger totaal krijgt deze student een plek.",
    ),
    (
        RaiseLimit("kade", 1, ("kade",), (1,), (0,), rivals=0),
        "Met 1 plek meer op maandag bij De Kade krijgt deze student een plek.",
    ),
    (
        RaiseLimit("kade", 1, ("both",), (1, 2), (0, 3), rivals=0),
        "Op De Kade en De Werf samen is het vol op maandag en donderdag."
        " Met 1 student meer tegelijk krijgt deze student een plek.",
    ),
    (
        RaiseLimit("kade", 1, ("all",), (1, 2, 3, 4), (), rivals=0),
        "Op 4 leerplaatsen samen is het vol. Met 1 student meer tegelijk krijgt deze student een plek.",
    ),
    (
        MoreDays("kade", 1, (0, 1), rivals=0),
        "Kan De Kade ook op maandag en dinsdag een student ontvangen, dan krijgt deze student een plek.",
    ),
    (
        FurtherTravel(34, 20, 1),
        "Met een reisgrens van 34 km in plaats van 20 km krijgt deze student een plek."
        " Dan valt De Kade ook binnen de grens.",
    ),
    (
        LevelFilledIn("kade", 1, 6, rivals=0),
        "Bij De Kade is niet ingevuld wie er begeleidt."
        " Is dat een hbo-verpleegkundige (niveau 6), dan krijgt deze student een plek.",
    ),
    (
        NewPlace(**WHERE, rivals=0, elsewhere=False),
        "Met 1 plek voor Verzorgende IG leerjaar 2 in periode 2 krijgt deze student een plek.",
    ),
    (
        NewPlace(**WHERE, rivals=0, elsewhere=True),
        "Met 1 plek op een andere leerplaats krijgt deze student een plek.",
    ),
]
SENTENCES = [
    *((fit_text, *row) for row in FITS),
    *((mind_text, *row) for row in MINDS),
    *((cause_text, *row) for row in CAUSES),
    *((change_text, *row) for row in CHANGES),
]


@pytest.mark.parametrize(("to_text", "fact", "text"), SENTENCES)
def test_each_fact_in_words(to_text, fact, text):
    assert to_text(fact, NAMES) == text


@pytest.mark.parametrize("to_text", [fit_text, mind_text, cause_text, change_text])
def test_what_is_no_fact_has_no_words(to_text):
    with pytest.raises(TypeError, match="No words for"):
        to_text("een zin", NAMES)


@pytest.mark.parametrize(
    ("price", "text"),
    [
        (Price(2, 5, 5), "Kies je deze plek, dan verliezen 2 andere studenten een plek."),
        (Price(0, 1, 0), "Kies je deze plek, dan gaan andere studenten samen 1 wens omlaag."),
        (Price(0, -2, 0), "Kies je deze plek, dan gaan andere studenten samen 2 wensen omhoog."),
        (Price(0, 0, 12), "Kies je deze plek, dan reizen andere studenten samen 12 km meer."),
        (Price(0, 0, -12), "Kies je deze plek, dan reizen andere studenten samen 12 km minder."),
        (Price(0, 0, 0), "Kies je deze plek, dan verliest niemand een plek of een wens."),
    ],
)
def test_each_price_in_words(price, text):
    assert price_text(price, "deze plek") == text


@pytest.mark.parametrize(
    ("state", "places", "left", "rank", "text"),
    [
        (State.CHOSEN, 2, 1, None, "Dit is de plek in het voorstel."),
        (State.CHOSEN, 2, 1, 1, "Dit is de plek in het voorstel. De plek past bij wens 1."),
        (State.FREE, 1, 1, None, "De enige plek is vrij."),
        (State.FREE, 3, 3, None, "Alle 3 plekken zijn vrij."),
        (State.FREE, 3, 1, 2, "1 van de 3 plekken is vrij. De plek past bij wens 2."),
        (State.FREE, 3, 2, None, "2 van de 3 plekken zijn vrij."),
        (
            State.TAKEN,
            1,
            0,
            None,
            "De enige plek is vol. Kies je deze plek, dan verandert het voorstel voor een andere student.",
        ),
        (
            State.LIMITED,
            2,
            1,
            None,
            "Hier is nog plek. Maar er zijn al zoveel studenten tegelijk als mag."
            " Kies je deze plek, dan verandert het voorstel voor een andere student.",
        ),
        (State.FULL, 2, 0, None, "Alle 2 plekken zijn vol. Op elke plek staat een student vast."),
        (
            State.FULL,
            2,
            1,
            None,
            "Hier is nog plek. Maar vastgezette studenten vullen het totaal dat tegelijk mag.",
        ),
        (State.FULL, 0, 0, None, "Er is geen vrije plek meer."),
    ],
)
def test_each_state_of_an_alternative_in_words(state, places, left, rank, text):
    row = Alternative("kade", 1, Edge(*VIG2), state, (), rank, places, left)

    assert alternative_text(row, NAMES) == text


def test_an_alternative_tells_its_price_and_its_distance():
    row = Alternative("kade", 1, Edge(*VIG2, km=7), State.TAKEN, (), 2, 1, 0, Price(1, 0, 0))

    assert alternative_text(row, NAMES) == (
        "De enige plek is vol. Kies je deze plek, dan verliest 1 andere student een plek."
        " De plek past bij wens 2. De leerplaats ligt op 7 km hemelsbreed."
    )


def test_a_forbidden_alternative_names_every_rule():
    at = Edge(2, 3, 2, km=42, most_km=30, asked=6, guides=4)
    row = Alternative("kade", 1, at, State.FORBIDDEN, tuple(Rule), 1, 2, 2)

    assert alternative_text(row, NAMES) == (
        "Deze plek is voor Mbo-verpleegkundige. Deze plek is voor leerjaar 3. Deze plek is in periode 2."
        " Deze plekken zijn voor een groep van een andere school."
        " Nodig is een hbo-verpleegkundige (niveau 6). Hier begeleidt een mbo-verpleegkundige (niveau 4)."
        " De stagedagen passen niet bij de dagen van deze plek."
        " De leerplaats kan in een deel van de stage geen student ontvangen."
        " Dit is 42 km hemelsbreed. De student reist tot 30 km."
        " Voor deze plek is een auto nodig. De student heeft geen auto."
        " De student is hier al geweest. Deze leerplaats is voor deze student uitgesloten."
        " Deze leerplaats zei nee tegen deze stage."
    )


def test_a_level_that_is_not_known_is_said_so():
    row = Alternative("kade", 1, Edge(*VIG2, asked=6), State.FORBIDDEN, (Rule.SUPERVISION,), None, 2, 2)

    assert alternative_text(row, NAMES) == (
        "We weten niet wie hier begeleidt. Nodig is een hbo-verpleegkundige (niveau 6)."
    )


def test_each_lock_that_cannot_hold_in_words():
    requests = (
        Request("anouk", *VIG2),
        Request("bilal", *VIG2, excluded=((1, Rule.BEEN_THERE),)),
        Request("chris", *VIG2),
    )
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    locks = (
        Lock("anouk", "kade"),
        Lock("anouk", "werf"),
        Lock("bilal", "kade"),
        Lock("bilal", "nowhere"),
        Lock("chris", "kade"),
        Lock("nobody", "kade"),
    )

    assert [lock_error_text(error, NAMES) for error in bad_locks(requests, offers, locks)] == [
        "Deze student staat al vast op een andere plek dan De Werf.",
        "De student is hier al geweest.",
        "De vastgezette plek bestaat niet meer.",
        "Op De Kade staan meer studenten vast dan er plekken zijn.",
        "De vastgezette student zoekt geen plek meer.",
    ]


def test_a_lock_over_a_limit_names_the_leerplaatsen():
    requests = (Request("anouk", *VIG2), Request("bilal", *VIG2))
    offers = (Offer("kade", 1, *VIG2, 1), Offer("werf", 2, *VIG2, 1))
    limits = (Limit("both", frozenset({1, 2}), 1),)

    (error,) = bad_locks(requests, offers, (Lock("anouk", "kade"), Lock("bilal", "werf")), limits)

    assert lock_error_text(error, NAMES) == (
        "Op De Kade en De Werf kan geen student meer vast. Daar kan 1 tegelijk zijn."
    )


@settings(max_examples=60)
@given(worlds(requests=8, offers=6) | rule_worlds(requests=7, offers=6))
def test_everything_that_can_be_said_has_short_sentences(world):
    result = solve(world)
    texts = []
    for key, reason in reasons(world, result).items():
        text = reason_text(reason, NAMES)
        texts += [sentence for field in fields(text) for sentence in getattr(text, field.name)]
        texts += [alternative_text(row, NAMES) for row in alternatives(world, result, key)]

    for text in texts:
        assert re.fullmatch(r"([A-Z0-9][^.]*\.( |$))+", text), text
        assert max(len(sentence.split()) for sentence in text.split(". ")) <= 20, text
