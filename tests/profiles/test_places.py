"""The places of a leerplaats: numbers per period, opleiding and year, never fewer than the students."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.enums import Role, SupervisionLevel
from profiles.models import AuditEvent, PlaceOffer
from tests.factories import (
    HeldPlacesFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    SchoolFactory,
    SupervisionRuleFactory,
    person,
)
from tests.profiles.conftest import logged_in, query_count, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return PeriodFactory(name="voorjaar 2027")


@pytest.fixture
def offer(leerplaats, period):
    return PlaceOfferFactory(leerplaats=leerplaats, period=period, programme__name="Verzorgende IG", number=4)


def url(leerplaats):
    return reverse("offer-list", args=[leerplaats.pk])


def change(client, leerplaats, period, numbers, seen=None, certainty="sure", **options):
    """Send the table with `numbers`; `seen` is what stood there when the page was opened (as stored by default)."""
    data = {}
    for offer, number in numbers.items():
        data |= {
            f"plek-{offer.pk}-number": number,
            f"plek-{offer.pk}-certainty": certainty,
            f"plek-{offer.pk}-seen": seen or f"{offer.number} {offer.certainty}",
        }
    return client.post(url(leerplaats), data | {"periode": period.pk, "wat": "aantallen"}, **options)


def add(client, leerplaats, period, programme, year="2", number="3", **options):
    new = {"programme": programme.pk, "year": year, "number": number, "certainty": "sure"}
    data = {f"nieuw-{period.pk}-{name}": value for name, value in new.items()}
    return client.post(url(leerplaats), data | {"periode": period.pk, "wat": "nieuw"}, **options)


def number_of(offer):
    return PlaceOffer.objects.get(pk=offer.pk).number


def test_the_page_shows_the_coming_periods_with_their_places(as_joost, leerplaats, period, offer):
    PlacementFactory(offer=offer)
    PeriodFactory(name="voorbij", starts_on=timezone.localdate() - timedelta(days=300))

    content = text_of(as_joost.get(url(leerplaats)))

    assert "4 plekken in voorjaar 2027" in content
    assert "1 student" in content
    assert "voorbij" not in content


def test_later_periods_are_folded_unless_asked_for_or_sent(as_joost, leerplaats, period, offer):
    days = {"starts_on": period.ends_on + timedelta(days=7), "ends_on": period.ends_on + timedelta(days=90)}
    later = PeriodFactory(name="najaar", **days)
    there = PlaceOfferFactory(leerplaats=leerplaats, period=later)

    def unfolded(response):
        return [table.period for table in response.context["tables"] if table.is_open]

    assert unfolded(as_joost.get(url(leerplaats))) == [period]
    assert text_of(as_joost.get(url(leerplaats))).count("<details open>") == 1
    assert unfolded(as_joost.get(url(leerplaats), {"periode": later.pk})) == [period, later]
    assert unfolded(change(as_joost, leerplaats, later, {there: "veel"})) == [period, later]
    assert unfolded(change(as_joost, leerplaats, later, {there: "6"}, follow=True)) == [period, later]


def test_a_number_is_changed(as_joost, joost, leerplaats, period, offer):
    response = change(as_joost, leerplaats, period, {offer: "6"}, follow=True)

    assert "De plekken van voorjaar 2027 zijn bewaard." in text_of(response)
    assert number_of(offer) == 6
    event = AuditEvent.objects.get(what="place_offer_changed")
    assert (event.by, event.detail) == (joost, {"before": 4, "after": 6})


def test_two_wrong_numbers_are_told_apart_in_the_summary(as_joost, leerplaats, period, offer):
    other = PlaceOfferFactory(leerplaats=leerplaats, period=period, programme=offer.programme, year=offer.year + 1)

    response = change(as_joost, leerplaats, period, {offer: "", other: ""})

    sentence = "Vul een aantal plekken in. Het mag ook 0 zijn."
    assert [text for _, text in response.context["error_summary"]] == [
        f"Aantal plekken Verzorgende IG, leerjaar {row.year}: {sentence}" for row in (offer, other)
    ]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Vul een aantal plekken in. Het mag ook 0 zijn."),
        ("twee", "Vul het aantal plekken in als cijfer, bijvoorbeeld 2."),
        ("-1", "Vul 0 of een hoger getal in."),
        ("51", "Vul ten hoogste 50 plekken in."),
    ],
)
def test_a_wrong_number_stays_in_the_field(as_joost, leerplaats, period, offer, number, sentence):
    response = change(as_joost, leerplaats, period, {offer: number})

    content = text_of(response)
    assert "<title>Fout: Plekken voor studenten" in content
    assert content.count(sentence) == 2
    assert f'value="{number}" aria-invalid="true"' in content
    assert number_of(offer) == 4


def test_never_fewer_places_than_students(as_joost, leerplaats, period, offer):
    other = PlaceOfferFactory(leerplaats=leerplaats, period=period, number=1)
    PlacementFactory.create_batch(2, offer=offer)

    response = change(as_joost, leerplaats, period, {offer: "1", other: "5"})

    assert (
        "De Kade heeft in voorjaar 2027 al 2 studenten van Verzorgende IG, leerjaar 2. "
        "Vul 2 of een hoger getal in." in text_of(response)
    )
    assert (number_of(offer), number_of(other)) == (4, 1)


def test_as_many_places_as_students_is_fine(as_joost, leerplaats, period, offer):
    PlacementFactory.create_batch(2, offer=offer)

    change(as_joost, leerplaats, period, {offer: "2"})

    assert number_of(offer) == 2


def test_a_cancelled_stage_takes_no_place(as_joost, leerplaats, period, offer):
    PlacementFactory(offer=offer, cancelled=True)

    change(as_joost, leerplaats, period, {offer: "0"})

    assert number_of(offer) == 0


def test_after_a_cancellation_the_last_place_in_use_counts(as_joost, leerplaats, period, offer):
    PlacementFactory(offer=offer, cancelled=True, seat=1)
    PlacementFactory(offer=offer, seat=2)

    response = change(as_joost, leerplaats, period, {offer: "1"})

    assert "al 1 student van Verzorgende IG, leerjaar 2. Vul 2 of een hoger getal in." in text_of(response)
    assert number_of(offer) == 4


def test_a_row_is_added(as_joost, leerplaats, period):
    programme = ProgrammeFactory(name="Helpende")

    response = add(as_joost, leerplaats, period, programme, follow=True)

    assert "Helpende, leerjaar 2 staat erbij." in text_of(response)
    made = PlaceOffer.objects.get()
    assert (made.leerplaats, made.institution, made.period, made.year, made.number) == (
        leerplaats, leerplaats.institution, period, 2, 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("year", "number", "sentences"),
    [
        ("4", "3", ["Helpende heeft 2 leerjaren. Kies een ander leerjaar."]),
        ("", "", ["Kies een leerjaar.", "Vul een aantal plekken in. Het mag ook 0 zijn."]),
        ("1", "3", ["Helpende, leerjaar 1 staat er al. Pas daar het aantal aan."]),
    ],
)
def test_a_row_that_cannot_be_says_why(as_joost, leerplaats, period, year, number, sentences):
    programme = ProgrammeFactory(name="Helpende", years=2)
    PlaceOfferFactory(leerplaats=leerplaats, period=period, programme=programme, year=1)

    content = text_of(add(as_joost, leerplaats, period, programme, year, number))

    assert [content.count(sentence) for sentence in sentences] == [2] * len(sentences)
    assert '<details class="add-offer" open>' in content
    assert PlaceOffer.objects.count() == 1


def test_a_row_without_students_is_taken_away(as_joost, leerplaats, offer):
    response = as_joost.post(reverse("offer-remove", args=[leerplaats.pk, offer.pk]), follow=True)

    assert "Verzorgende IG, leerjaar 2 is weggehaald." in text_of(response)
    assert not PlaceOffer.objects.exists()


def test_a_row_with_a_student_stays(as_joost, leerplaats, offer):
    PlacementFactory(offer=offer, cancelled=True)

    response = as_joost.post(reverse("offer-remove", args=[leerplaats.pk, offer.pk]), follow=True)

    assert "Bij Verzorgende IG, leerjaar 2 hoort een student." in text_of(response)
    assert PlaceOffer.objects.get() == offer


def test_rows_of_others_are_out_of_reach(as_joost, leerplaats, period, offer):
    elsewhere = PlaceOfferFactory(period=period, number=4)

    change(as_joost, leerplaats, period, {offer: "5", elsewhere: "9"})
    removal = as_joost.post(reverse("offer-remove", args=[leerplaats.pk, elsewhere.pk]))

    assert removal.status_code == 404
    assert number_of(elsewhere) == 4
    assert as_joost.get(url(elsewhere.leerplaats)).status_code == 404
    guide = logged_in(person(Role.WERKBEGELEIDER, leerplaats.institution, leerplaats))
    assert guide.get(url(leerplaats)).status_code == 403


def test_a_period_that_is_not_there_is_not_found(as_joost, leerplaats, offer):
    assert as_joost.post(url(leerplaats), {"periode": "0"}).status_code == 404


def test_an_opleiding_that_is_not_there_cannot_be_added(as_joost, leerplaats, period):
    content = text_of(add(as_joost, leerplaats, period, ProgrammeFactory.build(pk=0)))

    assert "Kies een opleiding uit de lijst." in content
    assert not PlaceOffer.objects.exists()


def test_the_page_asks_the_same_for_any_number_of_rows_and_periods(as_joost, leerplaats, period, offer):
    few = query_count(as_joost, url(leerplaats))
    PeriodFactory.create_batch(5)
    for year in range(1, 5):
        PlaceOfferFactory.create_batch(10, leerplaats=leerplaats, period=period, year=year)
    more = query_count(as_joost, url(leerplaats))

    assert more == few


class TestTwoPeople:
    """Joost and Farida have the same page open."""

    def test_each_changes_another_row_and_both_are_kept(self, as_joost, as_farida, leerplaats, period, offer):
        other = PlaceOfferFactory(leerplaats=leerplaats, period=period, number=1)
        change(as_farida, leerplaats, period, {offer: "6", other: "1"})

        change(as_joost, leerplaats, period, {offer: "4", other: "3"})

        assert (number_of(offer), number_of(other)) == (6, 3)

    def test_the_same_row_shows_both_numbers_and_stores_on_the_second_press(
        self, as_joost, as_farida, leerplaats, period, offer
    ):
        change(as_farida, leerplaats, period, {offer: "6"}, certainty="about")

        response = change(as_joost, leerplaats, period, {offer: "2"})

        content = text_of(response)
        assert "Farida maakte hier intussen 6 plekken van (ongeveer)." in content
        assert 'value="2" aria-invalid="true"' in content
        assert 'value="6 about"' in content
        assert number_of(offer) == 6
        change(as_joost, leerplaats, period, {offer: "2"}, seen="6 about")
        assert number_of(offer) == 2

    def test_the_same_answer_twice_is_no_clash(self, as_joost, as_farida, leerplaats, period, offer):
        change(as_farida, leerplaats, period, {offer: "6"})

        assert change(as_joost, leerplaats, period, {offer: "6"}).status_code == 302
        assert AuditEvent.objects.filter(what="place_offer_changed").count() == 1

    def test_a_row_that_came_after_the_page_was_opened_is_left_alone(self, as_joost, leerplaats, period, offer):
        newer = PlaceOfferFactory(leerplaats=leerplaats, period=period, number=9)

        change(as_joost, leerplaats, period, {offer: "5"})

        assert (number_of(offer), number_of(newer)) == (5, 9)


def test_a_place_that_is_kept_free_is_not_taken_off(as_joost, leerplaats, period, offer):
    PlacementFactory(offer=offer)
    HeldPlacesFactory(offer=offer, number=2)
    HeldPlacesFactory(offer=offer, number=9, until=timezone.localdate() - timedelta(days=1))

    content = text_of(change(as_joost, leerplaats, period, {offer: "2"}))

    assert "En 2 plekken worden vrijgehouden. Vul 3 of een hoger getal in." in content
    assert number_of(offer) == 4
    assert change(as_joost, leerplaats, period, {offer: "3"}).status_code == 302


def test_a_row_of_which_a_place_is_kept_free_stays(as_joost, leerplaats, offer):
    HeldPlacesFactory(offer=offer)

    response = as_joost.post(reverse("offer-remove", args=[leerplaats.pk, offer.pk]), follow=True)

    assert "wordt een plek vrijgehouden. Laat die eerst los bij Koppelen." in text_of(response)
    assert PlaceOffer.objects.get() == offer


def test_places_for_a_group_stand_beside_those_for_all(as_joost, leerplaats, period, offer):
    school = SchoolFactory(name="ROC Maasmond")
    data = {"programme": offer.programme.pk, "year": 2, "number": 8, "certainty": "about", "school": school.pk}
    sent = {f"nieuw-{period.pk}-{name}": value for name, value in data.items()}

    response = as_joost.post(url(leerplaats), sent | {"periode": period.pk, "wat": "nieuw"}, follow=True)

    assert "Verzorgende IG, leerjaar 2, groep van ROC Maasmond staat erbij." in text_of(response)
    group = PlaceOffer.objects.exclude(pk=offer.pk).get()
    assert (group.school, group.number, group.certainty) == (school, 8, "about")


def test_a_row_that_nobody_may_use_says_what_is_missing(as_joost, leerplaats, period, offer):
    SupervisionRuleFactory(programme=offer.programme, year=2)

    assert "Vul in wie begeleidt. Nodig is ten minste een hbo-verpleegkundige" in text_of(as_joost.get(url(leerplaats)))
    PlaceOffer.objects.update(supervision=SupervisionLevel.MBO_4)
    assert "Hier is ten minste een hbo-verpleegkundige (niveau 6) nodig" in text_of(as_joost.get(url(leerplaats)))
    PlaceOffer.objects.update(supervision=SupervisionLevel.HBO)
    assert "nodig als begeleider" not in text_of(as_joost.get(url(leerplaats)))
