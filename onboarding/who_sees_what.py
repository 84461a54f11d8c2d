"""Who sees what about a student: one table, for the page of the student, the download and the test.

The access rules stand with their rows (`visible_to`). A test opens every page as each of these people and holds
what they really saw against this table, so that the words cannot drift from the rules.
"""

from dataclasses import dataclass
from enum import StrEnum


class Thing(StrEnum):
    """What there is to see of a student, in words to that student."""

    NAME = "Je voornaam"
    WHOLE_NAME = "Je hele naam"
    EMAIL = "Je e-mailadres"
    NUMBER = "Je studentnummer"
    HOME = "Je postcode en woonplaats"
    WISHES = "Je wensen"
    UNWANTED = "Waar je liever niet heen gaat"
    REMARK = "De opmerking van je school"
    PROGRAMME = "Je opleiding en leerjaar"
    LIST = "Wat klaar is voor je start"
    OWN_ITEMS = "Je eigen punten op de lijst"
    LEARN = "Wat je wilt leren"
    PLAN = "Je planningsvoorstel"
    PLAN_STANDS = "Of jullie plan samen vaststaat"
    FINAL_PLAN = "Het plan dat samen vaststaat"
    PRIORITIES = "Je prioriteiten"
    STOP_REASON = "Waarom je stage eerder stopt, in een paar vaste woorden"
    TALKS = "Waar je over wilt praten, en wat jullie afspreken"
    TALK_DATES = "Welke gesprekken er waren, en wanneer"
    DICE = "Je antwoord bij de vragendobbelsteen"
    PHOTO = "Je foto"
    PHONE = "Je telefoonnummer"
    STAYS = "Waarvoor wij je na je stage mogen mailen, en op welk adres"
    QUESTION = "De vraag die je stelt"
    PAIR = "Wat je met je mentor deelt"


# What a student decides about: shown after a yes, or when the student shares it.
OWN_CHOICE = frozenset(
    {Thing.OWN_ITEMS, Thing.DICE, Thing.PHOTO, Thing.PHONE, Thing.QUESTION, Thing.PAIR},
)
_GUIDES = OWN_CHOICE - {Thing.PAIR}
AFTERWARDS = frozenset({Thing.STAYS})  # what a student chooses for after the stage


@dataclass(frozen=True)
class Viewer:
    """Somebody around a stage. `sees` always, `when_allowed` after the student says so, and nothing else."""

    key: str
    who: str
    note: str
    sees: frozenset
    when_allowed: frozenset = frozenset()

    @property
    def never(self):
        """What stays closed to them."""
        return [thing for thing in Thing if thing not in self.sees | self.when_allowed]

    @property
    def parts(self):
        """(label, things) of what they see, what they see after a yes, and what they do not see; no empty ones."""
        ordered = (
            ("Ziet", [thing for thing in Thing if thing in self.sees]),
            ("Ziet alleen als jij dat kiest", [thing for thing in Thing if thing in self.when_allowed]),
            ("Ziet niet", self.never),
        )
        return [(label, things) for label, things in ordered if things]


_STAGE = frozenset({Thing.NAME, Thing.WHOLE_NAME, Thing.EMAIL, Thing.PROGRAMME, Thing.LIST, Thing.LEARN})
_REQUEST = frozenset({Thing.NUMBER, Thing.HOME, Thing.WISHES, Thing.UNWANTED, Thing.REMARK})

# What student and begeleider write for each other, and the facts about it (onboarding.guided_stages).
_FACTS = frozenset({Thing.PLAN_STANDS, Thing.TALK_DATES})
_WORDS = frozenset({Thing.PLAN, Thing.FINAL_PLAN, Thing.PRIORITIES, Thing.TALKS})

VIEWERS = (
    Viewer(
        "werkbegeleider",
        "Je werkbegeleider",
        "De collega met wie je meeloopt. Die leest een vraag als je hem aan je werkbegeleider stelt.",
        _STAGE | _FACTS | _WORDS,
        _GUIDES,
    ),
    Viewer(
        "praktijkopleider",
        "De praktijkopleider van je leerplaats",
        "Zorgt dat je op de leerplaats goed kunt leren. Die leest een vraag als je hem aan de praktijkopleider stelt.",
        _STAGE | _FACTS | _WORDS | {Thing.STOP_REASON},
        _GUIDES,
    ),
    Viewer(
        "coordinator",
        "De coördinator van de instelling",
        "Zoekt een plek voor je en regelt je stage. Leest niet wat jij en je begeleider elkaar schrijven.",
        _STAGE | _REQUEST | _FACTS | {Thing.STOP_REASON},
        _GUIDES - {Thing.DICE} | AFTERWARDS,
    ),
    Viewer(
        "colleague",
        "Andere collega's van je leerplaats",
        "Zij zien wie er deze week start.",
        frozenset({Thing.NAME, Thing.PROGRAMME, Thing.LEARN}),
        frozenset({Thing.PHOTO}),
    ),
    Viewer(
        "service",
        "Wie je account, je pasje of je kleding regelt",
        "Zij zien alleen wat zij zelf voor je klaarmaken, met de eerste letter van je achternaam.",
        frozenset({Thing.NAME, Thing.LIST}),
    ),
    Viewer(
        "school",
        "Je school",
        "Het stagebureau dat je aanmeldde. Stopt je stage eerder? Dan leest het de dag, en niet waarom.",
        _REQUEST | _FACTS | {Thing.NAME, Thing.WHOLE_NAME, Thing.EMAIL, Thing.PROGRAMME, Thing.FINAL_PLAN},
        frozenset({Thing.QUESTION}),
    ),
    Viewer(
        "mentor",
        "Je mentor, of de student van wie jij mentor bent",
        "Samen hebben jullie een eigen pagina. Die kent je nummer alleen als jij het daar deelt.",
        frozenset({Thing.NAME}),
        frozenset({Thing.PHOTO, Thing.PHONE, Thing.PAIR}),
    ),
    Viewer(
        "student",
        "Andere studenten op dezelfde leerplaats",
        "Zij zien alleen wat jij kiest.",
        frozenset(),
        frozenset({Thing.PHOTO}),
    ),
    Viewer(
        "elsewhere",
        "Andere instellingen, andere scholen en de regio",
        "Zij zien niets van jou.",
        frozenset(),
    ),
)
