"""The published profile in the order of the public page, as plain values: for the web and for paper.

A block says what is in it and whether it is empty; visitors do not see an empty one, editors do.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from profiles.enums import Sector
from profiles.questions import APPLIES_LABELS, QUESTIONS
from profiles.wording import chosen, is_described, requirement_notes

SIZE_LABELS = {
    Sector.HOSPITAL: "Bedden",
    Sector.REHABILITATION: "Bedden",
    Sector.HOME_CARE: "Cliënten",
    Sector.NURSING_HOME: "Bewoners",
}
STAY_LABELS = {
    Sector.HOME_CARE: "Hoe lang mensen zorg krijgen",
    Sector.DISABILITY_CARE: "Hoe lang mensen er wonen",
    Sector.NURSING_HOME: "Hoe lang mensen er wonen",
}
GUIDANCE_SENTENCES = {
    ("organised", "own"): "De praktijkopleider werkt op deze leerplaats.",
    ("organised", "central"): "De praktijkopleider werkt voor meer leerplaatsen tegelijk.",
    ("fixed_supervisor", "fixed"): "Je krijgt één vaste werkbegeleider.",
    ("fixed_supervisor", "pair"): "Je krijgt twee vaste werkbegeleiders.",
    ("fixed_supervisor", "changing"): "Je werkbegeleider wisselt per dienst.",
    ("supernumerary", "always"): "Je staat de hele stage boven op de bezetting (boventallig).",
    ("supernumerary", "start"): "In het begin sta je boven op de bezetting (boventallig).",
    ("supernumerary", "no"): "Je telt mee in de bezetting.",
}
MOBILE = ("06", "+31 6", "+316")


@dataclass(frozen=True)
class Fact:
    """One of the facts on top: a label with one or more lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Duty:
    """Something that applies, does not apply, or must be asked; `answer` is the stored value."""

    label: str
    answer: str
    answer_label: str
    note: str


@dataclass(frozen=True)
class PagePhoto:
    """A photo with the text a screen reader says; an empty `alt` for decoration."""

    id: str
    alt: str


@dataclass(frozen=True)
class Block:
    """A part of the page: `anchor` is its id, `part` the number of the part where it is edited."""

    anchor: str
    title: str
    part: int
    content: dict

    @property
    def is_empty(self):
        """Whether it says nothing at all."""
        return not any(self.content.values())

    @property
    def template(self):
        """The template that shows it."""
        return f"profiles/blocks/_{self.anchor.replace('-', '_')}.html"


@dataclass(frozen=True)
class ProfilePage:
    """Everything on the page of a leerplaats."""

    name: str
    institution: str
    location: str
    address: str
    in_short: str
    photos: tuple[PagePhoto, ...]
    facts: tuple[Fact, ...]
    contact_email: str
    contact_phone: str
    blocks: tuple[Block, ...]

    @property
    def filled(self):
        """The blocks that say something."""
        return [block for block in self.blocks if not block.is_empty]


def profile_page(leerplaats, answers, offers=()):
    """The page of `leerplaats` (with location and institution at hand) for these answers.

    `offers` are the PlaceOffers for which students can come, with their programmes at hand.
    """
    location = leerplaats.location
    return ProfilePage(
        name=leerplaats.name,
        institution=leerplaats.institution.name,
        location=location.name,
        address=location.address,
        in_short=answers.get("in_short", ""),
        photos=shown_photos(answers),
        facts=_facts(leerplaats, answers),
        contact_email=answers.get("contact_email", ""),
        contact_phone=_public_phone(answers.get("contact_phone")),
        blocks=_blocks(leerplaats, answers, offers),
    )


def shown_photos(answers):
    """The photos of which is said what is on them, in order."""
    return tuple(
        PagePhoto(photo["id"], "" if photo.get("decorative") else photo["alt"])
        for photo in answers.get("photos") or ()
        if is_described(photo)
    )


def _facts(leerplaats, answers):
    sector, said = leerplaats.sector, answers.get
    care = (": ".join(filter(None, (leerplaats.get_sector_display(), said("care_kind")))),)
    facts = (
        ("Soort zorg", care),
        (SIZE_LABELS.get(sector, "Grootte"), _lines(said("size"))),
        (STAY_LABELS.get(sector, "Hoe lang mensen blijven"), _lines(said("stay"))),
        ("Van cliënt naar cliënt", _lines(_asked("route_by", leerplaats, answers))),
        ("Team", _lines(said("team"))),
        ("Diensten", tuple(said("shifts") or ())),
        ("Adres", (leerplaats.location.name, leerplaats.location.address)),
        ("Toegankelijkheid", _lines(said("accessibility"))),
    )
    return tuple(Fact(label, lines) for label, lines in facts if lines)


def _asked(key, leerplaats, answers):
    """The answer, unless the question no longer belongs to the sector."""
    return answers.get(key) if QUESTIONS[key].asked_in(leerplaats.sector) else None


def _lines(text):
    return tuple(line for line in (text or "").splitlines() if line.strip())


def _blocks(leerplaats, answers, offers):
    pick = lambda *keys: {key: answers.get(key) for key in keys}  # noqa: E731 - a name for one line
    return (
        Block("een-dag", "Een dag hier", 3, pick("timeline", "meetings")),
        Block("voor-wie", "Voor wie zorg je?", 2, pick("clients", "conditions", "hard_things")),
        Block(
            "leren",
            "Wat kun je hier leren?",
            4,
            {"programmes": _programmes(offers)} | pick("learn_first", "learn_later", "not_yet", "extras"),
        ),
        Block(
            "begeleiding",
            "Zo word je begeleid",
            5,
            {"sentences": _guidance(answers)}
            | pick("guidance", "expect_you", "expect_us")
            | {"disciplines": answers.get("disciplines")},
        ),
        Block(
            "praktisch",
            "Praktisch",
            6,
            {"clothing": _clothing(answers), "duties": _duties(answers)}
            | pick("clothing_note", "bring", "breaks", "phone_use", "travel"),
        ),
        Block(
            "eerste-dag",
            "Je eerste dag en week",
            7,
            pick("report_place", "report_time", "report_to", "route_last", "first_day", "first_week"),
        ),
        Block("ziek", "Ziek of te laat", 7, _sick(answers)),
        Block("film", "Filmpje", 8, _film(answers)),
        Block(
            "vragen",
            "Vragen",
            7,
            {
                "email": answers.get("contact_email"),
                "phone": _public_phone(answers.get("contact_phone")),
                "confidant": answers.get("confidant"),
            },
        ),
    )


def _programmes(offers):
    """The opleidingen that are welcome, each with its years: [("Verzorgende IG", [2, 3])]."""
    years = {}
    for offer in offers:
        years.setdefault(offer.programme.name, set()).add(offer.year)
    return [(name, sorted(found)) for name, found in years.items()]


def _guidance(answers):
    keys = ("organised", "fixed_supervisor", "supernumerary")
    return [sentence for key in keys if (sentence := GUIDANCE_SENTENCES.get((key, answers.get(key))))]


def _clothing(answers):
    return [chosen(QUESTIONS["clothing"], key) for key in answers.get("clothing") or ()]


def _duties(answers):
    """What is needed before the start, and the allowance."""
    needed = [(entry["name"], entry, requirement_notes(entry)) for entry in answers.get("requirements") or ()]
    allowance = answers.get("allowance") or {}
    given = [*needed, (QUESTIONS["allowance"].label, allowance, allowance.get("note", ""))]
    return [
        Duty(label, duty["answer"], APPLIES_LABELS.get(duty["answer"], ""), notes)
        for label, duty, notes in given
        if duty.get("answer")
    ]


def _sick(answers):
    phone = answers.get("sick_phone") or ""
    shown = _public_phone(phone)
    return {
        "phone": shown,
        "phone_later": bool(phone and not shown),
        "before": answers.get("sick_before"),
        "rule": answers.get("sick_rule"),
    }


def _public_phone(number):
    """The number, unless it is a mobile one: those belong to a person, not to a team."""
    return number if number and not number.startswith(MOBILE) else ""


def _film(answers):
    address = answers.get("film_url") or ""
    host = urlsplit(address).hostname or ""
    return {"url": address, "host": host.removeprefix("www."), "about": address and answers.get("film_about")}
