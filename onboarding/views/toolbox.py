"""The page that leads to everything of the toolbox, in the order in which a team meets it."""

from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from profiles.access import access
from profiles.enums import Role

STEPS = (
    (
        "Kijk hoe jullie ervoor staan",
        (
            (
                "check-overview",
                "Is onze leerplek klaar?",
                "De checklist zorginstelling, per thema. Je ziet wat goed is en wat je nog doet.",
            ),
            ("rollout-list", "Invoeren in vijf stappen", "Van draagvlak tot evaluatie, met een gespreksblad per stap."),
            ("preparation-list", "School en centraal", "Wat studenten vóór de start al horen en doen."),
        ),
    ),
    (
        "Kies wat past",
        (("inspiration-list", "Inspiratiebox", "Ideeën voor een goede start, van een paar minuten tot een dag."),),
    ),
    (
        "Maak het van jullie",
        (
            (
                "template-list",
                "Sjablonen",
                "Checklists, brieven, kaarten en gespreksbladen. Pas aan wat bij jullie anders is.",
            ),
            (
                "introduction-list",
                "Introducties",
                "Plan de introductie, nodig uit, en houd bij wie er is en wat klaar is.",
            ),
            ("invitation-start", "Uitnodigen", "Nodig iedereen uit die op dezelfde dag begint."),
            ("print-start", "Afdrukken", "Alles voor een startdatum in één pdf."),
        ),
    ),
    (
        "Begeleid",
        (("guide-list", "Begeleiden", "Korte uitleg, voorbeeldvragen en een zelfscan voor begeleiders."),),
    ),
    (
        "Kijk terug",
        (
            (
                "survey-list",
                "Vragenlijsten",
                "Wat studenten en begeleiders vinden, zonder namen, vanaf vijf antwoorden.",
            ),
            (
                "improvement-list",
                "Je zei, wij deden",
                "Wat jullie verbeteren na wat studenten zeiden. De volgende studenten lezen wat klaar is.",
            ),
            (
                "figures",
                "Cijfers per doel",
                "Hoe stages begonnen, liepen en eindigden, zonder namen, vanaf vijf stages.",
            ),
        ),
    ),
)


@access(Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.REGIONAL_ADMIN)
@require_safe
def toolbox_home(request):
    """Every tool that this person may open, each with what it is for."""
    steps = [
        (heading, [tool for tool in map(_tool, tools) if _opens(tool, request.identity)]) for heading, tools in STEPS
    ]
    return render(request, "onboarding/toolbox.html", {"steps": [step for step in steps if step[1]]})


def _tool(words):
    name, label, hint = words
    return {"url": reverse(name), "label": label, "hint": hint}


def _opens(tool, identity):
    """Whether the person may open the page: its own view says so."""
    return identity.has(*resolve(tool["url"]).func.access_rule)
