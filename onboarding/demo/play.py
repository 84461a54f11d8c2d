"""What students in the demo did with their playful cards. Texts come from the sjablonen; answers are here.

Of six students who have begun, one skips the bingokaart, and one has done nothing yet.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.models import DiceThrow, Placement
from toolbox.enums import TemplateFormat

# By turn of the student: the places that are marked on the bingokaart.
BINGO = ((0, 1, 2, 3, 6, 9), (4, 5, 10), (1, 5, 9, 13, 0, 2), (), (7, 11, 12), ())
SKIPS = 3  # the turn of who does without the bingokaart
STRIPS = (3, 2, 4, 1, 2, 0)  # how many strips are used
COLLEAGUES = ("Fatima", "Ruben", "Marjan", "Joris")
# By turn: (face, what the student wrote, whether it is shared).
THROWS = (
    (
        (2, "Mijn werkbegeleider deed de overdracht een keer langzaam voor.", True),
        (3, "Wanneer ik mag bellen met een arts.", False),
        (5, "", False),
    ),
    ((4, "Eerst vragen, dan pas beginnen.", False),),
    (
        (1, "De weg vinden. Ik heb vandaag niemand gevraagd.", True),
        (6, "Hoe houd je rust als het druk is?", True),
    ),
    (),
    ((5, "Van een cliënt die me bij mijn naam noemde.", False),),
    (),
)


def play(today):
    """Mark the cards of the students who have begun, as far as they would be by now."""
    begun = Placement.objects.active().filter(starts_on__lt=today).order_by("pk")
    for number, placement in enumerate(begun.select_related("werkbegeleider").prefetch_related("play_cards")):
        turn = number % len(BINGO)
        cards = {card.format: card for card in placement.play_cards.all()}
        _mark_bingo(cards[TemplateFormat.BINGOKAART], turn, placement, today)
        _use_strips(cards[TemplateFormat.STRIPPENKAART], turn, placement, today)
        _throw(cards[TemplateFormat.VRAGENDOBBELSTEEN], turn, placement, today)


def _mark_bingo(card, turn, placement, today):
    card.marks = {str(place): {"on": _day(placement, today, place).isoformat()} for place in BINGO[turn]}
    card.skipped_at = _moment(_day(placement, today, 1)) if turn == SKIPS else None
    card.save()


def _use_strips(card, turn, placement, today):
    first = placement.werkbegeleider.first_name if placement.werkbegeleider else COLLEAGUES[-1]
    with_whom = (first, *COLLEAGUES)
    card.marks = {
        str(place): {"with": with_whom[place], "on": _day(placement, today, place).isoformat()}
        for place in range(STRIPS[turn])
    }
    card.save()


def _throw(card, turn, placement, today):
    for place, (face, answer, is_shared) in enumerate(THROWS[turn]):
        moment = _moment(_day(placement, today, place))
        DiceThrow.objects.create(
            placement=placement,
            institution_id=placement.institution_id,
            question=card.texts[face - 1],
            face=face,
            answer=answer,
            shared_at=moment if is_shared else None,
            thrown_at=moment,
        )


def _day(placement, today, step):
    """A day since the start, a little later with every step, and always in the past."""
    return min(placement.starts_on + timedelta(days=step), today - timedelta(days=1))


def _moment(day):
    return timezone.make_aware(datetime.combine(day, time(16)))
