"""Making `.venv` and installing what the lock file names."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from onboarding.startup import virtualenv
from onboarding.startup.postgres import CHECKOUT
from onboarding.startup.progress import Refusal


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose lock file names nothing, so that no network is needed."""
    (tmp_path / virtualenv.RUNTIME_LOCK).write_text("# nothing\n")
    return tmp_path


def stamp(checkout: Path) -> dict[str, str]:
    return json.loads((checkout / ".venv" / virtualenv.STAMP).read_text())


def test_from_nothing_it_makes_a_python_of_our_version(checkout: Path):
    python = virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    answer = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True)
    assert Path(answer.stdout.strip()) == checkout / ".venv"
    assert stamp(checkout)["python"] == f"{sys.version_info[0]}.{sys.version_info[1]}"


def test_a_lock_that_did_not_change_installs_nothing(checkout: Path, monkeypatch):
    virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    monkeypatch.setattr(virtualenv, "_install", lambda *_: pytest.fail("installed again"))
    virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)


def test_who_installed_for_the_tests_has_everything_to_run(checkout: Path, monkeypatch):
    (checkout / virtualenv.TEST_LOCK).write_text("# nothing\n")
    virtualenv.prepare(checkout, virtualenv.TEST_LOCK)
    monkeypatch.setattr(virtualenv, "_install", lambda *_: pytest.fail("installed again"))
    virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)


def test_the_lock_of_the_tests_holds_everything_of_the_other():
    runtime, test = (
        set(re.findall(r"^[\w.\[\],-]+==\S+", (CHECKOUT / name).read_text(), re.MULTILINE))
        for name in (virtualenv.RUNTIME_LOCK, virtualenv.TEST_LOCK)
    )
    assert len(runtime) > 50
    assert runtime - test == set()


def test_a_lock_that_changed_installs_again(checkout: Path):
    virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    before = stamp(checkout)
    (checkout / virtualenv.RUNTIME_LOCK).write_text("# nothing more\n")
    virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    assert stamp(checkout) != before


def test_a_folder_of_another_python_is_made_again(checkout: Path):
    virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    (checkout / ".venv" / virtualenv.STAMP).write_text(json.dumps({"python": "3.2"}))
    (checkout / ".venv" / "old").touch()
    virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    assert not (checkout / ".venv" / "old").exists()
    assert stamp(checkout)["python"] != "3.2"


def test_a_folder_whose_python_is_gone_is_made_again(checkout: Path):
    python = virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert subprocess.run([virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK), "--version"]).returncode == 0


def test_packages_that_cannot_be_installed_give_one_sentence(checkout: Path, monkeypatch, capsys):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setattr(virtualenv, "_uv_works", lambda: False)
    (checkout / virtualenv.RUNTIME_LOCK).write_text("there-is-no-such-package==1.0 --hash=sha256:" + "0" * 64)
    with pytest.raises(Refusal, match="De pakketten zijn niet geïnstalleerd. Controleer je internetverbinding"):
        virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)
    assert "there-is-no-such-package" in capsys.readouterr().out
    assert not (checkout / ".venv" / virtualenv.STAMP).exists()


def test_a_python_that_cannot_make_pip_gives_the_commands(checkout: Path, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(virtualenv, "_uv_works", lambda: False)
    monkeypatch.setattr(virtualenv, "_ensurepip", lambda python: False)
    with pytest.raises(Refusal, match=r"Debian of Ubuntu: sudo apt-get install python3\.\d+-venv"):
        virtualenv.prepare(checkout, virtualenv.RUNTIME_LOCK)


def test_a_uv_that_is_only_a_stand_in_is_not_used(tmp_path: Path, monkeypatch):
    (tmp_path / "uv").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not virtualenv._uv_works()
