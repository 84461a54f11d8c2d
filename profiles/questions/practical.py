"""Part 6: what is practical, from clothes to the way there."""

from profiles.questions.kinds import Kind, Part, Question, Topic
from profiles.questions.safety import PRIVACY, SAFETY

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
        Topic(
            "clothing",
            "Kleding en spullen",
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
                    is_shared=True,
                ),
                Question(
                    "clothing_note",
                    "Wat moeten ze nog weten over kleding?",
                    Kind.SHORT,
                    "Bijvoorbeeld: je haalt je uniform op bij de balie linnen, op je eerste dag.",
                    is_shared=True,
                ),
                Question(
                    "bring",
                    "Wat neem je mee?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: je lunch.",
                    max_lines=8,
                    none="Geen spullen nodig",
                ),
            ),
        ),
        Topic(
            "before",
            "Nodig vóór de start",
            (Question("requirements", "Wat is nodig vóór de start?", Kind.REQUIREMENTS),),
        ),
        Topic(
            "rules",
            "Spullen en geld",
            (
                Question(
                    "equipment",
                    "Wat krijg je van ons?",
                    Kind.LINES,
                    "Eén per regel, met waar je het haalt. Bijvoorbeeld: een pasje, bij de balie op je eerste dag.",
                    max_lines=8,
                    none="Geen spullen van ons",
                    is_shared=True,
                ),
                Question(
                    "allowance", "Stagevergoeding", Kind.APPLIES, "Hoeveel, en hoe vraag je die aan?", is_shared=True
                ),
                Question(
                    "travel_cost",
                    "Reiskosten terug",
                    Kind.APPLIES,
                    "Voor wie, en hoe vraag je het aan?",
                    is_shared=True,
                ),
            ),
        ),
        Topic(
            "travel",
            "Reizen en gebouw",
            (
                Question(
                    "public_transport",
                    "Kom je er goed met het openbaar vervoer?",
                    Kind.CHOICE,
                    "Denk ook aan een vroege dienst en aan het weekend.",
                    choices=(
                        ("yes", "Ja, ook voor een vroege dienst"),
                        ("no", "Nee, met de fiets of de auto gaat het beter"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                    is_shared=True,
                ),
                Question(
                    "travel",
                    "Hoe kom je er?",
                    Kind.LONG,
                    max_words=100,
                    bullets=("welke halte of welk station", "hoeveel minuten lopen", "waar je fiets kan staan"),
                    example="Neem de bus tot halte Kadeplein. Je loopt in 3 minuten naar de hoofdingang. "
                    "Je fiets staat droog in de kelder onder het plein.",
                    is_shared=True,
                ),
                Question(
                    "parking",
                    "Waar kun je parkeren?",
                    Kind.SHORT,
                    "Met wat het kost. Bijvoorbeeld: in de garage, € 6,00 per dag.",
                    is_shared=True,
                ),
                Question(
                    "step_free",
                    "Kom je overal zonder drempels of trappen?",
                    Kind.CHOICE,
                    choices=(
                        ("yes", "Ja, overal"),
                        ("partly", "Op de meeste plekken"),
                        ("no", "Nee"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                    is_shared=True,
                ),
                Question(
                    "accessibility",
                    "Wat moet je nog weten over het gebouw?",
                    Kind.SHORT,
                    "Bijvoorbeeld: er is een lift, en op elke verdieping een toilet voor mensen met een rolstoel.",
                    is_shared=True,
                ),
            ),
        ),
        SAFETY,
        PRIVACY,
    ),
)
