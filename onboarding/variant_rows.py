"""Variants of a proposal side by side, in words and counts."""


def variant_heads(drafts):
    """What each variant is called: the first follows the chosen order, the others put one goal in front."""
    return [
        f"Voorstel {number}: {run.difference.get('title', 'andere volgorde') if number > 1 else 'jouw volgorde'}"
        for number, run in enumerate(drafts, 1)
    ]


def variant_rows(drafts):
    """The rows of the comparison table: a label, and per draft its head and value."""
    heads = variant_heads(drafts)
    rows = [
        ("Studenten met een plek", [str(run.placed) for run in drafts]),
        ("Studenten zonder plek", [str(run.unplaced) for run in drafts]),
    ]
    counts = [dict(run.difference.get("counts", [])) for run in drafts]
    labels = dict.fromkeys(label for row in counts for label in row)
    rows += [(label, [str(row.get(label, "")) for row in counts]) for label in labels]
    return [(label, list(zip(heads, values, strict=True))) for label, values in rows]
