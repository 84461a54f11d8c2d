"""When a line of a sjabloon happens: the five ways to say it in a form, and the columns they are stored in."""

BEFORE, STAGEDAG, END, AFTER, ALWAYS = "before", "stagedag", "end", "after", "always"
MOMENTS = (
    (BEFORE, "Een aantal dagen voor de start"),
    (STAGEDAG, "Op een stagedag"),
    (END, "Een aantal dagen voor de laatste dag"),
    (AFTER, "Een aantal dagen na de laatste dag"),
    (ALWAYS, "Op geen vaste dag"),
)
# Per moment: what to fill in, the least and the most.
LIMITS = {
    BEFORE: ("Vul in hoeveel dagen voor de start, bijvoorbeeld 14.", 1, 365),
    STAGEDAG: ("Vul in welke stagedag, bijvoorbeeld 1.", 1, 200),
    END: ("Vul in hoeveel dagen voor de laatste dag, bijvoorbeeld 7. Een 0 is de laatste dag zelf.", 0, 365),
    AFTER: ("Vul in hoeveel dagen na de laatste dag, bijvoorbeeld 1.", 1, 365),
}


def number_error(moment, number):
    """What is wrong with the number that belongs to `moment`; "" when it is right."""
    missing, least, most = LIMITS[moment]
    if number is None:
        return missing
    return "" if least <= number <= most else f"Vul een getal in van {least} tot en met {most}."


def columns_of(moment, number):
    """A moment of the form as columns of a line."""
    return {
        "days_before": number if moment == BEFORE else None,
        "stagedag": number if moment == STAGEDAG else None,
        "days_before_end": number if moment == END else -number if moment == AFTER else None,
    }


def initial_moment(item):
    """The moment and number with which the form of `item` opens."""
    if item.stagedag:
        return STAGEDAG, item.stagedag
    if item.days_before is not None:
        return BEFORE, item.days_before
    if item.days_before_end is not None:
        return (AFTER, -item.days_before_end) if item.days_before_end < 0 else (END, item.days_before_end)
    return ALWAYS, None
