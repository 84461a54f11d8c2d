"""Figures: each fact as it is defined, every stage once, and never a number of a few people."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from itertools import combinations

import pytest
from django.db import connections, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyCase

from onboarding.actions.bags import add_counts, open_bag, store
from onboarding.actions.removal import remove_part
from onboarding.actions.stage_facts import count_stages
from onboarding.enums import StageBagKind, StageFact, StayWish, StopReason, SurveyKind, TalkKind, TaskProgress
from onboarding.figures import EXPECTED_QUESTION, FIGURES, figures_of, figures_per
from onboarding.models import Placement, StageBag
from onboarding.stage_facts import SETTLED
from tests import factories as make
from toolbox.enums import Owner, Signal

TODAY = timezone.localdate()
OVER = TODAY - SETTLED  # the last day of a stage that is counted today


def at_noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def a_stage(leerplaats=None, *, ends_on=OVER, notice=60, **values):
    """A stage of ten weeks that ended on `ends_on`, agreed `notice` days before its first stagedag."""
    offer = make.PlaceOfferFactory(leerplaats=leerplaats or make.LeerplaatsFactory(), number=1)
    starts_on = ends_on - timedelta(weeks=10)
    stage = make.PlacementFactory(
        offer=offer, starts_on=starts_on, ends_on=ends_on, weekdays=[starts_on.weekday()], **values
    )
    stage.confirmed_at = at_noon(stage.first_day - timedelta(days=notice))
    stage.save(update_fields=["confirmed_at"])
    return stage


def counted(stage):
    """What is counted of one stage: {fact: answer}."""
    count_stages(TODAY)
    bag = StageBag.objects.get(kind=StageBagKind.STAGE, leerplaats=stage.leerplaats)
    assert bag.number == 1
    return {fact: next(iter(answers)) for fact, answers in bag.counts.items()}


def done_on(stage, days_before, **values):
    """A task of the startlijst of which the tick was so many days before the first stagedag; None: never."""
    moment = None if days_before is None else at_noon(stage.first_day - timedelta(days=days_before))
    values = {"owner": Owner.PRAKTIJKOPLEIDER, "due_on": stage.first_day, **values}
    return make.TaskFactory(placement=stage, done_at=moment, **values)


# --- Each fact as the screen defines it -----------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "answer"),
    [(56, "eight"), (55, "four"), (28, "four"), (27, "two"), (14, "two"), (13, "less"), (0, "less"), (-3, "less")],
)
def test_the_notice_is_counted_in_days_before_the_first_stagedag(days, answer):
    assert counted(a_stage(notice=days))[StageFact.NOTICE] == answer


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "answer"), [(21, "yes"), (20, "no"), (None, "no")])
def test_a_werkbegeleider_is_known_three_weeks_before(days, answer):
    stage = a_stage()
    done_on(stage, days, signal=Signal.SUPERVISOR_KNOWN)
    assert counted(stage)[StageFact.GUIDE] == answer


@pytest.mark.django_db
def test_another_werkbegeleider_later_does_not_make_it_late():
    stage = a_stage()
    task = done_on(stage, 2, signal=Signal.SUPERVISOR_KNOWN)
    first = at_noon(stage.first_day - timedelta(days=40))
    make.TaskChangeFactory(task=task, done=True, at=first)
    assert counted(stage)[StageFact.GUIDE] == "yes"


@pytest.mark.django_db
def test_a_stage_without_the_line_and_without_a_werkbegeleider_had_none():
    assert counted(a_stage())[StageFact.GUIDE] == "no"


@pytest.mark.django_db
def test_since_when_a_werkbegeleider_was_known_is_never_guessed():
    assert StageFact.GUIDE not in counted(a_stage(werkbegeleider=make.UserFactory()))


@pytest.mark.django_db
def test_everything_was_ready_when_it_was_ticked_on_the_first_day_or_met_otherwise():
    stage = a_stage()
    done_on(stage, 0)
    done_on(stage, None, progress=TaskProgress.COVERED)
    done_on(stage, None, due_on=stage.first_day + timedelta(days=1))
    done_on(stage, None, owner=Owner.STUDENT)  # it does not stop the start
    assert counted(stage)[StageFact.READY] == "yes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"days_before": -1}, {"days_before": None}, {"days_before": None, "owner": Owner.STUDENT, "blocking": 1}]
)
def test_one_thing_that_came_later_means_not_everything_was_ready(values):
    stage = a_stage()
    done_on(stage, 5)
    done_on(stage, values.pop("days_before"), **values)
    assert counted(stage)[StageFact.READY] == "no"


@pytest.mark.django_db
def test_all_fixed_talks_have_to_be_held_and_weekly_ones_do_not_count():
    stage = a_stage()
    held = {"held_at": timezone.now(), "held_by": make.UserFactory()}
    make.TalkFactory(placement=stage, kind=TalkKind.START, **held)
    make.TalkFactory(placement=stage, kind=TalkKind.WEEKLY)
    assert counted(stage)[StageFact.TALKS] == "yes"
    other = a_stage()
    make.TalkFactory(placement=other, kind=TalkKind.START, **held)
    make.TalkFactory(placement=other, kind=TalkKind.FINAL)
    assert counted(other)[StageFact.TALKS] == "no"
    assert StageFact.TALKS not in counted(a_stage())


@pytest.mark.django_db
@pytest.mark.parametrize(("wish", "answer"), [(StayWish.WORK, "yes"), (StayWish.TOUCH, "no")])
def test_who_wants_to_work_here_stays_and_who_wants_a_card_does_not(wish, answer):
    stage = a_stage()
    make.FarewellFactory(placement=stage, stays_for=[wish], contact_email="x@voorbeeld.example")
    assert counted(stage)[StageFact.RETURNS] == answer


@pytest.mark.django_db
def test_a_next_stage_at_the_same_institution_is_coming_back():
    stage = a_stage()
    offer = make.PlaceOfferFactory(leerplaats=make.LeerplaatsFactory(location=stage.leerplaats.location))
    again = make.PlacementRequestFactory(student=stage.student, institution=stage.institution, period=offer.period)
    make.PlacementFactory(offer=offer, request=again, starts_on=TODAY, ends_on=TODAY + timedelta(days=50))
    assert counted(stage)[StageFact.RETURNS] == "yes"


@pytest.mark.django_db
def test_an_early_stop_is_counted_and_its_reason_in_a_bag_of_its_own():
    stage = a_stage(stopped_at=timezone.now())
    make.EarlyStopFactory(placement=stage, reason=StopReason.FIT)
    assert counted(stage)[StageFact.STOPPED] == "yes"
    assert StageBag.objects.get(kind=StageBagKind.STOP).counts == {StageFact.WHY: {"fit": 1}}


# --- Once, and kept --------------------------------------------------------------------


@pytest.mark.django_db
def test_a_stage_is_counted_four_weeks_after_its_last_day_and_a_cancelled_one_never():
    a_stage(ends_on=OVER + timedelta(days=1))
    a_stage(cancelled=True)
    assert count_stages(TODAY) == 0
    assert count_stages(TODAY + timedelta(days=1)) == 1
    assert count_stages(TODAY + timedelta(days=1)) == 0
    assert StageBag.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_count_every_stage_once():
    leerplaats = make.LeerplaatsFactory()
    for _ in range(7):
        a_stage(leerplaats)

    def work(_):
        try:
            count_stages(TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(work, range(4)))
    assert sorted(StageBag.objects.values_list("number", "closed")) == [(2, False), (5, True)]
    assert not Placement.objects.filter(in_figures=False).exists()


@pytest.mark.django_db
def test_who_is_removed_sooner_is_counted_first():
    stage = a_stage(ends_on=TODAY - timedelta(days=2))
    part = {"student_id": stage.student_id, "institution_id": stage.institution_id}
    assert remove_part(**part, today=TODAY, early=True)
    assert not Placement.objects.filter(pk=stage.pk).exists()
    assert StageBag.objects.get().number == 1


# --- The same by hand --------------------------------------------------------------------


@pytest.mark.django_db
def test_figures_are_what_one_counts_by_hand_from_the_stages():
    """Groups of five per leerplaats in the order of last days; what is left of each is not counted."""
    places = [make.LeerplaatsFactory() for _ in range(3)]
    notices = [70, 30, 27, 3, 56, 28, 14, 90, 28, 1, 60]
    rows = []
    for place, number in zip(places, (11, 5, 4), strict=True):
        for step in range(number):
            stage = a_stage(place, ends_on=OVER - timedelta(days=step), notice=notices[step])
            rows.append((place, stage.ends_on, notices[step] >= 28))
    count_stages(TODAY)
    by_hand = {}
    for place in places:
        mine = [is_so for where, _, is_so in sorted(rows, key=lambda row: row[1]) if where == place]
        full = mine[: len(mine) // 5 * 5]
        by_hand[place] = (sum(full), len(full))
    assert [total for _, total in by_hand.values()] == [10, 5, 0]
    for place, (number, total) in by_hand.items():
        cell = figures_of(leerplaats=place).cells.get("notice")
        assert (cell.number, cell.total) == (number, total) if total else cell is None
    cells = figures_of().cells["notice"]
    assert (cells.number, cells.total) == tuple(map(sum, zip(*by_hand.values(), strict=True)))
    per = figures_per("leerplaats")
    assert {place.pk for place in places[:2]} == per.keys()


@pytest.mark.django_db
def test_the_words_of_a_region_and_of_an_institution_are_one_question():
    institution = make.InstitutionFactory()
    source = make.ItemFactory(text=EXPECTED_QUESTION, section__template__format="evaluation")
    own = make.ItemFactory(text="Wist iedereen van je komst?", source=source, section__template__format="evaluation")
    for text, good in ((EXPECTED_QUESTION, 3), (own.text, 5)):
        leerplaats = make.LeerplaatsFactory(location__institution=institution)
        counts = {text: {"5": good, **({"1": 5 - good} if good < 5 else {})}}
        make.AnswerBagFactory(leerplaats=leerplaats, kind=SurveyKind.DAY_1, number=5, closed=True, counts=counts)
    assert figures_of(institution=institution).cells["expected"].words == "8 van 10"


@pytest.mark.django_db
def test_five_of_which_one_left_the_question_open_are_not_in_the_number():
    leerplaats = make.LeerplaatsFactory()
    for counted in ({"5": 4, "1": 1}, {"5": 4, "unsaid": 1}):
        counts = {EXPECTED_QUESTION: counted}
        make.AnswerBagFactory(leerplaats=leerplaats, kind=SurveyKind.DAY_1, number=5, closed=True, counts=counts)
    assert figures_of(leerplaats=leerplaats).cells["expected"].words == "4 van 5"
    assert figures_per("leerplaats")[leerplaats.pk]["expected"].words == "4 van 5"


@pytest.mark.django_db
def test_reasons_show_from_five_who_stopped():
    leerplaats = make.LeerplaatsFactory()
    for reason in ("study", "study", "fit", "private"):
        make.EarlyStopFactory(placement=a_stage(leerplaats, stopped_at=timezone.now()), reason=reason)
    count_stages(TODAY)
    assert figures_of().reasons == []
    make.EarlyStopFactory(placement=a_stage(leerplaats, stopped_at=timezone.now()), reason="study")
    count_stages(TODAY)
    assert dict(figures_of().reasons)[StopReason.STUDY.label] == 3


@pytest.mark.django_db
def test_five_of_which_one_has_no_startlijst_say_nothing_about_being_ready():
    leerplaats = make.LeerplaatsFactory()
    for number in range(5):
        stage = a_stage(leerplaats)
        if number:
            done_on(stage, 3)
    count_stages(TODAY)
    cells = figures_of(leerplaats=leerplaats).cells
    assert "ready" not in cells
    assert cells["notice"].words == "5 van 5"


# --- Never a few people, also not by subtracting ------------------------------------------


class Differences(PropertyCase):
    """Any two reports, of any scope, at any two moments, differ by nobody or by five people or more."""

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=45))
    def test_two_reports_never_leave_a_few(self, stages):
        with transaction.atomic():
            homes = [make.InstitutionFactory() for _ in range(2)]
            places = [make.LeerplaatsFactory(location__institution=homes[number % 2]) for number in range(4)]
            scopes = [{"leerplaats": place} for place in places] + [{"institution": home} for home in homes] + [{}]
            reports = []
            for step, (number, is_so) in enumerate(stages, 1):
                _one_more(places[number], is_so)
                if step % 7 == 0 or step == len(stages):
                    reports += [(scope, _people(scope)) for scope in scopes]
            for (_, one), (_, other) in combinations(reports, 2):
                for left in (one - other, other - one):
                    number = sum(left.values())
                    assert number == 0 or number >= 5
            transaction.set_rollback(True)


def _one_more(place, is_so):
    key = {"institution_id": place.institution_id, "leerplaats_id": place.pk, "kind": StageBagKind.STAGE}
    bag = open_bag(StageBag, key, TODAY)
    add_counts(bag, {StageFact.READY: {"yes" if is_so else "no": 1}})
    bag.number += 1
    store(bag, TODAY)


def _people(scope):
    """Of whom a report counts: so many per bag. Its own total has to be the same."""
    bags = StageBag.objects.filter(closed=True, **scope)
    people = Counter({bag.pk: bag.number for bag in bags})
    cell = figures_of(**scope).cells.get("ready")
    assert (cell.total if cell else 0) == sum(people.values())
    return people


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 4])
def test_four_stages_show_nothing_anywhere(number):
    leerplaats = make.LeerplaatsFactory()
    for _ in range(number):
        a_stage(leerplaats)
    count_stages(TODAY)
    for scope in ({}, {"institution": leerplaats.institution}, {"leerplaats": leerplaats}):
        sums = figures_of(**scope)
        assert (sums.stages, sums.cells, sums.per_half_year, sums.notice) == (0, {}, {}, [])
    assert figures_per("leerplaats") == {}


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    def make_bags(number):
        for _ in range(number):
            make.StageBagFactory(number=5, closed=True, counts={StageFact.READY: {"yes": 5}})

    make_bags(3)
    with django_assert_num_queries(4):
        figures_of()
    make_bags(60)
    with django_assert_num_queries(4):
        assert figures_of().cells["ready"].total == 63 * 5
    with django_assert_num_queries(4):
        assert len(figures_per("leerplaats")) == 63


def test_every_figure_says_what_is_counted():
    assert len({figure.key for figure in FIGURES}) == len(FIGURES) == 8
    assert all(figure.definition.endswith((".", "?")) for figure in FIGURES)
