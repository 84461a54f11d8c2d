"""The short list for who stops early: when it is there, what it asks, who reads it, and that nobody is asked twice."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.answers import gather_leftovers
from onboarding.actions.early_stops import stop_stage, take_back_stop
from onboarding.actions.survey_mails import write_survey_mails
from onboarding.enums import StopReason, SurveyKind
from onboarding.farewells import closes_on
from onboarding.half_years import before, half_year_of
from onboarding.models import AnswerBag, Message, Placement, SpentMark
from onboarding.survey_moments import SLUGS, waiting_for, windows_of
from onboarding.survey_questions import questions_of
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import AnswerBagFactory, LeerplaatsFactory, PlacementFactory, StudentFactory, person
from tests.profiles.conftest import text_of
from toolbox.actions.templates import make_own_version
from toolbox.enums import Answer
from toolbox.models import Item, Template

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
STOPPED = SurveyKind.STOPPED
EXPECTED = "Ik voelde me verwacht op mijn leerplaats."


@pytest.fixture
def placement():
    """A stage that runs, with a coordinator and a praktijkopleider."""
    placement = PlacementFactory(
        request__student=StudentFactory(with_user=True, given_name="Noortje"),
        starts_on=TODAY - timedelta(days=40),
        ends_on=TODAY + timedelta(days=40),
    )
    placement.coordinator = person(Role.COORDINATOR, placement.institution)
    person(Role.PRAKTIJKOPLEIDER, placement.institution, placement.leerplaats)
    return placement


@pytest.fixture
def url():
    return reverse("my-survey", args=[SLUGS[STOPPED]])


def stopped(placement, last_day=None):
    """The stage as it is stored after it was noted that it stops."""
    stop_stage(
        placement=placement,
        last_day=last_day or TODAY,
        reason=StopReason.GUIDANCE,
        by=placement.coordinator,
        version=placement.version,
    )
    return Placement.objects.get(pk=placement.pk)


def logged_in(client, user):
    client.force_login(user)
    return client


class TestWhen:
    def test_a_stage_that_stops_has_this_list_and_no_other_until_its_page_closes(self, placement):
        assert STOPPED not in [window.kind for window in windows_of(placement)]
        now = stopped(placement, TODAY - timedelta(days=2))
        assert [(one.kind, one.opens, one.closes) for one in windows_of(now)] == [(STOPPED, TODAY, closes_on(now))]
        assert [one.kind for one in waiting_for(now, TODAY)] == [STOPPED]
        assert waiting_for(now, closes_on(now) + timedelta(days=1)) == []

    def test_taken_back_it_is_gone(self, client, placement, url):
        take_back_stop(placement=stopped(placement), by=placement.coordinator)
        page = logged_in(client, placement.student.user)
        assert url not in page.get(reverse("my-placement")).text
        assert "Jouw stage loopt door" in page.get(url).text
        page.post(url, {"q0": "4"})
        assert not AnswerBag.objects.exists()

    def test_the_own_page_leads_to_it_once_and_afterwards_says_thank_you(self, client, placement, url):
        page = logged_in(client, placement.student.user)
        stopped(placement)
        before_it = page.get(reverse("my-placement"))
        assert before_it.text.count(url) == 1
        assert "Dat hoeft niet." in text_of(before_it)
        page.post(url, {"q0": "2"})
        after = page.get(reverse("my-placement"))
        assert url not in after.text
        assert "Je vertelde hoe het was. Dank je wel." in text_of(after)

    def test_the_long_list_sends_on_to_the_short_one(self, client, placement):
        stopped(placement)
        answer = logged_in(client, placement.student.user).get(reverse("my-survey", args=["hele-stage"]))
        assert "Daarom is er een kortere lijst" in text_of(answer)


class TestNoNagging:
    def test_one_mail_tells_the_day_and_the_list_and_nothing_follows(self, placement):
        now = stopped(placement)
        mail = Message.objects.get(to_email=placement.student.email)
        assert "Dat hoeft niet, en je naam wordt niet bewaard." in mail.body
        for days in range(0, 45, 3):
            write_survey_mails(TODAY + timedelta(days=days))
        assert list(Message.objects.filter(placement=now, to_email=placement.student.email)) == [mail]


class TestAsking:
    def test_few_questions_that_an_institution_can_change(self, placement):
        asked = questions_of(STOPPED, placement.leerplaats)
        assert [one.answer for one in asked] == [Answer.SCALE, Answer.SCALE, Answer.CHOICE, Answer.CHOICE, Answer.OPEN]
        original = Template.objects.get(format="evaluation_stopped", level="region")
        own = make_own_version(original=original, institution=placement.institution, by=placement.coordinator)
        Item.objects.filter(section__template=own, text=EXPECTED).update(text="Ik was welkom.")
        assert "Ik was welkom." in [one.text for one in questions_of(STOPPED, placement.leerplaats)]
        assert EXPECTED in [one.text for one in questions_of(STOPPED, LeerplaatsFactory())]

    def test_it_says_who_reads_it_and_when(self, client, placement, url):
        stopped(placement)
        text = text_of(logged_in(client, placement.student.user).get(url))
        assert "Pas als vijf mensen" in text
        assert "lezen de praktijkopleider en de coördinator de telling" in text
        assert "Je school leest niets." in text
        assert "Je hoeft niet te zeggen waarom je stopt." in text

    def test_an_answer_leaves_no_trace_and_counts_once(self, client, placement, url):
        page = logged_in(client, placement.student.user)
        stopped(placement)
        page.get(url)
        sessions = dict(Session.objects.values_list("pk", "session_data"))
        lines, mails = AuditEvent.objects.count(), Message.objects.count()
        answer = page.post(url, {"q0": "1", "q3": "Nee"})
        assert "Wil je er met iemand over praten?" in text_of(answer)
        assert "Nog niet alles gaat goed" not in text_of(answer)
        page.post(url, {"q0": "5"})
        bag = AnswerBag.objects.get()
        assert (bag.kind, bag.number, bag.counts[EXPECTED]) == (STOPPED, 1, {"1": 1})
        assert SpentMark.objects.count() == 1
        assert dict(Session.objects.values_list("pk", "session_data")) == sessions
        assert (AuditEvent.objects.count(), Message.objects.count()) == (lines, mails)

    def test_the_empty_list_is_there_on_paper_and_typed_in_with_a_warning(self, client, placement):
        page = logged_in(client, placement.coordinator)
        address = [placement.leerplaats_id, SLUGS[STOPPED]]
        assert page.get(reverse("survey-sheet", args=address)).content.startswith(b"%PDF")
        typed = page.get(reverse("survey-paper", args=address))
        assert "Dan weet je van wie het blad is." in text_of(typed)
        sheet = str(typed.context["form"]["sheet"].value())
        page.post(reverse("survey-paper", args=address), {"q0": "2", "sheet": sheet})
        assert AnswerBag.objects.get().on_paper


class TestReading:
    def test_what_is_left_of_leerplaatsen_is_read_per_institution_and_by_the_region_in_numbers(self, client, placement):
        old = before(before(half_year_of(TODAY)))
        places = [placement.leerplaats, LeerplaatsFactory(location=placement.leerplaats.location)]
        words = "Wat wil je nog zeggen?"
        for leerplaats, number in zip(places, (2, 3), strict=True):
            AnswerBagFactory(
                leerplaats=leerplaats,
                kind=STOPPED,
                half_year=old,
                number=number,
                counts={EXPECTED: {"2": number}, words: {"written": 1, "unsaid": number - 1}},
                words={words: [f"Tekst {number}"]},
            )
        whole = reverse("institution-survey-results", args=[placement.institution_id, SLUGS[STOPPED]])
        coordinator = logged_in(client, placement.coordinator)
        assert "Nog geen vijf antwoorden" in text_of(coordinator.get(whole))
        gather_leftovers(TODAY)
        read = text_of(coordinator.get(whole))
        assert "5 van 5 laag" in read
        assert "Tekst 2" in read
        one = reverse("survey-results", args=[placement.leerplaats_id, SLUGS[STOPPED]])
        assert "Nog geen vijf antwoorden" in text_of(coordinator.get(one))
        region = text_of(logged_in(client, person(Role.REGIONAL_ADMIN, placement.institution)).get(whole))
        assert "5 van 5 laag" in region
        assert "Tekst 2" not in region
