"""The student's page beyond its first lines: stops that fold, own points, paper, and what a phone may keep."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.own_tasks import mark_of
from onboarding.enums import PlacementStatus
from onboarding.models import Task
from onboarding.paper_plan import sheet_of
from onboarding.student_page import build
from profiles.enums import Purpose, Role
from tests.factories import (
    ConsentFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    PortraitFactory,
    StudentFactory,
    TaskFactory,
    UserFactory,
    person,
)
from toolbox.enums import Owner, TemplateFormat

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    placement = PlacementFactory(request__student=StudentFactory(with_user=True))
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


@pytest.fixture
def student(client, placement):
    client.force_login(placement.student.user)
    return client


@pytest.fixture
def point(placement):
    return TaskFactory(placement=placement, text="Fietsband plakken", owner=Owner.STUDENT, own=True)


def text_of(response):
    return " ".join(response.content.decode().split())


def began(placement, days_ago):
    length = placement.ends_on - placement.starts_on
    placement.starts_on = timezone.localdate() - timedelta(days=days_ago)
    placement.ends_on = placement.starts_on + length
    placement.weekdays = [0, 1, 2, 3, 4, 5, 6]
    placement.save()


def open_stops(page):
    return re.findall(r'<section id="(\w+)" aria-labelledby="\w+-kop"> <details class="stop" open>', page)


# --- The stops ---------------------------------------------------------------------


@pytest.mark.parametrize(("days_ago", "stop"), [(-3, "voor"), (0, "dag"), (2, "week"), (30, "daarna")])
def test_the_page_is_open_where_the_student_is(student, placement, days_ago, stop):
    began(placement, days_ago)

    page = text_of(student.get(reverse("my-placement")))

    assert open_stops(page) == [stop]
    assert f'aria-current="step"><a href="#{stop}">' in page


def test_an_earlier_stop_says_how_far_it_is(student, placement):
    TaskFactory.create_batch(2, placement=placement)
    TaskFactory(placement=placement, done_at=timezone.now())
    began(placement, 30)

    page = text_of(student.get(reverse("my-placement")))

    assert "<span data-stop-done>1</span> van 3 klaar" in page


def test_of_a_long_list_the_first_points_are_unfolded(student, placement):
    today = timezone.localdate()
    for number in range(10):
        TaskFactory(placement=placement, text=f"Straks {number}", due_on=today + timedelta(days=60))
    TaskFactory(placement=placement, text="Nu", due_on=today + timedelta(days=2))
    TaskFactory(placement=placement, text="Gedaan", done_at=timezone.now() - timedelta(days=3))

    page = text_of(student.get(reverse("my-placement")))

    assert "<summary>Ook nog te doen: 3 punten</summary>" in page
    assert "<summary>Al klaar: 1 punt</summary>" in page
    assert page.index(">Nu</label>") < page.index(">Straks 0</label>") < page.index("Ook nog te doen: 3 punten")
    # Without script the whole list is sent, so no line may be missing.
    assert page.count('class="form-check-input" name="done"') == 12


def test_all_done_says_so_and_something_open_does_not(student, placement):
    task = TaskFactory(placement=placement)
    ready = re.compile(r'<p class="all-done" data-all-done( hidden)?>')

    assert ready.search(text_of(student.get(reverse("my-placement"))))[1]
    Task.objects.filter(pk=task.pk).update(done_at=timezone.now())
    assert not ready.search(text_of(student.get(reverse("my-placement"))))[1]


def test_a_colleague_has_a_face_only_with_consent(student, placement):
    placement.werkbegeleider = UserFactory(name="Samira Voorbeeld")
    placement.save()
    address = reverse("portrait", args=[PortraitFactory(user=placement.werkbegeleider).pk])

    assert address not in text_of(student.get(reverse("my-placement")))
    ConsentFactory(user=placement.werkbegeleider, purpose=Purpose.PHOTO_STUDENTS)
    assert address in text_of(student.get(reverse("my-placement")))


def test_a_stage_that_is_over_thanks_and_leads_on(student, placement):
    began(placement, (placement.ends_on - placement.starts_on).days + 10)

    page = text_of(student.get(reverse("my-placement")))

    assert f"Bedankt voor je tijd op {placement.leerplaats.name}." in page
    assert open_stops(page) == []
    assert reverse("my-relay") in page


def test_a_cancelled_stage_says_so_and_what_is_next(student, placement):
    placement.status, placement.cancelled_at = PlacementStatus.CANCELLED, timezone.now()
    placement.save()

    page = text_of(student.get(reverse("my-placement")))

    assert f"Je stage op {placement.leerplaats.name} gaat niet door." in page
    assert placement.student.school.email in page


# --- Own points --------------------------------------------------------------------


def test_an_own_point_is_changed_and_shared(student, placement, point):
    student.post(
        reverse("my-task", args=[point.pk]),
        {"text": "  Fietsband laten plakken ", "shared": "on", "seen": mark_of(point)},
    )

    point.refresh_from_db()
    assert (point.text, point.shared) == ("Fietsband laten plakken", True)


def test_two_changes_at_once_show_both_and_lose_nothing(student, point):
    seen = mark_of(point)
    Task.objects.filter(pk=point.pk).update(text="Op de telefoon geschreven")
    url = reverse("my-task", args=[point.pk])

    answer = student.post(url, {"text": "Op de laptop geschreven", "seen": seen})
    page = text_of(answer)
    again = re.search(r'name="seen" value="(\w+)"', page)[1]

    assert answer.status_code == 409
    assert "Op de telefoon geschreven" in page and "Op de laptop geschreven" in page
    student.post(url, {"text": "Op de laptop geschreven", "seen": again})
    point.refresh_from_db()
    assert point.text == "Op de laptop geschreven"


def test_a_point_that_was_taken_away_is_put_back_once(student, placement, point):
    Task.objects.filter(pk=point.pk).update(shared=True, done_at=timezone.now())
    page = text_of(student.post(reverse("my-task-remove", args=[point.pk]), follow=True))
    assert not placement.tasks.filter(own=True).exists()
    assert "Van je lijst gehaald: Fietsband plakken" in page

    back = {"text": "Fietsband plakken", "shared": "on", "done": "on"}
    for _ in range(2):
        page = text_of(student.post(reverse("my-placement-add-task"), back, follow=True))

    task = placement.tasks.get(own=True)
    assert (task.text, task.shared, task.is_done) == ("Fietsband plakken", True, True)
    assert "Van je lijst gehaald" not in page


def test_a_line_of_the_sjabloon_is_no_own_point(student, placement):
    task = TaskFactory(placement=placement)

    assert student.get(reverse("my-task", args=[task.pk])).status_code == 404
    assert student.post(reverse("my-task-remove", args=[task.pk])).status_code == 404
    assert Task.objects.filter(pk=task.pk).exists()


def test_staff_read_what_is_shared_and_only_count_the_rest(client, placement, point):
    TaskFactory(placement=placement, text="Ik ben bang voor bloed", owner=Owner.STUDENT, own=True)
    Task.objects.filter(pk=point.pk).update(shared=True)
    client.force_login(person(Role.COORDINATOR, placement.institution))

    page = text_of(client.get(reverse("placement-detail", args=[placement.pk])))

    assert "Deelt met jullie: Fietsband plakken" in page
    assert "0 van 2 klaar" in page
    assert "Ik ben bang voor bloed" not in page


def test_the_student_reads_at_each_point_who_sees_it(student, placement, point):
    TaskFactory(placement=placement, text="Gedeeld", owner=Owner.STUDENT, own=True, shared=True)

    page = text_of(student.get(reverse("my-placement")))

    assert page.count("Alleen jij leest dit. Je begeleiders zien alleen of het klaar is.") == 1
    assert page.count("<p>Ook zichtbaar voor je begeleiders.</p>") == 1


# --- Paper -------------------------------------------------------------------------


def test_paper_has_what_is_open_and_what_does_not_fit_is_counted(placement):
    for number in range(80):
        TaskFactory(placement=placement, text=f"Punt {number}", position=number)
    TaskFactory(placement=placement, done_at=timezone.now())
    page = build(placement, list(placement.tasks.all()), (), timezone.localdate())

    sheet = sheet_of(page, 10)

    shown = [point for points in sheet.lists for point in points.points]
    assert 10 < len(shown) < 80
    assert len(shown) + sheet.left == 80
    assert sheet.done == 1


def test_paper_without_anything_to_do_says_so(student):
    page = text_of(student.get(reverse("my-placement-paper")))

    assert "Hier hoef je niets te doen." in page
    assert "Ben je ziek?" in page


# --- Without internet --------------------------------------------------------------


def test_the_kept_page_has_the_facts_and_nothing_of_others(student, placement, point):
    person(Role.PRAKTIJKOPLEIDER, placement.institution, placement.leerplaats, name="Joost Hier")
    TaskFactory(placement=placement, text="Inwerken", format=TemplateFormat.INWERKDOCUMENT, stagedag=1)

    answer = student.get(reverse("my-placement-offline"))
    page = text_of(answer)

    assert "Receptie hoofdingang, Kadeplein 4" in page and "Ben je ziek?" in page
    assert "Joost" not in page.replace("van Joost", "")  # only as who tells an unknown fact
    assert "Fietsband" not in page and "Inwerken" not in page and "csrfmiddlewaretoken" not in page
    assert "no-store" in answer["Cache-Control"]


def test_after_the_stage_nothing_is_kept(student, placement):
    began(placement, 400)

    assert student.get(reverse("my-placement-offline")).status_code == 404


def test_the_script_knows_the_addresses_by_which_somebody_leaves(client):
    script = client.get(reverse("offline-worker"))
    text = script.content.decode()
    doors = re.findall(r'"([^"]+)"', re.search(r"DOORS = \[(.*)\]", text)[1])

    assert script["Content-Type"] == "text/javascript; charset=utf-8"
    assert text == Path(finders.find("js/offline_worker.js")).read_text()
    assert f'PAGE = "{reverse("my-placement-offline")}"' in text
    assert f'STAGE = "{reverse("my-placement")}"' in text
    for address in (
        reverse("account_logout"),
        reverse("account_login"),
        reverse("account_request_login_code"),
        reverse("link-lost"),
        reverse("personal-link", args=["geheim"]),
        reverse("account_reset_password"),
        reverse("account_reset_password_from_key", args=["1", "sleutel"]),
    ):
        assert any(address.startswith(door) for door in doors), address
