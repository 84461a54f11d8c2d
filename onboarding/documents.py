"""The only module that turns placements into what is printed: plain values for toolbox.formats."""

from itertools import groupby

from onboarding.stagedagen import stagedagen
from onboarding.student_page import published_answers
from profiles.dutch import long_date, short_date, time_label
from profiles.questions import CLOTHING
from toolbox.enums import Owner
from toolbox.formats import FORMATS
from toolbox.formats.content import Content, Facts, Line, Section
from toolbox.origins import origin
from toolbox.previews import blank_content


def build_document(format, placement, *, leaders=(), template=None):
    """The value object of one placement (tasks at hand) for the format with this key.

    A format of tasks is made from the tasks of the stage, any other from `template`: the sjabloon that holds
    for the leerplaats, content at hand. `leaders` are the memberships of the praktijkopleiders.
    """
    facts = placement_facts(placement, leaders)
    kind = FORMATS[format]
    content = task_content(placement, format) if kind.becomes_tasks else student_content(template, placement)
    return kind.module.build(content.filled(facts), facts)


def placement_facts(placement, leaders=()):
    """What a sheet can say about this stage."""
    answers = published_answers(placement.leerplaats)
    first = stagedagen(placement.rhythm)[:1] or (placement.starts_on,)
    location, institution = placement.leerplaats.location, placement.institution
    return Facts(
        origin=origin(),
        leerplaats=placement.leerplaats.name,
        institution=institution.name,
        location=location.name,
        address=location.address,
        student=placement.student.given_name,
        student_name=placement.student.name,
        start=long_date(first[0]),
        start_time=time_label(placement.arrival_time),
        end=long_date(placement.ends_on),
        report_place=placement.arrival_place,
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider else "",
        praktijkopleider=leaders[0].user.first_name if leaders else "",
        programme=placement.request.programme.name,
        year=str(placement.request.year),
        school=placement.student.school.name,
        sick_call=_sick_call(answers),
        phone=answers.get("contact_phone") or location.phone or institution.phone,
        email=answers.get("contact_email") or institution.email,
        clothing=", ".join(dict(CLOTHING)[key] for key in answers.get("clothing", ())).lower(),
        seed=f"{placement.pk}",
    )


def task_content(placement, format):
    """The tasks of one list of this stage, with their dates and ticks."""
    tasks = [task for task in placement.tasks.all() if task.format == format]
    return Content(
        sections=tuple(
            Section(title, tuple(_line(task) for task in group))
            for title, group in groupby(tasks, key=lambda task: task.section)
        )
    )


def student_content(template, placement):
    """The lines of `template` that hold for this student."""
    student = {
        "programme_id": placement.request.programme_id,
        "year": placement.request.year,
        "sector": placement.leerplaats.sector,
    }
    return blank_content(template, is_wanted=lambda item: item.applies_to(**student))


def _line(task):
    return Line(
        task.text,
        note=task.note,
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
