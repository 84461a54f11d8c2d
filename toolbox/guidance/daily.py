"""The conversation card of the day, for a short talk at the end of a dienst: a compliment, one question, a plan."""

import tomllib
from dataclasses import dataclass
from functools import cache

from toolbox.guidance import FOLDER, guide_page

FIRST_DAYS = 5  # the first cards belong to these stagedagen; the others take turns afterwards


@dataclass(frozen=True)
class DailyCard:
    """What to say, ask and agree today; `page` is the slug of the guide page that says more."""

    page: str
    compliment: str
    question: str
    plan: str

    @property
    def subject(self):
        """The title of that page."""
        return guide_page(self.page).title


@cache
def daily_cards():
    """Every card, in the order of the file."""
    rows = tomllib.loads((FOLDER / "daily.toml").read_text(encoding="utf-8"))["cards"]
    return tuple(DailyCard(**row) for row in rows)


def daily_card(stagedag):
    """The card for a student on this stagedag, counted from 1."""
    cards = daily_cards()
    if stagedag <= FIRST_DAYS:
        return cards[max(stagedag, 1) - 1]
    later = cards[FIRST_DAYS:]
    return later[(stagedag - FIRST_DAYS - 1) % len(later)]
