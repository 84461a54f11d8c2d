"""What the tests of printing share: people who start, and the way through the three steps."""

import io
import uuid
from html import unescape

import pikepdf
from django.urls import reverse

from onboarding.models import PrintJob
from tests.factories import PlacementFactory, PlacementRequestFactory, StudentFactory, TaskFactory
from toolbox.enums import Owner, TemplateFormat
from toolbox.formats import FORMATS

LISTS = (TemplateFormat.INTRODUCTION_CHECKLIST, TemplateFormat.INWERKDOCUMENT)


def text_of(response):
    return " ".join(unescape(response.content.decode()).split())


def place(offer, name, **extra):
    """A placement of a student of that name, with one item in each list."""
    student = StudentFactory(given_name=name, with_user=True)
    request = PlacementRequestFactory(
        student=student, institution=offer.institution, period=offer.period, programme=offer.programme
    )
    placement = PlacementFactory(offer=offer, request=request, **extra)
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


def address(*formats, **chosen):
    """Where step 2 is, with what step 1 asked."""
    words = [f"bladen={key}" for key in formats] + [f"{name}={value}" for name, value in chosen.items()]
    return f"{reverse('print-start')}?stap=2&{'&'.join(words)}"


def ask(client, placements, *formats, **changes):
    """Ask for a print of these formats for these placements; the answer, after the last step."""
    formats = formats or (TemplateFormat.INWERKDOCUMENT,)
    layouts = {f"vorm_{key}": FORMATS[key].layouts[0] for key in formats if FORMATS[key].layouts}
    people = [one.pk for one in placements]
    data = {"key": uuid.uuid4(), "studenten": people, "volgorde": "student", "per_vel": "1", "maak": "ja", **layouts}
    return client.post(address(*formats), data | changes, follow=True)


def titles(job):
    """The bookmarks of the file of a print, with the number of pages of the whole."""
    job = PrintJob.objects.get(pk=job.pk)
    with job.file.open("rb") as file:
        data = file.read()
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        return [item.title for item in outline.root], len(pdf.pages)
