"""`manage.py start`: database, web server and worker, until somebody stops it."""

import contextlib
import fcntl
import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from onboarding.startup import environment, native, postgres
from onboarding.startup.processes import (
    ask_to_stop,
    group_lives,
    listener_on_free_port,
    port_is_free,
    spawn,
    started_at,
    stop_group,
    wait_until,
)
from onboarding.startup.progress import Refusal, say, step

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PROCESSES_FILE = "processes.json"
WEB_PATIENCE = 120.0  # seconds
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK = 0.3  # seconds between two looks at the children


def let_signals_stop_us() -> None:
    """Make every stop signal a KeyboardInterrupt; Ctrl-C too, because a background job of a shell ignores it."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.default_int_handler)


def check_free(data: Path, port: int) -> None:
    """Raises Refusal when the portal already runs on this data, or when another program has the port."""
    with _claim(data) if data.exists() else contextlib.nullcontext():
        _stop_left_over(data)
        if not port_is_free(port):
            raise Refusal(
                f"Poort {port} is al in gebruik door een ander programma. "
                f"Kies een andere poort, bijvoorbeeld: python3 manage.py start --port {port + 1}"
            )


def start(data: Path, port: int, *, empty: bool) -> int:
    """Run the portal until Ctrl-C or SIGTERM; returns the exit code. `empty` leaves the demo region out."""
    native.need_pango()
    address = f"http://localhost:{port}"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with _claim(data) as running, _database(data, port):
            running.truncate(0)
            running.write(address)
            running.flush()
            _prepare(empty)
            return _serve(data, port, address, show_logins=not empty)
    except KeyboardInterrupt:
        return 0


@contextlib.contextmanager
def _claim(data: Path) -> Iterator[IO]:
    """Only one portal at a time on one data folder. Raises Refusal with the address of the other."""
    try:
        handle = open(data / environment.RUNNING_FILE, "a+")
    except OSError as error:
        raise Refusal(f"We kunnen de map {data} niet gebruiken: {error.strerror}.") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            where = handle.read() or "een ander venster"
            raise Refusal(
                f"Stagestart draait al met deze gegevens: {where}. Stop dat eerst met Ctrl-C, "
                f"of kies andere gegevens met --data."
            ) from None
        yield handle


@contextlib.contextmanager
def _database(data: Path, port: int) -> Iterator[None]:
    """The server of DATABASE_URL, or else the embedded one, kept running until the block ends."""
    trial = environment.is_trial("start")
    if trial:
        environment.apply_trial(data, port)
    else:
        os.environ.setdefault("STAGESTART_DATA", str(data))
    if os.environ.get("DATABASE_URL") or not trial:
        yield
        return
    cluster = postgres.Cluster(data)
    with cluster:
        environment.use_database(cluster.url)
        try:
            yield
        finally:
            _ignore_signals()  # a second Ctrl-C must not leave the database half stopped


def _prepare(empty: bool) -> None:
    command = [sys.executable, "-m", "onboarding.startup.prepare"]
    command += ["--demo"] if environment.is_trial("start") and not empty else []
    if subprocess.run(command, cwd=CHECKOUT).returncode != 0:
        raise Refusal("Het portaal is niet gestart. Hierboven staat waarom.")


def _serve(data: Path, port: int, address: str, *, show_logins: bool) -> int:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    # One blocking thread each: a thread more is a database connection more.
    web += ["--workers", "2", "--blocking-threads", "1", "--no-ws", "--respawn-failed-workers"]
    web += ["--workers-kill-timeout", "3", "--log-level", "warning", "onboarding.wsgi:application"]
    worker = [sys.executable, "manage.py", "procrastinate", "worker"]
    worker += ["--delete-jobs", "successful"]  # a job that mailed a code holds that code
    children: dict[str, subprocess.Popen] = {}
    try:
        if environment.is_trial("start") and not os.environ.get("EMAIL_URL"):
            children["postvak"] = _mail_catcher(data)
        children["web"] = _child(data, "web", web)
        children["worker"] = _child(data, "worker", worker)
        _remember(data, children)
        logins = _logins() if show_logins and environment.is_trial("start") else None
        with step("Webserver en worker starten"):
            wait_until(lambda: _answers(port) or _dead(children), WEB_PATIENCE)
        _check(data, children, port)
        say(f"\nHet portaal draait: {address}\n")
        if "postvak" in children:
            say(f"Mails van de proef lees je op {address}/voorbeelden/postvak\n")
        if logins:
            say(logins.communicate()[0])
        else:
            say("Kan er nog niemand inloggen? Open een tweede venster en typ: python3 manage.py first_admin\n")
        say("Stoppen: Ctrl-C.")
        wait_until(lambda: _dead(children), float("inf"), LOOK)
        _check(data, children, port)
    finally:
        _ignore_signals()
        if children:
            _stop(children)
            (data / PROCESSES_FILE).unlink(missing_ok=True)
    return 1


def _child(data: Path, name: str, command: list[str], **arguments: object) -> subprocess.Popen:
    log = data / f"{name}.log"
    too_long = log.exists() and log.stat().st_size > postgres.LOG_LIMIT
    with open(log, "wb" if too_long else "ab") as output:
        return spawn(command, cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **arguments)


def _mail_catcher(data: Path) -> subprocess.Popen:
    """The mail server of a trial; web and worker find it in EMAIL_URL. Its mails stand at /voorbeelden/postvak."""
    with listener_on_free_port() as listener:
        number = listener.fileno()
        command = [sys.executable, "-m", "onboarding.startup.mail_catcher", "--socket", str(number)]
        child = _child(data, "postvak", [*command, "--folder", str(data / "postvak")], pass_fds=(number,))
        os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
    return child


def _logins() -> subprocess.Popen:
    """The demo logins, looked up while the web server starts."""
    command = [sys.executable, "manage.py", "demo_logins"]
    return subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)


def _answers(port: int) -> bool:
    return _status(port) is not None


def _status(port: int) -> int | None:
    """Status of the first page, or nothing when nobody answers yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _dead(children: dict[str, subprocess.Popen]) -> list[str]:
    return [name for name, child in children.items() if child.poll() is not None]


def _check(data: Path, children: dict[str, subprocess.Popen], port: int) -> None:
    """Raises Refusal when a child has stopped, or the first page fails."""
    stopped = _dead(children)
    if not stopped and (_status(port) or 500) < 500:
        return
    log = data / f"{(stopped or ['web'])[0]}.log"
    say("\n".join(log.read_text(errors="replace").splitlines()[-15:]))
    what = f"De {stopped[0]} is gestopt" if stopped else "De eerste pagina geeft een fout"
    raise Refusal(f"{what}. De laatste meldingen staan hierboven, alle meldingen in {log}.")


def _stop(children: dict[str, subprocess.Popen]) -> None:
    with step("Stoppen"):
        for child in children.values():
            ask_to_stop(child.pid)
        for child in children.values():
            stop_group(child.pid)


def _remember(data: Path, children: dict[str, subprocess.Popen]) -> None:
    """Write down what runs: where the kernel cannot tie children to us, the next start stops them."""
    known = [{"pid": child.pid, "started": started_at(child.pid)} for child in children.values()]
    (data / PROCESSES_FILE).write_text(json.dumps(known))


def _stop_left_over(data: Path) -> None:
    try:
        known = json.loads((data / PROCESSES_FILE).read_text())
    except (OSError, ValueError):
        return
    for process in known:
        if started_at(process["pid"]) == process["started"] and group_lives(process["pid"]):
            stop_group(process["pid"])
    (data / PROCESSES_FILE).unlink(missing_ok=True)


def _ignore_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
