"""Parts 1 to 3: the place and its team, the people, and the day."""

from profiles.enums import Sector
from profiles.questions.by_sector import CLINICS, OUTSIDE, SOMETIMES_ALONE, in_words_of
from profiles.questions.kinds import Kind, Part, Question, Topic

FOR_INSTANCE = "Bijvoorbeeld: "
SHIFT_KINDS = (
    ("early", "Vroege dienst"),
    ("day", "Dagdienst"),
    ("late", "Late dienst"),
    ("night", "Nachtdienst"),
    ("weekend", "Weekend"),
    ("none", "Geen vaste diensten"),
)

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
                    bullets=("voor wie je zorgt", "wat je hier leert"),
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
                    sector_hints=in_words_of("care_hint", "Noem eerst het bekende woord. Bijvoorbeeld: ", "."),
                ),
                Question(
                    "size",
                    "Voor hoeveel mensen zorgen jullie?",
                    Kind.SHORT,
                    "Een getal met één woord erbij. Ongeveer is ook goed.",
                    sector_labels=in_words_of("size"),
                    sector_hints=in_words_of("size_hint", FOR_INSTANCE, ". Ongeveer is ook goed."),
                ),
                Question(
                    "stay",
                    "Hoe lang blijven mensen bij jullie?",
                    Kind.SHORT,
                    "Bijvoorbeeld: meestal 5 tot 8 dagen.",
                    sector_labels=in_words_of("stay"),
                    sector_hints=in_words_of("stay_hint", FOR_INSTANCE, "."),
                ),
            ),
        ),
        Topic(
            "route",
            "Op pad",
            (
                Question(
                    "start_address",
                    "Waar begin je je dag?",
                    Kind.SHORT,
                    "Bijvoorbeeld: op de wijkpost. Vanaf week 3 soms bij de eerste cliënt.",
                    sectors=OUTSIDE,
                    sector_labels={Sector.HOME_CARE: "Waar begin je je route?"},
                    sector_hints={
                        Sector.MATERNITY_CARE: "Bijvoorbeeld: bij het gezin thuis. Het adres hoor je een dag eerder.",
                        Sector.PUBLIC_HEALTH: "Bijvoorbeeld: op het consultatiebureau, en op dinsdag op een school.",
                    },
                ),
                Question(
                    "visits",
                    "Bij hoeveel cliënten kom je op een dag?",
                    Kind.SHORT,
                    "Bijvoorbeeld: 8 tot 12 cliënten op een ochtend.",
                    sectors=OUTSIDE,
                    sector_labels={
                        Sector.MATERNITY_CARE: "Bij hoeveel gezinnen kom je op een dag?",
                        Sector.PUBLIC_HEALTH: "Hoeveel huisbezoeken doe je in een week?",
                    },
                    sector_hints={
                        Sector.MATERNITY_CARE: "Bijvoorbeeld: bij 1 of 2 gezinnen.",
                        Sector.PUBLIC_HEALTH: "Bijvoorbeeld: ongeveer 3, samen met de jeugdverpleegkundige.",
                    },
                ),
                Question(
                    "route_by",
                    "Hoe ga je van cliënt naar cliënt?",
                    Kind.SHORT,
                    "Bijvoorbeeld: op een fiets van het team. Je eigen fiets mag ook.",
                    sectors=OUTSIDE,
                    sector_labels={
                        Sector.MATERNITY_CARE: "Hoe ga je naar het gezin?",
                        Sector.PUBLIC_HEALTH: "Hoe ga je naar een huisbezoek of school?",
                    },
                ),
                Question(
                    "driving_licence",
                    "Heb je een rijbewijs nodig?",
                    Kind.CHOICE,
                    choices=(
                        ("yes", "Ja, rijbewijs B"),
                        ("handy", "Niet nodig, wel handig"),
                        ("no", "Geen rijbewijs nodig"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                    sectors=OUTSIDE,
                ),
                Question(
                    "keys",
                    "Hoe gaat het met sleutels en alarm?",
                    Kind.SHORT,
                    "Bijvoorbeeld: je krijgt elke ochtend een sleutelbos. Je telefoon heeft een alarmknop.",
                    sectors=frozenset({Sector.HOME_CARE}),
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
                    "Noem functies, geen namen.",
                    max_words=80,
                    bullets=("hoeveel collega's er zijn", "welke functies zij hebben", "wie het team leidt"),
                    example="In het team werken 24 verpleegkundigen en 6 verzorgenden. In een vroege dienst ben je "
                    "met 6 collega's. De teamleider is er elke dag tot 15.00 uur.",
                ),
                Question(
                    "students_at_once",
                    "Hoeveel studenten zijn er tegelijk?",
                    Kind.SHORT,
                    "Bijvoorbeeld: 3 studenten, van mbo en hbo.",
                ),
                Question(
                    "culture",
                    "Hoe gaan jullie met elkaar om?",
                    Kind.SHORT,
                    "Drie woorden, en hoe je elkaar noemt. Bijvoorbeeld: rustig, eerlijk en gezellig. "
                    "We noemen elkaar bij de voornaam.",
                ),
                Question(
                    "languages",
                    "Welke talen hoor je hier?",
                    Kind.SHORT,
                    "Bijvoorbeeld: Nederlands met collega's. Met cliënten ook Turks, Papiaments en gebaren.",
                ),
                Question(
                    "disciplines",
                    "Met wie werk je nog meer samen?",
                    Kind.LINES,
                    "Zet elk beroep op een eigen regel. Bijvoorbeeld: fysiotherapeut.",
                    max_lines=12,
                    none="Geen andere beroepen",
                    sector_hints=in_words_of(
                        "disciplines_hint", "Zet elk beroep op een eigen regel. Bijvoorbeeld: ", "."
                    ),
                ),
            ),
        ),
        Topic(
            "shifts",
            "Diensten",
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
                    "Van hoe laat tot hoe laat?",
                    Kind.LINES,
                    "Eén dienst per regel. Bijvoorbeeld: Vroege dienst: van 7.30 tot 16.00 uur.",
                    max_lines=8,
                    none="Geen vaste tijden",
                    sector_hints={
                        Sector.PRIMARY_CARE: "Eén dienst per regel. Bijvoorbeeld: Dagdienst: van 8.00 tot 17.00 uur.",
                        Sector.PUBLIC_HEALTH: "Eén dienst per regel. Bijvoorbeeld: Spreekuur: van 8.30 tot 16.30 uur.",
                    },
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
                    example="De meeste mensen zijn ouder dan 65 jaar. Zij kregen kort geleden een beroerte. "
                    "Daardoor lukt praten, lopen of slikken niet meer goed. "
                    "Je helpt bij wassen, eten en oefenen, en je hebt geduld.",
                ),
                Question(
                    "conditions",
                    "Welke ziektebeelden komen veel voor?",
                    Kind.LINES,
                    "Eén per regel, het bekende woord eerst. Bijvoorbeeld: beroerte (CVA).",
                    max_lines=12,
                    none="Geen vast beeld: het verschilt elke dag",
                    sector_labels=in_words_of("conditions"),
                    sector_hints=in_words_of(
                        "conditions_hint", "Eén per regel, het bekende woord eerst. Bijvoorbeeld: ", "."
                    ),
                ),
                Question(
                    "complexity",
                    "Hoe ingewikkeld is de zorg?",
                    Kind.CHOICE,
                    choices=(
                        ("low", "Vooral rustige zorg die je kunt voorspellen"),
                        ("middle", "Rustig en ingewikkeld door elkaar"),
                        ("high", "Vooral ingewikkelde zorg die snel verandert"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                ),
                Question(
                    "complexity_note",
                    "Geef een voorbeeld",
                    Kind.SHORT,
                    "Bijvoorbeeld: de meeste dagen lijken op elkaar, maar soms verandert er binnen een uur veel.",
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
                    bullets=("wat je kunt meemaken", "wat je dan mag doen of laten", "met wie je erover praat"),
                    example="Soms overlijdt iemand voor wie je zorgde. Je kiest zelf of je erbij bent. "
                    "Je werkbegeleider praat er dezelfde dag met je over.",
                ),
                Question(
                    "lone_working",
                    "Werk je weleens alleen?",
                    Kind.CHOICE,
                    choices=(
                        ("never", "Nee, er is altijd een collega bij je"),
                        ("later", "Later in je stage, als jij en je werkbegeleider dat goed vinden"),
                        ("yes", "Ja, en je kunt altijd iemand bellen"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                    sectors=SOMETIMES_ALONE,
                    sector_labels={
                        Sector.HOME_CARE: "Ben je weleens alleen bij een cliënt?",
                        Sector.MATERNITY_CARE: "Ben je weleens alleen bij een gezin?",
                    },
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
                    sector_hints=in_words_of(
                        "moment",
                        "Vijf tot acht momenten, elk op een eigen regel, met de tijd vooraan. Bijvoorbeeld: ",
                    ),
                ),
                Question(
                    "timeline_late",
                    "Hoe ziet een late dienst eruit?",
                    Kind.TIMELINE,
                    "Alleen als studenten ook laat werken. Bijvoorbeeld: 15.00 Je leest wat er vandaag gebeurde.",
                    max_lines=10,
                    max_words=150,
                    sectors=frozenset(set(Sector) - CLINICS),
                ),
            ),
        ),
        Topic(
            "breaks",
            "Pauze, eten en overleg",
            (
                Question(
                    "breaks",
                    "Hoe gaat het met pauze en je spullen?",
                    Kind.LONG,
                    max_words=80,
                    bullets=("wanneer en met wie je pauze hebt", "waar je je omkleedt", "waar je tas veilig ligt"),
                    example="Om 12.30 uur heb je een half uur pauze, samen met je collega's. "
                    "Omkleden doe je in de kelder. Je tas ligt in een kluisje met je eigen code.",
                    is_shared=True,
                ),
                Question(
                    "meals",
                    "Wat kun je er eten en drinken?",
                    Kind.SHORT,
                    "Bijvoorbeeld: koffie en thee zijn gratis. Soep kost € 1,00 in het restaurant.",
                    is_shared=True,
                ),
                Question(
                    "meetings",
                    "Bij welke overleggen mag je zijn?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: overdracht, elke dag om 15.15 uur.",
                    max_lines=8,
                    none="Geen overleggen",
                ),
            ),
        ),
    ),
)
