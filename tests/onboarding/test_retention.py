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


def decide(stage, coordinator, number, seen):
    return decide_term(institution=stage.institution, kind=STAGE, number=number, seen=seen, by=coordinator)


def test_a_term_put_back_corrects_the_day_that_was_mailed(stage, coordinator):
    assert decide(stage, coordinator, 1, 6) == 1
    assert decide(stage, coordinator, 6, 1) == 1
    first, second = Message.objects.filter(student=stage.student).order_by("pk")
    back = months_later(stage.ends_on, 6)
    assert second.subject == "We verwijderen je gegevens later"
    assert f"Wij verwijderen ze nu op {long_date(back)}." in second.body
    assert "koos een andere bewaartermijn" in second.body
    assert long_date(back) not in first.body
    assert removed_on(students_of(stage.student.user)) == back
    assert decide(stage, coordinator, 9, 6) == 1  # that day was mailed too
    assert decide(stage, coordinator, 1, 9) == 1
    last = Message.objects.filter(student=stage.student).order_by("pk").last()
    assert last.subject == "We verwijderen je gegevens eerder"
    assert "korter" in last.body


def test_a_second_shorter_term_mails_only_who_gets_another_day(stage, coordinator):
    other = make.PlacementFactory(offer__leerplaats__location__institution=stage.institution)
    over(other, 5)
    over(stage, 120)  # by both terms over: it goes when the 30 days are
    assert decide(stage, coordinator, 2, 6) == 2
    assert decide(stage, coordinator, 1, 2) == 1
    mails = Message.objects.filter(key__startswith="removal-day:").order_by("pk")
    assert sorted(mail.student_id for mail in mails) == sorted([stage.student_id, other.student_id, other.student_id])


def test_who_was_told_a_day_that_the_next_decision_moves_hears_the_new_one(stage, coordinator):
    over(stage, 120)
    decide(stage, coordinator, 2, 6)
    days_ago = timezone.now() - timedelta(days=5)
    RetentionTerm.objects.update(decided_at=days_ago)
    mail = told(stage.student).get()
    then = timezone.localdate() + timedelta(days=25)
    type(mail).objects.filter(pk=mail.pk).update(key=f"removal-day:1:x:{then.isoformat()}", created_at=days_ago)
    assert decide(stage, coordinator, 1, 2) == 1  # again 30 days from today
    last = Message.objects.filter(student=stage.student).order_by("pk").last()
    assert last.subject == "We verwijderen je gegevens later"
    assert long_date(timezone.localdate() + timedelta(days=30)) in last.body


def test_a_shorter_term_is_shown_before_it_is_stored(as_coordinator, stage):
    page = reverse("retention-term", args=["stage"])
    sent = {"number": "1", "seen": "6"}
    soonest = timezone.localdate() + timedelta(days=30)

    asked = text(as_coordinator.post(page, sent))

    assert "Klopt dit?" in asked
    assert "<dd>1 student</dd>" in asked
    assert f"<dd>{long_date(soonest)}</dd>" in asked
    assert stage.student.name in asked  # what goes within 60 days, by the term that is not stored yet
    assert not RetentionTerm.objects.exists()
    assert not told(stage.student).exists()
    assert 'value="1"' in text(as_coordinator.post(page, sent | {"wijzig": "ja"}))
    assert not RetentionTerm.objects.exists()
    done = as_coordinator.post(page, sent | {"bewaar": "ja"}, follow=True)
    assert "1 student krijgt een mail met de nieuwe dag." in text(done)
    assert RetentionTerm.objects.get().number == 1
    back = text(as_coordinator.post(page, {"number": "6", "seen": "1"}))
    assert "1 student kreeg eerder een mail met een dag die dan niet meer klopt." in back
    assert RetentionTerm.objects.get().number == 1


def test_a_longer_term_of_which_nobody_heard_is_stored_at_once(as_coordinator, stage):
    page = reverse("retention-term", args=["stage"])
    assert "De termijn is bewaard." in text(as_coordinator.post(page, {"number": "9", "seen": "6"}, follow=True))
    assert RetentionTerm.objects.get().number == 9


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
    as_coordinator.post(page, {"number": "3", "seen": response.context["form"]["seen"].value(), "bewaar": "ja"})
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


def test_a_student_asks_and_the_coordinator_reads_what_goes_and_removes(client, stage, coordinator):
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
    early = reverse("removal-early", args=[asked.pk])
    page = text(client.get(reverse("retention")))
    assert f'href="{early}">Verwijder nu' in page
    assert f'action="{early}"' not in page  # one click, or one tap beside another, removes nobody
    first = text(client.get(early))
    assert f"Verwijder je alles over {stage.student.name}?" in first
    assert stage.leerplaats.name in first
    assert "Je kunt dit niet terugdraaien." in first
    assert Student.objects.filter(pk=stage.student_id).exists()
    done = client.post(early, follow=True)
    assert f"Alles over {stage.student.name} is hier verwijderd." in text(done)
    assert not Student.objects.filter(pk=stage.student_id).exists()
    lines = AuditEvent.objects.filter(what__in=["removal.asked", "removal.early"]).order_by("pk")
    assert [(line.what, line.by, line.detail) for line in lines] == [
        ("removal.asked", None, {"gone": True}),
        ("removal.early", coordinator, {}),
    ]


def test_who_has_a_new_stage_after_asking_is_not_removed(client, stage, coordinator):
    asked = make.EarlyRemovalFactory(student=stage.student, institution=stage.institution)
    over(stage, -5)
    client.force_login(coordinator)
    early = reverse("removal-early", args=[asked.pk])
    page = text(client.get(early))
    assert "is nog niet voorbij." in page
    assert "Ja, verwijder" not in page
    assert "Er is niets verwijderd." in text(client.post(early, follow=True))
    assert Student.objects.filter(pk=stage.student_id).exists()


def test_who_is_still_on_stage_cannot_ask(client):
    stage = make.PlacementFactory(request__student__with_user=True)
    client.force_login(stage.student.user)
    address = reverse("my-data-remove", args=[stage.institution_id])
    assert address not in text(client.get(reverse("my-data")))
    assert "Je stage is nog niet voorbij." in text(client.post(address, follow=True))
    assert not EarlyRemoval.objects.exists()
