"""What goes wrong first, and whether a student is at risk: the rule on plain tasks, without a database."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.enums import TaskProgress
from onboarding.lead_times import begin_date, workdays_before
from onboarding.readiness import RISK_WORKDAYS, Why, first_threat, readiness
from onboarding.risk_words import first_fallback, first_words, threat_words
from toolbox.enums import Owner
from toolbox.formats.content import fallback_words

TODAY = date(2026, 1, 14)  # a Wednesday
START = date(2026, 3, 2)


@dataclass(frozen=True)
class PlainTask:
    """A task as the rule sees it."""

    name: str = "account"
    due_on: date | None = TODAY + timedelta(days=30)
    lead_time: int | None = None
    lead_unit: str = ""
    owner: str = Owner.ICT
    critical: bool = False
    blocking: bool = False
    fallback: str = ""
    signal: str = ""
    progress: str = ""
    position: int = 1
    is_done: bool = False
    ticks_itself: bool = False

    @property
    def begin_on(self):
        return begin_date(self.due_on, self.lead_time, self.lead_unit)


def at(starts_on=START, *, cannot_come_at=None):
    return SimpleNamespace(
        starts_on=starts_on, cannot_come_at=cannot_come_at, student=SimpleNamespace(given_name="Noor")
    )


def state_of(*tasks, starts_on=START, **said):
    return readiness(at(starts_on, **said), tasks, TODAY)


def on(days):
    return TODAY + timedelta(days=days)


ACCOUNT = PlainTask(lead_time=10, lead_unit="workdays", fallback="Laat de student meelezen met een collega.")


@pytest.mark.parametrize(
    ("task", "why", "words"),
    [
        (replace(ACCOUNT, due_on=on(14)), Why.TODAY, "Account: begin vandaag. ICT heeft 10 werkdagen nodig."),
        (
            replace(ACCOUNT, due_on=on(15)),
            Why.LATER,
            "Account: begin uiterlijk donderdag 15 januari 2026. ICT heeft 10 werkdagen nodig.",
        ),
        (
            replace(ACCOUNT, due_on=on(13)),
            Why.NO_TIME,
            "Account: de tijd is te kort. ICT heeft 10 werkdagen nodig. Het moet klaar zijn op 27 jan 2026.",
        ),
        (
            replace(ACCOUNT, due_on=on(13), progress=TaskProgress.BEGUN),
            Why.LATER,
            "Account: moet klaar zijn op 27 jan 2026 (ICT).",
        ),
        (
            PlainTask("pasje", on(-1), owner=Owner.RECEPTION),
            Why.LATE,
            "Pasje: dit moest klaar zijn op 13 jan 2026 (balie).",
        ),
        (PlainTask("pasje", on(0), owner=Owner.RECEPTION), Why.TODAY, "Pasje: moet vandaag klaar zijn (balie)."),
        (
            PlainTask("vaccinatie", on(20), 8, "months", owner=Owner.STUDENT),
            Why.NO_TIME,
            "Vaccinatie: de tijd is te kort. Dit duurt 8 maanden. Het moet klaar zijn op 3 feb 2026.",
        ),
    ],
)
def test_what_goes_wrong_with_a_task_and_when_in_words(task, why, words):
    threat = first_threat([task], START, TODAY)
    assert threat.why == why
    assert threat_words(threat, START) == words


def test_important_things_that_are_open_shortly_before_the_start_are_a_risk():
    start = on(5)
    roster = PlainTask("rooster", on(2), critical=True)
    papers = PlainTask("papieren", on(3), blocking=True)

    state = state_of(roster, papers, starts_on=start)

    assert state.sentence == "Loopt risico"
    assert first_words(state, at(start)) == (
        "Papieren: zonder dit mag de student niet starten. De start is maandag 19 januari 2026."
    )
    assert first_words(state_of(roster, starts_on=start), at(start)) == (
        "Rooster: dit is nog open. De start is maandag 19 januari 2026."
    )


def test_too_late_to_begin_is_a_risk_and_says_what_to_do_instead():
    state = state_of(replace(ACCOUNT, due_on=on(3)))

    assert state.sentence == "Loopt risico"
    assert first_fallback(state) == "Lukt het niet: laat de student meelezen met een collega."


def test_what_can_still_be_done_is_no_risk_and_needs_no_fallback():
    state = state_of(replace(ACCOUNT, due_on=on(14)))

    assert state.sentence == "Nog 1 ding"
    assert first_fallback(state) == ""


def test_what_was_asked_or_dealt_with_otherwise_is_no_risk_but_stays_open():
    for progress in TaskProgress:
        state = state_of(replace(ACCOUNT, due_on=on(3), progress=progress))
        assert (state.at_risk, state.sentence) == (False, "Nog 1 ding")
    assert state_of(PlainTask(due_on=on(-3), progress=TaskProgress.COVERED)).at_risk is False
    assert state_of(PlainTask(due_on=on(-3), progress=TaskProgress.BEGUN)).at_risk is True


def test_blocking_comes_before_critical_and_that_before_the_rest():
    late = PlainTask("pasje", on(-9), position=1)
    critical = PlainTask("rooster", on(-2), critical=True, position=2)
    blocking = PlainTask("papieren", on(-1), blocking=True, position=3)

    assert state_of(late, critical, blocking).first.task is blocking
    assert state_of(late, critical).first.task is critical


def test_what_goes_wrong_first_is_named_first_and_is_the_next_step():
    late = [PlainTask(f"ding {number}", on(-9), position=number) for number in range(1, 6)]
    papers = PlainTask("papieren", on(-1), blocking=True, position=6)

    state = state_of(*late, papers)

    assert state.first.task is papers
    assert state.next_task is papers
    assert state.missing_words.startswith("Papieren, ding 1")


def test_long_after_the_start_nothing_of_the_list_is_asked_any_more():
    open_task = PlainTask("rooster", on(-30))

    soon = readiness(at(on(-13)), [open_task], TODAY)
    later = readiness(at(on(-14)), [open_task], TODAY)

    assert (soon.next_task, soon.missing) == (open_task, (open_task,))
    assert (later.next_task, later.missing) == (None, ())
    assert (later.done, later.total) == (0, 1)


def test_of_the_student_only_what_stops_a_start_counts():
    own = PlainTask("route", on(-3), owner=Owner.STUDENT)
    vaccination = PlainTask("vaccinatie", on(-3), owner=Owner.STUDENT, blocking=True)

    assert state_of(own).sentence == "Er is geen lijst"
    assert state_of(own, vaccination).first.task is vaccination


def test_who_cannot_come_is_named_before_everything_else():
    state = state_of(PlainTask(due_on=on(-3)), cannot_come_at=TODAY)

    assert first_words(state, at()) == "Noor zei: ik kan niet. Bel of mail eerst, en beslis daarna."
    assert first_fallback(state) == ""


def test_a_name_in_capitals_stays_as_it_is_written():
    assert fallback_words("ICT bellen.") == "Lukt het niet: ICT bellen."
    assert fallback_words(" ") == ""


TASKS = st.builds(
    PlainTask,
    due_on=st.none() | st.integers(-60, 90).map(on),
    lead_time=st.none() | st.integers(1, 30),
    lead_unit=st.just("workdays"),
    owner=st.sampled_from(list(Owner)),
    critical=st.booleans(),
    blocking=st.booleans(),
    progress=st.sampled_from(["", *TaskProgress]),
    is_done=st.booleans(),
)
LISTS = st.lists(TASKS, max_size=8).map(
    lambda tasks: [replace(task, position=place) for place, task in enumerate(tasks, 1)]
)
STARTS = st.integers(1, 60).map(on)


@given(LISTS, STARTS, st.randoms())
def test_the_order_of_the_list_does_not_matter(tasks, starts_on, random):
    shuffled = random.sample(tasks, len(tasks))
    assert first_threat(tasks, starts_on, TODAY) == first_threat(shuffled, starts_on, TODAY)


@given(LISTS, STARTS)
def test_a_risk_is_named_and_what_is_named_is_open(tasks, starts_on):
    state = state_of(*tasks, starts_on=starts_on)
    assert state.at_risk == bool(state.first and state.first.is_risk)
    assert state.first is None or state.first.task in state.missing
    assert state.done + len(state.missing) == state.total
    assert bool(state.sentence == "Alles klaar") <= (not state.missing)


@given(LISTS, STARTS)
def test_nothing_else_goes_wrong_before_what_goes_wrong_first(tasks, starts_on):
    first = first_threat(tasks, starts_on, TODAY)
    others = [first_threat([task], starts_on, TODAY) for task in tasks]
    others = [one for one in others if one]
    if first is None:
        assert not others
        return
    if not first.is_risk:
        assert not any(one.is_risk for one in others)
        assert first.on == min(one.on for one in others)
    elif any(one.is_risk and one.task.blocking for one in others):
        assert first.task.blocking


@given(LISTS, STARTS)
def test_the_rule_of_the_screens_holds(tasks, starts_on):
    """A risk is: something overdue, no time left to begin, or something important open in the last working days."""
    near = workdays_before(starts_on, RISK_WORKDAYS) <= TODAY
    counted = [one for one in tasks if not one.is_done and (one.owner != Owner.STUDENT or one.blocking)]
    risky = [
        one
        for one in counted
        if one.due_on
        and one.progress != TaskProgress.COVERED
        and (
            one.due_on < TODAY
            or (one.lead_time and not one.progress and one.begin_on < TODAY)
            or (near and (one.critical or one.blocking))
        )
    ]
    assert state_of(*tasks, starts_on=starts_on).at_risk == bool(risky)


@given(LISTS, STARTS)
def test_doing_what_goes_wrong_first_leaves_no_more_to_do_and_never_the_same(tasks, starts_on):
    first = first_threat(tasks, starts_on, TODAY)
    if first is None:
        return
    after = [replace(task, is_done=True) if task is first.task else task for task in tasks]
    later = first_threat(after, starts_on, TODAY)
    assert later is None or (later.task is not first.task and (first.is_risk or not later.is_risk))


@given(LISTS, STARTS)
def test_everything_can_be_said(tasks, starts_on):
    state = state_of(*tasks, starts_on=starts_on)
    words = first_words(state, at(starts_on))
    assert bool(words) == (state.first is not None)
    assert all(len(sentence.split()) <= 20 for sentence in words.split(". "))
