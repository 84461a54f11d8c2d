"""What a place costs other students, in plain Dutch and without a name."""

from onboarding.matching.facts import Price


def price_text(price: Price, choice: str) -> str:
    """One sentence; `choice` says what is chosen, such as "De Kade" or "deze plek"."""
    return f"Kies je {choice}, dan {_effect(price)}."


def _effect(price: Price) -> str:
    if price.lost > 0:
        one = price.lost == 1
        return "verliest 1 andere student een plek" if one else f"verliezen {price.lost} andere studenten een plek"
    if price.wishes:
        way = "omlaag" if price.wishes > 0 else "omhoog"
        steps = abs(price.wishes)
        return f"gaan andere studenten samen {steps} {'wens' if steps == 1 else 'wensen'} {way}"
    if price.km:
        return f"reizen andere studenten samen {abs(price.km)} km {'meer' if price.km > 0 else 'minder'}"
    return "verliest niemand een plek of een wens"
