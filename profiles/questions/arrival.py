"""Parts 7 and 8: the first day with illness and contact, and pictures."""

from profiles.questions.kinds import Kind, Part, Question, Topic

FIRST_DAY = Part(
    7,
    "first_day",
    "Eerste dag, ziek en contact",
    "Dit staat bovenaan de pagina van elke student.",
    (
        Topic(
            "report",
            "Waar en wanneer je je meldt",
            (
                Question(
                    "report_place",
                    "Waar melden studenten zich op de eerste dag?",
                    Kind.SHORT,
                    required=True,
                    missing="Vul in waar studenten zich melden, bijvoorbeeld Receptie hoofdingang.",
                    is_shared=True,
                ),
                Question("report_time", "Hoe laat beginnen ze op de eerste dag?", Kind.TIME, "Bijvoorbeeld 8.30."),
                Question("report_to", "Naar wie vragen ze?", Kind.SHORT, "Een voornaam of een functie."),
                Question(
                    "route_last",
                    "Hoe lopen ze het laatste stuk?",
                    Kind.LONG,
                    "Van de halte of de ingang tot de plek waar ze zich melden.",
                    max_words=80,
                    bullets=("welke ingang", "links of rechts, welke lift en welke verdieping", "waar ze aanbellen"),
                    example="Ga door de draaideur en loop rechtdoor naar lift B. Ga naar etage 3. "
                    "De Kade is de blauwe deur links. Bel aan bij het bord met de boot.",
                ),
            ),
        ),
        Topic(
            "first_days",
            "Kennismaken en de eerste weken",
            (
                Question(
                    "interview",
                    "Is er een kennismaking vóór de stage?",
                    Kind.CHOICE,
                    choices=(
                        ("talk", "Ja, een gesprek"),
                        ("letter", "Ja, een brief van de student"),
                        ("both", "Ja, een brief en een gesprek"),
                        ("no", "Geen kennismaking vooraf"),
                        ("unknown", "Weet ik nog niet"),
                    ),
                ),
                Question(
                    "interview_note",
                    "Wanneer is dat, en wie maakt de afspraak?",
                    Kind.SHORT,
                    "Bijvoorbeeld: 4 weken voor de start. De student mailt zelf voor een afspraak.",
                ),
                Question(
                    "first_day",
                    "Wat gebeurt er op de eerste dag?",
                    Kind.TIMELINE,
                    "Eén per regel, met de tijd vooraan. Bijvoorbeeld: 9.00 Rondleiding en kennismaken.",
                    max_lines=8,
                ),
                Question(
                    "first_week",
                    "Wat gebeurt er in de eerste week?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: Dag 2: je loopt mee met je werkbegeleider.",
                    max_lines=8,
                ),
                Question(
                    "first_month",
                    "Wat gebeurt er in week 2 tot en met 4?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: Week 3: je zorgt met hulp voor 2 mensen.",
                    max_lines=6,
                ),
            ),
        ),
        Topic(
            "sick",
            "Ziek of te laat",
            (
                Question(
                    "sick_phone",
                    "Welk nummer bellen studenten als ze ziek zijn?",
                    Kind.PHONE,
                    "Een nummer dat vóór het begin van de dienst wordt opgenomen.",
                    required=True,
                    missing="Vul het telefoonnummer in dat studenten bellen als ze ziek zijn, "
                    "bijvoorbeeld 010 123 45 67.",
                ),
                Question("sick_before", "Vóór hoe laat bellen ze?", Kind.TIME, "Bijvoorbeeld 7.00.", is_shared=True),
                Question(
                    "sick_rule",
                    "Wat doen ze nog meer als ze ziek zijn?",
                    Kind.LINES,
                    "Eén per regel. Bijvoorbeeld: meld het ook bij je school.",
                    max_lines=3,
                    none="Geen andere stappen",
                    is_shared=True,
                ),
                Question(
                    "late",
                    "Wat doen ze als ze te laat komen?",
                    Kind.SHORT,
                    "Bijvoorbeeld: bel hetzelfde nummer en zeg hoe laat je er bent.",
                    is_shared=True,
                ),
            ),
        ),
        Topic(
            "contact",
            "Contact",
            (
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
                    is_shared=True,
                ),
                Question(
                    "leerbedrijf",
                    "Wat is het nummer van het erkende leerbedrijf?",
                    Kind.SHORT,
                    "Het staat op Stagemarkt. Mbo-scholen zetten het in de praktijkovereenkomst.",
                    is_shared=True,
                ),
            ),
        ),
    ),
)

MEDIA = Part(
    8,
    "media",
    "Foto's en film",
    "Wie de ingang en het team al zag, vindt de eerste dag minder spannend.",
    (
        Topic(
            "photos",
            "Foto's",
            (
                Question(
                    "photos",
                    "Foto's van de leerplaats",
                    Kind.PHOTOS,
                    "De ingang, de plek en het team. Geen cliënten, geen schermen en geen naamborden.",
                ),
            ),
        ),
        Topic(
            "film",
            "Film",
            (
                Question(
                    "film",
                    "Film van de leerplaats",
                    Kind.FILM,
                    "Een film van ten hoogste 3 minuten, met ondertiteling.",
                ),
            ),
        ),
    ),
)
