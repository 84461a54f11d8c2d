"""What counts in a proposal, and in which order: chosen per institution and period."""

from django.db import IntegrityError, transaction

from onboarding.boards import GOALS
from onboarding.models import MatchSeason
from profiles.models import AuditEvent


class Clash(Exception):
    """Somebody else chose another order meanwhile; `season` is how it stands."""

    def __init__(self, season):
        super().__init__("The goals changed meanwhile.")
        self.season = season


@transaction.atomic
def save_goals(*, institution, period, goals, version, by):
    """Let these goals count, the most important first; `version` 0 when nobody had chosen.

    Raises Clash when somebody else was earlier with another order. The same order twice does it once.
    """
    chosen = {"institution": institution, "period": period}
    goals = [str(goal) for goal in goals]
    season = MatchSeason.objects.select_for_update().filter(**chosen).first()
    if season is None:
        try:
            with transaction.atomic():
                season = MatchSeason.objects.create(**chosen, goals=goals)
        except IntegrityError:  # somebody made the first one in this very moment
            season = MatchSeason.objects.select_for_update().get(**chosen)
        else:
            _tell(season, by)
            return season
    standing = season.goals or [goal.value for goal in GOALS]
    if standing == goals:
        return season
    if version != season.version:
        raise Clash(season)
    season.goals = goals
    season.version += 1
    season.save(update_fields=["goals", "version"])
    _tell(season, by)
    return season


def _tell(season, by):
    AuditEvent.record("match.goals", season, by=by, institution=season.institution, goals=season.goals)
