"""The questionnaires on the page of the student: what waits now, as a sentence and a link."""

from dataclasses import dataclass
from datetime import date

from onboarding.enums import SurveyKind
from onboarding.survey_moments import waiting_for

SENTENCES = {
    SurveyKind.STAGE: ("Hoe was je stage?", "De volgende studenten merken wat jij zegt. Dit kost ongeveer 10 minuten."),
    SurveyKind.INTRODUCTION: ("Hoe was je begin?", "Zeven vragen, ongeveer 3 minuten."),
}
PULSE = ("Hoe gaat het?", "Drie korte vragen.")


@dataclass(frozen=True)
class MySurvey:
    """One list that waits."""

    title: str
    sentence: str
    closes: date
    url: str


def my_surveys(placement, today):
    """What this student can fill in now: two at most, so that the page stays short. One query at most.

    The list for who stops early is not among them: the card about stopping leads to it, and says it once.
    """
    if placement.stopped_at:
        return []
    return [
        MySurvey(*SENTENCES.get(window.kind, PULSE), window.closes, window.url)
        for window in waiting_for(placement, today)[:2]
    ]
