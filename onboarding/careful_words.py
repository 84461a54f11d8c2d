"""What a text better leaves out: a number of nine digits, a client by name, or something about somebody's health.

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
OWN_HEALTH = (
    "Er staat misschien iets in over de gezondheid van een student of collega. Dat bewaren we niet. "
    "Haal het weg, en bespreek het met elkaar."
)
# What people have, and seldom name about their work; "ziek" alone is how somebody asks whom to call.
ILLNESS = (
    r"burn[ -]?out|overspannen|depressie\w*|su[iï]cidaal|psychose|psychotisch|angststoornis|paniekaanval\w*|ptss|"
    r"zwanger|zwangerschap|miskraam|adhd|autis\w+|dyslexie|dyslectisch|dyscalculie|epilepsie|diabetes|suikerziekte|"
    r"kanker|hernia|migraine|reuma|hersenschudding|eetstoornis|verslaafd|verslaving|geopereerd|"
    r"(?:chronisch|langdurig|ernstig) ziek"
)
CARE = r"medicatie|medicijnen|operatie|diagnose|allergie\w*|therapie|psycholoog|psychiater|beperking|handicap|ziekte"
HAS = r"(?:heb|hebt|heeft|had|krijgt?|kreeg|ben|bent|is|was|werd|wordt|raakte?|zit|kampt?)"
WHO = r"(?:ik|jij|je|hij|zij|ze|student|studente|leerling|stagiaire?)"
HAS_ILLNESS = re.compile(
    rf"\b(?:(?i:{WHO})|[A-ZÀ-Þ][a-zà-ÿ]+)\s+{HAS}\b.*\b(?i:{ILLNESS})\b|"
    rf"\b(?i:{HAS}\s+{WHO})\b.*\b(?i:{ILLNESS})\b|"
    rf"\b(?i:mijn|je|jouw|zijn|haar)\s+(?i:{ILLNESS}|{CARE})\b"
)
LEARNING = re.compile(
    r"\b(?:leer\w*|geleerd|les|lessen|lezen|gelezen|toets|opdracht|verslag|protocol)\b", re.IGNORECASE
)
SENTENCE_ENDS = re.compile(r"[.!?\n]+")
ABOUT_A_CLIENT = re.compile(rf"\b(?:{CLIENT_WORDS}|{TITLES})\b", re.IGNORECASE)


def careful_with(text):
    """The sentences of warning about `text`, none when there is nothing to think about."""
    found = []
    if LOOSE_BSN.search(text):
        found.append(NUMBER)
    if NAMED.search(text) or (ABOUT_A_CLIENT.search(text) and _about_health(text)):
        found.append(CLIENT)
    if any(_about_own_health(sentence) for sentence in SENTENCE_ENDS.split(text)):
        found.append(OWN_HEALTH)
    return found


def _about_own_health(sentence):
    """Whether a sentence seems to say what a student or colleague has, and not what a client has or what one learns."""
    return bool(HAS_ILLNESS.search(sentence)) and not (ABOUT_A_CLIENT.search(sentence) or LEARNING.search(sentence))


def _about_health(text):
    words = re.findall(r"[a-z0-9]+", fold(text))
    return any(stem in word for word in words for stem in STEMS[HEALTH].split()) or not {*words}.isdisjoint(
        WORDS[HEALTH].split()
    )
