"""From a school's list to checked rows: parsed values, and a sentence for everything that is not right."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from onboarding.aanlevering.cells import clean
from onboarding.aanlevering.dates import doubtful_marks
from onboarding.aanlevering.likeness import Likeness, Person
from onboarding.aanlevering.meanings import PROGRAMME, Words
from onboarding.aanlevering.preview import LOOK, Preview
from onboarding.aanlevering.programmes import KnownProgramme, ProgrammeFinder
from onboarding.aanlevering.row_draft import RowDraft
from onboarding.aanlevering.row_values import KnownPeriod, ListContext, read_row
from onboarding.aanlevering.school_list import ListRow, SchoolList

ROWS_PER_STEP = 250


def check(
    school_list: SchoolList,
    mapping: Mapping[str, int],
    *,
    programmes: Collection[KnownProgramme],
    periods: Collection[KnownPeriod],
    default_programme: KnownProgramme | None = None,
    meanings: Mapping[str, Mapping[str, Any]] | None = None,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Preview:
    """Check every row. Bad input raises nothing: it becomes a problem of its row.

    `mapping` says which column is which field. `default_programme` is for rows without an opleiding. `meanings`
    holds what words of the school stand for (see meanings.Words), and `corrections` replaces typed cells:
    row number -> field -> text. `on_progress` is told every now and then how many percent is done.
    """
    corrected = corrections or {}
    drafts = [RowDraft(row.number, typed_values(row, mapping, corrected.get(row.number))) for row in school_list.rows]
    marks = doubtful_marks(draft.typed.get(key, "") for draft in drafts for key in ("starts_on", "ends_on"))
    words = Words(meanings)
    finder = ProgrammeFinder(programmes, words.of(PROGRAMME))
    context = ListContext(finder, words, tuple(periods), marks, default_programme)
    for done, draft in enumerate(drafts):
        if on_progress and done % ROWS_PER_STEP == 0:
            on_progress(100 * done // len(drafts))
        read_row(draft, context)
    _compare_with_each_other(drafts)
    return Preview(tuple(draft.checked() for draft in drafts), words.asked_words(drafts))


def typed_values(
    row: ListRow, mapping: Mapping[str, int], corrected: Mapping[str, str] | None = None
) -> dict[str, str]:
    """For each mapped field what the cell of this row says, or what a person corrected in its place."""
    typed = {key: row.cells[place] for key, place in mapping.items()}
    return typed | {key: clean(text) for key, text in (corrected or {}).items()}


def _compare_with_each_other(drafts):
    copies, by_email, by_number, likeness = {}, {}, {}, Likeness()
    for draft in drafts:
        email, number = draft.values["email"], draft.values["student_number"]
        first = copies.setdefault(repr(draft.values), draft) if email else draft
        if first is not draft:
            draft.same_as = first.number
            draft.remark("email", f"deze rij is gelijk aan rij {first.number}. Deze rij slaan we over.", LOOK)
            continue
        same_email = by_email.setdefault(email, draft) if email else draft
        same_number = by_number.setdefault(number, draft) if number else draft
        if same_email is not draft:
            draft.remark("email", _also_in(same_email, "dit e-mailadres", "met andere gegevens"), LOOK)
        elif same_number is not draft:
            draft.remark("student_number", _also_in(same_number, "dit studentnummer", "bij iemand anders"), LOOK)
        else:
            _compare_by_name(draft, likeness)


def _compare_by_name(draft, likeness):
    person = Person.of_values(draft.number, draft.values)
    twin = likeness.find(person)
    if twin:
        draft.remark(
            "email", f"deze student lijkt op rij {twin.key}. Is het iemand anders? Controleer beide rijen.", LOOK
        )
    likeness.add(person)


def _also_in(other, what, how):
    return f"{what} staat ook in rij {other.number}, {how}. Controleer welke rij klopt."
