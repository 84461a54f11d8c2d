"""What `manage.py` does with its arguments."""

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from onboarding.startup.progress import Refusal, say

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DEFAULT_DATA = CHECKOUT / ".data"
DEFAULT_PORT = 8000
WITHOUT_DATABASE = frozenset({"help", "version", "collectstatic", "findstatic", "diffsettings"})
OVERVIEW = """\
Stagestart

  python3 manage.py start         start het portaal (--port N, --data MAP, --leeg)
  python3 manage.py test          voer alle tests uit
  python3 manage.py demo_logins   toon de logins van de proefregio (--json)
  python3 manage.py bench         toon wat je kunt meten
  python3 manage.py help          toon alle andere commando's

Meer lezen: README.md en docs/beheer.md."""


@dataclass(frozen=True)
class Request:
    """One call of `manage.py`: the command, its own arguments, and the data folder it works on."""

    program: str
    command: str
    arguments: tuple[str, ...]
    data: Path


def run(argv: list[str]) -> int:
    """Run one command; returns its exit code. A refusal becomes one sentence on the error channel."""
    try:
        return _run(read(argv))
    except Refusal as refusal:
        print(f"\n{refusal}" if sys.stdout.isatty() else refusal, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def read(argv: list[str]) -> Request:
    """Take `--data` out of the arguments, because every command knows it. Raises Refusal without a value."""
    rest, data = [], os.environ.get("STAGESTART_DATA") or str(DEFAULT_DATA)
    words = iter(argv[1:])
    for word in words:
        if word == "--data" or word.startswith("--data="):
            data = word.removeprefix("--data").removeprefix("=") or next(words, "")
            if not data:
                raise Refusal("Noem na --data een map, bijvoorbeeld: --data /tmp/proef.")
        else:
            rest.append(word)
    command = rest.pop(0) if rest else ""
    return Request(argv[0], command, tuple(rest), Path(data).expanduser().absolute())


def _run(request: Request) -> int:
    if os.name == "nt":
        raise Refusal("Stagestart draait op Linux en macOS. Gebruik op Windows een terminal van WSL 2.")
    if not request.command:
        say(OVERVIEW)
        return 0
    options = start_options(request.arguments) if request.command == "start" else None
    if options:
        from onboarding.startup import serving  # not for every command: it checks ports and processes

        serving.let_signals_stop_us()
        serving.check_free(request.data, options.port)
    _hand_over(request)
    if options:
        return serving.start(request.data, options.port, empty=options.leeg)
    if request.command == "test":
        from onboarding.startup import testing  # only in .venv

        return testing.run(request.arguments)
    with _surroundings(request):
        return _django(request)


def start_options(arguments: tuple[str, ...]) -> argparse.Namespace:
    """The options of `start`. Raises Refusal for anything else."""
    parser = _DutchParser(prog="python3 manage.py start", add_help=False)
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT)
    parser.add_argument("--leeg", action="store_true")
    return parser.parse_args(arguments)


class _DutchParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refusal(
            "Zo start je het portaal: python3 manage.py start [--port N] [--data MAP] [--leeg]. "
            "N is een getal van 1 tot en met 65535."
        )


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number


def _hand_over(request: Request) -> None:
    """Install what this command needs, and go on in the Python of `.venv`: this call then does not return.

    STAGESTART_VENV=nee leaves that to somebody else, such as the maker of a container image.
    """
    if os.environ.get("STAGESTART_VENV") == "nee":
        return
    from onboarding.startup import virtualenv  # not in a container that brings its own packages

    lock = virtualenv.TEST_LOCK if request.command == "test" else virtualenv.RUNTIME_LOCK
    python = virtualenv.prepare(CHECKOUT, lock)
    _keep_bytecode(python.parent.parent)
    if not virtualenv.is_inside(CHECKOUT):
        data = ["--data", str(request.data)]
        os.execv(python, [str(python), request.program, request.command, *request.arguments, *data])


def _keep_bytecode(venv: Path) -> None:
    """Who forbids bytecode does not want it beside the code; without any, each process starts seconds later."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(venv / "bytecode"))


@contextlib.contextmanager
def _surroundings(request: Request) -> Iterator[None]:
    """The environment and the database a Django command runs with."""
    from onboarding.startup import environment, postgres  # only in .venv

    if request.command == "bench":
        # Measuring makes thousands of rows, so it never touches anybody's own data.
        with temporary_database():
            yield
        return
    if not environment.is_trial(request.command):
        os.environ.setdefault("STAGESTART_DATA", str(request.data))
        yield
        return
    environment.apply_trial(request.data)
    if os.environ.get("DATABASE_URL"):
        yield
        return
    cluster = postgres.Cluster(request.data)
    environment.use_database(cluster.url)
    with contextlib.nullcontext() if request.command in WITHOUT_DATABASE else cluster:
        yield


@contextlib.contextmanager
def temporary_database() -> Iterator[Path]:
    """A data folder with an empty database, both gone afterwards; yields the folder."""
    from onboarding.startup import environment, postgres  # only in .venv

    data = Path(tempfile.mkdtemp(prefix="stagestart-"))
    cluster = postgres.Cluster(data, careless=True)
    environment.apply_trial(data)
    environment.use_database(cluster.url)
    with cluster:
        yield data


def _django(request: Request) -> int:
    from django.core.exceptions import ImproperlyConfigured  # only in .venv
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onboarding.settings")
    try:
        execute_from_command_line([request.program, request.command, *request.arguments])
    except ImproperlyConfigured as error:
        raise Refusal(str(error)) from error
    return 0
