"""Which of somebody's own data is printed as a table, with which columns: many rows of one kind, to read.

The JSON file has every field of every row; paper has what says something to the person it is about.
"""

from onboarding.own_data import LOG
from onboarding.whole_register import ENTRIES
from profiles.enums import Role

# Names of the fields that are a column, per model.
COLUMNS = {
    "Consent": ("purpose", "given_at", "withdrawn_at"),
    "DiceThrow": ("thrown_at", "question", "answer"),
    "FileLook": ("day", "role", "user"),
    "Message": ("sent_at", "subject"),
    "PersonalLink": ("created_at", "expires_at", "revoked_at"),
    "PlanLine": ("week", "kind", "text", "needs"),
    "Priority": ("week_of", "column", "text"),
    "QuestionReply": ("said_at", "author", "text"),
    "RosterShift": ("day", "label", "begins_at", "ends_at"),
    "StudentQuestion": ("asked_at", "asked_role", "text", "closed_at"),
    "Talk": ("day", "kind", "student_asks", "held_at"),
    "TalkAgreement": ("made_at", "text", "done_at"),
    "TalkMove": ("moved_at", "from_day", "to_day", "why"),
    "Task": ("text", "due_on", "done_at"),
    "Wish": ("kind", "rank", "words", "leerplaats", "town"),
}
LOG_COLUMNS = ("wanneer", "wat er gebeurde", "wie het deed")
# Steps of the program about a row that is printed itself.
ONLY_IN_THE_FILE = frozenset({"ProfileShown", "TaskChange"})
CODES = {role.value: role.label for role in Role}


def columns_of(part):
    """The keys of the rows of a part that are its columns; empty when it is no table."""
    if part["model"] == LOG:
        return LOG_COLUMNS
    names = COLUMNS.get(part["model"], ())
    entry = next(one for one in ENTRIES if one.model == part["model"])
    return tuple(entry.word(name) for name in names)


def without_codes(value):
    """The value, or the words for it when it is a code of the program."""
    return CODES.get(value, value) if isinstance(value, str) else value
