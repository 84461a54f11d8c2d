"""What must be arranged before a start, in words for the student of one stage: with the day to begin, not a number."""

from onboarding.lead_times import begin_date
from profiles.dutch import long_date
from profiles.enums import Applies, ArrangedBy
from profiles.wording import requirement_answer, requirement_words

OURS = (ArrangedBy.INSTITUTION, ArrangedBy.LEERPLAATS)  # what a student need not begin with


def needed_before(answers, first, today):
    """(name, what is said about it) of all that applies; `first` is the first day of the stage."""
    applying = [entry for entry in answers.get("requirements") or () if entry["answer"] != Applies.NO]
    return tuple((entry["name"], _said_about(entry, first, today)) for entry in applying)


def _said_about(entry, first, today):
    notes = requirement_words(entry, *_when(entry, first, today))
    return f"{requirement_answer(entry)} {notes}".strip() if entry["answer"] == Applies.ASK else notes


def _when(entry, first, today):
    """When to begin, and what to do when that day is over. Of what others here arrange: nothing to begin."""
    begin = begin_date(first, entry.get("lead"), entry.get("unit"))
    late = entry.get("late")
    if begin is None or entry.get("who") in OURS or today >= first:
        return "", late and f"Nog niet klaar? {late}"
    if today <= begin:
        return f"Begin uiterlijk {long_date(begin)}", late and f"Te laat? {late}"
    return f"Dit moest beginnen op {long_date(begin)}", f"Nog niet geregeld? {late or _now(entry)}"


def _now(entry):
    return "Vraag het vandaag na bij je school." if entry.get("who") == ArrangedBy.SCHOOL else "Begin vandaag."
