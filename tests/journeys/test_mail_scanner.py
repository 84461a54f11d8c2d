"""A scanner of mail that is a whole browser: it runs every script of every address in every mail, clicks nothing."""

import pytest
from django.urls import reverse

from tests.access.worlds import build_two_worlds
from tests.conftest import PHONE
from tests.mailed_addresses import mailed, secrets_of, state
from toolbox.actions.base_formats import load_base_formats

pytestmark = pytest.mark.browser


def test_a_browser_that_opens_everything_changes_nothing_and_the_student_gets_in(browser_page, site):
    load_base_formats()
    world, _ = build_two_worlds()
    secrets = secrets_of(world)
    paths = sorted({path for found in mailed(world, secrets).values() for path in found})
    before = state()
    scanner = browser_page(PHONE)
    for path in paths:
        scanner.goto(path, wait_until="networkidle")
    assert len(paths) > 10
    assert state() == before
    student = browser_page(PHONE)
    student.goto(secrets.stage)
    with student.expect_navigation(url=f"**{reverse('my-placement')}"):
        student.get_by_role("button", name="Open mijn stage").click()
    student.get_by_role("heading", level=1, name=world.student.given_name).wait_for()
