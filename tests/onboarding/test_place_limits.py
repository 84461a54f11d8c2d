"""Totals over offers, periods and schools, with how full it gets; and closed weeks with whom they touch."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.occupancy import busiest, touched_by
from profiles.enums import ClosedFor, LimitPer, Role
from profiles.models import AuditEvent, ClosedWeeks, PlaceLimit
from tests.factories import (
    ClosedWeeksFactory,
    LeerplaatsFactory,
    PlaceLimitFactory,
    PlacementFactory,
    PlaceOfferFactory,
    coming_monday,
    person,
)
from tests.profiles.conftest import query_count, text_of, typed

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 2, 1)


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def werf(leerplaats):
    return LeerplaatsFactory(name="De Werf", location=leerplaats.location)


def client_of(role, *place):
    client = Client()
    client.force_login(person(role, *place))
    return client


@pytest.fixture
def as_joost(leerplaats):
    return client_of(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats)


@pytest.fixture
def as_farida(leerplaats):
    return client_of(Role.COORDINATOR, leerplaats.institution)


def stages(leerplaats, number, **days):
    """`number` stages at a leerplaats, each on an offer of its own."""
    return [PlacementFactory(offer=PlaceOfferFactory(leerplaats=leerplaats), **days) for _ in range(number)]


def day(weeks=0, days=0):
    return MONDAY + timedelta(weeks=weeks, days=days)


class TestBusiest:
    def test_a_week_counts_everybody_who_is_there_in_it(self):
        stays = [(day(), day(4), [0]), (day(2), day(8), [3]), (day(4, 1), day(9), [1])]

        found = busiest(stays, LimitPer.WEEK, MONDAY)

        assert (found.number, found.day) == (3, day(4))

    def test_a_day_counts_only_who_comes_on_it(self):
        stays = [(day(), day(4), [0, 1]), (day(), day(4), [1, 2]), (day(), day(4), [3])]

        found = busiest(stays, LimitPer.DAY, MONDAY)

        assert (found.number, found.day) == (2, day(days=1))

    def test_what_was_before_today_does_not_count(self):
        stays = [(day(-4), day(-1), [0]), (day(-4), day(-1), [0]), (day(-1), day(1), [0])]

        assert busiest(stays, LimitPer.WEEK, MONDAY).number == 1
        assert busiest([], LimitPer.WEEK, MONDAY).words == "Er komen nog geen studenten."

    @pytest.mark.parametrize("per", [LimitPer.WEEK, LimitPer.DAY])
    def test_one_student_is_one(self, per):
        words = busiest([(day(), day(4), [0])], per, MONDAY).words

        assert words.endswith("is er 1 student.")


class TestTouched:
    def closed(self, kind, first, last):
        return ClosedWeeks(starts_on=first, ends_on=last, closed_for=kind)

    def test_closed_for_all_touches_who_would_come_on_those_days(self):
        closed = self.closed(ClosedFor.NOBODY, day(2), day(2, 1))

        assert touched_by(closed, [(day(), day(9), [1])], MONDAY) == 1
        assert touched_by(closed, [(day(), day(9), [3])], MONDAY) == 0
        assert touched_by(closed, [(day(3), day(9), [1])], MONDAY) == 0

    def test_no_start_touches_only_who_begins_then(self):
        closed = self.closed(ClosedFor.NO_START, day(2), day(3))

        assert touched_by(closed, [(day(), day(9), [0]), (day(2), day(9), [0]), (day(4), day(9), [0])], MONDAY) == 1


class TestTotalsOfALeerplaats:
    def url(self, leerplaats):
        return reverse("leerplaats-limits", args=[leerplaats.pk])

    def test_totals_are_made_changed_and_taken_away(self, as_joost, leerplaats):
        for week, day, totals in (("6", "3", {"week": 6, "day": 3}), ("5", "", {"week": 5}), ("", "", {})):
            as_joost.post(self.url(leerplaats), typed(as_joost.get(self.url(leerplaats)), week=week, day=day))
            assert dict(PlaceLimit.objects.values_list("per", "number")) == totals

    def test_who_came_from_all_totals_goes_back_there(self, as_farida, leerplaats):
        limit = PlaceLimitFactory(institution=leerplaats.institution)
        limit.leerplaatsen.set([leerplaats])

        page = text_of(as_farida.get(reverse("place-limit-edit", args=[limit.pk]), follow=True))

        assert "Terug naar de totalen" in page
        assert "Terug naar het overzicht van De Kade" in text_of(as_farida.get(self.url(leerplaats)))

    def test_a_total_below_what_is_agreed_is_kept_and_said(self, as_joost, leerplaats):
        stages(leerplaats, 3)

        page = as_joost.post(self.url(leerplaats), typed(as_joost.get(self.url(leerplaats)), week="2"), follow=True)

        assert "zijn er 3 studenten. Dat zijn er meer dan 2. Die afspraken blijven staan." in text_of(page)
        assert PlaceLimit.objects.get().number == 2

    def test_two_people_see_both_and_lose_nothing(self, as_joost, as_farida, leerplaats):
        mine, theirs = as_joost.get(self.url(leerplaats)), as_farida.get(self.url(leerplaats))
        as_farida.post(self.url(leerplaats), typed(theirs, week="6"))

        clash = as_joost.post(self.url(leerplaats), typed(mine, week="4"))

        assert "hoogstens 6 in dezelfde week" in text_of(clash)
        assert PlaceLimit.objects.get().number == 6
        as_joost.post(self.url(leerplaats), typed(clash))
        assert PlaceLimit.objects.get().number == 4

    def test_what_was_typed_wrong_stays(self, as_joost, leerplaats):
        page = text_of(as_joost.post(self.url(leerplaats), {"week": "veel", "day": "-1", "seen": ""}))

        assert page.count("Vul het aantal studenten in als cijfer, bijvoorbeeld 6.") == 2
        assert 'value="veel"' in page
        assert not PlaceLimit.objects.exists()

    def test_a_double_click_makes_one(self, as_joost, leerplaats):
        sent = typed(as_joost.get(self.url(leerplaats)), week="6")

        assert [as_joost.post(self.url(leerplaats), sent).status_code for _ in range(2)] == [302, 302]
        assert PlaceLimit.objects.count() == 1


class TestTotalsOfMore:
    def test_a_total_over_two_counts_both_and_is_full(self, as_farida, leerplaats, werf):
        sent = {"name": "Begeleiders", "number": "3", "per": "week", "leerplaatsen": [leerplaats.pk, werf.pk]}
        for _ in range(2):
            as_farida.post(reverse("place-limit-new"), sent)
        stages(leerplaats, 2)
        stages(werf, 1)

        page = text_of(as_farida.get(reverse("place-limit-list")))

        assert PlaceLimit.objects.count() == 1
        assert "zijn er 3 studenten. <span" in page
        assert 'data-label="Hoogstens">3 in dezelfde week</td>' in page
        assert "Vol" in page

    def test_of_another_institution_it_is_not_there(self, as_farida, werf):
        elsewhere = PlaceLimitFactory(name="Van een ander")

        assert as_farida.get(reverse("place-limit-edit", args=[elsewhere.pk])).status_code == 404
        assert as_farida.post(reverse("place-limit-remove", args=[elsewhere.pk])).status_code == 404
        assert "Van een ander" not in text_of(as_farida.get(reverse("place-limit-list")))
        sent = {"name": "Samen", "number": "3", "per": "week", "leerplaatsen": [LeerplaatsFactory().pk]}
        assert "Kies leerplaatsen uit de lijst." in text_of(as_farida.post(reverse("place-limit-new"), sent))

    def test_two_coordinators_see_both(self, as_farida, leerplaats, werf):
        limit = PlaceLimitFactory(institution=leerplaats.institution, leerplaatsen=[leerplaats, werf], number=8)
        url = reverse("place-limit-edit", args=[limit.pk])
        sent = {"name": "Samen", "per": "day", "leerplaatsen": [leerplaats.pk, werf.pk], "seen_version": "1"}
        as_farida.post(url, sent | {"number": "5"})

        clash = as_farida.post(url, sent | {"number": "9"})

        assert "Nu staat er: Samen: hoogstens 5 op dezelfde dag, voor De Kade en De Werf." in text_of(clash)
        assert PlaceLimit.objects.get().number == 5
        as_farida.post(url, sent | {"number": "9", "seen_version": "2"})
        assert PlaceLimit.objects.get().number == 9

    def test_it_is_taken_away(self, as_farida, leerplaats, werf):
        limit = PlaceLimitFactory(institution=leerplaats.institution, leerplaatsen=[leerplaats, werf])

        as_farida.post(reverse("place-limit-remove", args=[limit.pk]))

        assert not PlaceLimit.objects.exists()
        assert AuditEvent.objects.filter(what="place_limit_removed").count() == 1

    def test_the_same_queries_for_1_and_30(self, as_farida, leerplaats, werf):
        PlaceLimitFactory(institution=leerplaats.institution, leerplaatsen=[leerplaats, werf])
        few = query_count(as_farida, reverse("place-limit-list"))
        for _ in range(30):
            PlaceLimitFactory(institution=leerplaats.institution, leerplaatsen=[leerplaats, werf])

        assert query_count(as_farida, reverse("place-limit-list")) == few


class TestClosedWeeks:
    def list_url(self, leerplaats):
        return reverse("closed-weeks-list", args=[leerplaats.pk])

    def sent(self, first, last, kind="no_start", **more):
        return {"starts_on": f"{first:%d-%m-%Y}", "ends_on": f"{last:%d-%m-%Y}", "closed_for": kind, **more}

    def test_added_with_whom_it_touches(self, as_joost, leerplaats):
        stages(leerplaats, 2, starts_on=coming_monday(6))
        stages(leerplaats, 1, starts_on=coming_monday(9))
        sent = self.sent(coming_monday(5), coming_monday(7), why="Zomer")

        for _ in range(2):
            page = text_of(as_joost.post(reverse("closed-weeks-new", args=[leerplaats.pk]), sent, follow=True))

        assert ClosedWeeks.objects.count() == 1
        assert "2 studenten beginnen dan. Die afspraken blijven staan." in page

    def test_overlap_is_warned_about_and_kept(self, as_joost, leerplaats):
        ClosedWeeksFactory(leerplaats=leerplaats, starts_on=coming_monday(5), ends_on=coming_monday(6))
        sent = self.sent(coming_monday(6), coming_monday(7), "nobody")

        page = text_of(as_joost.post(reverse("closed-weeks-new", args=[leerplaats.pk]), sent, follow=True))

        assert "Deze dagen vallen samen met" in page
        assert page.count("Valt samen met") == 2
        assert ClosedWeeks.objects.count() == 2

    def test_wrong_days_stay_in_the_fields(self, as_joost, leerplaats):
        sent = self.sent(coming_monday(7), coming_monday(6))

        page = text_of(as_joost.post(reverse("closed-weeks-new", args=[leerplaats.pk]), sent))

        assert page.count("De laatste dag ligt vóór de eerste dag. Controleer beide datums.") == 2
        assert sent["ends_on"] in page
        assert not ClosedWeeks.objects.exists()

    def test_two_people_see_both(self, as_joost, as_farida, leerplaats):
        closed = ClosedWeeksFactory(leerplaats=leerplaats, why="Zomer")
        url = reverse("closed-weeks-edit", args=[leerplaats.pk, closed.pk])
        mine, theirs = as_joost.get(url), as_farida.get(url)
        as_farida.post(url, typed(theirs, why="Verbouwing"))

        clash = as_joost.post(url, typed(mine, why="Verhuizing"))

        assert "Waarom: Verbouwing." in text_of(clash)
        assert ClosedWeeks.objects.get().why == "Verbouwing"
        as_joost.post(url, typed(clash))
        assert ClosedWeeks.objects.get().why == "Verhuizing"

    def test_taken_away(self, as_joost, leerplaats):
        closed = ClosedWeeksFactory(leerplaats=leerplaats)

        as_joost.post(reverse("closed-weeks-remove", args=[leerplaats.pk, closed.pk]))

        assert not ClosedWeeks.objects.exists()

    def test_what_is_over_stands_apart(self, as_joost, leerplaats):
        ClosedWeeksFactory(leerplaats=leerplaats, starts_on=timezone.localdate() - timedelta(days=9))

        page = text_of(as_joost.get(self.list_url(leerplaats)))

        assert "Er zijn geen gesloten weken." in page
        assert "1 keer gesloten geweest" in page

    def test_the_same_queries_for_1_and_30(self, as_joost, leerplaats):
        ClosedWeeksFactory(leerplaats=leerplaats)
        few = query_count(as_joost, self.list_url(leerplaats))
        ClosedWeeksFactory.create_batch(30, leerplaats=leerplaats)

        assert query_count(as_joost, self.list_url(leerplaats)) == few
