"""Both worlds, built once per module: each request is taken back, so that all see the same rows."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from onboarding.actions.links import make_personal_link
from profiles.actions.contributions import new_token
from profiles.upkeep_links import upkeep_path
from tests.access.checks import set_looks_apart
from tests.access.identities import cookies_of
from tests.access.worlds import build_two_worlds

# Sessions live in the cookie here: they may change on a GET, everything in the database may not.
SESSIONS = {
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """World A, world B and the cookies of everybody."""
    with django_db_blocker.unblock(), override_settings(**SESSIONS), transaction.atomic():
        set_looks_apart()
        a, b = build_two_worlds()
        for world in (a, b):
            world.link_token = make_personal_link(student=world.student).removeprefix("/link/")
            world.help_token = new_token(world.contribution)
            world.upkeep_token = upkeep_path(world.profile, world.praktijkopleider).removeprefix("/klopt-dit-nog/")
        yield a, b, cookies_of(a, b)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def calm_logging(caplog):
    """Refusals are what these tests ask for; they need no line each in the report."""
    caplog.set_level("CRITICAL", logger="django.request")
    assert settings.DEBUG is False
