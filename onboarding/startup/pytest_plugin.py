"""Gives every test run a PostgreSQL of its own, before pytest-django reads the settings.

Named with `-p` in pyproject.toml, because a conftest.py comes too late for that.
"""

import contextlib
import ipaddress
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onboarding.startup import environment, postgres

OWN_VARIABLES = (
    "STAGESTART_",
    "EMAIL_",
    "ALLOWED_HOSTS",
    "DEBUG",
    "SECRET_KEY",
    "DATABASE_URL",
    "CONN_MAX_AGE",
    "SECURE_",
    "LOG_LEVEL",
)
RUN = pytest.StashKey[contextlib.ExitStack]()


class NetworkIsShut(Exception):
    """A test tried to reach another machine."""


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the server and set the environment; in a worker of xdist both are there already."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        run = contextlib.ExitStack()
        early_config.stash[RUN] = run
        _clean_environment()
        data = Path(tempfile.mkdtemp(prefix="stagestart-test-"))
        cluster = run.enter_context(postgres.Cluster(data, careless=True))
        environment.use_database(cluster.url)
        os.environ["STAGESTART_DATA"] = str(data)
        (data / "static").mkdir()
    sys.addaudithook(_refuse_network)
    return (yield)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server; its guard removes all its files."""
    if RUN in config.stash:
        config.stash[RUN].close()


def _clean_environment() -> None:
    """What somebody set for their own portal must not change a test."""
    for name in [name for name in os.environ if name.startswith(OWN_VARIABLES)]:
        del os.environ[name]
    os.environ["STAGESTART_TESTING"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "onboarding.settings"
    # Playwright keeps an event loop running in the thread of the test; nothing of ours is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def _refuse_network(event: str, arguments: tuple) -> None:
    """Shut the network for Python code, except to this machine itself."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    else:
        return
    if host is not None and not _is_this_machine(host):
        raise NetworkIsShut(f"Een test wilde naar {host}. In de tests is het netwerk dicht.")


def _is_this_machine(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback or ipaddress.ip_address(name).is_unspecified
    except ValueError:
        return False
