"""Logging in and out: password, mailed code, forgotten password, and what a stranger can learn from it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from onboarding.models import Student
from profiles.enums import Role
from profiles.models import Membership, User
from tests.factories import PASSWORD, MembershipFactory, SchoolFactory, StudentFactory, UserFactory, person
from tests.worker import run_jobs

pytestmark = pytest.mark.django_db

LOGIN = reverse("account_login")
ASK = reverse("account_request_login_code")
ENTER = reverse("account_confirm_login_code")
FORGOTTEN = reverse("account_reset_password")
SAME_PAGE = "Kennen we"


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def coordinator():
    return person(Role.COORDINATOR, email="joost@zorg.example", name="Joost Voorbeeld", password=PASSWORD)


@pytest.fixture
def student():
    return StudentFactory(with_user=True, email="noor@leerling.example").user


def log_in(client, email, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password, **extra})


def mailed_code():
    run_jobs()
    return re.fullmatch(r"(\d{6}) is je code voor .*", mail.outbox[-1].subject)[1]


def ask_for_code(client, email, **extra):
    return client.post(ASK, {"email": email, **extra})


def text(response):
    return " ".join(response.content.decode().split())


# --- Password -----------------------------------------------------------------


def test_login_opens_home(client, coordinator):
    response = log_in(client, coordinator.email)
    assert (response.status_code, response["Location"]) == (302, reverse("home"))


def test_login_goes_on_to_the_page_one_came_for(client, coordinator):
    page = reverse("home")
    to_login = client.get(page)
    assert to_login["Location"] == f"{LOGIN}?next={page}"
    form_page = client.get(to_login["Location"])
    assert f'<input type="hidden" name="next" value="{page}">' in text(form_page)
    assert log_in(client, coordinator.email, next="/werk/overzicht?datum=1")["Location"] == "/werk/overzicht?datum=1"


def test_login_does_not_go_on_to_another_site(client, coordinator):
    assert log_in(client, coordinator.email, next="https://kwaad.example/")["Location"] == reverse("home")


def test_login_ignores_capitals_in_the_address(client, coordinator):
    assert log_in(client, "Joost@Zorg.example").status_code == 302


@pytest.mark.parametrize("email", ["joost@zorg.example", "niemand@zorg.example"])
def test_wrong_password_and_unknown_address_get_the_same_sentence(client, coordinator, email):
    response = log_in(client, email, "helemaal verkeerd")
    sentence = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw."
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [sentence]
    assert "<title>Fout: Inloggen" in text(response)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        (
            {},
            {
                "login": ["Vul een e-mailadres in, bijvoorbeeld naam@school.nl."],
                "password": ["Vul je wachtwoord in."],
            },
        ),
        (
            {"login": "joost", "password": "x"},
            {"login": ["Er mist een @ in het e-mailadres. Bijvoorbeeld naam@school.nl."]},
        ),
        (
            {"login": "joost@", "password": "x"},
            {"login": ["Dit e-mailadres klopt niet. Bijvoorbeeld naam@school.nl."]},
        ),
    ],
)
def test_login_says_what_is_missing(client, values, errors):
    assert client.post(LOGIN, values).context["form"].errors == errors


def test_sixth_wrong_password_is_refused_even_when_the_next_is_right(client, coordinator):
    for _ in range(5):
        log_in(client, coordinator.email, "helemaal verkeerd")
    response = log_in(client, coordinator.email)
    sentence = "Je hebt het te vaak geprobeerd. Wacht 5 minuten en probeer het opnieuw."
    assert response.context["form"].non_field_errors() == [sentence]


def test_closed_account_is_told_so_after_the_right_password_only(client, coordinator):
    User.objects.update(is_active=False)
    assert "horen niet bij elkaar" in text(log_in(client, coordinator.email, "verkeerd wachtwoord"))
    assert log_in(client, coordinator.email)["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("ticked", "age"), [({}, 0), ({"remember": "on"}, 30 * 24 * 3600)])
def test_session_ends_with_the_browser_unless_one_is_remembered(client, coordinator, ticked, age):
    log_in(client, coordinator.email, **ticked)
    assert client.session["_session_expiry"] == age


def test_logging_out_takes_a_post(client, coordinator):
    client.force_login(coordinator)
    assert "Wil je uitloggen?" in text(client.get(reverse("account_logout")))
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout"))["Location"] == reverse("start")
    assert "_auth_user_id" not in client.session


# --- Code ---------------------------------------------------------------------


def test_student_logs_in_with_the_code_of_the_mail(client, student):
    response = ask_for_code(client, student.email)
    assert response["Location"] == ENTER
    code = mailed_code()
    assert mail.outbox[0].to == [student.email]
    response = client.post(ENTER, {"code": code})
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(student.pk)


def test_code_field_can_be_filled_by_the_phone(client, student):
    ask_for_code(client, student.email)
    page = text(client.get(ENTER))
    field = re.search(r'<input[^>]*name="code"[^>]*>', page)[0]
    assert 'autocomplete="one-time-code"' in field
    assert 'inputmode="numeric"' in field
    assert "maxlength" not in field  # a pasted "123 456" must fit


@pytest.mark.parametrize("typed", ["{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", " {0}\n", "{0}."])
def test_code_may_be_pasted_with_what_stands_around_it(client, student, typed):
    ask_for_code(client, student.email)
    assert client.post(ENTER, {"code": typed.format(mailed_code())}).status_code == 302


def test_code_goes_on_to_the_page_one_came_for(client, student):
    asked = client.post(f"{ASK}?next=/mijn-stage", {"email": student.email})
    assert asked["Location"] == f"{ENTER}?next=%2Fmijn-stage"
    done = client.post(asked["Location"], {"code": mailed_code()})
    assert done["Location"] == "/mijn-stage"


@pytest.mark.parametrize(("ticked", "age"), [({}, 0), ({"remember": "on"}, 30 * 24 * 3600)])
def test_phone_is_remembered_when_asked(client, student, ticked, age):
    ask_for_code(client, student.email)
    client.post(ENTER, {"code": mailed_code(), **ticked})
    assert client.session["_session_expiry"] == age


def answers_to(client, email):
    """What somebody sees who asks for a code: status, address and page, without the address they typed."""
    asked = ask_for_code(client, email)
    page = client.get(asked["Location"])
    shown = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text(page)).replace(email, "")
    return asked.status_code, asked["Location"], page.status_code, shown


def test_every_address_gets_the_same_answer(client, student, coordinator):
    closed = StudentFactory(with_user=True, email="weg@leerling.example").user
    User.objects.filter(pk=closed.pk).update(is_active=False)
    known = answers_to(client, student.email)
    assert SAME_PAGE in known[-1]
    for email in ("niemand@leerling.example", coordinator.email, closed.email):
        assert answers_to(client.__class__(), email) == known


def test_code_is_for_students_and_others_hear_how_they_log_in(client, coordinator):
    ask_for_code(client, coordinator.email)
    assert run_jobs() == ["send_account_mail"]
    assert mail.outbox[0].subject == "Zo log je in bij Leerplaats Regio Maas"
    assert "Jij logt in met je wachtwoord" in mail.outbox[0].body


def test_student_who_is_a_colleague_too_needs_the_password(client, student):
    MembershipFactory(user=student)
    ask_for_code(client, student.email)
    run_jobs()
    assert "Jij logt in met je wachtwoord" in mail.outbox[0].body


def test_nobody_is_mailed_at_an_unknown_address(client):
    ask_for_code(client, "niemand@leerling.example")
    assert run_jobs() == []


def test_student_on_a_school_list_gets_an_account_by_asking(client):
    student = StudentFactory(email="Nieuw@Leerling.example")
    ask_for_code(client, "nieuw@leerling.example")
    client.post(ENTER, {"code": mailed_code()})
    student.refresh_from_db()
    assert client.session["_auth_user_id"] == str(student.user_id)
    assert student.user.memberships.get().school == student.school


def test_wrong_code_can_be_tried_again_and_the_fifth_ends_it(client, student):
    ask_for_code(client, student.email)
    code = mailed_code()
    wrong = "000000" if code != "000000" else "111111"
    sentence = "Deze code klopt niet. Kijk in je nieuwste mail of vraag een nieuwe code aan."
    for _ in range(4):
        assert client.post(ENTER, {"code": wrong}).context["form"].errors == {"code": [sentence]}
    assert client.post(ENTER, {"code": wrong})["Location"] == ASK
    assert client.post(ENTER, {"code": code})["Location"] == ASK
    assert "_auth_user_id" not in client.session
    assert "Je hebt het te vaak geprobeerd" in text(client.get(ASK))


def test_code_expires_after_fifteen_minutes(client, student, monkeypatch):
    ask_for_code(client, student.email)
    code = mailed_code()
    now = timezone.now().timestamp()
    monkeypatch.setattr("time.time", lambda: now + 15 * 60 + 5)
    assert client.post(f"{ENTER}?next=/mijn-stage", {"code": code})["Location"] == f"{ASK}?next=%2Fmijn-stage"
    assert "Deze code is verlopen. Vraag een nieuwe aan." in text(client.get(ASK))


def test_code_works_once(client, student):
    ask_for_code(client, student.email)
    code = mailed_code()
    assert client.post(ENTER, {"code": code})["Location"] == reverse("home")
    client.logout()
    assert client.post(ENTER, {"code": code})["Location"] == ASK
    assert "_auth_user_id" not in client.session


def test_a_new_code_ends_the_one_before(client, student):
    codes = []
    for _ in range(2):
        ask_for_code(client, student.email)
        codes.append(mailed_code())
    old, new = codes
    if old != new:  # once in a million
        assert "Deze code klopt niet." in str(client.post(ENTER, {"code": old}).context["form"].errors)
    assert client.post(ENTER, {"code": new}).status_code == 302


def test_the_mail_with_a_code_holds_no_address_that_lets_somebody_in(client, student):
    ask_for_code(client, student.email)
    code = mailed_code()
    [sent] = mail.outbox
    assert code in sent.alternatives[0][0]
    assert "http" not in sent.body
    assert "Geef hem aan niemand door." in sent.body


def test_asking_for_a_code_changes_nothing_for_an_address_that_is_nobodys(client, student):
    before = (User.objects.count(), Membership.objects.count(), Student.objects.count())
    ask_for_code(client, "niemand@leerling.example")
    assert (User.objects.count(), Membership.objects.count(), Student.objects.count()) == before


def test_code_of_another_browser_opens_nothing(client, student):
    ask_for_code(client, student.email)
    code = mailed_code()
    assert client.__class__().post(ENTER, {"code": code})["Location"] == ASK


def test_fourth_request_in_a_row_is_refused_for_any_address(client, student):
    for email in (student.email, "niemand@leerling.example"):
        for _ in range(3):
            assert ask_for_code(client, email).status_code == 302
        assert ask_for_code(client, email).context["form"].errors == {
            "email": ["Je hebt het te vaak geprobeerd. Wacht 5 minuten en probeer het opnieuw."]
        }


def test_who_waits_for_a_code_can_still_correct_the_address_or_use_a_password(client, student):
    ask_for_code(client, "nor@leerling.example")
    assert client.get(ASK).status_code == 200
    assert client.get(LOGIN).status_code == 200


def test_lost_link_page_sends_a_code_too(client, student):
    assert "Ik ben mijn link kwijt" in text(client.get(reverse("link-lost")))
    assert client.post(reverse("link-lost"), {"email": student.email})["Location"] == ENTER


# --- Forgotten password ---------------------------------------------------------


def test_new_password_is_chosen_once_through_the_mail(client, coordinator):
    assert client.post(FORGOTTEN, {"email": coordinator.email})["Location"] == reverse("account_reset_password_done")
    run_jobs()
    address = re.search(r"http\S+(/wachtwoord/\S+)", mail.outbox[0].body)[1]
    shown = client.get(address)
    assert shown["Location"].endswith("/kiezen")  # the secret has left the address bar
    chosen = client.post(shown["Location"], {"password1": "vier woorden op een rij"})
    assert chosen["Location"] == reverse("home")
    assert log_in(client.__class__(), coordinator.email, "vier woorden op een rij").status_code == 302
    assert "Deze link werkt niet meer" in text(client.__class__().get(address))


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Kies een wachtwoord van ten minste 12 tekens."),
        ("kort", "Dit wachtwoord is te kort. Kies er een van ten minste 12 tekens."),
        ("joostvoorbeeld", "Dit wachtwoord lijkt te veel op je naam of e-mailadres. Kies iets anders."),
        ("9081726354019", "Dit wachtwoord heeft alleen cijfers. Gebruik ook letters."),
        (
            "q1w2e3r4t5y6",
            "Dit wachtwoord gebruiken te veel mensen. Kies iets anders, bijvoorbeeld vier losse woorden.",
        ),
    ],
)
def test_weak_password_is_refused_with_a_sentence(client, coordinator, password, sentence):
    client.post(FORGOTTEN, {"email": coordinator.email})
    run_jobs()
    address = re.search(r"http\S+(/wachtwoord/\S+)", mail.outbox[0].body)[1]
    form_address = client.get(address)["Location"]
    assert client.post(form_address, {"password1": password}).context["form"].errors == {"password1": [sentence]}


def test_forgotten_password_gives_the_same_answer_for_every_address(client, coordinator, student):
    answers = {
        (response.status_code, response["Location"])
        for email in (coordinator.email, student.email, "niemand@zorg.example")
        for response in [client.post(FORGOTTEN, {"email": email})]
    }
    assert answers == {(302, reverse("account_reset_password_done"))}
    run_jobs()
    assert [(message.to, message.subject) for message in mail.outbox] == [
        ([coordinator.email], "Kies een nieuw wachtwoord voor Leerplaats Regio Maas"),
        ([student.email], "Zo log je in bij Leerplaats Regio Maas"),
    ]


def test_mails_come_from_the_installation_and_can_be_answered(client, coordinator):
    client.post(FORGOTTEN, {"email": coordinator.email})
    run_jobs()
    assert mail.outbox[0].from_email == "Leerplaats Regio Maas <stage@regiomaas.example>"
    assert mail.outbox[0].reply_to == ["hulp@regiomaas.example"]


# --- Memberships ----------------------------------------------------------------


def test_ended_role_closes_at_the_next_request(client, coordinator):
    client.force_login(coordinator)
    membership = coordinator.memberships.get()
    page = reverse("member-list")
    assert client.get(page).status_code == 200
    membership.ends_on = timezone.localdate()
    membership.save()
    assert client.get(page).status_code == 403


def test_role_that_starts_tomorrow_opens_nothing_yet(client):
    user = UserFactory()
    MembershipFactory(user=user, starts_on=timezone.localdate() + timedelta(days=1))
    client.force_login(user)
    assert client.get(reverse("member-list")).status_code == 403


def test_closed_account_is_out_at_the_next_request(client, coordinator):
    client.force_login(coordinator)
    User.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert client.get(reverse("member-list"))["Location"].startswith(LOGIN)


def test_one_person_can_be_student_at_two_schools():
    first = StudentFactory(with_user=True, email="noor@leerling.example")
    second = StudentFactory(school=SchoolFactory(), email="noor@leerling.example", user=first.user)
    Membership.objects.create(user=first.user, role=Role.STUDENT, school=second.school)
    assert set(Student.objects.filter(user=first.user)) == {first, second}
