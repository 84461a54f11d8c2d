"""What the gallery shows: made-up examples for every component, and wrong values for every kind of field."""

from types import SimpleNamespace

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from profiles.mail_html import blocks_of

ICONS = (
    *("check", "clock", "exclamation", "lock", "unlock", "phone", "calendar", "route", "print", "download"),
    *("plus", "cross", "arrow-left", "arrow-up", "arrow-down", "search", "person", "info", "mail", "pencil"),
)
A_MAIL = """Beste Noor,

Je stage begint over twee weken.

Wanneer: de eerste stagedag om 8.30 uur

Dit staat nog open op jouw lijst:
- Vraag je verklaring aan.
- Koop dichte schoenen.

Naar jouw pagina: https://stage.regiomaas.example/mijn-stage
"""
COMPONENTS = {
    "mail": {"subject": "Noor, dit regel je nog", "blocks": blocks_of(A_MAIL)},
    "icons": ICONS,
    "errors": [
        ("status", "Kies welke kleding studenten dragen."),
        ("feiten", "Vul het telefoonnummer in dat studenten bellen als ze ziek zijn."),
    ],
    "messages": [
        Message(constants.SUCCESS, "Bewaard. Studenten zien dit nog niet."),
        Message(constants.INFO, "Nieuw: je start om 8.30 uur (was 8.00 uur)."),
        Message(constants.WARNING, "Het rooster van Bilal is nog niet bekend."),
        Message(constants.ERROR, "Bewaren lukt nu niet. Je tekst staat nog in dit scherm. Probeer het opnieuw."),
    ],
    "statuses": [
        ("klaar", "Alles klaar", ""),
        ("bezig", "Nog 3 dingen", ""),
        ("mist", "Loopt risico", ""),
        ("rust", "Nog niet begonnen", ""),
        ("rust", "Vastgezet door Joost op 14 januari", "lock"),
    ],
    "facts": [
        SimpleNamespace(label="Wanneer", value="maandag 2 februari 2026, 8.30 uur"),
        SimpleNamespace(label="Waar", value="Receptie, Kadeplein 4 in Rotterdam", note="Zonder drempel bereikbaar."),
        SimpleNamespace(label="Wie haalt je op", value="Je hoort dit uiterlijk 26 januari van Joost."),
        SimpleNamespace(label="Vragen vooraf", value="dekade@kadeburg.example", url="mailto:dekade@kadeburg.example"),
    ],
    "steps": [
        SimpleNamespace(label="Controleren", url="#lijn"),
        SimpleNamespace(label="Voorstel", url="#lijn"),
        SimpleNamespace(label="Vastzetten", url="#lijn"),
        SimpleNamespace(label="Bevestigen", url="#lijn"),
    ],
    "tasks": [
        SimpleNamespace(label="Over deze leerplaats", url="#takenlijst", kind="klaar", status="Klaar"),
        SimpleNamespace(
            label="Voor wie zorg je",
            url="#takenlijst",
            kind="bezig",
            status="Bezig",
            note="Hier werkt Joost nu aan.",
        ),
        SimpleNamespace(
            label="Een dag hier",
            url="#takenlijst",
            kind="rust",
            status="Nog niet begonnen",
            hint="Naar de dag vragen studenten het meest.",
        ),
        SimpleNamespace(label="Praktische zaken", url="#takenlijst", kind="mist", status="Kijk dit na"),
    ],
    "items": [
        SimpleNamespace(
            id=1,
            label="Vraag je VOG aan",
            why="Zonder VOG kun je niet beginnen.",
            done=True,
            done_on="21 januari",
        ),
        SimpleNamespace(id=2, label="Koop dichte schoenen", when="Regel dit vóór maandag 26 januari.", done=False),
        SimpleNamespace(
            id=3,
            label="Bekijk het filmpje van De Kade",
            why="Dan weet je hoe de afdeling eruitziet.",
            done=False,
            url="#afvinken",
            url_label="Bekijk het filmpje (2 minuten)",
        ),
    ],
    "people": [
        SimpleNamespace(
            name="Samira",
            role="Je werkbegeleider. Je loopt met Samira mee.",
            ask="Vraag Samira naar je rooster en je opdrachten.",
        ),
        SimpleNamespace(
            name="Joost", role="Praktijkopleider. Zorgt dat je hier goed kunt leren.", phone="010 123 45 67"
        ),
    ],
    "do": ["iemand helpen met wassen en aankleden", "meekijken bij een gesprek met familie"],
    "dont": ["niet alleen medicijnen delen", "niet alleen tillen met de tillift"],
    "reasons": [
        "Reistijd 24 minuten met het openbaar vervoer.",
        "Niveau 4, leerjaar 2 past bij deze leerplaats.",
        "1 van de 2 plekken is vrij.",
    ],
    "cautions": ["Chris kan niet op vrijdag. De Werf heeft op vrijdag overdracht."],
    "against": ["Alle 2 plekken op De Kade zijn bezet."],
    "rows": [
        SimpleNamespace(student="Noor A.", leerplaats="De Kade", missing="Niets", kind="klaar", status="Alles klaar"),
        SimpleNamespace(
            student="Bilal K.",
            leerplaats="De Kade",
            missing="Pasje, account",
            kind="bezig",
            status="Nog 2 dingen",
        ),
        SimpleNamespace(
            student="Şeyma Ö.", leerplaats="De Werf", missing="Rooster", kind="mist", status="Loopt risico"
        ),
    ],
}
CONFIRMED = {
    "steps": [
        "De pagina van elke student van De Kade verandert vanzelf mee.",
        "Over 6 maanden vragen we of alles nog klopt.",
        "Druk het kaartje met de QR-code af en hang het in de teamkamer.",
    ]
}
PHOTO = SimpleNamespace(name="ingang.jpg", url="#div_id_photo")
WRONG = {
    "starts_on": "31-4-2026",
    "report_time": "half 9",
    "sick_phone": "010 12 34",
    "contact_email": "dekade",
    "places": "twee",
    "clothing": ["own", "none"],
    "guidance": "Je loopt elke dag mee met een vaste collega van het team. " * 2,
}
