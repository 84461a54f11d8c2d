"""Variants of a proposal side by side, in words and counts."""


def variant_rows(drafts):
    """The rows of the comparison table: a label, and a value per draft."""
    rows = [
        ("Studenten met een plek", [str(run.placed) for run in drafts]),
        ("Studenten zonder plek", [str(run.unplaced) for run in drafts]),
    ]
    labels = dict.fromkeys(label for run in drafts for label, _ in run.difference.get("counts", []))
    for label in labels:
        rows.append((label, [str(dict(run.difference.get("counts", [])).get(label, "")) for run in drafts]))
    return rows
