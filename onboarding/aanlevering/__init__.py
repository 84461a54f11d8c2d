"""Aanlevering: reads the list of students that a school sends. Pure: bytes in, checked rows out, no database.

`open_list` reads the file and drops what may not be read, `check` turns it into a preview with problems per row.
"""

from onboarding.aanlevering.checking import check, typed_values
from onboarding.aanlevering.columns import FIELDS, example_csv, guess_columns, missing_columns
from onboarding.aanlevering.layouts import Layout, layout_of, read_layout
from onboarding.aanlevering.likeness import Likeness, Person
from onboarding.aanlevering.meanings import PROGRAMME, WEEKDAYS, YEAR
from onboarding.aanlevering.never_read import LEFT_OUT, without_bsn
from onboarding.aanlevering.preview import AskedWord, CheckedRow, Preview, Problem
from onboarding.aanlevering.programmes import KnownProgramme
from onboarding.aanlevering.reading import fingerprint
from onboarding.aanlevering.row_values import KnownPeriod
from onboarding.aanlevering.school_list import SchoolList, open_list, open_lists
from onboarding.aanlevering.sheet import UnreadableFile
from onboarding.aanlevering.values import days_of

__all__ = [
    "FIELDS",
    "LEFT_OUT",
    "PROGRAMME",
    "WEEKDAYS",
    "YEAR",
    "AskedWord",
    "CheckedRow",
    "KnownPeriod",
    "KnownProgramme",
    "Layout",
    "Likeness",
    "Person",
    "Preview",
    "Problem",
    "SchoolList",
    "UnreadableFile",
    "check",
    "days_of",
    "example_csv",
    "fingerprint",
    "guess_columns",
    "layout_of",
    "missing_columns",
    "open_list",
    "open_lists",
    "read_layout",
    "typed_values",
    "without_bsn",
]
