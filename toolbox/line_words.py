"""A line of a sjabloon in short words, as its page shows it below the text."""

from profiles.dutch import count, enumerate_dutch
from profiles.enums import Sector
from profiles.models import Programme
from profiles.wording import lead_words
from toolbox.enums import Answer
from toolbox.formats.content import fallback_words


def programme_names(kind):
    """The short name of every opleiding by its key, for a format whose lines can be for some of them."""
    return dict(Programme.objects.values_list("pk", "short_name")) if "applies" in kind.columns else {}


def line_facts(item, programmes):
    """What counts for `item`, as short sentences without their full stop: who and when, where, how, for whom."""
    who = ", ".join(filter(None, (item.get_owner_display() if item.owner else "", item.moment_words)))
    where = ", ".join(filter(None, (f"{item.time} uur" if item.time else "", item.place)))
    facts = (
        where,
        who[:1].upper() + who[1:],
        f"Begin {lead_words(item.lead_time, item.lead_unit)} eerder" if item.lead_time else "",
        fallback_words(item.fallback).rstrip("."),
        _answer(item),
        f"{count(item.room, 'lijn', 'lijnen')} om op te schrijven" if item.room else "",
        "De student ziet dit" if item.visible_to_student else "",
        "Het portaal vinkt dit zelf af" if item.signal and not item.also_by_hand else "",
        for_words(item, programmes),
    )
    return [fact for fact in facts if fact]


def for_words(item, programmes):
    """For whom `item` is: "Alleen voor leerjaar 1 en 2, Ziekenhuis"; empty for everybody."""
    groups = (
        enumerate_dutch(programmes[key] for key in item.for_programmes if key in programmes),
        f"leerjaar {enumerate_dutch(sorted(item.for_years))}" if item.for_years else "",
        enumerate_dutch(Sector(key).label for key in item.for_sectors),
    )
    chosen = ", ".join(filter(None, groups))
    return f"Alleen voor {chosen}" if chosen else ""


def _answer(item):
    if item.answer == Answer.CHOICE:
        return f"Kiezen uit: {enumerate_dutch(item.choices)}"
    return f"Antwoord: {Answer(item.answer).label.lower()}" if item.answer else ""
