"""The plan of a leerplaats, and the sheets that belong to what it chose, as they are printed."""

from dataclasses import dataclass

from profiles.dutch import enumerate_dutch
from toolbox.actions.templates import with_content
from toolbox.enums import Moment
from toolbox.formats.content import Facts
from toolbox.formats.tool_plan import PlanMoment, PlanTool, ToolPlan
from toolbox.models import Template
from toolbox.origins import origin
from toolbox.previews import blank_content


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


def pack_sheets(leerplaats, choices):
    """The blank sheets of what was chosen, as (title, document, module): each format once, in the order of the plan.

    What a leerplaats prints from its profile (the profile itself, the card, the poster) is not in it.
    """
    wanted = [key for group in by_moment(choices) for choice in group.choices for key in choice.card.formats]
    rows = Template.objects.in_force(leerplaats).filter(format__in=set(wanted))
    templates = {template.format: template for template in with_content(rows)}
    place = leerplaats.location
    facts = Facts(
        origin=origin(),
        leerplaats=leerplaats.name,
        institution=leerplaats.institution.name,
        location=place.name,
        address=place.address,
    )
    kept = [templates[key] for key in dict.fromkeys(wanted) if key in templates]
    return [
        (one.label, one.kind.module.build(blank_content(one).filled(facts), facts), one.kind.module) for one in kept
    ]


def _first_moment(card):
    return next((moment for moment in Moment if moment in card.moments), Moment.WHOLE_STAGE)


def _tool(choice):
    card = choice.card
    return PlanTool(
        title=card.title,
        what=card.what,
        steps=tuple(card.how),
        effort=card.effort_words or card.get_effort_display(),
        moments=moment_words(card),
        note=choice.note,
    )
