"""A list of a school that waits on the page with checks: one student is new, one changed, and one row has a mistake."""

from datetime import timedelta

from onboarding.aanlevering import layout_of, open_list
from onboarding.actions.imports import start_import
from onboarding.models import PlacementRequest, SchoolLayout
from profiles.enums import Role
from profiles.models import Membership

FILENAME = "aanvulling-stages.csv"
HEADER = ("Studentnr", "Roepnaam", "Tussenv", "Achternaam", "E-mail", "Opl", "Lj", "Begin", "Eind", "Dagen", "Plaats")
DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
NEW_STUDENT = ("Yara", "te", "Velde", "yara.tevelde")
WITH_MISTAKE = ("Emre", "", "Şahin", "emre.sahin")


def make_open_list(today):
    """A second list of the school with most students who still look for a place; the school handed it in itself."""
    waiting = PlacementRequest.objects.waiting().filter(starts_on__gt=today, student__placements=None)
    request = waiting.select_related("student", "school", "institution", "programme").order_by("pk").first()
    deliverer = Membership.objects.active().filter(role=Role.SCHOOL_COORDINATOR, school=request.school).order_by("pk")
    rows = [
        _row(request, _person(request.student), ends_on=request.ends_on + timedelta(days=7)),
        _row(request, NEW_STUDENT, word=f"{request.programme.short_name}-dag"),
        _row(request, WITH_MISTAKE, domain=""),
    ]
    data = "\r\n".join(";".join(row) for row in [HEADER, *rows]).encode("utf-8-sig")
    _remember(request, data)
    start_import(
        data=data,
        filename=FILENAME,
        school=request.school,
        institution=request.institution,
        by=deliverer.first().user,
    )


def _person(student):
    return student.given_name, student.infix, student.last_name, student.email.partition("@")[0]


def _row(request, person, *, ends_on=None, word="", domain="@"):
    student = request.student
    given_name, infix, last_name, address = person
    is_known = person == _person(student)
    return (
        student.student_number if is_known else "",
        given_name,
        infix,
        last_name,
        f"{address}{domain}{student.email.partition('@')[2]}",
        word or request.programme.name,
        str(request.year),
        request.starts_on.isoformat(),
        (ends_on or request.ends_on).isoformat(),
        "/".join(DAYS[day] for day in request.weekdays),
        student.town if is_known else "Schiedam",
    )


def _remember(request, data):
    """As if an earlier list of this school had the same columns."""
    school_list = open_list(data)
    SchoolLayout.objects.create(
        school=request.school,
        institution=request.institution,
        columns=layout_of(school_list.header, school_list.guessed),
    )
