"""Until when wishes can be given, and why not any more, in words."""

from dataclasses import dataclass
from datetime import date

from onboarding.models import MatchSeason
from profiles.dutch import long_date
from profiles.enums import Role


@dataclass(frozen=True)
class WishTime:
    """Whether wishes of a request can be given now. `why` says why not; `ask` whether somebody can be asked."""

    until: date | None
    is_open: bool
    why: str = ""
    ask: bool = False


def until_by_season(requests):
    """The last day of wishes per (institution, period) of `requests`; one query."""
    seasons = MatchSeason.objects.filter(
        institution__in={one.institution_id for one in requests}, period__in={one.period_id for one in requests}
    )
    return {(one.institution_id, one.period_id): one.wishes_until for one in seasons}


def wish_time(request, until, identity, today):
    """The WishTime of `request` (with `standing`, its placements that stand) for who looks at it.

    Without a last day they can be given until there is a place. The coordinator of the institution can do so after
    the last day too, because that is whom a student then asks.
    """
    if request.withdrawn_at:
        return WishTime(until, False, "Deze aanvraag is ingetrokken.")
    if request.standing:
        return WishTime(until, False, "Er is een stageplek. De wensen staan vast.")
    if request.institution_id in identity.institution_ids(Role.COORDINATOR):
        return WishTime(until, True)
    if until and today > until:
        return WishTime(until, False, f"Wensen geven kon tot en met {long_date(until)}.", ask=True)
    if today > request.starts_on:
        return WishTime(until, False, "De eerste dag is geweest. Wensen geven kan niet meer.", ask=True)
    return WishTime(until, True)
