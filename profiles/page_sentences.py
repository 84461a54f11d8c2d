"""Choices as a student reads them: a sentence per choice. "Weet ik nog niet" and what goes without saying is silent."""

from profiles.dutch import enumerate_dutch
from profiles.questions import QUESTIONS
from profiles.wording import chosen

SENTENCES = {
    "driving_licence": {
        "yes": "Je hebt rijbewijs B nodig.",
        "handy": "Een rijbewijs is handig, maar niet nodig.",
        "no": "Je hebt geen rijbewijs nodig.",
    },
    "complexity": {
        "low": "De zorg is vooral rustig en je kunt haar voorspellen.",
        "middle": "Rustige en ingewikkelde zorg wisselen elkaar af.",
        "high": "De zorg is vooral ingewikkeld en verandert snel.",
    },
    "lone_working": {
        "never": "Je werkt nooit alleen: er is altijd een collega bij je.",
        "later": "Later in je stage werk je soms alleen, als jij en je werkbegeleider dat goed vinden.",
        "yes": "Je werkt soms alleen. Je kunt altijd iemand bellen.",
    },
    "exam": {
        "yes": "Je kunt hier examen doen (proeve van bekwaamheid).",
        "ask": "Soms kun je hier examen doen (proeve van bekwaamheid). Spreek het af vóór je begint.",
        "no": "Je kunt hier geen examen doen (proeve van bekwaamheid).",
    },
    "assignment_time": {
        "fixed": "Elke week is er een vast moment voor opdrachten van school.",
        "quiet": "Als het rustig is, mag je aan opdrachten van school werken.",
        "own": "Opdrachten van school doe je in je eigen tijd.",
    },
    "organised": {
        "own": "De praktijkopleider werkt op deze leerplaats.",
        "central": "De praktijkopleider werkt voor meer leerplaatsen tegelijk.",
    },
    "fixed_supervisor": {
        "fixed": "Je krijgt één vaste werkbegeleider.",
        "pair": "Je krijgt twee vaste werkbegeleiders.",
        "changing": "Je werkbegeleider wisselt per dienst.",
    },
    "supernumerary": {
        "always": "Je staat de hele stage boven op de bezetting (boventallig).",
        "start": "In het begin sta je boven op de bezetting (boventallig).",
        "no": "Je telt mee in de bezetting.",
    },
    "talks": {
        "daily": "Aan het eind van elke dag praat je kort over hoe het gaat.",
        "weekly": "Elke week is er een gesprek over hoe het gaat.",
        "fortnightly": "Elke 2 weken is er een gesprek over hoe het gaat.",
        "monthly": "Elke maand is er een gesprek over hoe het gaat.",
    },
    "buddy": {
        "student": "Je krijgt een buddy: een student die er al langer is.",
        "colleague": "Je krijgt een buddy: een collega aan wie je alles kunt vragen.",
    },
    "public_transport": {
        "yes": "Je komt er goed met het openbaar vervoer, ook voor een vroege dienst.",
        "no": "Met het openbaar vervoer kom je er moeilijk. Met de fiets of de auto gaat het beter.",
    },
    "step_free": {
        "yes": "Je komt overal zonder drempels of trappen.",
        "partly": "Op de meeste plekken kom je zonder drempels of trappen.",
        "no": "Er zijn drempels of trappen.",
    },
    "interview": {
        "talk": "Vóór je stage is er een gesprek om kennis te maken.",
        "letter": "Vóór je stage stuur je een brief om kennis te maken.",
        "both": "Vóór je stage stuur je een brief en is er een gesprek om kennis te maken.",
        "no": "Er is geen kennismaking vóór je stage.",
    },
}


def said_in_sentences(answers, *keys):
    """The sentences for the choices made at `keys`, in that order; nothing for what is not known yet."""
    found = (SENTENCES[key].get(answers.get(key)) for key in keys)
    return tuple(sentence for sentence in found if sentence)


def guidance_sentences(answers):
    """How students are guided, in sentences: who, how many, how often."""
    levels = [
        chosen(QUESTIONS["supervisor_levels"], level).lower()
        for level in answers.get("supervisor_levels") or ()
        if level != "unknown"
    ]
    return (
        *said_in_sentences(answers, "organised", "fixed_supervisor"),
        *((f"Werkbegeleiders hebben een opleiding op {enumerate_dutch(levels)}.",) if levels else ()),
        *said_in_sentences(answers, "supernumerary", "talks", "buddy"),
    )
