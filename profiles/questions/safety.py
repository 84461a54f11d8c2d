"""Topics of part 6 that an institution mostly answers once for all: working safely, and privacy."""

from profiles.questions.kinds import Kind, Question, Topic

SAFETY = Topic(
    "safety",
    "Veilig werken",
    (
        Question(
            "emergency",
            "Wat bel je bij brand of nood?",
            Kind.SHORT,
            "Bijvoorbeeld: 2222 met de telefoon van de afdeling. Buiten het gebouw: 112.",
            is_shared=True,
        ),
        Question(
            "needlestick",
            "Wat doe je als je jezelf prikt, snijdt of wordt gebeten?",
            Kind.LONG,
            max_words=60,
            bullets=("wat je meteen doet", "wie je belt, ook 's nachts", "waar je het meldt"),
            example="Spoel de wond met veel water. Zeg het meteen tegen je werkbegeleider. "
            "Bel daarna direct het priknummer op je pasje. Dat kan ook 's nachts.",
            is_shared=True,
        ),
        Question(
            "aggression",
            "Wat doe je als iemand boos of agressief wordt?",
            Kind.LONG,
            max_words=60,
            bullets=("wat je doet", "hoe je hulp roept", "wie daarna met je praat"),
            example="Ga weg en haal een collega. Je lost het nooit alleen op. De alarmknop zit op je telefoon. "
            "Daarna praat je erover met je werkbegeleider, dezelfde dag nog.",
            is_shared=True,
        ),
        Question(
            "mistake",
            "Waar meld je een fout, of iets dat bijna misging?",
            Kind.SHORT,
            "Bijvoorbeeld: eerst bij je werkbegeleider. Samen vullen jullie de melding in.",
            is_shared=True,
        ),
    ),
)
PRIVACY = Topic(
    "privacy",
    "Privacy en telefoon",
    (
        Question(
            "privacy",
            "Welke regels over privacy en sociale media gelden er?",
            Kind.LINES,
            "Eén per regel, in gewone woorden. Bijvoorbeeld: Maak geen foto's of filmpjes op je werk.",
            max_lines=6,
            is_shared=True,
        ),
        Question(
            "phone_use",
            "Wanneer mag je je telefoon gebruiken?",
            Kind.SHORT,
            "Bijvoorbeeld: in de pauze. Tijdens het werk ligt je telefoon in je kluisje.",
            is_shared=True,
        ),
    ),
)
