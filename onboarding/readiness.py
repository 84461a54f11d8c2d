"""Is everything arranged for a student? Computed from tasks; the rule is shown to people as `RULE`."""

from dataclasses import dataclass
from datetime import timedelta

from profiles.dutch import count, enumerate_dutch
from toolbox.enums import Owner, Signal

RISK_WORKDAYS = 5
NAMED = 4
RULE = (
    "Een student loopt risico als iets te laat is. "
    "Ook als iets belangrijks open staat in de laatste 5 werkdagen voor de start. "
    "En als de student zei: ik kan niet."
)


@dataclass(frozen=True)
class Readiness:
    """How ready a placement is on a day. `missing` are the open staff tasks, most urgent first."""

    done: int
    total: int
    missing: tuple
    late: tuple
    at_risk: bool
    started: bool
    cannot_come: bool  # the student said so, and somebody has to decide

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
        by_hand = (task for task in self.missing if not task.signal or task.signal == Signal.SUPERVISOR_KNOWN)
        return next(by_hand, None)

    @property
    def mail_is_open(self):
        """Whether the start mail has not gone out."""
        return any(task.signal == Signal.MAIL_SENT for task in self.missing)


def workdays_before(day, number):
    """The date that lies `number` workdays (Monday to Friday) before `day`."""
    while number:
        day -= timedelta(days=1)
        number -= day.weekday() < 5
    return day


def readiness(placement, tasks, today):
    """The Readiness of `placement` on `today`; `tasks` are its staff tasks of the startlijst."""
    staff = [task for task in tasks if task.owner != Owner.STUDENT]
    missing = sorted(
        (task for task in staff if not task.is_done),
        key=lambda task: (task.due_on is None, task.due_on or today, not task.critical, task.position),
    )
    late = tuple(task for task in missing if task.due_on and task.due_on < today)
    near = today >= workdays_before(placement.starts_on, RISK_WORKDAYS)
    started = today >= placement.starts_on
    cannot_come = bool(placement.cannot_come_at) and not started
    return Readiness(
        done=len(staff) - len(missing),
        total=len(staff),
        missing=tuple(missing),
        late=late,
        at_risk=cannot_come or bool(late) or (near and any(task.critical for task in missing)),
        started=started,
        cannot_come=cannot_come,
    )
