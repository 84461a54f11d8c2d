"""Work lists: a service without an account sees what it arranges, after a code, and ticks it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.worklists import ListExists, mail_code, make_worklist, renew, revoke, take_code, tick
from onboarding.enums import MessageKind
from onboarding.lead_times import is_workday
from onboarding.models import Message, Task, TaskChange, WorkList, WorkListCode
from onboarding.opened_worklist import OPENED
from onboarding.worklist_secrets import code_of, secret_of
from onboarding.worklists import COMING, PlainTask, in_order, of_service, open_tasks
from onboarding.worklists import NOW as BEGIN_NOW
from profiles.dutch import short_date
from profiles.enums import LeadUnit, Role
from profiles.models import AuditEvent
from tests.factories import (
    InstitutionFactory,
    LeerplaatsFactory,
    LocationFactory,
    PlacementFactory,
    PlaceOfferFactory,
    StudentFactory,
    TaskFactory,
    person,
)
from tests.worker import run_jobs
from toolbox.enums import Owner, Signal

pytestmark = pytest.mark.django_db
NOW, LIST = "/werklijst/nu", reverse("worklist-list")
MAILBOX = "servicedesk@kadeburg.example"


@pytest.fixture
def offer():
    return PlaceOfferFactory(number=40)


@pytest.fixture
def coordinator(offer):
    return person(Role.COORDINATOR, offer.institution, name="Joost Voorbeeld")


@pytest.fixture
def worklist(offer, coordinator):
    return make_worklist(institution=offer.institution, owner=Owner.ICT, email=MAILBOX, by=coordinator)


@pytest.fixture
def service(worklist):
    """A browser in which the list is open."""
    return opened(worklist)


def opened(worklist):
    browser, address = Client(), reverse("worklist-open", args=[secret_of(worklist)])
    WorkListCode.objects.filter(worklist=worklist).update(sent_at=timezone.now() - timedelta(hours=2))
    browser.post(address)
    code = worklist.codes.order_by("-sent_at").first()
    assert browser.post(f"{address}/code", {"code": code_of(code)})["Location"] == NOW
    return browser


def stage(offer, name="Noor", last_name="Zuidema", days=14, **fields):
    starts_on = timezone.localdate() + timedelta(days=days)
    return PlacementFactory(
        offer=offer,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=60),
        request__student=StudentFactory(given_name=name, last_name=last_name),
        weekdays=list(range(7)),
        **fields,
    )


def task(placement, text="Maak het account", owner=Owner.ICT, due=10, **fields):
    due_on = None if due is None else timezone.localdate() + timedelta(days=due)
    return TaskFactory(placement=placement, text=text, owner=owner, due_on=due_on, **fields)


def text(response):
    return " ".join(response.content.decode().split())


def done(*tasks, name="Jo"):
    return {"done": [one.pk for one in tasks], "name": name}


class TestLink:
    def test_is_mailed_and_stored_nowhere(self, worklist):
        secret = secret_of(worklist)
        run_jobs()
        [sent] = mail.outbox
        stored = Message.objects.get(kind=MessageKind.STAFF)
        assert sent.to == [MAILBOX] and f"/werklijst/{secret}" in sent.body
        assert secret not in stored.body and secret != worklist.token_hash
        assert "Noor" not in sent.body

    def test_opened_by_scanners_changes_nothing_and_shows_no_name(self, worklist, offer, client):
        task(stage(offer))
        address = reverse("worklist-open", args=[secret_of(worklist)])
        for method in (client.get, client.head):
            for path in (address, f"{address}/code"):
                with CaptureQueriesContext(connection) as queries:
                    page = method(path)
                assert page.status_code == 200 and "Noor" not in text(page)
                assert not [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert page["Referrer-Policy"] == "strict-origin" and "no-store" in page["Cache-Control"]
        assert MAILBOX not in text(client.get(address)) and "s...k@kadeburg.example" in text(client.get(address))
        assert WorkListCode.objects.count() == 0

    def test_that_was_closed_and_one_that_never_was_answer_the_same(self, worklist, coordinator, client):
        secret = secret_of(worklist)
        revoke(worklist=worklist, by=coordinator)
        for path in ("", "/code"):
            pages = [client.get(f"/werklijst/{token}{path}") for token in (secret, "0" * 64)]
            assert [page.status_code for page in pages] == [410, 410]
            assert len({text(page) for page in pages}) == 1
        assert client.post(f"/werklijst/{secret}").status_code == 410
        assert WorkListCode.objects.count() == 0

    def test_that_was_closed_before_it_was_sent_is_not_mailed(self, worklist, coordinator):
        revoke(worklist=worklist, by=coordinator)
        run_jobs()
        assert mail.outbox == []

    def test_follows_from_the_row_in_whatever_time_zone_its_moment_was_made(self, worklist):
        before = secret_of(worklist)
        worklist.made_at = timezone.localtime(worklist.made_at)
        assert secret_of(worklist) == before == secret_of(WorkList.objects.get(pk=worklist.pk))


class TestCode:
    def test_is_mailed_and_opens_the_list_once(self, worklist, offer, client):
        task(stage(offer))
        address = reverse("worklist-open", args=[secret_of(worklist)])
        answer = client.post(address)
        run_jobs()
        code = code_of(WorkListCode.objects.get())
        assert code in mail.outbox[-1].body and not Message.objects.filter(body__contains=code).exists()
        assert client.post(answer["Location"], {"code": f" {code[:3]} {code[3:]}"})["Location"] == NOW
        assert "Noor Z.: Maak het account" in text(client.get(NOW))
        assert Client().post(answer["Location"], {"code": code}).status_code == 422
        assert AuditEvent.objects.filter(what="worklist.opened").count() == 1

    def test_wrong_five_times_is_of_no_use_any_more(self, worklist):
        code = mail_code(worklist=worklist)
        right = code_of(code)
        wrong = f"{(int(right) + 1) % 1_000_000:06d}"
        assert [take_code(worklist=worklist, digits=wrong) for _ in range(5)] == [False] * 5
        assert not take_code(worklist=worklist, digits=right)

    def test_holds_fifteen_minutes(self, worklist):
        code = mail_code(worklist=worklist)
        digits = code_of(code)
        code.refresh_from_db()
        earlier = code.sent_at - timedelta(minutes=16)
        WorkListCode.objects.filter(pk=code.pk).update(sent_at=earlier)
        assert not take_code(worklist=worklist, digits=digits)

    def test_goes_three_times_in_a_quarter_and_a_second_click_sends_none(self, worklist, client):
        address = reverse("worklist-open", args=[secret_of(worklist)])
        answers = set()
        for _ in range(6):
            answer = client.post(address, follow=True)
            answers.add((answer.status_code, "De code is onderweg" in text(answer)))
            client.post(address)
            WorkListCode.objects.update(sent_at=timezone.now() - timedelta(minutes=1))
        assert WorkListCode.objects.count() == 3 and answers == {(200, True)}
        WorkListCode.objects.update(sent_at=timezone.now() - timedelta(minutes=16))
        client.post(address)
        assert WorkListCode.objects.count() == 4

    def test_of_another_list_opens_nothing(self, worklist, coordinator, offer):
        other = make_worklist(institution=offer.institution, owner=Owner.CLOTHING, email=MAILBOX, by=coordinator)
        code = mail_code(worklist=other)
        assert not take_code(worklist=worklist, digits=code_of(code))


class TestOpenList:
    def test_shows_no_more_than_this_service_needs(self, service, offer, coordinator):
        noor = stage(offer)
        task(noor, "Maak het account van [naam]")
        task(noor, "Leg de jas klaar", Owner.CLOTHING)
        task(noor, "Vanzelf", signal=Signal.PAGE_SEEN)
        task(stage(offer, "Ali", cancelled=True))
        task(stage(offer, "Fenna", days=200), due=190)
        task(stage(PlaceOfferFactory(), "Sam"))
        page = text(service.get(NOW))
        assert "Noor Z.: Maak het account van Noor Z." in page and "Zuidema" not in page
        for absent in ("Leg de jas klaar", "Vanzelf", "Ali", "Fenna", "Sam"):
            assert absent not in page

    def test_reaches_further_ahead_for_what_takes_long(self, worklist, offer):
        late = stage(offer, days=150)
        task(late, due=140, lead_time=4, lead_unit=LeadUnit.MONTHS)
        task(late, "Zet de naam op het rooster", due=140)
        assert [one.text for one in open_tasks(worklist, timezone.localdate())] == ["Maak het account"]

    def test_is_in_the_order_of_the_day_to_begin(self, worklist, offer):
        noor = stage(offer, days=40)
        slow = task(noor, due=38, lead_time=5, lead_unit=LeadUnit.WEEKS)
        undated, soon, late = task(noor, due=None), task(noor, due=6), task(noor, due=-1)
        today = timezone.localdate()
        assert [one.pk for one in in_order(worklist, today)] == [late.pk, slow.pk, soon.pk, undated.pk]

    def test_has_what_must_be_ready_within_two_workdays_among_what_to_begin_now(self):
        friday = timezone.localdate() + timedelta(days=(4 - timezone.localdate().weekday()) % 7)
        due = [one for one in (friday + timedelta(days=ahead) for ahead in range(20)) if is_workday(one)]
        groups = [PlainTask(1, day, None, "", "").group(friday) for day in due[:6]]
        first = due.index(next(day for day in due if day > friday))
        assert groups[: first + 2] == [BEGIN_NOW] * (first + 2)
        assert groups[first + 2] == COMING

    def test_of_a_location_holds_only_that_location(self, coordinator, offer):
        other = LeerplaatsFactory(location=LocationFactory(institution=offer.institution))
        here, there = task(stage(offer)), task(stage(PlaceOfferFactory(leerplaats=other)))
        worklist = make_worklist(
            institution=offer.institution,
            owner=Owner.ICT,
            location=offer.leerplaats.location,
            email=MAILBOX,
            by=coordinator,
        )
        assert list(of_service(worklist)) == [here]
        opened(worklist).post(NOW, done(here, there))
        assert list(Task.objects.filter(done_at__isnull=False)) == [here]

    def test_closes_when_the_link_is_closed_and_after_a_working_day(self, service, worklist, coordinator, offer):
        task(stage(offer))
        session = service.session
        session[OPENED] = session[OPENED] | {"until": timezone.now().timestamp() - 1}
        session.save()
        assert "Noor" not in text(service.get(NOW))
        again = opened(worklist)
        assert "Noor" in text(again.get(NOW))
        revoke(worklist=worklist, by=coordinator)
        assert "Noor" not in text(again.get(NOW)) and "Noor" not in text(again.get(f"{NOW}/afdrukken"))

    def test_without_a_code_ticks_nothing(self, client, worklist, offer):
        one = task(stage(offer))
        assert "Er is niets afgevinkt" in text(client.post(NOW, done(one)))
        assert not Task.objects.get(pk=one.pk).is_done

    def test_without_work_says_so(self, service):
        assert "Er is nu niets te doen" in text(service.get(NOW))
        assert "Er is nu niets te doen" in text(service.get(f"{NOW}/afdrukken"))

    @pytest.mark.parametrize("path", [NOW, f"{NOW}/afdrukken"])
    def test_takes_as_many_queries_for_three_as_for_many(self, service, offer, path):
        def queries():
            with CaptureQueriesContext(connection) as found:
                assert service.get(path).status_code == 200
            return len(found)

        for number in range(3):
            task(stage(offer, f"Noor{number}"))
        few = queries()
        for number in range(12):
            task(stage(offer, f"Sam{number}"))
        assert queries() == few


class TestTicking:
    def test_asks_who_you_are_once_and_keeps_the_ticks(self, service, offer, worklist):
        noor = stage(offer)
        first, second = task(noor), task(noor, "Geef rechten")
        refused = service.post(NOW, {"done": first.pk, "name": " "})
        assert refused.status_code == 422 and "Vul in wie je bent" in text(refused)
        assert f'value="{first.pk}" id="taak-{first.pk}" checked' in text(refused)
        service.post(NOW, done(first, name="Jo  van ICT"))
        page = text(service.get(NOW))
        assert "Je vinkt af als Jo van ICT" in page and "Klaar in de laatste 14 dagen (1)" in page
        change = TaskChange.objects.get()
        assert (change.name, change.worklist, change.by, change.done) == ("Jo van ICT", worklist, None, True)
        service.post(NOW, done(second, name="Jo van ICT"))
        assert TaskChange.objects.count() == 2

    def test_twice_and_by_two_people_counts_once_and_keeps_the_first(self, service, worklist, offer):
        noor = stage(offer)
        one, other = task(noor), task(noor, "Geef rechten")
        colleague = opened(worklist)
        service.post(NOW, done(one))
        moment = Task.objects.get(pk=one.pk).done_at
        service.post(NOW, done(one))
        answer = colleague.post(NOW, done(one, other, name="Bo"), follow=True)
        assert "1 ding staat op klaar" in text(answer) and "1 ding was al klaar" in text(answer)
        assert Task.objects.get(pk=one.pk).done_at == moment
        assert list(TaskChange.objects.order_by("pk").values_list("name", flat=True)) == ["Jo", "Bo"]

    def test_ignores_what_is_not_on_the_list(self, service, offer):
        jacket, elsewhere = task(stage(offer), owner=Owner.CLOTHING), task(stage(PlaceOfferFactory()))
        answer = service.post(NOW, {"done": [jacket.pk, elsewhere.pk, "x", "9" * 30], "name": "Jo"}, follow=True)
        assert "2 dingen staan niet meer op deze lijst" in text(answer)
        assert not Task.objects.filter(done_at__isnull=False).exists()

    def test_can_be_taken_back_once(self, service, offer):
        one = task(stage(offer))
        service.post(NOW, done(one))
        change = TaskChange.objects.get()
        service.post(NOW, {"terug": change.pk})
        assert not Task.objects.get(pk=one.pk).is_done
        again = service.post(NOW, {"terug": change.pk}, follow=True)
        assert "net al veranderd" in text(again) and TaskChange.objects.count() == 2
        assert TaskChange.objects.order_by("pk").last().name == "Jo"

    def test_of_the_team_is_not_taken_back_by_the_service(self, service, worklist, offer):
        one = task(stage(offer))
        change = TaskChange.objects.create(task=one, institution=offer.institution, done=True)
        Task.objects.filter(pk=one.pk).update(done_at=timezone.now())
        service.post(NOW, {"terug": change.pk})
        assert Task.objects.get(pk=one.pk).is_done

    def test_stays_with_the_service_after_a_new_link(self, service, worklist, coordinator, offer):
        one = task(stage(offer))
        service.post(NOW, done(one))
        browser = opened(renew(worklist=worklist, by=coordinator))
        browser.post(NOW, {"terug": TaskChange.objects.get().pk})
        assert not Task.objects.get(pk=one.pk).is_done

    def test_of_a_task_that_is_done_writes_nothing(self, worklist, offer):
        one = task(stage(offer))
        tasks = Task.objects.filter(pk=one.pk)
        assert len(tick(tasks=tasks, worklist=worklist, name="Jo")) == 1
        assert tick(tasks=tasks, worklist=worklist, name="Bo") == []


class TestCoordinator:
    def test_sees_which_service_has_work_and_makes_a_list(self, client, coordinator, offer):
        client.force_login(coordinator)
        task(stage(offer), owner=Owner.CLOTHING)
        page = text(client.get(LIST))
        assert "Kleding" in page and "Nog geen lijst" in page and "Balie" not in page
        sent = {"institution": offer.institution.pk, "owner": Owner.CLOTHING, "email": MAILBOX, "location": ""}
        answer = client.post(reverse("worklist-new"), sent, follow=True)
        assert f"De mail met de link gaat nu naar {MAILBOX}" in text(answer)
        run_jobs()
        assert len(mail.outbox) == 1
        assert "heeft al een lijst" in text(client.post(reverse("worklist-new"), sent))
        assert WorkList.objects.count() == 1
        assert AuditEvent.objects.filter(what="worklist.made", by=coordinator).count() == 1

    def test_sees_where_there_is_work_on_no_list_and_finds_what_was_closed(self, client, coordinator, offer):
        here = offer.leerplaats.location
        zuid = LeerplaatsFactory(location=LocationFactory(institution=offer.institution, name="Zuid"))
        task(stage(offer))
        task(stage(PlaceOfferFactory(leerplaats=zuid)))
        made = make_worklist(
            institution=offer.institution, owner=Owner.ICT, email=MAILBOX, location=here, by=coordinator
        )
        client.force_login(coordinator)

        page = text(client.get(LIST))

        assert "Geen lijst voor Zuid" in page
        assert f"locatie={zuid.location_id}" in page
        revoke(worklist=made, by=coordinator)
        assert reverse("worklist-detail", args=[made.pk]) in text(client.get(LIST))

    def test_makes_one_list_per_service_also_at_once(self, coordinator, offer, worklist):
        with pytest.raises(ListExists):
            make_worklist(institution=offer.institution, owner=Owner.ICT, email=MAILBOX, by=coordinator)

    def test_refuses_a_location_of_another_institution(self, client, coordinator, offer):
        client.force_login(coordinator)
        other = LocationFactory(institution=InstitutionFactory())
        sent = {"institution": offer.institution.pk, "owner": "ict", "email": MAILBOX, "location": other.pk}
        assert client.post(reverse("worklist-new"), sent).status_code == 422
        assert not WorkList.objects.exists()

    def test_sends_renews_and_closes_the_link_once_per_click(self, client, coordinator, worklist):
        client.force_login(coordinator)
        address = reverse("worklist-detail", args=[worklist.pk])
        for _ in range(2):
            client.post(address, {"doe": "stuur", "nummer": "1"})
        assert Message.objects.filter(key__startswith=f"worklist:{worklist.pk}:").count() == 2
        for _ in range(2):
            client.post(address, {"doe": "vernieuw"})
        made = WorkList.objects.standing().get()
        assert made.pk != worklist.pk and secret_of(made) != secret_of(worklist)
        for _ in range(2):
            client.post(reverse("worklist-detail", args=[made.pk]), {"doe": "intrekken"})
        assert not WorkList.objects.standing().exists()
        kinds = AuditEvent.objects.filter(what__startswith="worklist.").order_by("pk").values_list("what", flat=True)
        assert list(kinds) == ["worklist.made", "worklist.sent", "worklist.renewed", "worklist.revoked"]

    def test_reads_who_ticked_what(self, client, coordinator, service, worklist, offer):
        service.post(NOW, done(task(stage(offer))))
        client.force_login(coordinator)
        page = text(client.get(reverse("worklist-detail", args=[worklist.pk])))
        assert "Noor Z." in page and "Klaar, Jo," in page
        stranger = person(Role.COORDINATOR)
        client.force_login(stranger)
        assert client.get(reverse("worklist-detail", args=[worklist.pk])).status_code == 404

    def test_reads_who_took_a_tick_back_and_when(self, client, coordinator, service, worklist, offer):
        """Somebody of the team had it open before: that is not who took it back."""
        one = task(stage(offer))
        earlier = timezone.now() - timedelta(days=3)
        TaskChange.objects.create(task=one, institution=offer.institution, done=False, by=coordinator, at=earlier)
        service.post(NOW, done(one))
        service.post(NOW, {"terug": TaskChange.objects.get(done=True).pk})
        client.force_login(coordinator)
        page = text(client.get(reverse("worklist-detail", args=[worklist.pk])))
        assert f"Weer open, Jo, {short_date(timezone.localdate())}" in page
        assert "Weer open, Joost" not in page

    def test_list_takes_as_many_queries_for_one_as_for_many(self, client, coordinator, worklist, offer):
        client.force_login(coordinator)
        task(stage(offer))

        def queries():
            with CaptureQueriesContext(connection) as found:
                assert client.get(LIST).status_code == 200
            return len(found)

        few = queries()
        for number in range(6):
            task(stage(offer, f"Sam{number}"), owner=Owner.CLOTHING)
        for location in LocationFactory.create_batch(3, institution=offer.institution):
            make_worklist(
                institution=offer.institution, owner=Owner.ICT, location=location, email=MAILBOX, by=coordinator
            )
        assert queries() == few
