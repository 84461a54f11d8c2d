"""The filters of the catalogue: what they find, what they still offer, and what a card says about places."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles import geography, search
from profiles.catalogue_counts import _Kept
from profiles.enums import Sector
from tests.factories import (
    ANSWERS,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
)
from tests.profiles.conftest import text_of

pytestmark = pytest.mark.django_db
URL = reverse("leerplaats-catalogue")


def online(name, *, town="Rotterdam", postcode="3011 AB", sector=Sector.HOSPITAL, **answers):
    leerplaats = LeerplaatsFactory(name=name, sector=sector, location__town=town, location__postcode=postcode)
    geography.locate(leerplaats.location)
    leerplaats.location.save()
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=ANSWERS | answers, online=True)
    search.refresh(leerplaats)
    return leerplaats


def find(client, **query):
    return client.get(URL, query)


def names(response):
    return [card.name.split(",")[0] for card in response.context["cards"]]


def offered(options):
    return {option.value: option.count for option in options}


def ended_period():
    today = timezone.localdate()
    return PeriodFactory(starts_on=today - timedelta(days=200), ends_on=today - timedelta(days=1))


class TestWhatIsFound:
    @pytest.fixture(autouse=True)
    def region(self):
        self.kade = online("De Kade", shift_kinds=["early", "late"], step_free="partly", public_transport="yes")
        self.team = online("Team Oost", town="Delft", postcode="2611 AA", sector=Sector.HOME_CARE, step_free="yes")
        self.wad = online("Het Wad", town="Groningen", postcode="9711 AA", shift_kinds=["late", "night"])
        self.vig = ProgrammeFactory(name="Verzorgende IG", level=3)
        self.helpende = ProgrammeFactory(name="Helpende", level=3)
        self.spring, self.autumn = PeriodFactory(name="Voorjaar"), PeriodFactory(name="Najaar")
        PlaceOfferFactory(leerplaats=self.team, programme=self.vig, period=self.spring)
        PlaceOfferFactory(leerplaats=self.kade, programme=self.helpende, period=self.autumn)

    def test_by_sector_opleiding_niveau_and_period(self, client):
        assert names(find(client, zorg=Sector.HOME_CARE)) == ["Team Oost"]
        assert names(find(client, opleiding=self.vig.pk)) == ["Team Oost"]
        assert names(find(client, opleiding="niveau-3")) == ["De Kade", "Team Oost"]
        assert names(find(client, periode=self.autumn.pk)) == ["De Kade"]
        assert names(find(client, periode=self.autumn.pk, opleiding=self.vig.pk)) == []

    def test_by_shifts_transport_and_building(self, client):
        assert names(find(client, dienst="late")) == ["De Kade", "Het Wad"]
        assert names(find(client, dienst=["late", "night"])) == ["Het Wad"]
        assert names(find(client, ov="ja")) == ["De Kade"]
        assert names(find(client, gebouw="ja")) == ["Team Oost"]
        assert names(find(client, gebouw="deels")) == ["De Kade", "Team Oost"]

    def test_by_distance_nearest_first(self, client):
        response = find(client, vanaf="Den Haag")

        assert names(response) == ["Team Oost", "De Kade", "Het Wad"]
        assert "3 leerplaatsen, dichtstbij eerst" in text_of(response)
        assert "2611 AA Delft, ongeveer 9 km" in text_of(response)
        assert names(find(client, vanaf="Den Haag", straal=10)) == ["Team Oost"]
        assert names(find(client, vanaf="den bosch", straal=5)) == []

    def test_a_place_we_do_not_know_leaves_the_list_by_name_and_says_so(self, client):
        response = find(client, vanaf="Schiedm")

        assert names(response) == ["De Kade", "Het Wad", "Team Oost"]
        assert "We kennen de plaats ‘Schiedm’ niet." in text_of(response)
        assert 'Bedoel je <a href="?vanaf=Schiedam">Schiedam</a>?' in text_of(response)
        assert "We kennen postcode ‘3011 AB’ niet." in text_of(find(client, vanaf="3011 AB"))

    def test_towns_of_one_name_are_offered(self, client):
        response = find(client, vanaf="Rijswijk")

        assert "Vanaf Rijswijk (Zuid-Holland)" in text_of(response)
        assert "Rijswijk (Noord-Brabant)</a>" in text_of(response)
        assert names(find(client, vanaf="Rijswijk (Noord-Brabant)"))[0] == "De Kade"

    def test_an_unknown_location_comes_last(self, client):
        online("Aan Zee", town="Onbekend aan Zee", postcode="0000 XX")

        assert names(find(client, vanaf="Groningen"))[-1] == "Aan Zee"
        assert "Aan Zee" not in names(find(client, vanaf="Groningen", straal=50))

    def test_each_choice_can_be_taken_away(self, client):
        response = find(client, zoek="kade", zorg="home_care", vanaf="Delft", straal=5, dienst=["late", "night"])

        chosen = [(choice.label, choice.without) for choice in response.context["choices"].chosen()]
        assert chosen == [
            ("‘kade’", "?zorg=home_care&vanaf=Delft&straal=5&dienst=late&dienst=night"),
            ("Wijkzorg en thuiszorg", "?zoek=kade&vanaf=Delft&straal=5&dienst=late&dienst=night"),
            ("Vanaf Delft", "?zoek=kade&zorg=home_care&dienst=late&dienst=night"),
            ("Binnen 5 km", "?zoek=kade&zorg=home_care&vanaf=Delft&dienst=late&dienst=night"),
            ("Late diensten", "?zoek=kade&zorg=home_care&vanaf=Delft&straal=5&dienst=night"),
            ("Nachtdiensten", "?zoek=kade&zorg=home_care&vanaf=Delft&straal=5&dienst=late"),
        ]
        content = text_of(response)
        assert "We vinden geen leerplaats met deze keuzes." in content
        assert content.count("Haal weg") == 6
        assert "Kies wat bij je past (4 gekozen)" in content
        assert "Leerplaatsen in de buurt van Delft" in content
        assert content.index("Team Oost") < content.index("Het Wad")

    @pytest.mark.parametrize(
        "query",
        [
            {"zorg": "bestaat-niet"},
            {"opleiding": "x"},
            {"opleiding": "niveau-9"},
            {"opleiding": "999999999999999999999"},
            {"vanaf": "\x00"},
            {"straal": "10"},
            {"periode": "-1"},
            {"dienst": "altijd"},
            {"ov": "nee"},
            {"gebouw": "x"},
            {"pagina": "-4"},
            {"pagina": "veel"},
            {"zoek": "\x00"},
        ],
    )
    def test_a_strange_address_shows_everything(self, client, query):
        assert names(find(client, **query)) == ["De Kade", "Het Wad", "Team Oost"]


class TestWhatIsOffered:
    def test_only_what_can_be_found_is_offered_with_its_number(self, client):
        kade = online("De Kade", step_free="yes", shift_kinds=["late"])
        online("De Werf", step_free="partly", public_transport="no")
        online("Team Oost", sector=Sector.HOME_CARE)
        PlaceOfferFactory(leerplaats=kade, programme__name="Verzorgende IG", programme__level=3, period__name="Lente")
        PlaceOfferFactory(leerplaats=kade, period=ended_period(), programme__name="Voorbij")
        ProgrammeFactory(name="Zonder plekken")

        filters = find(client).context["filters"]

        assert offered(filters.sectors()) == {"hospital": 2, "home_care": 1}
        assert offered(filters.buildings()) == {"ja": 1, "deels": 2}
        assert offered(filters.shifts()) == {"late": 1}
        assert offered(filters.transport()) == {}
        assert offered(filters.radii()) == {}
        groups = filters.programmes()
        assert [(group.name, [option.label for option in group.options]) for group in groups] == [
            ("Mbo niveau 3", ["Verzorgende IG"])
        ]
        assert [option.label for option in filters.periods()] == ["Lente"]

    def test_an_option_that_cannot_occur_with_the_others_is_hidden(self, client):
        online("De Kade", step_free="yes", shift_kinds=["late"])
        online("Team Oost", sector=Sector.HOME_CARE, shift_kinds=["early"], public_transport="yes")

        filters = find(client, zorg="hospital").context["filters"]

        assert offered(filters.shifts()) == {"late": 1}
        assert offered(filters.transport()) == {}
        assert offered(filters.sectors()) == {"hospital": 1, "home_care": 1}
        assert "Bereikbaar met ov" not in text_of(find(client, zorg="hospital"))

    def test_words_count_too(self, client):
        online("De Kade", shift_kinds=["late"])
        online("Team Oost", shift_kinds=["early"])

        assert offered(find(client, zoek="kade").context["filters"].shifts()) == {"late": 1}

    def test_what_was_chosen_stays_although_it_finds_nothing(self, client):
        online("De Kade", step_free="yes")
        online("Team Oost", sector=Sector.HOME_CARE)

        filters = find(client, zorg="home_care", gebouw="ja").context["filters"]

        assert offered(filters.buildings()) == {"ja": 0}

    def test_opleiding_and_period_are_met_by_one_offer(self, client):
        kade = online("De Kade")
        vig, helpende = ProgrammeFactory(name="Verzorgende IG"), ProgrammeFactory(name="Helpende")
        spring, autumn = PeriodFactory(name="Voorjaar"), PeriodFactory(name="Najaar")
        PlaceOfferFactory(leerplaats=kade, programme=vig, period=spring)
        PlaceOfferFactory(leerplaats=kade, programme=helpende, period=autumn)

        filters = find(client, periode=spring.pk).context["filters"]
        programmes = [option.label for group in filters.programmes() for option in group.options]
        assert programmes == ["Verzorgende IG"]
        assert [option.label for option in find(client, opleiding=helpende.pk).context["filters"].periods()] == [
            "Najaar"
        ]

    def test_the_distances_show_once_there_is_a_place(self, client):
        online("De Kade")
        online("Het Wad", town="Groningen", postcode="9711 AA")

        assert offered(find(client, vanaf="Delft").context["filters"].radii()) == {"15": 1, "25": 1, "50": 1}

    def test_numbers_may_be_half_a_minute_old_but_what_is_found_never_is(self, client, settings):
        settings.CATALOGUE_COUNTS_SECONDS = 30
        _Kept.snapshot = None
        online("De Kade")
        find(client)
        online("De Werf")

        response = find(client)

        assert names(response) == ["De Kade", "De Werf"]
        assert offered(response.context["filters"].sectors()) == {"hospital": 1}
        _Kept.snapshot = None


class TestPlaces:
    def words(self, client, **query):
        return [card.status for card in find(client, **query).context["cards"]]

    def test_a_free_place_names_its_period(self, client):
        PlaceOfferFactory(leerplaats=online("De Kade"), number=1, period__name="Voorjaar 2027")

        assert self.words(client) == ["Plek in Voorjaar 2027"]

    def test_a_taken_place_is_no_place_and_cannot_be_found_by_period(self, client):
        offer = PlaceOfferFactory(leerplaats=online("De Kade"), number=1)
        other = PlaceOfferFactory(leerplaats=online("De Werf"), number=1, period=offer.period)
        PlacementFactory(offer=offer)
        PlacementFactory(offer=other, cancelled=True)

        assert self.words(client) == ["Geen plek nu", f"Plek in {offer.period.name}"]
        assert names(find(client, periode=offer.period.pk)) == ["De Werf"]
        assert offered(find(client).context["filters"].periods()) == {str(offer.period.pk): 1}

    def test_only_places_in_the_past_may_mean_a_place(self, client):
        PlaceOfferFactory(leerplaats=online("De Kade"), period=ended_period())
        online("De Werf")

        assert self.words(client) == ["Misschien plek", "Nog niet ingevuld"]

    def test_who_chose_an_opleiding_reads_about_that_opleiding(self, client):
        kade = online("De Kade")
        full = PlaceOfferFactory(leerplaats=kade, number=1)
        PlaceOfferFactory(leerplaats=kade, number=1, period=full.period)
        PlacementFactory(offer=full)

        assert self.words(client, opleiding=full.programme.pk) == ["Geen plek nu"]
        assert self.words(client) == [f"Plek in {full.period.name}"]


def test_the_table_for_paper_names_place_care_and_contact(client):
    leerplaats = online("De Kade", care_kind="zorg na een beroerte")

    content = text_of(find(client))
    table = content[content.index("<table") : content.index("</table>")]

    assert "3011 AB Rotterdam" in table
    assert "Ziekenhuis: zorg na een beroerte" in table
    assert leerplaats.institution.email in table


def test_the_map_is_only_a_link(client):
    leerplaats = online("De Kade")
    content = text_of(find(client))

    assert 'href="https://www.openstreetmap.org/search?query=Kadeplein+4%2C+3011+AB+Rotterdam"' in content
    assert leerplaats.location.street == "Kadeplein 4"


def test_back_from_a_profile_leads_to_the_list_as_it_was(client):
    page = online("De Kade").get_absolute_url()

    def back(referer):
        content = text_of(client.get(page, headers={"referer": referer}))
        return content[content.index('class="back"') :][:200]

    assert 'href="/leerplaatsen?zorg=hospital&amp;pagina=2"' in back(
        "http://testserver/leerplaatsen?zorg=hospital&pagina=2"
    )
    for elsewhere in ("http://elders.example/leerplaatsen?zorg=x", "http://testserver/hulp?zoek=x", ""):
        assert 'href="/leerplaatsen"' in back(elsewhere)
