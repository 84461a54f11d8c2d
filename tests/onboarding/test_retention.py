"""Terms an institution chooses, what the student is told, the dry run, and asking to be removed early."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.retention import decide_term
from onboarding.enums import RetentionKind
from onboarding.keeping import removed_on
from onboarding.models import EarlyRemoval, Message, PlacementRequest, RetentionTerm, Student
from onboarding.own_data import own_data
from onboarding.own_page import students_of
from onboarding.removal_plan import dry_run
from onboarding.retention import BOUNDS
from profiles.dutch import long_date, plain_date
from profiles.enums import Role
from profiles.kept_until import months_later
from profiles.merging import Clash
from profiles.models import AuditEvent
from tests import factories as make
from tests.onboarding.test_removal import over

pytestmark = pytest.mark.django_db
STAGE = RetentionKind.STAGE


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def stage():
    stage = make.PlacementFactory(request__student__with_user=True, request__student__given_name="Noor")
    over(stage, 20)
    stage.refresh_from_db()
    return stage


@pytest.fixture
def coordinator(stage):
    return make.person(Role.COORDINATOR, stage.institution)


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def told(student):
    return Message.objects.filter(student=student, subject="We verwijderen je gegevens eerder")


def test_the_term_of_the_institution_is_the_day_on_the_page_and_in_the_download(client, stage, coordinator):
    decide_term(institution=stage.institution, kind=STAGE, number=9, seen=6, by=coordinator)
    gone = months_later(stage.ends_on, 9)
    assert removed_on(students_of(stage.student.user)) == gone
    client.force_login(stage.student.user)
    assert f"Op <strong>{long_date(gone)}</strong> hoort alles" in text(client.get(reverse("my-data")))
    terms = {part["model"]: part["hoe_lang"] for part in own_data(stage.student.user)["delen"]}
    assert terms["Placement"] == f"uiterlijk tot {plain_date(gone)}"
    assert not told(stage.student).exists()  # nobody goes earlier


def test_a_shorter_term_removes_nobody_within_30_days_and_tells_who_goes_earlier(stage, coordinator):
    longer = make.PlacementFactory(offer__leerplaats__location__institution=stage.institution)
    PlacementRequest.objects.filter(pk=longer.request_id).update(withdrawn_at=timezone.now())
    over(stage, 150)

    assert decide_term(institution=stage.institution, kind=STAGE, number=1, seen=6, by=coordinator) == 2

    soonest = timezone.localdate() + timedelta(days=30)
    assert removed_on(students_of(stage.student.user)) == soonest
    mail = told(stage.student).get()
    assert long_date(soonest) in mail.body
    assert mail.to_email == stage.student.email
    assert AuditEvent.objects.get(what="retention.decided").detail == {"old": 6, "new": 1}


def test_the_same_number_twice_is_decided_once(stage, coordinator):
    sent = {"institution": stage.institution, "kind": STAGE, "number": 3, "seen": 6, "by": coordinator}
    assert decide_term(**sent) == 1
    assert decide_term(**sent) is None
    assert told(stage.student).count() == 1


def test_two_coordinators_at_once_see_each_other(as_coordinator, stage, coordinator):
    decide_term(institution=stage.institution, kind=STAGE, number=12, seen=6, by=coordinator)
    with pytest.raises(Clash):
        decide_term(institution=stage.institution, kind=STAGE, number=3, seen=6, by=coordinator)
    page = reverse("retention-term", args=["stage"])
    response = as_coordinator.post(page, {"number": "3", "seen": "6"})
    assert "Nu staat er: 12 maanden." in text(response)
    as_coordinator.post(page, {"number": "3", "seen": response.context["form"]["seen"].value()})
    assert RetentionTerm.objects.get().number == 3


@pytest.mark.parametrize(("kind", "number"), [("stage", "25"), ("stage", "0"), ("not_placed", "53"), ("log", "5")])
def test_outside_the_bounds_nothing_is_stored(as_coordinator, kind, number):
    bounds = BOUNDS[RetentionKind(kind)]
    response = as_coordinator.post(reverse("retention-term", args=[kind]), {"number": number})
    assert f"Vul een heel getal in van {bounds.least} tot en met {bounds.most}." in text(response)
    assert not RetentionTerm.objects.exists()


def test_a_year_of_weeks_for_who_got_no_place_fits_the_database(coordinator, stage):
    kind = RetentionKind.NOT_PLACED
    decide_term(institution=stage.institution, kind=kind, number=52, seen=4, by=coordinator)
    asked = make.PlacementRequestFactory(institution=stage.institution)
    assert removed_on([asked.student]) == asked.starts_on + timedelta(weeks=52)


def test_the_dry_run_counts_per_day_with_names_on_the_screen_only(as_coordinator, stage):
    over(stage, 160)
    stage.refresh_from_db()
    waiting = make.PlacementRequestFactory(institution=stage.institution)
    first = timezone.localdate() - timedelta(days=27)
    PlacementRequest.objects.filter(pk=waiting.pk).update(starts_on=first, ends_on=first + timedelta(days=50))

    rows = dry_run([stage.institution_id], timezone.localdate())

    assert [(row.day, row.kind, row.number, row.names) for row in rows] == [
        (first + timedelta(days=28), RetentionKind.NOT_PLACED, 1, (waiting.student.name,)),
        (months_later(stage.ends_on, 6), STAGE, 1, (stage.student.name,)),
    ]
    page = text(as_coordinator.get(reverse("retention")))
    assert stage.student.name in page
    assert waiting.student.name in page
    printed = StringIO()
    call_command("remove_old", "--dry-run", stdout=printed)
    assert "1 student met stage" in printed.getvalue()
    assert stage.student.last_name not in printed.getvalue()
    assert Student.objects.filter(pk=stage.student_id).exists()


def test_the_command_removes_and_says_how_much(stage, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    over(stage, 300)
    printed = StringIO()
    call_command("remove_old", stdout=printed)
    assert printed.getvalue() == "Verwijderd: 1 student met stage\n"
    call_command("remove_old", stdout=printed)
    assert "Er was niets te verwijderen." in printed.getvalue()


def test_a_student_asks_and_the_coordinator_removes_with_one_button(client, stage, coordinator):
    client.force_login(stage.student.user)
    address = reverse("my-data-remove", args=[stage.institution_id])
    assert address in text(client.get(reverse("my-data")))
    client.post(address)
    client.post(address)
    page = text(client.get(reverse("my-data")))
    assert "Je vroeg om het eerder te verwijderen." in page
    assert address not in page
    asked = EarlyRemoval.objects.get()
    client.force_login(coordinator)
    assert stage.student.name in text(client.get(reverse("retention")))
    done = client.post(reverse("removal-early", args=[asked.pk]), follow=True)
    assert f"Alles over {stage.student.name} is hier verwijderd." in text(done)
    assert not Student.objects.filter(pk=stage.student_id).exists()
    lines = AuditEvent.objects.filter(what__in=["removal.asked", "removal.early"]).order_by("pk")
    assert [(line.what, line.by, line.detail) for line in lines] == [
        ("removal.asked", None, {"gone": True}),
        ("removal.early", coordinator, {}),
    ]


def test_who_is_still_on_stage_cannot_ask(client):
    stage = make.PlacementFactory(request__student__with_user=True)
    client.force_login(stage.student.user)
    address = reverse("my-data-remove", args=[stage.institution_id])
    assert address not in text(client.get(reverse("my-data")))
    assert "Je stage is nog niet voorbij." in text(client.post(address, follow=True))
    assert not EarlyRemoval.objects.exists()
