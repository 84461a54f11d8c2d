"""The list of one student as staff tick it: each task with its days, who did what when, and what can be undone."""

from dataclasses import dataclass

from django.db.models import Prefetch

from onboarding.actions.tasks import State
from onboarding.enums import TaskProgress
from onboarding.models import Task, TaskChange
from onboarding.readiness import is_asked, threat_of
from onboarding.risk_words import said_of, time_words
from profiles.dutch import short_date
from profiles.sent_numbers import read_number, read_numbers
from toolbox.enums import Owner, TemplateFormat
from toolbox.formats.content import fallback_words

WITH_CHANGES = Prefetch(
    "changes", queryset=TaskChange.objects.select_related("by", "worklist", "restores__by", "restores__worklist")
)
PROGRESS_WORDS = {TaskProgress.BEGUN: "aangevraagd of begonnen", TaskProgress.COVERED: "wordt opgevangen"}
NOT_BEGUN = ("", "Nog niet begonnen")
NOT_ASKED = "Bleef open. Twee weken na de start vragen we er niet meer om."


@dataclass(frozen=True)
class TaskLine:
    """A task on the list. `state` goes along in the form, so that only what the person changes is stored."""

    task: Task
    when: str  # when to begin and be ready, what is wrong, or who did it when
    at_risk: bool
    fallback: str
    history: tuple  # sentences, newest first
    undo: int | None  # the key of the last change, when a person may take it back
    is_asked: bool = True  # False for what stayed open and is not asked for any more

    @property
    def state(self):
        """How it stood when the page was made: "12:0:begun"."""
        return f"{self.task.pk}:{int(self.task.is_done)}:{self.task.progress}"

    @property
    def steps(self):
        """What can be said of an open task, as (value, words); none when there is nothing between open and done."""
        if self.task.is_done or not self.is_asked or not (self.task.lead_time or self.task.fallback):
            return ()
        begun, covered = ((one.value, one.label) for one in TaskProgress)
        return (NOT_BEGUN, *((begun,) if self.task.lead_time else ()), *((covered,) if self.task.fallback else ()))


def lines_of(tasks, placement, today):
    """The TaskLine of each of `tasks` (changes at hand, merge fields filled)."""
    return [_line(task, placement, today) for task in tasks]


def _line(task, placement, today):
    changes = list(task.changes.all())
    asked = task.is_done or task.format != TemplateFormat.STARTLIJST or is_asked(placement.starts_on, today)
    threat = threat_of(task, placement.starts_on, today) if asked and not task.is_done else None
    if task.is_done:
        when = _done_words(task, changes)
    else:
        when = _open_words(task, threat, changes, placement, today) if asked else NOT_ASKED
    return TaskLine(
        task=task,
        when=when,
        at_risk=bool(threat and threat.is_risk),
        fallback="" if task.is_done or not asked else fallback_words(task.fallback),
        is_asked=asked,
        history=tuple(f"{short_date(one.at)}: {_what(one)} {_who(one)}." for one in changes),
        undo=changes[0].pk if changes and not task.ticks_itself else None,
    )


def _done_words(task, changes):
    last = _first_said(next((one for one in changes if one.done), None))
    who = f" {_who(last)}" if last and not task.ticks_itself else ""
    return f"Klaar op {short_date(task.done_at)}{who}."


def _open_words(task, threat, changes, placement, today):
    if task.progress:
        last = _first_said(next((one for one in changes if one.progress == task.progress), None))
        who = f" op {short_date(last.at)} {_who(last)}" if last else ""
        is_past = task.due_on and task.due_on < today and task.progress == TaskProgress.COVERED
        ready = f" Klaar uiterlijk {short_date(task.due_on)}." if task.due_on and not is_past else ""
        said = "Aangevraagd of begonnen" if task.progress == TaskProgress.BEGUN else "Wordt opgevangen"
        return f"{said}{who}.{ready}"
    if threat is None:
        return ""
    if threat.is_risk:
        started = today >= placement.starts_on
        said = said_of(threat, placement.starts_on, names_owner=False, started=started)  # the line begins with it
        return f"{said[:1].upper()}{said[1:]}"
    begin = f"Begin uiterlijk {short_date(task.begin_on)}. {time_words(task)} " if task.begin_on else ""
    return f"{begin}Klaar uiterlijk {short_date(task.due_on)}."


def _first_said(change):
    """Of an undo the change that holds again: that person did it, on that day."""
    return change.restores or change if change else None


def _what(change):
    """What it became; what an undo brought back is so again."""
    if not (change.done or change.progress):
        return "weer open"
    words = "klaar" if change.done else PROGRESS_WORDS[change.progress]
    return f"weer {words}" if change.restores else words


def _who(change):
    """By whom, also for who has no account: "door Samira", "door Jo (ICT)", "vanzelf"."""
    if change.name:
        return f"door {change.name}{f' ({Owner(change.worklist.owner).label})' if change.worklist else ''}"
    if change.worklist:
        return f"door {Owner(change.worklist.owner).label}"
    return f"door {change.by.first_name}" if change.by else "vanzelf"


def read_ticks(posted, clashes):
    """What a person made of a list, as a function for change_tasks: the State of a task, or None for no change.

    `posted` holds "done" (keys), "stand-<key>" (how far) and "shown" (how it stood on the page). Without "shown" the
    page knew nothing, and what is ticked or not is taken as it is. A task that a colleague made something else of
    meanwhile stays as it is, and is put in `clashes`.
    """
    done = set(read_numbers(posted.getlist("done")))
    shown = dict(_shown(posted.getlist("shown")))

    def wanted(task):
        before = shown.get(task.pk) if shown else State(task.is_done, task.progress)
        if before is None:
            return None
        progress = posted.get(f"stand-{task.pk}", before.progress)
        is_done = task.pk in done
        after = State(is_done, "" if is_done or progress not in TaskProgress.values else progress)
        if shown and after == before:
            return None
        now = State(task.is_done, task.progress)
        if now not in (before, after):
            clashes.append(task)
            return None
        return after

    return wanted


def said_twice(posted, changed):
    """Of the TaskChanges `changed` the tasks that were ticked while "we vangen het op" was chosen for them as well."""
    covered, before = TaskProgress.COVERED.value, dict(_shown(posted.getlist("shown")))
    return [
        one.task
        for one in changed
        if one.done
        and posted.get(f"stand-{one.task_id}") == covered
        and (one.task_id not in before or before[one.task_id].progress != covered)
    ]


def _shown(values):
    for value in values:
        key, _, rest = value.partition(":")
        is_done, _, progress = rest.partition(":")
        if (task := read_number(key)) is not None:
            yield task, State(is_done == "1", progress)
