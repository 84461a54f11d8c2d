"""An introduction as the plain values that are printed: the door list, the checklist and the programme."""

from itertools import groupby

from onboarding.introductions import guests_of
from profiles.dutch import enumerate_dutch, long_date, short_date, time_label
from toolbox.enums import Owner
from toolbox.formats import attendance_list, introduction_checklist, introduction_programme
from toolbox.formats.attendance_list import AttendanceList, Expected
from toolbox.formats.content import Line, Section
from toolbox.formats.introduction_checklist import IntroductionChecklist
from toolbox.formats.introduction_programme import IntroductionProgramme
from toolbox.origins import origin


def printed(name, meeting):
    """The document with this name and its HTML, or None."""
    kinds = {
        "presentielijst": (printed_attendance, attendance_list),
        "checklist": (printed_checklist, introduction_checklist),
        "programma": (printed_programme, introduction_programme),
    }
    if name not in kinds:
        return None
    build, module = kinds[name]
    document = build(meeting)
    return document, module.html(document)


def printed_attendance(meeting):
    """Who is expected, by first name, with a square each."""
    return AttendanceList(
        origin=origin(),
        institution=meeting.institution.name,
        moment=_moment(meeting),
        place=f"{meeting.room}, {meeting.location.name}",
        guests=tuple(
            Expected(
                guest.placement.student.short_name if guest.placement.student.pk in same else first, leerplaats, present
            )
            for guest, first, leerplaats, present, same in _expected(meeting)
        ),
    )


def _expected(meeting):
    """The guests with their first name, and who share one: those get the first letter of the last name as well."""
    guests = list(guests_of(meeting))
    names = [guest.placement.student.given_name for guest in guests]
    same = {guest.placement.student.pk for guest, name in zip(guests, names, strict=True) if names.count(name) > 1}
    for guest, name in zip(guests, names, strict=True):
        yield guest, name, guest.placement.leerplaats.name, guest.present is True, same


def printed_checklist(meeting):
    """What is done by whom, with what was ticked already."""
    sections = tuple(
        Section(title, tuple(_line(step) for step in group))
        for title, group in groupby(meeting.steps.select_related("done_by"), key=lambda step: step.section)
    )
    return IntroductionChecklist(
        origin=origin(),
        students="",
        leerplaats=meeting.location.name,
        institution=meeting.institution.name,
        start=_moment(meeting),
        lists=tuple(section.ticks for section in sections),
        room=meeting.room,
        guides=_guides(meeting),
    )


def _line(step):
    done = f"klaar op {short_date(step.done_at)}, {step.done_by.first_name}" if step.done_at else ""
    return Line(step.text, note=step.note, who=Owner(step.owner).label if step.owner else "", done=done)


def printed_programme(meeting):
    """The day for the wall."""
    lines = tuple(Line(line["text"], time=line["time"]) for line in meeting.programme)
    return IntroductionProgramme(
        origin=origin(),
        leerplaats=meeting.location.name,
        institution=meeting.institution.name,
        start=_moment(meeting),
        report_place=meeting.room,
        students="",
        sections=(Section("Zo gaat de dag", lines),) if lines else (),
        intro="Welkom. Weet je iets niet of gaat het te snel? Vraag het meteen.",
        guides=_guides(meeting),
    )


def _moment(meeting):
    begin = time_label(meeting.begins_at).removesuffix(" uur")
    return f"{long_date(meeting.day)}, van {begin} tot {time_label(meeting.ends_at)}"


def _guides(meeting):
    return enumerate_dutch(guide.first_name for guide in meeting.guides.all())
