"""Words of a school that a person explains once: "VP4" is an opleiding, "L2" a leerjaar, "dagdeel A" the days."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from onboarding.aanlevering.cells import NotUnderstood
from onboarding.aanlevering.preview import AskedWord
from profiles.folding import fold

PROGRAMME, YEAR, WEEKDAYS = "programme", "year", "weekdays"
KINDS = (PROGRAMME, YEAR, WEEKDAYS)


class Words:
    """What was said before: kind -> folded word -> programme id, year, or list of weekdays."""

    def __init__(self, meanings: Mapping[str, Mapping[str, Any]] | None = None):
        self._meanings = {kind: dict((meanings or {}).get(kind, {})) for kind in KINDS}

    def of(self, kind):
        """The words of this kind with their meaning."""
        return self._meanings[kind]

    def known(self, kind, word):
        """What this word means, or None when nobody said so."""
        return self._meanings[kind].get(fold(word))

    def asked(self, draft, kind, parse):
        """`parse` that first looks in what was said, and notes the words that nobody understands on the `draft`."""

        def understand(text):
            meaning = self.known(kind, text)
            if meaning is not None:
                draft.words_asked.append((kind, text, None))
                return frozenset(meaning) if kind == WEEKDAYS else meaning
            try:
                return parse(text)
            except NotUnderstood:
                draft.words_asked.append((kind, text, None))
                raise

        return understand

    def asked_words(self, drafts):
        """Each word that these rows ask about once, those without a meaning first, then the most frequent."""
        counts, first = Counter(), {}
        for draft in drafts:
            for kind, word, guess in draft.words_asked:
                key = (kind, fold(word))
                counts[key] += 1
                first.setdefault(key, (word, guess))
        found = [
            AskedWord(kind, first[kind, plain][0], rows, first[kind, plain][1], self.known(kind, plain))
            for (kind, plain), rows in counts.items()
        ]
        return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.meaning is not None, -one.rows)))
