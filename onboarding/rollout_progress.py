"""How far a round of invoeren in vijf stappen is: per step its tasks, done by hand or seen by the portal."""

from dataclasses import dataclass
from datetime import datetime

from profiles.dutch import plain_date
from toolbox.models import Rollout
from toolbox.rollout_steps import STEPS, Step, StepTask


@dataclass(frozen=True)
class TaskState:
    """One task of a round. `fact` is what the portal sees; then nobody can untick it."""

    task: StepTask
    fact: str
    note: str
    done_at: datetime | None
    done_by: str

    @property
    def is_done(self):
        """Whether it is done, by hand or by itself."""
        return bool(self.fact or self.done_at)

    @property
    def done_words(self):
        """What is known of it in a sentence, for the page and on paper; empty for what is open."""
        if self.fact:
            return self.fact
        if not self.done_at:
            return ""
        return f"Klaar op {plain_date(self.done_at)}, {self.done_by}."


@dataclass(frozen=True)
class StepState:
    """One step of a round with its tasks."""

    step: Step
    tasks: tuple[TaskState, ...]

    @property
    def done(self):
        """How many tasks are done."""
        return sum(state.is_done for state in self.tasks)

    @property
    def is_done(self):
        """Whether nothing is left to do."""
        return self.done == len(self.tasks)

    @property
    def kind(self):
        """How it looks in a status."""
        return "klaar" if self.is_done else "bezig" if self.done else "rust"

    @property
    def status(self):
        """How far it is, in words."""
        if self.is_done:
            return "Klaar"
        return f"{self.done} van {len(self.tasks)} klaar" if self.done else "Nog niet begonnen"


@dataclass(frozen=True)
class Progress:
    """A round with its five steps."""

    rollout: Rollout
    steps: tuple[StepState, ...]

    @property
    def done(self):
        """How many tasks of the whole are done."""
        return sum(step.done for step in self.steps)

    @property
    def total(self):
        """How many tasks there are."""
        return sum(len(step.tasks) for step in self.steps)

    @property
    def current(self):
        """The first step with something left to do, or None."""
        return next((state for state in self.steps if not state.is_done), None)

    @property
    def where(self):
        """Where the team is: "Stap 3: Maak en bereid voor"."""
        return f"Stap {self.current.step.number}: {self.current.step.title}" if self.current else "Alle stappen klaar"


def progress_of(rollout, facts):
    """The Progress of a round, with its tasks (and who ticked them) at hand.

    `facts` are those of rollout_facts; a finished round has none, because they were written down at its end.
    """
    stored = {row.key: row for row in rollout.tasks.all()}
    return Progress(
        rollout,
        tuple(
            StepState(step, tuple(_state(task, stored.get(task.key), facts) for task in step.tasks)) for step in STEPS
        ),
    )


def _state(task, row, facts):
    return TaskState(
        task=task,
        fact=facts.get(task.fact, "") or (row.fact if row else ""),
        note=row.note if row else "",
        done_at=row.done_at if row else None,
        done_by=row.done_by.name if row and row.done_by else "",
    )
