"""Wat gebeurt er op school en centraal: the steps of a school beside those of an institution, week by week.

A school's steps are for every institution of the region: they say what its students hear before they come. The
central steps of an institution are for its own people. Values only, so that every page and sheet can show them.
"""

from dataclasses import dataclass
from itertools import combinations

from profiles.models import Programme, School
from toolbox.enums import PreparationKind
from toolbox.formats.preparation_sheet import PreparationSheet, SheetStep, SheetWeek
from toolbox.models import PreparationStep
from toolbox.models.preparation import moment_words
from toolbox.near_duplicates import meaning, resembling_pairs
from toolbox.origins import origin

AT_SCHOOL, CENTRAL = "Op school", "Centraal"
LEAST_SHARED, MOST_OF_IT = 4, 0.75


@dataclass(frozen=True)
class Topic:
    """Something a student has to hear before the start, and words that show that a step is about it."""

    about: str
    words: tuple[str, ...]


TOPICS = (
    Topic("waar en hoe laat de student begint", ("waar", "hoe laat", "meld", "adres", "route", "eerste dag")),
    Topic("wie de begeleider is", ("begeleider",)),
    Topic("wat de student vooraf regelt, zoals een VOG of een vaccinatie", ("vog", "vaccin", "papier", "verklaring")),
    Topic("kleding", ("kleding", "uniform", "schoenen")),
    Topic("ziek melden", ("ziek",)),
    Topic("leerdoelen of het startdocument", ("leerdoel", "pop", "pap", "startdocument")),
)


@dataclass(frozen=True)
class Step:
    """One step in words. `programmes` is empty when it is for every opleiding."""

    pk: int
    place: str  # AT_SCHOOL or CENTRAL
    kind: str
    text: str
    who: str
    weeks_before: int | None
    link: str
    programmes: tuple[str, ...]
    programme_ids: frozenset[int]
    is_message: bool

    @property
    def moment(self):
        """ "8 weken voor de start"."""
        return moment_words(self.weeks_before)


@dataclass(frozen=True)
class Week:
    """What happens at one moment: at school, and centrally."""

    moment: str
    school: tuple[Step, ...]
    central: tuple[Step, ...]


@dataclass(frozen=True)
class SchoolPreparation:
    """All that students of one school hear before the start, with what is told twice or perhaps not at all."""

    pk: int
    school: str
    email: str
    weeks: tuple[Week, ...]
    twice: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def has_school_steps(self):
        """Whether the school wrote down anything."""
        return any(week.school for week in self.weeks)

    @property
    def hints(self):
        """What to look at, as sentences."""
        return self.twice + self.missing


@dataclass(frozen=True)
class Preparation:
    """The preparation for one institution: per school, and what happens centrally."""

    institution: str
    schools: tuple[SchoolPreparation, ...]
    central: tuple[Week, ...]


def preparation_for(institution, programmes=None, schools=None):
    """What students hear before they come to `institution`, per school. Two queries, or three without `schools`.

    `programmes` (opleidingen or their numbers) leaves out steps that are for others. `schools` limits it to these;
    without it, every school that wrote down a step. An institution of None leaves out the central steps.
    """
    wanted = frozenset(getattr(one, "pk", one) for one in programmes or ())
    rows = PreparationStep.objects.kept()
    of_schools = rows.filter(school__isnull=False) if schools is None else rows.filter(school__in=schools)
    central = rows.filter(institution=institution) if institution else rows.none()
    names = dict(Programme.objects.values_list("pk", "name"))
    steps = [(row.school_id, _step(row, names)) for row in of_schools | central if _concerns(row, wanted)]
    shared = [step for school, step in steps if school is None]
    if schools is None:
        schools = School.objects.filter(pk__in={school for school, _ in steps if school})
    return Preparation(
        institution=institution.name if institution else "",
        schools=tuple(
            _of_school(school, [step for key, step in steps if key == school.pk], shared) for school in schools
        ),
        central=_weeks([], shared),
    )


def preparation_sheet(found, institution, programme=""):
    """The value object that is printed of one SchoolPreparation."""
    return PreparationSheet(
        origin=origin(),
        school=found.school,
        institution=institution,
        programme=programme,
        weeks=tuple(
            SheetWeek(week.moment, tuple(_printed(step) for step in (*week.school, *week.central)))
            for week in found.weeks
        ),
        hints=found.hints,
        contact=found.email,
    )


def told_twice(steps):
    """A sentence for every two messages that say nearly the same to the same students."""
    messages = [step for step in steps if step.is_message]
    return tuple(
        f"{_who(one)} en {_who(other)} sturen bijna hetzelfde: ‘{one.text}’ Spreek af wie dit doet."
        for one, other in _pairs(messages)
        if _same_students(one, other)
    )


def _pairs(messages):
    """Every two messages that resemble each other, in the order of the list."""
    alike = {(pair.first, pair.second) for pair in resembling_pairs([step.text for step in messages])}
    words = [frozenset(meaning(step.text).split()) for step in messages]
    for first, second in combinations(range(len(messages)), 2):
        if (first, second) in alike or _share_most(words[first], words[second]):
            yield messages[first], messages[second]


def _share_most(words, others):
    """Whether most words of the shorter of two texts are in the other: they may name another sender."""
    shared = len(words & others)
    return shared >= LEAST_SHARED and shared >= MOST_OF_IT * min(len(words), len(others))


def told_by_nobody(steps):
    """A sentence for every topic that no step is about; nothing as long as there are no steps at all."""
    if not steps:
        return ()
    text = " ".join(f"{step.text} {step.who}" for step in steps).lower()
    words = frozenset(meaning(text).split())
    return tuple(
        f"Geen stap gaat over {topic.about}. Vraag na wie dit vertelt."
        for topic in TOPICS
        if not any(_is_about(text, words, word) for word in topic.words)
    )


def _is_about(text, words, word):
    """Short words must stand alone: 'pap' is not in 'papier'."""
    return word in words if len(word) <= 3 else word in text


def _concerns(row, wanted):
    return not wanted or not row.for_programmes or not wanted.isdisjoint(row.for_programmes)


def _step(row, names):
    return Step(
        pk=row.pk,
        place=CENTRAL if row.institution_id else AT_SCHOOL,
        kind=row.get_kind_display(),
        text=row.text,
        who=row.who,
        weeks_before=row.weeks_before,
        link=row.link,
        programmes=tuple(names[pk] for pk in row.for_programmes if pk in names),
        programme_ids=frozenset(row.for_programmes),
        is_message=row.kind == PreparationKind.MESSAGE,
    )


def _of_school(school, own, shared):
    steps = [*own, *shared]
    return SchoolPreparation(
        school.pk, school.name, school.email, _weeks(own, shared), told_twice(steps), told_by_nobody(steps)
    )


def _weeks(own, shared):
    """Steps (each list in order) together per moment, the earliest first and no fixed moment last."""
    moments = {step.weeks_before for step in (*own, *shared)}
    ordered = sorted(moments, key=lambda weeks: (weeks is None, -(weeks or 0)))
    return tuple(
        Week(
            moment_words(weeks),
            tuple(step for step in own if step.weeks_before == weeks),
            tuple(step for step in shared if step.weeks_before == weeks),
        )
        for weeks in ordered
    )


def _same_students(one, other):
    ids = one.programme_ids, other.programme_ids
    return not all(ids) or not ids[0].isdisjoint(ids[1])


def _who(step):
    return f"{step.who} ({step.place.lower()})"


def _printed(step):
    who = f"{step.who}. Alleen {', '.join(step.programmes)}" if step.programmes else step.who
    return SheetStep(step.text, step.place, who, step.kind, step.link)
