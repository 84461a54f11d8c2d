"""From a school's list to checked rows: parsed values, and a sentence for everything that is not right."""

from collections.abc import Collection, Hashable, Mapping

from onboarding.aanlevering.cells import clean
from onboarding.aanlevering.dates import doubtful_marks
from onboarding.aanlevering.preview import LOOK, NOTE, Preview
from onboarding.aanlevering.programmes import KnownProgramme, ProgrammeFinder
from onboarding.aanlevering.row_draft import RowDraft
from onboarding.aanlevering.row_values import KnownPeriod, ListContext, read_row
from onboarding.aanlevering.school_list import ListRow, SchoolList


def check(
    school_list: SchoolList,
    mapping: Mapping[str, int],
    *,
    programmes: Collection[KnownProgramme],
    periods: Collection[KnownPeriod],
    default_programme: KnownProgramme | None = None,
    known_students: Collection[str] = frozenset(),
    already_requested: Collection[tuple[str, Hashable]] = frozenset(),
    answers: Mapping[str, Hashable] | None = None,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
) -> Preview:
    """Check every row. Bad input raises nothing: it becomes a problem of its row.

    `mapping` says which column is which field. `known_students` holds e-mail addresses (lower case) and student
    numbers of this school; `already_requested` pairs of such an address or number and a period id.
    `default_programme` is for rows without an opleiding. `answers` tells which opleiding a text means ("VP4"), and
    `corrections` replaces typed cells: row number -> field -> text.
    """
    corrected = corrections or {}
    drafts = [RowDraft(row.number, typed_values(row, mapping, corrected.get(row.number))) for row in school_list.rows]
    marks = doubtful_marks(draft.typed.get(key, "") for draft in drafts for key in ("starts_on", "ends_on"))
    context = ListContext(ProgrammeFinder(programmes, answers), tuple(periods), marks, default_programme)
    for draft in drafts:
        read_row(draft, context)
    _compare_with_each_other(drafts)
    _compare_with_known(drafts, known_students, already_requested, {period.id: period.name for period in periods})
    return Preview(tuple(draft.checked() for draft in drafts))


def typed_values(
    row: ListRow, mapping: Mapping[str, int], corrected: Mapping[str, str] | None = None
) -> dict[str, str]:
    """For each mapped field what the cell of this row says, or what a person corrected in its place."""
    typed = {key: row.cells[place] for key, place in mapping.items()}
    return typed | {key: clean(text) for key, text in (corrected or {}).items()}


def _compare_with_each_other(drafts):
    copies, by_email, by_number = {}, {}, {}
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


def _also_in(other, what, how):
    return f"{what} staat ook in rij {other.number}, {how}. Controleer welke rij klopt."


def _compare_with_known(drafts, known_students, already_requested, period_names):
    for draft in drafts:
        period_id = draft.values["period_id"]
        keys = [key for key in (draft.values["email"], draft.values["student_number"]) if key]
        if any((key, period_id) in already_requested for key in keys):
            name = period_names.get(period_id)
            draft.remark("email", f"deze student staat al op de lijst voor {name}. Is deze rij nodig?", LOOK)
        elif any(key in known_students for key in keys):
            draft.remark("email", "deze student kennen we al.", NOTE)
