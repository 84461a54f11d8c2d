"""Open data: the keys we promise, nothing of people in it, and what makes it cheap to fetch again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles import search
from profiles.open_data import without_contacts
from tests.factories import (
    ANSWERS,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    PeriodFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProgrammeFactory,
)
from tests.profiles.conftest import query_count

pytestmark = pytest.mark.django_db
URL = reverse("leerplaatsen-json")
LIST_KEYS = ["version", "count", "page", "pages", "next", "leerplaatsen"]
KEYS = [
    "slug", "url", "data_url", "name", "kind", "sector", "care", "in_short", "institution", "location", "shifts",
    "public_transport", "step_free", "places", "updated_at",
]  # fmt: skip
PRIVATE = {
    "sick_phone": "06 12 34 56 78",
    "contact_email": "geheim@zorg.example",
    "contact_phone": "06 87 65 43 21",
    "report_to": "Wilma Geheim",
    "confidant": "Karel Geheim",
    "team": "Bel Wilma op 06-12345678 of mail wilma@zorg.example. Van 07.30-16.00 uur zijn we er.",
}


def online(name="De Kade", **answers):
    leerplaats = LeerplaatsFactory(name=name)
    LeerplaatsprofielFactory(leerplaats=leerplaats, answers=ANSWERS | answers, online=True)
    search.refresh(leerplaats)
    return leerplaats


def one(leerplaats):
    return reverse("leerplaats-json", args=[leerplaats.slug])


def test_the_list_has_the_keys_we_promise(client, settings):
    settings.SITE_URL = "https://stage.regio.example"
    leerplaats = online(shift_kinds=["late", "night"], step_free="partly", public_transport="yes")
    offer = PlaceOfferFactory(leerplaats=leerplaats, number=1)

    data = client.get(URL).json()

    assert list(data) == LIST_KEYS
    assert {key: data[key] for key in LIST_KEYS[:5]} == {
        "version": 1,
        "count": 1,
        "page": 1,
        "pages": 1,
        "next": None,
    }
    row = data["leerplaatsen"][0]
    assert list(row) == KEYS
    assert row["url"] == f"https://stage.regio.example/leerplaatsen/{leerplaats.slug}"
    assert row["data_url"] == f"https://stage.regio.example/leerplaatsen/{leerplaats.slug}.json"
    assert row["sector"] == {"code": "hospital", "label": "Ziekenhuis"}
    assert (row["shifts"], row["public_transport"], row["step_free"]) == (["late", "night"], True, "partly")
    assert row["location"]["postcode"] == "3011 AB"
    assert row["places"] == [
        {
            "period": {
                "name": offer.period.name,
                "starts_on": offer.period.starts_on.isoformat(),
                "ends_on": offer.period.ends_on.isoformat(),
            },
            "programme": offer.programme.name,
            "level": 4,
            "year": 2,
            "has_room": True,
        }
    ]


def test_one_has_its_answers_with_their_questions(client):
    leerplaats = online(
        size="24 bedden",
        exam="unknown",
        requirements=[{"name": "VOG", "answer": "yes", "note": "Vraag Wilma"}],
        photos=[{"id": "7b0e7a52-0000-4000-8000-000000000001", "alt": "De ingang"}, {"id": "x", "alt": ""}],
    )

    data = client.get(one(leerplaats)).json()

    assert list(data) == ["version", *KEYS, "answers", "requirements", "photos"]
    answers = {answer["key"]: answer["lines"] for answer in data["answers"]}
    assert answers["size"] == ["24 bedden"]
    assert answers["conditions"] == ANSWERS["conditions"]
    assert "exam" not in answers
    assert data["requirements"] == [{"name": "VOG", "answer": "yes"}]
    assert [photo["alt"] for photo in data["photos"]] == ["De ingang"]


def test_nothing_of_people_is_in_it(client):
    leerplaats = online(**PRIVATE)

    for url in (URL, one(leerplaats)):
        text = client.get(url).content.decode()
        for secret in ("Geheim", "geheim", "06 12", "06-1", "06 8", "wilma@", leerplaats.institution.email):
            assert secret not in text
    team = next(row for row in client.get(one(leerplaats)).json()["answers"] if row["key"] == "team")
    assert team["lines"] == ["Bel Wilma op (weggelaten) of mail (weggelaten). Van 07.30-16.00 uur zijn we er."]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("+31 6 12345678", "(weggelaten)"),
        ("0031612345678", "(weggelaten)"),
        ("+31 (0)10 123 45 67.", "(weggelaten)."),
        ("van 07.30-16.00 en 15.00-23.00 uur", "van 07.30-16.00 en 15.00-23.00 uur"),
        ("24 bedden, 3011 AB", "24 bedden, 3011 AB"),
    ],
)
def test_numbers_of_people_go_and_other_numbers_stay(text, left):
    assert without_contacts(text) == left


def test_only_what_is_online_is_in_it(client):
    concept = LeerplaatsprofielFactory(leerplaats__name="Concept").leerplaats
    archived = online("Weg")
    type(archived).objects.filter(pk=archived.pk).update(archived_at=timezone.now())

    assert client.get(URL).json()["leerplaatsen"] == []
    assert client.get(one(concept)).status_code == 404
    gone = client.get(one(archived))
    assert (gone.status_code, gone.json()["error"], gone["Access-Control-Allow-Origin"]) == (410, "gone", "*")


def test_the_choices_of_the_catalogue_count_here_too(client):
    online("De Kade", shift_kinds=["late"])
    online("De Werf", shift_kinds=["early"])

    assert [row["name"] for row in client.get(URL, {"dienst": "late"}).json()["leerplaatsen"]] == ["De Kade"]


def test_who_has_it_already_gets_304_until_a_place_is_taken(client):
    leerplaats = online()
    offer = PlaceOfferFactory(leerplaats=leerplaats, number=1)
    for url in (URL, one(leerplaats)):
        first = client.get(url)
        again = client.get(url, headers={"if-none-match": first["ETag"]})

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert first["Last-Modified"] == again["Last-Modified"]
        for answer in (first, again):
            assert answer["Access-Control-Allow-Origin"] == "*"
            assert answer["Cache-Control"] == "public, max-age=300"

    known = client.get(URL)["ETag"]
    PlacementFactory(offer=offer)
    fresh = client.get(URL, headers={"if-none-match": known})
    assert fresh.status_code == 200
    assert fresh.json()["leerplaatsen"][0]["places"][0]["has_room"] is False


def test_a_hundred_per_page_with_the_address_of_the_next(client, settings):
    settings.SITE_URL = "https://stage.regio.example"
    location = LocationFactory()
    for number in range(101):
        LeerplaatsprofielFactory(leerplaats__location=location, leerplaats__name=f"Team {number:03}", online=True)

    first = client.get(URL, {"zorg": "hospital"}).json()
    second = client.get(first["next"].removeprefix("https://stage.regio.example")).json()

    assert first["next"] == "https://stage.regio.example/leerplaatsen.json?zorg=hospital&pagina=2"
    assert (first["count"], first["pages"], len(first["leerplaatsen"])) == (101, 2, 100)
    assert ([row["name"] for row in second["leerplaatsen"]], second["next"]) == (["Team 100"], None)


def test_the_same_number_of_queries_for_3_and_for_60(client):
    period, programme = PeriodFactory(), ProgrammeFactory()

    def grow(count):
        for number in range(count):
            PlaceOfferFactory(leerplaats=online(f"Team {count} {number}"), period=period, programme=programme)

    def counts():
        return [query_count(client, url) for url in (URL, reverse("site-map"))]

    grow(3)
    few = counts()
    grow(57)

    assert counts() == few


def test_the_map_of_the_site_has_every_leerplaats_online_at_the_address_on_paper(client, settings):
    settings.SITE_URL = "https://stage.regio.example"
    leerplaats = online()
    LeerplaatsprofielFactory(leerplaats__name="Concept")

    text = client.get(reverse("site-map")).content.decode()

    assert f"<loc>https://stage.regio.example/leerplaatsen/{leerplaats.slug}</loc><lastmod>" in text
    assert "<loc>https://stage.regio.example/leerplaatsen</loc>" in text
    assert "concept" not in text


def test_search_engines_leave_alone_what_is_of_people(client, settings):
    settings.SITE_URL = "https://stage.regio.example"
    text = client.get(reverse("robots")).content.decode()

    for path in ("/werk", "/mijn-stage", "/link", "/inloggen"):
        assert f"\nDisallow: {path}\n" in text
    assert text.endswith("Sitemap: https://stage.regio.example/sitemap.xml\n")


def test_a_public_page_says_what_others_show_of_it(client, settings):
    settings.SITE_URL = "https://stage.regio.example"
    photo = {"id": "7b0e7a52-0000-4000-8000-000000000001", "alt": 'De "ingang"'}
    leerplaats = online(photos=[photo], in_short="Je zorgt voor mensen <na> een beroerte.")
    address = f"https://stage.regio.example/leerplaatsen/{leerplaats.slug}"

    text = client.get(leerplaats.get_absolute_url()).content.decode()

    assert f'<link rel="canonical" href="{address}">' in text
    assert 'property="og:description" content="Je zorgt voor mensen &lt;na&gt; een beroerte."' in text
    assert f'property="og:image" content="https://stage.regio.example/foto/{photo["id"]}/large"' in text
    assert 'property="og:image:alt" content="De &quot;ingang&quot;"' in text
    assert (
        f'type="application/json" title="Dit profiel als open data" href="/leerplaatsen/{leerplaats.slug}.json"' in text
    )


def test_the_document_names_every_key(settings):
    told = (settings.BASE_DIR / "docs/open-data.md").read_text(encoding="utf-8")
    assert [key for key in [*LIST_KEYS, *KEYS, "answers", "requirements", "photos"] if f"`{key}`" not in told] == []
