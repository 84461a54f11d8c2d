"""Finding leerplaatsen in Dutch: stored search vectors, folded words, and typing errors.

PostgreSQL stems with its `dutch` configuration, over text without accents, so "clienten" finds "cliënten".
What the stemmer does not see (huizen and huis, geriatrische and geriatrie) is stored twice. A kind of care is
found by every word people use for it, an illness by the word of the hospital and by that of home. A search without
any result is tried once more with the nearest known words.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.core.cache import cache
from django.db.models import F, Q, Value
from rapidfuzz import fuzz, process

from profiles.facets import facets_of
from profiles.folding import fold
from profiles.medical_words import other_words
from profiles.questions import QUESTIONS
from profiles.sector_words import words_of
from profiles.wording import answer_lines

WORD = re.compile(r"[a-z0-9]+")
CLOSED_POSTCODE = re.compile(r"\b([1-9]\d{3})([a-z]{2})\b")  # "3011AB" is stored as two words
CONFIG = "dutch"
NEAR_ENOUGH = 85  # per cent of a word that must agree before we call it a typing error
LONG_ENOUGH = 5  # letters: a shorter word looks like too many others, "luis" like "luisteren" and "huis"
SPECIALISM = re.compile(r"(\w+(?:log|atr|urg|ped))ische?")
VOCABULARY_KEY, VOCABULARY_SECONDS = "search-vocabulary", 600
MAX_WORDS = 8
IN_SECOND_PLACE = ("care_kind", "conditions")
IN_THIRD_PLACE = (
    "in_short", "clients", "disciplines", "team", "learn_first", "learn_later", "extras", "route_by",
    "hard_things", "meetings", "projects", "languages",
)  # fmt: skip


def refresh(leerplaats):
    """Store what this leerplaats is found by and filtered on: its names and place, and what it has published."""
    profile = getattr(leerplaats, "profile", None)
    answers = profile.published.answers if profile and profile.published else {}
    location, institution = leerplaats.location, leerplaats.institution
    names = _joined(leerplaats.name, location.name, location.town, location.postcode)
    care = _with_other_words(institution.name, leerplaats.get_sector_display(), *_said(answers, IN_SECOND_PLACE))
    more = _with_other_words(*_said(answers, IN_THIRD_PLACE))
    sector, in_short = _joined(*words_of(leerplaats.sector)), _joined(*_said(answers, ("in_short",)))
    type(leerplaats).objects.filter(pk=leerplaats.pk).update(
        search=_vector(names, "A") + _vector(f"{care} {sector}", "B") + _vector(more, "C"),
        search_words=" ".join(sorted({word for word in f"{names} {care} {in_short}".split() if len(word) > 3})),
        facets=facets_of(answers),
    )


def refresh_all(leerplaatsen):
    """Refresh each of a queryset: after a new name of a location or institution."""
    rows = leerplaatsen.select_related("location", "institution", "profile__published")
    for leerplaats in rows.iterator(chunk_size=200):
        refresh(leerplaats)


def forget_vocabulary():
    """Learn the known words again at the next search without a result."""
    cache.delete(VOCABULARY_KEY)


def found_by(leerplaatsen, text):
    """Those of `leerplaatsen` that fit every word of `text`, best first.

    An empty text finds all, by name; a text of only signs ("%") finds none.
    """
    words = _words(text)
    if not words:
        return leerplaatsen.none() if text.strip() else leerplaatsen
    query = SearchQuery(_tsquery(words), search_type="raw", config=CONFIG)
    name = " ".join(words)  # also of words the stemmer leaves out, such as "de"
    is_name = Q(sort_name__startswith=name) | Q(sort_name__contains=f" {name}")
    return (
        leerplaatsen.annotate(rank=SearchRank(F("search"), query))
        .filter(Q(search=query) | is_name)
        .order_by("-rank", "sort_name", "pk")
    )


def corrected(text, leerplaatsen):
    """`text` with unknown words replaced by the nearest known ones, or None when nothing changes."""
    words = _words(text)
    known = cache.get_or_set(VOCABULARY_KEY, lambda: _vocabulary(leerplaatsen), VOCABULARY_SECONDS)
    better = [_nearest(word, known) for word in words]
    return " ".join(better) if better != words else None


def _words(text):
    return WORD.findall(CLOSED_POSTCODE.sub(r"\1 \2", fold(text)))[:MAX_WORDS]


def _said(answers, keys):
    return [line for key in keys for line in answer_lines(QUESTIONS[key], answers.get(key))]


def _joined(*texts):
    words = WORD.findall(fold(" ".join(texts)))
    return " ".join([*words, *(twin for word in words if (twin := _twin(word)))])


def _with_other_words(*texts):
    """The words, and behind them the other words for the illnesses and treatments among them."""
    said = " ".join(WORD.findall(fold(" ".join(texts))))
    return f"{_joined(said)} {_joined(*other_words(said))}"


def _twin(word):
    """The form the stemmer misses: huizen gives huis, brieven gives brief, geriatrische gives geriatrie."""
    if specialism := SPECIALISM.fullmatch(word):
        return f"{specialism[1]}ie"
    if len(word) > 4 and word.endswith("zen"):
        return f"{word[:-3]}s"
    if len(word) > 4 and word.endswith("ven"):
        return f"{word[:-3]}f"
    return ""


def _vector(text, weight):
    return SearchVector(Value(text), weight=weight, config=CONFIG)


def _tsquery(words):
    """Every word, or its twin, also as the beginning of a longer word. Only letters and digits get here."""
    alternatives = [filter(None, (word, _twin(word))) for word in words]
    return " & ".join("(" + " | ".join(_beginning(word) for word in pair) + ")" for pair in alternatives)


def _beginning(word):
    """A word, whole or as a beginning. A short one begins too much: only that of a name or kind of care counts."""
    return f"{word}:*" if len(word) >= LONG_ENOUGH else f"{word}:*AB | {word}"


def _vocabulary(leerplaatsen):
    """Every word of names and care, with the words for the kinds of care there are; the short ones are no use."""
    rows = list(leerplaatsen.order_by().values_list("search_words", "sector"))
    sectors = {sector for _, sector in rows}
    texts = [text for text, _ in rows] + [word for sector in sectors for word in words_of(sector)]
    return sorted({word for text in texts for word in text.split() if len(word) >= LONG_ENOUGH})


def _nearest(word, known):
    if len(word) < LONG_ENOUGH or any(other.startswith(word) for other in known):
        return word
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return found[0] if found else word
