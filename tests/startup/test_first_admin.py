"""The first account of an empty portal."""

import io

import pytest
from django.core.management import CommandError, call_command

from profiles.enums import Role
from profiles.models import AuditEvent, Membership, User

PASSWORD = "vier losse woorden samen"


@pytest.fixture
def first_admin(db, monkeypatch):
    def run(password: str = PASSWORD, **options: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        said = io.StringIO()
        call_command("first_admin", stdout=said, **{"email": "Beheer@Regio.example", "name": "Ada Bos", **options})
        return said.getvalue()

    return run


def test_it_makes_a_regional_administrator_who_can_log_in(first_admin):
    assert first_admin() == "Ada Bos is regiobeheerder en logt in met beheer@regio.example.\n"
    user = User.objects.get()
    assert user.check_password(PASSWORD)
    assert [membership.role for membership in user.memberships.all()] == [Role.REGIONAL_ADMIN]
    assert [event.by for event in AuditEvent.objects.all()] == [user]


def test_a_second_administrator_comes_from_the_portal(first_admin):
    first_admin()
    with pytest.raises(CommandError, match="Er is al een regiobeheerder: Ada Bos. Die geeft anderen toegang."):
        first_admin(email="ander@regio.example")
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"password": "kort"}, {"email": "geen-adres"}, {"name": "   "}, {"password": "123456789012"}]
)
def test_wrong_input_makes_nothing(first_admin, wrong):
    with pytest.raises(CommandError):
        first_admin(**wrong)
    assert not User.objects.exists()
