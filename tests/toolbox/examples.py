"""One full value object per format, built from the texts that ship with the product."""

import base64
import io
from dataclasses import replace
from datetime import date
from functools import cache
from types import SimpleNamespace

from PIL import Image

from toolbox.base_formats import base_formats
from toolbox.enums import TemplateFormat
from toolbox.formats.act_card import ActCard, ActCardGroup
from toolbox.formats.fill_in_profile import Choice, FillInPart, FillInProfile, FillInQuestion
from toolbox.formats.introduction_checklist import IntroductionChecklist
from toolbox.formats.inwerkdocument import Inwerkdocument
from toolbox.formats.leerplaatsprofiel import Leerplaatsprofiel
from toolbox.formats.pieces import Fact, Moment, Origin, Tick, TickList
from toolbox.formats.poster import Poster
from toolbox.formats.preparation_sheet import PreparationSheet, SheetStep, SheetWeek
from toolbox.formats.priority_list import PriorityList
from toolbox.formats.qr_card import QrCard
from toolbox.formats.rollout_plan import PlanStep, PlanTask, RolloutPlan
from toolbox.formats.rollout_poster import PosterStep, RolloutPoster
from toolbox.formats.rollout_sheet import RolloutSheet
from toolbox.formats.stage_plan import PlanRow, PlanWeek, StagePlanSheet
from toolbox.formats.startlijst import Startlijst
from toolbox.formats.team_card import Starter, TeamCard, TeamGroup
from toolbox.formats.tool_plan import PlanMoment, PlanTool, ToolPlan
from toolbox.formats.vragendobbelsteen import Vragendobbelsteen
from toolbox.formats.wall_card import WallCard
from toolbox.formats.word_list import Word, WordList
from toolbox.guidance import guide_page, qualities
from toolbox.guidance.scans import result_of
from toolbox.printed_guide import printed_guide, printed_scan
from toolbox.rollout_steps import STEPS

ORIGIN = Origin(sender="Leerplaats Regio Maas", printed_on="21 januari 2026", version="3")
START = "maandag 2 februari 2026, 8.30 uur"


def _lists(kind, **extra):
    base = next(base for base in base_formats() if base.format == kind)
    return tuple(
        TickList(
            section.title,
            tuple(
                Tick(
                    item.text,
                    who=item.owner.label,
                    when=f"dag {item.stagedag}, 2 feb 2026" if item.stagedag else f"{item.days_before} jan 2026",
                    critical=item.critical,
                    note=item.note,
                )
                for item in section.items
            ),
            **extra,
        )
        for section in base.sections
    )


def checklist(students="Łukasz", leerplaats="De Kade"):
    return IntroductionChecklist(
        origin=ORIGIN,
        students=students,
        leerplaats=leerplaats,
        institution="Maaslicht Ziekenhuis",
        start=START,
        intro="Voor studenten is dit het belangrijkste moment van de start. Neem er de tijd voor.",
        lists=_lists(TemplateFormat.INTRODUCTION_CHECKLIST),
    )


def inwerkdocument(student="Noor", leerplaats="De Kade"):
    return Inwerkdocument(
        origin=ORIGIN,
        student=student,
        leerplaats=leerplaats,
        institution="Maaslicht Ziekenhuis",
        start=START,
        report_place="Receptie hoofdingang",
        intro="Deze lijst is van jou. Zet een vinkje als iets klaar is. Neem de lijst mee naar elk gesprek.",
        werkbegeleider="Samira",
        praktijkopleider="Joost",
        sick_call="010 123 45 67, vóór 7.00 uur",
        lists=_lists(
            TemplateFormat.INWERKDOCUMENT,
            moment="maandag 2 februari 2026",
            writing="Wat viel op? Wat wil je nog weten?",
            writing_lines=4,
        ),
    )


def startlijst(student="Noor"):
    lists = _lists(TemplateFormat.STARTLIJST)
    ticks = (
        Tick("De stage is bevestigd.", "Stagecoördinator", "5 jan 2026", "klaar op 21 januari 2026", True),
        *lists[0].ticks[1:],
    )
    return Startlijst(
        origin=ORIGIN,
        student=student,
        leerplaats="De Kade",
        institution="Maaslicht Ziekenhuis",
        start=START,
        status="Nog 23 dingen.",
        intro="Met deze lijst staat alles klaar als de student begint.",
        lists=(TickList("Dit regelen wij", ticks), lists[1]),
        werkbegeleider="Samira",
    )


def qr_card(name="De Kade"):
    return QrCard(
        origin=ORIGIN,
        name=name,
        institution="Maaslicht Ziekenhuis",
        place="Locatie Zuid, Rotterdam",
        address="regiomaas.example/leerplaatsen/de-kade",
        target="https://regiomaas.example/leerplaatsen/de-kade",
    )


@cache
def photo(width=160, height=64):
    """A small picture as a document holds it."""
    data = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).convert("RGB").save(data, "JPEG")
    return f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode()}"


def poster(name="De Kade"):
    return Poster(
        origin=ORIGIN,
        name=name,
        institution="Maaslicht Ziekenhuis",
        place="Locatie Zuid, Rotterdam",
        address="regiomaas.example/leerplaatsen/de-kade",
        target="https://regiomaas.example/leerplaatsen/de-kade",
        photo=photo(),
        photo_alt="De ingang aan het plein",
    )


def fill_in_profile(*, is_blank_shown=True):
    shown = FillInQuestion("In het kort", "Twee zinnen.", lines=("Je zorgt voor mensen na een beroerte.",), room=1)
    empty = FillInQuestion("Wie werken er in het team?", "Hoeveel collega's, en welke functies?", room=5)
    chosen = FillInQuestion(
        "Welke kleding dragen studenten?",
        "Kies alles wat geldt.",
        is_needed=True,
        choices=(Choice("Uniform van de instelling", True), Choice("Eigen kleding"), Choice("Geen kledingregels")),
    )
    return FillInProfile(
        origin=ORIGIN,
        name="De Kade",
        institution="Maaslicht Ziekenhuis",
        place="Locatie Zuid, Rotterdam",
        parts=(
            FillInPart(1, "Over deze leerplaats", "Studenten willen weten waar ze terechtkomen.", (shown, empty)),
            FillInPart(2, "Voor wie zorg je", "Studenten bereiden zich voor.", (empty,)),
            FillInPart(6, "Praktische zaken", "Studenten lezen dit vóór hun eerste dag.", (chosen,)),
        ),
        is_blank_shown=is_blank_shown,
    )


def word_list(number=40):
    known = (
        Word("CVA", "beroerte"),
        Word("MDO", "overleg van alle beroepen over één cliënt"),
        Word("visite", "ronde van de arts"),
    )
    return WordList(
        origin=ORIGIN,
        institution="Maaslicht Ziekenhuis",
        words=known + tuple(Word(f"Woord {n}", "Wat dit woord betekent, in één korte zin.") for n in range(number)),
    )


def leerplaatsprofiel(name="De Kade"):
    return Leerplaatsprofiel(
        origin=ORIGIN,
        name=name,
        institution="Maaslicht Ziekenhuis",
        place="Locatie Zuid, Kadeplein 4, Rotterdam",
        updated="Laatst bijgewerkt op 12 januari 2026.",
        address="regiomaas.example/leerplaatsen/de-kade",
        target="https://regiomaas.example/leerplaatsen/de-kade",
        in_short="Op De Kade zorg je voor mensen die net een beroerte hebben gehad. Je leert goed kijken, "
        "rustig praten en samen oefenen.",
        facts=(
            Fact("Zorg", "Zorg na een beroerte (neurologie)"),
            Fact("Bedden", "24 bedden"),
            Fact("Hoe lang mensen blijven", "Meestal 5 tot 8 dagen"),
            Fact("Toegankelijk", "Lift en rolstoeltoilet op elke verdieping"),
            Fact("Diensten", "Vroeg: van 7.30 tot 16.00 uur. Laat: van 14.30 tot 23.00 uur"),
            Fact("Team", "22 collega's en 3 studenten tegelijk"),
            Fact("Samen met", "Fysiotherapeut, logopedist, ergotherapeut, arts"),
            Fact("Soort zorg", "Ziekenhuis"),
        ),
        contact="dekade@maaslicht.example, 010 123 45 67",
        day=(
            Moment("7.30", "Je hoort van de nachtdienst hoe het met iedereen gaat."),
            Moment("8.00", "Je helpt bij wassen, aankleden en ontbijt."),
            Moment("10.00", "Koffie met het team. Jullie verdelen de rest van de ochtend."),
            Moment("10.30", "Je loopt mee met de arts (visite) of oefent met een cliënt."),
            Moment("12.30", "Lunch. Je eet een half uur met het team."),
            Moment("14.00", "Tijd voor je opdrachten of een gesprek."),
            Moment("15.15", "Overdracht aan de late dienst."),
        ),
        meetings=("overdracht, elke dag om 15.15 uur", "teamoverleg, eerste dinsdag van de maand"),
        clients="De meeste mensen zijn ouder dan 60 jaar. Ze komen met spoed binnen en schrikken van wat hun "
        "overkomt. Ze vragen hulp bij bewegen, praten, eten en wassen.",
        conditions=(
            "beroerte (CVA)",
            "herseninfarct",
            "hersenbloeding",
            "moeite met praten (afasie)",
            "moeite met slikken",
            "verlamming aan één kant",
            "ziekte van Parkinson",
            "vallen en verwardheid (delier)",
        ),
        hard_things="Soms wordt iemand heel snel zieker. Soms overlijdt iemand. Je bent dan nooit alleen. "
        "Na afloop praten we erover met elkaar, en de geestelijk verzorger luistert ook naar jou.",
        programmes=("Mbo-Verpleegkundige, leerjaar 1, 2 en 3", "Hbo-Verpleegkunde, leerjaar 2"),
        learn_first=(
            "helpen bij wassen en aankleden",
            "bloeddruk, pols en temperatuur meten",
            "veilig helpen met eten en drinken",
            "opschrijven wat je ziet in het zorgdossier",
        ),
        learn_later=(
            "zorgen voor vier cliënten met een eigen plan",
            "medicijnen klaarzetten en delen, met controle",
            "een overleg over een cliënt voorbereiden",
            "een ontslag met de familie bespreken",
        ),
        not_yet=("niet alleen medicijnen delen", "niet alleen een infuus verzorgen", "niet alleen met familie bellen"),
        extras=("een dag met de logopedist", "een ochtend op de spoedeisende hulp", "een middag met de ergotherapeut"),
        guidance="Je loopt de eerste twee weken mee met Samira of Daan. Elke vrijdag praten jullie een half uur. "
        "Je praktijkopleider tekent je opdrachten af en komt elke maand kijken.",
        disciplines=("fysiotherapeut", "logopedist", "ergotherapeut", "arts"),
        expect_you=("je bent op tijd", "je vraagt als je iets niet weet", "je neemt je leerdoelen mee"),
        expect_us=(
            "we nemen tijd voor je vragen",
            "je doet niets waar je niet klaar voor bent",
            "je hoort bij het team",
        ),
        practical=(
            Fact("Kleding", "Uniform van de instelling, dichte schoenen met een schone zool, lang haar vast"),
            Fact("Over kleding", "Je haalt je uniform op bij de balie linnen, op je eerste dag"),
            Fact("Meenemen", "Je lunch, een legitimatie, een pen"),
            Fact("VOG", "Dit geldt. Je school vraagt hem aan, zes weken voor de start"),
            Fact("Vaccinatie tegen hepatitis B", "Vraag het na bij je school"),
            Fact("E-learning vóór de start", "Dit geldt niet"),
            Fact("Stagevergoeding", "Dit geldt. Je vult het formulier in op je eerste dag"),
            Fact("Reizen", "Tram 23, halte Kadeplein, 3 minuten lopen. Fietsen in de kelder. Parkeren kost € 4,50"),
            Fact("Telefoon", "In de pauze. Onder werktijd ligt hij in je kluisje"),
        ),
        first_day_facts=(
            Fact("Waar", "Receptie hoofdingang, om 8.30 uur. Vraag naar Samira"),
            Fact("Het laatste stuk", "Vanaf de halte steek je het plein over. De hoofdingang is naast de bloemist."),
        ),
        first_day=(
            Moment("8.30", "Samira haalt je op."),
            Moment("9.00", "Introductie met alle nieuwe studenten."),
            Moment("13.00", "Je loopt mee op de afdeling."),
            Moment("15.30", "Korte terugblik met Samira."),
        ),
        first_week=("je loopt mee met één collega", "je oefent met het dossier", "je schrijft je planningsvoorstel"),
        sick=(
            "Bel vóór 7.00 uur naar 010 123 45 67.",
            "Zeg je naam en dat je stage loopt.",
            "Meld het ook bij je school.",
        ),
        film="Een dag op De Kade, 2 minuten: https://regiomaas.example/leerplaatsen/de-kade",
        confidant="Vertrouwenspersoon Mila, 010 765 43 21",
    )


def act_card(leerplaats="De Kade"):
    return ActCard(
        origin=ORIGIN,
        leerplaats=leerplaats,
        institution="Maaslicht Ziekenhuis",
        programme="Mbo-Verpleegkundige, leerjaar 2",
        agreed="Afgesproken op 3 februari 2026.",
        groups=(
            ActCardGroup(
                "Dit doe je zelf, als het bij jou is afgetekend",
                ("helpen met wassen en aankleden", "bloeddruk, hartslag en temperatuur meten"),
            ),
            ActCardGroup("Dit doe je samen met een collega", ("een stoma verzorgen", "zuurstof geven")),
            ActCardGroup("Dit doe je hier nog niet", ("niet een infuus inbrengen (voorbehouden handeling)",)),
        ),
        always=("Je doet nooit iets alleen wat nog niet is afgetekend.", "Twijfel je? Vraag het eerst."),
        address="regiomaas.example/leerplaatsen/de-kade/mag-ik-dit-al",
    )


def rollout_sheet(step=STEPS[0]):
    return RolloutSheet(
        origin=ORIGIN,
        leerplaats="De Kade",
        institution="Maaslicht Ziekenhuis",
        number=step.number,
        step=step.title,
        goal=step.goal,
        done_when=step.done_when,
        questions=step.questions,
        minutes=step.minutes,
    )


def rollout_poster(name="De Kade"):
    steps = tuple(PosterStep(step.title, step.goal, step.done_when) for step in STEPS)
    return RolloutPoster(ORIGIN, name, "Maaslicht Ziekenhuis", steps)


def rollout_plan():
    tasks = (
        PlanTask("Bespreek met het team hoe een goede start eruitziet", "Klaar op 2 februari 2026, Joost."),
        PlanTask("Kies wie er meedoen", agreed="Samira en Daan, elke dinsdag om half elf."),
    )
    steps = tuple(PlanStep(one.number, one.title, one.goal, one.done_when, "1 van 2 klaar", tasks) for one in STEPS)
    return RolloutPlan(ORIGIN, "De Kade", "Maaslicht Ziekenhuis", 1, steps, "5 van de 10 taken klaar")


def stage_plan(weeks=9):
    rows = (
        PlanRow("Leerdoel", "Ik doe een deel van de overdracht zelf.", "De collega van de late dienst luistert mee"),
        PlanRow("Opdracht", "Ik lees een zorgplan en vertel wat ik zelf zou doen."),
    )
    return StagePlanSheet(
        origin=ORIGIN,
        student="Şeyma",
        leerplaats="De Kade",
        institution="Maaslicht Ziekenhuis",
        period="2 februari tot en met 19 juni 2026",
        werkbegeleider="Samira",
        standing="Samen vastgesteld op 9 februari 2026",
        goals="Ik wil rustig leren werken.\nAan het eind doe ik zelf een overdracht.",
        weeks=tuple(
            PlanWeek(f"Week {number}", "9 tot en met 15 februari 2026", rows[: 1 + number % 2])
            for number in range(1, weeks + 1)
        ),
        remark="Mooi dat je zelf feedback vraagt.",
    )


def priority_list():
    ticks = (Tick("Oefen de overdracht met de vaste punten", who="Şeyma"), Tick("Lees het protocol", who="Samira"))
    return PriorityList(
        origin=ORIGIN,
        student="Şeyma",
        leerplaats="De Kade",
        week="Week 3, 9 tot en met 15 februari 2026",
        werkbegeleider="Samira",
        lists=(
            TickList("Nu eerst", ticks, writing_lines=2),
            TickList("Daarna", ticks[:1], writing_lines=2),
            TickList("Klaar", ()),
        ),
    )


def team_card(number=3):
    names = ("Noor", "Łukasz", "Şeyma", "Sam", "Ali", "Fenna")
    return TeamCard(
        origin=ORIGIN,
        institution="Maaslicht Ziekenhuis",
        start=START,
        groups=(
            TeamGroup(
                "De Kade",
                tuple(
                    Starter(
                        names[n % len(names)],
                        "Mbo-Verpleegkundige, leerjaar 2",
                        werkbegeleider="Samira" if n else "",
                        days="ma, di en do",
                        arrives="8.30 uur, Receptie hoofdingang",
                        learns="" if n % 3 else "Rustig een gesprek voeren met iemand die moeilijk praat.",
                        photo=photo(300, 300) if n % 2 else "",
                    )
                    for n in range(number)
                ),
            ),
        ),
    )


def wall_card(name="De Kade"):
    return WallCard(
        origin=ORIGIN,
        name=name,
        institution="Maaslicht Ziekenhuis",
        place="Locatie Zuid, Rotterdam",
        facts=(
            Fact("Eerste dag", "Receptie hoofdingang, 8.30 uur. Vraag naar Samira"),
            Fact("Kleding", "Uniform van de instelling, dichte schoenen, geen sieraden. Haal het op bij de balie."),
            Fact("Bellen", "010 123 45 67"),
            Fact("Mailen", "de-kade@maaslicht.example"),
            Fact("Adres", "Kadeplein 1, 3011 AB Rotterdam"),
        ),
        sick=("Bel vóór 7.00 uur naar 010 123 45 67.", "Meld het ook bij je school."),
        people=(
            Fact("Werkbegeleider", "Met deze collega loop je mee. Vraag hier alles over het werk van de dag."),
            Fact("Praktijkopleider", "Vraag hier naar je leerdoelen en je opdrachten."),
            Fact("Vertrouwenspersoon", "Mila de Boer, 010 123 45 99."),
        ),
        address="regiomaas.example/leerplaatsen/de-kade",
        target="https://regiomaas.example/leerplaatsen/de-kade",
    )


def vragendobbelsteen(student="Noor"):
    base = next(base for base in base_formats() if base.format == TemplateFormat.VRAGENDOBBELSTEEN)
    return Vragendobbelsteen(
        origin=ORIGIN,
        leerplaats="De Kade",
        institution="Maaslicht Ziekenhuis",
        student=student,
        intro=base.intro,
        questions=tuple(item.text for section in base.sections for item in section.items),
    )


def tool_plan():
    """Two ideas: one with how the team does it, one with room to write."""
    bingo = PlanTool(
        title="Bingo van eerste ervaringen",
        what="Een kaart met kleine opdrachten voor de eerste weken.",
        steps=("Kies de vakjes die bij jullie passen.", "Deel de kaart uit op dag 1."),
        effort="10 minuten om de vakjes te kiezen.",
        moments="Eerste dag en eerste week",
        note="Wie een volle rij heeft, kiest het gebak.",
    )
    talk = PlanTool(
        title="Elke week een gesprek",
        what="Een vast moment in de week voor student en begeleider.",
        steps=("Kies een dag en een tijd.",),
        effort="20 minuten per week.",
        moments="De hele stage",
    )
    moments = (PlanMoment("Eerste dag", (bingo,)), PlanMoment("De hele stage", (talk,)))
    return ToolPlan(ORIGIN, "De Kade", "Maaslicht Ziekenhuis", moments)


def preparation_sheet():
    """Three steps in two weeks, one of them central, and something to look at."""
    return PreparationSheet(
        origin=ORIGIN,
        school="ROC Maasoever",
        institution="Maaslicht Ziekenhuis",
        programme="Mbo-Verpleegkundige",
        weeks=(
            SheetWeek("8 weken voor de start", (SheetStep("Les over kleding.", "Op school", "Docent", "Les"),)),
            SheetWeek(
                "2 weken voor de start",
                (
                    SheetStep("De student schrijft een POP.", "Op school", "Student", "Document van de student"),
                    SheetStep("Een brief met het adres.", "Centraal", "Opleiding", "Informatie die iemand stuurt"),
                ),
            ),
        ),
        hints=("Geen stap gaat over ziek melden. Vraag na wie dit vertelt.",),
        contact="stagebureau@roc-maasoever.example",
    )


def guide_sheet():
    return replace(printed_guide(guide_page("drie-praktische-tips")), origin=ORIGIN)


def self_scan():
    """Everything low, so that the sheet is as full as it gets."""
    answers = {quality.key: 1 for quality in qualities()}
    scan = SimpleNamespace(made_at=date(2026, 1, 21), resolve="Elke dinsdag een gesprek met mijn student. " * 4)
    before = SimpleNamespace(made_at=date(2025, 6, 18))
    return replace(printed_scan(scan, before, result_of(answers, dict.fromkeys(answers, 2))), origin=ORIGIN)
