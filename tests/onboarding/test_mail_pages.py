"""The mails a coordinator looks after: found, sent again, held and let go, and seen before they go."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.countdown_mails import write_countdown_mails
from onboarding.actions.messages import send
from onboarding.enums import CancelReason, MessageKind, MessageStatus, PlacementStatus
from onboarding.models import Message, Placement
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import MessageFactory, PlacementFactory, PlaceOfferFactory, person
from tests.worker import run_jobs

pytestmark = pytest.mark.django_db
LIST, COMING = reverse("mail-list"), reverse("mail-coming")
ALL_DAYS = list(range(7))


@pytest.fixture
def offer():
    return PlaceOfferFactory(number=40)


@pytest.fixture
def joost(client, offer):
    user = person(Role.COORDINATOR, offer.institution, name="Joost Voorbeeld")
    client.force_login(user)
    return user


def stage(offer, left, **fields):
    starts_on = timezone.localdate() + timedelta(days=left)
    placement = PlacementFactory(
        offer=offer,
        starts_on=starts_on,
        weekdays=ALL_DAYS,
        status=PlacementStatus.INFORMED,
        confirmed_at=timezone.now() - timedelta(days=40),
        **fields,
    )
    Placement.objects.filter(pk=placement.pk).update(ends_on=starts_on + timedelta(days=60))
    return placement


def text(response):
    return " ".join(response.content.decode().split())


def pause(client, offer, what="pauzeer"):
    return client.post(reverse("mail-pause", args=[offer.institution.pk]), {"doe": what}, follow=True)


class TestPause:
    def test_holds_what_goes_by_itself_and_says_who_did_it_and_what_waits(self, client, joost, offer):
        stage(offer, 13)
        page = text(pause(client, offer))
        assert "De mails die vanzelf gaan, wachten nu." in page
        write_countdown_mails()
        run_jobs()
        assert mail.outbox == []
        page = text(client.get(LIST))
        assert "Joost Voorbeeld zette de mails stil op" in page
        assert "1 mail wacht." in page
        assert "Wacht: de mails staan op pauze" in page

    def test_let_go_sends_what_holds_and_stops_what_does_not(self, client, joost, offer):
        holds, cannot, late, moved = (stage(offer, left) for left in (13, 13, 13, 13))
        pause(client, offer)
        assert write_countdown_mails() == 4
        Placement.objects.filter(pk=cannot.pk).update(
            cannot_come_at=timezone.now(), cannot_come_reason=CancelReason.OTHER_PLACE
        )
        Placement.objects.filter(pk=late.pk).update(starts_on=timezone.localdate() + timedelta(days=2))
        Placement.objects.filter(pk=holds.pk).update(start_time="10.45")
        Placement.objects.filter(pk=moved.pk).update(starts_on=moved.starts_on + timedelta(days=30))
        page = text(pause(client, offer, "verder"))
        assert "De mails gaan weer vanzelf. 1 mail gaat nu weg. 3 mails klopten niet meer en gaan niet weg." in page
        run_jobs()
        assert [sent.to for sent in mail.outbox] == [[holds.student.email]]
        assert "10.45" in mail.outbox[0].body
        page = text(client.get(f"{LIST}?status=stopped"))
        assert page.count("Klopte niet meer toen de mail aan de beurt was.") == 3

    def test_twice_does_it_once(self, client, joost, offer):
        for what, kind in (("pauzeer", "mails.paused"), ("verder", "mails.resumed")):
            for _ in range(2):
                pause(client, offer, what)
            assert AuditEvent.objects.filter(what=kind, by=joost).count() == 1

    def test_a_mail_that_is_held_cannot_be_sent_by_ticking_it(self, client, joost, offer):
        stage(offer, 13)
        pause(client, offer)
        write_countdown_mails()
        client.post(LIST, {"mail": Message.objects.get().pk})
        run_jobs()
        assert mail.outbox == []


class TestList:
    def test_shows_what_is_not_gone_and_finds_the_rest(self, client, joost, offer):
        placement = stage(offer, 40)
        MessageFactory(placement=placement, status=MessageStatus.FAILED, subject="Mislukt", problem="Vol.")
        MessageFactory(placement=placement, status=MessageStatus.SENT, sent_at=timezone.now(), subject="Aangekomen")
        MessageFactory(
            placement=placement, kind=MessageKind.STAFF, status=MessageStatus.SENT, sent_at=timezone.now(),
            subject="Voor het team", to_email="sam@zorg.example",
        )  # fmt: skip
        MessageFactory(status=MessageStatus.FAILED, subject="Van een ander")
        for query, subjects in (
            ("", {"Mislukt"}),
            ("?status=alles", {"Mislukt", "Aangekomen", "Voor het team"}),
            ("?status=sent&soort=staff", {"Voor het team"}),
            ("?status=alles&zoek=sam@zorg", {"Voor het team"}),
            (f"?status=alles&soort=start&zoek={placement.student.given_name}", {"Mislukt", "Aangekomen"}),
            ("?status=onzin&soort=onzin", {"Mislukt"}),
        ):
            page = text(client.get(LIST + query))
            shown = {one for one in ("Mislukt", "Aangekomen", "Voor het team", "Van een ander") if f"{one}</a>" in page}
            assert shown == subjects, query
        assert "Er is geen mail die bij je keuze past." in text(client.get(f"{LIST}?zoek=niemand"))

    def test_takes_the_same_number_of_queries_for_more_mails(self, client, joost, offer):

        def queries():
            with CaptureQueriesContext(connection) as captured:
                client.get(f"{LIST}?status=alles")
            return len(captured)

        MessageFactory(placement=stage(offer, 40))
        client.get(LIST)
        few = queries()
        for _ in range(9):
            MessageFactory(placement=stage(offer, 40))
        assert queries() == few

    def test_a_mail_to_try_again_says_when(self, client, joost, offer):
        later = timezone.now() + timedelta(hours=1)
        MessageFactory(placement=stage(offer, 40), attempts=1, send_after=later, problem="451 later")
        page = text(client.get(LIST))
        assert "Wordt opnieuw geprobeerd" in page
        assert "451 later" in page


class TestOneMail:
    def test_shows_how_it_looks_without_a_secret(self, client, joost, offer):
        message = MessageFactory(placement=stage(offer, 40), body="Beste,\n\nOpen jouw pagina: [link]")
        page = text(client.get(reverse("mail-detail", args=[message.pk])))
        assert "Zo ziet de mail eruit" in page
        assert "/eigen-link" in page
        assert "/link/" not in page

    @pytest.mark.parametrize("kind", [MessageKind.QUESTION, MessageKind.CODE])
    def test_keeps_what_is_between_two_people_to_them(self, client, joost, offer, kind):
        message = MessageFactory(placement=stage(offer, 40), kind=kind, body="Ik voel me niet veilig.")
        page = text(client.get(reverse("mail-detail", args=[message.pk])))
        assert "niet veilig" not in page
        assert "Wat in deze mail staat, lees je hier niet." in page

    def test_goes_once_more_with_what_holds_now_and_once_for_two_clicks(self, client, joost, offer):
        placement = stage(offer, 40)
        sent = MessageFactory(placement=placement, key=f"start:{placement.pk}", status="sent", sent_at=timezone.now())
        again = reverse("mail-again", args=[sent.pk])
        for _ in range(2):
            client.post(again, {"nummer": "0"})
        [copy] = Message.objects.exclude(pk=sent.pk)
        assert "Je stageplek is bekend." in copy.body
        send(copy.pk)
        assert "/link/" in mail.outbox[0].body
        assert "1 keer" in text(client.get(reverse("mail-detail", args=[sent.pk])))

    @pytest.mark.parametrize("kind", [MessageKind.CHANGE, MessageKind.STAFF, MessageKind.INVITATION])
    def test_what_can_have_become_untrue_is_not_sent_once_more(self, client, joost, offer, kind):
        sent = MessageFactory(placement=stage(offer, 40), kind=kind, status="sent", sent_at=timezone.now())
        client.post(reverse("mail-again", args=[sent.pk]), {"nummer": "0"})
        assert Message.objects.count() == 1


class TestComing:
    def test_says_who_gets_what_when_and_who_does_not_and_why(self, client, joost, offer):
        stage(offer, 16)
        stage(offer, 5)
        known = stage(offer, 15, werkbegeleider=person(Role.WERKBEGELEIDER, offer.institution))
        silent = stage(offer, 15)
        Placement.objects.filter(pk=silent.pk).update(
            cannot_come_at=timezone.now(), cannot_come_reason=CancelReason.OTHER_PLACE
        )
        waits = stage(offer, 15)
        MessageFactory(placement=waits, status=MessageStatus.QUEUED)
        stage(offer, 60)
        page = text(client.get(COMING))
        assert "2 studenten krijgen een mail. 3 studenten niet." in page
        assert page.count("Zo zien ze eruit") == 1
        assert "Geen mail. De student zei: ik kan niet komen." in page
        assert "Geen mail. De mail met de plek is nog niet weg. Die gaat eerst." in page
        assert "Geen mail. Alles is klaar en bekend." in page
        assert page.count(known.student.name) == 1
        assert not Message.objects.filter(kind=MessageKind.TWO_WEEKS).exists()

    def test_who_has_the_mail_already_is_told_so(self, client, joost, offer):
        stage(offer, 13)
        write_countdown_mails()
        assert "Deze mail staat al klaar." in text(client.get(COMING))
        run_jobs()
        assert "Kreeg deze mail al op" in text(client.get(COMING))

    def test_is_of_the_own_institution_only(self, client, joost, offer):
        stage(PlaceOfferFactory(), 5)
        assert "In de komende 3 weken start er niemand." in text(client.get(COMING))
