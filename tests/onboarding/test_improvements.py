"""Je zei, wij deden: from what students said to what the next students read."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from onboarding.survey_pages import anchor_of
from profiles.enums import Role
from profiles.models import AuditEvent, Improvement
from tests.factories import (
    AnswerBagFactory,
    ImprovementFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    StudentFactory,
    person,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leerplaats():
    place = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=place, online=True)
    return place


@pytest.fixture
def joost(client, leerplaats):
    user = person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats)
    client.force_login(user)
    client.user = user
    return client


def sent(user, **given):
    day = timezone.localdate() + timedelta(days=40)
    words = {"said": "Het rooster kwam te laat.", "plan": "Twee weken vooruit plannen.", "about": "deel:day"}
    return words | {"owner": user.pk, "due_on": f"{day:%d-%m-%Y}", "seen": 1} | given


def page_of(response):
    return response.content.decode()


def test_a_result_becomes_an_improvement_that_the_next_students_read(joost, leerplaats, client):
    new = reverse("improvement-new", args=[leerplaats.pk])
    joost.post(new, sent(joost.user))
    improvement = Improvement.objects.get()
    listed = page_of(joost.get(reverse("improvement-list")))
    assert "Twee weken vooruit plannen." in listed and "Past aan: " in listed
    public = reverse("leerplaats-public", args=[leerplaats.slug])
    assert "Je zei, wij deden" not in page_of(client.get(public))

    done = {"result": "Je rooster is nu twee weken eerder klaar.", "is_shown": "on"}
    joost.post(reverse("improvement-finish", args=[improvement.pk]), done)

    page = page_of(client.get(public))
    assert "Studenten zeiden: Het rooster kwam te laat." in page
    assert "Je rooster is nu twee weken eerder klaar." in page
    joost.post(reverse("improvement-change", args=[improvement.pk]), {"wat": "open-weer"})
    assert "Je rooster is nu" not in page_of(client.get(public))


def test_a_low_question_is_told_beside_an_empty_field_and_is_never_published_as_what_students_said(joost, leerplaats):
    """Students said that the statement is not so: published as their words it would say the opposite."""
    statement = "Mijn pas, kleding en account waren klaar."
    AnswerBagFactory(leerplaats=leerplaats, number=5, closed=True, counts={statement: {"1": 2, "2": 1, "5": 2}})
    new = reverse("improvement-new", args=[leerplaats.pk])
    results = page_of(joost.get(reverse("survey-results", args=[leerplaats.pk, "hele-stage"])))
    link = html.unescape(re.search(rf'href="({new}[^"]+)"', results)[1])

    answer = joost.get(link)
    assert f"“{statement}” 3 van 5 vonden dit niet." in page_of(answer)
    assert not answer.context["form"]["said"].value()

    refused = joost.post(link, sent(joost.user, said="mijn pas, kleding en account  waren klaar"))
    assert "Dit is de zin uit de vragenlijst." in page_of(refused)
    assert "3 van 5 vonden dit niet." in page_of(refused)
    assert not Improvement.objects.exists()
    joost.post(link, sent(joost.user, said="Er was nog geen pas."))
    assert Improvement.objects.get().said == "Er was nog geen pas."


def test_from_a_result_somebody_goes_back_to_that_result(joost, leerplaats):
    statement = "Mijn pas, kleding en account waren klaar."
    AnswerBagFactory(leerplaats=leerplaats, number=5, closed=True, counts={statement: {"1": 3, "5": 2}})
    results = reverse("survey-results", args=[leerplaats.pk, "hele-stage"])
    asked = {"lijst": "hele-stage", "vraag": statement, "halfjaar": "2026-2"}
    new = reverse("improvement-new", args=[leerplaats.pk])
    page = page_of(joost.get(new, asked))
    assert f'href="{results}?halfjaar=2026-2#{anchor_of(statement)}"' in page and "Terug naar de antwoorden" in page

    answer = joost.post(f"{new}?{urlencode(asked)}", sent(joost.user), follow=True)
    assert answer.redirect_chain[-1][0].startswith(f"{results}?halfjaar=2026-2&vraag=")
    assert "zorgt ervoor." in page_of(answer)
    assert f'<a href="#{anchor_of(statement)}">Ga verder bij: {statement}</a>' in page_of(answer)

    review = reverse("rollout-review", args=[leerplaats.pk, 1])
    assert f'href="{review}"' in page_of(joost.get(new, asked | {"ronde": "1"}))


def test_the_list_is_reached_from_where_people_work_and_goes_back_there(joost, leerplaats):
    listed = reverse("improvement-list")
    of_place = f"{listed}?leerplaats={leerplaats.pk}&van=leerplaats"
    ways = {
        reverse("toolbox-home"): listed,
        reverse("survey-list"): f"{listed}?van=vragenlijsten",
        reverse("profile-tasks", args=[leerplaats.pk]): of_place,
    }
    for start, address in ways.items():
        assert f'href="{html.escape(address)}"' in page_of(joost.get(start))
        back = re.search(r'<p class="back"><a href="([^"]+)"', page_of(joost.get(address)))[1]
        assert back == start
    joost.user.memberships.get().leerplaatsen.add(LeerplaatsFactory(location=leerplaats.location))
    kept = re.search(r'<input[^>]*name="van"[^>]*>', page_of(joost.get(of_place)))[0]
    assert 'type="hidden"' in kept and 'value="leerplaats"' in kept
    review = reverse("rollout-review", args=[leerplaats.pk, 2])
    assert f'href="{review}"' in page_of(joost.get(listed, {"leerplaats": leerplaats.pk, "ronde": "2"}))


def test_what_is_for_colleagues_only_is_not_on_the_page_of_the_leerplaats(joost, leerplaats, client):
    improvement = ImprovementFactory(leerplaats=leerplaats, owner=joost.user)
    joost.post(reverse("improvement-finish", args=[improvement.pk]), {"result": "Stil veranderd."})

    assert "Stil veranderd." not in page_of(client.get(reverse("leerplaats-public", args=[leerplaats.slug])))
    assert "Alleen collega" in page_of(joost.get(reverse("improvement-list")))


def _changed(leerplaats, number, **when):
    made = ImprovementFactory(leerplaats=leerplaats, done=True, result=f"Verandering {number}.")
    made.finished_at = timezone.now() - timedelta(**when)
    made.save()


def test_everybody_reads_the_three_newest_of_two_years_at_once_and_unfolds_the_others(leerplaats, client):
    for number, days in enumerate((800, 1, 2, 3, 4)):
        _changed(leerplaats, number, days=days)

    page = page_of(client.get(reverse("leerplaats-public", args=[leerplaats.slug])))

    first, _, more = page.partition("Nog 1 verbetering")
    assert [number for number in range(5) if f"Verandering {number}." in first] == [1, 2, 3]
    assert [number for number in range(5) if f"Verandering {number}." in more] == [4]


@pytest.mark.parametrize(
    ("begun", "is_shown"), [(-20, True), (0, True), (3, True), (30, False)], ids=["before", "first", "week", "later"]
)
def test_a_new_student_reads_three_at_most_before_the_start_and_in_the_first_week(client, leerplaats, begun, is_shown):
    today, student = timezone.localdate(), StudentFactory(with_user=True)
    PlacementFactory(
        offer__leerplaats=leerplaats,
        request__student=student,
        starts_on=today - timedelta(days=begun),
        ends_on=today + timedelta(days=100),
        weekdays=[0, 1, 2, 3, 4, 5, 6],
    )
    client.force_login(student.user)
    assert "Je zei, wij deden" not in page_of(client.get(reverse("my-placement")))
    for number in range(1, 6):
        _changed(leerplaats, number, days=number)
    ImprovementFactory(leerplaats=leerplaats, plan="Nog niet gedaan.")

    page = page_of(client.get(reverse("my-placement")))

    assert [number for number in range(1, 6) if f"Verandering {number}." in page] == ([1, 2, 3] if is_shown else [])
    assert ("Lees nog 2 verbeteringen" in page) is is_shown
    assert "Nog niet gedaan." not in page


def test_a_double_click_makes_one_and_a_second_writer_sees_both_texts(joost, leerplaats):
    new = reverse("improvement-new", args=[leerplaats.pk])
    for _ in range(2):
        joost.post(new, sent(joost.user))
    improvement = Improvement.objects.get()
    edit = reverse("improvement-edit", args=[improvement.pk])
    joost.post(edit, sent(joost.user, plan="De planner doet het."))

    late = joost.post(edit, sent(joost.user, plan="Ik doe het zelf."))

    assert late.status_code == 409
    assert "De planner doet het." in page_of(late) and "Ik doe het zelf." in page_of(late)
    assert Improvement.objects.get().plan == "De planner doet het."
    again = {field.name: field.value() for field in late.context["form"]}
    joost.post(edit, again)
    assert Improvement.objects.get().plan == "Ik doe het zelf."
    assert AuditEvent.objects.filter(what__startswith="improvement_").count() == 3


def test_wrong_answers_get_a_sentence_and_stay(joost, leerplaats):
    stranger = person(Role.PRAKTIJKOPLEIDER)
    response = joost.post(
        reverse("improvement-new", args=[leerplaats.pk]),
        sent(joost.user, said="", owner=stranger.pk, due_on="1-1-2020"),
    )

    page = page_of(response)
    assert response.status_code == 422 and not Improvement.objects.exists()
    assert "Schrijf op wat studenten zeiden" in page and "Deze collega werkt hier niet meer." in page
    assert "Deze dag is voorbij." in page and 'value="1-1-2020"' in page and "Twee weken vooruit plannen." in page


def test_one_that_was_dropped_can_be_opened_and_is_not_finished_by_an_old_page(joost, leerplaats):
    improvement = ImprovementFactory(leerplaats=leerplaats, owner=joost.user)
    change = reverse("improvement-change", args=[improvement.pk])
    joost.post(change, {"wat": "laat-vallen"})

    finished = joost.post(reverse("improvement-finish", args=[improvement.pk]), {"result": "Klaar."}, follow=True)

    assert "Een collega rondde dit intussen af." in page_of(finished)
    improvement.refresh_from_db()
    assert improvement.finished_at is None and improvement.dropped_at
    joost.post(change, {"wat": "open-weer"})
    assert "Had klaar moeten zijn" not in page_of(joost.get(reverse("improvement-list")))
    Improvement.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Had klaar moeten zijn" in page_of(joost.get(reverse("improvement-list")))


def test_the_list_asks_as_little_for_many_as_for_few(joost, leerplaats):
    counts = []
    for number in (1, 12):
        for _ in range(number):
            ImprovementFactory(leerplaats=leerplaats, owner=joost.user, about="sjabloon:startlijst")
            ImprovementFactory(leerplaats=leerplaats, owner=joost.user, done=True)
        with CaptureQueriesContext(connection) as counted:
            joost.get(reverse("improvement-list"))
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_another_leerplaats_of_the_institution_stays_closed(joost, leerplaats):
    other = LeerplaatsFactory(location=leerplaats.location)
    elsewhere = ImprovementFactory(leerplaats=other)

    assert joost.get(reverse("improvement-edit", args=[elsewhere.pk])).status_code == 404
    assert elsewhere.plan not in page_of(joost.get(reverse("improvement-list")))
