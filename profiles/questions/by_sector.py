"""The words of each sector: what is counted, how long it lasts, and examples people there recognise.

Every sector fills every field, so a new sector cannot be half known.
"""

from dataclasses import dataclass

from profiles.enums import Sector

OUTSIDE = frozenset({Sector.HOME_CARE, Sector.MATERNITY_CARE, Sector.PUBLIC_HEALTH})
CLINICS = frozenset({Sector.PRIMARY_CARE, Sector.PUBLIC_HEALTH})
SOMETIMES_ALONE = OUTSIDE | {Sector.DISABILITY_CARE, Sector.YOUTH_CARE, Sector.MENTAL_HEALTH, Sector.NURSING_HOME}

ILLNESSES = "Welke ziektebeelden komen veel voor?"
APPOINTMENT = "Hoe lang duurt een afspraak?"


@dataclass(frozen=True)
class SectorWords:
    """Questions, hints and the short labels of the facts on top of the page, for one sector."""

    care_hint: str
    size: str
    size_hint: str
    size_label: str
    stay: str
    stay_hint: str
    stay_label: str
    conditions: str
    conditions_hint: str
    disciplines_hint: str
    moment: str  # an example of a moment of the day, with the time in front


WORDS = {
    Sector.HOSPITAL: SectorWords(
        care_hint="zorg na een beroerte (neurologie)",
        size="Hoeveel bedden zijn er?",
        size_hint="28 bedden",
        size_label="Bedden",
        stay="Hoe lang blijven patiënten meestal?",
        stay_hint="meestal 5 tot 8 dagen",
        stay_label="Hoe lang mensen blijven",
        conditions=ILLNESSES,
        conditions_hint="beroerte (CVA)",
        disciplines_hint="fysiotherapeut",
        moment="7.30 Je hoort hoe de nacht was.",
    ),
    Sector.REHABILITATION: SectorWords(
        care_hint="opnieuw leren lopen en praten na een beroerte",
        size="Hoeveel bedden zijn er?",
        size_hint="30 bedden in 3 huiskamers",
        size_label="Bedden",
        stay="Hoe lang blijven mensen meestal?",
        stay_hint="4 tot 10 weken",
        stay_label="Hoe lang mensen blijven",
        conditions=ILLNESSES,
        conditions_hint="een been missen na een operatie (amputatie)",
        disciplines_hint="ergotherapeut",
        moment="7.30 Wassen en aankleden als oefening.",
    ),
    Sector.NURSING_HOME: SectorWords(
        care_hint="wonen met dementie (psychogeriatrie)",
        size="Hoeveel bewoners zijn er?",
        size_hint="24 bewoners in 3 huiskamers",
        size_label="Bewoners",
        stay="Hoe lang wonen mensen bij jullie?",
        stay_hint="meestal 1 tot 3 jaar",
        stay_label="Hoe lang mensen er wonen",
        conditions=ILLNESSES,
        conditions_hint="geheugenziekte (dementie)",
        disciplines_hint="specialist ouderengeneeskunde",
        moment="9.30 Je ontbijt met de bewoners.",
    ),
    Sector.HOME_CARE: SectorWords(
        care_hint="zorg bij mensen thuis, na het ziekenhuis of voor lange tijd (wijkverpleging)",
        size="Hoeveel cliënten heeft het team?",
        size_hint="ongeveer 60 cliënten",
        size_label="Cliënten",
        stay="Hoe lang krijgen mensen zorg van jullie?",
        stay_hint="van 2 weken tot meer dan 5 jaar",
        stay_label="Hoe lang mensen zorg krijgen",
        conditions=ILLNESSES,
        conditions_hint="suikerziekte (diabetes)",
        disciplines_hint="huisarts",
        moment="7.00 Je haalt je telefoon en je route op.",
    ),
    Sector.MENTAL_HEALTH: SectorWords(
        care_hint="opname in een crisis (acute psychiatrie)",
        size="Voor hoeveel mensen zorgen jullie?",
        size_hint="18 plekken in de kliniek",
        size_label="Plekken of cliënten",
        stay="Hoe lang krijgen mensen behandeling?",
        stay_hint="meestal 3 weken tot 6 maanden",
        stay_label="Duur van de behandeling",
        conditions=ILLNESSES,
        conditions_hint="stemmen horen of dingen zien (psychose)",
        disciplines_hint="ervaringsdeskundige",
        moment="9.00 Dagopening met iedereen op de afdeling.",
    ),
    Sector.DISABILITY_CARE: SectorWords(
        care_hint="wonen met een verstandelijke beperking",
        size="Hoeveel bewoners of deelnemers zijn er?",
        size_hint="9 bewoners",
        size_label="Bewoners of deelnemers",
        stay="Hoe lang wonen of komen mensen bij jullie?",
        stay_hint="de meeste mensen wonen hier meer dan 10 jaar",
        stay_label="Hoe lang mensen er zijn",
        conditions="Welke beperkingen en ziektebeelden komen veel voor?",
        conditions_hint="verstandelijke beperking met autisme",
        disciplines_hint="gedragskundige",
        moment="7.30 Je helpt bij het opstaan en het ontbijt.",
    ),
    Sector.YOUTH_CARE: SectorWords(
        care_hint="wonen in een gezinshuis",
        size="Hoeveel kinderen en jongeren zijn er?",
        size_hint="8 jongeren van 12 tot 18 jaar",
        size_label="Kinderen en jongeren",
        stay="Hoe lang wonen of komen kinderen bij jullie?",
        stay_hint="meestal 6 maanden tot 2 jaar",
        stay_label="Hoe lang kinderen er zijn",
        conditions="Wat maakt het leven van deze kinderen lastig?",
        conditions_hint="niet naar school durven",
        disciplines_hint="gezinsbehandelaar",
        moment="15.30 De kinderen komen uit school.",
    ),
    Sector.MATERNITY_CARE: SectorWords(
        care_hint="zorg voor ouders en baby in de eerste 8 dagen thuis",
        size="Hoeveel gezinnen helpt het team in een maand?",
        size_hint="ongeveer 40 gezinnen",
        size_label="Gezinnen per maand",
        stay="Hoe lang helpen jullie een gezin?",
        stay_hint="8 dagen, van 3 tot 8 uur per dag",
        stay_label="Hoe lang je bij een gezin bent",
        conditions="Wat kom je veel tegen bij ouders en baby?",
        conditions_hint="borstvoeding die moeilijk op gang komt",
        disciplines_hint="verloskundige",
        moment="8.30 Je meet de temperatuur van de baby.",
    ),
    Sector.PUBLIC_HEALTH: SectorWords(
        care_hint="groei en gezondheid van kinderen van 0 tot 4 jaar (consultatiebureau)",
        size="Hoeveel mensen zien jullie op een dag?",
        size_hint="ongeveer 20 kinderen op een spreekuur",
        size_label="Mensen per dag",
        stay=APPOINTMENT,
        stay_hint="15 tot 20 minuten",
        stay_label="Duur van een afspraak",
        conditions="Met welke vragen komen mensen veel?",
        conditions_hint="slecht slapen of eten",
        disciplines_hint="jeugdarts",
        moment="9.00 Het eerste kind komt op het spreekuur.",
    ),
    Sector.PRIMARY_CARE: SectorWords(
        care_hint="zorg in een huisartsenpraktijk",
        size="Hoeveel patiënten heeft de praktijk?",
        size_hint="4.200 patiënten, ongeveer 60 op een dag",
        size_label="Patiënten van de praktijk",
        stay=APPOINTMENT,
        stay_hint="meestal 10 minuten",
        stay_label="Duur van een afspraak",
        conditions="Met welke klachten komen mensen veel?",
        conditions_hint="benauwd zijn door zieke longen (COPD)",
        disciplines_hint="praktijkondersteuner",
        moment="8.00 De telefoon gaat open.",
    ),
    Sector.HOSPICE: SectorWords(
        care_hint="zorg in de laatste weken van het leven",
        size="Hoeveel kamers zijn er?",
        size_hint="8 kamers",
        size_label="Kamers",
        stay="Hoe lang blijven mensen meestal?",
        stay_hint="meestal 2 tot 6 weken",
        stay_label="Hoe lang mensen blijven",
        conditions=ILLNESSES,
        conditions_hint="kanker waarvan je niet meer beter wordt",
        disciplines_hint="geestelijk verzorger",
        moment="8.00 Je vraagt aan elke bewoner hoe de nacht was.",
    ),
}


def in_words_of(field, before="", after=""):
    """What every sector says for `field` of SectorWords, between two texts: {sector: text}."""
    return {sector: f"{before}{getattr(words, field)}{after}" for sector, words in WORDS.items()}
