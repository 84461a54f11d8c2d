"""The page of the student explains the words of the institution, and of no other."""

import pytest

from profiles.enums import Role
from profiles.models import Membership
from tests.factories import ANSWERS, GlossaryTermFactory, LeerplaatsprofielFactory, PlacementFactory

pytestmark = pytest.mark.django_db


def test_words_in_the_texts_lead_to_the_bottom_of_the_page(client):
    answers = ANSWERS | {"bring": ["je MDO-map"], "first_day": [["9.00", "MDO met Samira"]]}
    leerplaats = LeerplaatsprofielFactory(online=True, answers=answers).leerplaats
    placement = PlacementFactory(offer__leerplaats=leerplaats, request__student__with_user=True)
    own = GlossaryTermFactory(institution=leerplaats.institution, term="MDO", explanation="groot overleg")
    GlossaryTermFactory(term="Samira", explanation="van een ander")
    user = placement.request.student.user
    assert Membership.objects.filter(user=user, role=Role.STUDENT).exists()
    client.force_login(user)
    page = client.get("/mijn-stage").content.decode()
    assert page.count(f'href="#woord-{own.pk}"') == 2
    assert page.index("Woorden op deze pagina") > page.index(f'id="bij-{own.pk}"')
    assert "groot overleg" in page
    assert "van een ander" not in page
