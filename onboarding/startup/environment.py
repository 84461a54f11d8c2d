"""The environment variables a command runs with, so that trying the portal needs none at all."""

import os
import secrets
from pathlib import Path

from onboarding.startup.progress import Refusal

TRIAL_COMMANDS = frozenset({"start", "demo", "demo_logins"})
REAL_SIGNS = ("SECRET_KEY", "ALLOWED_HOSTS")
KEY_FILE = "secret_key"
RUNNING_FILE = "running.lock"  # holds the address of the portal that runs on this data


def is_trial(command: str) -> bool:
    """True for somebody who tries the portal, false for a real environment.

    STAGESTART_DEMO decides when it is set. Otherwise a secret or a host name shows that this is a real
    environment, which then gets no embedded database, no demo region and all checks of the settings.
    """
    chosen = os.environ.get("STAGESTART_DEMO")
    if chosen is not None:
        return chosen.lower() in ("1", "true", "yes", "on")
    if any(os.environ.get(name) for name in REAL_SIGNS):
        return False
    return command in TRIAL_COMMANDS or not os.environ.get("DATABASE_URL")


def apply_trial(data: Path, port: int | None = None) -> None:
    """Set what the settings ask for, with values for this machine alone, unless somebody set them."""
    os.environ["STAGESTART_DEMO"] = "1"
    os.environ["STAGESTART_DATA"] = str(data)
    os.environ.setdefault("SECRET_KEY", local_key(data))
    address = f"http://localhost:{port}" if port else last_address(data)
    if address:
        os.environ.setdefault("STAGESTART_URL", address)


def last_address(data: Path) -> str:
    """Where the portal on this data runs, or ran last, so that links in the output of a command work."""
    try:
        return (data / RUNNING_FILE).read_text()
    except OSError:
        return ""


def use_database(url: str) -> None:
    """Point Django to the embedded server. The libpq variables of whoever runs this must not interfere."""
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    os.environ["DATABASE_URL"] = url


def local_key(data: Path) -> str:
    """The secret of this data folder, made once. Raises Refusal when the folder cannot be used."""
    file = data / KEY_FILE
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
                handle.write(secrets.token_urlsafe(64))
        except FileExistsError:
            pass
        return file.read_text().strip()
    except OSError as error:
        raise Refusal(f"We kunnen de map {data} niet gebruiken: {error.strerror}.") from error
