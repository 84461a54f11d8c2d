"""The only module that turns placements into what is printed: plain values for toolbox.formats."""

from dataclasses import replace
from itertools import groupby

from onboarding.stagedagen import stagedagen
from onboarding.student_page import published_answers
from profiles.dutch import long_date, short_date, time_label
from toolbox.enums import Owner, TemplateFormat
from toolbox.formats.introduction_checklist import IntroductionChecklist
from toolbox.formats.inwerkdocument import Inwerkdocument
from toolbox.formats.pieces import Tick, TickList
from toolbox.origins import origin

WRITING = "Wat wil ik nog vragen of onthouden?"
WRITING_LINES = 4


def inwerkdocument(placement, tasks, leaders):
    """The inwerkdocument of `placement`; `tasks` are all its tasks, `leaders` the praktijkopleiders' memberships."""
    answers = published_answers(placement.leerplaats)
    first = stagedagen(placement.rhythm)[:1] or (placement.starts_on,)
    lists = _lists(task for task in tasks if task.format == TemplateFormat.INWERKDOCUMENT)
    return Inwerkdocument(
        origin=origin(),
        student=placement.student.given_name,
        leerplaats=placement.leerplaats.name,
        institution=placement.institution.name,
        start=", ".join(part for part in (long_date(first[0]), time_label(placement.arrival_time)) if part),
        report_place=placement.arrival_place,
        lists=tuple(replace(one, writing=WRITING, writing_lines=WRITING_LINES) for one in lists),
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider else "",
        praktijkopleider=leaders[0].user.first_name if leaders else "",
        sick_call=_sick_call(answers),
    )


def introduction_checklist(placement, tasks):
    """The introduction checklist of one starter; `tasks` are all tasks of `placement`."""
    return IntroductionChecklist(
        origin=origin(),
        students=placement.student.given_name,
        leerplaats=placement.leerplaats.name,
        institution=placement.institution.name,
        start=long_date(placement.starts_on),
        lists=_lists(task for task in tasks if task.format == TemplateFormat.INTRODUCTION_CHECKLIST),
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider else "",
    )


def _lists(tasks):
    return tuple(
        TickList(title=title, ticks=tuple(_tick(task) for task in group))
        for title, group in groupby(tasks, key=lambda task: task.section)
    )


def _tick(task):
    return Tick(
        text=task.text,
        who=Owner(task.owner).label,
        when="" if task.is_done else _moment(task),
        done=_day(task.done_at),
        critical=task.critical,
    )


def _moment(task):
    if task.due_on is None:
        return ""
    return f"dag {task.stagedag}, {_day(task.due_on)}" if task.stagedag else _day(task.due_on)


def _day(value):
    """A date without its year, "26 okt": the year stands at the top of the sheet."""
    return short_date(value).rsplit(" ", 1)[0]


def _sick_call(answers):
    phone, before = answers.get("sick_phone", ""), answers.get("sick_before", "")
    return f"{phone}, vóór {time_label(before)}" if phone and before else phone
