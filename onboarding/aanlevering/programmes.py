"""Which opleiding is meant: by code, by name, or a guess that a person confirms."""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from onboarding.aanlevering.cells import is_blank, shown
from profiles.folding import fold

# Names that schools use among themselves. They lead to a question ("Bedoel je ...?"), never straight to an opleiding.
SHORT_NAMES = {
    "vp": "mbo verpleegkundige", "mbov": "mbo verpleegkundige", "verpleegkundige": "mbo verpleegkundige",
    "vpk": "mbo verpleegkundige", "vig": "verzorgende ig", "vz": "verzorgende ig", "vzig": "verzorgende ig",
    "verzorgende": "verzorgende ig", "hzw": "helpende zorg en welzijn", "helpende": "helpende zorg en welzijn",
    "hz": "helpende zorg en welzijn", "pbmz": "persoonlijk begeleider maatschappelijke zorg",
    "pbgz": "persoonlijk begeleider maatschappelijke zorg", "bmz": "begeleider maatschappelijke zorg",
    "hbov": "hbo verpleegkunde", "bverpleegkunde": "hbo verpleegkunde", "da": "doktersassistent",
    "aa": "apothekersassistent", "ta": "tandartsassistent", "sw": "sociaal werker",
    "adz": "assistent dienstverlening en zorg", "entree": "assistent dienstverlening en zorg",
}  # fmt: skip
CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
LEVEL = re.compile(r"^(.*?[^\d\s])\s*(?:niveau\s*)?([1-6])$")
NOISE = re.compile(r"\b(?:niveau|bol|bbl|voltijd|deeltijd|duaal|crebo|opleiding)\b")
LOOKS_LIKE = 82


@dataclass(frozen=True)
class KnownProgramme:
    """An opleiding of the region: its key, its name on screen, its codes and its level (1 to 4, 6 for hbo)."""

    id: Hashable
    name: str
    codes: tuple[str, ...] = ()
    level: int | None = None


@dataclass(frozen=True)
class Found:
    """The opleiding, or the best guess, or nothing. `doubt` is a sentence when a person must look.

    `word` is the text of the cell when a person can say once and for all what it means, or has said so.
    """

    programme: KnownProgramme | None
    doubt: str = ""
    word: str = ""


class ProgrammeFinder:
    """Finds opleidingen for the cells of one list. `answers` are earlier answers: what a cell says -> id."""

    def __init__(self, programmes, answers: Mapping[str, Hashable] | None = None):
        self._by_id = {programme.id: programme for programme in programmes}
        self._by_code = {}
        for programme in programmes:
            for code in programme.codes:
                self._by_code.setdefault(str(code), []).append(programme)
        self._by_name = {_plain(programme.name): programme for programme in programmes}
        self._answers = {fold(typed): key for typed, key in (answers or {}).items()}
        self._found = {}

    def find(self, code: str, name: str) -> Found:
        """The opleiding for these two cells, of which one may be empty. Not for two empty cells."""
        if (code, name) not in self._found:
            self._found[code, name] = self._find("" if is_blank(code) else code, "" if is_blank(name) else name)
        return self._found[code, name]

    def _find(self, code, name):
        for typed in (code, name):
            answered = self._by_id.get(self._answers.get(fold(typed)))
            if typed and answered:
                return Found(answered, word=typed)
        if not name and code[:1].isalpha():
            code, name = "", code  # a name in the column for codes
        by_code, by_name = self._of_code(code or name), self._by_name.get(_plain(name))
        if by_code and by_name and by_name not in by_code:
            return Found(
                by_code[0],
                f"code {_code(code)} hoort bij {by_code[0].name}, maar in de lijst staat {shown(name)}. "
                "Controleer de opleiding.",
            )
        if by_code:
            return self._one_of(by_code, by_name, code or name)
        if by_name:
            # A code of five digits that we do not know may be another opleiding; any other is the school's own.
            doubt = f"de code '{code}' kennen we niet. We kiezen de opleiding {by_name.name}."
            return Found(by_name, doubt if CODE.fullmatch(code) else "")
        return self._guess(code, name)

    def _of_code(self, typed):
        return self._by_code.get(typed) or self._by_code.get(_code(typed), [])

    def _one_of(self, candidates, by_name, typed):
        if len(candidates) == 1 or by_name:
            return Found(by_name or candidates[0])
        names = " of ".join(programme.name for programme in candidates)
        doubt = f"code {_code(typed)} hoort bij 2 opleidingen of meer. Is het {names}?"
        return Found(candidates[0], doubt, typed)

    def _guess(self, code, name):
        guess = self._nearest(name) if name else None
        if guess:
            return Found(guess, f"de opleiding '{shown(name)}' kennen we niet. Bedoel je {guess.name}?", name)
        what = f"de opleiding '{shown(name)}'" if name else f"de code '{shown(code)}'"
        example = f", bijvoorbeeld {next(iter(self._by_id.values())).name}" if self._by_id else ""
        return Found(None, f"{what} kennen we niet. Vul een opleiding in die we kennen{example}.", name or code)

    def _nearest(self, name):
        """By a short name, else by spelling; a level in the name ("VP4") must then be right."""
        match = LEVEL.match(fold(name))
        stem, level = (match[1], int(match[2])) if match else (name, None)
        meant = SHORT_NAMES.get(_plain(stem).replace(" ", ""), _plain(stem))
        fitting = {
            plain: programme
            for plain, programme in self._by_name.items()
            if level is None or programme.level in (None, level)
        }
        best = process.extractOne(meant, fitting.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=LOOKS_LIKE)
        return fitting[best[0]] if best else None


def _code(typed):
    match = CODE.search(typed)
    return match[0] if match else typed


def _plain(name):
    """A name without signs, codes and words that say nothing: "Verzorgende I.G. (25656)" gives "verzorgende ig"."""
    words = re.sub(r"[^a-z0-9]+", " ", NOISE.sub(" ", CODE.sub(" ", fold(name).replace(".", ""))))
    return words.strip()
