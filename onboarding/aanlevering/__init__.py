"""Aanlevering: reads the list of students that a school sends. Pure: bytes in, checked rows out, no database.

`open_list` reads the file and drops what may not be read, `check` turns it into a preview with problems per row.
"""

from onboarding.aanlevering.checking import check, typed_values
from onboarding.aanlevering.columns import FIELDS, example_csv, guess_columns, missing_columns
from onboarding.aanlevering.preview import CheckedRow, Preview, Problem
from onboarding.aanlevering.programmes import KnownProgramme
from onboarding.aanlevering.reading import fingerprint
from onboarding.aanlevering.row_values import KnownPeriod
from onboarding.aanlevering.school_list import SchoolList, open_list
from onboarding.aanlevering.sheet import UnreadableFile

__all__ = [
    "FIELDS",
    "CheckedRow",
    "KnownPeriod",
    "KnownProgramme",
    "Preview",
    "Problem",
    "SchoolList",
    "UnreadableFile",
    "check",
    "example_csv",
    "fingerprint",
    "guess_columns",
    "missing_columns",
    "open_list",
    "typed_values",
]
