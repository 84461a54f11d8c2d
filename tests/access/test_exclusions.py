"""Where a student rather not goes is read by the coordinator and the school, and by nobody on a leerplaats."""

import pytest
from django.urls import reverse

from onboarding.enums import WishKind
from onboarding.models import Wish
from tests.access.checks import address_of, undone
from tests.access.identities import browser
from tests.access.kinds import KINDS
from tests.access.matrix import ROWS

pytestmark = pytest.mark.django_db
UNWANTED = "zeewierkamer"


@pytest.fixture
def world(worlds):
    a, _, cookies = worlds
    with undone():
        for request in (a.wishes, a.request, a.placement.request):
            request.wishes.all().delete()
            Wish.objects.create(request=request, kind=WishKind.NOT, words=UNWANTED)
        yield a, cookies


def pages_of(who, a, cookies):
    """The name and the bytes of every page of the matrix that this person opens."""
    for row in ROWS:
        if "GET" not in row.methods.split() or who not in KINDS[row.kind].enters:
            continue
        response = browser(cookies[who]).get(address_of(row, a))
        if not response.streaming and response["Content-Type"].startswith("text/html"):
            yield row.name, response.content


@pytest.mark.parametrize("who", ["praktijkopleider", "werkbegeleider"])
def test_no_page_of_a_leerplaats_shows_it(world, who):
    pages = dict(pages_of(who, *world))
    assert [name for name, content in pages.items() if UNWANTED.encode() in content] == []
    assert len(pages) > 20


@pytest.mark.parametrize("who", ["coordinator", "schoolcoordinator"])
def test_who_looks_for_a_place_reads_it_so_that_it_could_leak(world, who):
    a, cookies = world
    page = browser(cookies[who]).get(reverse("wishes-edit", args=[a.request.pk]))
    assert UNWANTED.encode() in page.content
