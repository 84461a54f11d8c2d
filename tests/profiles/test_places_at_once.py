"""Places changed, copied and limited at the very same moment, over two connections."""

from datetime import timedelta

import pytest

from profiles.actions import place_copies, place_limits
from profiles.actions.places import NotSaved, Row, change_details, change_rows, details_mark
from profiles.enums import Role
from profiles.models import AuditEvent, PlaceLimit, PlaceOffer
from tests.factories import LeerplaatsFactory, PeriodFactory, PlaceOfferFactory, person
from tests.profiles.test_publishing_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_numbers_for_one_row_one_is_asked_again():
    offer = PlaceOfferFactory(number=4)
    by = person(Role.COORDINATOR, offer.institution)

    def save(number):
        rows = {offer.pk: Row(number, "sure", "4 sure")}
        return lambda: change_rows(offers=PlaceOffer.objects.filter(pk=offer.pk), rows=rows, by=by)

    results = at_once(save(5), save(6), save(7))

    assert sorted(type(result).__name__ for result in results) == ["NotSaved", "NotSaved", "int"]
    (refused, _) = [result for result in results if isinstance(result, NotSaved)]
    stored = PlaceOffer.objects.get().number
    assert refused.problems[offer.pk].offer.number == stored
    assert AuditEvent.objects.get(what="place_offer_changed").detail["after"] == stored


def test_two_who_change_other_rows_are_both_kept():
    first = PlaceOfferFactory(number=4)
    second = PlaceOfferFactory(leerplaats=first.leerplaats, number=4)
    by = person(Role.COORDINATOR, first.institution)

    def save(numbers):
        rows = {pk: Row(number, "sure", "4 sure") for pk, number in numbers.items()}
        offers = PlaceOffer.objects.filter(leerplaats=first.leerplaats)
        return lambda: change_rows(offers=offers, rows=rows, by=by)

    at_once(save({first.pk: 5, second.pk: 4}), save({first.pk: 4, second.pk: 6}))

    assert dict(PlaceOffer.objects.values_list("pk", "number")) == {first.pk: 5, second.pk: 6}


def test_of_two_texts_about_one_place_one_is_asked_again():
    offer = PlaceOfferFactory()
    by = person(Role.COORDINATOR, offer.institution)
    values = {"supervision": None, "weekdays": [], "shifts": [], "particulars": [], "school": None}

    def save(note):
        return lambda: change_details(offer=offer, values=values | {"note": note}, seen=details_mark(offer), by=by)

    results = at_once(save("Kom met de fiets."), save("Kom met de bus."))

    assert sorted(type(result).__name__ for result in results) == ["DetailsChanged", "PlaceOffer"]


def test_two_copies_make_each_row_once_and_two_undos_take_it_away_once():
    target = PeriodFactory()
    source = PeriodFactory(starts_on=target.starts_on - timedelta(days=364))
    leerplaats = LeerplaatsFactory()
    for year in (1, 2, 3):
        PlaceOfferFactory(leerplaats=leerplaats, period=source, year=year)
    by = person(Role.COORDINATOR, leerplaats.institution)
    asked = {"institution": leerplaats.institution, "leerplaatsen": [leerplaats.pk], "by": by}

    events = at_once(*[lambda: place_copies.copy_places(source=source, target=target, **asked)] * 2)

    assert PlaceOffer.objects.filter(period=target).count() == 3
    (event,) = [event for event in events if event]
    gone = at_once(*[lambda: place_copies.undo_copy(event=event, by=by)] * 2)
    assert sorted(gone) == [(0, 0), (3, 0)]
    assert AuditEvent.objects.filter(what=place_copies.UNDONE).count() == 1


def test_two_totals_of_one_leerplaats_make_one():
    leerplaats = LeerplaatsFactory()
    by = person(Role.COORDINATOR, leerplaats.institution)

    def save(number):
        numbers = {"week": number, "day": None}
        return lambda: place_limits.set_totals(leerplaats=leerplaats, numbers=numbers, seen="week= day=", by=by)

    results = at_once(save(5), save(6))

    assert sorted(type(result).__name__ for result in results) == ["Clash", "NoneType"]
    assert PlaceLimit.objects.count() == 1
