"""Which rows of a delivered list are not stored, and why: with names before storing, in numbers afterwards."""

from dataclasses import dataclass

from onboarding.import_difference import CLASH, CLASHING, SKIP

WRONG, SKIPPED, DOUBLE = LEFT_OUT = ("fout", "overgeslagen", "dubbel")


@dataclass(frozen=True)
class LeftOut:
    """One row that is not stored: its number, the short name of the student, what kind it is and why in words."""

    number: int
    name: str
    kind: str
    why: str


def left_out_rows(preview, plan, numbers):
    """The LeftOut rows of a Preview and its Difference with these row numbers, in the order of the list."""
    plans = {one.row.number: one for one in plan.plans}
    return [_left_out(row, plans.get(row.number)) for row in preview.rows if row.number in numbers]


def by_kind(numbers, kinds):
    """Pairs (kind, row numbers), wrong ones first; `kinds` is {row number as text: kind}, a list of before has none."""
    found = {kind: [number for number in numbers if kinds.get(str(number), WRONG) == kind] for kind in LEFT_OUT}
    return [(kind, rows) for kind, rows in found.items() if rows]


def _left_out(row, plan):
    start = f"Rij {row.number}: "
    told = [one.sentence.removeprefix(start) for one in row.problems if one.severity == "error"]
    if plan and plan.kind == CLASH:
        told.append(CLASHING)
    if row.same_as is not None:
        kind, why = DOUBLE, f"Dit is dezelfde student als in rij {row.same_as}."
    elif told or plan is None or plan.taken:  # taken, and hidden from who delivers it: no reason that gives it away
        kind, why = WRONG, " ".join(one[:1].upper() + one[1:] for one in told)
    elif plan.status == "look" and plan.choice != SKIP:
        looks = [one.sentence.removeprefix(start) for one in row.problems if one.severity == "look"]
        kind, why = SKIPPED, " ".join(["Nakijken, en niet gekozen.", *(one[:1].upper() + one[1:] for one in looks)])
    else:
        kind, why = SKIPPED, "Jij sloeg deze rij over."
    return LeftOut(row.number, _short_name(row.values), kind, why)


def _short_name(values):
    given, last = values.get("given_name") or "", values.get("last_name") or ""
    return f"{given} {last[:1]}." if last else given
