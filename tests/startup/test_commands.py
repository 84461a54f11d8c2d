"""What `manage.py` understands, and what it says when it does not."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onboarding.startup import commands, environment
from onboarding.startup.progress import Refusal, seconds

CHECKOUT = commands.CHECKOUT


def manage(*words: str, **variables: str) -> subprocess.CompletedProcess:
    basis = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "STAGESTART_VENV": "nee"}
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=CHECKOUT, env={**basis, **variables}, capture_output=True, text=True)


def test_without_a_command_it_shows_the_commands():
    answer = manage()
    assert answer.returncode == 0
    assert "python3 manage.py start" in answer.stdout
    assert "python3 manage.py test" in answer.stdout


@pytest.mark.parametrize("words", [["--port", "x"], ["--port", "0"], ["--port", "70000"], ["--vol"], ["8000"]])
def test_an_unknown_option_of_start_gives_the_way_to_write_it(words: list[str]):
    answer = manage("start", *words)
    assert answer.returncode == 1
    assert answer.stderr.strip().startswith("Zo start je het portaal: python3 manage.py start [--port N]")


def test_the_data_folder_is_taken_out_of_the_arguments():
    request = commands.read(["manage.py", "migrate", "--data", "/folder/a", "profiles"])
    assert (request.command, request.arguments, request.data) == ("migrate", ("profiles",), Path("/folder/a"))


def test_the_data_folder_can_stand_after_an_equals_sign():
    assert commands.read(["manage.py", "shell", "--data=here"]).data == Path.cwd() / "here"


def test_the_data_folder_can_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("STAGESTART_DATA", "/folder/b")
    assert commands.read(["manage.py", "shell"]).data == Path("/folder/b")


def test_a_data_option_without_a_folder_is_refused():
    with pytest.raises(Refusal, match="Noem na --data een map"):
        commands.read(["manage.py", "start", "--data"])


def test_an_unusable_data_folder_gives_one_sentence(tmp_path: Path):
    (tmp_path / "file").touch()
    answer = manage("migrate", "--data", str(tmp_path / "file" / "data"))
    assert answer.returncode == 1
    assert "We kunnen de map" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("command", "variables", "expected"),
    [
        ("start", {}, True),
        ("migrate", {}, True),
        ("start", {"DATABASE_URL": "postgres://x"}, True),
        ("migrate", {"DATABASE_URL": "postgres://x"}, False),
        ("start", {"SECRET_KEY": "x"}, False),
        ("migrate", {"ALLOWED_HOSTS": "stage.example.org"}, False),
        ("migrate", {"SECRET_KEY": "x", "STAGESTART_DEMO": "1"}, True),
        ("start", {"STAGESTART_DEMO": "0"}, False),
    ],
)
def test_a_secret_or_a_host_name_makes_it_a_real_environment(monkeypatch, command, variables, expected):
    for name in ("STAGESTART_DEMO", "DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert environment.is_trial(command) is expected


def test_the_local_secret_is_long_private_and_stays_the_same(tmp_path: Path):
    key = environment.local_key(tmp_path / "data")
    assert len(key) >= 50
    assert environment.local_key(tmp_path / "data") == key
    assert (tmp_path / "data" / environment.KEY_FILE).stat().st_mode & 0o077 == 0


REAL = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "stage.example.org",
    "DATABASE_URL": "postgres://stagestart@localhost/stagestart",
    "EMAIL_URL": "smtp://mail.example.org",
    "STAGESTART_URL": "https://stage.example.org",
}


def test_links_point_to_the_port_the_portal_runs_on(tmp_path: Path, monkeypatch):
    for name in ("STAGESTART_URL", "STAGESTART_DEMO", "STAGESTART_DATA", "SECRET_KEY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    (tmp_path / environment.RUNNING_FILE).write_text("http://localhost:8123")
    environment.apply_trial(tmp_path)
    assert os.environ["STAGESTART_URL"] == "http://localhost:8123"


@pytest.mark.parametrize("missing", REAL)
def test_a_real_environment_that_misses_something_does_not_start(missing: str):
    answer = manage("diffsettings", STAGESTART_DEMO="0", **{**REAL, missing: ""})
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"{missing} ontbreekt")
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("weak", ["short", "a" * 60, "aabb" * 20])
def test_a_real_environment_with_a_weak_secret_does_not_start(weak: str):
    answer = manage("diffsettings", **{**REAL, "SECRET_KEY": weak})
    assert answer.returncode == 1
    assert answer.stderr.startswith("SECRET_KEY ontbreekt of is te zwak")


def test_a_real_environment_with_everything_starts():
    answer = manage("diffsettings", **REAL)
    assert answer.returncode == 0
    assert "SESSION_COOKIE_SECURE = True" in answer.stdout


def test_an_old_python_can_read_the_sentence_that_it_is_too_old():
    ast.parse((CHECKOUT / "manage.py").read_text(), feature_version=(3, 7))


def test_before_anything_is_installed_the_standard_library_is_enough():
    modules = ("commands", "environment", "guard", "native", "postgres", "serving", "virtualenv")
    imports = "; ".join(f"import onboarding.startup.{name}" for name in modules)
    answer = subprocess.run([sys.executable, "-S", "-c", imports], cwd=CHECKOUT, capture_output=True, text=True)
    assert answer.stderr == ""


@pytest.mark.parametrize(("elapsed", "text"), [(0.4, "0 s"), (8.2, "8 s"), (65, "1 min 5 s")])
def test_elapsed_time_in_words(elapsed: float, text: str):
    assert seconds(elapsed) == text
