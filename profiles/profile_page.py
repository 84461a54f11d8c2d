"""The published profile in the order of the public page, as plain values: for the web and for paper.

A block says what is in it and whether it is empty; visitors do not see an empty one, editors do.
"""

from dataclasses import dataclass

from profiles.enums import QuoteKind
from profiles.page_media import PagePhoto, shown_film, shown_photos
from profiles.page_sentences import guidance_sentences, said_in_sentences
from profiles.questions import APPLIES_LABELS, QUESTIONS
from profiles.questions.by_sector import OUTSIDE, WORDS
from profiles.wording import chosen, requirement_notes

MAX_QUOTES = 3
PASSED_ON = (
    (QuoteKind.TIP, "Tips"),
    (QuoteKind.HAD_KNOWN, QuoteKind.HAD_KNOWN.label),
    (QuoteKind.MOMENT, QuoteKind.MOMENT.label),
)
ON_THE_ROAD = "op-pad"  # a block that only a sector with visits has
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
class Block:
    """A part of the page: `anchor` is its id, `part` the number of the part where it is edited."""

    anchor: str
    title: str
    part: int | None  # None: not made of answers, so there is nothing to fill in
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


def profile_page(leerplaats, answers, offers=(), quotes=(), improvements=()):
    """The page of `leerplaats` (with location and institution at hand) for these answers.

    `offers` are the PlaceOffers for which students can come, with their programmes at hand; `quotes` are the
    approved Quotes, `improvements` what changed because of what students said. Answers to questions that its
    sector does not ask are left out: a ward that became a team in the wijk no longer says how many beds it has.
    """
    location, sector = leerplaats.location, leerplaats.sector
    answers = {key: value for key, value in answers.items() if key not in QUESTIONS or QUESTIONS[key].asked_in(sector)}
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
        blocks=_blocks(sector, answers, offers, quotes, improvements),
    )


def _facts(leerplaats, answers):
    words, said = WORDS[leerplaats.sector], answers.get
    care = (": ".join(filter(None, (leerplaats.get_sector_display(), said("care_kind")))),)
    facts = (
        ("Soort zorg", care),
        (words.size_label, _lines(said("size"))),
        (words.stay_label, _lines(said("stay"))),
        ("Onderweg", (*_lines(said("route_by")), *said_in_sentences(answers, "driving_licence"))),
        ("Studenten tegelijk", _lines(said("students_at_once"))),
        ("Diensten", tuple(said("shifts") or _chosen(answers, "shift_kinds"))),
        ("Adres", (leerplaats.location.name, leerplaats.location.address)),
        ("Toegankelijkheid", said_in_sentences(answers, "step_free") or _lines(said("accessibility"))),
    )
    return tuple(Fact(label, lines) for label, lines in facts if lines)


def _lines(text):
    return tuple(line for line in (text or "").splitlines() if line.strip())


def _blocks(sector, answers, offers, quotes, improvements):
    pick = lambda *keys: {key: answers.get(key) for key in keys}  # noqa: E731 - a name for one line
    say = lambda *keys: said_in_sentences(answers, *keys)  # noqa: E731 - the same
    blocks = (
        Block("een-dag", "Een dag hier", 3, pick("timeline", "timeline_late", "meetings")),
        Block(
            "voor-wie",
            "Voor wie zorg je?",
            2,
            pick("clients", "complexity_note", "conditions", "hard_things")
            | {"complexity": say("complexity"), "lone_working": say("lone_working")},
        ),
        Block(
            ON_THE_ROAD,
            "Op pad",
            1,
            pick("start_address", "visits", "route_by", "keys") | {"licence": say("driving_licence")},
        ),
        Block("leren", "Wat kun je hier leren?", 4, _learning(answers, offers)),
        Block("team", "Het team", 1, pick("team", "culture", "languages", "disciplines")),
        Block(
            "begeleiding",
            "Zo word je begeleid",
            5,
            {"sentences": guidance_sentences(answers)}
            | pick("guidance", "talks_note", "expect_you", "expect_us", "support"),
        ),
        Block(
            "praktisch",
            "Praktisch",
            6,
            {"clothing": _chosen(answers, "clothing"), "duties": _duties(answers)}
            | pick("clothing_note", "bring", "equipment", "breaks", "meals", "phone_use", "privacy"),
        ),
        Block(
            "reizen",
            "Reizen en gebouw",
            6,
            {"transport": say("public_transport"), "step_free": say("step_free")}
            | pick("travel", "parking", "accessibility"),
        ),
        Block(
            "eerste-dag",
            "Je eerste dag en week",
            7,
            {"interview": say("interview")}
            | pick("interview_note", "report_place", "report_time", "report_to", "route_last")
            | pick("first_day", "first_week", "first_month"),
        ),
        Block("ziek", "Ziek of te laat", 7, _sick(answers)),
        Block("veilig", "Veilig werken", 6, pick("emergency", "needlestick", "aggression", "mistake")),
        Block("film", "Filmpje", 8, {"film": shown_film(answers)}),
        Block("studenten", "Studenten vertellen", None, _of_students(quotes)),
        Block("je-zei-wij-deden", "Je zei, wij deden", None, {"improvements": list(improvements)}),
        Block(
            "vragen",
            "Vragen",
            7,
            {
                "email": answers.get("contact_email"),
                "phone": _public_phone(answers.get("contact_phone")),
                "confidant": answers.get("confidant"),
                "leerbedrijf": answers.get("leerbedrijf"),
            },
        ),
    )
    return tuple(block for block in blocks if block.anchor != ON_THE_ROAD or sector in OUTSIDE)


def _learning(answers, offers):
    """What can be learnt. A leerplaats without limits says so in a sentence, not in a list of what not to do."""
    not_yet = answers.get("not_yet") or []
    has_limits = not_yet != [QUESTIONS["not_yet"].none]
    return {
        "programmes": _programmes(offers),
        "learn_first": answers.get("learn_first"),
        "learn_later": answers.get("learn_later"),
        "not_yet": not_yet if has_limits else [],
        "no_limits": not has_limits,
        "extras": answers.get("extras"),
        "roles": _chosen(answers, "roles"),
        "school": said_in_sentences(answers, "exam", "assignment_time"),
        "projects": answers.get("projects"),
    }


def _of_students(quotes):
    """What students say: at most three quotes, and of each thing that they pass on at most three."""
    said = {kind: [] for kind in QuoteKind}
    for quote in quotes:
        said[QuoteKind(quote.kind)].append(quote)
    parts = ((heading, said[kind][:MAX_QUOTES]) for kind, heading in PASSED_ON)
    return {
        "quotes": said[QuoteKind.QUOTE][:MAX_QUOTES],
        "passed_on": [(heading, found) for heading, found in parts if found],
    }


def _programmes(offers):
    """The opleidingen that are welcome, each with its years: [("Verzorgende IG", [2, 3])]."""
    years = {}
    for offer in offers:
        years.setdefault(offer.programme.name, set()).add(offer.year)
    return [(name, sorted(found)) for name, found in years.items()]


def _chosen(answers, key):
    return [chosen(QUESTIONS[key], choice) for choice in answers.get(key) or () if choice != "unknown"]


def _duties(answers):
    """What is needed before the start, and the money."""
    needed = [(entry["name"], entry, requirement_notes(entry)) for entry in answers.get("requirements") or ()]
    money = [(QUESTIONS[key].label, answers.get(key) or {}) for key in ("allowance", "travel_cost")]
    given = [*needed, *((label, duty, duty.get("note", "")) for label, duty in money)]
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
        "late": answers.get("late"),
    }


def _public_phone(number):
    """The number, unless it is a mobile one: those belong to a person, not to a team."""
    return number if number and not number.startswith(MOBILE) else ""
