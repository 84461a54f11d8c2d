"""Is everything arranged for a student? Computed from tasks; the rule is shown to people as `RULE`."""

from dataclasses import dataclass
from datetime import timedelta

from profiles.dutch import count, enumerate_dutch
from toolbox.enums import Owner

RISK_WORKDAYS = 5
RULE = (
    "Een student loopt risico als iets te laat is. "
    "Ook als iets belangrijks open staat in de laatste 5 werkdagen voor de start."
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

    @property
    def kind(self):
        """The kind of status label: klaar, bezig, mist or rust."""
        if self.started:
            return "rust"
        if self.at_risk:
            return "mist"
        return "bezig" if self.missing else "klaar"

    @property
    def sentence(self):
        """The status in words."""
        if self.started:
            return "Gestart"
        if self.at_risk:
            return "Loopt risico"
        if not self.missing:
            return "Alles klaar"
        return f"Nog {count(len(self.missing), 'ding', 'dingen')}"

    @property
    def missing_words(self):
        """The open things in one line."""
        return enumerate_dutch(task.text.rstrip(".") for task in self.missing[:3])

    @property
    def next_task(self):
        """The first thing to do, or None."""
        return self.missing[0] if self.missing else None


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
    return Readiness(
        done=len(staff) - len(missing),
        total=len(staff),
        missing=tuple(missing),
        late=late,
        at_risk=bool(late) or (near and any(task.critical for task in missing)),
        started=started,
    )
