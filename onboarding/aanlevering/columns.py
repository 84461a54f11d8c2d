"""Our fields, and which column of a school's list is which."""

import csv
import io
import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from onboarding.aanlevering.never_read import never_read_column
from profiles.folding import fold


@dataclass(frozen=True)
class Field:
    """One thing we would like to know of a student. `words` are column names that schools use for it."""

    key: str
    label: str
    required: bool
    example: str
    words: tuple[str, ...]

    @property
    def label_in_sentence(self):
        """The label with its article: "de startdatum", "het e-mailadres"."""
        return f"het {self.label}" if self.label in HET_WORDS else f"de {self.label}"


def _field(key, label, example, words, *, required=False):
    return Field(key, label, required, example, tuple(words.split("|")))


FIELDS = (
    _field("student_number", "studentnummer", "0900201",
           "studentnummer|studentnr|studnr|stud nr|leerlingnummer|leerlingnr|llnr|deelnemernummer|deelnemernr|"
           "stamnummer|stamnr|ov nummer|"
           "student id|student number"),
    _field("given_name", "voornaam", "Fleur", "voornaam|roepnaam|voornamen|first name|given name", required=True),
    _field("infix", "tussenvoegsel", "van der",
           "tussenvoegsel|tussenvoegsels|tussenv|tussenvoegs|tv|tvs|voorvoegsel|voorvoegsels|infix"),
    _field("last_name", "achternaam", "Meer",
           "achternaam|familienaam|geslachtsnaam|last name|surname", required=True),
    _field("full_name", "hele naam", "Meer, Fleur van der",
           "naam|volledige naam|naam student|student|studentnaam|naam leerling|naam deelnemer|deelnemer|"
           "deelnemersnaam|name"),
    _field("email", "e-mailadres", "fleur@school.nl",
           "email|emailadres|mail|mailadres|email school|schoolmail|emailadres school|email student|"
           "emailadres student|email address", required=True),
    _field("programme_code", "code van de opleiding", "25655",
           "crebo|crebocode|crebonummer|crebo nr|opleidingscode|opleidingcode|code opleiding|opleidingsnummer|"
           "opleidingsnr|code van de opleiding|erkende opleidingscode|croho|crohocode|isat|isatcode"),
    _field("programme_name", "opleiding", "Mbo-Verpleegkundige",
           "opleiding|opleidingsnaam|naam opleiding|studie|studierichting|kwalificatie|opleiding naam|opl",
           required=True),
    _field("stage_label", "stage met nummer", "Praktijkleren 2",
           "stage|stagenaam|naam stage|praktijkleren|stagenummer|stage nr"),
    _field("leerweg", "leerweg", "bol", "leerweg|bol bbl|opleidingsvorm|studievorm|voltijd deeltijd"),
    _field("year", "leerjaar", "2", "leerjaar|lj|jaar|leerjr|jaar van opleiding|opleidingsjaar", required=True),
    _field("starts_on", "startdatum", "1-2-2027",
           "startdatum|start|begin|begindatum|start bpv|begin bpv|start stage|begin stage|startdatum bpv|"
           "startdatum stage|datum start|van|bpv van|stage van|eerste dag|ingangsdatum", required=True),
    _field("ends_on", "einddatum", "18-6-2027",
           "einddatum|eind|einde|einde bpv|eind bpv|einde stage|eind stage|einddatum bpv|einddatum stage|"
           "datum einde|tot|tot en met|t m|bpv t m|bpv tot|bpv tot en met|stage t m|laatste dag", required=True),
    _field("weekdays", "stagedagen", "ma/di/wo",
           "dagen|stagedagen|bpv dagen|bpvdagen|werkdagen|praktijkdagen|welke dagen|stage dagen"),
    _field("days_per_week", "dagen per week", "3",
           "dagen per week|aantal dagen|aantal dagen per week|dagen p w|dagen pw|dgn p w|aantal stagedagen"),
    _field("school_day", "schooldag", "do", "schooldag|lesdag|schooldagen|lesdagen|terugkomdag|dag school"),
    _field("hours_per_week", "uren per week", "28,5",
           "uren per week|uren p w|uren pw|uur per week|uren|stage uren|stageuren|bpv uren"),
    _field("postcode", "postcode", "3011 AB", "postcode|pc|postal code|zip code"),
    _field("town", "woonplaats", "Rotterdam", "woonplaats|plaats|stad|plaatsnaam|woonplaats student"),
    _field("wish_1", "voorkeur 1", "kinderafdeling",
           "voorkeur 1|voorkeur|1e voorkeur|eerste voorkeur|1e keus|1e keuze|keuze 1|keus 1|eerste keuze|wens 1|"
           "1e wens|wens|wensen"),
    _field("wish_2", "voorkeur 2", "revalidatie",
           "voorkeur 2|2e voorkeur|tweede voorkeur|2e keus|2e keuze|keuze 2|keus 2|tweede keuze|wens 2|2e wens"),
    _field("wish_3", "voorkeur 3", "wijkzorg",
           "voorkeur 3|3e voorkeur|derde voorkeur|3e keus|3e keuze|keuze 3|keus 3|derde keuze|wens 3|3e wens"),
    _field("been_at", "eerder geweest bij", "wijkzorg",
           "eerder geweest|eerder geweest bij|eerdere stage|eerdere stages|vorige stage|vorige stages|"
           "vorige stageplek|al geweest"),
    _field("exclusion", "niet plaatsen bij", "eigen werkplek",
           "niet plaatsen bij|niet plaatsen|niet bij|uitsluiten|uitsluiting|niet koppelen aan"),
    _field("remark", "opmerking", "heeft rijbewijs",
           "opmerking|opmerkingen|bijzonderheden|bijz|opm|toelichting|notitie|aantekening|remark|remarks"),
)  # fmt: skip
FIELD_BY_KEY = {field.key: field for field in FIELDS}
WISHES = ("wish_1", "wish_2", "wish_3")
ABOUT_PLACES = tuple(FIELD_BY_KEY[key] for key in (*WISHES, "been_at", "exclusion"))
HET_WORDS = frozenset({"studentnummer", "tussenvoegsel", "e-mailadres", "leerjaar"})

# Each line is needed in one of its ways; the first way names what is asked for.
REQUIREMENTS = (
    (("given_name", "last_name"), ("full_name",)),
    (("email",),),
    (("programme_name",), ("programme_code",)),
    (("year",), ("stage_label",)),
    (("starts_on",),),
    (("ends_on",),),
)

# A column about somebody or something else ("E-mail begeleider") says nothing of the student, but may be a wish.
OTHERS = {
    "begeleider", "werkbegeleider", "praktijkbegeleider", "praktijkopleider", "stagebegeleider", "docent", "mentor",
    "slb", "slber", "coach", "ouder", "verzorger", "contactpersoon", "bedrijf", "leerbedrijf", "stagebedrijf",
    "instelling", "organisatie", "locatie", "leidinggevende", "werkgever", "stageplek", "leerplaats", "niveau",
    "groep", "klas",
}  # fmt: skip
LONGEST_NAME = 60
SHORTEST_NEAR = 5  # shorter words ("naam", "van") must be the whole name of the column
EXACT, NEAR_ENOUGH = 100.0, 80.0
TYPING_ERROR = 85.0


def column_words(name: str) -> str:
    """A column name as we compare it: "E-mail_School" gives "email school"."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()
    return re.sub(r"\be mail", "email", words)


EXACT_WORDS = {word.replace(" ", ""): field.key for field in FIELDS for word in field.words}


def guess_columns(header) -> dict[str, int]:
    """For each field that we recognise the place of its column, surest first and no column twice."""
    names = [column_words(name) for name in header]
    claims = []
    for place, name in enumerate(names):
        if name and len(name) <= LONGEST_NAME:
            claims += [(-score, place, key) for key, score in _scores(header[place], name)]
    mapping = {}
    for _score, place, key in sorted(claims):
        if key not in mapping and place not in mapping.values():
            mapping[key] = place
    _repeated_wishes(names, mapping)
    return _one_kind_of_name(mapping)


@lru_cache(maxsize=4096)  # looking for the header row asks for the same cells again and again
def _scores(typed, name):
    exact = EXACT_WORDS.get(name.replace(" ", ""))
    if exact:
        return [(exact, EXACT)]
    if never_read_column(typed):
        return []
    fields = FIELDS if OTHERS.isdisjoint(name.split()) else ABOUT_PLACES
    scores = ((field.key, max(_likeness(name, word) for word in field.words)) for field in fields)
    return [(key, score) for key, score in scores if score >= NEAR_ENOUGH]


def _likeness(name, word):
    """How much a column name looks like a known word, up to 100: "startdatum bpv 2027", "achternaan"."""
    squeezed, known = name.replace(" ", ""), word.replace(" ", "")
    if len(known) < SHORTEST_NEAR:
        return 0.0
    if f" {word} " in f" {name} ":  # among other words: it counts for the part of the name that it takes
        return 70 + 25 * len(word) / len(name)
    same_numbers = re.findall(r"\d", squeezed) == re.findall(r"\d", known)
    spelling = fuzz.ratio(squeezed, known) if same_numbers else 0.0
    return spelling - 1 if spelling >= TYPING_ERROR else 0.0


def _repeated_wishes(names, mapping):
    """Three columns that are all called "Voorkeur" are the first, second and third."""
    if "wish_1" in mapping:
        same = [place for place, name in enumerate(names) if name == names[mapping["wish_1"]]]
        for key, place in zip(WISHES[1:], same[1:], strict=False):
            mapping.setdefault(key, place)


def _one_kind_of_name(mapping):
    """Beside a first name, "Naam" is the last name; beside both it is not needed."""
    if "given_name" in mapping and "full_name" in mapping:
        place = mapping.pop("full_name")
        mapping.setdefault("last_name", place)
    return mapping


def header_score(cells) -> int:
    """How many of these texts are column names that we know, to find the header row below titles."""
    names = [text for text in cells if text and len(text) <= LONGEST_NAME]
    return len(guess_columns(names)) + sum(1 for name in names if never_read_column(name))


def missing_columns(mapping, *, has_default_programme: bool = False) -> dict[str, str]:
    """For each required field without a column a sentence that asks for it."""
    missing = {}
    for ways in REQUIREMENTS:
        if any(set(way) <= mapping.keys() for way in ways):
            continue
        if "programme_name" in ways[0] and has_default_programme:
            continue
        for key in (key for key in ways[0] if key not in mapping):
            field = FIELD_BY_KEY[key]
            missing[key] = (
                f"De kolom '{field.label}' staat niet in je bestand. Kies welke kolom {field.label_in_sentence} is."
            )
    return missing


def example_csv() -> bytes:
    """A small list to start from, which this reader takes without a remark; opens well in Excel."""
    fields = [field for field in FIELDS if field.key != "full_name"]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([field.label for field in fields])
    writer.writerow([field.example for field in fields])
    return text.getvalue().encode("utf-8-sig")
