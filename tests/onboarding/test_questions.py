"""Voorleggen: asking a leerplaats, one answer whoever is first, reminding, and deciding without."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.late_answers import tell_late_answers
from onboarding.actions.questions import (
    AlreadyAnswered,
    accept,
    ask,
    decline,
    remind_leerplaatsen,
    withdraw_question,
)
from onboarding.boards import load_board
from onboarding.matching import Rule
from onboarding.matching.model import broken_rules
from onboarding.models import Message, PlaceQuestion, Proposal
from profiles.dutch import long_date
from profiles.enums import Role
from tests.factories import (
    LeerplaatsFactory,
    PlaceLimitFactory,
    PlaceOfferFactory,
    PlaceQuestionFactory,
    ProposalFactory,
    StudentFactory,
    person,
)
from tests.profiles.conftest import text_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DUE = TODAY + timedelta(days=14)


@pytest.fixture
def offer():
    return PlaceOfferFactory(leerplaats__name="De Kade", number=3)


@pytest.fixture
def proposal(offer):
    student = StudentFactory(given_name="Noor", last_name="Jansen")
    return ProposalFactory(offer=offer, request__student=student)


@pytest.fixture
def joost(offer):
    return person(Role.PRAKTIJKOPLEIDER, offer.institution, offer.leerplaats, name="Joost Verhage")


@pytest.fixture
def farida(offer):
    return person(Role.COORDINATOR, offer.institution, name="Farida Yilmaz")


@pytest.fixture
def question(proposal, farida):
    [found] = ask(proposals=Proposal.objects.all(), due_on=DUE, by=farida).questions
    return found


class TestAsking:
    def test_each_praktijkopleider_gets_one_mail_without_a_last_name(self, offer, proposal, joost, farida):
        sam = StudentFactory(given_name="Sam", last_name="Verhoeven")
        ProposalFactory(offer=offer, request__period=offer.period, request__student=sam)
        person(Role.PRAKTIJKOPLEIDER, offer.institution, LeerplaatsFactory(location=offer.leerplaats.location))

        ask(proposals=Proposal.objects.all(), due_on=DUE, by=farida)

        [mail] = Message.objects.all()
        assert mail.to_email == joost.email
        assert "Noor J." in mail.body and "Sam V." in mail.body
        assert "Jansen" not in mail.body + mail.subject and "Verhoeven" not in mail.body + mail.subject
        assert reverse("question-list") in mail.body

    def test_asking_twice_asks_once(self, proposal, joost, farida):
        for _ in range(2):
            ask(proposals=Proposal.objects.all(), due_on=DUE, by=farida)

        assert (PlaceQuestion.objects.count(), Message.objects.count()) == (1, 1)

    def test_a_question_about_a_place_that_was_left_is_taken_back(self, question, proposal, farida):
        proposal.offer = PlaceOfferFactory(
            leerplaats__location=proposal.offer.leerplaats.location, period=proposal.offer.period
        )
        proposal.save()

        [new] = ask(proposals=Proposal.objects.all(), due_on=DUE, by=farida).questions

        question.refresh_from_db()
        assert (question.answer, new.offer) == ("withdrawn", proposal.offer)

    def test_nobody_to_answer_is_said(self, client, proposal, farida):
        client.force_login(farida)
        address = reverse("question-ask", args=[proposal.offer.period_id])
        due = f"{DUE.day}-{DUE.month}-{DUE.year}"

        page = client.post(address, {"which": "ticked", "koppeling": proposal.pk, "due_on": due}, follow=True)

        assert "Geen praktijkopleider: De Kade." in text_of(page)
        assert "Voorgelegd aan De Kade" in text_of(page)

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"which": "ticked"}, "Vink ten minste één student aan"),
            ({"due_on": "1-1-2020"}, "Kies een dag na vandaag"),
            ({"due_on": ""}, "Vul in wanneer het antwoord er moet zijn"),
            ({"which": ""}, "Kies welke koppelingen je voorlegt."),
        ],
    )
    def test_wrong_input_asks_nothing(self, client, proposal, farida, fields, sentence):
        client.force_login(farida)
        sent = {"which": "ticked", "due_on": f"{DUE:%d-%m-%Y}", **fields}

        answer = client.post(reverse("question-ask", args=[proposal.offer.period_id]), sent)

        assert answer.status_code == 422
        assert sentence in text_of(answer)
        assert not PlaceQuestion.objects.exists()


class TestAnswering:
    def test_akkoord_is_kept_with_who_and_when(self, client, question, joost):
        client.force_login(joost)
        assert "Kan deze student bij jullie komen?" in text_of(client.get(reverse("question-list")))

        page = text_of(client.post(reverse("question-accept", args=[question.pk]), follow=True))

        question.refresh_from_db()
        assert (question.answer, question.answered_by) == ("accepted", joost)
        assert "Akkoord: Noor J. kan komen op De Kade." in page

    def test_kan_niet_loosens_the_koppeling_and_that_place_is_never_proposed_again(
        self, client, question, joost, farida
    ):
        client.force_login(joost)
        address = reverse("question-decline", args=[question.pk])
        assert "Kies waarom het niet kan." in text_of(client.post(address, {"explanation": "Te vol."}))

        client.post(address, {"reason": "full", "explanation": "Te vol."})

        proposal = Proposal.objects.get()
        assert (proposal.offer, proposal.status) == (None, "proposed")
        assert proposal.reasons["without"] == ["De Kade zei: kan niet. Er zijn al genoeg studenten in die weken."]
        board = load_board(question.institution, question.request.period)
        rules = broken_rules(
            board.world.request_by_key[str(question.request_id)], board.world.offer_by_key[str(question.offer_id)]
        )
        assert rules == (Rule.DECLINED,)
        mail = Message.objects.get(key__startswith="declined")
        assert mail.to_email == farida.email
        client.force_login(farida)
        assert "1 student kan niet op de gevraagde plek" in text_of(client.get(reverse("placement-overview")))
        assert "Te vol." in text_of(client.get(reverse("question-ask", args=[question.request.period_id])))

    def test_the_second_who_answers_reads_who_was_first(self, client, question, joost):
        second = person(Role.PRAKTIJKOPLEIDER, question.institution, question.offer.leerplaats, name="Petra Kok")
        accept(question=question, by=joost)
        client.force_login(second)

        page = text_of(client.post(reverse("question-decline", args=[question.pk]), {"reason": "full"}, follow=True))

        assert "Joost Verhage was eerder: Akkoord" in page
        assert Proposal.objects.get().offer == question.offer

    def test_the_same_answer_twice_is_one(self, question, joost):
        accept(question=question, by=joost)
        accept(question=question, by=joost)

        with pytest.raises(AlreadyAnswered):
            decline(question=question, by=joost, reason="full")

    def test_after_the_koppeling_moved_or_was_taken_back_nobody_needs_to_answer(self, client, question, joost, farida):
        client.force_login(joost)
        withdraw_question(question=question, by=farida)

        page = text_of(client.post(reverse("question-accept", args=[question.pk]), follow=True))

        assert "Deze vraag is niet meer nodig: de coördinator besliste zonder antwoord." in page
        PlaceQuestion.objects.update(answer="asked", answered_at=None, answered_by=None)
        Proposal.objects.update(offer=None)
        assert "Je hebt alles beantwoord." in text_of(client.get(reverse("question-list")))
        page = text_of(client.post(reverse("question-accept", args=[question.pk]), follow=True))
        assert "de coördinator koos een andere plek" in page

    def test_a_praktijkopleider_of_another_leerplaats_sees_nothing(self, client, question):
        client.force_login(person(Role.PRAKTIJKOPLEIDER, question.institution, LeerplaatsFactory()))

        assert "Noor" not in text_of(client.get(reverse("question-list")))
        assert client.post(reverse("question-accept", args=[question.pk])).status_code == 404

    def test_it_says_whether_the_student_fits(self, client, question, joost):
        offer = question.offer
        PlaceLimitFactory(institution=offer.institution, leerplaatsen=[offer.leerplaats], number=1, name="Samen")
        client.force_login(joost)

        page = text_of(client.get(reverse("question-list")))
        assert "3 plekken vrij van 3." in page
        assert "Samen: met deze student 1, hoogstens 1" in page

    def test_the_queries_do_not_grow_with_the_questions(self, client, question, joost, django_assert_max_num_queries):
        client.force_login(joost)
        counts = []
        for number in (0, 15):
            for _ in range(number):
                proposal = ProposalFactory(offer=question.offer, request__period=question.offer.period)
                PlaceQuestionFactory(request=proposal.request, offer=proposal.offer)
            with django_assert_max_num_queries(30) as captured:
                client.get(reverse("question-list"))
            counts.append(len(captured))

        assert counts[0] == counts[1]


class TestInTime:
    def test_a_reminder_goes_once_some_days_before(self, question, joost):
        assert remind_leerplaatsen(TODAY) == 0
        near = question.due_on - timedelta(days=3)

        assert [remind_leerplaatsen(near), remind_leerplaatsen(near)] == [1, 0]

        [mail] = Message.objects.filter(key__startswith="question-reminder")
        assert mail.to_email == joost.email
        assert "Noor J." in mail.body and "Jansen" not in mail.body

    def test_nobody_is_reminded_of_what_was_answered(self, question, joost):
        accept(question=question, by=joost)

        assert remind_leerplaatsen(question.due_on) == 0

    def test_the_coordinators_hear_once_the_day_after(self, client, question, farida):
        second = person(Role.COORDINATOR, question.institution, name="Yusuf Demir")
        sam = ProposalFactory(offer=question.offer, request__period=question.request.period)
        PlaceQuestionFactory(request=sam.request, offer=sam.offer, due_on=DUE)
        answered = ProposalFactory(offer=question.offer, request__period=question.request.period)
        said = {"answer": "accepted", "answered_at": timezone.now(), "answered_by": farida}
        PlaceQuestionFactory(request=answered.request, offer=answered.offer, due_on=DUE, **said)
        person(Role.COORDINATOR)

        after = DUE + timedelta(days=1)
        assert [tell_late_answers(DUE), tell_late_answers(after), tell_late_answers(after)] == [0, 2, 0]
        assert tell_late_answers(after + timedelta(days=1)) == 0

        mails = Message.objects.filter(key__startswith="question-late")
        assert {mail.to_email for mail in mails} == {farida.email, second.email}
        assert all("Noor J." in mail.body and "Jansen" not in mail.body for mail in mails)
        assert reverse("question-ask", args=[question.request.period_id]) in mails[0].body

    def test_the_screen_says_when_the_coordinators_were_mailed(self, client, question, farida):
        yesterday = TODAY - timedelta(days=1)
        PlaceQuestion.objects.update(due_on=yesterday)
        client.force_login(farida)
        address = reverse("question-ask", args=[question.request.period_id])
        assert "hierover een mail" not in text_of(client.get(address))

        tell_late_answers()

        assert f"De coördinatoren kregen hierover een mail op {long_date(TODAY)}." in text_of(client.get(address))

    def test_a_worker_that_stood_still_for_weeks_sends_no_old_news(self, question):
        assert tell_late_answers(DUE + timedelta(days=30)) == 0

    def test_after_the_day_the_coordinator_sees_too_late_and_decides_without(self, client, question, farida):
        PlaceQuestion.objects.update(due_on=TODAY - timedelta(days=1))
        client.force_login(farida)
        address = reverse("question-ask", args=[question.request.period_id])
        assert "1 antwoord is te laat" in text_of(client.get(reverse("placement-overview")))
        assert "Te laat: De Kade" in text_of(client.get(address))

        page = text_of(client.post(reverse("question-withdraw", args=[question.pk]), follow=True))

        assert "Je beslist nu zelf over de plek." in page
        assert "Te laat" not in page
        assert Proposal.objects.get().offer == question.offer


@pytest.mark.django_db(transaction=True)
def test_two_workers_mail_the_coordinators_once(question, farida):
    waiting = Barrier(2)

    def work():
        waiting.wait()
        try:
            return tell_late_answers(DUE + timedelta(days=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        told = [workers.submit(work) for _ in range(2)]

    assert sorted(one.result() for one in told) == [0, 1]
    assert Message.objects.filter(key__startswith="question-late").count() == 1
