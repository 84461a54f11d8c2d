"""Personal links: opening changes nothing, pressing the button begins a session, and they can be closed."""

import hashlib
import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.links import ensure_student_user, find_link, make_personal_link, revoke_links
from onboarding.models import PersonalLink
from onboarding.secret_paths import HideSecrets
from profiles.enums import Role
from profiles.models import AuditEvent, Membership, User
from tests.factories import (
    MembershipFactory,
    PlacementFactory,
    SchoolFactory,
    StudentFactory,
    UserFactory,
    person,
)

pytestmark = pytest.mark.django_db

MY_PLACEMENT = reverse("my-placement")


@pytest.fixture
def student():
    return StudentFactory(given_name="Noor", email="Noor@leerling.example")


@pytest.fixture
def link(student):
    return make_personal_link(student=student)


def text(response):
    return " ".join(response.content.decode().split())


def logged_in_as(client):
    return client.session.get("_auth_user_id")


# --- Making ---------------------------------------------------------------------


def test_link_holds_a_secret_of_256_bits_that_is_kept_as_a_hash_only(student, link):
    token = link.removeprefix("/link/")
    assert len(token) == 43  # 32 bytes in base64
    row = PersonalLink.objects.get()
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(PersonalLink.objects.values())


def test_link_gives_the_student_a_login_without_password(student, link):
    student.refresh_from_db()
    assert (student.user.email, student.user.has_usable_password()) == ("noor@leerling.example", False)
    membership = Membership.objects.get(user=student.user)
    assert (membership.role, membership.school) == (Role.STUDENT, student.school)


def test_second_link_uses_the_same_login_and_the_first_keeps_working(client, student, link):
    second = make_personal_link(student=student)
    assert second != link
    assert User.objects.count() == 1
    assert client.post(link).status_code == client.post(second).status_code == 302


def test_link_works_until_four_weeks_after_the_last_day(student):
    PlacementFactory(request__student=student, ends_on=date(2027, 6, 25))
    PlacementFactory(request__student=student, cancelled=True, ends_on=date(2028, 6, 25))
    make_personal_link(student=student)
    last_moment = timezone.localtime(PersonalLink.objects.get().expires_at) - timedelta(seconds=1)
    assert last_moment.date() == date(2027, 7, 23)


def test_link_without_a_stage_works_sixty_days(student, link):
    days = (PersonalLink.objects.get().expires_at - timezone.now()).days
    assert days == 59


# --- Opening --------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_shows_a_button_and_changes_nothing(client, link, method):
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            response = getattr(client, method)(link)
        assert response.status_code == 200
        assert all(query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE")) for query in queries)
    assert logged_in_as(client) is None
    assert client.post(link).status_code == 302


def test_opened_page_names_the_site_and_says_nothing_of_the_student(client, link):
    page = text(client.get(link))
    assert "Leerplaats Regio Maas" in page
    assert "Open mijn stage" in page
    assert "Noor" not in page


def test_secret_goes_to_no_other_page(client, link):
    response = client.get(link)
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Forbidden (CSRF cookie not set.): /link/s3cr3t-T0ken_", "Forbidden (CSRF cookie not set.): /link/…"),
        ("Not Found: /wachtwoord/1x/abc-def", "Not Found: /wachtwoord/…"),
        ("Not Found: /wachtwoord-vergeten/x", "Not Found: /wachtwoord-vergeten/x"),
        ("100% /link", "100% /link"),
    ],
)
def test_secret_is_not_written_in_the_log(line, kept):
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s", (line,), None)
    assert HideSecrets().filter(record)
    assert record.getMessage() == kept


def test_log_of_the_installation_hides_secrets(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["secrets"]


def test_button_begins_a_session_and_leaves_the_secret_behind(client, student, link):
    response = client.post(link)
    assert (response.status_code, response["Location"]) == (302, MY_PLACEMENT)
    student.refresh_from_db()
    assert logged_in_as(client) == str(student.user_id)
    assert client.get(MY_PLACEMENT).status_code == 200


def test_button_needs_a_csrf_token(link):
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403


@pytest.mark.parametrize(("ticked", "age"), [({}, 0), ({"remember": "on"}, 30 * 24 * 3600)])
def test_phone_is_remembered_when_asked(client, link, ticked, age):
    client.post(link, ticked)
    assert client.session["_session_expiry"] == age


def test_button_takes_over_from_whoever_was_logged_in(client, student, link):
    client.force_login(person(Role.COORDINATOR))
    client.session["draft"] = "van een ander"
    client.post(link)
    student.refresh_from_db()
    assert logged_in_as(client) == str(student.user_id)
    assert "draft" not in client.session


# --- What does not open -----------------------------------------------------------


def expire(student):
    PersonalLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def revoke(student):
    revoke_links(student=student, by=UserFactory())


def close_account(student):
    User.objects.update(is_active=False)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("spoil", [expire, revoke, close_account])
def test_link_that_no_longer_opens_looks_like_one_that_never_was(client, student, link, spoil, method):
    never = client.get("/link/bestaat-niet")
    student.refresh_from_db()
    spoil(student)
    response = getattr(client, method)(link)
    assert (response.status_code, never.status_code) == (410, 410)
    title = "<h1>Deze link is verlopen</h1>"
    sentence = "Vul je e-mailadres in, dan sturen we een nieuwe code."
    for page in (text(response), text(never)):
        assert title in page
        assert sentence in page
    assert logged_in_as(client) is None


def test_expired_page_sends_a_code_and_leads_on_to_the_stage(client):
    page = text(client.get("/link/bestaat-niet"))
    assert f'action="{reverse("account_request_login_code")}"' in page
    assert f'name="next" value="{MY_PLACEMENT}"' in page


def test_link_does_not_open_an_account_with_another_role(client, student, link):
    student.refresh_from_db()
    MembershipFactory(user=student.user)
    response = client.post(link, follow=True)
    assert response.redirect_chain == [(f"{reverse('account_login')}?next={MY_PLACEMENT}", 302)]
    assert "Je hebt ook een account met een wachtwoord. Log daarmee in." in text(response)
    assert logged_in_as(client) is None


def test_revoking_ends_sessions_and_is_logged(client, student, link):
    client.post(link)
    student.refresh_from_db()
    by = UserFactory()
    revoke_links(student=student, by=by)
    assert client.get(MY_PLACEMENT)["Location"].startswith(reverse("account_login"))
    event = AuditEvent.objects.get(what="links revoked")
    assert (event.by, event.subject) == (by, f"onboarding.student:{student.pk}")


def test_revoking_closes_no_link_of_somebody_else(student, link):
    other = make_personal_link(student=StudentFactory())
    student.refresh_from_db()
    revoke_links(student=student, by=UserFactory())
    assert find_link(link.removeprefix("/link/")) is None
    assert find_link(other.removeprefix("/link/")) is not None


# --- Whose login ------------------------------------------------------------------


def test_address_of_a_student_elsewhere_is_the_same_person(student, link):
    moved = StudentFactory(school=SchoolFactory(), email="noor@leerling.example")
    user = ensure_student_user(student=moved)
    student.refresh_from_db()
    assert user == student.user
    assert {row.school for row in user.memberships.all()} == {student.school, moved.school}


def test_address_of_a_colleague_is_the_same_person_and_keeps_the_password():
    colleague = person(Role.WERKBEGELEIDER, email="samira@zorg.example", password="zon-op-de-kade-42")
    user = ensure_student_user(student=StudentFactory(email="samira@zorg.example"))
    assert user == colleague
    assert user.has_usable_password()


def test_changed_address_closes_old_links_and_gets_a_login_of_its_own(client, student, link):
    student.refresh_from_db()
    former = student.user
    student.email = "anders@leerling.example"
    student.save()
    new_link = make_personal_link(student=student)
    student.refresh_from_db()
    assert student.user != former
    assert not Membership.objects.active().filter(user=former).exists()
    assert client.get(link).status_code == 410
    assert client.post(new_link)["Location"] == MY_PLACEMENT


@pytest.mark.browser
def test_in_a_browser_the_secret_leaves_the_address_bar(transactional_db, browser_page, site):
    """Also shows that the referrer policy and the CSRF check get along in a real browser."""
    link = make_personal_link(student=StudentFactory())
    page = browser_page(390)
    page.goto(link)
    assert page.evaluate("document.referrer") == ""
    page.get_by_role("button", name="Open mijn stage").click()
    page.wait_for_url(f"**{MY_PLACEMENT}")
    assert page.evaluate("document.referrer") in (f"{site}/", "")
