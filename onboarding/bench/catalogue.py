"""The catalogue with 3,000 leerplaatsen: queries, and p50 and p95 as a ratio to an empty view, per way of looking."""

import random
import re
import statistics
import time
from datetime import timedelta

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse
from django.utils import timezone

from onboarding.bench.pages import empty
from onboarding.models import Placement, PlacementRequest, Student
from onboarding.startup import prepare
from profiles import geography, search
from profiles.catalogue_counts import snapshot
from profiles.enums import Sector
from profiles.models import (
    Institution,
    Leerplaats,
    Leerplaatsprofiel,
    Location,
    Period,
    PlaceOffer,
    ProfileVersion,
    Programme,
    School,
)

NUMBER, LOCATIONS, INSTITUTIONS, TIMES = 3000, 400, 60, 40
FOUND = re.compile(r"<h2>(\d+) leerplaats")
TOWNS = ("Rotterdam", "Schiedam", "Delft", "Den Haag", "Gouda", "Dordrecht", "Vlaardingen", "Spijkenisse", "Breda")
CARE = ("Zorg na een beroerte", "Wonen met dementie", "Herstel na een operatie", "Zorg thuis", "Longziekte (COPD)")
SHIFTS = ("early", "day", "late", "night", "weekend")
LOOKING = {
    "plain list": {},
    "last page": {"pagina": "150"},
    "search": {"zoek": "cva"},
    "search, many found": {"zoek": "zorg"},
    "search with a typing error": {"zoek": "dementei"},
    "filter": {"zorg": "hospital", "dienst": "late", "gebouw": "deels"},
    "opleiding and period": {"opleiding": "niveau-3", "periode": "{period}"},
    "distance": {"vanaf": "Delft"},
    "distance with a radius": {"vanaf": "Delft", "straal": "10"},
    "all together": {
        "zoek": "zorg", "opleiding": "niveau-4", "zorg": "hospital", "vanaf": "Rotterdam", "straal": "25",
        "periode": "{period}", "dienst": "early", "ov": "ja", "gebouw": "deels",
    },
    "nothing found": {"zoek": "bestaatniet", "vanaf": "Delft"},
}  # fmt: skip

urlpatterns = [path("", include("onboarding.urls")), path("bench/leeg", empty, name="bench-empty")]


def run():
    """One object: per way of looking how much is found, the queries, and the two ratios."""
    prepare.static_files()  # measured as it is served: with the hashed names in it
    with override_settings(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["testserver"],
        SECURE_SSL_REDIRECT=False,
        CATALOGUE_COUNTS_SECONDS=30,
    ):
        period = _rows()
        client = Client()
        counting = min(_seconds(_snapshot) for _ in range(5))
        ways = {
            name: _figures(client, {key: value.format(period=period.pk) for key, value in query.items()})
            for name, query in LOOKING.items()
        }
        data, nothing = _times(client, reverse("leerplaatsen-json"), {})
    return {
        "leerplaatsen": NUMBER,
        "ways of looking": ways,
        "100 leerplaatsen in json, p50 / empty view": _ratio(data, nothing, 50),
        "counting for the filters, twice a minute / empty view": round(counting / _at(nothing, 50), 1),
    }


def _snapshot():
    """The counts made anew, as the first visitor after half a minute gets them."""
    with override_settings(CATALOGUE_COUNTS_SECONDS=0):
        snapshot()


def _figures(client, query):
    url = reverse("leerplaats-catalogue")
    client.get(url, query)  # warm
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, query)
    queries = len(captured)  # counted now, because the next request clears the log
    found = FOUND.search(response.content.decode())
    taken, nothing = _times(client, url, query)
    return {
        "found": int(found[1]) if found else 0,
        "queries": queries,
        "p50 / empty view": _ratio(taken, nothing, 50),
        "p95 / empty view": _ratio(taken, nothing, 95),
        "processor / empty view": _processor(client, url, query),
    }


def _times(client, url, query):
    """The seconds of the page and of the empty view, turn by turn: a busy moment of the machine hits both."""
    empty_url = reverse("bench-empty")
    pairs = [(_seconds(lambda: client.get(url, query)), _seconds(lambda: client.get(empty_url))) for _ in range(TIMES)]
    return [page for page, _ in pairs], [nothing for _, nothing in pairs]


def _processor(client, url, query):
    """The time the web process itself works, without waiting for the database or for its turn."""
    taken, nothing = [], []
    for _ in range(TIMES):
        for address, data, times in ((url, query, taken), (reverse("bench-empty"), {}, nothing)):
            started = time.process_time()
            client.get(address, data)
            times.append(time.process_time() - started)
    return round(statistics.median(taken) / statistics.median(nothing), 1)


def _seconds(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _at(taken, percent):
    return statistics.quantiles(taken, n=100)[percent - 1]


def _ratio(taken, nothing, percent):
    """Against the middle of the empty view, also the slow end: one slow moment of that must not flatter us."""
    return round(_at(taken, percent) / _at(nothing, 50), 1)


def _rows():
    """A made-up country of leerplaatsen, the same at every run. Returns a period with places."""
    chance = random.Random(42)  # noqa: S311 - nothing secret
    institutions = Institution.objects.bulk_create(
        Institution(name=f"Meting {number}", slug=f"meting-{number}", email="stage@meting.example")
        for number in range(INSTITUTIONS)
    )
    locations = Location.objects.bulk_create(_location(number, institutions, chance) for number in range(LOCATIONS))
    leerplaatsen = Leerplaats.objects.bulk_create(_leerplaats(number, locations, chance) for number in range(NUMBER))
    versions = ProfileVersion.objects.bulk_create(
        ProfileVersion(
            leerplaats=leerplaats, institution_id=leerplaats.institution_id, number=1, answers=_answers(chance)
        )
        for leerplaats in leerplaatsen
    )
    Leerplaatsprofiel.objects.bulk_create(
        Leerplaatsprofiel(
            leerplaats_id=version.leerplaats_id,
            institution_id=version.institution_id,
            answers=version.answers,
            published=version,
        )
        for version in versions
    )
    period = _offers(leerplaatsen, chance)
    search.refresh_all(Leerplaats.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum does in a database that lives longer
    return period


def _location(number, institutions, chance):
    location = Location(
        institution=institutions[number % INSTITUTIONS],
        name=f"Gebouw {number}",
        street=f"Meetlaan {number}",
        postcode=f"{chance.randint(1000, 9999)} AB",
        town=chance.choice(TOWNS),
    )
    geography.locate(location, {})
    location.latitude += chance.uniform(-0.05, 0.05)
    location.longitude += chance.uniform(-0.05, 0.05)
    return location


def _leerplaats(number, locations, chance):
    location = locations[number % LOCATIONS]
    name = f"Afdeling {number}"
    return Leerplaats(
        institution_id=location.institution_id,
        location=location,
        name=name,
        sort_name=name.lower(),
        slug=f"afdeling-{number}",
        sector=chance.choice(Sector.values),
    )


def _answers(chance):
    """Of the length that people write, so that the database has something to read."""
    return {
        "care_kind": chance.choice(CARE),
        "in_short": "Je zorgt hier voor mensen die weer naar huis willen. " * 3,
        "clients": "De mensen hier zijn vaak ouder en hebben veel meegemaakt. " * 12,
        "team": "Wij werken met elkaar en met veel andere beroepen. " * 10,
        "conditions": ["hartfalen", "suikerziekte (diabetes)", "hoge bloeddruk"],
        "learn_first": ["wassen en aankleden", "eten geven", "een gesprek voeren"] * 3,
        "shift_kinds": chance.sample(SHIFTS, 3),
        "public_transport": chance.choice(("yes", "no", "unknown")),
        "step_free": chance.choice(("yes", "partly", "no")),
    }


def _offers(leerplaatsen, chance):
    today = timezone.localdate()
    starts = [today + timedelta(days=150 * number) for number in range(3)]
    periods = Period.objects.bulk_create(
        Period(name=f"Periode {number}", starts_on=start, ends_on=start + timedelta(days=140))
        for number, start in enumerate(starts)
    )
    programmes = Programme.objects.bulk_create(
        Programme(name=f"Opleiding {number}", short_name=f"O{number}", level=(2, 3, 3, 4, 4, 6)[number])
        for number in range(6)
    )
    offers = PlaceOffer.objects.bulk_create(
        PlaceOffer(
            leerplaats=leerplaats,
            institution_id=leerplaats.institution_id,
            period=period,
            programme=programme,
            year=1,
            number=2,
        )
        for leerplaats in leerplaatsen
        for period in chance.sample(periods, 2)
        for programme in chance.sample(programmes, 2)
    )
    _placements([offer for offer in offers if offer.period == periods[1]])
    return periods[1]


def _placements(offers):
    """A student on the first place of every other offer, so that there are places to count."""
    school = School.objects.create(name="School", slug="school", email="bureau@school.example")
    taken = offers[::2]
    students = Student.objects.bulk_create(
        Student(
            school=school,
            student_number=str(number),
            given_name="Student",
            last_name=f"Meting {number}",
            email=f"student{number}@school.example",
        )
        for number in range(len(taken))
    )
    requests = PlacementRequest.objects.bulk_create(
        PlacementRequest(
            student=student,
            school=school,
            institution_id=offer.institution_id,
            period=offer.period,
            programme=offer.programme,
            year=1,
            starts_on=offer.period.starts_on,
            ends_on=offer.period.ends_on,
            weekdays=[0, 1, 2],
        )
        for student, offer in zip(students, taken, strict=True)
    )
    Placement.objects.bulk_create(
        Placement(
            student_id=request.student_id,
            school=school,
            institution_id=offer.institution_id,
            leerplaats_id=offer.leerplaats_id,
            offer=offer,
            request=request,
            seat=1,
            starts_on=request.starts_on,
            ends_on=request.ends_on,
            weekdays=request.weekdays,
        )
        for request, offer in zip(requests, taken, strict=True)
    )
