"""What must be arranged before a start, in words for the student of one stage: with the day to begin, not a number.

What the student also has in the list of things to arrange has its day there, and is said here in the same words.
"""

from onboarding.lead_times import begin_date
from profiles.dutch import long_date
from profiles.enums import Applies, ArrangedBy
from profiles.wording import requirement_answer, requirement_words

OURS = (ArrangedBy.INSTITUTION, ArrangedBy.LEERPLAATS)  # what a student need not begin with


def needed_before(answers, first, today, own=None):
    """(name, what is said about it) of all that applies; `first` is the first day of the stage, `own` the Checklist
    of what the student arranges, or None."""
    applying = [entry for entry in answers.get("requirements") or () if entry["answer"] != Applies.NO]
    return tuple((entry["name"], _said_about(entry, first, today, own)) for entry in applying)


def _said_about(entry, first, today, own):
    task = _task_of(entry, own)
    if task and task.is_done:
        return " ".join(filter(None, ("Jij vinkte dit af.", entry.get("note"))))
    words = _as_listed(entry, task, own) if task else _when(entry, first, today)
    notes = requirement_words(entry, *words)
    return f"{requirement_answer(entry)} {notes}".strip() if entry["answer"] == Applies.ASK else notes


def _task_of(entry, own):
    """The point of the own list about this: the one whose short name ("VOG") stands in the name of the requirement."""
    named = [task for task in own.tasks if task.short_name] if own else ()
    return next((task for task in named if task.short_name.lower() in entry["name"].lower()), None)


def _as_listed(entry, task, own):
    late = entry.get("late")
    if task.due_on and task.due_on < own.today:
        return "", f"Nog niet geregeld? {late or _now(entry)}"
    return own.due_words(task), late and f"Lukt dat niet? {late}"


def _when(entry, first, today):
    """When to begin, and what to do when that day is over. Of what others here arrange: nothing to begin."""
    begin = begin_date(first, entry.get("lead"), entry.get("unit"))
    late = entry.get("late")
    if begin is None or entry.get("who") in OURS or today >= first:
        return "", late and f"Nog niet klaar? {late}"
    if today <= begin:
        return f"Begin uiterlijk {long_date(begin)}", late and f"Te laat? {late}"
    # A day long ago says nothing to a student about what the school arranges, and may frighten.
    passed = "" if entry.get("who") == ArrangedBy.SCHOOL else f"Dit moest beginnen op {long_date(begin)}"
    return passed, f"Nog niet geregeld? {late or _now(entry)}"


def _now(entry):
    return "Vraag het vandaag na bij je school." if entry.get("who") == ArrangedBy.SCHOOL else "Begin vandaag."
