"""A student reports what is not right in the profile of the own leerplaats."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from profiles.actions.upkeep import DAY, REPORTS_A_DAY
from profiles.enums import Role
from profiles.models import ErrorReport, Leerplaats
from tests.factories import LeerplaatsprofielFactory, PlacementFactory, StudentFactory, person
from tests.profiles.conftest import text_of
from tests.worker import run_jobs

pytestmark = pytest.mark.django_db
REPORT = {"part": "first_day", "text": "De receptie zit nu bij ingang B."}


@pytest.fixture
def leerplaats():
    return LeerplaatsprofielFactory(leerplaats__name="De Kade", online=True).leerplaats


@pytest.fixture
def student(leerplaats):
    """Noor, with a stage on De Kade."""
    return PlacementFactory(offer__leerplaats=leerplaats, request__student__with_user=True).student


@pytest.fixture
def as_student(student):
    return logged_in(student.user)


@pytest.fixture
def url(leerplaats):
    return reverse("error-report-new", args=[leerplaats.slug])


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_report_reaches_who_keeps_the_profile(as_student, url, leerplaats, student):
    owner = person(Role.COORDINATOR, leerplaats.institution)
    leerplaats.profile.owner = owner
    leerplaats.profile.save()
    response = as_student.post(url, REPORT, follow=True)
    assert "Bedankt voor je melding" in text_of(response)
    report = ErrorReport.objects.get()
    assert (report.leerplaats, report.part, report.text) == (leerplaats, "first_day", REPORT["text"])
    assert (report.reported_by, report.resolved_at) == (student.user, None)
    assert run_jobs() == ["send_report_mail"]
    message = mail.outbox[0]
    assert (message.to, message.subject) == ([owner.email], "De Kade: een student meldt dat iets niet klopt")
    assert reverse("profile-upkeep", args=[leerplaats.pk]) in message.body


def test_mail_and_pages_of_the_editors_do_not_name_the_student(as_student, url, leerplaats, student):
    coordinator = person(Role.COORDINATOR, leerplaats.institution)
    as_student.post(url, REPORT)
    run_jobs()
    page = text_of(logged_in(coordinator).get(reverse("profile-upkeep", args=[leerplaats.pk])))
    assert REPORT["text"] in page
    for text in (page, mail.outbox[0].body):
        assert student.given_name not in text
        assert student.email not in text
    assert REPORT["text"] not in mail.outbox[0].body
    assert mail.outbox[0].to == [coordinator.email]  # the profile has no owner


def test_the_same_report_twice_is_one(as_student, url):
    for _ in range(2):
        assert as_student.post(url, REPORT).status_code == 302
    assert ErrorReport.objects.count() == 1
    assert run_jobs() == ["send_report_mail"]


def test_a_student_reports_a_few_things_a_day(as_student, url):
    for number in range(REPORTS_A_DAY):
        as_student.post(url, REPORT | {"text": f"Fout {number}"})
    response = as_student.post(url, REPORT)
    assert "Je hebt vandaag al 5 meldingen gestuurd" in text_of(response)
    assert ErrorReport.objects.count() == REPORTS_A_DAY
    ErrorReport.objects.update(reported_at=timezone.now() - DAY - timedelta(minutes=1))
    assert as_student.post(url, REPORT).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Schrijf op wat er niet klopt"),
        ({"text": "x" * 501}, "Kort je tekst in tot 500 tekens. Het zijn er nu 501."),
        ({"part": ""}, "Kies waar het over gaat."),
        ({"part": "day"}, "Kies een onderdeel uit de lijst."),  # of which nothing stands online
    ],
)
def test_what_misses_is_said_and_what_was_typed_stays(as_student, url, changes, sentence):
    response = as_student.post(url, REPORT | changes)
    assert sentence in text_of(response)
    assert response.context["form"]["text"].value() == (REPORT | changes)["text"]
    assert not ErrorReport.objects.exists()


def test_form_reminds_not_to_name_clients(as_student, url):
    assert "Schrijf geen namen op van cliënten of collega" in text_of(as_student.get(url))


def test_links_stand_on_the_own_page_and_on_the_public_profile(as_student, url, leerplaats):
    assert url in text_of(as_student.get(reverse("my-placement")))
    assert url in text_of(as_student.get(leerplaats.get_absolute_url()))


def test_no_link_for_visitors_staff_and_students_elsewhere(url, leerplaats):
    elsewhere = StudentFactory(with_user=True)
    coordinator = person(Role.COORDINATOR, leerplaats.institution)
    for client in (Client(), logged_in(elsewhere.user), logged_in(coordinator)):
        assert url not in text_of(client.get(leerplaats.get_absolute_url()))


def test_a_student_elsewhere_cannot_report(url):
    client = logged_in(StudentFactory(with_user=True).user)
    assert client.get(url).status_code == 404
    assert client.post(url, REPORT).status_code == 404
    assert not ErrorReport.objects.exists()


def test_a_cancelled_stage_gives_no_right_to_report(url, leerplaats):
    student = PlacementFactory(offer__leerplaats=leerplaats, request__student__with_user=True, cancelled=True).student
    assert logged_in(student.user).get(url).status_code == 404


def test_nothing_to_report_about_the_archive(as_student, url, leerplaats):
    Leerplaats.objects.update(archived_at=timezone.now())
    assert as_student.get(url).status_code == 404
    assert url not in text_of(as_student.get(reverse("my-placement")))
