"""What a question better leaves out: a number of nine digits, or a client with a name or something about health.

It only warns. It errs on the careful side and a person decides, because words alone say too little.
"""

import re

from onboarding.aanlevering.never_read import HEALTH, LOOSE_BSN, STEMS, WORDS
from profiles.folding import fold

NUMBER = "Er staat een nummer van negen cijfers in. Is dat een burgerservicenummer? Haal het dan weg."
CLIENT = "Er staat iets in over een cliënt. Haal de naam en alles over gezondheid van die cliënt weg."
CLIENT_WORDS = r"cli[eë]nte?n?|pati[eë]nte?n?|bewoners?|zorgvrager"
TITLES = r"mevrouw|meneer|mijnheer|mevr\.?|mw\.?|dhr\.?"
A_NAME = r"(?:(?:van|de|der|den|ten|ter|El|Al)\s+)*[A-ZÀ-Þ][a-zà-ÿ]+"
NAMED = re.compile(rf"\b(?i:{CLIENT_WORDS}|{TITLES})\s+{A_NAME}")
ABOUT_A_CLIENT = re.compile(rf"\b(?:{CLIENT_WORDS}|{TITLES})\b", re.IGNORECASE)


def careful_with(text):
    """The sentences of warning about `text`, none when there is nothing to think about."""
    found = []
    if LOOSE_BSN.search(text):
        found.append(NUMBER)
    if NAMED.search(text) or (ABOUT_A_CLIENT.search(text) and _about_health(text)):
        found.append(CLIENT)
    return found


def _about_health(text):
    words = re.findall(r"[a-z0-9]+", fold(text))
    return any(stem in word for word in words for stem in STEMS[HEALTH].split()) or not {*words}.isdisjoint(
        WORDS[HEALTH].split()
    )
