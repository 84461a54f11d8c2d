"""The rows of a delivered list as its page shows them: what is wrong, what to look at, and what is good."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from onboarding.aanlevering.preview import Problem
from onboarding.import_difference import CHANGED, CLASH, CLASHING, CONFIRMED, NEW, SAME, SAME_PERSON, SKIP, TAKE
from onboarding.import_fields import LABELS
from onboarding.models.students import whole_name
from profiles.dutch import count, weekday_names
from profiles.models import Programme
from profiles.sent_numbers import read_numbers

ERRORS, LOOKS, NEWS, CHANGES, GONE, KNOWN, COPIES = LISTS = (
    "fout", "nakijken", "nieuw", "gewijzigd", "weg", "bekend", "dubbel",
)  # fmt: skip
TITLES = {
    ERRORS: "Fout",
    LOOKS: "Nakijken",
    NEWS: "Goed: nieuw",
    CHANGES: "Goed: gewijzigd",
    GONE: "Niet meer op de lijst",
    KNOWN: "Goed: al bekend",
    COPIES: "Dubbel",
}
MOST_LINKS = 10  # to errors, on top of the page
ALL = "alles"
LONGEST_CELL = 300


@dataclass
class RowList:
    """One list of the page. `rows` are Lines, or Gone for who is not on the list; `page` is the part that is shown."""

    key: str
    rows: list
    page: Any = None

    @property
    def title(self):
        """Its heading."""
        return TITLES[self.key]

    @cached_property
    def shared(self):
        """The remarks that stand at every row; they are told once."""
        if len(self.rows) < 2 or self.key != NEWS:
            return []
        first, *others = ([problem["words"] for problem in row.problems] for row in self.rows)
        return [words for words in first if all(words in other for other in others)]


@dataclass
class Line:
    """A row as the page shows it: its name, what is wrong, what changes, and what a person chose."""

    number: int
    name: str
    values: dict
    starts_on: date | None
    ends_on: date | None
    programme: str
    days: str
    problems: list[dict]
    changes: tuple = ()
    confirmed: bool = False
    taken: bool = False
    choice: str = ""
    twin: str = ""
    to_apply: tuple = field(default=())


class Lists:
    """All lists of one import, from its preview and its Difference."""

    def __init__(self, found, preview, plan):
        self._mapping = found.mapping
        self._preview = preview
        self._plan = plan
        self._plans = {one.row.number: one for one in plan.plans}
        self._programmes = dict(Programme.objects.values_list("pk", "name"))

    def all(self):
        """The lists that hold something, those that ask for work first; new ones always."""
        return [one for one in self._all if one.rows or one.key == NEWS]

    @cached_property
    def _all(self):
        return list(self._worked_out())

    def _worked_out(self):
        plan = self._plan
        yield RowList(ERRORS, [self._line(row, problems) for row, problems in self.errors()])
        yield RowList(LOOKS, [self._of_plan(one) for one in plan.plans if one.status == "look" and one.kind != CLASH])
        yield RowList(NEWS, [self._of_plan(one) for one in plan.of_kind(NEW)])
        yield RowList(CHANGES, [self._of_plan(one) for one in plan.of_kind(CHANGED, CONFIRMED)])
        yield RowList(GONE, plan.gone)
        yield RowList(KNOWN, [self._of_plan(one) for one in plan.of_kind(SAME)])
        yield RowList(COPIES, [self._line(row) for row in self._preview.rows if row.same_as is not None])

    def errors(self):
        """The rows that cannot be stored with their problems, in the order of the list."""
        for row in self._preview.rows:
            plan = self._plans.get(row.number)
            if plan and plan.kind == CLASH:
                number = row.values["student_number"]
                clash = Problem("student_number", number, f"Rij {row.number}: {CLASHING}", "error")
                yield row, [*row.problems, clash]
            elif row.status == "error":
                yield row, list(row.problems)

    @property
    def summary(self):
        """How many rows of each kind, the same numbers as in the headings below."""
        sizes = {one.key: len(one.rows) for one in self._all}
        good = sizes[NEWS] + sizes[CHANGES] + sizes[KNOWN]
        double = f", {sizes[COPIES]} dubbel" if sizes[COPIES] else ""
        told = f"{count(len(self._preview.rows), 'rij', 'rijen')}. {good} goed, {sizes[LOOKS]} nakijken{double}"
        told += f", {sizes[ERRORS]} fout."
        if sizes[CHANGES] or sizes[KNOWN] or sizes[GONE]:
            told += f" {sizes[NEWS]} nieuw, {sizes[CHANGES]} gewijzigd, {sizes[GONE]} niet meer op de lijst."
        return told

    def links_to_errors(self, shown):
        """Pairs (anchor, sentence) of the first errors that can be corrected on this page."""
        lines = [line for one in shown if one.key == ERRORS for line in one.page]
        found = [
            (f"cel-{problem['cell']}", problem["sentence"])
            for line in lines
            for problem in line.problems
            if problem["is_error"] and problem["in_list"]
        ]
        return found[:MOST_LINKS]

    def numbers_of(self, key):
        """The row numbers of one list, whatever page is shown."""
        return [line.number for line in self._rows_of(key)]

    def gone_keys(self):
        """The keys of the requests that may be withdrawn."""
        return {one.request.pk for one in self._plan.gone if not one.confirmed}

    def known_numbers(self):
        """Every row about which a person can choose, as text."""
        return {str(number) for number in self._plans}

    def typed(self):
        """What the cells with a problem say, by row number as text and field: to see what was corrected."""
        rows = {row.number: row.problems for row in self._preview.rows}
        rows |= {row.number: problems for row, problems in self.errors()}
        return {(str(number), one.field): one.value for number, problems in rows.items() for one in problems}

    def _rows_of(self, key):
        return next(one.rows for one in self._all if one.key == key)

    def _of_plan(self, plan):
        line = self._line(plan.row)
        line.changes, line.to_apply, line.taken, line.choice = plan.changes, plan.to_apply, plan.taken, plan.choice
        line.confirmed = plan.kind == CONFIRMED
        line.twin = plan.looks_like.short_name if plan.looks_like else ""
        return line

    def _line(self, row, problems=None):
        names = (row.values.get(key) or "" for key in ("given_name", "infix", "last_name"))
        starts_on, ends_on = (row.values.get(key) for key in ("starts_on", "ends_on"))
        return Line(
            number=row.number,
            name=whole_name(*names),
            values=row.values,
            starts_on=date.fromisoformat(starts_on) if starts_on else None,
            ends_on=date.fromisoformat(ends_on) if ends_on else None,
            programme=self._programmes.get(row.values.get("programme_id"), ""),
            days=weekday_names(row.values.get("weekdays") or ()),
            problems=[self._problem(row.number, problem) for problem in problems or row.problems],
        )

    def _problem(self, number, problem):
        return {
            "sentence": problem.sentence,
            "words": problem.sentence.removeprefix(f"Rij {number}: "),
            "value": problem.value,
            "cell": f"{number}-{problem.field}",
            "label": LABELS[problem.field],
            "is_error": problem.severity == "error",
            "is_note": problem.severity == "note",
            "in_list": problem.field in self._mapping,
        }


def typed_choices(data, lists):
    """What a posted page says: cells (row -> field -> text), choices (row -> choice) and gone (request -> withdraw).

    Only what differs from what stood there; anything else that was sent is passed over.
    """
    was, corrections = lists.typed(), {}
    for name, text in data.items():
        mark, number, key = [*name.split("-", 2), "", ""][:3]
        if mark == "cel" and (number, key) in was and text.strip() != was[number, key]:
            corrections.setdefault(number, {})[key] = text[:LONGEST_CELL]
    known = lists.known_numbers()
    ticked = set(data.getlist("neem"))
    choices = {number: "" if number in ticked else SKIP for number in data.getlist("rij") if number in known}
    for number in data.getlist("kijk"):
        if number in known:
            chosen = data.get(f"keus-{number}", "")
            choices[number] = chosen if chosen in (TAKE, SAME_PERSON) else ""
    keys = lists.gone_keys()
    away = set(read_numbers(data.getlist("weg")))
    gone = {key: key in away for key in read_numbers(data.getlist("stond")) if key in keys}
    return corrections, choices | _all_of_a_list(data, lists), gone | _all_gone(data, keys)


def _all_of_a_list(data, lists):
    """The button that takes, or skips, a whole list at once."""
    key, _, wish = data.get(ALL, "").partition(":")
    if key not in (LOOKS, NEWS, CHANGES):
        return {}
    taken = TAKE if key == LOOKS else ""
    skipped = "" if key == LOOKS else SKIP
    return {str(number): taken if wish == "ja" else skipped for number in lists.numbers_of(key)}


def _all_gone(data, keys):
    key, _, wish = data.get(ALL, "").partition(":")
    return dict.fromkeys(keys, wish == "ja") if key == GONE else {}
