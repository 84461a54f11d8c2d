"""Makes `.venv` and installs what the lock files name, with hashes."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onboarding.startup import native
from onboarding.startup.progress import Refusal, say, step

RUNTIME_LOCK = "requirements.lock"
TEST_LOCK = "requirements-test.lock"  # holds everything of the runtime lock too
STAMP = "stagestart.json"
GUARD_FILE = "stagestart.lock"
LOG = "stagestart-install.log"


def is_inside(root: Path) -> bool:
    """True when this very process runs on the Python of `.venv`."""
    return Path(sys.prefix).resolve() == (root / ".venv").resolve()


def prepare(root: Path, lock: str) -> Path:
    """Make `.venv` if needed and install `lock` if it changed; returns the Python in it.

    Two commands at the same moment wait for each other. Raises Refusal when it cannot be made.
    """
    folder = root / ".venv"
    python = folder / "bin" / "python"
    wanted = _digest(root / lock)
    if not _is_complete(folder, python, lock, wanted):
        with _one_at_a_time(folder):
            if not _is_complete(folder, python, lock, wanted):
                _complete(folder, python, root / lock, wanted)
    return python


def _is_complete(folder: Path, python: Path, lock: str, wanted: str) -> bool:
    stamp = _stamp(folder)
    return stamp.get(lock) == wanted and stamp.get("python") == _version(python)


def _complete(folder: Path, python: Path, lock: Path, wanted: str) -> None:
    version = _version(python)
    if version is None or _stamp(folder).get("python", version) != version:
        _create(folder)
        version = _version(python)
    _install(folder, python, lock)
    installed = {lock.name: wanted}
    if lock.name == TEST_LOCK:
        installed[RUNTIME_LOCK] = _digest(lock.with_name(RUNTIME_LOCK))
    _write_stamp(folder, {"python": version, **installed})


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(exist_ok=True)
        handle = open(folder / GUARD_FILE, "w")
    except OSError as error:
        raise Refusal(f"We kunnen niet schrijven in {folder.parent}: {error.strerror}.") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Wachten op een ander commando dat pakketten installeert"):
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _version(python: Path) -> str | None:
    """Version of the Python in `.venv`, or nothing when there is none that runs."""
    if not python.exists():
        return None
    show = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([python, "-c", show], capture_output=True, text=True)
    return answer.stdout.strip() if answer.returncode == 0 else None


def _create(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.name == GUARD_FILE:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    with step("Eigen Python-map (.venv) maken"):
        # Without pip: it takes seconds, uv does not need it, and a bare Debian cannot do it.
        command = [sys.executable, "-m", "venv", "--without-pip", str(folder)]
        answer = subprocess.run(command, capture_output=True, text=True)
    if answer.returncode != 0:
        raise native.VENV.refusal()


def _install(folder: Path, python: Path, lock: Path) -> None:
    with open(folder / LOG, "w") as log:
        if _uv_works():
            with step("Pakketten installeren met uv"):
                command = [
                    "uv",
                    "pip",
                    "install",
                    "--python",
                    str(python),
                    "--require-hashes",
                    "-r",
                    str(lock),
                ]
                if subprocess.run(command, stdout=log, stderr=log).returncode == 0:
                    return
            say("  Met uv lukt het niet. We proberen het met pip.")
        _need_pip(python)
        say("  De pakketten installeren duurt de eerste keer 1 tot 3 minuten.")
        with step("Pakketten installeren met pip"):
            command = [str(python), "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(lock)]
            failed = subprocess.run(command, stdout=log, stderr=log).returncode != 0
    if failed:
        say("\n".join((folder / LOG).read_text().splitlines()[-15:]))
        raise Refusal(
            f"De pakketten zijn niet geïnstalleerd. Controleer je internetverbinding en probeer het opnieuw. "
            f"Alle meldingen staan in {folder / LOG}."
        )


def _uv_works() -> bool:
    """A uv on PATH can be an inactive stand-in of a version manager, so try it."""
    if not shutil.which("uv"):
        return False
    return subprocess.run(["uv", "--version"], capture_output=True).returncode == 0


def _need_pip(python: Path) -> None:
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    if not _ensurepip(python):
        native.install(native.VENV)
        if not _ensurepip(python):
            raise native.VENV.refusal()


def _ensurepip(python: Path) -> bool:
    command = [python, "-m", "ensurepip", "--upgrade", "--default-pip"]
    return subprocess.run(command, capture_output=True).returncode == 0


def _stamp(folder: Path) -> dict[str, str]:
    try:
        return json.loads((folder / STAMP).read_text())
    except (OSError, ValueError):
        return {}


def _write_stamp(folder: Path, facts: dict[str, str]) -> None:
    stamp = _stamp(folder) | facts
    fresh = folder / (STAMP + ".new")
    fresh.write_text(json.dumps(stamp, indent=1))
    os.replace(fresh, folder / STAMP)
