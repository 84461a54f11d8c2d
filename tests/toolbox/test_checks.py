"""Checklist zorginstelling: begun from the sjabloon in force, filled in by two people, scored and compared."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from profiles.enums import Role
from profiles.merging import fingerprint, write_seen
from profiles.models import AuditEvent
from tests.factories import (
    LeerplaatsCheckFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    LocationFactory,
    UserFactory,
    person,
)
from tests.worker import run_jobs
from toolbox.actions import checks as actions
from toolbox.actions.check_reminders import remind
from toolbox.actions.templates import make_own_version
from toolbox.base_formats import base_formats
from toolbox.check_places import PLACES, place_for
from toolbox.checks import compare, themes_of, to_do
from toolbox.models import LeerplaatsCheck, Template

pytestmark = pytest.mark.django_db
NOTHING = fingerprint(None)
LINES = [
    {"section": "Begeleiding", "text": "Er is een vaste werkbegeleider.", "note": "Kies twee namen.", "who": "Team"},
    {"section": "Begeleiding", "text": "Er is tijd voor gesprekken.", "note": "Plan ze in.", "who": "Leidinggevende"},
    {"section": "Veilig", "text": "De student kent een vertrouwenspersoon.", "note": "Noem de naam.", "who": ""},
]


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def opleider(leerplaats):
    return person(Role.PRAKTIJKOPLEIDER, leerplaats.institution, leerplaats)


@pytest.fixture
def check(leerplaats, opleider):
    return LeerplaatsCheckFactory(leerplaats=leerplaats, questions=LINES, started_by=opleider)


def finished(leerplaats, by, answers, *, ago=0, questions=LINES):
    moment = timezone.now() - timedelta(days=ago)
    return LeerplaatsCheckFactory(
        leerplaats=leerplaats,
        questions=questions,
        answers={str(place): answer for place, answer in enumerate(answers)},
        started_by=by,
        started_at=moment,
        finished_at=moment,
        finished_by=by,
    )


def address(name, check, *more):
    return reverse(name, args=[check.leerplaats_id, check.pk, *more])


# --- Beginning -----------------------------------------------------------------------


def test_a_check_copies_the_sjabloon_in_force_and_keeps_it(leerplaats, opleider):
    original = Template.objects.get(format=actions.FORMAT, institution=None)
    own = make_own_version(original=original, institution=leerplaats.institution, by=opleider)
    line = own.sections.first().items.first()
    type(line).objects.filter(pk=line.pk).update(text="Op [leerplaats] weten we wie er komt.")

    check = actions.start_check(leerplaats=leerplaats, by=opleider)
    type(line).objects.filter(pk=line.pk).update(text="Iets anders.")

    assert check.template == own
    check.refresh_from_db()
    assert check.questions[0]["text"] == "Op De Kade weten we wie er komt."
    assert len(check.questions) == sum(section.items.count() for section in original.sections.all())


def test_a_line_for_another_soort_zorg_is_left_out(leerplaats, opleider):
    original = Template.objects.get(format=actions.FORMAT, institution=None)
    line = original.sections.first().items.first()
    type(line).objects.filter(pk=line.pk).update(for_sectors=["home_care"])

    texts = [question["text"] for question in actions.start_check(leerplaats=leerplaats, by=opleider).questions]

    assert line.text not in texts
    assert len(texts) > 5


def test_beginning_twice_gives_the_same_check(client, leerplaats, opleider):
    client.force_login(opleider)
    for _ in range(2):
        assert client.post(reverse("check-start", args=[leerplaats.pk])).status_code == 302
    assert LeerplaatsCheck.objects.count() == 1
    assert AuditEvent.objects.filter(what="check_started").count() == 1


# --- Filling in ------------------------------------------------------------------------


def test_answers_are_kept_per_theme_and_may_stay_open(client, check, opleider):
    client.force_login(opleider)
    sent = {"q0": "partly", "seen": f"0={NOTHING} 1={NOTHING}", "dan": "volgende"}
    answer = client.post(address("check-theme", check, 1), sent)

    assert answer.url == address("check-theme", check, 2)
    check.refresh_from_db()
    assert check.answers == {"0": "partly"}
    page = client.get(reverse("leerplaats-check", args=[check.leerplaats_id])).content.decode()
    assert "1 van 2 ingevuld" in page
    assert "0</span> van 2 delen klaar" in page


def test_what_a_colleague_answered_meanwhile_stays_beside_mine(client, check, opleider):
    seen = f"0={NOTHING} 1={NOTHING}"
    actions.save_answers(check=check, answers={"0": None, "1": "no"}, seen={"0": NOTHING, "1": NOTHING}, by=opleider)
    client.force_login(opleider)

    client.post(address("check-theme", check, 1), {"q0": "yes", "seen": seen})

    check.refresh_from_db()
    assert check.answers == {"0": "yes", "1": "no"}


def test_two_different_answers_to_one_line_are_both_shown_and_then_decided(client, check, opleider):
    colleague = person(Role.COORDINATOR, check.leerplaats.institution)
    seen = write_seen({"0": None, "1": None})
    client.force_login(colleague)
    client.post(address("check-theme", check, 1), {"q0": "yes", "q1": "yes", "seen": seen})
    client.force_login(opleider)

    answer = client.post(address("check-theme", check, 1), {"q0": "no", "seen": seen})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Een collega koos intussen ‘Ja’. Jij koos ‘Nee’." in page
    assert '<div id="div_id_q1" class="field field-invalid' not in page  # I left that one open: theirs stays
    check.refresh_from_db()
    assert check.answers == {"0": "yes", "1": "yes"}

    again = {"q0": "no", "q1": "yes", "seen": answer.context["form"]["seen"].value()}
    assert client.post(address("check-theme", check, 1), again).status_code == 302
    check.refresh_from_db()
    assert check.answers == {"0": "no", "1": "yes"}


def test_an_answer_that_does_not_exist_is_refused(client, check, opleider):
    client.force_login(opleider)
    answer = client.post(address("check-theme", check, 1), {"q0": "misschien", "seen": f"0={NOTHING}"})
    assert answer.status_code == 422
    assert "Kies een van de vier antwoorden." in answer.content.decode()


def test_a_theme_that_is_not_there_does_not_exist(client, check, opleider):
    client.force_login(opleider)
    assert client.get(address("check-theme", check, 3)).status_code == 404
    assert client.get(address("check-theme", check, 0)).status_code == 404


# --- Finishing -------------------------------------------------------------------------


def test_finishing_says_which_lines_have_no_answer(client, check, opleider):
    client.force_login(opleider)
    answer = client.post(address("check-finish", check))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nog 3 vragen zonder antwoord" in page
    assert address("check-theme", check, 2) in page
    check.refresh_from_db()
    assert check.finished_at is None


def test_finishing_twice_keeps_the_first_moment(client, check, opleider):
    LeerplaatsCheck.objects.filter(pk=check.pk).update(answers={"0": "yes", "1": "no", "2": "unknown"})
    client.force_login(opleider)
    client.post(address("check-finish", check))
    check.refresh_from_db()
    first = check.finished_at
    client.post(address("check-finish", check))
    check.refresh_from_db()
    assert first == check.finished_at
    assert AuditEvent.objects.filter(what="check_finished").count() == 1


def test_answers_sent_after_a_colleague_finished_are_shown_and_can_be_kept(client, leerplaats, opleider):
    check = finished(leerplaats, opleider, ["yes", "yes", "yes"])
    client.force_login(opleider)
    sent = {"q0": "no", "q1": "yes", "seen": write_seen({"0": "yes", "1": "yes"})}

    answer = client.post(address("check-theme", check, 1), sent)

    assert answer.status_code == 409
    assert "Een collega heeft de checklist intussen afgerond" in answer.content.decode()
    check.refresh_from_db()
    assert check.answers["0"] == "yes"

    client.post(address("check-theme", check, 1), sent | {"heropen": "ja"})
    check.refresh_from_db()
    assert (check.answers["0"], check.finished_at) == ("no", None)


def test_an_earlier_check_stays_as_it_is(client, leerplaats, opleider, check):
    earlier = finished(leerplaats, opleider, ["yes", "no", "no"], ago=200)
    client.force_login(opleider)
    client.post(address("check-reopen", earlier))
    earlier.refresh_from_db()
    assert earlier.finished_at is not None


# --- The result ------------------------------------------------------------------------


def test_the_score_is_in_words_and_numbers_per_theme(leerplaats, opleider):
    check = finished(leerplaats, opleider, ["yes", "partly", "no"])
    assert [(theme.title, theme.score) for theme in themes_of(check)] == [
        ("Begeleiding", "1 van de 2 in orde"),
        ("Veilig", "0 van de 1 in orde"),
    ]


def test_what_to_do_begins_with_no(leerplaats, opleider):
    check = finished(leerplaats, opleider, ["partly", "unknown", "no"])
    assert [[row.line.text for row in rows] for _, _, rows in to_do(check)] == [
        ["De student kent een vertrouwenspersoon."],
        ["Er is een vaste werkbegeleider."],
        ["Er is tijd voor gesprekken."],
    ]


def test_the_result_compares_with_the_time_before(client, leerplaats, opleider):
    finished(leerplaats, opleider, ["no", "yes", "unknown"], ago=400)
    check = finished(leerplaats, opleider, ["yes", "partly", "no"])
    client.force_login(opleider)

    page = client.get(address("check-result", check)).content.decode()

    assert "1 van de 3 punten in orde" in page
    assert "1 punt beter en 1 punt minder goed" in page
    assert "%" not in page.split("<main")[1].split("</main")[0]
    assert reverse("profile-tasks", args=[leerplaats.pk]) in page  # where the vertrouwenspersoon is told
    better = compare(check, leerplaats.checks.finished().last()).better
    assert [line.text for line, _ in better] == ["Er is een vaste werkbegeleider."]


def test_a_line_that_was_written_anew_is_not_compared(leerplaats, opleider):
    other = [dict(LINES[0], text="Elke student heeft een maatje."), *LINES[1:]]
    before = finished(leerplaats, opleider, ["no", "no", "no"], ago=300, questions=other)
    check = finished(leerplaats, opleider, ["yes", "no", "no"])
    assert compare(check, before).better == ()


@pytest.mark.parametrize("name", ["check-print", "check-word"])
def test_the_sheet_is_made_of_the_answers(client, leerplaats, opleider, name):
    check = finished(leerplaats, opleider, ["yes", "partly", "no"])
    client.force_login(opleider)
    answer = client.get(address(name, check))
    assert answer.content[:4] == (b"%PDF" if name == "check-print" else b"PK\x03\x04")


def test_every_place_a_line_may_lead_to_exists(leerplaats):
    for _, place in PLACES:
        reverse(place.url_name, args=[leerplaats.pk] if place.needs_leerplaats else [])


def test_shipped_lines_lead_to_where_they_are_arranged():
    base = next(base for base in base_formats() if base.format == actions.FORMAT)
    names = {place.url_name for section in base.sections for item in section.items if (place := place_for(item.text))}
    assert names >= {"profile-tasks", "act-table", "offer-list", "placement-overview", "template-list", "quote-list"}


# --- The overview ----------------------------------------------------------------------


def test_the_overview_says_per_leerplaats_how_it_stands(client, leerplaats, opleider):
    institution = leerplaats.institution
    old = LeerplaatsFactory(location=leerplaats.location, name="De Werf")
    LeerplaatsFactory(location=leerplaats.location, name="De Haven")
    finished(leerplaats, opleider, ["yes", "no", "partly"])
    finished(old, opleider, ["yes", "yes", "yes"], ago=200)
    client.force_login(person(Role.COORDINATOR, institution))

    page = client.get(reverse("check-overview")).content.decode()

    assert "3 leerplaatsen: 1 nog nooit nagekeken en 1 langer dan een half jaar geleden." in page
    assert "Kijk opnieuw na" in page
    assert "1 van de 3 in orde" in page
    due = client.get(reverse("check-overview"), {"toon": "nakijken"}).context["rows"]
    assert [row.leerplaats.name for row in due] == ["De Haven", "De Werf"]


@pytest.mark.parametrize(
    ("answers", "kind", "status"),
    [
        (["yes", "yes", "yes"], "klaar", "Alles in orde"),
        (["yes", "yes", "no"], "bezig", "Nagekeken, 1 punt open"),
        (["yes", "no", "partly"], "mist", "Nagekeken, 2 punten open"),
    ],
)
def test_the_status_says_how_many_points_are_open(client, leerplaats, opleider, answers, kind, status):
    finished(leerplaats, opleider, answers)
    client.force_login(opleider)
    page = client.get(reverse("check-overview"))
    [row] = page.context["rows"]
    assert (row.kind, row.status) == (kind, status)
    assert "<h1>Is onze leerplek klaar?</h1>" in page.content.decode()
    one = client.get(reverse("leerplaats-check", args=[leerplaats.pk])).content.decode()
    assert f'href="{reverse("check-overview")}">Bekijk de checklist van alle leerplaatsen' in one


def test_a_praktijkopleider_sees_the_own_leerplaatsen_only(client, leerplaats, opleider):
    LeerplaatsFactory(location=leerplaats.location, name="De Werf")
    client.force_login(opleider)
    rows = client.get(reverse("check-overview")).context["rows"]
    assert [row.leerplaats for row in rows] == [leerplaats]


@pytest.mark.parametrize("number", [3, 300])
def test_the_overview_makes_a_fixed_number_of_queries(client, django_assert_num_queries, number):
    coordinator, by = person(Role.COORDINATOR), UserFactory()
    location = LocationFactory(institution=coordinator.memberships.get().institution)
    for _ in range(number):
        finished(LeerplaatsFactory(location=location), by, ["yes", "no", "no"])
    client.force_login(coordinator)
    with django_assert_num_queries(13):
        assert client.get(reverse("check-overview")).status_code == 200


# --- After half a year -----------------------------------------------------------------


@pytest.fixture
def old_check(leerplaats, opleider):
    LeerplaatsprofielFactory(leerplaats=leerplaats, owner=opleider)
    return finished(leerplaats, opleider, ["yes", "no", "partly"], ago=190)


def test_an_old_check_gives_one_mail_to_who_sees_to_the_leerplaats(old_check, opleider, mailoutbox):
    assert remind() == 1
    assert remind() == 0
    assert run_jobs() == ["send_check_mail"]
    [mail] = mailoutbox
    assert mail.to == [opleider.email]
    assert mail.subject == "De Kade: is de leerplek nog klaar voor studenten?"
    assert "De uitslag was toen: 1 van de 3 in orde." in mail.body
    assert reverse("leerplaats-check", args=[old_check.leerplaats_id]) in mail.body


@pytest.mark.parametrize("ago", [10, 170])
def test_a_fresh_check_gives_no_mail(leerplaats, opleider, ago):
    finished(leerplaats, opleider, ["yes", "no", "partly"], ago=ago)
    assert remind() == 0


def test_who_began_again_gets_no_mail(old_check, opleider, mailoutbox):
    remind()
    actions.start_check(leerplaats=old_check.leerplaats, by=opleider)
    run_jobs()
    assert mailoutbox == []
    assert remind(timezone.now() + timedelta(days=400)) == 0


def test_a_leerplaats_in_the_archive_gives_no_mail(old_check):
    old_check.leerplaats.archived_at = timezone.now()
    old_check.leerplaats.save()
    assert remind() == 0
