"""Holidays of a school: kept once, and held for the stages that the school chooses."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.confirming import confirm_proposals
from onboarding.models import Message, Placement
from onboarding.stagedagen import stagedagen
from profiles.enums import Role
from profiles.models import SchoolHoliday
from tests.factories import PlacementFactory, ProposalFactory, SchoolFactory, SchoolHolidayFactory, UserFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return PlacementFactory()


@pytest.fixture
def school(client, stage):
    client.force_login(person(Role.SCHOOL_COORDINATOR, stage.school))
    return client


@pytest.fixture
def holiday(stage):
    week = stage.starts_on + timedelta(days=7)
    return SchoolHolidayFactory(school=stage.school, starts_on=week, ends_on=week + timedelta(days=6))


def choose(client, holiday, stage, *, free):
    sent = {"getoond": stage.pk} | ({"vrij": stage.pk} if free else {})
    return client.post(reverse("holiday-stages", args=[holiday.pk]), sent, follow=True).content.decode()


def test_a_holiday_holds_for_who_is_ticked_and_can_be_taken_back(school, stage, holiday):
    before = stagedagen(stage.rhythm)

    page = choose(school, holiday, stage, free=True)

    stage = Placement.objects.get(pk=stage.pk)
    assert "De dagen van 1 student zijn veranderd." in page
    assert stagedagen(stage.rhythm) == tuple(day for day in before if not holiday.starts_on <= day <= holiday.ends_on)
    assert Message.objects.filter(placement=stage, subject__contains="rooster").count() == 1
    assert "Er is niets veranderd." in choose(school, holiday, stage, free=True)
    choose(school, holiday, stage, free=False)
    assert stagedagen(Placement.objects.get(pk=stage.pk).rhythm) == before


def test_everybody_on_the_page_at_once(school, stage, holiday):
    other = PlacementFactory(request__student__school=stage.school, request__starts_on=stage.starts_on)

    sent = {"getoond": [stage.pk, other.pk], "iedereen": "vrij"}
    school.post(reverse("holiday-stages", args=[holiday.pk]), sent)

    assert all(one.days_off for one in Placement.objects.filter(pk__in=[stage.pk, other.pk]))


def test_what_is_no_key_is_passed_over(school, stage, holiday):
    sent = {"getoond": [stage.pk, "9" * 5000, "²"], "vrij": [stage.pk, "9" * 5000, "²"]}
    school.post(reverse("holiday-stages", args=[holiday.pk]), sent)

    assert Placement.objects.get(pk=stage.pk).days_off


def test_a_new_holiday_twice_is_one_and_asks_for_whom(school, stage):
    sent = {"name": "Herfstvakantie", "starts_on": "16-10-2027", "ends_on": "24-10-2027"}

    for _ in range(2):
        page = school.post(reverse("holiday-new"), sent, follow=True).content.decode()

    assert "Voor wie geldt Herfstvakantie?" in page
    assert SchoolHoliday.objects.filter(school=stage.school).count() == 1


@pytest.mark.parametrize(
    ("last", "sentence"),
    [("15-10-2027", "De laatste dag ligt vóór de eerste dag."), ("30-12-2028", "Dit is langer dan 12 weken.")],
)
def test_wrong_days_get_a_sentence_and_stay(school, last, sentence):
    sent = {"name": "Herfstvakantie", "starts_on": "16-10-2027", "ends_on": last}

    page = school.post(reverse("holiday-new"), sent).content.decode()

    assert sentence in page and f'value="{last}"' in page and 'value="16-10-2027"' in page


def test_a_colleague_who_was_earlier_is_shown(school, holiday):
    url = reverse("holiday-edit", args=[holiday.pk])
    seen = school.get(url).context["form"].initial["seen"]
    SchoolHoliday.objects.filter(pk=holiday.pk).update(name="Krokusvakantie")

    sent = {"name": "Voorjaar", "starts_on": "1-3-2027", "ends_on": "7-3-2027", "seen": seen}
    response = school.post(url, sent)

    assert response.status_code == 409
    assert "Krokusvakantie" in response.content.decode() and 'value="Voorjaar"' in response.content.decode()
    assert SchoolHoliday.objects.get(pk=holiday.pk).name == "Krokusvakantie"


def test_another_school_finds_nothing(client, holiday):
    client.force_login(person(Role.SCHOOL_COORDINATOR, SchoolFactory()))

    for name in ("holiday-edit", "holiday-stages"):
        assert client.get(reverse(name, args=[holiday.pk])).status_code == 404


def test_who_gets_a_place_later_has_the_holiday_at_once():
    proposal = ProposalFactory()
    week = proposal.request.starts_on + timedelta(days=7)
    SchoolHolidayFactory(school=proposal.request.school, starts_on=week, ends_on=week + timedelta(days=6))

    confirm_proposals(proposals=[proposal], by=UserFactory())

    stage = Placement.objects.get(request=proposal.request)
    assert stage.days_off
    assert not any(week <= day <= week + timedelta(days=6) for day in stagedagen(stage.rhythm))


@pytest.mark.parametrize("gives_back", [True, False])
def test_removing_one_asks_what_becomes_of_the_days(school, stage, holiday, gives_back):
    before = stagedagen(stage.rhythm)
    choose(school, holiday, stage, free=True)
    after = stagedagen(Placement.objects.get(pk=stage.pk).rhythm)
    url = reverse("holiday-remove", args=[holiday.pk])

    question = school.get(url).content.decode()
    assert "1 student is nu vrij door deze vakantie" in question
    assert stage.student.name in question
    assert SchoolHoliday.objects.exists()
    page = school.post(url, {"dagen": "terug" if gives_back else "vrij"}, follow=True).content.decode()

    assert not SchoolHoliday.objects.exists()
    assert stagedagen(Placement.objects.get(pk=stage.pk).rhythm) == (before if gives_back else after)
    assert ("1 student krijgt daar een mail over" in page) == gives_back


def test_days_that_are_past_are_not_given_back(school, stage):
    today = timezone.localdate()
    Placement.objects.filter(pk=stage.pk).update(
        starts_on=today - timedelta(days=20), ends_on=today + timedelta(days=40), weekdays=list(range(7))
    )
    week = SchoolHolidayFactory(
        school=stage.school, starts_on=today - timedelta(days=2), ends_on=today + timedelta(days=2)
    )
    choose(school, week, stage, free=True)
    school.post(reverse("holiday-remove", args=[week.pk]), {"dagen": "terug"})
    assert Placement.objects.get(pk=stage.pk).days_off == [today - timedelta(days=2), today - timedelta(days=1)]


def test_a_public_holiday_in_it_is_no_stagedag_and_is_left_alone(school):
    year = timezone.localdate().year + 1
    first, last = date(year, 12, 20), date(year + 1, 1, 5)
    weekdays = {"weekdays": [0, 1, 2, 3, 4, 5, 6]}
    period = {"starts_on": first - timedelta(days=30), "ends_on": last + timedelta(days=30)}
    stage = PlacementFactory(request__weekdays=weekdays["weekdays"], **period, **weekdays)
    school.force_login(person(Role.SCHOOL_COORDINATOR, stage.school))
    holiday = SchoolHolidayFactory(school=stage.school, starts_on=first, ends_on=last)
    there = [day for day in stagedagen(stage.rhythm) if first <= day <= last]
    url = reverse("holiday-stages", args=[holiday.pk])
    assert f"{len(there)} stagedagen in deze vakantie" in school.get(url).content.decode()
    choose(school, holiday, stage, free=True)
    assert Placement.objects.get(pk=stage.pk).days_off == there
    assert date(year, 12, 25) not in there


def test_the_list_says_how_many_are_free(school, stage, holiday):
    url = reverse("holiday-list")
    assert "Nog niemand vrij. 1 student heeft dan stage" in school.get(url).content.decode()
    choose(school, holiday, stage, free=True)
    assert "1 van 1 student vrij" in school.get(url).content.decode()


def test_the_list_takes_as_many_queries_for_one_holiday_as_for_nine(school, stage, holiday):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            text = school.get(reverse("holiday-list")).content.decode()
        return len(captured), text.count(reverse("holiday-stages", args=[holiday.pk]))

    few, shown = queries()
    for week in range(8):
        first = holiday.starts_on + timedelta(weeks=week + 1)
        SchoolHolidayFactory(school=stage.school, starts_on=first, ends_on=first + timedelta(days=6))
    assert shown
    assert queries() == (few, shown)
