"""What speaks against a change of a stage: a hard rule that forbids it, or something to look at first."""

from dataclasses import dataclass
from datetime import timedelta

from onboarding.boards import load_pairs, stay_of
from onboarding.matching import Rule
from onboarding.stagedagen import stagedagen
from profiles.dutch import count, long_date

OF_DAYS = (Rule.DAYS, Rule.CLOSED)
LONGER = timedelta(weeks=4)  # than was asked: so much may be catching up, more is likely a slip


@dataclass(frozen=True)
class Checks:
    """Why a change cannot be (empty when it can), and what to look at before it is done, in words."""

    refusal: str
    cautions: tuple[str, ...]


def check(found):
    """The Checks of a StagePlan.

    Another place must fit whole, and another first day the days of the place. A rule that was broken before is else
    no reason to refuse: nobody could then give such a stage an earlier end. It is a caution.
    """
    before, after = found.before, found.after
    pairs = load_pairs([after.request_id], {before.offer_id, after.offer_id})
    stay = stay_of(after)
    broken = pairs.rules(after.request_id, after.offer_id, stay)
    known = () if found.is_other_place else pairs.rules(after.request_id, before.offer_id, stay_of(before))
    starts_anew = before.starts_on != after.starts_on
    refused = [rule for rule in broken if rule not in known or (starts_anew and rule in OF_DAYS)]
    kept = [rule for rule in broken if rule not in refused]
    stays = pairs.sentence(after.request_id, after.offer_id, kept, stay)
    return Checks(
        refusal=pairs.sentence(after.request_id, after.offer_id, refused, stay),
        cautions=tuple(filter(None, [*_about_the_end(before, after), stays])),
    )


def _about_the_end(before, after):
    """What is unlike what was asked, where the change makes it so."""
    days = stagedagen(after.rhythm)
    ends_anew = before.ends_on != after.ends_on
    period, asked = after.request.period, after.request
    if (ends_anew or before.weekdays != after.weekdays) and days and days[-1] != after.ends_on:
        yield f"De laatste dag is geen stagedag. De laatste stagedag is dan {long_date(days[-1])}."
    if after.ends_on > max(before.ends_on, period.ends_on):
        yield f"De laatste dag valt buiten {period.name}. Die loopt tot en met {long_date(period.ends_on)}."
    longer = (after.ends_on - after.starts_on) - (asked.ends_on - asked.starts_on)
    if ends_anew and longer > LONGER:
        yield f"De stage wordt {count(longer.days // 7, 'week', 'weken')} langer dan de school vroeg."
