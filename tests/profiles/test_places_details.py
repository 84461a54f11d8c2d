"""What there is to know about a place, and the rules of the region about who guides."""

import pytest
from django.urls import reverse

from profiles.actions.places import add_offer
from profiles.enums import SupervisionLevel
from profiles.models import AuditEvent, PlaceOffer, SupervisionRule
from tests.factories import (
    PlacementFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    SchoolFactory,
    SupervisionRuleFactory,
)
from tests.profiles.conftest import query_count, text_of, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(leerplaats):
    return PlaceOfferFactory(leerplaats=leerplaats, programme__name="Verzorgende IG", period__name="voorjaar 2027")


def url(offer):
    return reverse("offer-detail", args=[offer.leerplaats_id, offer.pk])


def now(offer):
    return PlaceOffer.objects.get(pk=offer.pk)


class TestDetails:
    def test_everything_is_stored_and_read_back_in_the_table(self, as_joost, offer):
        sent = typed(
            as_joost.get(url(offer)),
            supervision="4",
            weekdays=["0", "3"],
            shifts=["early", "night"],
            particulars=["letter", "car"],
            note="De eerste week in Zuid.",
        )

        page = text_of(as_joost.post(url(offer), sent, follow=True))

        stored = now(offer)
        assert (stored.supervision, stored.weekdays, stored.shifts) == (4, [0, 3], ["early", "night"])
        assert (stored.particulars, stored.note) == (["letter", "car"], "De eerste week in Zuid.")
        for words in (
            "Wie begeleidt: mbo-verpleegkundige (niveau 4)",
            "Dagen: maandag en donderdag",
            "Diensten: vroege dienst en nachtdienst",
            "Nodig: motivatiebrief en rijbewijs en auto",
        ):
            assert words in page

    def test_two_people_see_both_and_lose_nothing(self, as_joost, as_farida, offer):
        mine, theirs = as_joost.get(url(offer)), as_farida.get(url(offer))
        as_farida.post(url(offer), typed(theirs, note="Neem een fiets mee."))

        clash = as_joost.post(url(offer), typed(mine, note="Bel even aan de zijkant."))

        assert "Verder: Neem een fiets mee." in text_of(clash)
        assert 'value="Bel even aan de zijkant."' in text_of(clash)
        assert now(offer).note == "Neem een fiets mee."
        as_joost.post(url(offer), typed(clash))
        assert now(offer).note == "Bel even aan de zijkant."

    def test_a_double_click_stores_once(self, as_joost, offer):
        sent = typed(as_joost.get(url(offer)), note="Neem een fiets mee.")

        answers = [as_joost.post(url(offer), sent).status_code for _ in range(2)]

        assert answers == [302, 302]
        assert AuditEvent.objects.filter(what="place_offer_detailed").count() == 1

    def test_what_was_typed_stays_when_it_is_wrong(self, as_joost, offer):
        sent = typed(as_joost.get(url(offer)), note="woord " * 60, supervision="9")

        page = text_of(as_joost.post(url(offer), sent))

        assert "Kies wie kan begeleiden uit de lijst." in page
        assert "Kort je tekst in tot 200 tekens." in page
        assert "woord woord" in page

    def test_no_group_of_a_school_where_others_have_a_place(self, as_joost, offer):
        PlacementFactory(offer=offer)
        school = SchoolFactory()

        page = text_of(as_joost.post(url(offer), typed(as_joost.get(url(offer)), school=school.pk)))

        assert "Hier heeft al een student van een andere school een plek." in page
        assert now(offer).school is None

    def test_a_second_row_for_the_same_group_is_refused(self, as_joost, joost, offer):
        school = SchoolFactory()
        facts = {"period": offer.period, "programme": offer.programme, "year": offer.year}
        add_offer(leerplaats=offer.leerplaats, number=3, school=school, by=joost, **facts)

        page = text_of(as_joost.post(url(offer), typed(as_joost.get(url(offer)), school=school.pk)))

        assert "Voor deze school staat er al zo&#x27;n rij." in page
        assert now(offer).school is None

    def test_a_row_of_another_leerplaats_is_not_found(self, as_joost, leerplaats):
        elsewhere = PlaceOfferFactory()

        assert as_joost.get(url(elsewhere)).status_code == 404
        assert as_joost.get(reverse("offer-detail", args=[leerplaats.pk, elsewhere.pk])).status_code == 404


class TestSupervisionRules:
    @pytest.fixture
    def programme(self):
        return ProgrammeFactory(name="Hbo-verpleegkunde", years=4)

    def url(self, programme):
        return reverse("programme-supervision", args=[programme.pk])

    def test_a_rule_is_made_changed_and_taken_away(self, as_region, programme):
        for year_3, levels in (("6", {3: 6}), ("4", {3: 4}), ("", {})):
            sent = typed(as_region.get(self.url(programme)), **{"jaar-3": year_3})
            as_region.post(self.url(programme), sent)
            assert dict(SupervisionRule.objects.values_list("year", "level")) == levels

    def test_the_consequence_is_said(self, as_region, programme):
        SupervisionRuleFactory(programme=programme, year=3)
        facts = {"programme": programme, "year": 3}
        PlaceOfferFactory.create_batch(3, **facts)
        PlaceOfferFactory(supervision=SupervisionLevel.MBO_4, **facts)
        PlaceOfferFactory(supervision=SupervisionLevel.HBO, **facts)
        PlaceOfferFactory(programme=programme, year=2)

        page = text_of(as_region.get(self.url(programme)))

        assert "3 leerplaatsen hebben niet ingevuld wie begeleidt. 1 leerplaats heeft alleen een lager niveau." in page

    def test_who_does_not_fit_is_named(self, as_region, programme):
        SupervisionRuleFactory(programme=programme, year=3)
        facts = {"programme": programme, "year": 3, "leerplaats__location__town": "Kadeburg"}
        PlaceOfferFactory(
            leerplaats__name="De Boeg", number=2, leerplaats__location__institution__name="Het Anker", **facts
        )
        PlaceOfferFactory(leerplaats__name="Het Roer", supervision=SupervisionLevel.MBO_4, number=1, **facts)
        PlaceOfferFactory(leerplaats__name="De Kiel", supervision=SupervisionLevel.HBO, **facts)
        page = text_of(as_region.get(self.url(programme)))
        PlaceOfferFactory.create_batch(13, **facts)
        folded = text_of(as_region.get(self.url(programme)))

        assert "<strong>De Boeg</strong>, Het Anker, Kadeburg: 2 plekken. Wie begeleidt is niet ingevuld." in page
        assert "Kadeburg: 1 plek. Er begeleidt iemand met een lager niveau." in page
        assert "De Kiel" not in page
        assert "Bekijk ook de andere 3" in folded

    def test_a_rule_that_takes_places_away_is_read_first_and_can_be_undone(self, as_region, programme):
        PlaceOfferFactory(programme=programme, year=3, number=4, supervision=SupervisionLevel.MBO_4)
        choice = typed(as_region.get(self.url(programme)), **{"jaar-3": "6"})

        warned = as_region.post(self.url(programme), choice)

        assert "Met deze regels vervallen 4 plekken" in text_of(warned)
        assert not SupervisionRule.objects.exists()
        PlaceOfferFactory(programme=programme, year=3, number=1)
        again = as_region.post(self.url(programme), typed(warned))
        assert "Met deze regels vervallen 5 plekken" in text_of(again)
        assert not SupervisionRule.objects.exists()
        stored = as_region.post(self.url(programme), typed(again), follow=True)
        assert SupervisionRule.objects.get().level == 6
        assert "Met deze regels" not in text_of(stored)
        sent = {"seen": "3=6"}
        assert stored.context["undo"] == sent
        back = as_region.post(self.url(programme), sent, follow=True)
        assert not SupervisionRule.objects.exists()
        assert back.context["undo"] == {"jaar-3": 6, "seen": ""}
        assert as_region.get(self.url(programme), {"net": "999999"}).context["undo"] is None

    def test_a_looser_rule_is_stored_at_once(self, as_region, programme):
        SupervisionRuleFactory(programme=programme, year=3)
        PlaceOfferFactory(programme=programme, year=3, supervision=SupervisionLevel.MBO_3)

        as_region.post(self.url(programme), typed(as_region.get(self.url(programme)), **{"jaar-3": "4"}))

        assert SupervisionRule.objects.get().level == 4

    def test_the_same_number_of_queries_for_many_places(self, as_region, programme):
        SupervisionRuleFactory(programme=programme, year=3)
        PlaceOfferFactory(programme=programme, year=3)
        few = query_count(as_region, self.url(programme))
        PlaceOfferFactory.create_batch(5, programme=programme, year=3)

        assert query_count(as_region, self.url(programme)) == few

    def test_two_people_see_both(self, as_region, programme):
        first, second = as_region.get(self.url(programme)), as_region.get(self.url(programme))
        as_region.post(self.url(programme), typed(first, **{"jaar-3": "6"}))

        clash = as_region.post(self.url(programme), typed(second, **{"jaar-4": "6"}))

        assert "Leerjaar 3: ten minste een hbo-verpleegkundige (niveau 6)" in text_of(clash)
        assert dict(SupervisionRule.objects.values_list("year", "level")) == {3: 6}
        as_region.post(self.url(programme), typed(clash))
        assert dict(SupervisionRule.objects.values_list("year", "level")) == {4: 6}

    def test_the_list_of_opleidingen_counts_rules_in_the_same_queries(self, as_region, programme):
        SupervisionRuleFactory(programme=programme, year=3)
        few = query_count(as_region, reverse("programme-list"))
        ProgrammeFactory.create_batch(5)

        assert "1 regel" in text_of(as_region.get(reverse("programme-list")))
        assert query_count(as_region, reverse("programme-list")) == few
