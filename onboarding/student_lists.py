"""The lists a student ticks off, by stop of the line. Plain values; long lists show first what is to be done now."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from profiles.dutch import count, long_date
from toolbox.enums import Owner, TemplateFormat

FAREWELL_DAYS = 28  # from so many days before the last day the page of the student says how to take leave
FAREWELL_DAYS_OF_STAFF = 42  # and that of staff, who have things to arrange before
PLAN = "planningsvoorstel"  # a task that names it leads to its page
SHORT = 8  # a list of at most so many points is shown whole
NO_DAY = 10_000  # a point without a stagedag comes last
COMING_DAYS = 14  # of a longer list the points of these days come first, and the rest can be opened
SHARED = "Ook zichtbaar voor je begeleiders."
PRIVATE = "Alleen jij leest dit. Je begeleiders zien alleen of het klaar is."


@dataclass(frozen=True)
class Checklist:
    """Tasks the student ticks, in one form."""

    key: str
    tasks: tuple

    today: date
    help: str

    @property
    def done(self):
        """How many are done."""
        return sum(task.is_done for task in self.tasks)

    @property
    def is_all_done(self):
        """Whether there was something to do, and all of it is done."""
        return bool(self.tasks) and self.done == len(self.tasks)

    @property
    def said(self):
        """How far it is: "3 van 5 klaar", or nothing when it is empty."""
        return f"{self.done} van {len(self.tasks)} klaar" if self.tasks else ""

    @property
    def items(self):
        """What is to be done, or was done today, as the checklist component shows it; of many the first ones."""
        return [self._item(task) for task in self._now[:SHORT]]

    @property
    def open_points(self):
        """All that is not done yet, now or later, as paper shows it: (text, when)."""
        return [(task.text, self.due_words(task)) for task in self.tasks if not task.is_done]

    @property
    def folded(self):
        """The rest of a long list, each part with a heading: what else there is to do, and what was done before."""
        now = self._now
        found = {"Ook nog te doen": now[SHORT:], "Al klaar": [task for task in self.tasks if task not in now]}
        return [
            {"title": f"{title}: {count(len(tasks), 'punt', 'punten')}", "items": [self._item(task) for task in tasks]}
            for title, tasks in found.items()
            if tasks
        ]

    def deadline(self, task):
        """When a task must be done, in words; a late one says what to do when it does not work out."""
        if task.due_on and task.due_on < self.today:
            return f"Nog doen. Lukt het niet? {self.help}"
        return self.due_words(task)

    def due_words(self, task):
        """By when, and when to begin, in words; empty without a day and when that day is over."""
        if task.due_on is None or task.due_on < self.today:
            return ""
        day = long_date(task.due_on)
        if task.stagedag:
            return f"Stagedag {task.stagedag}, {day}"
        if task.begin_on is None or task.is_done:
            return f"Uiterlijk {day}"
        begin = "nu" if task.begin_on <= self.today else f"uiterlijk {long_date(task.begin_on)}"
        return f"Begin {begin}. Klaar uiterlijk {day}"

    @property
    def _now(self):
        if len(self.tasks) <= SHORT:
            return list(self.tasks)
        here = [task for task in self.tasks if not task.is_done or timezone.localdate(task.done_at) == self.today]
        return sorted(here, key=self._is_far)  # else in their own order, also when one of them is ticked

    def _is_far(self, task):
        return task.due_on is not None and task.due_on > self.today + timedelta(days=COMING_DAYS)

    def _item(self, task):
        item = {
            "id": task.pk,
            "label": task.text,
            "why": task.note,
            "done": task.is_done,
            "done_on": long_date(task.done_at),
            "when": self.deadline(task),
        }
        if task.own:
            item |= {
                "why": SHARED if task.shared else PRIVATE,
                "url": reverse("my-task", args=[task.pk]),
                "url_label": "Wijzig of haal weg",
            }
        elif PLAN in task.text.lower():
            item |= {"url": reverse("my-plan"), "url_label": "Naar je planningsvoorstel"}
        return item


def checklists(placement, tasks, today, help_sentence):
    """The lists a student ticks, by stop: before the start, the inwerkdocument, the end, and `eigen`: own points."""
    stops = {"voor": [], "dag": [], "week": [], "daarna": [], "einde": [], "eigen": []}
    for task in tasks:
        if task.own:
            stops["eigen"].append(task)
        elif task.format == TemplateFormat.STARTLIJST and task.owner == Owner.STUDENT:
            stops["voor"].append(task)
        elif task.format == TemplateFormat.INWERKDOCUMENT:
            stops[_stop_of(task.stagedag)].append(task)
        elif task.format == TemplateFormat.OFFBOARDING_CHECKLIST and task.owner == Owner.STUDENT:
            stops["einde"].append(task)
    for key in ("week", "daarna"):
        stops[key].sort(key=lambda task: task.stagedag or NO_DAY)  # what was added later stands on its day
    return {key: Checklist(key, tuple(found), today, help_sentence) for key, found in stops.items()}


def shared_points(lists):
    """The own points that the student shares with who guides them."""
    return tuple(task for task in lists["eigen"].tasks if task.shared)


def farewell_is_near(placement, today, days=FAREWELL_DAYS):
    """Whether it is time to prepare the end of the stage: so many days before it, never before it has begun."""
    return today >= max(placement.starts_on, placement.ends_on - timedelta(days=days))


def _stop_of(stagedag):
    if stagedag == 1:
        return "dag"
    return "week" if stagedag and stagedag <= 5 else "daarna"
