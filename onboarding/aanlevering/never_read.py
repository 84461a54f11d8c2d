"""Columns whose values we never read: a BSN, anything about health, origin, belief or gender, and more.

The check errs on the careful side: a column too many is left out and named on the screen, so that the school can
give it another name.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from profiles.folding import fold

BSN, HEALTH, PRIVATE, BIRTH, PROOF = "bsn", "health", "private", "birth", "proof"
WHY = {
    BSN: "een burgerservicenummer mogen we niet bewaren.",
    HEALTH: "gegevens over gezondheid horen hier niet.",
    PRIVATE: "dit is privé en telt niet mee bij het koppelen.",
    BIRTH: "geboortegegevens hebben we niet nodig.",
    PROOF: "bewijzen en nummers van documenten bewaren we niet.",
}

# Found anywhere in a name from which spaces and signs are gone.
STEMS = {
    BSN: "burgerservice sofinummer persoonsgebonden onderwijsnummer socialsecurity",
    HEALTH: "allergi allergy medisch medicatie medicijn medical gezondheid diagnos beperking handicap disabilit "
    "ziekte dieet zwanger dyslexie autisme adhd rolstoel zorgbehoefte passendonderwijs voedingswens",
    PRIVATE: "nationalit geslacht godsdienst geloof religi levensbeschouwing etnicit etnisch afkomst migratie seksue "
    "burgerlijkestaat strafblad politiek manvrouw moedertaal",
    BIRTH: "geboorte gebdat leeftijd dateofbirth birth",
    PROOF: "vaccin inenting hepatitis titerbep identiteitsbewijs paspoort documentnummer rekeningnummer",
}
# Only as a word of its own; shorter than this they hide in other words.
WORDS = {
    BSN: "bsn pgn sofi",
    HEALTH: "ziek epilepsie",
    PRIVATE: "mv mvx gender sekse sex herkomst ras",
    BIRTH: "geb dob",
    PROOF: "vog titer iban idbewijs",
}
SPELLED = {
    "burgerservicenummer": BSN, "allergie": HEALTH, "allergieen": HEALTH, "diagnose": HEALTH, "medicatie": HEALTH,
    "gezondheid": HEALTH, "beperking": HEALTH, "nationaliteit": PRIVATE, "godsdienst": PRIVATE, "geslacht": PRIVATE,
    "geboortedatum": BIRTH,
}  # fmt: skip
TYPING_ERROR = 88
ALLOWED = re.compile(r"geslachtsnaam|reisbeperking|gehandicaptenzorg")

BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
WRITTEN_BSN = re.compile(r"^(?:[0-9]{8,9}|[0-9]{3}([. -])[0-9]{3}\1[0-9]{3}|[0-9]{4}\.[0-9]{2}\.[0-9]{3})$")
COMPACT_DATE = re.compile(
    r"^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$"
)  # 20270409 passes the proof
# Nine digits in a row or in groups, on their own or right behind "bsn"; no part of an address or a phone number.
LOOSE_BSN = re.compile(
    r"(?:(?<![\w.@+-])(?<!\d )|(?<=bsn))(?:\d{9}|\d{3}([. -])\d{3}\1\d{3}|\d{4}\.\d{2}\.\d{3})(?![\w@-]|\.\w| \d)",
    re.IGNORECASE,
)
LEFT_OUT = "(nummer weggelaten)"
FULL = 0.9


@dataclass(frozen=True)
class NeverRead:
    """A column that was dropped while reading; `sentence` says which and why."""

    name: str
    sentence: str


def never_read_column(name: str) -> NeverRead | None:
    """Why the column with this name is not read; None when it may be."""
    kind = _kind(name)
    return NeverRead(name, f"De kolom '{name}' lezen we niet: {WHY[kind]}") if kind else None


def _kind(name):
    plain = re.sub(r"[^a-z0-9]+", " ", ALLOWED.sub(" ", fold(name))).split()
    squeezed = "".join(plain)
    for kind, stems in STEMS.items():
        if any(stem in squeezed for stem in stems.split()):
            return kind
    for kind, words in WORDS.items():
        if not {*plain, squeezed}.isdisjoint(words.split()):
            return kind
    return next((kind for word, kind in SPELLED.items() if fuzz.ratio(squeezed, word) >= TYPING_ERROR), None)


def is_bsn(text: str) -> bool:
    """Whether these digits pass the 11-proof of a BSN; Excel may have dropped the leading zero."""
    if not WRITTEN_BSN.match(text) or COMPACT_DATE.match(text):
        return False
    digits = re.sub(r"\D", "", text)
    if not int(digits):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, digits.zfill(9), strict=True))
    return total % 11 == 0


def holds_bsn(texts, *, at_least: int) -> bool:
    """Whether a column is full of valid BSN's, whatever its name says."""
    filled = [text for text in texts if text]
    return len(filled) >= at_least and sum(map(is_bsn, filled)) >= FULL * len(filled)


def without_bsn(text: str) -> str:
    """The text of a cell, with any loose number that is a valid BSN left out."""
    if len(text) < 9:
        return text
    return LOOSE_BSN.sub(lambda match: LEFT_OUT if is_bsn(match[0]) else match[0], text)
