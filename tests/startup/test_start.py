"""`manage.py start` as somebody types it: everything real, in a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from onboarding.startup import processes, serving
from onboarding.startup.postgres import CHECKOUT, Cluster
from onboarding.startup.processes import wait_until

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def command(data: Path, *words: str) -> dict:
    variables = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "STAGESTART_DATA": str(data),
    }
    return {"args": [sys.executable, "manage.py", *words], "cwd": CHECKOUT, "env": variables, "text": True}


def manage(data: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run(**command(data, *words), capture_output=True)


@contextmanager
def portal(data: Path, port: int) -> Iterator[subprocess.Popen]:
    """A portal without demo region that is up; killed if the block did not stop it."""
    words = ("start", "--leeg", "--port", str(port))
    with subprocess.Popen(**command(data, *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        try:
            lines = []
            for line in running.stdout:
                lines.append(line)
                if line == "Stoppen: Ctrl-C.\n":
                    break
            assert f"Het portaal draait: http://localhost:{port}\n" in lines, running.stderr.read()
            yield running
        finally:
            running.kill()


def processes_of(data: Path) -> list[str]:
    """Command lines of the processes that mention this data folder in their arguments or environment."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            line, variables = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:
            continue
        if process.name.isdigit() and int(process.name) != os.getpid() and str(data).encode() in line + variables:
            found.append(line.replace(b"\0", b" ").decode())
    return found


def status(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
        return answer.status


@on_linux
def test_start_runs_until_it_is_stopped_and_keeps_the_data(tmp_path: Path, port: int):
    data = tmp_path / "data"
    with portal(data, port) as running:
        assert status(port) == 200
        with psycopg.connect(Cluster(data).url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        again = manage(data, "start", "--port", str(port + 1))
        assert again.returncode == 1
        assert again.stderr.strip().startswith(f"Stagestart draait al met deze gegevens: http://localhost:{port}.")
        assert manage(data, "migrate", "--check").returncode == 0
        assert status(port) == 200
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 0
    assert processes_of(data) == []
    with portal(data, port) as running:
        with psycopg.connect(Cluster(data).url) as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0
    assert processes_of(data) == []


@on_linux
def test_killing_the_starter_leaves_nothing_running(tmp_path: Path, port: int):
    data = tmp_path / "data"
    with portal(data, port) as running:
        assert len(processes_of(data)) > 4
        running.kill()
    assert wait_until(lambda: processes_of(data) == [], 20), processes_of(data)


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = manage(tmp_path / "data", "start", "--port", str(port))
    assert answer.returncode == 1
    assert answer.stderr.strip().startswith(f"Poort {port} is al in gebruik door een ander programma.")
    assert not (tmp_path / "data").exists()


def test_what_an_earlier_start_left_running_is_stopped_first(tmp_path: Path, port: int):

    left = subprocess.Popen(["sleep", "60"], start_new_session=True)
    serving._remember(tmp_path, {"web": left})
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        serving.check_free(tmp_path, port)
        assert left.wait(10) is not None
        assert processes.lives(stranger.pid)
    finally:
        stranger.kill()
        stranger.wait()


def test_a_process_that_took_over_the_number_is_left_alone(tmp_path: Path, port: int):

    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        (tmp_path / serving.PROCESSES_FILE).write_text(f'[{{"pid": {stranger.pid}, "started": "long ago"}}]')
        serving.check_free(tmp_path, port)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
