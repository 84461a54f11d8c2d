"""Ending a role: the access goes at once, and so does the guidance of students."""

import pytest
from django.urls import reverse

from profiles.enums import Role
from tests.factories import LeerplaatsprofielFactory, PlacementFactory, TaskFactory, person
from toolbox.enums import Owner, Signal

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def guided():
    """A placement whose werkbegeleider is known, with the task settled."""
    placement = PlacementFactory()
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    placement.werkbegeleider = person(Role.WERKBEGELEIDER, placement.institution, name="Samira Voorbeeld")
    placement.save()
    TaskFactory(
        placement=placement,
        signal=Signal.SUPERVISOR_KNOWN,
        owner=Owner.PRAKTIJKOPLEIDER,
        done_at=placement.confirmed_at,
    )
    return placement


def test_whoever_leaves_is_no_longer_the_one_who_meets_the_student(client, guided):
    client.force_login(person(Role.COORDINATOR, guided.institution))
    url = reverse("member-end", args=[guided.werkbegeleider.memberships.get().pk])

    asked = text_of(client.get(url))
    done = text_of(client.post(url, follow=True))

    assert "1 student verliest de werkbegeleider: Noor" in asked
    assert "1 student heeft een nieuwe werkbegeleider nodig" in done
    guided.refresh_from_db()
    assert guided.werkbegeleider is None
    assert not guided.tasks.get().is_done


def test_the_end_of_another_role_leaves_the_guidance(client, guided):
    client.force_login(person(Role.COORDINATOR, guided.institution))
    other = person(Role.PRAKTIJKOPLEIDER, guided.institution)

    client.post(reverse("member-end", args=[other.memberships.get().pk]))

    guided.refresh_from_db()
    assert guided.werkbegeleider is not None


def test_someone_without_a_role_reads_whom_to_ask(client, guided):
    leaving = guided.werkbegeleider
    leaving.memberships.update(ends_on=leaving.memberships.get().starts_on)
    client.force_login(leaving)

    assert "Je hebt nu geen toegang" in text_of(client.get(reverse("home"), follow=True))
