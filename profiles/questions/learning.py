"""Parts 4 and 5: what can be learnt, and how students are guided."""

from profiles.questions.kinds import Kind, Part, Question, Topic

# The seven roles of the profession, in plain words; schools use the names between brackets.
ROLES = (
    ("care", "Zorg geven en beslissen (zorgverlener)"),
    ("talk", "Praten en luisteren (communicator)"),
    ("together", "Samenwerken (samenwerkingspartner)"),
    ("learn", "Blijven leren en onderzoeken (reflectieve professional)"),
    ("healthy", "Mensen helpen gezond te leven (gezondheidsbevorderaar)"),
    ("organise", "Werk verdelen en regelen (organisator)"),
    ("quality", "Zorg beter maken (kwaliteitsbevorderaar)"),
    ("unknown", "Weet ik nog niet"),
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
                    "Voor leerjaar 1 en 2. Begin elke regel met een werkwoord. Bijvoorbeeld: helpen bij het wassen.",
                    max_lines=8,
                ),
                Question(
                    "learn_later",
                    "Wat leer je later in je opleiding?",
                    Kind.LINES,
                    "Voor leerjaar 3 en 4. Begin elke regel met een werkwoord. Bijvoorbeeld: een zorgplan maken.",
                    max_lines=8,
                ),
                Question(
                    "roles",
                    "Aan welke rollen kun je hier goed werken?",
                    Kind.MULTI,
                    "Scholen noemen deze rollen CanMEDS.",
                    choices=ROLES,
                    exclusive="unknown",
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
                    none="Geen vaste grenzen",
                ),
                Question(
                    "extras",
                    "Waar kun je een keer meekijken?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: een dag met de wondverpleegkundige.",
                    max_lines=8,
                    none="Geen andere plekken",
                ),
            ),
        ),
        Topic(
            "school",
            "Opdrachten en examens",
            (
                Question(
                    "exam",
                    "Kun je hier examen doen (proeve van bekwaamheid)?",
                    Kind.CHOICE,
                    choices=(
                        ("yes", "Ja"),
                        ("ask", "Soms. Spreek het af vóór je begint"),
                        ("no", "Nee"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                ),
                Question(
                    "assignment_time",
                    "Is er tijd voor opdrachten van school?",
                    Kind.CHOICE,
                    choices=(
                        ("fixed", "Ja, elke week op een vast moment"),
                        ("quiet", "Ja, als het rustig is"),
                        ("own", "Nee, dat doe je in je eigen tijd"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                ),
                Question(
                    "projects",
                    "Welke opdrachten deden studenten hier al?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: een kaart met rustige activiteiten voor de avond.",
                    max_lines=6,
                    none="Nog geen voorbeelden",
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
                Question(
                    "guidance",
                    "Hoe word je begeleid?",
                    Kind.LONG,
                    max_words=120,
                    bullets=("met wie je meeloopt", "wie er is als je werkbegeleider vrij is", "wie aftekent"),
                    example="Je loopt mee met een vaste werkbegeleider. Is die vrij, dan staat op het bord wie je "
                    "helpt. In week 1 kijk je vooral. Daarna doe je elke week iets meer zelf. "
                    "De praktijkopleider tekent je opdrachten af.",
                ),
            ),
        ),
        Topic(
            "talks",
            "Gesprekken en werkbegeleiders",
            (
                Question(
                    "talks",
                    "Hoe vaak praat je over hoe het gaat?",
                    Kind.CHOICE,
                    "Een gesprek waar tijd voor is, los van vragen tijdens het werk.",
                    choices=(
                        ("daily", "Kort aan het eind van elke dag"),
                        ("weekly", "Elke week"),
                        ("fortnightly", "Elke 2 weken"),
                        ("monthly", "Elke maand"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                ),
                Question(
                    "talks_note",
                    "Wie plant die gesprekken?",
                    Kind.SHORT,
                    "Bijvoorbeeld: je werkbegeleider. De data van de 3 grote gesprekken hoor je in week 1.",
                ),
                Question(
                    "supervisor_levels",
                    "Welke opleiding hebben de werkbegeleiders?",
                    Kind.MULTI,
                    "Kies alles wat klopt.",
                    choices=(
                        ("mbo3", "Mbo niveau 3"),
                        ("mbo4", "Mbo niveau 4"),
                        ("hbo", "Hbo"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                    exclusive="unknown",
                ),
                Question(
                    "buddy",
                    "Is er een buddy voor je?",
                    Kind.CHOICE,
                    "Iemand die niet beoordeelt, en die je alles kunt vragen.",
                    choices=(
                        ("student", "Ja, een student die er al langer is"),
                        ("colleague", "Ja, een collega"),
                        ("no", "Geen buddy"),
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
                    "expect_you",
                    "Wat verwachten jullie van de student?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: Je vraagt het als je iets niet weet.",
                    max_lines=6,
                ),
                Question(
                    "expect_us",
                    "Wat mag de student van jullie verwachten?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: Je krijgt je rooster 3 weken vooraf.",
                    max_lines=6,
                ),
                Question(
                    "support",
                    "Wat kunnen jullie regelen als een student iets nodig heeft?",
                    Kind.SHORT,
                    "Bijvoorbeeld: meer tijd bij dyslexie, een rustige plek, ruimte om te bidden of te kolven.",
                    is_shared=True,
                ),
            ),
        ),
    ),
)
