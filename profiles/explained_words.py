"""Links the words of an institution, where they stand in a page, to their explanation at the bottom of it."""

import re
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from profiles.models import GlossaryTerm

TAG = re.compile(r"(<[^>]*>)")
TAG_NAME = re.compile(r"<(/?)([a-z0-9]+)")
# Where a link would be inside another, or where nobody reads a text: headings and labels keep their words plain.
LEFT_ALONE = frozenset(
    (
        *("a", "button", "dt", "h1", "h2", "h3", "h4", "label", "legend"),
        *("option", "script", "style", "summary", "svg", "textarea", "title"),
    )
)
# No letter, and no entity (&lt; is no "lt"), address or domain around the word.
BEFORE, AFTER = r"(?<![\w&#@/])(?<!\w\.)", r"(?![\w@/])(?!\.\w)"


@dataclass(frozen=True)
class ExplainedWord:
    """A word with its explanation; `key` makes the anchors on the page."""

    key: int
    term: str
    explanation: str

    @property
    def is_abbreviation(self):
        """Whether capitals make the word: "ADL" is not "adl"."""
        return sum(letter.isupper() for letter in self.term) > 1

    @cached_property
    def written(self):
        """The term as it stands in HTML."""
        return str(conditional_escape(self.term))

    @property
    def pattern(self):
        """A regular expression for the word itself, without what may stand around it."""
        exact = re.escape(self.written)
        return exact if self.is_abbreviation else f"(?i:{exact})"


class ExplainedWords:
    """The words of one page: marks them in its blocks and remembers which ones occurred.

    `terms` are GlossaryTerms, asked for when the first block is marked.
    """

    def __init__(self, terms):
        self._terms = terms
        self._used = {}

    @property
    def used(self):
        """The words that occurred in the blocks that were marked, in alphabetical order."""
        return sorted(self._used.values(), key=lambda word: (word.term.casefold(), word.key))

    @cached_property
    def _words(self):
        words = [ExplainedWord(term.pk, term.term, term.explanation) for term in self._terms]
        return sorted(words, key=lambda word: -len(word.term))

    def mark(self, html):
        """One block of rendered HTML, in which the first occurrence of each word links to its explanation.

        Only text between tags changes, and that stays escaped as it was. The longest word wins.
        """
        lowered = html.lower()
        waiting = {word.key: word for word in self._words if word.written.lower() in lowered}
        if not waiting:
            return html
        pieces, inside = [], []
        for piece in TAG.split(html):
            if piece.startswith("<"):
                _follow(piece, inside)
            elif piece and not inside:
                piece = self._marked(piece, waiting)
            pieces.append(piece)
        return mark_safe("".join(pieces))  # noqa: S308 - rendered HTML with links made by format_html

    def _marked(self, text, waiting):
        """A piece of text with links; a word that was found leaves `waiting`."""
        pieces, at = [], 0
        while waiting and (found := _pattern(waiting).search(text, at)):
            word = waiting.pop(int(found.lastgroup.removeprefix("w")))
            pieces += [text[at : found.start()], self._link(word, found[0])]
            at = found.end()
        return "".join([*pieces, text[at:]])

    def _link(self, word, written):
        """The link; the first one on the page can be returned to."""
        anchor = "" if word.key in self._used else format_html(' id="bij-{}"', word.key)
        self._used.setdefault(word.key, word)
        return format_html(
            '<a class="word" href="#woord-{}" aria-describedby="uitleg-{}"{}>{}</a>',
            word.key,
            word.key,
            anchor,
            mark_safe(written),  # noqa: S308 - a stretch of HTML text that was escaped already
        )


def words_of(institution_id):
    """The words of an institution for one page; asked for in one query, when something is shown."""
    return ExplainedWords(GlossaryTerm.objects.kept().filter(institution=institution_id))


def _pattern(waiting):
    """Any of the words, the longest first, each as a group with its key."""
    return re.compile(
        BEFORE + "(?:" + "|".join(f"(?P<w{key}>{word.pattern})" for key, word in waiting.items()) + ")" + AFTER
    )


def _follow(tag, inside):
    """Keep track of the elements in which nothing is marked."""
    found = TAG_NAME.match(tag)
    if found is None or found[2] not in LEFT_ALONE:
        return
    if found[1] and found[2] in inside:
        inside.remove(found[2])
    elif not found[1] and not tag.endswith("/>"):
        inside.append(found[2])
