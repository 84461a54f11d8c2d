"""Invoeren in vijf stappen: what a team does to make a good start a habit. Texts only; B1 Dutch of our own.

A task with a `fact` is ticked by the portal as soon as it sees it (onboarding.rollout_facts); until then, and
for all others, people tick it themselves.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class StepTask:
    """One task. `key` is stored, so it never changes. `url_name` leads to where it is done, for one leerplaats."""

    key: str
    text: str
    why: str = ""
    fact: str = ""
    url_name: str = ""
    url_label: str = ""
    needs_leerplaats: bool = True
    is_for_coordinator: bool = False  # the page it leads to


@dataclass(frozen=True)
class Step:
    """One of the five steps: what it is for, what to do, when it is done, and what to talk about with the team."""

    number: int
    title: str
    goal: str
    done_when: str
    tasks: tuple[StepTask, ...]
    questions: tuple[str, ...]
    minutes: int = 30  # of the talk


STEPS = (
    Step(
        1,
        "Draagvlak",
        "Je collega's weten waarom jullie dit doen en willen meedoen.",
        "iedereen in het team weet wat er verandert, en minstens twee collega's doen actief mee.",
        (
            StepTask(
                "talk-team",
                "Bespreek met het team hoe een goede start eruitziet",
                "Gebruik het gespreksblad van deze stap. Een half uur is genoeg.",
            ),
            StepTask(
                "ask-students",
                "Vraag een student hoe de eerste week was",
                "Wat een student vertelt, overtuigt meer dan een plan.",
            ),
            StepTask(
                "join",
                "Kies wie er meedoen en geef ze een account",
                "Met z'n tweeën valt het werk niet stil als één van jullie weg is.",
                fact="colleagues",
                url_name="member-list",
                url_label="Naar de mensen",
                needs_leerplaats=False,
                is_for_coordinator=True,
            ),
            StepTask(
                "manager",
                "Spreek met je leidinggevende af hoeveel tijd jullie krijgen",
                "Zet de uren in het rooster. Anders schiet het erbij in.",
            ),
        ),
        (
            "Waarom willen we dit nu? Wat gebeurt er als we niets doen?",
            "Wat levert het studenten op? En wat levert het ons op?",
            "Wie doet mee, en wie wil alleen op de hoogte blijven?",
            "Wat kunnen we al goed? Wat moeten we nog leren?",
            "Is voor iedereen duidelijk wat er verandert en wat niet?",
            "Is het klein genoeg om over vier weken te beginnen? Wat laten we weg?",
            "Hoe voelt dit plan? Waar heb je zin in, waar zie je tegenop?",
        ),
    ),
    Step(
        2,
        "Bepaal wat past",
        "Jullie kiezen wat bij deze leerplaats past en laten de rest liggen.",
        "jullie keuze op één bladzijde staat en niemand iets dubbel vertelt.",
        (
            StepTask(
                "check",
                "Vul samen de checklist in: is onze leerplek klaar?",
                "Je ziet meteen wat jullie als eerste doen.",
                fact="check",
                url_name="leerplaats-check",
                url_label="Naar de checklist",
            ),
            StepTask(
                "preparation",
                "Kijk wat studenten al horen op school en centraal",
                "Zo vertellen jullie niets dubbel en blijft er niets liggen.",
                url_name="preparation-list",
                url_label="Wat gebeurt er op school en centraal?",
                needs_leerplaats=False,
            ),
            StepTask(
                "choose",
                "Kies 2 of 3 ideeën uit de inspiratiebox",
                "Liever drie dingen die elke keer gebeuren dan tien op papier.",
                fact="choices",
                url_name="inspiration-list",
                url_label="Naar de inspiratiebox",
                needs_leerplaats=False,
            ),
            StepTask(
                "places",
                "Spreek af hoeveel studenten er tegelijk kunnen komen",
                "Tel de begeleiders, niet de bedden.",
                fact="places",
                url_name="offer-list",
                url_label="Naar de plekken",
            ),
        ),
        (
            "Hoe ziet een student onze afdeling, wijk of locatie op de eerste dag?",
            "Wat gaat bij ons nu al goed en willen we zo houden?",
            "Wat horen studenten al op school of bij de centrale introductie?",
            "Welke 2 of 3 ideeën kosten weinig en helpen veel?",
            "Wat doen we niet, ook al is het een leuk idee?",
        ),
    ),
    Step(
        3,
        "Maak en bereid voor",
        "Alles ligt klaar, zodat de eerste keer rustig verloopt.",
        "het profiel online staat, de lijsten kloppen en elke taak een naam heeft.",
        (
            StepTask(
                "profile",
                "Zet het leerplaatsprofiel online",
                "Studenten lezen het vóór hun eerste dag.",
                fact="profile",
                url_name="profile-tasks",
                url_label="Naar het profiel",
            ),
            StepTask(
                "sjablonen",
                "Pas het inwerkdocument aan voor jullie leerplaats",
                "Neem de lijst van de regio en verander alleen wat anders is.",
                fact="sjablonen",
                url_name="template-list",
                url_label="Naar de sjablonen",
                needs_leerplaats=False,
            ),
            StepTask(
                "acts",
                "Spreek per leerjaar af wat een student mag doen",
                "Dat geeft rust, ook bij de collega die alleen dienst heeft.",
                fact="acts",
                url_name="act-table",
                url_label="Naar ‘Mag ik dit al?’",
            ),
            StepTask(
                "prints",
                "Druk af wat op papier moet liggen",
                "Denk aan de checklist, de kaartjes en de poster.",
                fact="prints",
                url_name="print-start",
                url_label="Naar afdrukken",
                needs_leerplaats=False,
            ),
            StepTask(
                "names",
                "Zet bij elke taak een naam en een vervanger",
                "Een taak van iedereen blijft liggen.",
            ),
        ),
        (
            "Wat moet er klaar zijn op de dag vóór de start? Wie doet dat?",
            "Wie haalt de student op, en wie als die persoon ziek is?",
            "Wat leggen we in de teamkamer? Wat staat alleen in het portaal?",
            "Weet iedereen in elke dienst wie er komt?",
        ),
    ),
    Step(
        4,
        "Voer uit",
        "De eerste studenten starten zoals jullie het bedacht hebben.",
        "de eerste student een week binnen is en het team weet hoe die week was.",
        (
            StepTask(
                "first-start",
                "Kies de eerste startdatum",
                "Begin klein: één leerplaats, één startdatum.",
                fact="first_start",
            ),
            StepTask(
                "placed",
                "Koppel de studenten die dan starten",
                "Met een naam erbij begint het voor het team te leven.",
                fact="placed",
                url_name="placement-overview",
                url_label="Naar wie er start",
                needs_leerplaats=False,
            ),
            StepTask(
                "guided",
                "Geef elke student een vaste werkbegeleider",
                "De student weet dan bij wie je hoort.",
                fact="guided",
                url_name="placement-overview",
                url_label="Naar wie er start",
                needs_leerplaats=False,
            ),
            StepTask(
                "celebrate",
                "Vier de eerste keer met het team",
                "Taart bij de koffie is genoeg. Nodig de student ook uit.",
            ),
            StepTask(
                "started",
                "Ontvang de eerste studenten",
                "Schrijf meteen op wat jullie opvalt. Dat helpt bij stap 5.",
                fact="started",
                url_name="placement-overview",
                url_label="Naar wie er start",
                needs_leerplaats=False,
            ),
        ),
        (
            "Wie doet wat op de eerste dag, van uur tot uur?",
            "Wat doen we als het druk is of als iemand ziek is?",
            "Hoe vieren we dat we beginnen?",
            "Wanneer praten we elkaar bij in de eerste week?",
        ),
        minutes=20,
    ),
    Step(
        5,
        "Evalueer",
        "Jullie horen van studenten wat werkt en passen dat elk half jaar aan.",
        "jullie één ding beter hebben gemaakt en het volgende moment in de agenda staat.",
        (
            StepTask(
                "ask",
                "Vraag studenten wat moet blijven en wat anders moet",
                "Vraag het na twee weken en aan het eind.",
                fact="quotes",
                url_name="quote-list",
                url_label="Naar wat studenten vertellen",
            ),
            StepTask(
                "team-back",
                "Kijk met het team terug",
                "Gebruik het gespreksblad. Begin met wat goed ging.",
            ),
            StepTask(
                "improve",
                "Maak één ding beter en vertel dat aan studenten",
                "Zo zien studenten dat antwoorden ertoe doet.",
                fact="improved",
                url_name="improvement-list",
                url_label="Naar ‘Je zei, wij deden’",
                needs_leerplaats=False,
            ),
            StepTask(
                "review",
                "Plan een vast moment, elk half jaar",
                "Dan vullen jullie de checklist opnieuw in en begint een nieuwe ronde.",
                fact="review_on",
            ),
        ),
        (
            "Wat ging beter dan voorheen? Waar merkte je dat aan?",
            "Wat zeiden studenten dat moet blijven? En wat moet anders?",
            "Wat kostte te veel tijd? Wat kan weg?",
            "Welk ene ding maken we beter vóór de volgende start?",
            "Wanneer kijken we weer, en wie zet dat in de agenda?",
        ),
    ),
)
TASKS = {task.key: task for step in STEPS for task in step.tasks}


def step_by_number(number):
    """The step with this number, or None."""
    return next((step for step in STEPS if step.number == number), None)
