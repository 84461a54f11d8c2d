"""Scanners of mail open every address in it before the reader does: nothing changes, and nothing is used up."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from onboarding.models import PersonalLink
from profiles.models import User
from tests.access.checks import undone
from tests.mailed_addresses import FOLDER, mailed, secrets_of, state

pytestmark = pytest.mark.django_db
# Mails without an address of ours: a code to type, thanks, or a fact to read.
WITHOUT_ADDRESS = frozenset(
    {
        "account_login_code",
        "account_fresh_code",
        "contribution_thanks",
        "stage_cancelled",
        "team_stage_cancelled",
        "reminder_service",
        "worklist_code",
    }
)


@pytest.fixture
def found(worlds):
    """World A, its secrets, and per mail the addresses in it. Taken back afterwards."""
    a, _, _ = worlds
    with undone():
        secrets = secrets_of(a)
        yield a, secrets, mailed(a, secrets)


def every(addresses):
    return sorted({path for paths in addresses.values() for path in paths})


def gets_all(paths):
    """Opens each address as it stands."""
    browser = Client()
    for path in paths:
        browser.get(path)


def heads_and_follows(paths):
    """Asks for the head first, then follows where the address leads."""
    browser = Client()
    for path in paths:
        browser.head(path, follow=True)
        browser.get(path, follow=True)


def prefetches_and_fills_in(paths):
    """Fetches ahead, twice and from two places, and submits every form that is sent by GET."""
    for place in ("203.0.113.7", "198.51.100.20"):
        browser = Client(REMOTE_ADDR=place, headers={"sec-purpose": "prefetch", "purpose": "prefetch"})
        for path in paths:
            for _ in range(2):
                page = browser.get(path, follow=True)
            for form in re.findall(
                r"<form[^>]*method=\"get\"[^>]*>.*?</form>", page.content.decode(errors="ignore"), re.S
            ):
                action = re.search(r'action="([^"]*)"', form)
                names = re.findall(r'name="([^"]+)"', form)
                browser.get(action[1] if action and action[1] else path.partition("?")[0], dict.fromkeys(names, "x"))


@pytest.mark.parametrize("scan", [gets_all, heads_and_follows, prefetches_and_fills_in])
def test_scanning_changes_nothing_and_everybody_gets_in_afterwards(found, scan):
    a, secrets, addresses = found
    before = state()
    scan(every(addresses))
    assert state() == before
    used = PersonalLink.objects.filter(student=a.student, revoked_at__isnull=True).count()
    student = Client()
    assert student.post(secrets.stage)["Location"] == reverse("my-placement")
    assert student.get(reverse("my-placement")).status_code == 200
    assert Client().post(secrets.wishes)["Location"] == reverse("my-wishes")
    assert PersonalLink.objects.filter(student=a.student, revoked_at__isnull=True).count() == used
    assert Client().get(secrets.help).status_code in (200, 302)
    assert Client().get(secrets.upkeep).status_code in (200, 302)
    assert Client().get(secrets.worklist).status_code in (200, 302)
    _chooses_a_password(secrets.password, a.praktijkopleider)


def _chooses_a_password(address, user):
    browser = Client()
    form = browser.get(address)["Location"]
    browser.post(form, {"password1": "vier woorden op een rij"})
    assert User.objects.get(pk=user.pk).check_password("vier woorden op een rij")


def test_every_mail_is_among_those_that_were_scanned(found):
    _, secrets, addresses = found
    assert set(addresses) == {path.stem for path in FOLDER.glob("[!_]*.txt")}
    assert {name for name, paths in addresses.items() if not paths} == WITHOUT_ADDRESS
    assert set(vars(secrets).values()) <= set(every(addresses))


def test_only_first_mails_and_those_for_people_without_an_account_hold_a_secret(found):
    """What a student forwards afterwards (a change, a reminder, an invitation) opens nothing for somebody else."""
    _, secrets, addresses = found
    held = {name for name, paths in addresses.items() if any(secret in paths for secret in vars(secrets).values())}
    assert held == {
        "start",
        "wishes",
        "account_invitation",
        "account_new_password",
        "contribution_link",
        "profile_upkeep",
        "worklist_link",
    }


def test_a_change_by_opening_would_be_seen(found):
    a, _, _ = found
    before = state()
    User.objects.filter(pk=a.student.user_id).update(name="Iemand anders")
    after = state()
    assert [name for name in before if before[name] != after[name]] == ["profiles_user"]
