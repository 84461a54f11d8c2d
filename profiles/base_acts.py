"""The acts of care a region begins with, from base_acts.toml. Data, not law: what is allowed, is agreed locally."""

import tomllib
from pathlib import Path

CONTENT = Path(__file__).resolve().parent / "base_acts.toml"


def load_base_acts(act_model):
    """Make the regional acts in an empty table; what a region has is left alone.

    The model is handed over, because a migration has its own. Returns how many acts were made.
    """
    if act_model.objects.filter(institution=None).exists():
        return 0
    acts = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["act"]
    rows = act_model.objects.bulk_create(
        act_model(name=act["name"], is_reserved=act.get("reserved", False), position=position)
        for position, act in enumerate(acts, 1)
    )
    return len(rows)
