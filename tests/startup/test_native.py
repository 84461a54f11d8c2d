"""Native parts that are missing: installed where that is allowed, otherwise a sentence with the commands."""

import subprocess
from pathlib import Path

import pytest

from onboarding.startup import native
from onboarding.startup.progress import Refusal


@pytest.fixture
def program(tmp_path: Path, monkeypatch):
    """Makes a program on an otherwise empty PATH that writes down how it was called."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)

    def make(name: str, exit_code: int = 0) -> Path:
        file = tmp_path / name
        file.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\nexit {exit_code}\n')
        file.chmod(0o755)
        return file

    return make


@pytest.mark.parametrize("part", [native.PANGO, native.CHROMIUM, native.VENV], ids=lambda part: part.name)
def test_who_is_not_root_reads_the_command_for_each_system(part: native.Part, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Refusal) as refused:
        native.install(part)
    for command in (part.debian, part.fedora, part.macos):
        assert command in str(refused.value)
    assert str(refused.value).startswith(f"{part.name} ontbreekt, nodig voor {part.purpose}.")


def test_root_with_apt_installs_and_says_so(program, monkeypatch, capsys, tmp_path: Path):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    program("apt-get")
    native.install(native.PANGO)
    assert (tmp_path / "calls").read_text().splitlines() == [
        "update -qq",
        "install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0",
    ]
    assert "We installeren: libpango-1.0-0 libpangoft2-1.0-0." in capsys.readouterr().out


def test_root_whose_apt_fails_reads_the_commands(program, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    program("apt-get", exit_code=100)
    with pytest.raises(Refusal, match="sudo dnf install pango"):
        native.install(native.PANGO)


def test_root_without_apt_reads_the_commands(program, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    with pytest.raises(Refusal, match="sudo dnf install pango"):
        native.install(native.PANGO)


def test_a_browser_on_the_path_is_found(program):
    assert native.find_chromium() is None
    chrome = program("google-chrome")
    assert native.find_chromium() == str(chrome)
    chromium = program("chromium")
    assert native.find_chromium() == str(chromium)


def test_the_variable_chooses_the_browser(program, monkeypatch):
    program("chromium")
    own = program("my-browser")
    monkeypatch.setenv("CHROMIUM", str(own))
    assert native.find_chromium() == str(own)


def test_a_variable_that_points_nowhere_is_refused(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(Refusal, match="De variabele CHROMIUM wijst naar /nowhere/chromium"):
        native.find_chromium()


def test_weasyprint_without_pango_is_noticed(monkeypatch):
    monkeypatch.setattr(native, "pango_opens", lambda: False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 3, "", ""))
    with pytest.raises(Refusal, match="Pango ontbreekt, nodig voor de pdf-bestanden"):
        native.need_pango()
