"""A sjabloon for a student who does not exist: what the list becomes when someone starts on a given day."""

from datetime import timedelta

from profiles.dutch import long_date, short_date
from toolbox.enums import TemplateFormat
from toolbox.formats.introduction_checklist import IntroductionChecklist
from toolbox.formats.inwerkdocument import Inwerkdocument
from toolbox.formats.pieces import Tick, TickList
from toolbox.formats.startlijst import Startlijst
from toolbox.origins import origin

STUDENT, LEERPLAATS, COLLEAGUE = "Noor", "De Proefplek", "Samira"
WRITING, WRITING_LINES = "Wat wil ik nog vragen of onthouden?", 4
SATURDAY = 5


def preview_document(template, start):
    """The value object of `template` (content at hand) for the made-up student, who comes every working day."""
    common = {
        "origin": origin(),
        "leerplaats": LEERPLAATS,
        "institution": str(template.institution or "Regio"),
        "start": long_date(start),
        "intro": template.intro,
        "werkbegeleider": COLLEAGUE,
    }
    lists = tuple(_list(section, start) for section in template.sections.all())
    match template.format:
        case TemplateFormat.INTRODUCTION_CHECKLIST:
            return IntroductionChecklist(students=STUDENT, lists=lists, **common)
        case TemplateFormat.INWERKDOCUMENT:
            writing = {"writing": WRITING, "writing_lines": WRITING_LINES}
            lists = tuple(TickList(one.title, one.ticks, **writing) for one in lists)
            return Inwerkdocument(student=STUDENT, lists=lists, report_place="Receptie", **common)
        case TemplateFormat.STARTLIJST:
            return Startlijst(student=STUDENT, lists=lists, status="", **common)


def day_of(item, start):
    """The date of a line for someone who comes every working day from `start`; None without a fixed day."""
    if item.stagedag:
        return _working_day(start, item.stagedag - 1)
    return None if item.days_before is None else start - timedelta(days=item.days_before)


def _working_day(day, steps):
    while steps or day.weekday() >= SATURDAY:
        steps -= day.weekday() < SATURDAY
        day += timedelta(days=1)
    return day


def _list(section, start):
    return TickList(section.title, tuple(_tick(item, start) for item in section.items.all()))


def _tick(item, start):
    day = short_date(day_of(item, start))
    when = f"dag {item.stagedag}, {day}" if item.stagedag else day
    return Tick(item.text, who=item.get_owner_display(), when=when, critical=item.critical)
