"""Printing: one action makes one tagged PDF for everyone who starts on a date; each document also by itself."""

import io
import uuid

import docx
import pikepdf
import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from onboarding.actions.prints import make_print
from onboarding.enums import PrintStatus
from onboarding.models import PrintJob
from profiles.enums import Role
from tests.factories import (
    LeerplaatsprofielFactory,
    PlacementFactory,
    PlacementRequestFactory,
    PlaceOfferFactory,
    StudentFactory,
    TaskFactory,
    person,
)
from toolbox.enums import Owner, TemplateFormat

pytestmark = pytest.mark.django_db
LISTS = (TemplateFormat.INTRODUCTION_CHECKLIST, TemplateFormat.INWERKDOCUMENT)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def offer():
    offer = PlaceOfferFactory()
    LeerplaatsprofielFactory(leerplaats=offer.leerplaats, online=True)
    return offer


def place(offer, name):
    """A placement of a student of that name, with one item in each list."""
    student = StudentFactory(given_name=name, with_user=True)
    request = PlacementRequestFactory(
        student=student, institution=offer.institution, period=offer.period, programme=offer.programme
    )
    placement = PlacementFactory(offer=offer, request=request)
    for kind in LISTS:
        TaskFactory(
            placement=placement,
            format=kind,
            section="Stagedag 1",
            text=f"Kennismaken met {name}",
            owner=Owner.WERKBEGELEIDER,
            days_before=None,
            stagedag=1,
            due_on=placement.starts_on,
        )
    return placement


@pytest.fixture
def coordinator(client, offer):
    client.force_login(person(Role.COORDINATOR, offer.institution))
    return client


def ask(client, placement, kind=TemplateFormat.INWERKDOCUMENT, **changes):
    data = {"key": uuid.uuid4(), "format": kind, "starts_on": placement.starts_on.isoformat(), **changes}
    return client.post(reverse("print-start"), data, follow=True)


@pytest.mark.parametrize("kind", LISTS)
def test_one_action_makes_one_tagged_pdf_with_a_bookmark_per_student(coordinator, offer, kind):
    placements = [place(offer, name) for name in ("Noor", "Şeyma")]
    page = ask(coordinator, placements[0], kind)
    assert "We maken de pdf" in text_of(page)

    job = PrintJob.objects.get()
    make_print(job.pk)

    assert "De pdf is klaar" in text_of(coordinator.get(reverse("print-job", args=[job.pk])))
    answer = coordinator.get(reverse("print-file", args=[job.pk]))
    with pikepdf.open(io.BytesIO(b"".join(answer.streaming_content))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert len(titles) == 2
    assert any("Noor" in title for title in titles)
    assert any("Şeyma" in title for title in titles)


def test_a_double_click_makes_one_job(coordinator, offer):
    placement, key = place(offer, "Noor"), uuid.uuid4()

    ask(coordinator, placement, key=key)
    ask(coordinator, placement, key=key)

    assert PrintJob.objects.count() == 1
    assert ProcrastinateJob.objects.filter(task_name="make_print").count() == 1


def test_nobody_on_that_leerplaats_is_said_at_the_field(coordinator, offer):
    placement = place(offer, "Noor")
    other = PlaceOfferFactory(leerplaats__location=offer.leerplaats.location).leerplaats

    page = text_of(ask(coordinator, placement, leerplaats=other.pk))

    assert page.count("Op deze leerplaats start er dan niemand. Kies een andere leerplaats.") == 2
    assert not PrintJob.objects.exists()


def test_a_date_without_starters_cannot_be_chosen(coordinator, offer):
    placement = place(offer, "Noor")

    page = text_of(ask(coordinator, placement, starts_on="2031-01-01"))

    assert page.count("Op deze datum start er niemand. Kies een andere startdatum.") == 2


def test_text_that_looks_like_html_is_printed_as_text(coordinator, offer):
    placement = place(offer, "Noor")
    placement.tasks.update(text="<table><td colspan=1000><img src='file:///etc/passwd'>")
    ask(coordinator, placement)

    make_print(PrintJob.objects.get().pk)

    job = PrintJob.objects.get()
    assert (job.status, job.pages, job.failures) == (PrintStatus.READY, 1, [])


def test_the_word_file_opens_and_holds_the_items(coordinator, offer):
    placement = place(offer, "Noor")

    answer = coordinator.get(reverse("placement-document", args=[placement.pk, "inwerkdocument", "docx"]))

    document = docx.Document(io.BytesIO(answer.content))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(style.startswith(("Heading", "Title")) for style in styles)
    assert "Kennismaken met Noor" in " ".join([*cells, *(p.text for p in document.paragraphs)])


def test_the_student_gets_the_own_inwerkdocument_and_nobody_elses(client, offer):
    mine, other = place(offer, "Noor"), place(offer, "Sam")
    client.force_login(mine.student.user)

    answer = client.get(reverse("my-placement-print"))

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert "Noor" in str(pdf.docinfo.get("/Title", "")) or "Noor" in str(pdf.open_metadata().get("dc:title"))
    address = reverse("placement-document", args=[other.pk, "inwerkdocument", "pdf"])
    assert client.get(address).status_code == 403


def test_a_print_of_somebody_else_does_not_exist(client, coordinator, offer):
    ask(coordinator, place(offer, "Noor"))
    job = PrintJob.objects.get()
    make_print(job.pk)
    client.force_login(person(Role.COORDINATOR))

    assert client.get(reverse("print-job", args=[job.pk])).status_code == 404
    assert client.get(reverse("print-file", args=[job.pk])).status_code == 404


def test_an_unknown_document_does_not_exist(coordinator, offer):
    placement = place(offer, "Noor")

    for address in (["geheim", "pdf"], ["inwerkdocument", "exe"]):
        assert coordinator.get(reverse("placement-document", args=[placement.pk, *address])).status_code == 404
