"""What a leerplaats shows: its own answers over those of its location, over those of its institution.

A published version keeps the result, with where each inherited answer came from. So every page and document
reads one set of answers, and an old version stays what students saw.
"""

from dataclasses import dataclass

from django.db.models import Q

from profiles.models.shared_answers import Requirement, SharedAnswers
from profiles.questions import QUESTIONS, is_answered

REQUIREMENTS = "requirements"
SHARED = tuple(key for key, question in QUESTIONS.items() if question.is_shared)


@dataclass(frozen=True)
class Inherited:
    """An answer from above, and the name of who gave it."""

    value: object
    origin: str


@dataclass(frozen=True)
class Level:
    """The answers of an institution or a location, as they are stored."""

    origin: str
    answers: dict


@dataclass(frozen=True)
class Inheritance:
    """Everything from above that a leerplaats can show. `levels` go from broad to near."""

    levels: tuple[Level, ...]
    register: tuple[Requirement, ...]

    @property
    def inherited(self):
        """The answers from above as {key: Inherited}; the nearest one counts. Without the requirements."""
        return {
            key: Inherited(level.answers[key], level.origin)
            for level in self.levels
            for key in SHARED
            if is_answered(level.answers.get(key))
        }

    def requirement(self, requirement):
        """The answer from above about one requirement as Inherited, or None."""
        found = None
        for level in self.levels:
            if entry := level.answers.get(REQUIREMENTS, {}).get(str(requirement.pk)):
                found = Inherited(entry, level.origin)
        return found

    def shown(self, own):
        """All answers that show when the leerplaats itself answers `own`, with the requirements as a list."""
        above = {key: found.value for key, found in self.inherited.items()}
        said = {key: value for key, value in own.items() if key != REQUIREMENTS and value}
        needed = self._requirements(own.get(REQUIREMENTS) or {})
        return above | said | ({REQUIREMENTS: needed} if needed else {})

    def origins(self, own):
        """Who gave each inherited answer: {key: name}, for the keys `own` does not answer."""
        return {key: found.origin for key, found in self.inherited.items() if not own.get(key)}

    def _requirements(self, own):
        entries = []
        for requirement in self.register:
            found = self.requirement(requirement)
            entry = own.get(str(requirement.pk)) or (found and found.value)
            if entry:
                origin = "" if str(requirement.pk) in own else found.origin
                named = {"id": requirement.pk, "name": requirement.name, "explanation": requirement.explanation}
                entries.append(named | entry | {"origin": origin})
        return entries


def inheritance_of(leerplaats):
    """The Inheritance of a leerplaats, in two queries; asked once per row in memory."""
    if "inheritance" not in leerplaats.__dict__:
        rows = list(
            SharedAnswers.objects.filter(institution=leerplaats.institution_id)
            .filter(Q(location=None) | Q(location=leerplaats.location_id))
            .select_related("institution", "location")
        )
        leerplaats.__dict__["inheritance"] = Inheritance(levels_of(rows), register_of(leerplaats.institution_id))
    return leerplaats.__dict__["inheritance"]


def forget_inheritance(leerplaats):
    """Ask anew at the next inheritance_of."""
    leerplaats.__dict__.pop("inheritance", None)


def inherited(leerplaats):
    """The answers from above for `leerplaats` as {key: Inherited}, without the requirements."""
    return inheritance_of(leerplaats).inherited


def shown_answers(leerplaats, own):
    """All answers a leerplaats shows when it answers `own` itself."""
    return inheritance_of(leerplaats).shown(own)


def levels_of(rows):
    """SharedAnswers rows (with institution and location at hand) as levels, the institution first."""
    ordered = sorted(rows, key=lambda row: row.location_id is not None)
    return tuple(Level(str(row.location or row.institution), row.answers) for row in ordered)


def register_of(institution_id):
    """The requirements of the region and of the institution that are in use, in order."""
    rows = Requirement.objects.filter(archived_at=None).filter(Q(institution=None) | Q(institution=institution_id))
    return tuple(rows.order_by("position", "name", "pk"))


def own_answers(version):
    """What the leerplaats itself said in a published version: its answers without the inherited ones."""
    own = {key: value for key, value in version.answers.items() if key not in version.inherited and key != REQUIREMENTS}
    said = {str(entry["id"]): _stored(entry) for entry in version.answers.get(REQUIREMENTS, ()) if not entry["origin"]}
    return own | ({REQUIREMENTS: said} if said else {})


def _stored(entry):
    return {key: value for key, value in entry.items() if key not in ("id", "name", "explanation", "origin")}
