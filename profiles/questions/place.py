"""Parts 1 to 5: the place, the people, the day, the learning and the guidance."""

from profiles.enums import Sector
from profiles.questions.kinds import Kind, Part, Question, Topic

SHIFT_KINDS = (
    ("early", "Vroege dienst"),
    ("day", "Dagdienst"),
    ("late", "Late dienst"),
    ("night", "Nachtdienst"),
    ("weekend", "Weekend"),
    ("none", "Geen vaste diensten"),
)
OUTSIDE = frozenset({Sector.HOME_CARE, Sector.MATERNITY_CARE, Sector.PUBLIC_HEALTH})

ABOUT = Part(
    1,
    "about",
    "Over deze leerplaats",
    "Studenten willen in één minuut weten waar ze terechtkomen.",
    (
        Topic(
            "short",
            "In het kort",
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
            ),
        ),
        Topic(
            "size",
            "Grootte en verblijf",
            (
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
            ),
        ),
        Topic(
            "team",
            "Het team",
            (
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
            ),
        ),
        Topic(
            "shifts",
            "Diensten en gebouw",
            (
                Question(
                    "shift_kinds",
                    "Welke diensten lopen studenten?",
                    Kind.MULTI,
                    "Kies alles wat in een stage kan voorkomen.",
                    choices=SHIFT_KINDS,
                    exclusive="none",
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
                    is_shared=True,
                ),
            ),
        ),
    ),
)

CLIENTS = Part(
    2,
    "clients",
    "Voor wie zorg je",
    "Met dit deel kunnen studenten zich voorbereiden op de mensen die ze ontmoeten.",
    (
        Topic(
            "clients",
            "De mensen voor wie je zorgt",
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
            ),
        ),
        Topic(
            "hard_things",
            "Wat moeilijk kan zijn",
            (
                Question(
                    "hard_things",
                    "Wat kan moeilijk zijn, en wie helpt je dan?",
                    Kind.LONG,
                    "Bijvoorbeeld overlijden, boosheid of alleen werken.",
                    max_words=120,
                ),
            ),
        ),
    ),
)

DAY = Part(
    3,
    "day",
    "Een dag hier",
    "Naar de dag vragen studenten het meest.",
    (
        Topic(
            "timeline",
            "Een gewone dag",
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
            ),
        ),
        Topic(
            "breaks",
            "Pauze en overleg",
            (
                Question(
                    "breaks",
                    "Hoe gaat het met pauze, eten en je spullen?",
                    Kind.LONG,
                    "Waar eet je, is er koffie, is er een kluisje en waar kleed je je om?",
                    max_words=80,
                    is_shared=True,
                ),
                Question(
                    "meetings",
                    "Bij welke overleggen mag je zijn?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: overdracht, elke dag om 15.15 uur.",
                    max_lines=8,
                ),
            ),
        ),
    ),
)

LEARN = Part(
    4,
    "learn",
    "Wat kun je leren",
    "Studenten en scholen kijken hier of de leerplaats past bij de leerdoelen.",
    (
        Topic(
            "learn",
            "Wat je leert",
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
            ),
        ),
        Topic(
            "limits",
            "Wat nog niet, en waar je kunt meekijken",
            (
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
        ),
    ),
)

GUIDANCE = Part(
    5,
    "guidance",
    "Begeleiding",
    "Studenten willen weten bij wie ze horen en wanneer ze iets kunnen vragen.",
    (
        Topic(
            "guidance",
            "Hoe je wordt begeleid",
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
            ),
        ),
        Topic(
            "expectations",
            "Wat je van elkaar verwacht",
            (
                Question(
                    "expect_you", "Wat verwachten jullie van de student?", Kind.LINES, "Eén per regel.", max_lines=6
                ),
                Question(
                    "expect_us",
                    "Wat mag de student van jullie verwachten?",
                    Kind.LINES,
                    "Eén per regel.",
                    max_lines=6,
                ),
            ),
        ),
    ),
)
