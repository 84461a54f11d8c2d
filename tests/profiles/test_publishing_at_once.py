"""Two clicks at the very same moment, over two connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from profiles.actions.leerplaatsprofielen import publish, save_part
from profiles.actions.shared_answers import save_shared
from profiles.enums import Role
from profiles.merging import DONE, read_seen, write_seen
from profiles.models import Leerplaats, Leerplaatsprofiel, ProfileVersion
from profiles.questions import ABOUT
from tests.factories import ANSWERS, LeerplaatsprofielFactory, person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Run the jobs together, each on its own connection; returns what they gave or raised."""
    start = Barrier(len(jobs))

    def run(job):
        start.wait()
        try:
            return job()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_two_publications_make_one_version():
    profile = LeerplaatsprofielFactory()
    by = person(Role.COORDINATOR, profile.institution)

    results = at_once(*[lambda: publish(leerplaats=profile.leerplaats, by=by)] * 4)

    assert {version.number for version in results} == {1}
    assert ProfileVersion.objects.count() == 1


def test_of_two_texts_none_is_written_over():
    profile = LeerplaatsprofielFactory()
    by = person(Role.COORDINATOR, profile.institution)
    seen = read_seen(write_seen({"team": None, DONE: False}))

    def save(text):
        return lambda: save_part(
            leerplaats=profile.leerplaats, part=ABOUT, answers={"team": text}, is_done=False, seen=seen, by=by
        )

    results = at_once(save("Tekst van Joost"), save("Tekst van Farida"))

    assert sorted(type(result).__name__ for result in results) == ["Clash", "Saved"]
    saved = next(result for result in results if type(result).__name__ == "Saved")
    stored = Leerplaatsprofiel.objects.get(pk=profile.pk)
    assert stored.answers["team"] == saved.profile.answers["team"]
    assert stored.version == profile.version + 1


@pytest.mark.parametrize("is_online", [True, False])
def test_what_holds_everywhere_reaches_a_profile_that_is_being_put_online(is_online):
    profile = LeerplaatsprofielFactory()
    leerplaats, rule = profile.leerplaats, ["Meld het ook bij je school."]
    by = person(Role.COORDINATOR, profile.institution)
    if is_online:
        publish(leerplaats=leerplaats, by=by)
        Leerplaatsprofiel.objects.update(answers={**ANSWERS, "team": "Wij zijn met 12."})
    put_online, told = Event(), Event()

    def publishing():
        with transaction.atomic():
            publish(leerplaats=Leerplaats.objects.get(pk=leerplaats.pk), by=by)
            put_online.set()
            told.wait(1)  # the other waits for our lock by now

    def telling():
        put_online.wait()
        seen = read_seen(write_seen({"sick_rule": None}))
        save_shared(institution=profile.institution, answers={"sick_rule": rule}, seen=seen, by=by)

    assert at_once(publishing, telling) == [None, None]

    version = Leerplaatsprofiel.objects.get(pk=profile.pk).published
    assert version.answers["sick_rule"] == rule
    assert version.answers.get("team") == ("Wij zijn met 12." if is_online else None)
