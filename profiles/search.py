"""Finding leerplaatsen in Dutch: stored search vectors, folded words, and typing errors.

PostgreSQL stems with its `dutch` configuration, over text without accents, so "clienten" finds "cliënten".
What the stemmer does not see (huizen and huis, brieven and brief) is stored twice. A search without any
result is tried once more with the nearest known words.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.core.cache import cache
from django.db.models import F, Q, Value
from rapidfuzz import fuzz, process

from profiles.folding import fold
from profiles.questions import QUESTIONS
from profiles.wording import answer_lines

WORD = re.compile(r"[a-z0-9]+")
CONFIG = "dutch"
NEAR_ENOUGH = 78  # per cent of a word that must agree before we call it a typing error
VOCABULARY_KEY, VOCABULARY_SECONDS = "search-vocabulary", 600
MAX_WORDS = 8
IN_SECOND_PLACE = ("care_kind", "in_short", "conditions")
IN_THIRD_PLACE = (
    "clients", "disciplines", "team", "learn_first", "learn_later", "extras", "route_by", "hard_things", "meetings",
)  # fmt: skip


def refresh(leerplaats):
    """Store what this leerplaats is found by: its names and place, and what it has published."""
    profile = getattr(leerplaats, "profile", None)
    answers = profile.published.answers if profile and profile.published else {}
    location, institution = leerplaats.location, leerplaats.institution
    names = _joined(leerplaats.name, location.name, location.town)
    care = _joined(institution.name, leerplaats.get_sector_display(), *_said(answers, IN_SECOND_PLACE))
    more = _joined(*_said(answers, IN_THIRD_PLACE))
    type(leerplaats).objects.filter(pk=leerplaats.pk).update(
        search=_vector(names, "A") + _vector(care, "B") + _vector(more, "C"),
        search_words=" ".join(sorted({word for word in f"{names} {care}".split() if len(word) > 3})),
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
    """Those of `leerplaatsen` that fit every word of `text`, best first; all, by name, without words."""
    words = _words(text)
    if not words:
        return leerplaatsen
    query = SearchQuery(_tsquery(words), search_type="raw", config=CONFIG)
    return (
        leerplaatsen.annotate(rank=SearchRank(F("search"), query))
        .filter(Q(search=query) | Q(sort_name__contains=" ".join(words)))
        .order_by("-rank", "sort_name", "pk")
    )


def corrected(text, leerplaatsen):
    """`text` with unknown words replaced by the nearest known ones, or None when nothing changes."""
    words = _words(text)
    known = cache.get_or_set(VOCABULARY_KEY, lambda: _vocabulary(leerplaatsen), VOCABULARY_SECONDS)
    better = [_nearest(word, known) for word in words]
    return " ".join(better) if better != words else None


def _words(text):
    return WORD.findall(fold(text))[:MAX_WORDS]


def _said(answers, keys):
    return [line for key in keys for line in answer_lines(QUESTIONS[key], answers.get(key))]


def _joined(*texts):
    words = WORD.findall(fold(" ".join(texts)))
    return " ".join([*words, *(twin for word in words if (twin := _twin(word)))])


def _twin(word):
    """The singular the stemmer misses: huizen gives huis, brieven gives brief."""
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
    return " & ".join("(" + " | ".join(f"{word}:*" for word in pair) + ")" for pair in alternatives)


def _vocabulary(leerplaatsen):
    texts = leerplaatsen.order_by().values_list("search_words", flat=True)
    return sorted({word for text in texts for word in text.split()})


def _nearest(word, known):
    if len(word) < 4 or any(other.startswith(word) for other in known):
        return word
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return found[0] if found else word
