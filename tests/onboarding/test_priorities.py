"""Prioriteiten: three columns per week, written by two, taken along, read back, and on one sheet of paper."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.priorities import take_along
from onboarding.enums import PlanStatus, PriorityColumn
from onboarding.models import Priority
from onboarding.stage_weeks import monday_of, week_now
from onboarding.today import today_of
from profiles.access import load_identity
from profiles.enums import Role
from tests.factories import (
    LeerplaatsFactory,
    PlanLineFactory,
    PriorityFactory,
    StagePlanFactory,
    person,
)
from tests.onboarding.test_stage_plans import a_stage, text_of, words_on
from tests.toolbox import pdf_reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    place = LeerplaatsFactory()
    stage = a_stage(place, person(Role.WERKBEGELEIDER, place.institution, place, name="Samira Haddad"))
    stage.starts_on -= timedelta(days=21)
    stage.save()
    return stage


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def student(placement):
    return client_of(placement.student.user)


@pytest.fixture
def guide(placement):
    return client_of(placement.werkbegeleider)


@pytest.fixture
def monday():
    return monday_of(timezone.localdate())


def texts(placement, week, column):
    rows = placement.priorities.filter(week_of=week, column=column)
    return list(rows.values_list("text", flat=True))


def add(client, placement, text, column="now", week=None):
    week = week or monday_of(timezone.localdate())
    return client.post(
        reverse("priority-new", args=[placement.pk]), {"text": text, "column": column, "week": week.isoformat()}
    )


def test_both_write_and_each_sees_who_did(student, guide, placement, monday):
    add(student, placement, "Oefen de overdracht")
    add(guide, placement, "Lees het protocol", "next")
    page = student.get(reverse("my-priorities"))
    by = {row.text: row.by for column in page.context["columns"] for row in column.rows}
    assert by == {"Oefen de overdracht": "jou", "Lees het protocol": "Samira"}
    assert texts(placement, monday, PriorityColumn.NEXT) == ["Lees het protocol"]


def test_the_same_words_twice_are_one(student, placement):
    for _ in range(2):
        add(student, placement, "Oefen de overdracht")
    assert placement.priorities.count() == 1


def test_nothing_typed_says_so_and_nothing_is_stored(student, placement):
    page = add(student, placement, " ")
    assert page.status_code == 422 and "Schrijf op waar je aan werkt" in text_of(page)
    assert not placement.priorities.exists()


def test_buttons_move_it_up_down_and_to_another_column(student, placement, monday):
    for text in ("een", "twee", "drie"):
        add(student, placement, text)
    last = placement.priorities.get(text="drie")
    move = reverse("priority-move", args=[last.pk])
    student.post(move, {"naar": "omhoog"})
    assert texts(placement, monday, "now") == ["een", "drie", "twee"]
    student.post(move, {"naar": "omhoog"})
    student.post(move, {"naar": "omhoog"})  # it is the first already
    assert texts(placement, monday, "now") == ["drie", "een", "twee"]
    student.post(move, {"naar": "omlaag"})
    answer = student.post(move, {"naar": "done"})
    assert texts(placement, monday, "now") == ["een", "twee"]
    assert texts(placement, monday, "done") == ["drie"]
    assert answer["Location"].endswith(f"#p-{last.pk}")  # one goes on where one was


def test_too_many_first_gives_a_friendly_sentence_and_no_stop(student, placement, monday):
    for number in range(4):
        add(student, placement, f"ding {number}")
    assert len(texts(placement, monday, "now")) == 4
    assert "Er staan 4 dingen bij Nu eerst. Kies er 3" in text_of(student.get(reverse("my-priorities")))
    student.post(reverse("priority-move", args=[placement.priorities.first().pk]), {"naar": "next"})
    assert "Kies er 3" not in text_of(student.get(reverse("my-priorities")))


def test_what_is_not_done_is_taken_along_once_and_last_week_stays(student, placement, monday):
    before = monday - timedelta(days=7)
    for text, column in (("af", "done"), ("eerst", "now"), ("straks", "next")):
        PriorityFactory(placement=placement, week_of=before, text=text, column=column, made_by=placement.werkbegeleider)
    page = text_of(student.get(reverse("my-priorities")))
    assert "Neem 2 dingen mee naar deze week" in page
    for _ in range(2):
        student.post(reverse("priority-along", args=[placement.pk]), {"week": monday.isoformat()})
    assert (texts(placement, monday, "now"), texts(placement, monday, "next")) == (["eerst"], ["straks"])
    assert placement.priorities.filter(week_of=before).count() == 3
    assert {row.made_by for row in placement.priorities.all()} == {placement.werkbegeleider}


def test_a_week_without_a_list_is_passed_over(placement, monday):
    PriorityFactory(placement=placement, week_of=monday - timedelta(days=14), text="eerst")
    assert [row.text for row in take_along(placement=placement, week_of=monday)] == ["eerst"]


def test_an_earlier_week_is_read_back_and_not_written(student, placement, monday):
    before = monday - timedelta(days=7)
    old = PriorityFactory(placement=placement, week_of=before, text="toen", made_by=placement.student.user)
    page = student.get(reverse("my-priorities"), {"week": before.isoformat()})
    assert "toen" in text_of(page) and not page.context["may_write"]
    add(student, placement, "alsnog", week=before)
    student.post(reverse("priority-move", args=[old.pk]), {"naar": "done"})
    student.post(reverse("priority-remove", args=[old.pk]))
    student.post(reverse("priority-change", args=[old.pk]), {"text": "anders", "seen": old.version})
    assert texts(placement, before, "now") == ["toen"]
    assert placement.priorities.count() == 1


def test_a_line_of_the_plan_of_this_week_comes_on_the_list_with_one_tap(student, placement, monday):
    plan = StagePlanFactory(placement=placement)
    number = week_now(placement, timezone.localdate()).number
    line = PlanLineFactory(plan=plan, week=number, text="Een zorgplan lezen")
    PlanLineFactory(plan=plan, week=number + 1, text="Later pas")
    page = student.get(reverse("my-priorities"))
    assert [one.text for one in page.context["from_plan"]] == ["Een zorgplan lezen"]
    student.post(reverse("priority-from-plan", args=[line.pk]))
    assert texts(placement, monday, "now") == ["Een zorgplan lezen"]
    assert student.get(reverse("my-priorities")).context["from_plan"] == []


def test_the_guide_takes_nothing_from_a_plan_that_was_not_shown_yet(guide, placement):
    plan = StagePlanFactory(placement=placement)
    number = week_now(placement, timezone.localdate()).number
    line = PlanLineFactory(plan=plan, week=number, text="Nog van mij")
    assert "Nog van mij" not in text_of(guide.get(reverse("priority-list", args=[placement.pk])))
    assert guide.post(reverse("priority-from-plan", args=[line.pk])).status_code == 404
    plan.status = PlanStatus.PROPOSED
    plan.save()
    assert guide.post(reverse("priority-from-plan", args=[line.pk])).status_code == 302


def test_two_who_change_the_words_both_see_both(student, guide, placement, monday):
    row = PriorityFactory(placement=placement, week_of=monday, text="Oefen")
    url = reverse("priority-change", args=[row.pk])
    guide.post(url, {"text": "Oefen met Ada", "seen": row.version})
    clash = student.post(url, {"text": "Oefen alleen", "seen": row.version})
    assert clash.status_code == 409
    assert "Oefen met Ada" in text_of(clash) and 'value="Oefen alleen"' in text_of(clash)
    student.post(url, {"text": "Oefen alleen", "seen": clash.context["form"]["seen"].value()})
    row.refresh_from_db()
    assert row.text == "Oefen alleen"


def test_what_is_taken_away_can_be_put_back_in_its_column(student, placement, monday):
    row = PriorityFactory(placement=placement, week_of=monday, text="Oefen", column=PriorityColumn.NEXT)
    page = student.post(reverse("priority-remove", args=[row.pk]), follow=True)
    assert not placement.priorities.exists() and "Weggehaald: Oefen" in text_of(page)
    student.post(reverse("priority-new", args=[placement.pk]), page.context["removed"])
    assert texts(placement, monday, PriorityColumn.NEXT) == ["Oefen"]


def test_what_somebody_else_took_away_is_said_and_what_was_typed_is_shown(student, placement, monday):
    row = PriorityFactory(placement=placement, week_of=monday, text="Oefen")
    url = reverse("priority-move", args=[row.pk])
    Priority.objects.filter(pk=row.pk).delete()
    assert student.post(url, {"naar": "done"}).status_code == 404


def test_words_about_a_client_are_thought_over(student, placement):
    warned = add(student, placement, "Wassen van mevrouw Jansen")
    assert "Er staat iets in over een cliënt" in text_of(warned)
    assert not placement.priorities.exists()


def test_a_praktijkopleider_reads_and_does_not_write(placement, monday):
    PriorityFactory(placement=placement, week_of=monday, text="Oefen")
    place = placement.leerplaats
    joost = client_of(person(Role.PRAKTIJKOPLEIDER, place.institution, place))
    page = joost.get(reverse("priority-list", args=[placement.pk]))
    assert "Oefen" in text_of(page) and "Zet bij Nu eerst" not in text_of(page)
    assert add(joost, placement, "Ook van mij").status_code == 403


def test_own_page_and_vandaag_show_what_comes_first(student, placement, monday):
    for number in range(5):
        PriorityFactory(placement=placement, week_of=monday, text=f"ding {number}", position=number)
    PriorityFactory(placement=placement, week_of=monday, text="al klaar", column=PriorityColumn.DONE)
    page = text_of(student.get(reverse("my-placement")))
    assert "ding 2" in page and "ding 3" not in page and "al klaar" not in page
    (working,) = today_of(load_identity(placement.werkbegeleider), timezone.localdate()).working
    assert (working.first, working.more) == (("ding 0", "ding 1", "ding 2"), 2)


def test_the_sheet_of_a_week_is_one_page_with_room_to_write(student, placement, monday):
    for number in range(8):
        PriorityFactory(placement=placement, week_of=monday, text=f"ding {number}", position=number)
    pdf = student.get(reverse("my-priorities-print")).content
    words = words_on(pdf)
    assert len(pdf_reading.opened(pdf).pages) == 1
    assert words.index("Nu eerst") < words.index("ding 7") < words.index("Daarna") < words.index("Klaar")
