"""What stands on the pages of the playful cards: plain values for their templates."""

from dataclasses import dataclass
from datetime import date

from onboarding.bingo import PLACES, SIDE, bingo_words
from onboarding.documents import placement_facts
from profiles.dutch import count, long_date, short_date
from profiles.merging import fingerprint
from profiles.models import Membership
from toolbox.enums import TemplateFormat
from toolbox.formats import FORMATS, play_formats
from toolbox.formats.bingokaart import cells
from toolbox.formats.merge_fields import filled
from toolbox.models import ToolChoice

# The word in the address, the url name of the page, and the link on the page of the student.
PAGES = {
    TemplateFormat.BINGOKAART: ("bingo", "my-bingo", "Speel bingo met je eerste ervaringen"),
    TemplateFormat.STRIPPENKAART: ("strippenkaart", "my-strips", "Leer collega's kennen met de strippenkaart"),
    TemplateFormat.VRAGENDOBBELSTEEN: ("dobbelsteen", "my-dice", "Kijk terug op je dag met de vragendobbelsteen"),
}
FORMAT_OF = {word: format for format, (word, _, _) in PAGES.items()}


@dataclass(frozen=True)
class Cell:
    """One cell of the bingokaart."""

    place: int
    text: str
    is_marked: bool
    marked_on: str  # "2 feb 2027"


@dataclass(frozen=True)
class Strip:
    """One strip, with what the student wrote and the fingerprint of it."""

    place: int
    text: str
    colleague: str
    on: date | None
    seen: str

    @property
    def number(self):
        """As people count."""
        return self.place + 1

    @property
    def done(self):
        """With whom and when: "Met Samira, dinsdag 2 februari 2027"; empty for not yet."""
        return f"Met {self.colleague}, {long_date(self.on)}" if self.colleague else ""


@dataclass(frozen=True)
class CardLine:
    """One card in the list of them: what it is, how far it is, and where."""

    format: str
    label: str
    purpose: str
    url_name: str
    link: str
    status: str
    is_skipped: bool


def used_formats(leerplaats):
    """The playful cards that `leerplaats` chose, else all of them: who chose nothing takes nothing away."""
    chosen = ToolChoice.objects.filter(leerplaats=leerplaats, dropped_at__isnull=True)
    found = {format for formats in chosen.values_list("card__formats", flat=True) for format in formats}
    return [format for format in play_formats() if format in found] or list(play_formats())


def card_links(leerplaats):
    """(url name, words of the link) of the playful cards of `leerplaats`."""
    return [PAGES[format][1:] for format in used_formats(leerplaats)]


def card_lines(leerplaats, cards, throws):
    """The cards of `cards` (by format) that the leerplaats uses, and those on which the student began.

    `throws` is how often the student threw.
    """
    used = used_formats(leerplaats)
    return [
        CardLine(
            format=format,
            label=FORMATS[format].label,
            purpose=PURPOSES[format],
            url_name=PAGES[format][1],
            link=PAGES[format][2],
            status=_status(card, throws),
            is_skipped=card.skipped_at is not None,
        )
        for format, card in sorted(cards.items(), key=lambda pair: play_formats().index(pair[0]))
        if format in used or card.marks
    ]


PURPOSES = {
    TemplateFormat.BINGOKAART: "Vink aan wat je hebt meegemaakt. Zo zie je wat je al hebt geleerd.",
    TemplateFormat.STRIPPENKAART: "Elke strip is een moment met een collega. Je kiest zelf met wie.",
    TemplateFormat.VRAGENDOBBELSTEEN: "Gooi een vraag over je dag. Je antwoord is voor jou.",
}


def _status(card, throws):
    if card.format == TemplateFormat.BINGOKAART:
        return bingo_words(card.marked)
    if card.format == TemplateFormat.STRIPPENKAART:
        return strips_words(card)
    return f"{count(throws, 'keer', 'keer')} gegooid." if throws else "Nog niet gegooid."


def strips_words(card):
    """How many strips are used, in a sentence."""
    return f"{len(card.marks)} van de {count(len(card.texts), 'strip', 'strippen')} gebruikt."


def text_filler(placement):
    """A function that fills the merge fields of a text with what is known about `placement` (one query)."""
    leaders = list(Membership.objects.leaders_of(placement.leerplaats))
    values = placement_facts(placement, leaders).values
    return lambda text: filled(text, values)


def bingo_cells(card, fill):
    """The cells of the card on the phone."""
    return [
        Cell(
            place=place,
            text=fill(text),
            is_marked=place in card.marked,
            marked_on=_short(card.mark_at(place).get("on")),
        )
        for place, text in zip(PLACES, cells(card.texts, SIDE), strict=True)
    ]


def strips(card, fill):
    """The strips of the card on the phone."""
    return [
        Strip(
            place=place,
            text=fill(text),
            colleague=mark.get("with", ""),
            on=_day(mark.get("on")),
            seen=fingerprint(mark),
        )
        for place, text in enumerate(card.texts)
        for mark in [card.mark_at(place)]
    ]


def _day(text):
    """A stored day; None when there is none or it cannot be read."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _short(text):
    day = _day(text)
    return short_date(day) if day else ""
