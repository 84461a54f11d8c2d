"""Terugkijken: the fixed moment each half year, the mail and the line about it, and the round that begins from it."""

import html
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions import rollouts as actions
from onboarding.actions.rollout_reviews import write_review_mails
from onboarding.enums import MessageKind, SurveyKind
from onboarding.half_years import before, first_day, half_year_of, last_day
from onboarding.models import Message
from onboarding.own_moments import team_list_for
from onboarding.rollout_reviews import proposed_moment
from onboarding.survey_moments import SLUGS
from onboarding.survey_pages import period_in_words
from profiles.access import load_identity
from profiles.enums import Role
from profiles.merging import write_seen
from tests.factories import (
    AnswerBagFactory,
    ImprovementFactory,
    LeerplaatsFactory,
    PlacementFactory,
    PlaceOfferFactory,
    RolloutFactory,
    RolloutTaskFactory,
    person,
)
from toolbox.models import Rollout
from toolbox.rollout_steps import step_by_number

pytestmark = pytest.mark.django_db
SAFE = "Ik voelde me veilig."


@pytest.fixture
def place():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def joost(place):
    return person(Role.PRAKTIJKOPLEIDER, place.institution, place, name="Joost Bakker")


@pytest.fixture
def samira(place):
    return person(Role.WERKBEGELEIDER, place.institution, place, name="Samira Haddad")


@pytest.fixture
def rollout(place, joost):
    return RolloutFactory(leerplaats=place, started_by=joost, started_at=timezone.now() - timedelta(days=200))


def planned(rollout, days):
    """The round with its moment so many days from today."""
    rollout.review_on = timezone.localdate() + timedelta(days=days)
    rollout.save()
    return rollout


def typed(day):
    return f"{day.day}-{day.month}-{day.year}"


def review_page(rollout):
    return reverse("rollout-review", args=[rollout.leerplaats_id, rollout.round])


def mails():
    return list(Message.objects.filter(kind=MessageKind.REVIEW).order_by("pk"))


# --- The moment --------------------------------------------------------------------------


def test_the_proposed_moment_is_half_a_year_on_and_never_in_a_weekend():
    today = timezone.localdate()
    days = [proposed_moment(today + timedelta(days=ahead)) for ahead in range(14)]
    assert all(day.weekday() < 5 for day in days)
    ahead = [(day - today).days - number for number, day in enumerate(days)]
    assert all(182 <= gap <= 184 for gap in ahead)


def test_step_five_proposes_the_moment_and_stores_it_with_the_page(client, rollout, joost):
    client.force_login(joost)
    address = reverse("rollout-step", args=[rollout.leerplaats_id, 5])
    day = proposed_moment(timezone.localdate())
    page = client.get(address)
    assert f'value="{typed(day)}"' in page.text and "Dit is over een half jaar." in page.text
    rollout.refresh_from_db()
    assert rollout.review_on is None
    form = page.context["form"]
    client.post(address, {"review_on": typed(day), "seen": form["seen"].value(), "round": "1"})
    rollout.refresh_from_db()
    assert rollout.review_on == day


def test_a_moment_that_is_over_is_refused_unless_it_stood_there(client, rollout, joost):
    client.force_login(joost)
    address, over = reverse("rollout-step", args=[rollout.leerplaats_id, 5]), timezone.localdate() - timedelta(days=1)
    sent = {"review_on": typed(over), "note-improve": "De lijst past op één blad."}
    refused = client.post(address, sent | {"seen": write_seen(actions.step_values(rollout, step_by_number(5)))})
    assert "Deze datum is al voorbij. Kies vandaag of een latere dag." in refused.text
    planned(rollout, -1)
    client.post(address, sent | {"seen": write_seen(actions.step_values(rollout, step_by_number(5)))})
    assert rollout.tasks.get(key="improve").note == "De lijst past op één blad."


# --- Mails -------------------------------------------------------------------------------


def test_the_praktijkopleider_is_told_a_week_before_and_on_the_day_each_once(rollout, joost, samira):
    planned(rollout, 10)
    today, told = timezone.localdate(), []
    for days in range(30):
        for _ in range(2):
            write_review_mails(today + timedelta(days=days))
        told.append(len(mails()))
    assert told == [0] * 3 + [1] * 7 + [2] * 20
    ahead, now = mails()
    assert {mail.to_email for mail in (ahead, now)} == {joost.email}
    assert ahead.subject.startswith("Over een week, op ") and now.subject.startswith("Nu terugkijken: ")
    assert review_page(rollout) in now.body and "Beste Joost," in now.body


def test_a_worker_that_was_off_tells_it_later_but_no_old_news(rollout, joost):
    planned(rollout, -7)
    assert write_review_mails() == 1
    planned(rollout, -8)
    assert write_review_mails() == 0


def test_a_moment_that_moves_is_told_anew_and_one_that_is_planned_within_a_week_is_not_announced(rollout, joost):
    planned(rollout, 0)
    assert write_review_mails() == 1
    planned(rollout, 5)
    assert write_review_mails() == 0
    assert write_review_mails(rollout.review_on) == 1


def test_without_a_praktijkopleider_the_coordinator_is_told():
    place = LeerplaatsFactory()
    coordinator = person(Role.COORDINATOR, place.institution)
    planned(RolloutFactory(leerplaats=place), 0)
    assert write_review_mails() == 1
    assert mails()[0].to_email == coordinator.email


@pytest.mark.parametrize("what", ["no round", "no moment", "archived", "paused", "ended"])
def test_nobody_is_mailed_when_there_is_nothing_to_look_back_on(place, joost, what):
    if what != "no round":
        rollout = planned(RolloutFactory(leerplaats=place, started_by=joost), 0)
    match what:
        case "no moment":
            Rollout.objects.update(review_on=None)
        case "archived":
            place.archived_at = timezone.now()
            place.save()
        case "paused":
            place.institution.mails_paused_at, place.institution.mails_paused_by = timezone.now(), joost
            place.institution.save()
        case "ended":
            actions.next_round(rollout=rollout, facts={}, by=joost)
    assert write_review_mails() == 0


# --- The line ----------------------------------------------------------------------------


def test_who_leads_reads_it_on_the_overview_and_on_vandaag_until_the_next_round_begins(client, rollout, joost):
    client.force_login(joost)
    pages = [reverse("placement-overview"), reverse("today")]
    assert not any(review_page(rollout) in client.get(page).text for page in pages)
    planned(rollout, 8)
    assert not any(review_page(rollout) in client.get(page).text for page in pages)
    for days, words in (
        (7, "kijken jullie terug bij De Kade."),
        (0, "Vandaag is het vaste moment"),
        (-3, "Jullie zouden"),
    ):
        planned(rollout, days)
        for page in pages:
            shown = client.get(page).text
            assert words in shown and review_page(rollout) in shown, (days, page)
    client.post(review_page(rollout), {"review_on": ""})
    assert not any("De Kade." in client.get(page).text for page in pages)


def test_who_guides_reads_no_line_about_looking_back(client, rollout, samira):
    planned(rollout, 0)
    client.force_login(samira)
    assert "terug te kijken" not in client.get(reverse("today")).text


def test_of_many_leerplaatsen_two_have_a_line_and_the_others_are_counted(client, place, rollout, joost):
    head = person(Role.PRAKTIJKOPLEIDER, place.institution, name="Fatma Kaya")
    planned(rollout, -1)
    for _ in range(3):
        planned(RolloutFactory(leerplaats=LeerplaatsFactory(location=place.location)), 0)
    client.force_login(head)
    page = client.get(reverse("placement-overview")).text
    assert page.count(">Kijk terug</a>") == 2
    assert "Nog 2 leerplaatsen kijken terug." in page


# --- Terugkijken -------------------------------------------------------------------------


def test_the_page_shows_what_was_agreed_what_changed_and_what_was_often_low(client, rollout, joost):
    place = rollout.leerplaats
    RolloutTaskFactory(rollout=rollout, key="improve", note="De lijst past op één blad.")
    ImprovementFactory(leerplaats=place, owner=joost, done=True, result="Je pas ligt klaar.")
    before_it = ImprovementFactory(leerplaats=place, owner=joost, done=True, result="Van lang geleden.")
    before_it.finished_at = rollout.started_at - timedelta(days=1)
    before_it.save()
    ImprovementFactory(leerplaats=place, owner=joost, plan="Twee weken vooruit plannen.")
    ImprovementFactory(plan="Van een andere leerplaats.")
    half = half_year_of(timezone.localdate())
    full = {"leerplaats": place, "closed": True, "number": 10}
    AnswerBagFactory(**full, half_year=half, counts={SAFE: {"1": 4, "5": 6}, "Ik leerde veel.": {"5": 10}})
    AnswerBagFactory(**full, half_year=before(before(before(half))), counts={SAFE: {"1": 10}})
    AnswerBagFactory(leerplaats=place, number=4, kind=SurveyKind.TEAM, counts={SAFE: {"1": 4}})
    client.force_login(joost)
    page = client.get(review_page(rollout)).text
    for words in ("De lijst past op één blad.", "Je pas ligt klaar.", "Twee weken vooruit plannen.", "4 van 10 laag"):
        assert words in page
    assert reverse("survey-results", args=[place.pk, SLUGS[SurveyKind.STAGE]]) in page
    for words in ("Van lang geleden.", "Van een andere leerplaats.", "Ik leerde veel.", "Van de begeleiders"):
        assert words not in page


def test_a_round_counts_its_own_half_years_and_the_link_leads_to_the_same_numbers(client, rollout, joost):
    place, now = rollout.leerplaats, half_year_of(timezone.localdate())
    first, last = before(before(now)), before(now)
    Rollout.objects.filter(pk=rollout.pk).update(
        started_at=timezone.make_aware(datetime.combine(first_day(first), time(12))),
        finished_at=timezone.make_aware(datetime.combine(last_day(last), time(12))),
        finished_by=joost,
    )
    for half, number in ((before(first), 30), (first, 5), (last, 10), (now, 20)):
        counts = {SAFE: {"1": number}}
        AnswerBagFactory(leerplaats=place, closed=True, number=number, half_year=half, counts=counts)
    old = {"kind": SurveyKind.DAY_1, "half_year": before(first)}
    AnswerBagFactory(leerplaats=place, closed=True, number=5, counts={SAFE: {"1": 5}}, **old)
    client.force_login(joost)
    page = client.get(review_page(rollout))
    [result] = page.context["results"]
    assert result.answers == "15 antwoorden" and f"15 antwoorden uit {period_in_words([first, last])}." in page.text
    assert f"We tellen {period_in_words([first, last])}." in page.text
    assert html.escape(result.url) in page.text
    assert f"15 antwoorden uit {period_in_words([first, last])}." in client.get(result.url).text


def test_a_round_without_anything_says_so(client, rollout, joost):
    client.force_login(joost)
    page = client.get(review_page(rollout)).text
    assert "Er staan geen afspraken bij de taken van deze ronde." in page
    assert "Er zijn nog geen uitkomsten. Die komen er vanaf vijf antwoorden." in page
    assert "In deze ronde is nog geen verbetering afgerond." in page and "Er staat niets open." in page


def test_one_click_begins_the_next_round_with_its_own_moment_and_a_second_click_nothing_more(client, rollout, joost):
    ImprovementFactory(leerplaats=rollout.leerplaats, owner=joost, plan="Twee weken vooruit plannen.")
    client.force_login(joost)
    sent = {"review_on": client.get(review_page(rollout)).context["form"]["review_on"].value()}
    for _ in range(2):
        answer = client.post(review_page(rollout), sent, follow=True)
    rounds = [(one.round, one.review_on, one.finished_at is None) for one in Rollout.objects.order_by("round")]
    assert rounds == [(1, None, False), (2, proposed_moment(timezone.localdate()), True)]
    assert "Dit nemen jullie mee uit ronde 1" in answer.text and "Twee weken vooruit plannen." in answer.text
    assert review_page(rollout) in answer.text
    old = client.get(review_page(rollout)).text
    assert "Deze ronde liep van" in old and "Begin ronde" not in old


def test_a_moment_for_the_next_round_that_is_over_stays_and_gets_a_sentence(client, rollout, joost):
    client.force_login(joost)
    answer = client.post(review_page(rollout), {"review_on": typed(timezone.localdate())})
    assert "Kies een dag na vandaag." in answer.text and typed(timezone.localdate()) in answer.text
    assert Rollout.objects.get().finished_at is None


def test_the_page_asks_as_little_for_much_as_for_little(client, rollout, joost):
    client.force_login(joost)
    full = {"leerplaats": rollout.leerplaats, "closed": True, "number": 5, "counts": {SAFE: {"1": 5}}}
    improved, counts = {"leerplaats": rollout.leerplaats, "owner": joost}, []
    for keys in (["manager"], ["improve", "names", "check"]):
        for key in keys:
            RolloutTaskFactory(rollout=rollout, key=key)
            ImprovementFactory(**improved)
            ImprovementFactory(**improved, done=True)
            AnswerBagFactory(**full, half_year=half_year_of(timezone.localdate()))
        with CaptureQueriesContext(connection) as counted:
            client.get(review_page(rollout))
        counts.append(len(counted))
    assert counts[0] == counts[1]


# --- The list for who guides ---------------------------------------------------------------


def test_the_open_list_stands_on_vandaag_until_this_person_sent_it(client, place, samira, joost, monkeypatch):
    today = timezone.localdate()
    stage = {"offer": PlaceOfferFactory(leerplaats=place, number=9), "weekdays": [0, 1, 2, 3, 4, 5, 6]}
    PlacementFactory(
        **stage, werkbegeleider=samira, starts_on=today - timedelta(days=60), ends_on=today + timedelta(days=90)
    )
    other = person(Role.WERKBEGELEIDER, place.institution, place, name="Daan Visser")
    open_day, closed_day = last_day(half_year_of(today)), last_day(half_year_of(today)) - timedelta(days=21)
    assert not team_list_for(load_identity(samira), closed_day)
    assert team_list_for(load_identity(samira), open_day)
    assert team_list_for(load_identity(joost), open_day)
    assert not team_list_for(load_identity(other), open_day)  # guided nobody

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: open_day)
    client.force_login(samira)
    shown = client.get(reverse("today")).text
    assert "Vijf vragen, zonder naam" in shown and reverse("team-survey") in shown
    client.post(reverse("team-survey"), {"q1": "2"})
    assert reverse("team-survey") not in client.get(reverse("today")).text
    assert team_list_for(load_identity(joost), open_day)  # nobody else's line goes
