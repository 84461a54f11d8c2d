"""Answers of the demo: full bags on some leerplaatsen over three half years, and a few answers that stay hidden."""

from random import Random

from django.db.models import Count

from onboarding.actions.answers import UNSAID, WRITTEN
from onboarding.enums import SurveyKind
from onboarding.half_years import before, half_year_of
from onboarding.models import AnswerBag
from onboarding.models.bags import ENOUGH
from onboarding.survey_questions import questions_of
from profiles.models import Leerplaats
from toolbox.enums import Answer

# How many full bags each of the first leerplaatsen of an institution has, per half year, oldest first.
BAGS = {
    SurveyKind.STAGE: ((2, 1, 2), (1, 0, 1), (0, 1, 1)),
    SurveyKind.INTRODUCTION: ((1, 2, 2), (0, 1, 1)),
    SurveyKind.DAY_1: ((0, 1, 2),),
    SurveyKind.DAY_5: ((0, 1, 1),),
    SurveyKind.TEAM: ((0, 1, 1),),
    SurveyKind.STOPPED: ((0, 1, 0),),
}
WAITING = ((SurveyKind.STAGE, 3), (SurveyKind.INTRODUCTION, 2), (SurveyKind.DAY_1, 4))
OFTEN_LOW = ("pas, kleding", "tijd om aan mijn leerdoelen", "vier weken voor de start", "informatie van de school")
WORDS = {
    "blijven": (
        "Dat iemand je de eerste dag ophaalt.",
        "De koffie om tien uur met het hele team.",
        "Je mag alles vragen, ook twee keer.",
        "Samen de dag doornemen aan het begin van de dienst.",
        "De rustige uitleg bij de medicijnen.",
    ),
    "anders": (
        "Mijn account werkte pas in de tweede week.",
        "Het rooster kwam laat. Ik kon mijn bijbaan niet regelen.",
        "Meer tijd om verslagen te schrijven.",
        "Een vaste plek om mijn tas te zetten.",
        "Soms liep ik elke dag met iemand anders mee.",
    ),
    "tijd": (
        "Het inwerkdocument scheelde veel uitleg.",
        "De ouderejaars student deed de rondleiding. Dat was fijn.",
        "Het rooster maken kostte veel tijd.",
    ),
    "profiel": ("Waar je je fiets zet.", "Hoe laat de late dienst klaar is.", "Welke opdrachten hier kunnen."),
}


def make_survey_answers(today):
    """The bags above for the first leerplaatsen of each institution; the same day gives the same bags."""
    halves = [before(before(half_year_of(today))), before(half_year_of(today)), half_year_of(today)]
    busiest = Leerplaats.objects.in_use().annotate(stages=Count("placements")).order_by("institution", "-stages", "pk")
    places = {}
    for leerplaats in busiest:
        places.setdefault(leerplaats.institution_id, []).append(leerplaats)
    chance = Random(7)  # noqa: S311 - made-up answers, the same ones every time
    for group in places.values():
        for kind, rows in BAGS.items():
            for leerplaats, numbers in zip(group, rows, strict=False):
                for half_year, number in zip(halves, numbers, strict=True):
                    better = halves.index(half_year)
                    for _ in range(number):
                        _bag(leerplaats, kind, half_year, ENOUGH, better, chance)
        for leerplaats, (kind, number) in zip(group[-len(WAITING) :], WAITING, strict=False):
            _bag(leerplaats, kind, halves[-1], number, 1, chance)


def _bag(leerplaats, kind, half_year, number, better, chance):
    counts, words = {}, {}
    for question in questions_of(kind, leerplaats):
        counted = counts.setdefault(question.text, {})
        for _ in range(number):
            answer, text = _said(question, better, chance)
            counted[answer] = counted.get(answer, 0) + 1
            if text and text not in words.setdefault(question.text, []):
                words[question.text].append(text)
            elif text:
                counted[WRITTEN] -= 1
                counted[UNSAID] = counted.get(UNSAID, 0) + 1
    AnswerBag.objects.create(
        institution_id=leerplaats.institution_id,
        leerplaats=leerplaats,
        kind=kind,
        half_year=half_year,
        number=number,
        closed=number >= ENOUGH,
        counts=counts,
        words=words,
    )


def _said(question, better, chance):
    """An answer and own words; a little better every half year."""
    if chance.random() < 0.03:
        return UNSAID, ""
    is_low = any(words in question.text for words in OFTEN_LOW)
    if question.answer == Answer.SCALE:
        weights = (4 - better, 4, 3, 4, 2 + better) if is_low else (0, 1, 2, 6, 5 + better)
        return chance.choices("12345", weights)[0], ""
    if question.answer == Answer.MARK:
        return f"cijfer {chance.choices((4, 5, 6, 7, 8, 9, 10), (1 - better / 2, 1, 2, 5, 6 + better, 3, 1))[0]}", ""
    if not question.is_open:
        return chance.choices(question.options, range(len(question.options) + 2, 2, -1))[0], ""
    texts = next((texts for word, texts in WORDS.items() if word in question.text), ())
    return (WRITTEN, chance.choice(texts)) if texts and chance.random() < 0.6 else (UNSAID, "")
