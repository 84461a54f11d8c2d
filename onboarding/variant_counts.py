"""Variants of a proposal side by side: what each comes to, in words and in counts that people recognise. Pure."""

from onboarding.matching import Goal
from onboarding.matching.edge import FAR_KM
from onboarding.matching.model import travel_km


def variant_counts(world, result):
    """(label, value) rows of a Result, all in words or numbers; rows about what nobody gave are left out."""
    pairs = [
        (request, world.offer_by_key[result.assignments[request.key]])
        for request in world.requests
        if request.key in result.assignments
    ]
    ranks = [request.wish_rank(offer.leerplaats) for request, offer in pairs if request.wishes]
    rows = []
    if any(request.wishes for request in world.requests):
        rows.append(("Krijgt de eerste wens", str(ranks.count(1))))
        rows.append(("Krijgt een latere wens", str(sum(rank is not None and rank > 1 for rank in ranks))))
        rows.append(("Krijgt geen van de wensen", str(ranks.count(None))))
        rows.append(("Krijgt een plek, maar gaf geen wensen", str(len(pairs) - len(ranks))))
    known = [pair for pair in pairs if pair[0].position and pair[1].position]
    if known:
        far = sum(travel_km(*pair) > FAR_KM for pair in known)
        rows.append((f"Reist verder dan {FAR_KM} km", str(far)))
        average = f"{sum(travel_km(*pair) for pair in known) / len(known):.1f}".replace(".", ",")
        rows.append(("Kilometers per student, enkele reis", f"gemiddeld {average}, van {_students(len(known))}"))
    if any(request.sectors_seen for request in world.requests):
        rows.append(("Komt in een soort zorg die al bekend is", str(result.score.goals[Goal.VARIETY])))
    rows.append(("Begint alleen op die dag", str(result.score.goals[Goal.TOGETHER])))
    if any(request.before for request in world.requests):
        moved = sum(bool(request.before) and request.before != offer.key for request, offer in pairs)
        lost = sum(bool(request.before) and request.key not in result.assignments for request in world.requests)
        rows.append(("Krijgt een andere plek dan nu", str(moved)))
        rows.append(("Had geen plek en krijgt er een", str(sum(not request.before for request, _ in pairs))))
        rows.append(("Verliest de plek", str(lost)))
    rows.append(("Kan het bij deze volgorde nog beter?", "Nee" if result.proven else "Misschien nog een beetje"))
    return rows


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


def _students(number):
    return f"{number} {'student' if number == 1 else 'studenten'}"
