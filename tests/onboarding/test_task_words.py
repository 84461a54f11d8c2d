"""What a task says to people: merge fields filled, its explanation shown, and the end of a stage in its time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.tasks import tasks_of
from onboarding.models import Task
from profiles.enums import Role
from tests.factories import (
    ItemFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    StudentFactory,
    TaskFactory,
    UserFactory,
    person,
)
from toolbox.actions.templates import with_content
from toolbox.enums import Level, Owner, TemplateFormat
from toolbox.models import Template

pytestmark = pytest.mark.django_db


def place(starts_in=10, weeks=20, **fields):
    start = timezone.localdate() + timedelta(days=starts_in)
    placement = PlacementFactory(
        starts_on=start,
        ends_on=start + timedelta(weeks=weeks),
        request__student=StudentFactory(with_user=True),
        **fields,
    )
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


def page_of(client, placement):
    client.force_login(placement.student.user)
    return " ".join(client.get(reverse("my-placement")).content.decode().split())


def staff_page_of(client, placement):
    client.force_login(person(Role.COORDINATOR, placement.institution))
    return " ".join(client.get(reverse("placement-detail", args=[placement.pk])).content.decode().split())


def test_a_student_reads_text_and_explanation_with_what_is_known_of_the_stage(client):
    placement = place(werkbegeleider=UserFactory(name="Samira Voorbeeld"))
    TaskFactory(
        placement=placement,
        owner=Owner.STUDENT,
        text="Loop langs [meldplek], [voornaam].",
        note="Vraag naar [werkbegeleider] of [praktijkopleider].",
    )

    page = page_of(client, placement)

    assert "Loop langs Receptie hoofdingang, Noor." in page
    assert "<p>Vraag naar Samira of praktijkopleider.</p>" in page  # of whom is not known the word is said
    assert "[" not in page.split("<main")[1].split("</main")[0]
    assert Task.objects.get(placement=placement).text == "Loop langs [meldplek], [voornaam]."


def test_staff_read_the_same_on_the_page_of_the_placement(client):
    placement = place()
    TaskFactory(
        placement=placement, owner=Owner.RECEPTION, text="Leg de pas van [naam] klaar.", note="Balie [locatie]."
    )

    page = staff_page_of(client, placement)

    assert f"Leg de pas van {placement.student.name} klaar." in page
    assert f"Balie {placement.leerplaats.location.name}." in page


def test_the_overview_names_what_is_missing_with_its_fields_filled(client, django_assert_max_num_queries):
    placement = place()
    client.force_login(person(Role.COORDINATOR, placement.institution))
    due = timezone.localdate() + timedelta(days=3)
    for number in range(3):
        TaskFactory(placement=placement, owner=Owner.RECEPTION, text=f"Pas {number} voor [voornaam].", due_on=due)
    with django_assert_max_num_queries(21):
        page = client.get(reverse("placement-overview")).content.decode()
    assert "Pas 0 voor Noor, pas 1 voor Noor en pas 2 voor Noor" in page


def farewell(placement):
    """The tasks of the checklist afscheid of the region, as a confirmed placement gets them."""
    template = with_content(
        Template.objects.filter(format=TemplateFormat.OFFBOARDING_CHECKLIST, level=Level.REGION)
    ).get()
    return Task.objects.bulk_create(tasks_of(placement, template))


def test_before_the_start_nobody_reads_about_the_end(client):
    placement = place(starts_in=10)
    farewell(placement)

    assert "laatste dag</h3>" not in page_of(client, placement)
    staff = staff_page_of(client, placement)
    assert "te laat" not in staff
    assert "Afscheid" not in staff


def test_near_the_end_student_and_staff_each_have_their_list(client):
    placement = place(starts_in=-125, weeks=20)
    tasks = farewell(placement)
    own = next(task for task in tasks if task.owner == Owner.STUDENT)
    theirs = next(task for task in tasks if task.owner == Owner.WERKBEGELEIDER)

    page = page_of(client, placement)
    assert "Dit doe jij" in page
    assert own.text in page
    answer = client.post(reverse("my-placement-tick", args=["einde"]), {"item": own.pk, "checked": "1"})
    assert answer.json()["done"] == 1

    assert theirs.text in staff_page_of(client, placement)
    client.post(reverse("placement-tick", args=[placement.pk]), {"lijst": "afscheid", "done": [theirs.pk, own.pk]})
    done = set(Task.objects.exclude(done_at=None).values_list("pk", flat=True))
    assert done == {own.pk, theirs.pk}


def test_the_list_of_the_start_and_of_the_end_do_not_untick_each_other(client):
    placement = place(starts_in=-125, weeks=20)
    farewell(placement)
    start = TaskFactory(placement=placement, owner=Owner.RECEPTION, text="Pas", done_at=timezone.now())
    client.force_login(person(Role.COORDINATOR, placement.institution))

    client.post(reverse("placement-tick", args=[placement.pk]), {"lijst": "afscheid"})

    start.refresh_from_db()
    assert start.is_done


def test_in_a_short_stage_nothing_of_the_end_is_due_before_the_first_day():
    placement = place(starts_in=10, weeks=2)
    item = ItemFactory(
        section__template__format=TemplateFormat.OFFBOARDING_CHECKLIST, stagedag=None, days_before_end=28
    )
    template = with_content(Template.objects.filter(pk=item.section.template_id)).get()
    task = next(task for task in tasks_of(placement, template) if task.item_id == item.pk)
    assert task.due_on == placement.starts_on
