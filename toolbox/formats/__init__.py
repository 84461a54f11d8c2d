"""Everything that is printed. A new format is a module here, a template folder and one line in FORMATS.

A format made of sections and items (it has a family) has a module with `build(content, facts)`, which makes its
value object from plain values (toolbox.formats.content), and in its folder below templates/documents a
content.toml: the regional original that ships with the product.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

from toolbox.formats import (
    act_card,
    bingokaart,
    conversation_acquaint,
    conversation_coaching,
    conversation_final,
    conversation_progress,
    evaluation,
    evaluation_stopped,
    evaluation_team,
    fill_in_profile,
    guide_page,
    institution_checklist,
    introduction_checklist,
    introduction_programme,
    invitation,
    inwerkdocument,
    leerplaatsprofiel,
    mentor_mentee,
    mentor_mentor,
    offboarding_checklist,
    photo_introduction,
    poster,
    preparation_sheet,
    priority_list,
    qr_card,
    rollout_plan,
    rollout_poster,
    rollout_sheet,
    self_scan,
    senior_students,
    stage_plan,
    startlijst,
    strippenkaart,
    team_card,
    tool_plan,
    vragendobbelsteen,
    wall_card,
    welcome_letter,
    word_list,
)


class Family(StrEnum):
    """Formats that belong together, in the order of the list of sjablonen. The value is the heading."""

    BEFORE = "Vóór de start"
    START = "De eerste dag en weken"
    PLAYFUL = "Speels kennismaken"
    STUDENTS = "Studenten helpen studenten"
    TALKS = "Gesprekken"
    END = "Terugkijken en afscheid"


class Per(StrEnum):
    """For whom one sheet is made. The value completes: one sheet per ..."""

    STUDENT = "student"
    START = "startdatum"
    LEERPLAATS = "leerplaats"


# Columns of an item that the editor asks for. Every item has a text.
TASK = ("owner", "moment", "critical", "visible", "short_name", "note", "applies")
START = ("owner", "moment", "lead", "critical", "blocking", "fallback", "visible", "short_name", "note", "applies")
PROGRAMME = ("time", "place", "owner", "note", "applies")
CHECK = ("owner", "note", "applies")
PROMPT = ("note", "room", "applies")
QUESTION = ("answer", "applies")
CARD = ("applies",)
LETTER = ("applies",)


@dataclass(frozen=True)
class Format:
    """One kind of document.

    `module.html(document)` makes its page, `module.word(document)` its Word file if any. With a `family` it is
    made of sections and items, and the rest says how: which `columns` an item has, `per` whom one sheet is
    made, whether items become dated tasks of a stage, how many words a line may have (0: 300 characters),
    the least and most lines of the whole (0: no limit), and the ways it can be laid out, usual one first.
    """

    key: str
    label: str
    module: ModuleType
    purpose: str = ""
    family: Family | None = None
    columns: tuple[str, ...] = ()
    per: Per = Per.STUDENT
    becomes_tasks: bool = False
    most_words: int = 0
    lines: tuple[int, int] = (0, 0)
    layouts: tuple[str, ...] = ()

    @property
    def slug(self):
        """The word for it in an address."""
        plain = unicodedata.normalize("NFKD", self.label.lower()).encode("ascii", "ignore").decode()
        return "-".join(re.findall("[a-z0-9]+", plain.replace("'", "")))

    @property
    def has_word(self):
        """Whether the format also exists as a Word file."""
        return hasattr(self.module, "word")

    @property
    def is_template(self):
        """Whether it is made of sections and items that people adapt."""
        return self.family is not None


FORMATS = {
    format.key: format
    for format in (
        Format(
            "startlijst",
            "Klaar voor de start",
            startlijst,
            purpose="Wat er klaar moet zijn vóór de eerste dag, en wie dat regelt.",
            family=Family.BEFORE,
            columns=START,
            becomes_tasks=True,
        ),
        Format(
            "institution_checklist",
            "Checklist zorginstelling",
            institution_checklist,
            purpose="Is deze leerplek klaar voor studenten? Met wat je doet als iets nog niet in orde is.",
            family=Family.BEFORE,
            columns=CHECK,
            per=Per.LEERPLAATS,
        ),
        Format(
            "welcome_letter",
            "Welkomstbrief",
            welcome_letter,
            purpose="Een brief met de eerste dag op één bladzijde, en de weg naar de eigen pagina.",
            family=Family.BEFORE,
            columns=LETTER,
        ),
        Format(
            "invitation",
            "Uitnodiging",
            invitation,
            purpose="Waar en wanneer de introductie is, en wat de student meeneemt.",
            family=Family.BEFORE,
            columns=LETTER,
        ),
        Format(
            "introduction_checklist",
            "Checklist introductiebijeenkomst",
            introduction_checklist,
            purpose="Wat het team doet voor, tijdens en na de introductie.",
            family=Family.START,
            columns=TASK,
            becomes_tasks=True,
        ),
        Format(
            "introduction_programme",
            "Programma van de introductie",
            introduction_programme,
            purpose="De dag van uur tot uur: wat, waar en met wie.",
            family=Family.START,
            columns=PROGRAMME,
            per=Per.START,
        ),
        Format(
            "inwerkdocument",
            "Inwerkdocument",
            inwerkdocument,
            purpose="Wat de student doet op dag 1, in de eerste week en in de eerste maand.",
            family=Family.START,
            columns=TASK,
            becomes_tasks=True,
        ),
        Format(
            "bingokaart",
            "Bingokaart",
            bingokaart,
            purpose="Eerste ervaringen verzamelen op een kaart, op papier of op de telefoon.",
            family=Family.PLAYFUL,
            columns=CARD,
            most_words=8,
            lines=(15, 60),
            layouts=("4x4", "5x5", "leeg"),
        ),
        Format(
            "strippenkaart",
            "Strippenkaart",
            strippenkaart,
            purpose="Collega's leren kennen met een activiteit per strip.",
            family=Family.PLAYFUL,
            columns=CARD,
            most_words=16,
            lines=(4, 12),
        ),
        Format(
            "vragendobbelsteen",
            "Vragendobbelsteen",
            vragendobbelsteen,
            purpose="Terugkijken op de dag met zes vragen, als dobbelsteen of als kaartjes.",
            family=Family.PLAYFUL,
            columns=CARD,
            most_words=16,
            lines=(6, 6),
            layouts=("net", "kaartjes"),
        ),
        Format(
            "photo_introduction",
            "Stel je voor met foto's",
            photo_introduction,
            purpose="Een blad voor wie de groep begeleidt en een blad voor de studenten.",
            family=Family.PLAYFUL,
            columns=PROMPT,
            per=Per.START,
        ),
        Format(
            "mentor_mentee",
            "Mentorschap: blad voor de nieuwe student",
            mentor_mentee,
            purpose="Wat je wilt weten, hoe vaak je je mentor ziet en wat tussen jullie blijft.",
            family=Family.STUDENTS,
            columns=PROMPT,
        ),
        Format(
            "mentor_mentor",
            "Mentorschap: blad voor de mentor",
            mentor_mentor,
            purpose="Wat je kunt geven, hoe je begint en waar je hulp haalt.",
            family=Family.STUDENTS,
            columns=PROMPT,
        ),
        Format(
            "senior_students",
            "Inzet van ouderejaars",
            senior_students,
            purpose="Welke taken een ouderejaars overneemt, en wie dat doet.",
            family=Family.STUDENTS,
            columns=PROMPT,
            per=Per.LEERPLAATS,
        ),
        Format(
            "conversation_acquaint",
            "Kennismakingsgesprek",
            conversation_acquaint,
            purpose="Vragen voor het eerste gesprek, met ruimte voor afspraken.",
            family=Family.TALKS,
            columns=PROMPT,
        ),
        Format(
            "conversation_progress",
            "Voortgangsgesprek",
            conversation_progress,
            purpose="Vragen voor het vaste gesprek: hoe het gaat en wat de volgende stap is.",
            family=Family.TALKS,
            columns=PROMPT,
        ),
        Format(
            "conversation_coaching",
            "Coachgesprek",
            conversation_coaching,
            purpose="Vragen waarmee de student zelf een oplossing vindt.",
            family=Family.TALKS,
            columns=PROMPT,
        ),
        Format(
            "conversation_final",
            "Eindgesprek",
            conversation_final,
            purpose="Terugkijken, de volgende stap, en wat de leerplaats kan leren.",
            family=Family.TALKS,
            columns=PROMPT,
        ),
        Format(
            "evaluation",
            "Vragenlijst over de stage",
            evaluation,
            purpose="Wat studenten van hun stage vinden. Anoniem, op papier.",
            family=Family.END,
            columns=QUESTION,
        ),
        Format(
            "evaluation_stopped",
            "Vragenlijst voor wie eerder stopt",
            evaluation_stopped,
            purpose="Vijf vragen aan wie eerder stopt. Invullen hoeft niet, en is anoniem.",
            family=Family.END,
            columns=QUESTION,
        ),
        Format(
            "evaluation_team",
            "Vragenlijst voor werkbegeleiders",
            evaluation_team,
            purpose="Vijf vragen over hoe de start van de studenten ging.",
            family=Family.END,
            columns=QUESTION,
            per=Per.LEERPLAATS,
        ),
        Format(
            "offboarding_checklist",
            "Checklist afscheid",
            offboarding_checklist,
            purpose="Wat student en team doen in de laatste weken, en daarna.",
            family=Family.END,
            columns=TASK,
            becomes_tasks=True,
        ),
        Format("leerplaatsprofiel", "Leerplaatsprofiel", leerplaatsprofiel),
        Format("qr_card", "Kaartje met QR-code", qr_card, purpose="A6, om neer te leggen.", per=Per.LEERPLAATS),
        Format("act_card", "Kaartje Mag ik dit al?", act_card),
        Format(
            "poster",
            "Poster voor de teamkamer",
            poster,
            purpose="Wat collega's doen als er een student komt.",
            per=Per.LEERPLAATS,
            layouts=poster.SIZES,
        ),
        Format(
            "wall_card",
            "Wandkaart",
            wall_card,
            purpose="Waar je je meldt, wie je belt als je ziek bent, en bij wie je wat vraagt.",
            per=Per.LEERPLAATS,
            layouts=wall_card.SIZES,
        ),
        Format(
            "team_card",
            "Deze week starten",
            team_card,
            purpose="Wie er komt: voornaam, opleiding, werkbegeleider en dagen. Voor in de teamkamer.",
            per=Per.START,
        ),
        Format("stage_plan", "Planningsvoorstel", stage_plan, purpose="Wat een student doet in welke week."),
        Format("priority_list", "Prioriteiten", priority_list, purpose="Waar een student deze week aan werkt."),
        Format("fill_in_profile", "Invulversie van het profiel", fill_in_profile),
        Format("word_list", "Woordenlijst", word_list),
        Format("rollout_sheet", "Gespreksblad bij invoeren in vijf stappen", rollout_sheet),
        Format("rollout_poster", "Poster invoeren in vijf stappen", rollout_poster),
        Format("rollout_plan", "Plan invoeren in vijf stappen", rollout_plan),
        Format("tool_plan", "Onze keuze", tool_plan),
        Format("preparation_sheet", "Wat gebeurt er op school en centraal?", preparation_sheet),
        Format("guide_page", "Begeleiden: gebruik dit vandaag", guide_page),
        Format("self_scan", "Zelfscan begeleiden", self_scan),
    )
}


def template_formats():
    """The formats that people adapt, by family, in the order of the table."""
    families = list(Family)
    return sorted((one for one in FORMATS.values() if one.is_template), key=lambda one: families.index(one.family))


def format_of(slug):
    """The format with this word in its address; None for an unknown word."""
    return next((one for one in FORMATS.values() if one.slug == slug), None)


def versions_of(format, document, layout=""):
    """The HTML versions of a document, roomy first; `layout` is one of the layouts of the format, or empty."""
    make = getattr(format.module, "versions", None)
    chosen = [layout] if layout in format.layouts else []
    return tuple(make(document, *chosen)) if make else (format.module.html(document, *chosen),)


def task_formats():
    """The keys of the formats whose items become dated tasks of a stage."""
    return tuple(one.key for one in template_formats() if one.becomes_tasks)


def play_formats():
    """The keys of the playful cards, of which every stage has its own: `module.card_texts(texts, seed)` makes it."""
    return tuple(one.key for one in template_formats() if hasattr(one.module, "card_texts"))
