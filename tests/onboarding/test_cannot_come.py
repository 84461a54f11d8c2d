"""A student says "ik kom" or "ik kan niet" in a real browser's way, and everybody reads the same words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.student_answers import cannot_come
from onboarding.forms.stages import CannotComeForm
from onboarding.models import Message, Placement
from profiles.enums import Role
from tests.factories import LeerplaatsprofielFactory, PlacementFactory, person
from tests.profiles.conftest import text_of

pytestmark = pytest.mark.django_db
WORDS = "De plek, de dagen of de datum kloppen niet"


@pytest.fixture
def noor():
    start = timezone.localdate() + timedelta(days=10)
    placement = PlacementFactory(
        starts_on=start,
        ends_on=start + timedelta(days=60),
        request__student__given_name="Noor",
        request__student__last_name="Jansen",
        request__student__with_user=True,
    )
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True)
    return placement


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def refused(noor):
    """The stage after the student said "ik kan niet", with a coordinator, a praktijkopleider and a school."""
    noor.farida = person(Role.COORDINATOR, noor.institution, name="Farida Yilmaz")
    noor.joost = person(Role.PRAKTIJKOPLEIDER, noor.institution, noor.leerplaats, name="Joost Verhage")
    noor.bureau = person(Role.SCHOOL_COORDINATOR, noor.school, name="Ans Bureau")
    cannot_come(placement=noor, reason="terms", by=noor.student.user)
    return noor


def token_in(page, address):
    """The token in the form that posts to `address`, as a browser finds it."""
    form = page.split(f'action="{address}"')[1].split("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    return form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_ik_kom_works_with_the_token_of_the_page(browser, noor):
    browser.force_login(noor.student.user)
    address = reverse("my-placement-agree")
    page = browser.get(reverse("my-placement")).content.decode()

    answer = browser.post(address, {"csrfmiddlewaretoken": token_in(page, address)}, follow=True)

    assert "Je hebt gezegd: ik kom" in text_of(answer)
    assert Placement.objects.get(pk=noor.pk).student_agreed_at


def test_the_question_stands_right_below_where_and_when(browser, noor):
    browser.force_login(noor.student.user)
    page = text_of(browser.get(reverse("my-placement")))

    assert (
        page.index("Je eerste dag</h2>")
        < page.index("Zet in je agenda")
        < page.index("Kom je?")
        < page.index("Ben je ziek?", page.index("Kom je?"))
    )


def test_a_button_without_token_leads_back_and_speaks_of_no_text(browser, noor):
    browser.force_login(noor.student.user)
    here = f"http://testserver{reverse('my-placement')}"

    button = browser.post(reverse("my-placement-agree"), headers={"referer": here})
    text = browser.post(reverse("my-placement-add-task"), {"text": "Fiets"}, headers={"referer": "https://elders.nl/"})

    assert (button.status_code, text.status_code) == (403, 403)
    assert "Kopieer" not in text_of(button) and f'href="{here}"' in text_of(button)
    assert "Kopieer je tekst" in text_of(text) and "elders.nl" not in text_of(text)
    assert f'href="{reverse("start")}"' in text_of(button)


def test_every_reason_reaches_all_in_the_words_the_student_chose(client, refused):
    assert ("terms", WORDS) in CannotComeForm().fields["reason"].choices
    mails = Message.objects.filter(key__startswith="cannot")
    assert {mail.to_email for mail in mails} == {refused.farida.email, refused.bureau.email}
    assert all(WORDS in mail.body and "Jansen" not in mail.body for mail in mails)
    for user, address in (
        (refused.farida, reverse("placement-detail", args=[refused.pk])),
        (refused.joost, reverse("placement-detail", args=[refused.pk])),
        (refused.bureau, reverse("student-list")),
        (refused.bureau, reverse("student-detail", args=[refused.student_id])),
    ):
        client.force_login(user)
        page = text_of(client.get(address))
        assert WORDS in page and "vergissing" not in page


def test_the_school_reads_when_the_student_said_so(client, refused):
    client.force_login(refused.bureau)
    page = text_of(client.get(reverse("student-detail", args=[refused.student_id])))

    assert "Noor zei op " in page and ": ik kan niet." in page
    assert "heeft nog niet gezegd" not in page
    assert "Student zei: ik kan niet" in text_of(client.get(reverse("student-list")))


@pytest.mark.parametrize(("who", "step"), [("farida", "Overleg met Noor J."), ("joost", "De coördinator beslist")])
def test_who_cannot_come_is_at_risk_with_somebody_to_talk_to(client, refused, who, step):
    client.force_login(getattr(refused, who))
    page = text_of(client.get(reverse("placement-overview")))

    assert "1 student start in de komende 4 weken. 1 loopt risico." in page
    rows = page.split("<tbody")[1].split("</tbody>")[0]  # the filter above it names every status
    assert step in rows and "Loopt risico" in rows and "Alles klaar" not in rows


def test_lapsing_leads_to_another_place_and_promises_nothing_before_that_is_chosen(client, refused):
    Placement.objects.filter(pk=refused.pk).update(first_seen_at=timezone.now())
    client.force_login(refused.farida)
    address = reverse("placement-cancel", args=[refused.pk])
    assert "Wij zoeken" not in text_of(client.get(address))
    version = Placement.objects.get(pk=refused.pk).version
    sent = {"version": version, "reason": "terms", "still_looking": "ja", "instruction": ""}
    assert "Wij zoeken een andere plek voor je." in text_of(client.post(address, {**sent, "doe": "voorbeeld"}))

    answer = client.post(address, sent, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("match-lock", args=[refused.request.period_id])
    assert "Zoek hier een andere plek." in text_of(answer)
    assert all(WORDS in mail.body for mail in Message.objects.filter(key__startswith="team-cancelled"))
