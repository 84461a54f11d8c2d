"""The register of all fields of the three packages together."""

from itertools import groupby

from onboarding import registered_fields as of_onboarding
from profiles import registered_fields as of_profiles
from profiles.field_register import Group
from toolbox import registered_fields as of_toolbox

ENTRIES = (*of_profiles.ENTRIES, *of_toolbox.ENTRIES, *of_onboarding.ENTRIES)


def in_groups():
    """(group, entries) in the order of the page; within a group by title, those about people first."""
    order = list(Group)
    rows = sorted(ENTRIES, key=lambda entry: (order.index(entry.group), not entry.of, entry.title))
    return [(group, list(entries)) for group, entries in groupby(rows, key=lambda entry: entry.group)]
