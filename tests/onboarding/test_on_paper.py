"""Lists to print hold every row of the choice, and say what was chosen."""

import pytest
from django.urls import reverse

from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    InstitutionFactory,
    PeriodFactory,
    PlacementFactory,
    PlacementRequestFactory,
    ProgrammeFactory,
    SchoolFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db
MORE_THAN_A_PAGE = 53


@pytest.fixture
def world():
    """A school with more students at one institution than a page holds, one of them placed."""
    school, institution = SchoolFactory(), InstitutionFactory()
    shared = {
        "institution": institution,
        "period": PeriodFactory(name="Najaar op papier"),
        "programme": ProgrammeFactory(),
    }
    for number in range(MORE_THAN_A_PAGE):
        PlacementRequestFactory(student=StudentFactory(school=school, last_name=f"Rij{number:03}"), **shared)
    placed = PlacementFactory(
        offer__leerplaats__location__institution=institution, request__student=StudentFactory(school=school)
    )
    return {
        "placed": placed,
        "period": shared["period"],
        "school": person(Role.SCHOOL_COORDINATOR, school),
        "institution": person(Role.COORDINATOR, institution),
    }


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("who", ["school", "institution"])
def test_every_student_of_the_choice_is_on_the_page_to_print(client, world, who):
    client.force_login(world[who])
    screen = text_of(client.get(f"{reverse('student-list')}?status=zoekt&pagina=2"))
    assert screen.count("Rij0") < MORE_THAN_A_PAGE
    address = f"{reverse('student-print')}?status=zoekt"
    assert f'href="{address}"' in screen

    paper = text_of(client.get(address))

    for number in range(MORE_THAN_A_PAGE):
        assert f"Rij{number:03}" in paper
    assert world["placed"].student.name not in paper
    assert "Druk deze pagina af" in paper and "Toon: Nog geen" in paper
    assert f'href="{reverse("student-list")}?status=zoekt"' in paper
    assert 'class="pages"' in screen and 'class="pages"' not in paper


def test_the_choice_stands_in_words_above_the_list(client, world):
    client.force_login(world["school"])
    paper = text_of(client.get(f"{reverse('student-print')}?periode={world['period'].pk}&zoek=rij01"))
    assert "Naam of studentnummer: rij01. Periode: Najaar op papier." in paper
    assert "Alles, zonder keuze." in text_of(client.get(reverse("student-print")))


def test_every_line_of_the_log_is_on_the_page_to_print(client, world):
    client.force_login(world["institution"])
    placement = world["placed"]
    for _ in range(MORE_THAN_A_PAGE):
        AuditEvent.record("placement.arrival", placement, by=None, institution=placement.institution)
    words = "Eerste dag of werkbegeleider aangepast"
    screen = client.get(f"{reverse('log')}?soort=stages")
    assert len(screen.context["lines"]) < MORE_THAN_A_PAGE
    paper = text_of(client.get(f"{reverse('log-print')}?soort=stages&van=01-01-2020"))
    assert paper.count(words) == MORE_THAN_A_PAGE
    assert "Wat: Stages. Vanaf welke dag: 1 januari 2020." in paper


def test_a_page_of_a_list_says_on_paper_that_there_is_more(client, world):
    client.force_login(world["school"])
    assert "Dit is pagina 1 van 2 van deze lijst." in text_of(client.get(reverse("student-list")))
