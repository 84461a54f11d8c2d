"""A coordinator and a praktijkopleider of one institution, each with a client that is logged in."""

import io

import pytest
from django.db import connection
from django.forms import BooleanField, MultipleChoiceField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from profiles.enums import Role
from profiles.questions import PARTS, QUESTIONS
from profiles.topic_pages import topic_url
from tests.factories import LeerplaatsFactory, LeerplaatsprofielFactory, person


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(name="De Kade", location__name="Kadeburg Zuid")


@pytest.fixture
def profile(leerplaats):
    """A concept with the six required answers, not online."""
    return LeerplaatsprofielFactory(leerplaats=leerplaats)


@pytest.fixture
def joost(leerplaats):
    return person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats, name="Joost Voorbeeld")


@pytest.fixture
def farida(leerplaats):
    return person(Role.COORDINATOR, leerplaats.institution, name="Farida Voorbeeld")


@pytest.fixture
def as_joost(joost):
    return logged_in(joost)


@pytest.fixture
def as_farida(farida):
    return logged_in(farida)


@pytest.fixture
def as_region():
    return logged_in(person(Role.REGIONAL_ADMIN))


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    """The page as one line, so that a sentence is found whatever its line breaks."""
    return " ".join(response.content.decode().split())


def query_count(client, url):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def part_url(leerplaats, number):
    """Where a part begins."""
    return reverse("profile-part", args=[leerplaats.pk, number])


def page_url(leerplaats, key):
    """The page of the editor with a question."""
    part, topic = next((part, topic) for part in PARTS for topic in part.topics if QUESTIONS[key] in topic.questions)
    return topic_url(leerplaats, part, topic)


def typed(response, **changes):
    """What the form on a page would send, with `changes`: a name with None is left out."""
    form = response.context["form"]
    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        value = field.prepare_value(value) if not form.is_bound else value
        is_box = isinstance(field, BooleanField | MultipleChoiceField)
        data[name] = (value or None) if is_box else "" if value is None else value  # nobody sends an empty box
    data |= changes
    return {name: value for name, value in data.items() if value is not None}


def photo_file(name="ingang.jpg", size=(1200, 800), layout="JPEG", **options):
    """An uploaded file with a picture in it."""
    data = io.BytesIO()
    Image.new("RGB", size, "teal").save(data, layout, **options)
    data.seek(0)
    data.name = name
    return data
