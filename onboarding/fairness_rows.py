"""The comparison of outcomes in words: exact for the own institution, for the region so wide that nobody is seen.

For the region a share stands there only when both sides of it are ten or more students; else it says on which side
there are fewer. Ten, and not five: with "fewer than five" twice beside a total of eight, both would be four.
"""

from onboarding.fairness import SMALLEST_GROUP, compare, group_of

TOO_FEW = "Te weinig studenten"
ONE_SIDE = 2 * SMALLEST_GROUP
FEW = f"Minder dan {ONE_SIDE} studenten"
NEARLY_ALL = f"Allemaal, of minder dan {ONE_SIDE} niet"
FEW_WISHES = 20  # a share of fewer students says with how many it was counted
BANDS = (SMALLEST_GROUP, 20, 50, 100)  # how large a group is, as the region reads it
TENS_FROM = 50
QUARTERS = ("", "ongeveer een kwart", "ongeveer de helft", "ongeveer driekwart")  # ten of fifty is more than none
COLUMNS = {"placed": "wie een plek heeft", "first": "de eerste wens", "km": "de afstand"}
TABLES = (
    ("Per school", lambda outcome: outcome.school),
    ("Per opleiding", lambda outcome: outcome.programme),
    ("Per reisregio", lambda outcome: outcome.region),
)


def tables_of(outcomes, of_region):
    """Three tables as the page shows them; a column without a number in any row is left out and told in a sentence."""
    return [_table(title, compare(outcomes, name_of), of_region) for title, name_of in TABLES]


def everybody_of(outcomes, of_region):
    """All outcomes as one row."""
    return row_of(group_of("Iedereen", outcomes), of_region)


def _table(title, groups, of_region):
    rows = [row_of(one, of_region) for one in groups]
    lacking = [key for key in COLUMNS if rows and all(row[key] == TOO_FEW for row in rows)]
    return {
        "title": title,
        "rows": rows,
        **{key: key not in lacking for key in COLUMNS},
        "lacking": " en ".join(COLUMNS[key] for key in lacking),
    }


def row_of(group, of_region):
    """A group in words."""
    words = {
        "name": group.name,
        "proposed": str(group.proposed),
        "without": str(group.without - group.proposed),
        "km": TOO_FEW if group.km is None else f"{group.km} km",
    }
    if of_region:
        return words | {
            "asked": _band(group.asked),
            "placed": _wide_share(group.placed, group.asked),
            "first": _wide_share(group.first_wish, group.wished),
        }
    few = "" if group.wished >= FEW_WISHES else f", bij {group.wished} studenten"
    first = f"{group.first_wish_share} van de 100{few}" if group.wished >= SMALLEST_GROUP else TOO_FEW
    return words | {"asked": str(group.asked), "placed": f"{group.placed_share} van de 100", "first": first}


def _band(number):
    """How large a group is, so wide that no difference of two groups shows a small number."""
    if number < SMALLEST_GROUP:
        return TOO_FEW
    low = max(band for band in BANDS if band <= number)
    return f"{low} of meer" if low == BANDS[-1] else f"{low} tot {BANDS[BANDS.index(low) + 1]}"


def _wide_share(part, whole):
    """How many of each hundred, in tens or quarters; in words where fewer than ten students are on one side of it."""
    if whole < 2 * ONE_SIDE:
        return TOO_FEW
    if part < ONE_SIDE:
        return FEW
    if whole - part < ONE_SIDE:
        return NEARLY_ALL
    if whole < TENS_FROM:
        return QUARTERS[round(4 * part / whole)]
    return f"ongeveer {round(10 * part / whole) * 10} van de 100"
