"""What a proposal must, and what counts in which order, in words for the page."""

from dataclasses import dataclass

from onboarding.matching import Goal

MUST = (
    "De plek is voor deze opleiding en dit leerjaar, in deze periode.",
    "Er is een plek vrij, en het maximum per week of per dag blijft staan.",
    "Er is iemand die op het goede niveau begeleidt, als de opleiding dat vraagt.",
    "De stagedagen passen, en de leerplaats is open.",
    "De student kan er komen: binnen de grens voor de reis, en met een auto als dat moet.",
    "De student was er niet eerder, en niemand sluit de plek uit.",
    "De leerplaats zei geen nee.",
    "Wat jij vastzet, blijft vast.",
)
NAMES = {
    Goal.WISHES: ("Wensen", "Zo veel mogelijk studenten krijgen een hoge wens."),
    Goal.TRAVEL: ("Reis", "Samen reizen de studenten zo weinig mogelijk kilometers."),
    Goal.VARIETY: ("Andere zorg", "Studenten zien een soort zorg die ze nog niet kennen."),
    Goal.TOGETHER: ("Samen starten", "Niemand begint alleen, als het kan."),
    Goal.SPREAD: ("Spreiding", "Studenten van dezelfde opleiding zitten verspreid."),
}


@dataclass(frozen=True)
class GoalRow:
    """A goal that counts, with the orders that its buttons make (empty: no such button)."""

    goal: str
    name: str
    explanation: str
    up: str = ""
    down: str = ""
    off: str = ""


@dataclass(frozen=True)
class GoalOff:
    """A goal that does not count now, with the order that switching it on makes."""

    goal: str
    name: str
    explanation: str
    on: str


def goal_rows(goals):
    """The goals that count as GoalRow, in order, and those that do not as GoalOff."""
    order = [Goal(goal) for goal in goals if goal in NAMES]
    rows = []
    for place, goal in enumerate(order):
        rows.append(
            GoalRow(
                goal,
                *NAMES[goal],
                up=_text(_swapped(order, place - 1)) if place else "",
                down=_text(_swapped(order, place)) if place + 1 < len(order) else "",
                off=_text(other for other in order if other != goal) if len(order) > 1 else "",
            )
        )
    missing = [goal for goal in NAMES if goal not in order]
    return rows, [GoalOff(goal, *NAMES[goal], on=_text([*order, goal])) for goal in missing]


def read_goals(text):
    """The order in a button as goals, or None when that is no order of ours."""
    names = text.split(",")
    if len(set(names)) != len(names) or not all(name in [goal.value for goal in NAMES] for name in names):
        return None
    return [Goal(name) for name in names]


def goal_names(goals):
    """The names of goals, in order."""
    return [NAMES[Goal(goal)][0] for goal in goals if goal in NAMES]


def _swapped(order, place):
    changed = list(order)
    changed[place], changed[place + 1] = changed[place + 1], changed[place]
    return changed


def _text(order):
    return ",".join(goal.value for goal in order)
