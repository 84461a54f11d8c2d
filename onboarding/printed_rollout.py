"""Invoeren in vijf stappen as the plain values that are printed."""

from profiles.dutch import long_date
from toolbox.formats.rollout_plan import PlanStep, PlanTask, RolloutPlan
from toolbox.formats.rollout_poster import PosterStep, RolloutPoster
from toolbox.formats.rollout_sheet import RolloutSheet
from toolbox.origins import origin
from toolbox.rollout_steps import STEPS


def printed_sheet(leerplaats, step):
    """The gespreksblad of `step` for the team of `leerplaats`."""
    return RolloutSheet(
        origin=origin(),
        leerplaats=leerplaats.name,
        institution=leerplaats.institution.name,
        number=step.number,
        step=step.title,
        goal=step.goal,
        done_when=step.done_when,
        questions=step.questions,
        minutes=step.minutes,
    )


def printed_poster(leerplaats):
    """The poster of the five steps for the team room of `leerplaats`."""
    steps = tuple(PosterStep(step.title, step.goal, step.done_when) for step in STEPS)
    return RolloutPoster(origin(), leerplaats.name, leerplaats.institution.name, steps)


def printed_plan(progress):
    """The plan of a round (onboarding.rollout_progress.Progress) with every agreement."""
    rollout, leerplaats = progress.rollout, progress.rollout.leerplaats
    return RolloutPlan(
        origin=origin(),
        leerplaats=leerplaats.name,
        institution=leerplaats.institution.name,
        round=rollout.round,
        steps=tuple(_step(state) for state in progress.steps),
        status=f"{progress.done} van de {progress.total} taken klaar",
        first_start=long_date(rollout.first_start),
        review=long_date(rollout.review_on),
    )


def _step(state):
    step = state.step
    tasks = tuple(PlanTask(one.task.text, one.done_words, one.note) for one in state.tasks)
    return PlanStep(step.number, step.title, step.goal, step.done_when, state.status, tasks)
