"""Who decided what and when: every kind in words, the filters, and nothing of another institution."""

from datetime import timedelta
from fnmatch import fnmatchcase

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.matching import lock_proposal
from onboarding.actions.takeover import undo
from onboarding.log import events_of_student, lines_of
from onboarding.log_words import KINDS_OF, WORDS, words_for
from onboarding.models import Proposal
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    AuditEventFactory,
    InstitutionFactory,
    MatchRunFactory,
    PlacementFactory,
    PlaceOfferFactory,
    ProposalFactory,
    StudentImportFactory,
    person,
)
from tests.onboarding.koppel_world import KoppelWorld
from tests.onboarding.recorded_kinds import recorded_kinds


def text_of(response):
    return " ".join(response.content.decode().split())


# --- Words ---


def without_words(kinds):
    """The kinds for which there are no words; one with a * needs words for at least one that fits."""
    return {
        kind: where
        for kind, where in kinds.items()
        if kind not in WORDS and not ("*" in kind and any(fnmatchcase(known, kind) for known in WORDS))
    }


def test_every_kind_that_the_code_records_has_words():
    assert without_words(recorded_kinds()) == {}


def test_every_kind_with_words_is_recorded_somewhere():
    kinds = recorded_kinds()
    loose = [kind for kind in kinds if "*" in kind and kind != "*"]
    assert [
        known for known in WORDS if known not in kinds and not any(fnmatchcase(known, kind) for kind in loose)
    ] == []


PLANTED = """
from profiles.models import AuditEvent
LATER = "planted.constant"

def straight(row, by):
    AuditEvent.record("planted.straight", row, by=by)

def chosen(row, by, yes):
    AuditEvent.record("planted.yes" if yes else "planted.no", row, by=by)
    AuditEvent.record(LATER, row, by=by)

def _note(what, row, by):
    AuditEvent.record(f"planted_{what}", row, by=by)

def through(row, by):
    _note("through", row, by)
    word = "assigned"
    _note(word, row, by)

def unknown(row, by):
    AuditEvent.record(f"planted.{row.kind}", row, by=by)
"""


def test_a_planted_kind_without_words_is_found():
    assert set(without_words(recorded_kinds({"planted.py": PLANTED}))) == {
        "planted.straight",
        "planted.yes",
        "planted.no",
        "planted.constant",
        "planted_through",
        "planted_assigned",
        "planted.*",
    }


def test_a_kind_without_words_still_shows_plainly():
    assert words_for("place_offer_split") == "Place offer split"
    assert sorted(WORDS) == sorted(kind for kinds in KINDS_OF.values() for kind in kinds)


# --- The page ---


@pytest.fixture
def coordinator(client):
    user = person(Role.COORDINATOR, InstitutionFactory(), name="Cora Coördinator")
    client.force_login(user)
    return user


@pytest.fixture
def institution(coordinator):
    return coordinator.memberships.get().institution


def record(what, subject, institution, by=None, days_ago=0, **detail):
    event = AuditEvent.record(what, subject, by=by, institution=institution, **detail)
    AuditEvent.objects.filter(pk=event.pk).update(at=timezone.now() - timedelta(days=days_ago))
    return event


def shown(response):
    return [(line.who, line.words, line.about, line.note) for line in response.context["lines"]]


@pytest.mark.django_db
def test_lines_say_who_what_and_about_whom(client, coordinator, institution):
    proposal = ProposalFactory(
        offer__leerplaats__location__institution=institution, request__student__given_name="Noor"
    )
    record("place_offer_changed", proposal.offer, institution, by=coordinator, before=2, after=4)
    record("proposal.locked", proposal, institution, by=coordinator)
    record("import.stored", StudentImportFactory(institution=institution), institution, students=12)
    response = client.get(reverse("log"))
    student, place = proposal.request.student, proposal.offer.leerplaats
    lines = shown(response)
    assert lines[1] == ("Cora Coördinator", "Koppeling vastgezet", f"{student}, {place}", "")
    assert lines[2][1] == "Aantal plekken aangepast"
    assert lines[2][3] == "van 2 naar 4"
    assert lines[0][0] == "Het portaal"
    assert lines[0][3] == "12 studenten"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("detail", "note"),
    [
        ({"students": 0, "requests": 0, "changed": 5, "withdrawn": 1}, "5 gewijzigd, 1 ingetrokken"),
        ({"students": 2, "requests": 3, "changed": 0, "withdrawn": 0}, "3 nieuwe aanvragen"),
        ({"before": 2, "after": 4, "certainty": "about"}, "van 2 naar 4 (ongeveer)"),
        (
            {"before": 2, "after": 2, "certainty_before": "sure", "certainty": "maybe"},
            "van 2 (zeker) naar 2 (misschien)",
        ),
        (
            {"source": "Najaar 2026", "target": 3, "target_name": "Voorjaar 2027", "places": 9},
            "van Najaar 2026 naar Voorjaar 2027",
        ),
        ({"before": "", "after": "2027-02-03"}, "nu 3 februari 2027"),
        ({"before": "2027-01-02", "after": "2027-02-03"}, "van 2 januari 2027 naar 3 februari 2027"),
        ({"before": "2027-02-03", "after": ""}, "weggehaald, het was 3 februari 2027"),
        ({"before": "oud", "after": "nieuw"}, ""),
    ],
)
def test_a_line_says_what_changed(client, institution, detail, note):
    record("places_copied", institution, institution, **detail)
    assert shown(client.get(reverse("log")))[0][3] == note


@pytest.mark.django_db
def test_a_row_that_is_gone_keeps_its_line(client, institution):
    offer = PlaceOfferFactory(leerplaats__location__institution=institution)
    record("place_offer_removed", offer, institution, before=3)
    offer.delete()
    assert shown(client.get(reverse("log"))) == [("Het portaal", "Plekken weggehaald", "", "het waren er 3")]


@pytest.mark.django_db
def test_nothing_of_another_institution(client, institution):
    elsewhere = PlacementFactory()
    record("placement.confirmed", elsewhere, elsewhere.institution)
    response = client.get(reverse("log"))
    assert shown(response) == []
    assert "Hier staan nog geen regels." in text_of(response)


@pytest.mark.django_db
def test_filters_by_period_person_kind_and_day(client, coordinator, institution):
    colleague = person(Role.COORDINATOR, institution, name="Karel Collega")
    first = PlacementFactory(offer__leerplaats__location__institution=institution)
    second = PlacementFactory(offer__leerplaats__location__institution=institution)
    record("placement.confirmed", first, institution, by=coordinator, days_ago=3)
    record("placement.cancelled", second, institution, by=colleague)
    record("profile_saved", first.leerplaats, institution, by=colleague)
    today = timezone.localdate()
    ago = today - timedelta(days=3)
    cases = {
        "": ["Stage vervallen", "Stage bevestigd"],
        "soort=alles": ["Leerplaatsprofiel bewaard", "Stage vervallen", "Stage bevestigd"],
        "soort=profielen": ["Leerplaatsprofiel bewaard"],
        "soort=plekken": [],
        f"wie={colleague.pk}": ["Stage vervallen"],
        f"periode={first.request.period_id}": ["Stage bevestigd"],
        f"van={today:%d-%m-%Y}": ["Stage vervallen"],
        f"tot={ago:%d-%m-%Y}": ["Stage bevestigd"],
    }
    for query, expected in cases.items():
        assert [words for _, words, _, _ in shown(client.get(f"{reverse('log')}?{query}"))] == expected, query
    response = client.get(f"{reverse('log')}?van=gisteren")
    assert "Deze datum kunnen we niet lezen." in text_of(response)
    reversed_days = client.get(f"{reverse('log')}?van={today:%d-%m-%Y}&tot={ago:%d-%m-%Y}")
    assert "Deze dag ligt voor de eerste dag. Draai de dagen om." in text_of(reversed_days)
    assert "geldige keuze" not in text_of(client.get(f"{reverse('log')}?soort=xxx"))
    assert len(shown(response)) == 2


@pytest.mark.django_db
def test_as_many_queries_for_3_as_for_300_lines(client, institution):
    def fill(number):
        offer = PlaceOfferFactory(leerplaats__location__institution=institution, number=50)
        run = MatchRunFactory(institution=institution, period=offer.period)
        rows = [offer, PlacementFactory(offer=offer), ProposalFactory(offer=offer, run=run)]
        kinds = ("place_offer_changed", "placement.confirmed", "proposal.locked")
        for place in range(number):
            record(kinds[place % 3], rows[place % 3], institution)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("log")).status_code == 200
        return len(captured)

    fill(3)
    few = queries()
    fill(297)
    assert queries() == few


@pytest.mark.django_db
def test_a_line_keeps_the_place_it_was_about(client, institution):
    placement = PlacementFactory(offer__leerplaats__location__institution=institution)
    then = PlaceOfferFactory(leerplaats__location__institution=institution, leerplaats__name="Toen en Daar")
    record("placement.confirmed", placement, institution, offer=then.pk)
    record("proposal.locked", placement.request, institution, offer=then.pk)
    record("placement.arrival", placement, institution)
    about = [line.about for line in lines_of(AuditEvent.objects.order_by("pk"))]
    name = placement.student.name
    assert about == [f"{name}, Toen en Daar", f"{name}, Toen en Daar", f"{name}, {placement.leerplaats}"]


@pytest.mark.django_db
def test_a_changed_stage_says_what_was_and_is(client, institution):
    placement = PlacementFactory(offer__leerplaats__location__institution=institution)
    changed = {"Leerplaats": ["De Kade", "De Werf"], "Stagedagen": ["maandag", "dinsdag"]}
    record("placement.changed", placement, institution, changed=changed)
    assert shown(client.get(reverse("log")))[0][3] == (
        "Leerplaats: van De Kade naar De Werf; Stagedagen: van maandag naar dinsdag"
    )


# --- Of one student ---


def moves_of(request):
    """The lines about another place of one student, the oldest first: (who, words, about, note)."""
    lines = lines_of(events_of_student(request.student).filter(what="proposal.moved"))
    return [(line.who, line.words, line.about, line.note) for line in reversed(lines)]


@pytest.mark.django_db
def test_each_student_who_moves_has_a_line_of_the_own(client):
    world = KoppelWorld()
    noor, sam = world.student("Noor", "ziekenhuis"), world.student("Sam", "VVT")
    world.propose()
    assert moves_of(noor) == moves_of(sam) == []  # a first proposal moves nobody
    for student, offer in ((noor, world.tuin), (sam, world.kade)):
        Proposal.objects.filter(request=student).update(offer=offer)
    run = world.propose()
    who = world.coordinator.name
    assert moves_of(noor) == [(who, "Andere plek gekozen", "Noor Aalbers, Periode 2", "van De Tuin naar De Kade")]
    assert [note for *_, note in moves_of(sam)] == ["van De Kade naar De Tuin"]
    undo(run=run, by=world.coordinator)
    assert [note for *_, note in moves_of(sam)][1:] == ["van De Tuin naar De Kade"]

    Proposal.objects.filter(request=noor).update(offer=None)
    colleague = person(Role.COORDINATOR, world.institution, name="Karel Collega")
    lock_proposal(proposal=noor.proposal, by=colleague, offer=world.tuin)
    lock_proposal(proposal=noor.proposal, by=colleague, offer=world.tuin)  # a second click
    assert moves_of(noor)[2:] == [
        ("Karel Collega", "Andere plek gekozen", "Noor Aalbers, Periode 2", "van geen plek naar De Tuin")
    ]
    client.force_login(world.coordinator)
    text = text_of(client.get(reverse("student-detail", args=[noor.student_id])))
    assert "Andere plek gekozen: Noor Aalbers, Periode 2 (van geen plek naar De Tuin)" in text
    assert "Koppeling vastgezet: Noor Aalbers, De Tuin" in text
    Proposal.objects.all().delete()  # as when a stage lapses
    assert [line.words for line in lines_of(events_of_student(noor.student))][:2] == [
        "Koppeling vastgezet",
        "Andere plek gekozen",
    ]


@pytest.mark.django_db
def test_the_page_of_a_student_has_its_own_lines(client, coordinator, institution):
    placement = PlacementFactory(offer__leerplaats__location__institution=institution)
    other = PlacementFactory(offer__leerplaats__location__institution=institution)
    proposal = ProposalFactory(request=placement.request, offer=placement.offer)
    record("proposal.locked", proposal, institution, by=coordinator)
    record("placement.confirmed", placement, institution, by=coordinator)
    record("placement.cancelled", other, institution, by=coordinator)
    AuditEventFactory(institution=institution)
    lines = lines_of(events_of_student(placement.student))
    assert [line.words for line in lines] == ["Stage bevestigd", "Koppeling vastgezet"]
    text = text_of(client.get(reverse("student-detail", args=[placement.student_id])))
    assert "Koppeling vastgezet" in text
    assert "Stage vervallen" not in text


@pytest.mark.django_db
def test_the_log_of_a_student_shows_nothing_of_another_institution(client, institution):
    placement = PlacementFactory(offer__leerplaats__location__institution=institution)
    elsewhere = PlacementFactory(
        request__student=placement.student,
        starts_on=placement.ends_on + timedelta(days=3),
        ends_on=placement.ends_on + timedelta(days=60),
    )
    record("placement.arrival", elsewhere, elsewhere.institution)
    assert "Eerste dag of werkbegeleider aangepast" not in text_of(
        client.get(reverse("student-detail", args=[placement.student_id]))
    )
