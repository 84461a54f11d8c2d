"""The only module that turns placements into what is printed: plain values for toolbox.formats."""

from dataclasses import replace
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from onboarding.arrivals import clock, first_day, introduction_of, welcome_words
from onboarding.mentoring import mentor_of
from onboarding.portraits import portraits_on_paper
from profiles.addresses import absolute
from profiles.dutch import enumerate_dutch, long_date, short_date, time_label
from profiles.enums import Purpose
from toolbox.enums import Owner
from toolbox.formats import FORMATS, play_formats
from toolbox.formats.content import Content, Line, Section
from toolbox.formats.team_card import Starter, TeamCard, TeamGroup
from toolbox.leerplaats_facts import leerplaats_facts
from toolbox.origins import origin
from toolbox.previews import blank_content

INVITATION = "invitation"
# Lines of its sjabloon that an introduction says itself, perhaps on another day.
WHEN_AND_WHERE = ("[startdatum]", "[begintijd]", "[meldplek]", "[locatie]", "[adres]")
OF_A_PAIR = ("mentor_mentee", "mentor_mentor")
SHORT_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


def build_document(format, placement, *, leaders=(), template=None):
    """The value object of one placement (tasks at hand) for the format with this key.

    A format of tasks is made from the tasks of the stage, a playful card from that of the student, any other
    from `template`: the sjabloon that holds for the leerplaats, content at hand. `leaders` are the memberships
    of the praktijkopleiders.
    """
    facts = facts_for(format, placement, leaders)
    kind = FORMATS[format]
    meeting = introduction_of(placement) if format == INVITATION else None
    if meeting:
        return _invitation(placement, meeting, facts, template)
    if format in play_formats():
        content = play_content(format, template, placement)
        facts = replace(facts, seed="")  # its texts stand in their order already
    else:
        content = task_content(placement, format) if kind.becomes_tasks else student_content(template, placement)
    return kind.module.build(content.filled(facts), facts)


def _invitation(placement, meeting, facts, template):
    """The invitation of who is expected at `meeting`: when and where as planned, perhaps on another day than the first.

    It stays one page, so the hours of the programme are on its own sheet and in the mail.
    """
    guides = " of ".join(guide.first_name for guide in meeting.guides.all())  # whom to ask for on that day
    raw = student_content(template, placement)
    at_meeting = replace(facts, praktijkopleider=guides or facts.praktijkopleider, welcome=guides or facts.welcome)
    content = raw.filled(at_meeting)
    sections = tuple(_planned(part, of, meeting) for part, of in zip(content.sections, raw.sections, strict=True))
    intro = content.intro
    if meeting.day != first_day(placement):
        intro = f"Beste {facts.student},\nJe bent uitgenodigd voor de introductie van {facts.institution}."
    return FORMATS[INVITATION].module.build(replace(content, intro=intro, sections=sections), facts)


def _planned(part, raw, meeting):
    """`part` with its lines about when and where (in `raw`, not filled) as the meeting says it."""
    said = [says_when(line.text) for line in raw.lines]
    if not any(said):
        return part
    begin, location = clock(meeting.begins_at), meeting.location
    planned = (
        f"Datum: {long_date(meeting.day)}.",
        f"Tijd: van {begin} tot {time_label(clock(meeting.ends_at))}.",
        f"Waar: {meeting.room}, {location.name}, {location.address}.",
    )
    rest = (line for line, is_said in zip(part.lines, said, strict=True) if not is_said)
    note = (Line(meeting.note),) if meeting.note else ()
    return replace(part, lines=(*map(Line, planned), *rest, *note))


def says_when(text):
    """Whether a line of a sjabloon says when or where the first day begins."""
    return any(field in text for field in WHEN_AND_WHERE)


def build_start_document(format, placements, *, leaders=(), template):
    """The value object for all `placements` together: those who start on one day at one leerplaats, at least one."""
    facts = start_facts(placements, leaders)
    return FORMATS[format].module.build(blank_content(template, placements[0].starts_on).filled(facts), facts)


def build_team_card(placements):
    """The card "Deze week starten" of these placements, at least one, by leerplaats.

    A photo is on it only of who lets the team see it, at the moment that the card is made.
    """
    users = [one.student.user_id for one in placements if one.student.user_id]
    photos = portraits_on_paper(users, Purpose.PHOTO_TEAM)
    days = sorted({first_day(one) for one in placements})
    return TeamCard(
        origin=origin(),
        institution=placements[0].institution.name,
        start=long_date(days[0]) if len(days) == 1 else f"{long_date(days[0])} tot en met {long_date(days[-1])}",
        groups=tuple(
            TeamGroup(leerplaats.name, tuple(_starter(one, photos) for one in group))
            for leerplaats, group in groupby(
                sorted(placements, key=lambda one: (one.leerplaats.sort_name, one.leerplaats_id, first_day(one))),
                key=lambda one: one.leerplaats,
            )
        ),
    )


def _starter(placement, photos):
    request = placement.request
    return Starter(
        name=placement.student.given_name,
        programme=f"{request.programme.name}, leerjaar {request.year}",
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider else "",
        days=enumerate_dutch(SHORT_DAYS[day] for day in sorted(placement.weekdays)),
        arrives=_arrives(placement),
        learns=placement.wants_to_learn,
        photo=photos.get(placement.student.user_id, ""),
    )


def _arrives(placement):
    if placement.cannot_come_at:
        return "nog niet zeker"  # a wall is no place for more than that
    return ", ".join(filter(None, (time_label(placement.arrival_time), placement.arrival_place)))


def facts_for(format, placement, leaders=()):
    """What a sheet can say about this stage, with the mentor on the sheets of a pair: one query for those."""
    facts = placement_facts(placement, leaders)
    if format not in OF_A_PAIR:
        return facts
    found = mentor_of(placement, timezone.localdate())
    return replace(facts, mentor=found.first_name if found else "")


def placement_facts(placement, leaders=()):
    """What a sheet can say about this stage."""
    known = leerplaats_facts(placement.leerplaats, leaders)
    return replace(
        known,
        welcome=welcome_words(placement, known.welcome),
        student=placement.student.given_name,
        student_name=placement.student.name,
        start=long_date(first_day(placement)),
        start_time=time_label(placement.arrival_time),
        end=long_date(placement.ends_on),
        report_place=placement.arrival_place,
        werkbegeleider=placement.werkbegeleider.first_name if placement.werkbegeleider else "",
        programme=placement.request.programme.name,
        year=str(placement.request.year),
        school=placement.student.school.name,
        page=absolute(reverse("my-placement")),
        seed=f"{placement.pk}",
    )


def start_facts(placements, leaders=()):
    """What a sheet can say about all who start together: their names, and what is the same for each of them."""
    each = [placement_facts(one, leaders) for one in placements]
    same = ("start", "start_time", "end", "report_place", "welcome", "werkbegeleider", "programme", "year", "school")
    return replace(
        each[0],
        **{name: _shared(getattr(facts, name) for facts in each) for name in same},
        student=enumerate_dutch(facts.student for facts in each),
        student_name=enumerate_dutch(facts.student_name for facts in each),
        seed=f"start {placements[0].leerplaats_id} {placements[0].starts_on}",
    )


def _shared(values):
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def task_content(placement, format):
    """The tasks of one list of this stage, with their dates and ticks; of the student's own what is shared."""
    tasks = [task for task in placement.tasks.all() if task.format == format and (task.shared or not task.own)]
    return Content(
        sections=tuple(
            Section(title, tuple(_line(task) for task in group))
            for title, group in groupby(tasks, key=lambda task: task.section)
        )
    )


def student_content(template, placement):
    """The lines of `template` that hold for this student."""
    return blank_content(template, is_wanted=placement.gets)


def play_texts(format, template, placement):
    """What a new playful card of this stage says, in its order; merge fields as they stand in `template`."""
    texts = [line.text for line in student_content(template, placement).lines]
    return list(FORMATS[format].module.card_texts(texts, f"{placement.pk}"))


def play_content(format, template, placement):
    """The texts of the card that the student has on the phone; without one those that it would get."""
    card = next((one for one in placement.play_cards.all() if one.format == format), None)
    texts = card.texts if card else play_texts(format, template, placement)
    intro = template.intro if template else ""  # a card that was begun stays when its sjabloon is gone
    return Content((Section(FORMATS[format].label, tuple(Line(text) for text in texts)),), intro=intro)


def _line(task):
    return Line(
        task.text,
        note=task.note,
        who=Owner(task.owner).label,
        when="" if task.is_done else _moment(task),
        done=_day(task.done_at),
        critical=task.critical,
        blocking=task.blocking,
        begin=f"uiterlijk {_day(task.begin_on)}" if task.begin_on and not task.progress else "",
        fallback=task.fallback,
    )


def _moment(task):
    if task.due_on is None:
        return ""
    return f"dag {task.stagedag}, {_day(task.due_on)}" if task.stagedag else _day(task.due_on)


def _day(value):
    """A date without its year, "26 okt": the year stands at the top of the sheet."""
    return short_date(value).rsplit(" ", 1)[0]
