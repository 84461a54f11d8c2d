"""The page of the student: four facts, the line, lists to tick, ill, who is who."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from onboarding.models import Placement, Task
from onboarding.stagedagen import stagedagen
from onboarding.student_page import countdown, current_stop
from profiles.enums import Role
from tests.factories import (
    LeerplaatsprofielFactory,
    PlacementFactory,
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


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_page_leads_with_when_where_and_who(student, placement):
    placement.werkbegeleider = UserFactory(name="Samira Voorbeeld")
    placement.save()

    page = text_of(student.get(reverse("my-placement")))

    assert f"Welkom op {placement.leerplaats.name}, Noor" in page
    assert ", 8.30 uur" in page
    assert "Receptie hoofdingang, Kadeplein 4, 3011 AB Rotterdam" in page
    assert "Samira, je werkbegeleider" in page
    assert "Voorbeeld" not in page  # of colleagues only the first name
    assert 'href="tel:+31101234561"' in page


def test_an_unknown_fact_says_when_it_will_be_known(student, placement):
    page = text_of(student.get(reverse("my-placement")))

    assert f"van {placement.institution.name}" in page
    assert "Je hoort dit uiterlijk" in page


def test_a_student_without_a_stage_reads_whom_to_ask(client):
    lonely = StudentFactory(with_user=True)
    client.force_login(lonely.user)

    page = text_of(client.get(reverse("my-placement")))

    assert "Je stageplek is nog niet bekend" in page
    assert lonely.school.email in page


def test_opening_the_page_writes_nothing(student, placement):
    TaskFactory(placement=placement)
    student.get(reverse("my-placement"))

    placement.refresh_from_db()
    assert placement.first_seen_at is None


def test_the_page_tells_once_that_it_was_seen(student, placement):
    task = TaskFactory(placement=placement, signal="page_seen", owner=Owner.SYSTEM)

    student.post(reverse("my-placement-seen"))
    placement.refresh_from_db()
    first = placement.first_seen_at
    student.post(reverse("my-placement-seen"))
    placement.refresh_from_db()
    task.refresh_from_db()

    assert first and placement.first_seen_at == first
    assert task.is_done


def test_without_script_the_whole_list_is_saved(student, placement):
    tasks = [TaskFactory(placement=placement) for _ in range(3)]
    tasks[2].done_at = timezone.now()
    tasks[2].save()

    response = student.post(reverse("my-placement-tick", args=["voor"]), {"done": [tasks[0].pk]}, follow=True)

    assert "Bewaard. 1 van 3 klaar." in text_of(response)
    assert [Task.objects.get(pk=task.pk).is_done for task in tasks] == [True, False, False]


def test_with_script_one_tick_is_saved_at_once(student, placement):
    first, second = TaskFactory(placement=placement), TaskFactory(placement=placement)
    url = reverse("my-placement-tick", args=["voor"])

    answer = student.post(url, {"item": first.pk, "checked": "1"}).json()
    student.post(url, {"item": first.pk, "checked": "1"})

    assert answer["status"] == "Bewaard. 1 van 2 klaar."
    assert answer["done"] == 1
    second.refresh_from_db()
    assert not second.is_done
    assert student.post(url, {"item": first.pk, "checked": "0"}).json()["done"] == 0


def test_a_student_ticks_only_their_own_items(student, placement):
    of_staff = TaskFactory(placement=placement, owner=Owner.RECEPTION)
    of_another = TaskFactory()
    url = reverse("my-placement-tick", args=["voor"])

    for task in (of_staff, of_another):
        student.post(url, {"item": task.pk, "checked": "1"})
        student.post(url, {"done": [task.pk]})

    assert not Task.objects.filter(done_at__isnull=False).exists()


def test_an_own_item_comes_on_the_list_once(student, placement):
    url = reverse("my-placement-add-task")

    student.post(url, {"text": "Fietsband plakken"})
    page = text_of(student.post(url, {"text": "Fietsband plakken"}, follow=True))

    assert "Fietsband plakken" in page
    assert placement.tasks.filter(own=True).count() == 1


def test_an_empty_own_item_says_what_to_fill_in(student):
    response = student.post(reverse("my-placement-add-task"), {"text": " "})

    page = text_of(response)
    assert page.count("Vul in wat je wilt regelen, bijvoorbeeld een nieuwe fietsband.") == 2
    assert "<title>Fout: " in page


def test_late_items_say_whom_to_call(student, placement):
    TaskFactory(placement=placement, due_on=timezone.localdate() - timedelta(days=1))

    assert "Nog doen. Lukt het niet? Bel 010 123 45 61." in text_of(student.get(reverse("my-placement")))


@pytest.mark.parametrize("name", ["my-placement", "my-placement-paper", "my-question-list", "my-data", "help"])
def test_each_page_names_the_same_institution_and_the_same_number_for_help(student, placement, name):
    placement.institution.phone = "010 123 49 99"
    placement.institution.save()

    page = text_of(student.get(reverse(name)))
    asked = page.partition("Hulp nodig?")[2]

    assert f'<p class="site-sender">{placement.institution.name}</p>' in page
    assert ">010 123 49 99</a>" in asked and f">{placement.institution.email}</a>" in asked


def test_the_calendar_has_the_first_five_stagedagen(student, placement):
    body = student.get(reverse("my-placement-calendar")).content
    events = Calendar.from_ical(body).walk("VEVENT")

    days = stagedagen(placement.rhythm)[:5]
    starts = [event.decoded("dtstart") for event in events]
    assert [getattr(start, "date", lambda start=start: start)() for start in starts] == list(days)
    assert starts[0].hour == 8 and starts[0].minute == 30
    assert str(starts[0].tzinfo) == "Europe/Amsterdam"
    assert b"123 45" not in body


def test_the_queries_do_not_grow_with_the_lists(student, placement, django_assert_max_num_queries):
    url = reverse("my-placement")
    for number in (3, 297):
        Task.objects.bulk_create(
            TaskFactory.build_batch(number, placement=placement, institution=placement.institution, position=1)
        )
        # three are for what the school agreed, for requests without a place, and for what a leerplaats improved
        with django_assert_max_num_queries(18):
            student.get(url)


@pytest.mark.parametrize(
    ("days", "sentence", "stop"),
    [
        (-20, "Je start op", 1),
        (-5, "Nog 5 dagen tot je start.", 1),
        (-1, "Morgen begin je.", 1),
        (0, "Vandaag is stagedag 1 van je stage.", 2),
        (1, "Vandaag is stagedag 2 van je stage.", 3),
        (5, "Je hebt 3 stagedagen gehad.", 3),
        (9, "Vandaag is stagedag 6 van je stage.", 4),
        (200, "Je stage was klaar op", 5),
    ],
)
def test_the_first_line_follows_the_calendar(days, sentence, stop):
    placement = Placement(starts_on=date(2027, 2, 1), ends_on=date(2027, 6, 18), weekdays=[0, 1, 2])
    on = stagedagen(placement.rhythm)
    today = date(2027, 2, 1) + timedelta(days=days)

    assert countdown(placement, on, today).startswith(sentence)
    assert current_stop(placement, on, today) == stop


def test_who_is_who_names_the_praktijkopleider_of_this_leerplaats_only(student, placement):
    person(Role.PRAKTIJKOPLEIDER, placement.institution, placement.leerplaats, name="Joost Hier")
    elsewhere = PlacementFactory(offer__leerplaats__location=placement.leerplaats.location).leerplaats
    person(Role.PRAKTIJKOPLEIDER, placement.institution, elsewhere, name="Wim Daar")

    page = text_of(student.get(reverse("my-placement")))

    assert "Joost" in page
    assert "Wim" not in page


def test_the_inwerkdocument_is_ticked_by_stop(student, placement):
    first = TaskFactory(placement=placement, format=TemplateFormat.INWERKDOCUMENT, days_before=None, stagedag=1)
    third = TaskFactory(placement=placement, format=TemplateFormat.INWERKDOCUMENT, days_before=None, stagedag=3)

    student.post(reverse("my-placement-tick", args=["dag"]), {"done": [first.pk, third.pk]})

    first.refresh_from_db(), third.refresh_from_db()
    assert (first.is_done, third.is_done) == (True, False)
