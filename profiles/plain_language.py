"""Hints for who writes a profile: sentences that are too long, difficult words, abbreviations, and who does what.

Pure: texts in, hints out. A hint helps and never blocks; who leaves it, leaves it.
"""

import re
from dataclasses import dataclass

from profiles.difficult_words import PLAIN_WORDS

MOST_WORDS = 25  # in one sentence
MOST_HINTS = 3  # per question
TEXT_KINDS = ("short", "long", "lines", "timeline")


def _words(text):
    return frozenset(text.split())


# Abbreviations that are better known than what they stand for.
KNOWN = _words(
    """
    ADHD AED APK BHV BV CD COVID DVD EHBO EK EU FAQ GGD GGZ GPS HBO HIV HR ICT ID IQ IT MBO NL NS OV PC PDF PIN
    POH QR RET SMS SOS TL TV USB VMBO VOG WC WIFI WO XL XXL
    """
)
# Short words that people write in capitals because they are angry, or sure.
SHOUTED = _words(
    "AL BIJ DAG DE EEN EN GEEN HET IN JA JE LET MAG MET NA NEE NIET NU OF OM OOK OP TE UIT VAN WAT WEL WIE ZO"
)
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'’”)]*\s+(?=[\"'‘“(]?[A-ZÀ-Þ0-9])|\n+")
WORD = re.compile(r"[\w'’-]*\w[\w'’-]*")
ABBREVIATION = re.compile(r"(?<![\w@/-])(?<!\w\.)[A-Z]{2,6}(?![\w@/])(?!\.\w)")
DIFFICULT = re.compile(
    r"(?<![\w.@-])(" + "|".join(map(re.escape, sorted(PLAIN_WORDS, key=len, reverse=True))) + r")(?![\w@-])",
    re.IGNORECASE,
)
DUTY = re.compile(r"\b(dien|dient|dienen)\b(?=(?:\W+\w+){0,6}?\W+te\b)", re.IGNORECASE)
SOMEONE = re.compile(r"\bmen\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b(wordt|worden|werd|werden)\b(?:[ ,]+[\w'’-]+){0,5}?[ ,]+"
    r"(ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her)\w{2,}[dt])\b",
    re.IGNORECASE,
)
NO_PARTICIPLES = _words("gezond gemiddeld gehandicapt bekend bevoegd beroemd verliefd")


@dataclass(frozen=True)
class Hint:
    """One thing that would read easier: at which question, and what to do."""

    question_key: str
    sentence: str


def hints_for(answers, questions, known_terms=()):
    """The hints for these answers, in the order of the questions, at most three per question.

    `answers` are stored values by key, `questions` have a key and a kind, `known_terms` are words that are
    explained already. The same abbreviation is named once, where it comes first.
    """
    texts = [(question.key, _texts(question, answers.get(question.key))) for question in questions]
    everything = "\n".join(text for _, found in texts for text in found)
    explained = {term.casefold() for term in known_terms}
    named = set()
    hints = []
    for key, found in texts:
        sentences = list(dict.fromkeys(_of_question(found, everything, explained, named)))
        hints += [Hint(key, sentence) for sentence in sentences[:MOST_HINTS]]
    return hints


def _texts(question, value):
    """The loose texts in a stored value; nothing for a choice, a time, a number or an address."""
    if not value or question.kind.value not in TEXT_KINDS:
        return []
    if isinstance(value, str):
        return [value]
    return [line if isinstance(line, str) else line[-1] for line in value]


def _of_question(texts, everything, explained, named):
    for text in texts:
        yield from _long_sentences(text)
    for text in texts:
        yield from _difficult_words(text, explained)
        yield from _unexplained(text, everything, explained, named)
        yield from _unclear_doers(text)


def _long_sentences(text):
    for sentence in SENTENCE_END.split(text):
        words = WORD.findall(sentence)
        if len(words) > MOST_WORDS:
            start = " ".join(words[:4])
            yield f"De zin ‘{start} …’ heeft {len(words)} woorden. Maak er twee van."


def _difficult_words(text, explained):
    for found in DIFFICULT.finditer(text):
        word = found[1]
        if word.casefold() in explained or _has_brackets(text, found):
            continue
        yield f"‘{word}’ is voor veel studenten moeilijk. Makkelijker is: {PLAIN_WORDS[word.lower()]}."


def _has_brackets(text, found):
    """Whether the word stands between brackets, behind its plain word, or has its explanation behind it."""
    before, after = text[: found.start()], text[found.end() :]
    return before.rfind("(") > before.rfind(")") or bool(re.match(r"\s*\(", after))


def _unexplained(text, everything, explained, named):
    for found in ABBREVIATION.finditer(text):
        short = found[0]
        if (
            short in KNOWN | SHOUTED
            or short.casefold() in explained
            or short in named
            or _is_explained(short, everything)
        ):
            continue
        named.add(short)
        yield f"Leg ‘{short}’ uit. Schrijf het voluit, of zet het in de woordenlijst."


def _is_explained(short, everything):
    """Whether it says somewhere "beroerte (CVA)" or "CVA (beroerte)"."""
    return bool(re.search(rf"\([^()]*\b{short}\b[^()]*\)|\b{short}\s*\(", everything))


def _unclear_doers(text):
    if found := DUTY.search(text):
        yield f"Schrijf ‘moet’ of zeg meteen wat de student doet, in plaats van ‘{found[1].lower()} te’."
    if SOMEONE.search(text):
        yield "Schrijf ‘je’ of ‘we’ in plaats van ‘men’."
    for found in PASSIVE.finditer(text):
        if found[2].lower() not in NO_PARTICIPLES:
            yield f"Wie doet dit? Noem die persoon, in plaats van ‘{found[1].lower()} {found[2].lower()}’."
            return
