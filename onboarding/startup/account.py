"""As whom PostgreSQL runs. It refuses to run as root, so root has to become somebody else."""

import argparse
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from onboarding.startup.progress import Refusal

SYSTEM_USER = "stagestart"
SYSTEM_FOLDER = Path("/var/lib/stagestart")
NAMESPACE = ("unshare", "-U", "--map-user=1000")


@dataclass(frozen=True)
class Account:
    """How to run a PostgreSQL program: in a user namespace, as a user of the system, or just so."""

    in_namespace: bool = False
    user: str = ""
    place: Path = SYSTEM_FOLDER  # where that user keeps its files: it cannot look into the home of root

    @property
    def prefix(self) -> tuple[str, ...]:
        """Words in front of the program."""
        return NAMESPACE if self.in_namespace else ()

    @property
    def uid(self) -> int:
        """Owner of the files, as seen from outside the namespace."""
        return pwd.getpwnam(self.user).pw_uid if self.user else os.geteuid()

    def options(self) -> list[str]:
        """This account as options of a command line; `add_options` and `from_options` read them back."""
        namespace = ["--namespace"] if self.in_namespace else []
        return namespace + (["--user", self.user, "--place", str(self.place)] if self.user else [])

    def popen_arguments(self) -> dict[str, object]:
        """Arguments for `subprocess` that change the user, if that is needed."""
        if not self.user:
            return {}
        return {"user": self.uid, "group": pwd.getpwnam(self.user).pw_gid, "extra_groups": []}

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only this account can enter. Raises FileExistsError, as mkdir does."""
        folder.mkdir(mode=0o700)
        if self.user:
            os.chown(folder, self.uid, pwd.getpwnam(self.user).pw_gid)


def choose() -> Account:
    """The ordinary user itself; as root a user namespace, or a system user where those are forbidden.

    A namespace needs no new user and leaves all rights on folders as they are. Raises Refusal when root
    can do neither.
    """
    if os.geteuid() != 0:
        return Account()
    if namespace_works():
        return Account(in_namespace=True)
    make_system_user(SYSTEM_USER)
    return Account(user=SYSTEM_USER)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let a command line accept what `Account.options` writes."""
    parser.add_argument("--namespace", action="store_true")
    parser.add_argument("--user", default="")
    parser.add_argument("--place", type=Path, default=SYSTEM_FOLDER)


def from_options(options: argparse.Namespace) -> Account:
    """The account that `Account.options` wrote down."""
    return Account(in_namespace=options.namespace, user=options.user, place=options.place)


def namespace_works() -> bool:
    """True when the kernel lets us map root to an ordinary user (some containers forbid it)."""
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode == 0


def make_system_user(name: str) -> None:
    """Make a user of the system without login, unless it exists. Raises Refusal when that fails."""
    try:
        pwd.getpwnam(name)
        return
    except KeyError:
        pass
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(SYSTEM_FOLDER)]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", name], check=True, capture_output=True)
        pwd.getpwnam(name)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise Refusal(
            "PostgreSQL mag niet als root draaien en we kunnen geen systeemgebruiker maken. "
            "Start dit commando als gewone gebruiker, of geef met DATABASE_URL een eigen PostgreSQL op."
        ) from error
