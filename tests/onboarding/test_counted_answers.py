"""Answers are counted and not kept: what the database shows, parallel answers, and that no reading shows a few."""

import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection, connections
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyCase
from psycopg import sql

from onboarding.actions import answers as acts
from onboarding.actions.answers import AlreadyAnswered, Said, count_answers, count_paper, gather_leftovers, stage_mark
from onboarding.enums import SurveyKind
from onboarding.half_years import before, half_year_of, last_day
from onboarding.models import AnswerBag, SpentMark
from onboarding.survey_moments import OF_STUDENTS
from onboarding.survey_results import read_bags
from tests.factories import AnswerBagFactory, LeerplaatsFactory, PlacementFactory, PlaceOfferFactory

STAGE = SurveyKind.STAGE
SAFE, KEEP = "Ik voelde me veilig.", "Wat moet blijven?"


def said(answer="4", words=""):
    return [Said(SAFE, answer), Said(KEEP, words=words, is_open=True)]


def answer(placement, *, value="4", words="", kind=STAGE):
    count_answers(
        leerplaats=placement.leerplaats, kind=kind, said=said(value, words), mark=stage_mark(placement.pk, kind)
    )


def stages_at(leerplaats, number):
    offer = PlaceOfferFactory(leerplaats=leerplaats, number=number)
    return [PlacementFactory(offer=offer) for _ in range(number)]


def everything():
    """Every row of every table with the transaction that wrote it: {(table, text of the row): transaction}."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            rows = sql.SQL("SELECT t.xmin::text, row_to_json(t)::text FROM {} t").format(sql.Identifier(table))
            cursor.execute(rows)
            found |= {(table, row): written for written, row in cursor.fetchall()}
    return found


def written_by(placement, **options):
    """The rows that answering added or changed, as (table, row)."""
    before_it = everything()
    answer(placement, **options)
    after = everything()
    return {row for row, transaction in after.items() if before_it.get(row) != transaction}


# --- What is stored ----------------------------------------------------------------


def traces(rows, placement):
    """What in these rows points at a person or a moment."""
    words = {
        placement.student.email,
        placement.student.given_name,
        placement.student.user.email if placement.student.user_id else placement.student.email,
    }
    found = []
    for table, text in rows:
        row = json.loads(text)
        found += [(table, "kolom", name) for name in row if name.endswith(("_at", "_by", "_by_id"))]
        found += [(table, "kolom", name) for name in row if name.startswith(("placement", "student", "user"))]
        found += [(table, "woord", word) for word in words if word in text]
        found += [(table, "moment", text) for _ in re.findall(r"\d{4}-\d\d-\d\d|\d\d:\d\d", text)]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("kind", OF_STUDENTS)
def test_answering_writes_a_count_and_a_mark_and_nothing_else(kind):
    placement = PlacementFactory()
    rows = written_by(placement, words="De koffie om tien uur.", kind=kind)
    assert sorted(table for table, _ in rows) == ["onboarding_answerbag", "onboarding_spentmark"]
    assert traces(rows, placement) == []
    mark = next(json.loads(row) for table, row in rows if table == "onboarding_spentmark")
    assert list(mark) == ["mark_hash"]
    assert mark["mark_hash"] == stage_mark(placement.pk, kind)


@pytest.mark.django_db
def test_a_row_that_says_who_or_when_is_seen(monkeypatch):
    placement = PlacementFactory()
    real = acts._put_in

    def leaky(key, told, today):
        real(key, told, today)
        AnswerBag.objects.filter(closed=False, **key).update(
            words={KEEP: [f"{placement.student.given_name} {timezone.now():%Y-%m-%d %H:%M}"]}
        )

    monkeypatch.setattr(acts, "_put_in", leaky)
    assert {kind for _, kind, _ in traces(written_by(placement), placement)} == {"woord", "moment"}


@pytest.mark.django_db
def test_the_columns_hold_no_person_and_no_moment():
    for model in (AnswerBag, SpentMark):
        for field in model._meta.fields:
            assert field.get_internal_type() not in ("DateField", "DateTimeField", "AutoField", "BigAutoField")
            related = field.related_model
            assert related is None or related._meta.model_name in ("institution", "leerplaats")


@pytest.mark.django_db
def test_the_mark_needs_the_key(settings):
    placement = PlacementFactory()
    mark = stage_mark(placement.pk, STAGE)
    settings.SECRET_KEY = "een-andere-sleutel-dan-die-van-de-installatie"
    assert stage_mark(placement.pk, STAGE) != mark
    assert stage_mark(placement.pk, SurveyKind.DAY_1) != stage_mark(placement.pk, STAGE)


def bag_transactions():
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM onboarding_answerbag")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_after_a_sixth_answer_no_bag_holds_the_transaction_of_an_earlier_person():
    seen = []
    for placement in stages_at(LeerplaatsFactory(), 6):
        answer(placement)
        seen.append(bag_transactions())
    assert [len(one) for one in seen] == [1] * 6
    assert not seen[5] & set().union(*seen[:5])


@pytest.mark.django_db(transaction=True)
def test_by_night_all_marks_and_bags_get_one_transaction():
    for placement in stages_at(LeerplaatsFactory(), 3):
        answer(placement)
    marks = set(SpentMark.objects.values_list("mark_hash", flat=True))
    acts.forget_the_order()
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM onboarding_spentmark")
        assert len(cursor.fetchall()) == 1
        cursor.execute("SELECT mark_hash FROM onboarding_spentmark ORDER BY ctid")
        laid_down = [row[0] for row in cursor.fetchall()]
    assert laid_down == sorted(marks)


@pytest.mark.django_db
def test_own_words_stand_in_any_order():
    orders = Counter()
    for _ in range(12):
        leerplaats = LeerplaatsFactory()
        for number, placement in enumerate(stages_at(leerplaats, 4)):
            answer(placement, words=f"Woord {number}")
        orders[tuple(AnswerBag.objects.get(leerplaats=leerplaats).words[KEEP])] += 1
    assert len(orders) > 1
    assert {tuple(sorted(order)) for order in orders} == {("Woord 0", "Woord 1", "Woord 2", "Woord 3")}


# --- Once, and never lost ------------------------------------------------------------


@pytest.mark.django_db
def test_the_same_list_is_counted_once():
    placement = PlacementFactory()
    answer(placement)
    with pytest.raises(AlreadyAnswered):
        answer(placement, value="1")
    answer(placement, kind=SurveyKind.DAY_1)
    bag = AnswerBag.objects.get(kind=STAGE)
    assert (bag.number, bag.counts[SAFE]) == (1, {"4": 1})


@pytest.mark.django_db
def test_a_count_that_fails_leaves_no_mark(monkeypatch):
    placement = PlacementFactory()
    with monkeypatch.context() as broken:
        broken.setattr(AnswerBag, "save", _fail)
        with pytest.raises(RuntimeError):
            answer(placement)
    assert not SpentMark.objects.exists()
    answer(placement)
    assert AnswerBag.objects.get().number == 1


def _fail(*args, **kwargs):
    raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted_and_each_once():
    leerplaats = LeerplaatsFactory()
    everybody = stages_at(leerplaats, 12)

    def send(placement):
        try:
            answer(placement, words=f"Van {placement.pk}")
            return "geteld"
        except AlreadyAnswered:
            return "al geteld"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        outcomes = Counter(threads.map(send, [*everybody, *everybody]))
    assert outcomes == {"geteld": 12, "al geteld": 12}
    bags = list(AnswerBag.objects.order_by("number"))
    assert [(bag.number, bag.closed) for bag in bags] == [(2, False), (5, True), (5, True)]
    texts = [text for bag in bags for text in bag.words[KEEP]]
    assert sorted(texts) == sorted(f"Van {placement.pk}" for placement in everybody)
    assert sum(bag.counts[SAFE]["4"] for bag in bags) == 12


@pytest.mark.django_db
def test_paper_gets_a_bag_of_its_own_and_a_second_click_counts_nothing():
    leerplaats = LeerplaatsFactory()
    for sheet in range(4):
        count_paper(leerplaats=leerplaats, kind=STAGE, said=said("1"), sheet=sheet)
    with pytest.raises(AlreadyAnswered):
        count_paper(leerplaats=leerplaats, kind=STAGE, said=said("1"), sheet=3)
    answer(stages_at(leerplaats, 1)[0])
    assert sorted(AnswerBag.objects.values_list("number", "on_paper", "closed")) == [
        (1, False, False),
        (4, True, False),
    ]


# --- What is left over ----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("kind", SurveyKind)
def test_old_open_bags_of_an_institution_come_together(kind):
    today = timezone.localdate()
    old = before(before(half_year_of(today)))
    one = LeerplaatsFactory()
    two = LeerplaatsFactory(location=one.location)
    elsewhere = LeerplaatsFactory()
    full = {"closed": False, "half_year": old, "kind": kind}
    AnswerBagFactory(leerplaats=one, number=3, counts={SAFE: {"1": 3}}, words={KEEP: ["a", "b"]}, **full)
    AnswerBagFactory(leerplaats=two, number=4, counts={SAFE: {"1": 1, "5": 3}}, words={KEEP: ["c"]}, **full)
    AnswerBagFactory(leerplaats=elsewhere, number=2, counts={SAFE: {"2": 2}}, **full)
    recent = AnswerBagFactory(
        leerplaats=LeerplaatsFactory(location=one.location), half_year=before(half_year_of(today))
    )
    assert gather_leftovers(today) == 3
    whole = AnswerBag.objects.get(institution=one.institution, closed=True)
    assert (whole.leerplaats, whole.number, whole.counts[SAFE]) == (None, 7, {"1": 4, "5": 3})
    assert sorted(whole.words[KEEP]) == ["a", "b", "c"]
    waiting = AnswerBag.objects.get(institution=elsewhere.institution)
    assert (waiting.leerplaats, waiting.number, waiting.closed) == (None, 2, False)
    assert AnswerBag.objects.filter(pk=recent.pk, closed=False).exists()
    assert gather_leftovers(today) == 0


def test_half_years_follow_each_other():
    assert half_year_of(date(2026, 6, 30)) == "2026-1"
    assert half_year_of(date(2026, 7, 1)) == "2026-2"
    assert (before("2026-2"), before("2026-1")) == ("2026-1", "2025-2")
    assert last_day("2026-1") + timedelta(days=1) == date(2026, 7, 1)


# --- No reading shows a group under five ------------------------------------------------

# One of each sort: at the end, during the stage, and the one that few fill in.
KINDS = (STAGE, SurveyKind.DAY_1, SurveyKind.STOPPED)
WHERE = st.tuples(st.integers(0, 2), st.sampled_from(KINDS), st.booleans())
STEP = st.tuples(WHERE, st.sampled_from("12345"), st.integers(0, 3), st.booleans())
QUESTIONS = (SAFE, "Ik hoorde bij het team.", KEEP)


def readings(places):
    """Every number that somebody can read now: {level, kind, half year, question: how many answered it}."""
    found = {}
    bags = AnswerBag.objects.all()
    levels = {place.pk: bags.filter(leerplaats=place) for place in places}
    levels["instelling"] = bags.filter(institution=places[0].institution_id)
    for level, rows in levels.items():
        for kind in KINDS:
            reading = read_bags(rows.filter(kind=kind))
            for half_year, tallies in [("", reading.tallies), *reading.per_half_year.items()]:
                for tally in tallies.values():
                    found[level, kind, half_year, tally.question] = tally.total
            found[level, kind, "", "samen"] = reading.number
    return found


class NoFewTest(PropertyCase):
    @settings(max_examples=25)
    @given(st.lists(STEP, max_size=45), st.integers(0, 40))
    def test_two_readings_differ_by_nothing_or_by_five_or_more(self, steps, changed_at):
        first = LeerplaatsFactory()
        places = [first, *(LeerplaatsFactory(location=first.location) for _ in range(2))]
        start = date(2025, 3, 1)
        seen = [readings(places)]
        for number, ((place, kind, on_paper), value, later, gathers) in enumerate(steps):
            today = start + timedelta(days=number * 9 + later * 60)
            asked = QUESTIONS[:2] if number < changed_at else QUESTIONS[1:]  # somebody changes the list meanwhile
            told = [Said(one, value) if one != KEEP else Said(one, words="Iets", is_open=True) for one in asked]
            if on_paper:
                count_paper(leerplaats=places[place], kind=kind, said=told, sheet=number, today=today)
            else:
                mark = acts._mark(f"proef:{number}")
                count_answers(leerplaats=places[place], kind=kind, said=told, mark=mark, today=today)
            if gathers:
                gather_leftovers(today)
            if number % 3 == 0:
                seen.append(readings(places))
        hold([*seen, readings(places)])


def hold(seen):
    """Any two of these readings, and any subtraction of levels in one of them, show nothing or five or more."""
    for index, earlier in enumerate(seen):
        for later in seen[index:]:
            for key in earlier.keys() | later.keys():
                step = abs(later.get(key, 0) - earlier.get(key, 0))
                assert step == 0 or step >= 5, (key, earlier.get(key), later.get(key))
    for now in seen:  # what is left of the institution without its leerplaatsen, and without each of them
        for (level, *rest), number in now.items():
            if level != "instelling":
                continue
            parts = [one for (place, *others), one in now.items() if place != "instelling" and others == rest]
            for taken in _some_of(parts):
                left = number - taken
                assert left == 0 or left >= 5


def _some_of(parts):
    sums = {0}
    for part in parts:
        sums |= {one + part for one in sums}
    return sums


@pytest.mark.django_db
def test_an_open_bag_and_a_question_with_few_answers_are_not_read():
    AnswerBagFactory(number=4, counts={SAFE: {"4": 4}}, words={KEEP: ["Iets"]})
    AnswerBagFactory(number=5, closed=True, counts={SAFE: {"4": 5}, QUESTIONS[1]: {"4": 4}}, words={KEEP: ["Ja"]})
    reading = read_bags(AnswerBag.objects.all())
    assert (reading.number, list(reading.tallies), reading.words) == (5, [SAFE], {})


@pytest.mark.django_db
def test_the_property_sees_a_reader_of_open_bags(monkeypatch):
    monkeypatch.setattr("onboarding.survey_results.is_readable", lambda bag: True)
    monkeypatch.setattr("onboarding.survey_results.ENOUGH", 1)
    leerplaats = LeerplaatsFactory()
    seen = [readings([leerplaats])]
    count_paper(leerplaats=leerplaats, kind=STAGE, said=said(), sheet=1)
    seen.append(readings([leerplaats]))
    with pytest.raises(AssertionError):
        hold(seen)


def test_every_model_with_answers_is_looked_at():
    models = [model for model in apps.get_app_config("onboarding").get_models() if "answers" in model.__module__]
    assert {model.__name__ for model in models} == {"AnswerBag", "SpentMark"}
