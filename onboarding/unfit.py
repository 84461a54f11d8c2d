"""Koppelingen that stand in a proposal but may not be any more: a rule, or what it looks at, changed since."""

from onboarding.boards import load_pairs


def unfit(proposals):
    """Per key of those of `proposals` that a hard rule forbids by now: why, in words. In a fixed number of queries."""
    placed = [one for one in proposals if one.offer_id]
    if not placed:
        return {}
    pairs = load_pairs([one.request_id for one in placed], {one.offer_id for one in placed})
    return {one.pk: why for one in placed if (why := pairs.why_not(one.request_id, one.offer_id))}
