"""The fields that may stand between square brackets in the text of a sjabloon. Plain replacement, nothing more.

The list is fixed and documented (docs/handleiding/sjablonen.md): text of users is never run as a template.
"""

import re
from dataclasses import dataclass

FIELD = re.compile(r"\[([^\[\]\n]{1,40})\]")
UNKNOWN = "……………"  # dots to write on


@dataclass(frozen=True)
class MergeField:
    """A word between brackets, what it becomes, an example, and the attribute of Facts it comes from."""

    word: str
    label: str
    example: str
    fact: str


MERGE_FIELDS = (
    MergeField("voornaam", "Voornaam van de student", "Noor", "student"),
    MergeField("naam", "Voor- en achternaam van de student", "Noor de Wit", "student_name"),
    MergeField("opleiding", "Opleiding van de student", "Mbo-verpleegkundige", "programme"),
    MergeField("leerjaar", "Leerjaar van de student", "2", "year"),
    MergeField("school", "School van de student", "ROC Voorbeeld", "school"),
    MergeField("startdatum", "Eerste stagedag", "maandag 1 februari 2027", "start"),
    MergeField("begintijd", "Begintijd op de eerste dag", "8.30 uur", "start_time"),
    MergeField("einddatum", "Laatste dag van de stage", "vrijdag 2 juli 2027", "end"),
    MergeField("meldplek", "Waar de student zich meldt", "Receptie hoofdingang", "report_place"),
    MergeField("ontvangst", "Naar wie de student vraagt op de eerste dag", "Samira", "welcome"),
    MergeField("leerplaats", "Naam van de leerplaats", "De Kade", "leerplaats"),
    MergeField("instelling", "Naam van de instelling", "Maasstroom Zorg", "institution"),
    MergeField("locatie", "Naam van de locatie", "Locatie Zuid", "location"),
    MergeField("adres", "Adres van de locatie", "Kadeplein 4, 3011 AB Rotterdam", "address"),
    MergeField("werkbegeleider", "Voornaam van de werkbegeleider", "Samira", "werkbegeleider"),
    MergeField("praktijkopleider", "Voornaam van de praktijkopleider", "Joost", "praktijkopleider"),
    MergeField("telefoon", "Telefoonnummer van de leerplaats", "010 123 45 67", "phone"),
    MergeField("mailadres", "E-mailadres van de leerplaats", "dekade@voorbeeld.example", "email"),
    MergeField("ziekmelden", "Nummer en tijd om je ziek te melden", "010 123 45 67, vóór 7.00 uur", "sick_call"),
    MergeField("kleding", "Wat studenten dragen", "uniform, dichte schoenen", "clothing"),
    MergeField("pagina", "Adres van de eigen pagina van de student", "https://voorbeeld.example/mijn-stage/", "page"),
)
WORDS = frozenset(field.word for field in MERGE_FIELDS)


def filled(text: str, values: dict[str, str]) -> str:
    """`text` with every known field replaced; dots where the value is empty. What is unknown stays as it stands."""
    return FIELD.sub(lambda found: _value(found, values), text)


def unknown_fields(text: str) -> tuple[str, ...]:
    """The words between brackets that are no field, in the order in which they stand in `text`."""
    return tuple(word for word in FIELD.findall(text) if word not in WORDS)


def _value(found, values):
    word = found[1]
    return values.get(word, "") or UNKNOWN if word in WORDS else found[0]
