"""People and their roles: inviting, limiting, ending, and what each leaves behind."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from profiles.actions import members
from profiles.enums import Role
from profiles.models import AuditEvent, Membership, User
from tests.factories import (
    PASSWORD,
    InstitutionFactory,
    LeerplaatsFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
    person,
)
from tests.worker import run_jobs

pytestmark = pytest.mark.django_db

LIST = reverse("member-list")
INVITE = reverse("member-invite")
INVITE_LEAD = reverse("member-invite-lead")


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def leerplaats():
    return LeerplaatsFactory(name="De Kade")


@pytest.fixture
def institution(leerplaats):
    return leerplaats.institution


@pytest.fixture
def coordinator(institution):
    return person(Role.COORDINATOR, institution, name="Joost Voorbeeld", email="joost@zorg.example")


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def as_region(client):
    client.force_login(person(Role.REGIONAL_ADMIN, name="Rika Regio"))
    return client


def colleague(**changed):
    values = {"name": "Samira Bakker", "email": "samira@zorg.example", "role": Role.WERKBEGELEIDER}
    return {**values, "leerplaatsen": ["alle"], **changed}


def text(response):
    return " ".join(response.content.decode().split())


# --- The list -------------------------------------------------------------------


def test_list_shows_role_scope_and_since(as_coordinator, institution, leerplaats):
    person(Role.WERKBEGELEIDER, institution, leerplaats, name="Samira Bakker")
    person(Role.PRAKTIJKOPLEIDER, institution, name="Piet Opleider")
    page = text(as_coordinator.get(LIST))
    assert re.findall(r'data-label="Waar"> (.*?) </td>', page) == ["Hele instelling", "Alle leerplaatsen", "De Kade"]
    assert "3 rollen" in page


def test_list_names_the_institution_to_who_coordinates_two(as_coordinator, coordinator, institution):
    second = MembershipFactory(user=coordinator).institution
    page = text(as_coordinator.get(LIST))
    assert all(f'data-label="Waar"> {row.name} </td>' in page for row in (institution, second))


def test_list_holds_colleagues_of_the_own_institution_only(as_coordinator):
    person(Role.WERKBEGELEIDER, name="Iemand Anders")
    assert "Iemand Anders" not in text(as_coordinator.get(LIST))


def test_region_sees_who_leads_and_nobody_else(as_region, institution):
    person(Role.COORDINATOR, institution, name="Cora Coördinator")
    person(Role.SCHOOL_COORDINATOR, name="Bram School")
    person(Role.WERKBEGELEIDER, institution, name="Samira Bakker")
    person(Role.STUDENT, name="Noor Student")
    page = text(as_region.get(LIST))
    assert all(name in page for name in ("Cora Coördinator", "Bram School", "Rika Regio"))
    assert "Samira Bakker" not in page
    assert "Noor Student" not in page


def test_ended_roles_show_when_asked(as_coordinator, institution):
    person(Role.WERKBEGELEIDER, institution, name="Samira Bakker", ends_on=timezone.localdate())
    assert "Samira Bakker" not in text(as_coordinator.get(LIST))
    assert "Samira Bakker" in text(as_coordinator.get(LIST, {"geweest": "on"}))


def test_search_finds_name_and_address(as_coordinator, institution):
    person(Role.WERKBEGELEIDER, institution, name="Samira Bakker", email="sb@zorg.example")
    for words in ("bakker", "SB@zorg"):
        assert "Samira Bakker" in text(as_coordinator.get(LIST, {"zoek": words}))
    assert "We vinden niemand" in text(as_coordinator.get(LIST, {"zoek": "xyz"}))


@pytest.mark.parametrize("people", [1, 12])
def test_list_takes_the_same_number_of_queries(
    as_coordinator, institution, leerplaats, people, django_assert_num_queries
):
    for _ in range(people):
        person(Role.WERKBEGELEIDER, institution, leerplaats)
    with django_assert_num_queries(9):
        as_coordinator.get(LIST)


# --- Inviting -------------------------------------------------------------------


def test_invited_colleague_gets_role_scope_and_mail(as_coordinator, coordinator, institution, leerplaats):
    response = as_coordinator.post(INVITE, colleague(leerplaatsen=[str(leerplaats.pk)]))
    assert (response.status_code, response["Location"]) == (302, LIST)
    membership = Membership.objects.get(user__email="samira@zorg.example")
    assert (membership.user.name, membership.role) == ("Samira Bakker", Role.WERKBEGELEIDER)
    assert (membership.institution, membership.starts_on) == (institution, timezone.localdate())
    assert list(membership.leerplaatsen.all()) == [leerplaats]
    run_jobs()
    (message,) = mail.outbox
    assert message.subject == "Samira, je krijgt toegang tot Leerplaats Regio Maas"
    assert message.from_email == f"{institution} via Leerplaats Regio Maas <stage@regiomaas.example>"
    assert (message.to, message.reply_to) == (["samira@zorg.example"], ["joost@zorg.example"])
    event = AuditEvent.objects.get(what="member invited")
    assert (event.by, event.institution, event.detail) == (coordinator, institution, {"role": "werkbegeleider"})


def test_link_in_the_invitation_leads_to_ones_own_work(as_coordinator, client):
    as_coordinator.post(INVITE, colleague(role=Role.COORDINATOR))
    run_jobs()
    address = next(word for word in mail.outbox[0].body.split() if "/wachtwoord/" in word)
    browser = client.__class__()
    form_address = browser.get(address.removeprefix("http://localhost:8000"))["Location"]
    assert browser.post(form_address, {"password1": PASSWORD})["Location"] == reverse("home")
    assert browser.get(LIST).status_code == 200


def test_second_press_of_the_button_changes_and_mails_nothing(as_coordinator):
    as_coordinator.post(INVITE, colleague())
    again = as_coordinator.post(INVITE, colleague(), follow=True)
    assert "Samira Bakker was al werkbegeleider. Er is niets veranderd." in text(again)
    assert Membership.objects.filter(user__email="samira@zorg.example").count() == 1
    assert run_jobs() == ["send_account_mail"]


def test_known_person_keeps_name_and_password_and_hears_of_the_new_role(as_coordinator):
    known = UserFactory(email="samira@zorg.example", name="Samira de Echte", password=PASSWORD)
    as_coordinator.post(INVITE, colleague(email="Samira@zorg.example", name="Iemand Anders"))
    known.refresh_from_db()
    assert known.name == "Samira de Echte"
    assert known.check_password(PASSWORD)
    run_jobs()
    assert mail.outbox[0].subject == "Samira, je hebt een nieuwe rol in Leerplaats Regio Maas"


def test_closed_account_stays_closed_and_is_not_mailed(as_coordinator):
    UserFactory(email="samira@zorg.example", is_active=False)
    as_coordinator.post(INVITE, colleague())
    assert run_jobs() == []
    assert "Account is gesloten" in text(as_coordinator.get(LIST))


def test_coordinator_has_no_limits_whatever_is_ticked(as_coordinator, leerplaats):
    as_coordinator.post(INVITE, colleague(role=Role.COORDINATOR, leerplaatsen=[str(leerplaats.pk)]))
    assert not Membership.objects.get(user__email="samira@zorg.example").leerplaatsen.exists()


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"name": ""}, {"name": ["Vul de naam in, bijvoorbeeld Samira Bakker."]}),
        ({"name": "x" * 121}, {"name": ["Kort de naam in tot 120 tekens."]}),
        ({"email": ""}, {"email": ["Vul een e-mailadres in, bijvoorbeeld naam@school.nl."]}),
        ({"email": "samira"}, {"email": ["Er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl."]}),
        ({"role": ""}, {"role": ["Kies wat deze collega gaat doen."]}),
        (
            {"leerplaatsen": []},
            {"leerplaatsen": ["Kies de leerplaatsen van deze collega, of kies 'Alle leerplaatsen'."]},
        ),
    ],
)
def test_wrong_invitation_says_what_to_do(as_coordinator, changed, errors):
    response = as_coordinator.post(INVITE, colleague(**changed))
    assert response.context["form"].errors == errors
    assert not User.objects.filter(email__startswith="samira").exists()


@pytest.mark.parametrize("role", [Role.STUDENT, Role.REGIONAL_ADMIN, Role.SCHOOL_COORDINATOR])
def test_coordinator_gives_roles_of_the_institution_only(as_coordinator, role):
    assert "role" in as_coordinator.post(INVITE, colleague(role=role)).context["form"].errors
    assert not User.objects.filter(email="samira@zorg.example").exists()


def test_leerplaats_of_another_institution_cannot_be_chosen(as_coordinator):
    elsewhere = LeerplaatsFactory()
    response = as_coordinator.post(INVITE, colleague(leerplaatsen=[str(elsewhere.pk)]))
    assert "leerplaatsen" in response.context["form"].errors
    assert not Membership.objects.filter(leerplaatsen=elsewhere).exists()


def test_action_refuses_a_leerplaats_of_another_institution(coordinator, institution):
    with pytest.raises(ValueError, match="not of"):
        members.invite(
            email="samira@zorg.example",
            name="Samira",
            role=Role.WERKBEGELEIDER,
            institution=institution,
            leerplaatsen=[LeerplaatsFactory()],
            by=coordinator,
        )


def test_coordinator_of_two_institutions_chooses_one(as_coordinator, coordinator, leerplaats):
    second = MembershipFactory(user=coordinator).institution
    missing = as_coordinator.post(INVITE, colleague())
    assert missing.context["form"].errors == {"institution": ["Kies bij welke instelling deze collega hoort."]}
    mixed = as_coordinator.post(INVITE, colleague(institution=second.pk, leerplaatsen=[str(leerplaats.pk)]))
    assert mixed.context["form"].errors == {"leerplaatsen": [f"Kies alleen leerplaatsen van {second}."]}
    as_coordinator.post(INVITE, colleague(institution=second.pk))
    assert Membership.objects.get(user__email="samira@zorg.example").institution == second


@pytest.mark.parametrize(
    ("make", "role"),
    [(InstitutionFactory, Role.COORDINATOR), (SchoolFactory, Role.SCHOOL_COORDINATOR)],
)
def test_region_invites_who_leads(as_region, make, role):
    organisation = make()
    kind = organisation._meta.model_name
    values = {"name": "Cora Baas", "email": "cora@baas.example", "organisation": f"{kind}-{organisation.pk}"}
    assert as_region.post(INVITE_LEAD, values).status_code == 302
    membership = Membership.objects.get(user__email="cora@baas.example")
    assert (membership.role, membership.organisation) == (role, organisation)


def test_region_invites_a_second_regional_admin(as_region):
    as_region.post(INVITE_LEAD, {"name": "Ria Regio", "email": "ria@regio.example", "organisation": "region"})
    assert Membership.objects.get(user__email="ria@regio.example").role == Role.REGIONAL_ADMIN
    run_jobs()
    assert mail.outbox[0].from_email == "Leerplaats Regio Maas <stage@regiomaas.example>"


def test_region_must_choose_where(as_region):
    response = as_region.post(INVITE_LEAD, {"name": "Ria", "email": "ria@regio.example"})
    assert response.context["form"].errors == {
        "organisation": ["Kies voor welke instelling of school deze persoon werkt."]
    }


# --- Limiting -------------------------------------------------------------------


@pytest.fixture
def werkbegeleider(institution, leerplaats):
    return person(Role.WERKBEGELEIDER, institution, leerplaats, name="Samira Bakker").memberships.get()


def test_scope_is_changed_and_logged_once(as_coordinator, werkbegeleider, leerplaats):
    second = LeerplaatsFactory(location=leerplaats.location)
    page = reverse("member-scope", args=[werkbegeleider.pk])
    for _ in range(2):
        assert as_coordinator.post(page, {"leerplaatsen": [str(second.pk)]})["Location"] == LIST
    assert list(werkbegeleider.leerplaatsen.all()) == [second]
    assert AuditEvent.objects.get(what="member scope changed").detail == {"leerplaatsen": [second.pk]}


def test_scope_of_everything_is_an_explicit_choice(as_coordinator, werkbegeleider):
    page = reverse("member-scope", args=[werkbegeleider.pk])
    assert as_coordinator.post(page, {}).context["form"].errors == {
        "leerplaatsen": ["Kies de leerplaatsen van deze collega, of kies 'Alle leerplaatsen'."]
    }
    as_coordinator.post(page, {"leerplaatsen": ["alle"]})
    assert not werkbegeleider.leerplaatsen.exists()


def test_scope_cannot_hold_another_institution(as_coordinator, werkbegeleider, leerplaats):
    elsewhere = LeerplaatsFactory()
    page = reverse("member-scope", args=[werkbegeleider.pk])
    assert as_coordinator.post(page, {"leerplaatsen": [str(elsewhere.pk)]}).status_code == 200
    assert list(werkbegeleider.leerplaatsen.all()) == [leerplaats]


def test_scope_of_a_stranger_and_of_a_coordinator_does_not_exist(as_coordinator, coordinator):
    stranger = person(Role.WERKBEGELEIDER).memberships.get()
    for membership in (stranger, coordinator.memberships.get()):
        assert as_coordinator.get(reverse("member-scope", args=[membership.pk])).status_code == 404


# --- Ending ---------------------------------------------------------------------


def test_ended_role_closes_at_the_next_request(as_coordinator, institution, coordinator, client):
    other = person(Role.COORDINATOR, institution, name="Cora Baas")
    browser = client.__class__()
    browser.force_login(other)
    assert browser.get(LIST).status_code == 200
    membership = other.memberships.get()
    page = reverse("member-end", args=[membership.pk])
    assert "Toegang van Cora Baas beëindigen?" in text(as_coordinator.get(page))
    for _ in range(2):
        assert as_coordinator.post(page)["Location"] == LIST
    assert browser.get(LIST).status_code == 403
    membership.refresh_from_db()
    assert membership.ends_on == timezone.localdate()
    assert AuditEvent.objects.get(what="member ended").by == coordinator


def test_role_that_has_not_begun_can_be_ended(coordinator, institution):
    tomorrow = timezone.localdate() + timedelta(days=1)
    membership = MembershipFactory(role=Role.WERKBEGELEIDER, institution=institution, starts_on=tomorrow)
    members.end(membership=membership, by=coordinator)
    membership.refresh_from_db()
    assert membership.ends_on == tomorrow
    assert membership not in Membership.objects.active(tomorrow)


def test_own_last_role_as_coordinator_cannot_be_ended(as_coordinator, coordinator):
    membership = coordinator.memberships.get()
    page = reverse("member-end", args=[membership.pk])
    assert "Je kunt je eigen rol niet beëindigen" in text(as_coordinator.get(page))
    assert as_coordinator.post(page).status_code == 409
    membership.refresh_from_db()
    assert membership.ends_on is None


def test_own_role_can_be_ended_when_another_is_left(as_coordinator, coordinator):
    second = MembershipFactory(user=coordinator)
    assert as_coordinator.post(reverse("member-end", args=[second.pk])).status_code == 302


def test_role_elsewhere_does_not_exist(as_coordinator):
    stranger = person(Role.WERKBEGELEIDER).memberships.get()
    for method in (as_coordinator.get, as_coordinator.post):
        assert method(reverse("member-end", args=[stranger.pk])).status_code == 404
    stranger.refresh_from_db()
    assert stranger.ends_on is None


def test_ended_role_can_be_given_again(as_coordinator, institution):
    ended = person(Role.WERKBEGELEIDER, institution, email="samira@zorg.example", ends_on=timezone.localdate())
    as_coordinator.post(INVITE, colleague())
    assert ended.memberships.filter(ends_on=None).count() == 1
