"""The manual says which fields may stand in a sjabloon: all of them, and no others."""

import re
from pathlib import Path

from toolbox.formats.merge_fields import MERGE_FIELDS

MANUAL = Path(__file__).parents[2] / "docs" / "handleiding" / "sjablonen.md"
ROW = re.compile(r"^\| `\[(.+?)\]` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def test_the_table_of_fields_is_complete():
    rows = ROW.findall(MANUAL.read_text(encoding="utf-8"))
    assert rows == [(field.word, field.label, field.example) for field in MERGE_FIELDS]
