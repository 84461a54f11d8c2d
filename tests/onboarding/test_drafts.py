"""A draft changes nothing until somebody takes it over: whole, per row, and with a way back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import close_old_connections, connection
from django.urls import reverse
from django.utils import timezone

from onboarding.actions import drafts
from onboarding.actions import matching as actions
from onboarding.actions.drafts import ask_drafts, drafts_of, make_drafts
from onboarding.actions.matching import NotPossible, lock_many, lock_proposal
from onboarding.actions.takeover import UNDO, can_undo, take_over, undo
from onboarding.enums import ProposalStatus, RunStatus
from onboarding.models import MatchRun, Proposal
from profiles.enums import Role, Sector
from profiles.models import AuditEvent, Institution, PlaceOffer
from tests.factories import PlaceLimitFactory, person
from tests.onboarding.koppel_world import KoppelWorld, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return KoppelWorld()


@pytest.fixture
def coordinator(client, world):
    client.force_login(world.coordinator)
    return client


def ask(world):
    return ask_drafts(institution=world.institution, period=world.period, by=world.coordinator)


def swapped(world):
    """Noor and Sam have each other's wish by hand, loosened again: a new proposal swaps them."""
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "VVT")
    world.propose()
    for student, offer in ((noor, world.tuin), (sam, world.kade)):
        Proposal.objects.filter(request=student).update(offer=offer)
    return noor, sam


def test_a_draft_changes_nothing_until_it_is_taken_over(world):
    world.student("Noor", "ziekenhuis")

    run = ask(world)

    assert not Proposal.objects.exists()
    assert run.status == RunStatus.DRAFT and run.placed == 1
    take_over(run=run, by=world.coordinator)
    assert world.places() == {"Noor": "De Kade"}
    run.refresh_from_db()
    assert run.status == RunStatus.TAKEN


def test_the_difference_says_which_lock_or_change_moved_a_student(coordinator, world):
    world.student("Noor", "ziekenhuis")
    sam = world.student("Sam", "VVT")
    world.propose()
    lock_proposal(proposal=Proposal.objects.get(request=sam), by=world.coordinator, offer=world.kade)

    page = text_of(coordinator.get(reverse("match-difference", args=[ask(world).pk])))
    assert "Dit komt doordat een andere student vaststaat op De Kade." in page

    Proposal.objects.filter(request=sam).delete()
    world.kade.number = 0
    world.kade.save()
    page = text_of(coordinator.get(reverse("match-difference", args=[ask(world).pk])))
    assert "Dit komt doordat De Kade 1 plek minder heeft." in page


def test_asking_twice_gives_the_same_draft_until_something_changes(world):
    world.student("Noor", "ziekenhuis")
    first = ask(world)
    assert ask(world) == first

    world.student("Sam", "VVT")
    second = ask(world)

    assert second != first
    assert MatchRun.objects.get(pk=first.pk).status == RunStatus.DROPPED
    assert drafts_of(world.institution, world.period)[0] == second


def test_taking_over_twice_changes_once(world):
    world.student("Noor", "ziekenhuis")
    run = ask(world)

    assert take_over(run=run, by=world.coordinator).changed
    assert not take_over(run=run, by=world.coordinator).changed
    assert AuditEvent.objects.filter(what="proposal.taken").count() == 1


def test_a_row_takes_along_who_holds_the_place_it_needs(world):
    noor, sam = swapped(world)
    run = ask(world)

    taken = take_over(run=run, by=world.coordinator, requests=[str(noor.pk)])

    assert set(taken.changed) == {str(noor.pk), str(sam.pk)}
    assert taken.along == (str(sam.pk),)
    assert world.places() == {"Noor": "De Kade", "Sam": "De Tuin"}


def test_a_row_takes_along_who_is_in_the_way_of_a_limit_and_nobody_else(world):
    PlaceLimitFactory(institution=world.institution, leerplaatsen=[world.kade.leerplaats], number=1)
    PlaceOffer.objects.filter(pk=world.kade.pk).update(number=2)
    for name in ("De Werf", "De Boeg"):
        world.offer(name, Sector.HOSPICE)
    noor, sam, bo = world.student("Noor", "De Kade"), world.student("Sam", "De Werf"), world.student("Bo", "De Boeg")
    world.propose()
    werf = PlaceOffer.objects.get(leerplaats__name="De Werf")
    for student, offer in ((noor, werf), (sam, world.kade), (bo, world.tuin)):
        Proposal.objects.filter(request=student).update(offer=offer)

    taken = take_over(run=ask(world), by=world.coordinator, requests=[str(noor.pk)])

    assert set(taken.changed) == {str(noor.pk), str(sam.pk)}
    assert world.places() == {"Noor": "De Kade", "Sam": "De Werf", "Bo": "De Tuin"}


def test_rows_that_need_nobody_are_taken_over_alone_and_the_rest_stays(coordinator, world):
    for name in ("De Werf", "De Boeg"):
        world.offer(name, Sector.HOSPICE)
    noor, sam = world.student("Noor", "De Werf"), world.student("Sam", "De Boeg")
    world.propose()
    Proposal.objects.filter(request=noor).update(offer=world.kade)
    Proposal.objects.filter(request=sam).update(offer=world.tuin)
    run = ask(world)
    address = reverse("match-difference", args=[run.pk])

    assert "2 koppelingen zijn anders, 0 gelijk." in text_of(coordinator.get(address))
    coordinator.post(address, {"wat": "gekozen", "koppeling": str(noor.pk)})
    assert world.places() == {"Noor": "De Werf", "Sam": "De Tuin"}
    assert "1 koppeling is anders, 1 gelijk." in text_of(coordinator.get(address))

    coordinator.post(address, {"wat": "niets"})
    assert world.places() == {"Noor": "De Werf", "Sam": "De Tuin"}
    run.refresh_from_db()
    assert run.status == RunStatus.TAKEN and can_undo(run)


def test_nothing_ticked_says_so_and_changes_nothing(coordinator, world):
    swapped(world)
    run = ask(world)

    page = coordinator.post(reverse("match-difference", args=[run.pk]), {"wat": "gekozen"})

    assert page.status_code == 422
    assert "Vink eerst aan wat je overneemt." in text_of(page)
    assert world.places() == {"Noor": "De Tuin", "Sam": "De Kade"}


def test_what_was_fixed_after_the_draft_was_made_stays(world):
    noor, sam = swapped(world)
    run = ask(world)
    lock_proposal(proposal=Proposal.objects.get(request=sam), by=world.coordinator)

    taken = take_over(run=run, by=world.coordinator)

    assert world.places() == {"Noor": "De Tuin", "Sam": "De Kade"}
    ((refused, sentence),) = taken.refused
    assert refused == noor
    assert sentence.startswith(f"De Kade is vol. {world.coordinator.first_name} zette Sam A. vast op ")
    assert Proposal.objects.get(request=sam).status == ProposalStatus.LOCKED


def test_undo_puts_back_what_nobody_touched_and_says_what_it_left_alone(coordinator, world):
    world.offer("De Werf", Sector.HOSPICE)
    swapped(world)
    bo = world.student("Bo", "De Werf")
    run = ask(world)
    take_over(run=run, by=world.coordinator)
    assert world.places() == {"Noor": "De Kade", "Sam": "De Tuin", "Bo": "De Werf"}
    lock_proposal(proposal=Proposal.objects.get(request=bo), by=world.coordinator)

    page = text_of(coordinator.post(reverse("match-undo", args=[run.pk]), follow=True))

    assert world.places() == {"Noor": "De Tuin", "Sam": "De Kade", "Bo": "De Werf"}
    assert "Bo A.: is intussen vastgezet." in page
    assert "Ongedaan gemaakt" in page
    run.refresh_from_db()
    assert undo(run=run, by=world.coordinator) == ["Bo A.: is intussen vastgezet."]  # a second click


def test_undo_of_the_first_proposal_leaves_none(world):
    world.student("Noor", "ziekenhuis")
    run = world.propose()

    assert undo(run=run, by=world.coordinator) == []
    assert not Proposal.objects.exists()


def test_undo_ends_after_thirty_days(world):
    world.student("Noor", "ziekenhuis")
    run = world.propose()
    assert can_undo(run)

    MatchRun.objects.filter(pk=run.pk).update(taken_at=timezone.now() - UNDO - timedelta(minutes=1))
    run.refresh_from_db()

    assert not can_undo(run)
    undo(run=run, by=world.coordinator)
    assert world.places() == {"Noor": "De Kade"}


def test_a_big_board_is_made_by_the_worker(coordinator, world):
    world.student("Noor", "ziekenhuis")
    with patch.object(drafts, "BIG", 0):
        page = coordinator.post(reverse("match-proposal", args=[world.period.pk]), follow=True)
        again = ask(world)
    run = MatchRun.objects.get()

    assert again == run and run.status == RunStatus.QUEUED
    assert "We maken het voorstel" in text_of(page)
    assert 'data-refresh="3"' in page.content.decode()
    make_drafts(run.pk)
    make_drafts(run.pk)  # a job that comes twice
    run.refresh_from_db()
    assert (run.status, run.progress, run.placed) == (RunStatus.DRAFT, 100, 1)
    assert MatchRun.objects.count() == len(drafts_of(world.institution, world.period))


def test_a_worker_that_was_killed_leaves_nothing_and_the_next_one_finishes(world):
    world.student("Noor", "ziekenhuis")
    with patch.object(drafts, "BIG", 0):
        run = ask(world)
    with patch.object(drafts, "_outcomes", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        make_drafts(run.pk)
    run.refresh_from_db()
    reached = run.progress
    assert run.status == RunStatus.MAKING and reached > 0
    with patch.object(drafts, "load_board", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        make_drafts(run.pk)
    run.refresh_from_db()
    assert run.progress == reached  # it begins again, but what the page says never goes back

    make_drafts(run.pk)

    run.refresh_from_db()
    assert run.status == RunStatus.DRAFT


def stop(coordinator, run):
    return coordinator.post(reverse("match-difference", args=[run.pk]), {"wat": "stop"}, follow=True)


def test_who_stops_a_proposal_gets_none_of_it_and_can_ask_for_another(coordinator, world):
    world.student("Noor", "ziekenhuis")
    with patch.object(drafts, "BIG", 0):
        run = ask(world)
    assert "Stop met dit voorstel" in text_of(coordinator.get(reverse("match-proposal", args=[world.period.pk])))

    def stopped_halfway(*_):
        assert "Je hebt het gestopt." in text_of(stop(coordinator, run))
        return []

    with patch.object(drafts, "_outcomes", side_effect=stopped_halfway):
        make_drafts(run.pk)
    make_drafts(run.pk)  # the job of a worker that was killed comes back

    run.refresh_from_db()
    assert run.status == RunStatus.DROPPED
    assert drafts_of(world.institution, world.period) == []
    assert "Het is al klaar." in text_of(stop(coordinator, run))
    assert AuditEvent.objects.filter(what="proposal.stopped").count() == 1
    assert ask(world).status == RunStatus.DRAFT


def test_stopping_what_is_ready_throws_nothing_away(coordinator, world):
    world.student("Noor", "ziekenhuis")
    run = ask(world)

    assert "Het is al klaar." in text_of(stop(coordinator, run))

    assert drafts_of(world.institution, world.period) == [run]


def test_a_proposal_that_fails_says_so_and_can_be_asked_again(coordinator, world):
    world.student("Noor", "ziekenhuis")
    with patch.object(drafts, "BIG", 0):
        run = ask(world)
    with patch.object(drafts, "_computed", side_effect=OverflowError):
        make_drafts(run.pk)

    page = text_of(coordinator.get(reverse("match-proposal", args=[world.period.pk])))
    assert "Het laatste voorstel is niet gelukt" in page
    assert ask(world).status == RunStatus.DRAFT


def test_many_are_fixed_at_once_and_the_page_says_which_not(world):
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "ziekenhuis")
    world.propose()
    Proposal.objects.filter(request__in=[noor, sam]).update(offer=world.kade)  # more than there are places

    rows = list(Proposal.objects.order_by("pk"))
    fixed, refused = lock_many(proposals=rows, by=world.coordinator)

    assert len(fixed) == 1
    ((_, sentence),) = refused
    assert sentence.startswith("De Kade is vol.")
    assert Proposal.objects.filter(status=ProposalStatus.LOCKED).count() == 1


# --- Two at once: these really commit --------------------------------------------------


def both(*works):
    """Do the works at the same time, each with a connection of its own; returns what came of each."""

    def one(work):
        close_old_connections()
        try:
            return work()
        except NotPossible as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_ask_at_once_get_one_batch(world):
    world.student("Noor", "ziekenhuis")
    world.student("Sam", "VVT")
    second = person(Role.COORDINATOR, world.institution)

    def ask_as(who):
        return lambda: ask_drafts(institution=world.institution, period=world.period, by=who)

    first, other = both(ask_as(world.coordinator), ask_as(second))

    assert first == other
    assert {run.batch for run in MatchRun.objects.all()} == {first.batch}


@pytest.mark.django_db(transaction=True)
def test_two_who_take_over_at_once_lose_nothing(world):
    swapped(world)
    run = ask(world)

    results = both(*(lambda: take_over(run=run, by=world.coordinator) for _ in range(2)))

    assert sorted(len(result.changed) for result in results) == [0, 2]
    assert world.places() == {"Noor": "De Kade", "Sam": "De Tuin"}
    run.refresh_from_db()
    assert len(run.difference["changed"]) == 2


def fix_both_on_the_last_place(world):
    noor, sam = world.student("Noor"), world.student("Sam")
    world.propose()
    second = person(Role.COORDINATOR, world.institution)
    rows = Proposal.objects.in_bulk([noor.proposal.pk, sam.proposal.pk])
    Proposal.objects.update(offer=None)
    for row in rows.values():
        row.refresh_from_db()
    pairs = zip(rows.values(), (world.coordinator, second), strict=True)
    return both(*(lambda row=row, by=by: lock_proposal(proposal=row, by=by, offer=world.kade) for row, by in pairs))


@pytest.mark.django_db(transaction=True)
def test_of_two_on_the_last_place_exactly_one_wins_and_the_other_hears_who_was_earlier(world):
    results = fix_both_on_the_last_place(world)

    (problem,) = [result for result in results if result is not None]
    winner = Proposal.objects.get(status=ProposalStatus.LOCKED)
    assert str(problem).startswith(f"De Kade is vol. {winner.locked_by.first_name} zette ")
    assert winner.request.student.short_name in str(problem)
    assert Proposal.objects.count() == 2  # nothing is lost


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_on_the_institution_two_get_the_last_place(world):
    """Shows that the test above looks at something: take the lock away, and the place is given twice."""
    looked, real = Barrier(2, timeout=20), actions._board_of  # both have looked before either has written

    def look(proposal):
        board = real(proposal)
        looked.wait()
        return board

    with (
        patch.object(Institution.objects, "select_for_update", Institution.objects.all),
        patch.object(actions, "_board_of", look),
    ):
        fix_both_on_the_last_place(world)

    assert Proposal.objects.filter(offer=world.kade, status=ProposalStatus.LOCKED).count() == 2 > world.kade.number
