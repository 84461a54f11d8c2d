"""Everybody who may come to the door. All work or study in world A, except those called "other" of a place."""

from django.test import Client
from django.utils import timezone

from onboarding.actions.links import make_personal_link, revoke_links
from onboarding.models import PersonalLink
from profiles.enums import Role
from profiles.models import User
from tests.factories import UserFactory, person

VISITORS = ("visitor", "closed_account", "expired_link", "revoked_link")
WITHOUT_ROLE = ("no_role", "ended_membership")
IDENTITIES = (
    "visitor",
    "no_role",
    "student",
    "other_student",  # of world B
    "werkbegeleider",
    "other_werkbegeleider",  # of another leerplaats in the same institution
    "praktijkopleider",
    "other_praktijkopleider",  # likewise
    "coordinator",
    "other_coordinator",  # of the institution of world B
    "schoolcoordinator",
    "other_schoolcoordinator",  # of the school of world B
    "regional_admin",
    "closed_account",  # was a coordinator
    "ended_membership",  # was a coordinator until today
    "expired_link",
    "revoked_link",
)


def cookies_of(a, b):
    """The cookies of each identity, as a browser holds them. A test makes a fresh browser from them each time."""
    region = person(Role.REGIONAL_ADMIN, name="Rika Regio")
    users = {
        "no_role": UserFactory(),
        "student": a.student.user,
        "other_student": b.student.user,
        "werkbegeleider": a.werkbegeleider,
        "other_werkbegeleider": a.other_werkbegeleider,
        "praktijkopleider": a.praktijkopleider,
        "other_praktijkopleider": a.other_praktijkopleider,
        "coordinator": a.coordinator,
        "other_coordinator": b.coordinator,
        "schoolcoordinator": a.schoolcoordinator,
        "other_schoolcoordinator": b.schoolcoordinator,
        "regional_admin": region,
        "closed_account": person(Role.COORDINATOR, a.institution),
        "ended_membership": person(Role.COORDINATOR, a.institution, ends_on=timezone.localdate()),
    }
    clients = {name: _logged_in(user) for name, user in users.items()}
    User.objects.filter(pk=users["closed_account"].pk).update(is_active=False)
    clients |= {"visitor": Client(), "expired_link": _expired(a.waiting), "revoked_link": _revoked(a.waiting, region)}
    return {name: dict(clients[name].cookies) for name in IDENTITIES}


def browser(cookies, **options):
    """A fresh browser with these cookies."""
    client = Client(**options)
    client.cookies.update(cookies)
    return client


def _logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def _expired(student):
    link = make_personal_link(student=student)
    PersonalLink.objects.filter(student=student).update(expires_at=timezone.now())
    return _tried(link)


def _revoked(student, by):
    link = make_personal_link(student=student)
    client = Client()
    client.post(link)  # it worked, until it was taken back
    student.refresh_from_db()
    revoke_links(student=student, by=by)
    client.post(link)
    return client


def _tried(link):
    client = Client()
    client.post(link)
    return client
