"""The plan of a leerplaats, and the sheets that belong to what it chose, as they are printed."""

from dataclasses import dataclass

from profiles.dutch import enumerate_dutch
from toolbox.actions.templates import with_content
from toolbox.blank_documents import blank_document
from toolbox.enums import Moment
from toolbox.formats import FORMATS, Per, tool_plan, versions_of
from toolbox.formats.tool_plan import PlanMoment, PlanTool, ToolPlan
from toolbox.models import Template
from toolbox.origins import origin


@dataclass(frozen=True)
class ChosenAt:
    """The choices of a leerplaats that start at one moment of the stage."""

    moment: Moment
    choices: tuple


def by_moment(choices):
    """Choices (card at hand) by the first moment of their card; a moment without any is left out."""
    firsts = [(_first_moment(choice.card), choice) for choice in choices]
    grouped = ((moment, tuple(choice for first, choice in firsts if first == moment)) for moment in Moment)
    return [ChosenAt(moment, found) for moment, found in grouped if found]


def moment_words(card):
    """When a card is used: "Eerste dag en eerste week"."""
    words = enumerate_dutch([label.lower() for value, label in Moment.choices if value in card.moments])
    return f"{words[:1].upper()}{words[1:]}"


def printed_plan(leerplaats, choices):
    """The value object of the plan (institution at hand)."""
    moments = tuple(
        PlanMoment(group.moment.label, tuple(_tool(choice) for choice in group.choices)) for group in by_moment(choices)
    )
    return ToolPlan(origin(), leerplaats.name, leerplaats.institution.name, moments)


def plan_formats(choices):
    """The formats that belong to what was chosen and that people adapt: each once, in the order of the plan.

    What a leerplaats prints from its profile (the profile itself, the card, the poster) is not among them.
    """
    keys = dict.fromkeys(key for group in by_moment(choices) for choice in group.choices for key in choice.card.formats)
    return [FORMATS[key] for key in keys if key in FORMATS and FORMATS[key].is_template]


def plan_start_formats(choices):
    """What belongs to the choices but is only made for who starts on a date, so that there is no blank sheet of it."""
    keys = dict.fromkeys(key for choice in choices for key in choice.card.formats)
    return [FORMATS[key] for key in keys if key in FORMATS and _is_per_start(FORMATS[key])]


def _is_per_start(format):
    return format.per == Per.START and not format.is_template


def pack_pages(leerplaats, choices):
    """The print pack as (title, html): the plan, then the blank sheet of every format of what was chosen."""
    plan = printed_plan(leerplaats, choices)
    formats = plan_formats(choices)
    rows = Template.objects.in_force(leerplaats).filter(format__in=[one.key for one in formats])
    templates = {one.format: one for one in with_content(Template.objects.filter(pk__in=rows.values("pk")))}
    yield plan.title, tool_plan.html(plan)
    for format in formats:
        if format.key in templates:
            document = blank_document(format, leerplaats, template=templates[format.key])
            yield format.label, versions_of(format, document)[0]


def _first_moment(card):
    return next((moment for moment in Moment if moment in card.moments), Moment.WHOLE_STAGE)


def _tool(choice):
    card = choice.card
    return PlanTool(
        title=card.title,
        what=card.what,
        steps=tuple(card.how),
        effort=card.time,
        moments=moment_words(card),
        note=choice.note,
    )
