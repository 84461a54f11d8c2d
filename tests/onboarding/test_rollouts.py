"""Invoeren in vijf stappen: what people tick, what the portal sees by itself, rounds, and the sheets."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions import rollouts as actions
from onboarding.enums import PrintStatus
from onboarding.rollout_facts import facts_of
from onboarding.rollout_progress import progress_of
from profiles.enums import Role
from profiles.merging import write_seen
from tests.factories import (
    ActRuleFactory,
    ImprovementFactory,
    InstitutionFactory,
    LeerplaatsCheckFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PlacementFactory,
    PlaceOfferFactory,
    PrintJobFactory,
    QuoteFactory,
    RolloutFactory,
    TemplateFactory,
    ToolChoiceFactory,
    UserFactory,
    coming_monday,
    person,
)
from toolbox.enums import Level, TemplateFormat
from toolbox.models import Rollout, RolloutTask
from toolbox.rollout_steps import STEPS, TASKS, step_by_number

pytestmark = pytest.mark.django_db


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def opleider(leerplaats):
    return person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats, name="Joost Bakker")


@pytest.fixture
def rollout(leerplaats, opleider):
    return RolloutFactory(leerplaats=leerplaats, started_by=opleider)


def facts(rollout):
    return facts_of([Rollout.objects.select_related("leerplaats").get(pk=rollout.pk)])[rollout.pk]


def step_page(client, rollout, number, sent=None):
    address = reverse("rollout-step", args=[rollout.leerplaats_id, number])
    return client.get(address) if sent is None else client.post(address, sent)


def seen_of(rollout, number):
    return write_seen(actions.step_values(rollout, step_by_number(number)))


# --- The texts -----------------------------------------------------------------------


def test_the_five_steps_have_three_to_five_tasks_and_questions():
    assert [step.title for step in STEPS] == [
        "Draagvlak",
        "Bepaal wat past",
        "Maak en bereid voor",
        "Voer uit",
        "Evalueer",
    ]
    assert all(3 <= len(step.tasks) <= 5 and step.questions for step in STEPS)
    assert len(TASKS) == sum(len(step.tasks) for step in STEPS)
    assert all(len(f"note-{key}") < 60 and len(key) <= 40 for key in TASKS)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PRAKTIJKOPLEIDER])
def test_every_task_leads_to_a_page_that_opens(client, rollout, role):
    client.force_login(person(role, rollout.institution))
    found = {
        url for step in STEPS for _, _, _, url, _ in step_page(client, rollout, step.number).context["rows"] if url
    }
    assert len(found) >= len({task.url_name for task in TASKS.values() if task.url_name}) - 1
    assert {url: client.get(url).status_code for url in found} == dict.fromkeys(found, 200)


# --- What the portal sees ------------------------------------------------------------


def test_an_empty_leerplaats_has_no_facts(rollout):
    assert facts(rollout) == {}


def colleagues(rollout):
    person(Role.WERKBEGELEIDER, rollout.institution, rollout.leerplaats)


def check(rollout):
    by = UserFactory()
    LeerplaatsCheckFactory(
        leerplaats=rollout.leerplaats, answers={"0": "yes"}, finished_at=timezone.now(), finished_by=by
    )


def choices(rollout):
    ToolChoiceFactory(leerplaats=rollout.leerplaats, card__title="Bingokaart")


def places(rollout):
    PlaceOfferFactory(leerplaats=rollout.leerplaats, number=4)


def profile(rollout):
    LeerplaatsprofielFactory(leerplaats=rollout.leerplaats, online=True)


def sjablonen(rollout):
    where = {"institution": rollout.institution, "leerplaats": rollout.leerplaats}
    TemplateFactory(own=True, level=Level.LEERPLAATS, format=TemplateFormat.INWERKDOCUMENT, **where)


def acts(rollout):
    ActRuleFactory(leerplaats=rollout.leerplaats)


def prints(rollout):
    sheets = [{"format": "poster", "leerplaats": rollout.leerplaats_id, "title": "Poster"}]
    done = {"status": PrintStatus.READY, "finished_at": timezone.now()}
    PrintJobFactory(institution=rollout.institution, sheets=sheets, **done)


def first_start(rollout):
    rollout.first_start = coming_monday()
    rollout.save()


def review(rollout):
    rollout.review_on = coming_monday(26)
    rollout.save()


def placed(rollout, *, weeks=4, **values):
    monday = coming_monday(weeks)
    return PlacementFactory(
        offer__leerplaats=rollout.leerplaats,
        starts_on=monday,
        ends_on=monday + timedelta(weeks=10),
        **values,
    )


def guided(rollout):
    placed(rollout, werkbegeleider=person(Role.WERKBEGELEIDER, InstitutionFactory()))


def started(rollout):
    Rollout.objects.filter(pk=rollout.pk).update(started_at=timezone.now() - timedelta(days=60))
    placed(rollout, weeks=-1)


def quotes(rollout):
    QuoteFactory(leerplaats=rollout.leerplaats)


def improved(rollout):
    ImprovementFactory(leerplaats=rollout.leerplaats, done=True)


SIGNS = {
    "colleagues": (colleagues, "2 collega's van deze leerplaats doen mee."),
    "check": (check, "1 van de 1 in orde"),
    "choices": (choices, "Jullie kozen: Bingokaart."),
    "places": (places, "Er zijn 4 plekken voor studenten."),
    "profile": (profile, "Het profiel staat online."),
    "sjablonen": (sjablonen, "Jullie hebben een eigen versie: Inwerkdocument."),
    "acts": (acts, "Er staat 1 afspraak in ‘Mag ik dit al?’."),
    "prints": (prints, "Voor het laatst afgedrukt op"),
    "first_start": (first_start, "De eerste startdatum is maandag"),
    "placed": (placed, "1 student gekoppeld. De eerste start op maandag"),
    "guided": (guided, "Iedereen heeft een werkbegeleider: 1 student."),
    "started": (started, "1 student gestart sinds maandag"),
    "quotes": (quotes, "1 student vertelde hoe het was."),
    "improved": (improved, "Studenten lezen 1 verbetering van deze ronde."),
    "review_on": (review, "Jullie kijken terug op maandag"),
}


@pytest.mark.parametrize("fact", SIGNS)
def test_a_fact_shows_as_soon_as_it_is_so_and_for_this_leerplaats_only(rollout, fact):
    make, words = SIGNS[fact]
    other = RolloutFactory(leerplaats=LeerplaatsFactory(location=rollout.leerplaats.location))
    assert fact not in facts(rollout)
    make(rollout)
    assert words in facts(rollout)[fact]
    assert fact not in facts(other)


def test_every_task_with_a_fact_is_tested_above():
    assert {task.fact for task in TASKS.values() if task.fact} == set(SIGNS)


def test_the_next_round_counts_what_happens_anew_and_what_holds_as_it_is(rollout, opleider):
    for make in (check, prints, profile, quotes, improved):
        make(rollout)
    second = actions.next_round(rollout=rollout, facts=facts(rollout), by=opleider)
    assert set(facts(second)) & {"check", "prints", "profile", "quotes", "improved"} == {"profile"}
    check(second)
    assert "check" in facts(second)


@pytest.mark.parametrize("number", [3, 300])
def test_the_list_makes_a_fixed_number_of_queries(client, django_assert_num_queries, number):
    coordinator = person(Role.COORDINATOR)
    location = LocationFactory(institution=coordinator.memberships.get().institution)
    rollouts = [RolloutFactory(leerplaats=LeerplaatsFactory(location=location)) for _ in range(number)]
    for rollout in rollouts[:3]:
        for make, _words in SIGNS.values():
            make(rollout)
        actions.save_step(rollout=rollout, step=STEPS[0], values={"done-manager": True}, seen={}, by=coordinator)
    client.force_login(coordinator)
    with django_assert_num_queries(24):
        assert client.get(reverse("rollout-list")).status_code == 200


# --- Ticking and agreeing --------------------------------------------------------------


def test_begin_ticks_nothing_and_begins_once(client, leerplaats, opleider):
    client.force_login(opleider)
    page = client.get(reverse("rollout-detail", args=[leerplaats.pk])).content.decode()
    assert "Begin klein: één leerplaats, één startdatum." in page
    assert not Rollout.objects.exists()
    for _ in range(2):
        client.post(reverse("rollout-start", args=[leerplaats.pk]))
    assert [one.round for one in Rollout.objects.all()] == [1]


def test_a_task_is_ticked_with_an_agreement_and_unticked_again(client, rollout, opleider):
    client.force_login(opleider)
    note = "Elke dinsdag een half uur, Samira plant het."
    sent = {"done-manager": "on", "note-manager": note, "seen": seen_of(rollout, 1), "dan": "volgende"}
    assert step_page(client, rollout, 1, sent).url == reverse("rollout-step", args=[rollout.leerplaats_id, 2])
    page = step_page(client, rollout, 1).content.decode()
    assert f"Klaar op {timezone.localdate().day} " in page
    assert "Joost Bakker." in page
    assert note in page
    step_page(client, rollout, 1, {"note-manager": note, "seen": seen_of(rollout, 1)})
    task = RolloutTask.objects.get(rollout=rollout, key="manager")
    assert (task.done_at, task.done_by, task.note) == (None, None, note)


def test_what_the_portal_sees_is_ticked_with_a_link_and_cannot_be_unticked(client, rollout, opleider):
    profile(rollout)
    client.force_login(opleider)
    page = step_page(client, rollout, 3).content.decode()
    assert "Het profiel staat online." in page
    assert 'name="done-profile"' not in page
    assert 'name="done-acts"' in page
    assert reverse("profile-tasks", args=[rollout.leerplaats_id]) in page
    step_page(client, rollout, 3, {"seen": seen_of(rollout, 3)})
    state = progress_of(rollout, facts(rollout)).steps[2]
    assert [one.task.key for one in state.tasks if one.is_done] == ["profile"]


def test_agreements_of_two_people_are_put_together(client, rollout, opleider):
    seen = seen_of(rollout, 1)
    client.force_login(opleider)
    step_page(client, rollout, 1, {"note-join": "Samira en Daan doen mee.", "done-talk-team": "on", "seen": seen})
    step_page(client, rollout, 1, {"note-manager": "Een uur per week.", "seen": seen})
    stored = {task.key: (task.note, task.done_at is not None) for task in rollout.tasks.all()}
    assert stored == {
        "join": ("Samira en Daan doen mee.", False),
        "talk-team": ("", True),
        "manager": ("Een uur per week.", False),
    }


def test_two_different_agreements_are_both_shown(client, rollout, opleider):
    seen = seen_of(rollout, 1)
    client.force_login(opleider)
    step_page(client, rollout, 1, {"note-manager": "Een uur per week.", "seen": seen})
    answer = step_page(client, rollout, 1, {"note-manager": "Twee uur per week.", "seen": seen})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Een collega schreef intussen: ‘Een uur per week.’" in page
    assert "Twee uur per week.</textarea>" in page
    assert rollout.tasks.get(key="manager").note == "Een uur per week."
    again = {"note-manager": "Anderhalf uur per week.", "seen": answer.context["form"]["seen"].value()}
    assert step_page(client, rollout, 1, again).status_code == 302
    assert rollout.tasks.get(key="manager").note == "Anderhalf uur per week."


def test_a_wrong_date_keeps_what_was_typed(client, rollout, opleider):
    client.force_login(opleider)
    sent = {"first_start": "31-4-2027", "note-celebrate": "Taart.", "seen": seen_of(rollout, 4)}
    answer = step_page(client, rollout, 4, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "31 april bestaat niet. Vul een andere datum in." in page
    assert "Taart.</textarea>" in page
    assert not rollout.tasks.exists()


def test_a_first_start_date_that_is_over_is_refused_unless_it_stood_there(client, rollout, opleider):
    client.force_login(opleider)
    over = timezone.localdate() - timedelta(days=1)
    typed = {"first_start": f"{over.day}-{over.month}-{over.year}"}
    answer = step_page(client, rollout, 4, typed | {"seen": seen_of(rollout, 4)})
    assert answer.status_code == 422
    assert "Deze datum is al voorbij. Kies vandaag of een latere dag." in answer.content.decode()
    type(rollout).objects.update(first_start=over)
    rollout.refresh_from_db()
    assert step_page(client, rollout, 4, typed | {"seen": seen_of(rollout, 4)}).status_code == 302


def test_the_first_start_date_that_the_portal_knows_is_offered_and_not_stored_by_itself(client, rollout, opleider):
    client.force_login(opleider)
    placement = PlacementFactory(offer=PlaceOfferFactory(leerplaats=rollout.leerplaats))
    day = placement.starts_on
    page = step_page(client, rollout, 4).content.decode()
    assert f'value="{day.day}-{day.month}-{day.year}"' in page
    assert "Op deze dag start de eerste student die hier komt." in page
    rollout.refresh_from_db()
    assert rollout.first_start is None


def test_the_dates_are_stored_and_shown(client, rollout, opleider):
    client.force_login(opleider)
    step_page(client, rollout, 4, {"first_start": "1-2-2027", "seen": seen_of(rollout, 4)})
    rollout.refresh_from_db()
    assert rollout.first_start.isoformat() == "2027-02-01"
    page = client.get(reverse("rollout-detail", args=[rollout.leerplaats_id])).content.decode()
    assert "Maandag 1 februari 2027" in page
    assert 'value="1-2-2027"' in step_page(client, rollout, 4).content.decode()


# --- Rounds ----------------------------------------------------------------------------


def test_a_new_round_keeps_the_old_one_readable(client, rollout, opleider):
    profile(rollout)
    client.force_login(opleider)
    step_page(client, rollout, 1, {"note-manager": "Een uur per week.", "seen": seen_of(rollout, 1)})
    address = reverse("rollout-review", args=[rollout.leerplaats_id, 1])
    for _ in range(2):
        assert client.post(address).status_code == 302
    assert [(one.round, one.finished_at is None) for one in Rollout.objects.all()] == [(2, True), (1, False)]
    rollout.leerplaats.profile.delete()
    page = client.get(reverse("rollout-round", args=[rollout.leerplaats_id, 1])).content.decode()
    assert "Een uur per week." in page
    assert "Het profiel staat online." in page  # as it was at the end
    assert "Afspraak:</strong> Het profiel" not in page


def test_what_was_typed_for_a_round_that_ended_meanwhile_is_shown_again(client, rollout, opleider):
    sent = {"note-manager": "Een uur per week.", "seen": seen_of(rollout, 1), "round": "1"}
    second = actions.next_round(rollout=rollout, facts={}, by=opleider)
    client.force_login(opleider)
    answer = step_page(client, rollout, 1, sent)
    assert answer.status_code == 409
    assert "Een collega begon intussen met ronde 2." in answer.content.decode()
    assert "Een uur per week.</textarea>" in answer.content.decode()
    assert not second.tasks.exists()
    form = answer.context["form"]
    step_page(client, rollout, 1, sent | {"round": form["round"].value(), "seen": form["seen"].value()})
    assert second.tasks.get().note == "Een uur per week."


# --- Who -------------------------------------------------------------------------------


def test_a_werkbegeleider_reads_the_plan_and_changes_nothing(client, rollout):
    reader = person(Role.WERKBEGELEIDER, rollout.institution, rollout.leerplaats)
    client.force_login(reader)
    page = client.get(reverse("rollout-list")).content.decode()
    assert reverse("rollout-round", args=[rollout.leerplaats_id, 1]) in page
    assert f'"{reverse("rollout-detail", args=[rollout.leerplaats_id])}"' not in page
    assert client.get(reverse("rollout-round", args=[rollout.leerplaats_id, 1])).status_code == 200
    assert step_page(client, rollout, 1, {"note-manager": "x"}).status_code == 403


def test_the_sheet_of_step_one_asks_about_all_that_moves_people():
    words = " ".join(STEPS[0].questions).lower()
    for factor in ("waarom", "levert", "wie doet mee", "kunnen", "duidelijk", "klein genoeg", "hoe voelt"):
        assert factor in words
