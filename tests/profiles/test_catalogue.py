"""Finding a leerplaats: Dutch words, typing errors, filters, pages, all in the address."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from profiles import search
from profiles.actions.leerplaatsen import change_leerplaats
from profiles.actions.leerplaatsprofielen import publish
from profiles.enums import Sector
from profiles.sector_words import words_of
from tests.factories import (
    ANSWERS,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PeriodFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.profiles.conftest import query_count, text_of

pytestmark = pytest.mark.django_db
URL = reverse("leerplaats-catalogue")


@pytest.fixture(autouse=True)
def fresh_vocabulary():
    search.forget_vocabulary()


def online(name, *, town="Rotterdam", sector=Sector.HOSPITAL, location="Locatie", postcode="3011 AB", **answers):
    leerplaats = LeerplaatsFactory(
        name=name,
        sector=sector,
        location__town=town,
        location__name=f"{location} van {name}",
        location__postcode=postcode,
    )
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=ANSWERS | answers)
    publish(leerplaats=leerplaats, by=UserFactory())
    return leerplaats


def names(response):
    return [card.name.split(",")[0] for card in response.context["cards"]]


def find(client, **query):
    return client.get(URL, query)


def test_everything_online_is_listed_by_name(client):
    for name in ("De Werf", "Élan", "De Kade"):
        online(name)
    LeerplaatsprofielFactory(leerplaats__name="Nog niet online")
    online("In het archief").__class__.objects.filter(name="In het archief").update(archived_at=timezone.now())

    response = find(client)

    assert names(response) == ["De Kade", "De Werf", "Élan"]
    assert '<div role="status"> <h2>3 leerplaatsen, op naam</h2>' in text_of(response)


def test_a_card_says_where_what_and_for_whom(client):
    leerplaats = online("De Kade", town="Schiedam", care_kind="zorg na een beroerte (neurologie)")
    PlaceOfferFactory(leerplaats=leerplaats, programme__name="Verzorgende IG")

    content = text_of(find(client))

    assert f'<a href="{leerplaats.get_absolute_url()}">De Kade, Locatie van De Kade</a>' in content
    assert leerplaats.institution.name in content
    assert "3011 AB Schiedam" in content
    assert "Ziekenhuis: zorg na een beroerte (neurologie)" in content
    assert "Verzorgende IG" in content
    assert "Laatst bijgewerkt" in content


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kade", ["De Kade"]),
        ("De Kade", ["De Kade"]),
        ("kad", ["De Kade"]),
        ("ROTTERDAM", ["De Kade"]),
        ("beroertes", ["De Kade"]),
        ("herseninfarct", ["De Kade"]),
        ("alzheimer", ["Woning Kokkel"]),
        ("3011AB", ["De Kade"]),
        ("3225 zz", ["Team Oost"]),
        ("CVA", ["De Kade"]),
        ("clienten", ["Team Oost"]),
        ("cliënten", ["Team Oost"]),
        ("zorg oost", ["Team Oost"]),
        ("verpleeghuizen", ["Woning Kokkel"]),
        ("verpleeghuis", ["Woning Kokkel"]),
        ("kókkel", ["Woning Kokkel"]),
        ("kade schiedam", []),
        ("'; drop table --", []),
        ("de", ["De Kade"]),
    ],
)
def test_words_are_found_with_accents_stems_and_beginnings(client, words, found):
    online("De Kade", conditions=["beroerte (CVA)"])
    thuis = {"care_kind": "hulp thuis", "in_short": "Elke dag buiten.", "conditions": ["reuma"]}
    online("Team Oost", town="Brielle", postcode="3225 ZZ", clients="Wij komen bij cliënten thuis.", **thuis)
    online(
        "Woning Kokkel",
        town="Schiedam",
        postcode="3111 KK",
        sector=Sector.NURSING_HOME,
        conditions=["dementie"],
        care_kind="wonen in een klein verpleeghuis",
        in_short="Kleine woning.",
    )

    assert names(find(client, zoek=words)) == found


def test_a_plural_in_the_profile_is_found_by_the_singular(client):
    online("Team Oost", in_short="Wij werken in drie ziekenhuizen.", sector=Sector.HOME_CARE)

    assert names(find(client, zoek="ziekenhuis")) == ["Team Oost"]


@pytest.mark.parametrize(("typed", "meant"), [("berorte", "beroerte"), ("roterdam", "rotterdam")])
def test_a_typing_error_still_finds_it_and_says_so(client, typed, meant):
    online("De Kade", conditions=["beroerte (CVA)"])

    response = find(client, zoek=typed)

    assert names(response) == ["De Kade"]
    assert f"We vinden niets voor ‘{typed}’. Dit zijn de leerplaatsen voor ‘{meant}’." in text_of(response)


@pytest.mark.parametrize(
    ("words", "sectors"),
    [
        ("ggz", {Sector.MENTAL_HEALTH}),
        ("GGZ", {Sector.MENTAL_HEALTH}),
        ("psychiatrie", {Sector.MENTAL_HEALTH}),
        ("vvt", {Sector.NURSING_HOME, Sector.HOME_CARE}),
        ("ouderenzorg", {Sector.NURSING_HOME}),
        ("oudernzorg", {Sector.NURSING_HOME}),
        ("thuiszorg", {Sector.HOME_CARE}),
        ("wijkzorg", {Sector.HOME_CARE}),
        ("ghz", {Sector.DISABILITY_CARE}),
        ("verstandelijke beperking", {Sector.DISABILITY_CARE}),
        ("ziekenhuis", {Sector.HOSPITAL}),
        ("kraamzorg", {Sector.MATERNITY_CARE}),
        ("huisartsen", {Sector.PRIMARY_CARE}),
    ],
)
def test_a_kind_of_care_is_found_by_the_words_people_use(client, words, sectors):
    for sector in Sector:
        online(f"De {sector.name}", sector=sector, care_kind="hulp", in_short="Welkom.", conditions=["reuma"])

    assert set(names(find(client, zoek=words))) == {f"De {sector.name}" for sector in sectors}


def test_every_kind_of_care_has_words(client):
    assert [sector for sector in Sector if not words_of(sector)] == []


@pytest.mark.parametrize("words", ["geriatrie", "geriatrische", "geriatrisch"])
def test_a_specialism_is_found_by_its_name_and_by_its_adjective(client, words):
    online("De Ree", care_kind="zorg voor ouderen (geriatrie)")
    online("Afdeling Fuut", care_kind="geriatrische revalidatie")
    online("De Kade", care_kind="zorg na een beroerte")

    assert set(names(find(client, zoek=words))) == {"De Ree", "Afdeling Fuut"}


@pytest.mark.parametrize("words", ["Luís", "luis", "huus", "Jansen", "xxxxx", "%", "%%", "-", "' ; --", "日本"])
def test_what_is_not_here_is_not_found(client, words):
    online("De Sluis")
    online("Het Kompas", in_short="Je praat en luistert.", team="Wij luisteren thuis.", clients="Mensen thuis.")

    response = find(client, zoek=words)

    assert names(response) == []
    assert "We vinden geen leerplaats met deze keuzes." in text_of(response)
    assert "Bekijk alle leerplaatsen" in text_of(response)


def test_the_beginning_of_a_kind_of_care_is_enough(client):
    online("De Boeg", care_kind="zorg voor zieke kinderen", in_short="Welkom.")

    assert names(find(client, zoek="kind")) == ["De Boeg"]


def test_rows_of_before_are_refreshed_by_the_command(client, capsys):
    leerplaats = online("De Kade", sector=Sector.MENTAL_HEALTH)
    type(leerplaats).objects.update(search=None, search_words="")
    assert names(find(client, zoek="ggz")) == []

    call_command("refresh_search")

    assert capsys.readouterr().out == "1 leerplaats is bijgewerkt.\n"
    assert names(find(client, zoek="ggz")) == ["De Kade"]


def test_a_name_counts_more_than_a_mention(client):
    online("Aan de Waal", clients="Wie van De Kade komt, revalideert hier.")
    online("De Kade")

    assert names(find(client, zoek="kade")) == ["De Kade", "Aan de Waal"]


def test_a_new_name_is_found_and_the_old_one_is_not(client):
    leerplaats = online("De Kade", location="Gebouw")
    leerplaats.name = "De Steiger"
    leerplaats.location.name = "Gebouw Zuid"
    leerplaats.location.save()

    change_leerplaats(leerplaats=leerplaats, by=UserFactory())

    assert names(find(client, zoek="steiger")) == ["De Steiger"]
    assert names(find(client, zoek="kade")) == []


def test_a_concept_is_not_searched(client):
    leerplaats = online("De Kade")
    leerplaats.profile.answers = leerplaats.profile.answers | {"team": "Geheimwoord"}
    leerplaats.profile.save()
    change_leerplaats(leerplaats=leerplaats, by=UserFactory())

    assert names(find(client, zoek="geheimwoord")) == []


def test_an_empty_region_says_what_comes_here(client):
    assert "Er staan nog geen leerplaatsen online." in text_of(find(client))


def test_twenty_per_page_and_the_address_keeps_the_choices(client):
    location = LocationFactory(town="Rotterdam")
    for number in range(21):
        LeerplaatsprofielFactory(leerplaats__location=location, leerplaats__name=f"Team {number:02}", online=True)

    first = find(client, zorg="hospital")
    second = find(client, zorg="hospital", pagina=2)

    assert len(names(first)) == 20
    assert names(second) == ["Team 20"]
    assert "21 leerplaatsen, op naam" in text_of(second)
    assert "?zorg=hospital&amp;pagina=2" in text_of(first)


@pytest.mark.parametrize(
    "query", ["", "?zoek=team", "?vanaf=Delft&straal=25&zorg=hospital", "?zoek=teem", "?dienst=late&gebouw=deels"]
)
def test_the_catalogue_asks_the_same_for_3_and_300(client, query):
    location = LocationFactory(town="Rotterdam", latitude=51.92, longitude=4.48)
    answers = ANSWERS | {"shift_kinds": ["late"], "step_free": "yes"}

    def grow(count):
        for number in range(count):
            profile = LeerplaatsprofielFactory(
                leerplaats__location=location, leerplaats__name=f"Team {count} {number}", answers=answers, online=True
            )
            PlaceOfferFactory(leerplaats=profile.leerplaats, period=period, programme=programme)
            search.refresh(profile.leerplaats)

    period, programme = PeriodFactory(), ProgrammeFactory()
    grow(3)
    few = query_count(client, URL + query)
    grow(60)
    search.forget_vocabulary()

    assert query_count(client, URL + query) == few
    assert len(names(client.get(URL + query))) == (0 if "teem" in query else 20)


def test_a_card_names_the_next_period_before_the_one_that_runs(client):
    leerplaats = LeerplaatsFactory()
    LeerplaatsprofielFactory(leerplaats=leerplaats, online=True)
    today = timezone.localdate()
    for name, starts in (("Periode die loopt", -30), ("Volgende periode", 30)):
        period = PeriodFactory(
            name=name, starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=starts + 60)
        )
        PlaceOfferFactory(leerplaats=leerplaats, period=period)

    assert "Plek in Volgende periode" in client.get(reverse("leerplaats-catalogue")).content.decode()
