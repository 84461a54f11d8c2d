"""The questions of a leerplaatsprofiel: eight parts, one page each (screens.md 2.3, domain.md section 10).

The answers of a leerplaats are one JSON object with the keys of this table. Form, preview, public page,
PDF and the check before publishing all read this table, so a question is added in one place.
"""

from dataclasses import dataclass, field
from enum import Enum

from profiles.enums import Applies, Sector


class Kind(Enum):
    """How a question is answered, and so what its stored value is."""

    SHORT = "short"  # str, one line
    LONG = "long"  # str, some lines
    LINES = "lines"  # list[str], one line each
    TIMELINE = "timeline"  # list[[time "7.30", text]]
    CHOICE = "choice"  # str, a key of choices
    MULTI = "multi"  # list[str], keys of choices; the exclusive key stands alone
    APPLIES = "applies"  # {"answer": Applies value, "note": str}
    TIME = "time"  # str "8.30"
    PHONE = "phone"  # str "010 123 45 67"
    EMAIL = "email"  # str
    URL = "url"  # str, https
    PHOTOS = "photos"  # list[{"id": uuid, "alt": str, "decorative": bool}]


@dataclass(frozen=True)
class Question:
    """One question. `required` means: needed to publish (six answers are; name and address are the first)."""

    key: str
    label: str
    kind: Kind
    hint: str = ""
    required: bool = False
    missing: str = ""  # the sentence when a required answer is missing: what to do, with an example
    max_words: int = 0
    max_lines: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    exclusive: str = ""  # the choice that cannot go together with others
    bullets: tuple[str, ...] = ()  # starters above a large field
    example: str = ""  # a good answer, shown folded
    sectors: frozenset[Sector] = frozenset()  # empty: every sector
    sector_labels: dict[Sector, str] = field(default_factory=dict, hash=False, compare=False)

    def label_for(self, sector):
        """The label in the words of a sector (beds on a ward, clients in home care)."""
        return self.sector_labels.get(sector, self.label)

    def asked_in(self, sector):
        """Whether this question is put to a leerplaats of that sector."""
        return not self.sectors or sector in self.sectors


@dataclass(frozen=True)
class Part:
    """One of the eight parts: `number` stands in the address, `why` above the questions."""

    number: int
    key: str
    title: str
    why: str
    questions: tuple[Question, ...]

    def questions_for(self, sector):
        """The questions of this part that are asked in a sector, in order."""
        return [question for question in self.questions if question.asked_in(sector)]


WARD = frozenset({Sector.HOSPITAL, Sector.REHABILITATION, Sector.HOSPICE, Sector.MENTAL_HEALTH})
OUTSIDE = frozenset({Sector.HOME_CARE, Sector.MATERNITY_CARE, Sector.PUBLIC_HEALTH})

ABOUT = Part(
    1,
    "about",
    "Over deze leerplaats",
    "Studenten willen in één minuut weten waar ze terechtkomen.",
    (
        Question(
            "in_short",
            "In het kort",
            Kind.LONG,
            "Twee zinnen. Schrijf alsof je het aan een student vertelt.",
            max_words=40,
            example="Op De Kade zorg je voor mensen die net een beroerte hebben gehad. "
            "Je leert goed kijken, rustig praten en samen oefenen.",
        ),
        Question(
            "care_kind",
            "Welke zorg geven jullie?",
            Kind.SHORT,
            "Noem eerst het bekende woord. Bijvoorbeeld: zorg na een beroerte (neurologie).",
            required=True,
            missing="Vul in welke zorg jullie geven, bijvoorbeeld zorg na een beroerte (neurologie).",
        ),
        Question(
            "size",
            "Voor hoeveel mensen zorgen jullie?",
            Kind.SHORT,
            "Een getal met één woord erbij. Ongeveer is ook goed.",
            sector_labels={
                Sector.HOSPITAL: "Hoeveel bedden zijn er?",
                Sector.REHABILITATION: "Hoeveel bedden zijn er?",
                Sector.HOME_CARE: "Hoeveel cliënten heeft het team?",
                Sector.NURSING_HOME: "Hoeveel bewoners zijn er?",
            },
        ),
        Question(
            "stay",
            "Hoe lang blijven mensen bij jullie?",
            Kind.SHORT,
            "Bijvoorbeeld: meestal 5 tot 8 dagen.",
            sector_labels={
                Sector.HOME_CARE: "Hoe lang krijgen mensen zorg van jullie?",
                Sector.DISABILITY_CARE: "Hoe lang wonen mensen bij jullie?",
                Sector.NURSING_HOME: "Hoe lang wonen mensen bij jullie?",
            },
        ),
        Question(
            "route_by",
            "Hoe ga je van cliënt naar cliënt?",
            Kind.SHORT,
            "Fiets, auto of lopend? Is een rijbewijs nodig? Heb je een sleutel nodig?",
            sectors=OUTSIDE,
        ),
        Question(
            "team",
            "Wie werken er in het team?",
            Kind.LONG,
            "Hoeveel collega's, welke functies en hoeveel studenten tegelijk?",
            max_words=80,
        ),
        Question(
            "disciplines",
            "Met wie werk je nog meer samen?",
            Kind.LINES,
            "Zet elk beroep op een eigen regel. Bijvoorbeeld: fysiotherapeut.",
            max_lines=12,
        ),
        Question(
            "shifts",
            "Welke diensten zijn er voor studenten?",
            Kind.LINES,
            "Eén dienst per regel. Bijvoorbeeld: Vroege dienst: van 7.30 tot 16.00 uur.",
            max_lines=8,
        ),
        Question(
            "accessibility",
            "Is het gebouw goed toegankelijk?",
            Kind.SHORT,
            "Denk aan drempels, een lift en een toilet voor mensen met een rolstoel.",
        ),
    ),
)

CLIENTS = Part(
    2,
    "clients",
    "Voor wie zorg je",
    "Met dit deel kunnen studenten zich voorbereiden op de mensen die ze ontmoeten.",
    (
        Question(
            "clients",
            "Wie zijn de mensen voor wie je zorgt?",
            Kind.LONG,
            "Leeftijd, hoe ze leven en waar ze hulp bij nodig hebben.",
            max_words=120,
            bullets=("hoe oud mensen meestal zijn", "waarom ze hier zijn", "waar ze hulp bij vragen"),
        ),
        Question(
            "conditions",
            "Welke ziektebeelden komen veel voor?",
            Kind.LINES,
            "Eén per regel, het bekende woord eerst. Bijvoorbeeld: beroerte (CVA).",
            max_lines=12,
        ),
        Question(
            "hard_things",
            "Wat kan moeilijk zijn, en wie helpt je dan?",
            Kind.LONG,
            "Bijvoorbeeld overlijden, boosheid of alleen werken.",
            max_words=120,
        ),
    ),
)

DAY = Part(
    3,
    "day",
    "Een dag hier",
    "Naar de dag vragen studenten het meest.",
    (
        Question(
            "timeline",
            "Hoe ziet een gewone dag eruit?",
            Kind.TIMELINE,
            "Vijf tot acht momenten, elk op een eigen regel, met de tijd vooraan. "
            "Bijvoorbeeld: 7.30 Je hoort hoe de nacht was.",
            max_lines=10,
            max_words=150,
        ),
        Question(
            "breaks",
            "Hoe gaat het met pauze, eten en je spullen?",
            Kind.LONG,
            "Waar eet je, is er koffie, is er een kluisje en waar kleed je je om?",
            max_words=80,
        ),
        Question(
            "meetings",
            "Bij welke overleggen mag je zijn?",
            Kind.LINES,
            "Eén per regel. Bijvoorbeeld: overdracht, elke dag om 15.15 uur.",
            max_lines=8,
        ),
    ),
)

LEARN = Part(
    4,
    "learn",
    "Wat kun je leren",
    "Studenten en scholen kijken hier of de leerplaats past bij de leerdoelen.",
    (
        Question(
            "learn_first",
            "Wat leer je in het begin van je opleiding?",
            Kind.LINES,
            "Voor leerjaar 1 en 2. Begin elke regel met een werkwoord.",
            max_lines=8,
        ),
        Question(
            "learn_later",
            "Wat leer je later in je opleiding?",
            Kind.LINES,
            "Voor leerjaar 3 en 4. Begin elke regel met een werkwoord.",
            max_lines=8,
        ),
        Question(
            "not_yet",
            "Wat doe je hier nog niet?",
            Kind.LINES,
            "Begin elke regel met niet. Bijvoorbeeld: niet alleen medicijnen delen.",
            max_lines=8,
        ),
        Question(
            "extras",
            "Waar kun je een keer meekijken?",
            Kind.LINES,
            "Eén per regel. Bijvoorbeeld: een dag met de wondverpleegkundige.",
            max_lines=8,
        ),
    ),
)

GUIDANCE = Part(
    5,
    "guidance",
    "Begeleiding",
    "Studenten willen weten bij wie ze horen en wanneer ze iets kunnen vragen.",
    (
        Question(
            "organised",
            "Waar werkt de praktijkopleider?",
            Kind.CHOICE,
            choices=(
                ("own", "Op deze leerplaats"),
                ("central", "Voor meer leerplaatsen tegelijk"),
                ("unknown", "Weet ik nog niet"),
            ),
        ),
        Question(
            "fixed_supervisor",
            "Krijg je een vaste werkbegeleider?",
            Kind.CHOICE,
            choices=(
                ("fixed", "Ja, één vaste werkbegeleider"),
                ("pair", "Ja, twee vaste werkbegeleiders"),
                ("changing", "Nee, het wisselt per dienst"),
                ("unknown", "Weet ik nog niet"),
            ),
        ),
        Question(
            "guidance",
            "Hoe word je begeleid?",
            Kind.LONG,
            max_words=120,
            bullets=("met wie je meeloopt", "wanneer je gesprekken hebt", "wie jouw opdrachten aftekent"),
        ),
        Question(
            "supernumerary",
            "Sta je boven op de bezetting (boventallig)?",
            Kind.CHOICE,
            choices=(
                ("always", "Ja, de hele stage"),
                ("start", "Ja, in het begin"),
                ("no", "Nee"),
                ("unknown", "Weet ik nog niet"),
            ),
        ),
        Question("expect_you", "Wat verwachten jullie van de student?", Kind.LINES, "Eén per regel.", max_lines=6),
        Question(
            "expect_us",
            "Wat mag de student van jullie verwachten?",
            Kind.LINES,
            "Eén per regel.",
            max_lines=6,
        ),
    ),
)

CLOTHING = (
    ("uniform", "Uniform van de instelling"),
    ("own", "Eigen kleding"),
    ("closed_shoes", "Dichte schoenen met een schone zool"),
    ("no_jewellery", "Geen ringen, horloge of armbanden"),
    ("short_nails", "Korte nagels zonder lak"),
    ("hair_up", "Lang haar vast"),
    ("none", "Geen kledingregels"),
)

PRACTICAL = Part(
    6,
    "practical",
    "Praktische zaken",
    "Studenten lezen dit vóór hun eerste dag.",
    (
        Question(
            "clothing",
            "Welke kleding dragen studenten?",
            Kind.MULTI,
            "Kies alles wat geldt.",
            required=True,
            missing="Kies welke kleding studenten dragen, of kies 'Geen kledingregels'.",
            choices=CLOTHING,
            exclusive="none",
        ),
        Question(
            "clothing_note",
            "Wat moeten ze nog weten over kleding?",
            Kind.SHORT,
            "Bijvoorbeeld: je haalt je uniform op bij de balie linnen, op je eerste dag.",
        ),
        Question("bring", "Wat neem je mee?", Kind.LINES, "Eén per regel. Bijvoorbeeld: je lunch.", max_lines=8),
        Question("vog", "Verklaring Omtrent het Gedrag (VOG)", Kind.APPLIES, "Wie vraagt die aan, en wanneer?"),
        Question(
            "vaccination",
            "Vaccinatie tegen hepatitis B",
            Kind.APPLIES,
            "Wie regelt dat, en hoe lang van tevoren?",
        ),
        Question("elearning", "E-learning vóór de start", Kind.APPLIES, "Welke, en waar staat die?"),
        Question("allowance", "Stagevergoeding", Kind.APPLIES, "Hoeveel, en hoe vraag je die aan?"),
        Question(
            "travel",
            "Hoe kom je er?",
            Kind.LONG,
            "Halte of station, hoeveel minuten lopen, fiets stallen, parkeren.",
            max_words=100,
        ),
        Question("phone_use", "Wanneer mag je je telefoon gebruiken?", Kind.SHORT),
    ),
)

FIRST_DAY = Part(
    7,
    "first_day",
    "Eerste dag, ziek en contact",
    "Dit staat bovenaan de pagina van elke student.",
    (
        Question(
            "report_place",
            "Waar melden studenten zich op de eerste dag?",
            Kind.SHORT,
            required=True,
            missing="Vul in waar studenten zich melden, bijvoorbeeld Receptie hoofdingang.",
        ),
        Question("report_time", "Hoe laat beginnen ze op de eerste dag?", Kind.TIME, "Bijvoorbeeld 8.30."),
        Question("report_to", "Naar wie vragen ze?", Kind.SHORT, "Een voornaam of een functie."),
        Question(
            "route_last",
            "Hoe lopen ze het laatste stuk?",
            Kind.LONG,
            "Van de halte of de ingang tot de plek waar ze zich melden.",
            max_words=80,
        ),
        Question(
            "first_day",
            "Wat gebeurt er op de eerste dag?",
            Kind.TIMELINE,
            "Met de tijd vooraan.",
            max_lines=8,
        ),
        Question("first_week", "Wat gebeurt er in de eerste week?", Kind.LINES, "Eén per regel.", max_lines=8),
        Question(
            "sick_phone",
            "Welk nummer bellen studenten als ze ziek zijn?",
            Kind.PHONE,
            "Een nummer dat vóór het begin van de dienst wordt opgenomen.",
            required=True,
            missing="Vul het telefoonnummer in dat studenten bellen als ze ziek zijn, bijvoorbeeld 010 123 45 67.",
        ),
        Question("sick_before", "Vóór hoe laat bellen ze?", Kind.TIME, "Bijvoorbeeld 7.00."),
        Question(
            "sick_rule",
            "Wat doen ze nog meer als ze ziek zijn?",
            Kind.LINES,
            "Eén per regel. Bijvoorbeeld: meld het ook bij je school.",
            max_lines=3,
        ),
        Question(
            "contact_email",
            "Op welk e-mailadres stellen studenten en scholen een vraag?",
            Kind.EMAIL,
            "Liever een adres van het team dan van één persoon.",
            required=True,
            missing="Vul het e-mailadres voor vragen in, bijvoorbeeld dekade@instelling.nl.",
        ),
        Question("contact_phone", "Op welk nummer is de leerplaats overdag bereikbaar?", Kind.PHONE),
        Question(
            "confidant",
            "Bij welke vertrouwenspersoon kan een student terecht?",
            Kind.SHORT,
            "Een functie met een telefoonnummer of e-mailadres, buiten het eigen team.",
        ),
    ),
)

MEDIA = Part(
    8,
    "media",
    "Foto's en film",
    "Een foto van de ingang maakt de eerste dag minder spannend.",
    (
        Question(
            "photos",
            "Foto's van de leerplaats",
            Kind.PHOTOS,
            "De ingang, de plek en het team. Geen cliënten, geen schermen en geen naamborden.",
        ),
        Question(
            "film_url",
            "Adres van een film",
            Kind.URL,
            "Een film van ten hoogste 3 minuten, met ondertiteling.",
        ),
        Question("film_about", "Wat zie je in de film?", Kind.SHORT, "Ook hoe lang de film duurt."),
    ),
)

PARTS = (ABOUT, CLIENTS, DAY, LEARN, GUIDANCE, PRACTICAL, FIRST_DAY, MEDIA)
QUESTIONS = {question.key: question for part in PARTS for question in part.questions}
APPLIES_LABELS = dict(Applies.choices)


def part_by_number(number):
    """The part with that number (1 to 8), or None."""
    return next((part for part in PARTS if part.number == number), None)


def is_answered(value):
    """Whether a stored value says anything: an empty string, list or note-less object does not."""
    if isinstance(value, dict):
        return bool(value.get("answer"))
    return bool(value)


def missing_answers(answers, sector):
    """The required questions without an answer, as (part, question) pairs in the order of the table."""
    return [
        (part, question)
        for part in PARTS
        for question in part.questions_for(sector)
        if question.required and not is_answered(answers.get(question.key))
    ]
