"""The privacy page: it says what the register says, and who sees what as the page of the student does."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from onboarding.kept_words import belongs_to_a_student, kept_lines
from onboarding.who_sees_what import VIEWERS
from onboarding.whole_register import ENTRIES


def test_everything_of_a_student_in_the_register_has_a_line():
    said = {model for line in kept_lines() for model in line.models}
    assert {one.model for one in ENTRIES if belongs_to_a_student(one.model)} - said == set()
    assert said <= {one.model for one in ENTRIES}


@pytest.mark.django_db
def test_the_privacy_page_says_the_same_as_the_page_of_the_student(client):
    text = client.get(reverse("privacy")).content.decode()
    for viewer in VIEWERS:
        assert escape(viewer.who) in text
        block = text.split(f"<summary>{escape(viewer.who)}</summary>")[1].split("</details>")[0]
        said = [escape(thing.value) for _, things in viewer.parts for thing in things]
        assert re.findall(r"<li>(.*?)</li>", block) == said
    for line in kept_lines():
        assert escape(line.what) in text
    assert "60 dagen" in text and "tot 4 weken na je stage" in text
