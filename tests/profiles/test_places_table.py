"""The places of a whole institution in one table, and copied from another period."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.actions.place_copies import source_for
from profiles.enums import Certainty, SupervisionLevel
from profiles.models import PlaceOffer
from tests.factories import (
    LeerplaatsFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
)
from tests.profiles.conftest import query_count, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return PeriodFactory(name="voorjaar 2027")


@pytest.fixture
def offers(leerplaats, period):
    """A place at De Kade and one at De Werf, of one institution."""
    werf = LeerplaatsFactory(location=leerplaats.location, name="De Werf")
    programme = ProgrammeFactory(name="Verzorgende IG")
    facts = {"period": period, "programme": programme, "number": 4}
    return [PlaceOfferFactory(leerplaats=place, **facts) for place in (leerplaats, werf)]


def sent(numbers, certainty="sure"):
    data = {"rij": [offer.pk for offer in numbers]}
    for offer, number in numbers.items():
        data |= {
            f"plek-{offer.pk}-number": number,
            f"plek-{offer.pk}-certainty": certainty,
            f"plek-{offer.pk}-seen": f"{offer.number} {offer.certainty}",
        }
    return data


def numbers_of(offers):
    found = dict(PlaceOffer.objects.values_list("pk", "number"))
    return [found[offer.pk] for offer in offers]


class TestTable:
    def url(self, period, query=""):
        return reverse("place-table", args=[period.pk]) + query

    def test_all_rows_are_stored_at_once(self, as_farida, period, offers):
        kade, werf = offers

        as_farida.post(self.url(period), sent({kade: "2", werf: "7"}, "maybe"))

        assert numbers_of(offers) == [2, 7]
        assert set(PlaceOffer.objects.values_list("certainty", flat=True)) == {Certainty.MAYBE}

    def test_one_wrong_row_stores_nothing_and_keeps_what_was_typed(self, as_farida, period, offers):
        kade, werf = offers

        response = as_farida.post(self.url(period), sent({kade: "2", werf: "veel"}))

        assert [text for _, text in response.context["error_summary"]] == [
            "Aantal plekken De Werf, Verzorgende IG, leerjaar 2: Vul het aantal plekken in als cijfer, bijvoorbeeld 2."
        ]
        assert 'value="veel" aria-invalid="true"' in text_of(response)
        assert 'value="2"' in text_of(response)
        assert numbers_of(offers) == [4, 4]

    def test_too_few_for_the_students_is_said_at_the_row(self, as_farida, period, offers):
        kade, werf = offers
        PlacementFactory.create_batch(2, offer=werf)

        page = text_of(as_farida.post(self.url(period), sent({kade: "2", werf: "1"})))

        assert "De Werf heeft in voorjaar 2027 al 2 studenten van Verzorgende IG, leerjaar 2." in page
        assert numbers_of(offers) == [4, 4]

    def test_rows_of_another_institution_are_left_alone(self, as_farida, period, offers):
        elsewhere = PlaceOfferFactory(period=period, leerplaats__name="De Ree")

        as_farida.post(self.url(period), sent({offers[0]: "2", elsewhere: "9"}))

        assert numbers_of([*offers, elsewhere]) == [2, 4, 4]
        assert "De Ree" not in text_of(as_farida.get(self.url(period)))

    def test_the_filter_finds_a_leerplaats_and_stays_after_saving(self, as_farida, period, offers):
        page = text_of(as_farida.get(self.url(period, "?zoek=werf")))

        assert "De Werf" in page
        assert "De Kade</a>" not in page
        response = as_farida.post(self.url(period, "?zoek=werf"), sent({offers[1]: "5"}))
        assert response.url.endswith("?zoek=werf")

    def test_leerplaatsen_without_places_are_named(self, as_farida, leerplaats, period, offers):
        LeerplaatsFactory(location=leerplaats.location, name="De Sluis")

        assert "1 leerplaats heeft nog geen plekken in deze periode" in text_of(as_farida.get(self.url(period)))

    def test_the_same_queries_for_2_and_300_rows_in_pages(self, as_farida, leerplaats, period, offers):
        few = query_count(as_farida, self.url(period))
        for programme in ProgrammeFactory.create_batch(75):
            for year in range(1, 5):
                PlaceOfferFactory(leerplaats=leerplaats, period=period, programme=programme, year=year)

        assert query_count(as_farida, self.url(period)) == few
        assert len(as_farida.get(self.url(period)).context["rows"]) == 24

    def test_the_periods_count_their_places(self, as_farida, period, offers):
        PlaceOffer.objects.filter(pk=offers[0].pk).update(certainty=Certainty.MAYBE)
        few = query_count(as_farida, reverse("place-periods"))
        PeriodFactory.create_batch(4)

        page = text_of(as_farida.get(reverse("place-periods")))

        assert "4 plekken<span" in page
        assert "en nog 4 misschien" in page
        assert query_count(as_farida, reverse("place-periods")) == few


class TestCopy:
    @pytest.fixture
    def earlier(self, period):
        return PeriodFactory(
            name="voorjaar 2026",
            starts_on=period.starts_on - timedelta(days=364),
            ends_on=period.ends_on - timedelta(days=364),
        )

    def there(self, period):
        return list(PlaceOffer.objects.filter(period=period).order_by("pk"))

    def test_a_year_earlier_is_chosen_and_shown_before_anything_is_made(self, as_joost, leerplaats, period, earlier):
        PlaceOfferFactory(leerplaats=leerplaats, period=earlier, programme__name="Helpende", number=3)

        page = text_of(as_joost.get(reverse("places-copy", args=[leerplaats.pk])))

        assert "Dit komt in voorjaar 2027: 3 plekken" in page
        assert "Helpende, leerjaar 2: 3 (zeker)" in page
        assert self.there(period) == []

    def test_everything_comes_along_and_what_is_there_is_kept(self, as_joost, leerplaats, period, earlier):
        there = PlaceOfferFactory(leerplaats=leerplaats, period=period, number=1)
        PlaceOfferFactory(leerplaats=leerplaats, period=earlier, programme=there.programme, number=9)
        PlaceOfferFactory(
            leerplaats=leerplaats,
            period=earlier,
            year=3,
            number=2,
            supervision=SupervisionLevel.HBO,
            weekdays=[1, 2],
            particulars=["letter"],
            note="Kom met de fiets.",
            certainty=Certainty.ABOUT,
        )
        sent = {"van": earlier.pk, "naar": period.pk}

        for _ in range(2):
            as_joost.post(reverse("places-copy", args=[leerplaats.pk]), sent)

        kept, new = self.there(period)
        assert (kept.number, new.number, new.year, new.supervision) == (1, 2, 3, SupervisionLevel.HBO)
        assert (new.weekdays, new.particulars, new.note) == ([1, 2], ["letter"], "Kom met de fiets.")
        assert (new.certainty, new.institution) == (Certainty.ABOUT, leerplaats.institution)

    def test_it_opens_with_periods_between_which_something_can_be_copied(self, as_joost, leerplaats, period, earlier):
        middle = PeriodFactory(
            starts_on=earlier.ends_on + timedelta(days=1), ends_on=period.starts_on - timedelta(days=1)
        )
        offer = PlaceOfferFactory(leerplaats=leerplaats, period=middle, number=5)
        url = reverse("places-copy", args=[leerplaats.pk])

        opened = as_joost.get(url)
        assert (opened.context["van"], opened.context["naar"], opened.context["places"]) == (middle, period, 5)

        for name in (earlier, period):
            PlaceOfferFactory(leerplaats=leerplaats, period=name, programme=offer.programme)
        opened = text_of(as_joost.get(url))
        assert "Alle plekken staan al in de periodes die komen." in opened
        assert "Er is niets over te nemen" not in opened

    def test_undo_takes_away_what_nobody_used(self, as_joost, leerplaats, period, earlier):
        for year in (1, 2, 3):
            PlaceOfferFactory(leerplaats=leerplaats, period=earlier, year=year)
        as_joost.post(reverse("places-copy", args=[leerplaats.pk]), {"van": earlier.pk, "naar": period.pk})
        used, changed, _ = self.there(period)
        PlacementFactory(offer=used)
        PlaceOffer.objects.filter(pk=changed.pk).update(number=1)
        page = as_joost.get(reverse("places-copy", args=[leerplaats.pk]))
        (copy,) = page.context["copies"]

        done = as_joost.post(copy["url"], follow=True)

        assert "1 rij is weer weggehaald. 2 rijen zijn intussen gebruikt of aangepast en blijven staan." in text_of(
            done
        )
        assert self.there(period) == [used, changed]
        assert as_joost.post(copy["url"]).status_code == 404

    def test_the_coordinator_copies_for_the_whole_institution_only(self, as_farida, leerplaats, period, earlier):
        werf = LeerplaatsFactory(location=leerplaats.location, name="De Werf")
        for place in (leerplaats, werf):
            PlaceOfferFactory(leerplaats=place, period=earlier)
        PlaceOfferFactory(period=earlier)
        url = reverse("institution-places-copy")
        few = query_count(as_farida, url)

        as_farida.post(url, {"van": earlier.pk, "naar": period.pk})

        assert {offer.leerplaats for offer in self.there(period)} == {leerplaats, werf}
        (copy,) = as_farida.get(url).context["copies"]
        as_farida.post(copy["url"])
        assert self.there(period) == []
        assert query_count(as_farida, url) <= few + 1

    def test_nothing_goes_to_a_period_that_is_over(self, as_farida, leerplaats, period, earlier):
        PlaceOfferFactory(leerplaats=leerplaats, period=period)

        page = text_of(as_farida.post(reverse("institution-places-copy"), {"van": period.pk, "naar": earlier.pk}))

        assert "Kies een periode die nog niet voorbij is." in page
        assert self.there(earlier) == []

    def test_from_and_to_the_same_period_is_refused(self, as_farida, period):
        url = reverse("institution-places-copy")

        assert "Dit is dezelfde periode." in text_of(as_farida.post(url, {"van": period.pk, "naar": period.pk}))

    def test_the_source_is_about_a_year_ago_else_the_one_before(self):
        day = timezone.localdate()
        autumn, spring, last = (PeriodFactory.build(starts_on=day - timedelta(days=age)) for age in (370, 190, 0))
        assert source_for(last, [autumn, spring, last]) is autumn
        assert source_for(last, [spring, last]) is spring
        assert source_for(last, [last]) is None
