"""What the student page weighs, measured in the browser on the site as it is served in production."""

import gzip
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test.testcases import LiveServerThread

from onboarding.actions.tasks import copy_items, templates_in_force
from onboarding.demo.content import read_region
from tests.conftest import PHONE
from tests.factories import LeerplaatsprofielFactory, PlacementFactory, PlaceOfferFactory, StudentFactory
from tests.journeys.logging_in import let_in
from toolbox.actions.base_formats import load_base_formats

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BUDGET = 150_000  # bytes on the wire, everything but photos (accessibility.md A19)
# What the phone gets besides, to read without internet; of its stylesheets it already has the file.
KEPT = ("/zonder-internet.js", "/mijn-stage/zonder-internet")


@pytest.fixture
def production_site(settings, tmp_path):
    """A real server with static files as production has them: hashed, compressed, and served by WhiteNoise."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    server = LiveServerThread("localhost", static_handler=lambda site: site)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def student():
    """A student with every list that ships with the product, on the leerplaats of the demo that says most."""
    load_base_formats()
    written = max(
        (one for institution in read_region().institutions for one in institution.leerplaatsen),
        key=lambda one: len(str(one.answers)),
    )
    profile = LeerplaatsprofielFactory(answers=written.answers, online=True)
    student = StudentFactory(with_user=True)
    placement = PlacementFactory(offer=PlaceOfferFactory(leerplaats=profile.leerplaats), request__student=student)
    copy_items(placements=[placement], templates=templates_in_force(placement.leerplaats))
    return student


def test_student_page_stays_within_its_budget(production_site, student, browser, browser_page):
    page = browser_page(PHONE)
    let_in(page, student.user, production_site)
    answers = []
    page.on("requestfinished", lambda request: answers.append(request))
    page.goto(f"{production_site}/mijn-stage", wait_until="networkidle")
    weight = {urlsplit(one.url).path: on_the_wire(one) for one in answers if "/foto/" not in one.url}
    assert {urlsplit(one.url).netloc for one in answers} == {urlsplit(production_site).netloc}
    assert any(path.endswith(".woff2") for path in weight), "no font was measured"
    assert any(path.startswith("/static/vendor/bootstrap.min.") for path in weight), "no stylesheet was measured"
    kept = sum(len(gzip.compress(page.request.get(f"{production_site}{address}").body())) for address in KEPT)
    assert sum(weight.values()) + kept < BUDGET, weight


def on_the_wire(request):
    """The bytes of an answer, head and body, as they came in."""
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]
