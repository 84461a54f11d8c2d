"""Moments that wait for a colleague: looking back with the team, and the questionnaire for who guides."""

from django.urls import reverse

from onboarding.place_questions import Attention
from onboarding.rollout_reviews import with_moment
from onboarding.survey_moments import colleague_has_answered, guided_places, team_window
from profiles.dutch import count, long_date
from profiles.enums import Role
from profiles.models import Leerplaats

SHOWN = 2  # leerplaatsen with a line of their own


def reviews_for(identity, today):
    """An Attention per leerplaats of this praktijkopleider that looks back within a week or should have; one query.

    It goes when the next round begins or the moment moves. A leerplaats without a planned moment has none.
    """
    if not identity.has(Role.PRAKTIJKOPLEIDER):
        return []
    rounds = list(with_moment(today).filter(leerplaats__in=Leerplaats.objects.editable_by(identity)))
    found = [_review(one, today) for one in rounds[:SHOWN]]
    if len(rounds) > SHOWN:
        words = count(len(rounds) - SHOWN, "leerplaats kijkt", "leerplaatsen kijken")
        found.append(Attention(f"Nog {words} terug.", "Bekijk welke", reverse("rollout-list")))
    return found


def _review(rollout, today):
    name, day = rollout.leerplaats.name, rollout.review_on
    if day == today:
        sentence = f"Vandaag is het vaste moment om terug te kijken bij {name}."
    elif day > today:
        sentence = f"Op {long_date(day)} kijken jullie terug bij {name}."
    else:
        sentence = f"Jullie zouden op {long_date(day)} terugkijken bij {name}."
    return Attention(sentence, "Kijk terug", reverse("rollout-review", args=[rollout.leerplaats_id, rollout.round]))


def team_list_for(identity, today):
    """An Attention while the list for who guides is open and this person has not sent it; three queries at most.

    Who guided or led nobody this half year has no list. Only for the page of this person alone.
    """
    now = team_window(today)
    if now is None or not identity.has(Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER):
        return []
    window, half_year = now
    if colleague_has_answered(identity.user, half_year) or not guided_places(identity, half_year, today):
        return []
    sentence = f"Hoe was dit half jaar met studenten? Vijf vragen, zonder naam, tot en met {long_date(window.closes)}."
    return [Attention(sentence, "Vul de vragenlijst in", reverse("team-survey"))]
