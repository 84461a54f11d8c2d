import re
from dataclasses import fields

import pytest
from hypothesis import given, settings

from onboarding.matching import (
    Lock,
    Names,
    Offer,
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
from onboarding.matching.facts import (
    AllFull,
    ExtraPlace,
    MissedWish,
    NewPlace,
    NoOffer,
    ProgrammeFits,
    RoomLeft,
    RuledOut,
    Unlock,
    WishMet,
)
from onboarding.matching.wording import fact_text
from tests.onboarding.matching.worlds import worlds

VIG2 = (1, 2, 1)  # programme, year, period
NAMES = Names(
    leerplaatsen={1: "De Kade", 2: "De Werf", 3: "Het Anker", 4: "De Lier"},
    programmes={1: "Verzorgende IG", 2: "Mbo-verpleegkundige"},
    periods={1: "periode 1", 2: "periode 2"},
)
WHERE = {"programme": 1, "year": 2, "period": 2}


def missed(only=None, **counts):
    nothing = dict.fromkeys(("no_offer", "been_there", "excluded", "full", "open"), 0)
    return MissedWish(rank=1, only=only, **nothing | counts, **WHERE)


SENTENCES = [
    (ProgrammeFits(1, 2), "De plek is voor Verzorgende IG leerjaar 2."),
    (WishMet(1), "De plek past bij wens 1."),
    (RoomLeft(1, 0), "De enige plek was nog vrij."),
    (RoomLeft(2, 0), "Er waren 2 plekken vrij. Die zijn nu alle 2 gevuld."),
    (RoomLeft(2, 1), "Er waren 2 plekken vrij. Nu is er nog 1 over."),
    (RoomLeft(5, 3), "Er waren 5 plekken vrij. Nu zijn er nog 3 over."),
    (missed(only=1, full=1), "Wens 1 lukt niet: bij De Kade zijn alle plekken vol."),
    (
        missed(only=1, no_offer=1),
        "Wens 1 lukt niet: De Kade heeft geen plek voor Verzorgende IG leerjaar 2 in periode 2.",
    ),
    (missed(only=1, been_there=1), "Wens 1 lukt niet: op De Kade is de student al geweest."),
    (missed(only=1, excluded=1), "Wens 1 lukt niet: De Kade is uitgesloten."),
    (
        missed(only=1, open=1),
        "Wens 1 kan nog: De Kade heeft plek. Maar deze student staat vast op deze plek.",
    ),
    (missed(), "Wens 1 lukt niet: geen leerplaats past bij deze wens."),
    (missed(full=3), "Wens 1 lukt niet: 3 leerplaatsen zijn vol."),
    (
        missed(full=1, no_offer=2, been_there=1, excluded=2),
        "Wens 1 lukt niet: 1 leerplaats is vol. 2 leerplaatsen hebben geen plek voor Verzorgende IG leerjaar 2"
        " in periode 2. Op 1 leerplaats is de student al geweest. 2 leerplaatsen zijn uitgesloten.",
    ),
    (
        missed(full=1, open=2),
        "Wens 1 kan nog: er is nog plek op 2 leerplaatsen. Maar deze student staat vast op deze plek.",
    ),
    (NoOffer(**WHERE), "Er is geen plek voor Verzorgende IG leerjaar 2 in periode 2."),
    (
        RuledOut(**WHERE, been_there=1, excluded=0, all=True),
        "Geen leerplaats met een plek voor Verzorgende IG leerjaar 2 in periode 2 past bij deze student."
        " Op 1 leerplaats is de student al geweest.",
    ),
    (
        RuledOut(**WHERE, been_there=2, excluded=1, all=False),
        "Op 2 leerplaatsen is de student al geweest. 1 leerplaats is voor deze student uitgesloten.",
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
    (
        Unlock("anouk", "kade", 1, rivals=0),
        "Op De Kade staat een student vast die ook ergens anders past."
        " Maak je die los, dan krijgt deze student een plek.",
    ),
    (ExtraPlace("kade", 1, moved=0, rivals=0), "Met 1 plek meer bij De Kade krijgt deze student een plek."),
    (
        ExtraPlace("kade", 1, moved=0, rivals=1),
        "Met 1 plek meer bij De Kade kan deze student een plek krijgen. Nog 1 andere student wacht op zo'n plek.",
    ),
    (
        ExtraPlace("kade", 1, moved=1, rivals=2),
        "Met 1 plek meer bij De Kade kan deze student een plek krijgen."
        " Nog 2 andere studenten wachten op zo'n plek."
        " Daarvoor gaat 1 andere student naar een andere plek.",
    ),
    (
        ExtraPlace("kade", 1, moved=2, rivals=0),
        "Met 1 plek meer bij De Kade krijgt deze student een plek."
        " Daarvoor gaan 2 andere studenten naar een andere plek.",
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


@pytest.mark.parametrize(("fact", "text"), SENTENCES)
def test_each_fact_in_words(fact, text):
    assert fact_text(fact, NAMES) == text


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
        (State.FULL, 2, 0, None, "Alle 2 plekken zijn vol. Op elke plek staat een student vast."),
        (State.FULL, 0, 0, None, "Er is geen vrije plek meer."),
    ],
)
def test_each_state_of_an_alternative_in_words(state, places, left, rank, text):
    row = Alternative("kade", 1, *VIG2, state, (), rank, places, left)

    assert alternative_text(row, NAMES) == text


def test_a_forbidden_alternative_names_every_rule():
    row = Alternative("kade", 1, 2, 3, 2, State.FORBIDDEN, tuple(Rule), 1, 2, 2)

    assert alternative_text(row, NAMES) == (
        "Deze plek is voor Mbo-verpleegkundige. Deze plek is voor leerjaar 3. Deze plek is in periode 2."
        " Deze plekken zijn voor een groep van een andere school."
        " Op deze leerplaats begeleidt niemand op het niveau dat nodig is."
        " De stagedagen passen niet bij de dagen van deze plek."
        " De leerplaats is in een deel van de stage dicht, of laat dan niemand beginnen."
        " Deze leerplaats ligt verder dan de student kan reizen. Voor deze plek is een auto nodig."
        " De student is hier al geweest. Deze leerplaats is voor deze student uitgesloten."
        " Deze leerplaats zei nee tegen deze stage."
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


@settings(max_examples=60, deadline=None)
@given(worlds(requests=8, offers=6))
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
