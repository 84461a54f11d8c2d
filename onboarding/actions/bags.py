"""Putting one more in a bag, and closing it at five (onboarding.models.bags)."""

from onboarding.half_years import before, half_year_of
from onboarding.models.bags import ENOUGH


def open_bag(model, key, day):
    """The open bag of `key` ({field: value} of its unique constraint), held until the end of the transaction.

    Made when there is none, with the half year of `day`.
    """
    bags = model.objects.select_for_update().filter(closed=False, **key)
    while (bag := bags.first()) is None:  # somebody else may have made it, or have filled it meanwhile
        model.objects.bulk_create([model(half_year=half_year_of(day), **key)], ignore_conflicts=True)
    return bag


def add_counts(bag, counts):
    """Add `counts` ({question: {answer: number}}) to those of a bag; not stored."""
    for question, counted in counts.items():
        sums = bag.counts.setdefault(question, {})
        for answer, number in counted.items():
            sums[answer] = sums.get(answer, 0) + number


def store(bag, day):
    """Store a bag with everything in it; closed on `day` when it holds enough."""
    if bag.number >= ENOUGH:
        bag.closed, bag.half_year = True, half_year_of(day)
    bag.save()


def gather_old(model, fields, day, pour):
    """Put open bags of more than a half year before `day` together per institution, so that they can reach five.

    `fields` besides the institution say which belong together; `pour(source, home)` puts one in another. Returns
    how many bags were emptied.
    """
    limit = before(half_year_of(day))
    left = model.objects.select_for_update().filter(closed=False, leerplaats__isnull=False, half_year__lt=limit)
    rows = list(left.order_by("pk"))
    for row in rows:
        same = {name: getattr(row, name) for name in fields}
        home = open_bag(model, {"institution_id": row.institution_id, "leerplaats_id": None, **same}, day)
        pour(row, home)
        home.number += row.number
        row.delete()
        store(home, day)
    return len(rows)
