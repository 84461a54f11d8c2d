"""The round of wishes of a period: the last day, one mail to who did not answer, and a reminder."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.messages import send
from onboarding.actions.wishes import UntilChanged, set_wishes_until
from onboarding.enums import MessageStatus
from onboarding.models import MatchSeason, Message, PersonalLink
from profiles.enums import Role
from tests.factories import MatchSeasonFactory, PlacementRequestFactory, StudentFactory, person

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def asked():
    return PlacementRequestFactory(student=StudentFactory(given_name="Noor", last_name="Aalbers"))


@pytest.fixture
def coordinator(client, asked):
    user = person(Role.COORDINATOR, asked.institution)
    client.force_login(user)
    return user


@pytest.fixture
def page(asked, coordinator):
    return reverse("wishes-round", args=[asked.period_id])


@pytest.fixture
def ask(asked, coordinator):
    return reverse("wishes-ask", args=[asked.period_id])


def days_ago(number):
    return timezone.now() - timedelta(days=number)


class TestTheLastDay:
    def test_is_set_and_shown(self, client, asked, page):
        day = timezone.localdate() + timedelta(days=10)
        client.post(page, {"wishes_until": f"{day:%d-%m-%Y}", "version": "0"})
        assert MatchSeason.objects.get().wishes_until == day
        assert "Studenten en scholen kunnen wensen geven tot en met" in text(client.get(page))

    def test_that_has_been_is_refused(self, client, page):
        response = client.post(page, {"wishes_until": "2-2-2020", "version": "0"})
        assert response.status_code == 422
        assert "Deze dag is geweest." in text(response)
        assert 'value="2-2-2020"' in text(response)

    def test_of_two_people_is_asked_and_nothing_is_lost(self, client, asked, page):
        season = MatchSeasonFactory(institution=asked.institution, period=asked.period)
        day, other = (timezone.localdate() + timedelta(days=number) for number in (10, 12))
        MatchSeason.objects.filter(pk=season.pk).update(wishes_until=day, version=2)
        response = client.post(page, {"wishes_until": f"{other:%d-%m-%Y}", "version": "1"})
        assert response.status_code == 409
        assert "Een collega koos ook een dag" in text(response)
        assert MatchSeason.objects.get().wishes_until == day
        client.post(page, {"wishes_until": f"{other:%d-%m-%Y}", "version": "2"})
        assert MatchSeason.objects.get().wishes_until == other

    def test_twice_is_once(self, asked, coordinator):
        day = timezone.localdate() + timedelta(days=10)
        chosen = {"institution": asked.institution, "period": asked.period, "by": coordinator}
        set_wishes_until(day=day, version=0, **chosen)
        set_wishes_until(day=day, version=0, **chosen)
        assert MatchSeason.objects.get().version == 2
        with pytest.raises(UntilChanged):
            set_wishes_until(day=None, version=1, **chosen)


class TestAskingForWishes:
    def test_mails_who_did_not_answer_once_also_after_a_double_click(self, client, asked, page, ask):
        done = PlacementRequestFactory(institution=asked.institution, period=asked.period, wishes_given_at=days_ago(1))
        assert "Vraag 1 student om wensen" in text(client.get(page))
        for _ in range(2):
            client.post(ask, {"wie": f"{asked.pk}:1,{done.pk}:1"})
        message = Message.objects.get()
        assert (message.key, message.to_email) == (f"wishes:{asked.pk}:1", asked.student.email)

    def test_the_mail_holds_a_link_that_opens_the_wishes(self, client, asked, ask, settings):
        client.post(ask, {"wie": f"{asked.pk}:1"})
        send(Message.objects.get().pk)
        body = mail.outbox[0].body
        path = body.partition(settings.SITE_URL)[2].split()[0]
        assert path.endswith("?naar=wensen")
        assert PersonalLink.objects.get().student == asked.student
        client.logout()
        assert client.post(path).url == reverse("my-wishes")

    def test_reminds_after_three_days_and_not_before(self, client, asked, page, ask):
        client.post(ask, {"wie": f"{asked.pk}:1"})
        client.post(ask, {"wie": f"{asked.pk}:2"})
        assert Message.objects.count() == 1
        assert "Iedereen zonder wensen kreeg de laatste 3 dagen een mail." in text(client.get(page))
        Message.objects.update(created_at=days_ago(4))
        assert "Stuur een herinnering aan 1 student" in text(client.get(page))
        client.post(ask, {"wie": f"{asked.pk}:2"})
        reminder = Message.objects.first()
        assert "herinnering" in reminder.subject
        assert "Je hebt nog geen wensen gegeven" in reminder.body
        assert "[link]" not in reminder.body  # the first mail had the secret; this one asks who you are
        assert reverse("my-wishes") in reminder.body

    def test_a_mail_that_failed_can_be_followed_by_another(self, client, asked, page, ask):
        client.post(ask, {"wie": f"{asked.pk}:1"})
        Message.objects.update(status=MessageStatus.FAILED)
        assert "Niet gelukt" in text(client.get(page))
        client.post(ask, {"wie": f"{asked.pk}:2"})
        assert Message.objects.count() == 2

    def test_after_the_last_day_mails_nobody(self, client, asked, page, ask):
        yesterday = timezone.localdate() - timedelta(days=1)
        MatchSeasonFactory(institution=asked.institution, period=asked.period, wishes_until=yesterday)
        client.post(ask, {"wie": f"{asked.pk}:1"})
        assert not Message.objects.exists()
        assert "De laatste dag is geweest." in text(client.get(page))

    def test_never_mails_a_student_of_another_institution(self, client, asked, ask):
        other = PlacementRequestFactory(period=asked.period)
        client.post(ask, {"wie": f"{other.pk}:1"})
        assert not Message.objects.exists()

    @pytest.mark.parametrize("number", [3, 300])
    def test_the_page_makes_a_fixed_number_of_queries(self, client, asked, page, number, django_assert_num_queries):
        same = {"institution": asked.institution, "period": asked.period, "programme": asked.programme}
        for _ in range(number - 1):
            PlacementRequestFactory(student__school=asked.school, wishes=["wijk"], **same)
        with django_assert_num_queries(12):
            assert f"{number} studenten zoeken een plek." in text(client.get(page))


def test_the_mail_is_shown_before_the_button_that_sends_it(client, page):
    found = text(client.get(page))
    assert 0 < found.index("Zo ziet de mail eruit") < found.index("mail-preview") < found.index("Vraag 1 student om")
