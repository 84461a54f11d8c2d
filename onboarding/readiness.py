"""Is everything arranged for a student, and what goes wrong first? Pure: tasks and a day in, plain values out.

A task has the day it must be ready (`due_on`) and, when it takes time to arrange, the day somebody must begin
(`begin_on`). The rule is shown to people as `RULE`. What a risk says in words is in risk_words.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from onboarding.enums import TaskProgress
from onboarding.lead_times import workdays_before
from profiles.dutch import count, enumerate_dutch
from toolbox.enums import Owner, Signal

RISK_WORKDAYS = 5
ASKED_AFTER_START = timedelta(days=14)  # so long what is still open is asked for; later it has lost its use
NAMED = 4
RULE = (
    "Een student loopt risico als iets te laat is, of als de tijd te kort is om er nog mee te beginnen.",
    "Ook als iets belangrijks open staat in de laatste 5 werkdagen voor de start. "
    "Belangrijk is waar het team zonder niet goed kan starten, of de student zonder niet mag starten.",
    "En als de student zei: ik kan niet.",
    "Wat jullie opvangen met een andere oplossing, is geen risico meer.",
    "Bij elke student staat wat er als eerste misgaat. Wat een start tegenhoudt, gaat voor.",
    "Twee weken na de start vragen we hier niets meer van deze lijst.",
)


class Why(StrEnum):
    """Why a task goes wrong, or when it would."""

    LATE = "late"  # it had to be ready before today
    NO_TIME = "no_time"  # nobody began, and what it takes does not fit any more
    NEAR = "near"  # important, still open in the last working days
    TODAY = "today"  # somebody must begin, or have it ready, today
    LATER = "later"  # the day on which it would go wrong is still to come

    @property
    def is_risk(self):
        """Whether the student is at risk by it."""
        return self in (Why.LATE, Why.NO_TIME, Why.NEAR)


@dataclass(frozen=True)
class Threat:
    """What goes wrong with one open task: why, and the last day on which somebody can prevent it."""

    task: object
    why: Why
    on: object  # a date

    @property
    def is_risk(self):
        """Whether the student is at risk by it."""
        return self.why.is_risk


@dataclass(frozen=True)
class Readiness:
    """How ready a placement is on a day. `missing` are the open tasks that count, what goes wrong first first; of a
    stage that began long ago none.
    """

    done: int
    total: int
    missing: tuple
    late: tuple
    at_risk: bool
    started: bool
    cannot_come: bool  # the student said so, and somebody has to decide
    first: Threat | None = None  # what goes wrong first; None when nothing with a day is open

    @property
    def kind(self):
        """The kind of status label: klaar, bezig, mist or rust."""
        if self.started:
            return "rust"
        if self.at_risk:
            return "mist"
        if not self.total:
            return "rust"
        return "bezig" if self.missing else "klaar"

    @property
    def sentence(self):
        """The status in words."""
        if self.started:
            return "Gestart"
        if self.at_risk:
            return "Loopt risico"
        if not self.total:
            return "Er is geen lijst"
        if not self.missing:
            return "Alles klaar"
        return f"Nog {count(len(self.missing), 'ding', 'dingen')}"

    @property
    def missing_words(self):
        """The open things in one line: the four most urgent by name, and how many more."""
        names = [task.name[:1].lower() + task.name[1:] for task in self.missing]
        if len(names) > NAMED:
            names = [*names[:NAMED], f"nog {count(len(names) - NAMED, 'ding', 'dingen')}"]
        words = enumerate_dutch(names)
        return words[:1].upper() + words[1:]

    @property
    def next_task(self):
        """The first thing a person can do; None when only things are open that happen by themselves."""
        return next((task for task in self._by_a_person if task.signal != Signal.MAIL_SENT), None)

    @property
    def mail_is_open(self):
        """Whether the first thing a person can do is to look at the start mail, which has not gone out."""
        return next((task.signal == Signal.MAIL_SENT for task in self._by_a_person), False)

    @property
    def _by_a_person(self):
        known = (Signal.SUPERVISOR_KNOWN, Signal.MAIL_SENT)
        return (task for task in self.missing if not task.ticks_itself or task.signal in known)

    @property
    def order(self):
        """Where it stands among others of the same start date: risk first, and in it what goes wrong first."""
        place = {"mist": 0, "bezig": 1, "klaar": 2, "rust": 3}[self.kind]
        return place, not self.cannot_come, *(_weight(self.first) if self.first else NOTHING)


NOTHING = (2, 2, "")


def counts(task):
    """Whether a task of the startlijst counts for the team: of the student only what stops a start."""
    return task.owner != Owner.STUDENT or task.blocking


def is_asked(starts_on, today):
    """Whether what is open for a start is still asked for: the list, the page and Vandaag stop on the same day."""
    return today < starts_on + ASKED_AFTER_START


def threat_of(task, starts_on, today):
    """The Threat of an open task; None when it has no day, or when the team deals with it in another way."""
    if task.due_on is None or task.progress == TaskProgress.COVERED:
        return None
    begin_on = None if task.progress else task.begin_on
    last_day = begin_on or task.due_on
    if task.due_on < today:
        return Threat(task, Why.LATE, task.due_on)
    if last_day < today:
        return Threat(task, Why.NO_TIME, last_day)
    if (task.critical or task.blocking) and today >= workdays_before(starts_on, RISK_WORKDAYS):
        return Threat(task, Why.NEAR, last_day)
    return Threat(task, Why.TODAY if last_day == today else Why.LATER, last_day)


def first_threat(tasks, starts_on, today):
    """What goes wrong first among the open `tasks`: the one Threat, or None.

    What is a risk already comes before what can still be prevented. Of those that are a risk the blocking ones come
    first, then the critical, then the oldest; of the others the first day decides, and then the same weight.
    """
    threats = filter(None, (threat_of(task, starts_on, today) for task in tasks if not task.is_done))
    return min(threats, key=lambda threat: (*_weight(threat), threat.task.position), default=None)


def _weight(threat):
    heavy = 0 if threat.task.blocking else 1 if threat.task.critical else 2
    day = threat.on.isoformat()
    return (0, heavy, day) if threat.is_risk else (1, day, heavy)


def readiness(placement, tasks, today):
    """The Readiness of `placement` on `today`; `tasks` are those of its startlijst."""
    counted = [task for task in tasks if counts(task)]
    open_tasks = [task for task in counted if not task.is_done]
    missing = sorted(open_tasks, key=lambda task: _urgency(task, placement.starts_on, today))
    started = today >= placement.starts_on
    if not is_asked(placement.starts_on, today):
        missing = []
    first = first_threat(missing, placement.starts_on, today)
    cannot_come = bool(placement.cannot_come_at) and not started
    return Readiness(
        done=len(counted) - len(open_tasks),
        total=len(counted),
        missing=tuple(missing),
        late=tuple(task for task in missing if _is_late(task, today)),
        at_risk=cannot_come or (first is not None and first.is_risk),
        started=started,
        cannot_come=cannot_come,
        first=first,
    )


def _urgency(task, starts_on, today):
    """First what goes wrong, in the order of first_threat; then what nobody can tell a day of."""
    threat = threat_of(task, starts_on, today)
    if threat:
        return (*_weight(threat), task.position)
    return (*NOTHING[:1], task.due_on.isoformat() if task.due_on else "9", 0 if task.blocking else 1, task.position)


def _is_late(task, today):
    return task.due_on is not None and task.due_on < today and task.progress != TaskProgress.COVERED
