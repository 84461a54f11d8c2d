"""The list of one student: who did what when, two people at once, what is undone, and what the student reads of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.tasks import BEGUN, DONE, ChangedSince, change_tasks, set_done, settle, undo_change, unsettle
from onboarding.enums import TaskProgress
from onboarding.models import Task, TaskChange
from onboarding.task_words import arranged_status
from profiles.dutch import long_date, short_date
from profiles.enums import Role
from tests.factories import (
    LeerplaatsprofielFactory,
    PlacementFactory,
    StudentFactory,
    TaskFactory,
    WorkListFactory,
    person,
)
from toolbox.enums import Owner, Signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    start = timezone.localdate() + timedelta(days=40)
    placement = PlacementFactory(
        starts_on=start,
        ends_on=start + timedelta(days=100),
        request__student=StudentFactory(with_user=True),
    )
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


@pytest.fixture
def coordinator(client, placement):
    client.user = person(Role.COORDINATOR, placement.institution, name="Farida Voorbeeld")
    client.force_login(client.user)
    return client


def task_of(placement, text="Pasje", due_in=20, **fields):
    due_on = timezone.localdate() + timedelta(days=due_in)
    return TaskFactory(placement=placement, text=text, due_on=due_on, owner=fields.pop("owner", Owner.ICT), **fields)


def ticked(task):
    return Task.objects.get(pk=task.pk).is_done


def page_of(client, placement):
    return " ".join(client.get(reverse("placement-detail", args=[placement.pk])).content.decode().split())


def state_on_page(task):
    return f"{task.pk}:{int(task.is_done)}:{task.progress}"


def test_an_old_page_does_not_take_back_what_a_colleague_ticked_meanwhile(coordinator, placement):
    badge, coat = task_of(placement, "Pasje"), task_of(placement, "Jas")
    seen = [state_on_page(badge), state_on_page(coat)]
    set_done(tasks=placement.tasks.filter(pk=badge.pk), done_ids=[badge.pk], by=person(Role.COORDINATOR))

    coordinator.post(reverse("placement-tick", args=[placement.pk]), {"shown": seen, "done": [coat.pk]})

    assert (ticked(badge), ticked(coat)) == (True, True)


def test_of_two_who_change_one_task_the_second_is_told_and_changes_nothing(coordinator, placement):
    account = task_of(placement, "Account", lead_time=10, lead_unit="workdays", fallback="Lees mee met een collega.")
    coat = task_of(placement, "Jas")
    seen = [state_on_page(account), state_on_page(coat)]
    joost = person(Role.PRAKTIJKOPLEIDER, placement.institution, name="Joost")
    set_done(tasks=placement.tasks.filter(pk=account.pk), done_ids=[account.pk], by=joost)

    data = {"shown": seen, f"stand-{account.pk}": "covered", "done": [coat.pk]}
    page = coordinator.post(reverse("placement-tick", args=[placement.pk]), data, follow=True).content.decode()

    assert (ticked(account), ticked(coat)) == (True, True)
    assert "Iemand anders heeft ‘Account’ ook aangepast." in page
    assert "De lijst is bewaard." in page
    assert "klaar door Joost." in page  # the history of that line is open


def test_who_takes_a_tick_away_on_purpose_opens_it_again(coordinator, placement):
    badge = task_of(placement, done_at=timezone.now())

    coordinator.post(reverse("placement-tick", args=[placement.pk]), {"shown": [state_on_page(badge)]})

    assert not ticked(badge)


def test_a_task_that_was_not_on_the_page_stays_as_it_is(coordinator, placement):
    badge, later = task_of(placement), task_of(placement, done_at=timezone.now())

    coordinator.post(reverse("placement-tick", args=[placement.pk]), {"shown": [state_on_page(badge)]})

    assert ticked(later)


def test_sent_twice_writes_one_change(coordinator, placement):
    badge = task_of(placement)
    url, data = reverse("placement-tick", args=[placement.pk]), {"shown": [state_on_page(badge)], "done": [badge.pk]}

    coordinator.post(url, data)
    page = coordinator.post(url, data, follow=True).content.decode()

    assert TaskChange.objects.filter(task=badge).count() == 1
    assert "Er is niets veranderd." in page


def test_asked_and_dealt_with_otherwise_are_kept_and_shown(coordinator, placement):
    account = task_of(
        placement, "Account", due_in=2, lead_time=10, lead_unit="workdays", fallback="Lees mee met een collega."
    )
    assert "De tijd is te kort. ICT heeft 10 werkdagen nodig." in page_of(coordinator, placement)
    assert "Lukt het niet: lees mee met een collega." in page_of(coordinator, placement)
    data = {"shown": [state_on_page(account)], f"stand-{account.pk}": "begun"}

    coordinator.post(reverse("placement-tick", args=[placement.pk]), data)

    account.refresh_from_db()
    assert account.progress == TaskProgress.BEGUN
    page = page_of(coordinator, placement)
    assert "Aangevraagd of begonnen op" in page
    assert "door Farida" in page
    assert "De tijd is te kort" not in page


def test_a_tick_beside_another_way_out_says_which_of_the_two_counts(coordinator, placement):
    account = task_of(placement, "Account", fallback="Lees mee met een collega.")
    sent = {"shown": [state_on_page(account)], "done": [account.pk], f"stand-{account.pk}": TaskProgress.COVERED}
    said = "koos je een vinkje en ook ‘we vangen het op’. Het vinkje telt."

    coordinator.post(reverse("placement-tick", args=[placement.pk]), sent)
    assert ticked(account) and said in page_of(coordinator, placement)

    coat = task_of(placement, "Jas", fallback="Leen een jas.", progress=TaskProgress.COVERED)
    sent = {"shown": [state_on_page(coat)], "done": [coat.pk], f"stand-{coat.pk}": TaskProgress.COVERED}
    coordinator.post(reverse("placement-tick", args=[placement.pk]), sent)  # it was so already: this is one answer
    assert ticked(coat) and said not in page_of(coordinator, placement)


def test_what_is_covered_names_its_day_only_while_that_is_to_come(coordinator, placement):
    late = task_of(placement, "Pasje", due_in=-4, fallback="Loop mee.", progress=TaskProgress.COVERED)
    assert "Wordt opgevangen." in (page := page_of(coordinator, placement))
    assert f"Klaar uiterlijk {short_date(late.due_on)}" not in page
    Task.objects.update(due_on=(soon := timezone.localdate() + timedelta(days=4)))
    assert f"Klaar uiterlijk {short_date(soon)}" in page_of(coordinator, placement)


def test_a_made_up_progress_counts_as_none(coordinator, placement):
    account = task_of(placement, lead_time=10, lead_unit="workdays")

    data = {"shown": [state_on_page(account)], f"stand-{account.pk}": "verzonnen"}
    coordinator.post(reverse("placement-tick", args=[placement.pk]), data)

    account.refresh_from_db()
    assert account.progress == ""


def test_done_takes_the_place_of_begun_and_undo_brings_it_back(placement):
    by = person(Role.COORDINATOR, placement.institution)
    account = task_of(placement, lead_time=10, lead_unit="workdays")
    mine = placement.tasks.filter(pk=account.pk)
    change_tasks(tasks=mine, wanted=lambda task: BEGUN, by=by)
    change = change_tasks(tasks=mine, wanted=lambda task: DONE, by=by)[0]

    undo_change(change=change, by=by)

    account.refresh_from_db()
    assert (account.is_done, account.progress) == (False, TaskProgress.BEGUN)
    assert [(one.done, one.progress) for one in account.changes.order_by("pk")] == [
        (False, "begun"),
        (True, ""),
        (False, "begun"),
    ]


def undo_last(task, by):
    undo_change(change=task.changes.first(), by=by)


@pytest.mark.parametrize("is_written", [True, False], ids=["written", "done from the start"])
def test_an_undo_brings_back_who_did_it_and_when_however_often(coordinator, placement, is_written):
    joost, farida = person(Role.PRAKTIJKOPLEIDER, placement.institution, name="Joost"), coordinator.user
    badge = task_of(placement)
    mine = placement.tasks.filter(pk=badge.pk)
    moment = timezone.now() - timedelta(days=9)
    mine.update(done_at=moment, done_by=joost)
    if is_written:
        TaskChange.objects.create(task=badge, institution=badge.institution, done=True, by=joost, at=moment)
    for _ in range(2):
        set_done(tasks=mine, done_ids=[], by=farida)
        undo_last(badge, farida)
        badge.refresh_from_db()
        assert (badge.done_at, badge.done_by) == (moment, joost)
        assert f"Klaar op {short_date(moment)} door Joost." in page_of(coordinator, placement)
    undo_last(badge, farida)
    badge.refresh_from_db()
    assert badge.done_at is None
    undo_last(badge, farida)
    badge.refresh_from_db()
    assert (badge.done_at, badge.done_by) == (moment, joost)


def test_an_undo_brings_back_the_name_of_who_has_no_account(coordinator, placement):
    badge = task_of(placement)
    mine = placement.tasks.filter(pk=badge.pk)
    worklist = WorkListFactory(institution=placement.institution, owner=Owner.ICT)
    set_done(tasks=mine, done_ids=[badge.pk], worklist=worklist, name="Jo")
    set_done(tasks=mine, done_ids=[], by=coordinator.user)
    undo_last(badge, coordinator.user)
    page = page_of(coordinator, placement)
    assert "door Jo (ICT)." in page
    assert f"weer klaar door {coordinator.user.first_name}." in page


def test_only_the_last_change_is_undone_and_a_second_click_undoes_nothing_more(coordinator, placement):
    badge = task_of(placement)
    first = set_done(tasks=placement.tasks.filter(pk=badge.pk), done_ids=[badge.pk], by=coordinator.user)[0]
    url = reverse("placement-tick-undo", args=[placement.pk, first.pk])

    page = coordinator.post(url, follow=True).content.decode()
    assert "De wijziging is teruggedraaid." in page
    again = coordinator.post(url, follow=True).content.decode()

    assert "Er is daarna al iets veranderd." in again
    assert not ticked(badge)
    assert TaskChange.objects.filter(task=badge).count() == 2
    with pytest.raises(ChangedSince):
        undo_change(change=first, by=coordinator.user)


def test_a_change_of_another_student_is_not_undone_through_this_one(coordinator, placement):
    other = task_of(PlacementFactory())
    change = set_done(tasks=Task.objects.filter(pk=other.pk), done_ids=[other.pk])[0]

    response = coordinator.post(reverse("placement-tick-undo", args=[placement.pk, change.pk]))

    assert response.status_code == 404
    assert ticked(other)


def test_every_way_to_tick_writes_who_did_it(client, placement):
    own = task_of(placement, "Route", owner=Owner.STUDENT)
    sign = task_of(placement, "Werkbegeleider", signal=Signal.SUPERVISOR_KNOWN)
    account = task_of(placement, "Account")
    worklist = WorkListFactory(institution=placement.institution, made_by=person(Role.COORDINATOR))
    client.force_login(placement.student.user)

    client.post(reverse("my-placement-tick", args=["voor"]), {"item": own.pk, "checked": "1"})
    settle(placements=[placement], signal=Signal.SUPERVISOR_KNOWN)
    unsettle(placements=[placement], signal=Signal.SUPERVISOR_KNOWN)
    set_done(tasks=placement.tasks.filter(pk=account.pk), done_ids=[account.pk], worklist=worklist, name="Jo")

    told = {task.text: [(one.done, one.by, one.name) for one in task.changes.order_by("pk")] for task in (own, sign)}
    assert told == {
        "Route": [(True, placement.student.user, "")],
        "Werkbegeleider": [(True, None, ""), (False, None, "")],
    }
    client.force_login(person(Role.COORDINATOR, placement.institution))
    assert "door Jo (ICT)." in page_of(client, placement)


def test_staff_see_and_tick_of_the_student_only_what_stops_a_start(coordinator, placement):
    own = task_of(placement, "Bekijk de route", owner=Owner.STUDENT)
    vaccination = task_of(placement, "Regel de prik", owner=Owner.STUDENT, blocking=True)

    page = page_of(coordinator, placement)
    assert "Regel de prik" in page
    assert "Bekijk de route" not in page
    coordinator.post(reverse("placement-tick", args=[placement.pk]), {"done": [own.pk, vaccination.pk]})

    assert (ticked(own), ticked(vaccination)) == (False, True)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"done_at": timezone.now()}, "Geregeld"),
        ({"progress": "covered"}, "Dit gaat anders. Je hoort van ons hoe."),
        ({"due_in": -2}, "Dit duurt langer. Wij zijn ermee bezig."),
        ({"progress": "begun"}, "Wij zijn ermee bezig. Klaar uiterlijk"),
        ({}, "Wij regelen dit uiterlijk"),
    ],
)
def test_the_student_reads_how_it_stands_without_blame(placement, fields, words):
    status = arranged_status(task_of(placement, **fields), timezone.localdate())
    assert status["text"].startswith(words)
    assert "te laat" not in status["text"]


def test_the_student_reads_when_to_begin_with_what_takes_time(client, placement):
    soon = task_of(placement, "Vraag je VOG aan", due_in=35, owner=Owner.STUDENT, lead_time=1, lead_unit="weeks")
    task_of(placement, "Regel de prik", due_in=33, owner=Owner.STUDENT, lead_time=8, lead_unit="months")
    client.force_login(placement.student.user)

    page = " ".join(client.get(reverse("my-placement")).content.decode().split())

    assert f"Begin uiterlijk {long_date(soon.begin_on)}. Klaar uiterlijk {long_date(soon.due_on)}" in page
    assert "Begin nu. Klaar uiterlijk" in page
