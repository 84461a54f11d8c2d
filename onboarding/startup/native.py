"""Parts that no Python wheel brings along: Pango for the PDFs, Chromium for the browser tests."""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from onboarding.startup.progress import Refusal, say, step

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PANGO_ON_LINUX = ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0")
HOMEBREW_LIBRARIES = "/opt/homebrew/lib:/usr/local/lib"


@dataclass(frozen=True)
class Part:
    """Something the operating system has to provide, and how to get it there."""

    name: str
    purpose: str
    apt: tuple[str, ...]
    debian: str
    fedora: str
    macos: str

    def refusal(self) -> Refusal:
        """The one sentence for a machine where we may not or cannot install it ourselves."""
        return Refusal(
            f"{self.name} ontbreekt, nodig voor {self.purpose}. Installeer het en probeer het opnieuw. "
            f"Debian of Ubuntu: {self.debian}. Fedora: {self.fedora}. macOS: {self.macos}."
        )


PANGO = Part(
    name="Pango",
    purpose="de pdf-bestanden",
    apt=("libpango-1.0-0", "libpangoft2-1.0-0"),
    debian="sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0",
    fedora="sudo dnf install pango",
    macos="brew install pango",
)
CHROMIUM = Part(
    name="Chromium",
    purpose="de tests in een echte browser",
    apt=("chromium",),
    debian="sudo apt-get install chromium (op Ubuntu: sudo snap install chromium)",
    fedora="sudo dnf install chromium",
    macos="brew install --cask google-chrome",
)
VENV = Part(
    name="De venv-module van Python",
    purpose="de eigen map met pakketten (.venv)",
    apt=(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",),
    debian=f"sudo apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv",
    fedora="sudo dnf install python3-pip",
    macos="brew install python",
)


def need_pango() -> None:
    """Make sure WeasyPrint can load its libraries; installs them where that is allowed.

    Raises Refusal when they are missing and cannot be installed from here.
    """
    _show_homebrew_libraries()
    if pango_opens() or pango_loads():
        return
    install(PANGO)
    if not pango_loads():
        raise PANGO.refusal()


def pango_opens() -> bool:
    """True when the libraries open under their names on Linux: much faster than importing WeasyPrint."""
    try:
        return all(ctypes.CDLL(name) for name in PANGO_ON_LINUX)
    except OSError:
        return False


def pango_loads() -> bool:
    """True when WeasyPrint imports. In a process of its own: a failed import stays failed in this one."""
    check = "try:\n import weasyprint\nexcept OSError:\n raise SystemExit(3)"
    answer = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True)
    if answer.returncode not in (0, 3):
        raise Refusal(f"WeasyPrint start niet: {answer.stderr.strip().splitlines()[-1]}")
    return answer.returncode == 0


def need_chromium() -> str:
    """The path of a Chromium that runs; installs one where that is allowed. Raises Refusal otherwise."""
    path = find_chromium()
    if path is None:
        install(CHROMIUM)
        path = find_chromium()
    if path is None:
        raise CHROMIUM.refusal()
    return path


def find_chromium() -> str | None:
    """Where Chromium stands: the variable CHROMIUM, else the first known name on PATH, else macOS."""
    given = os.environ.get("CHROMIUM")
    if given:
        if not os.access(given, os.X_OK):
            raise Refusal(f"De variabele CHROMIUM wijst naar {given}, maar dat programma is er niet.")
        return given
    on_path = (shutil.which(name) for name in CHROMIUM_NAMES)
    in_applications = (path for path in CHROMIUM_MACOS if os.access(path, os.X_OK))
    return next((path for path in (*on_path, *in_applications) if path), None)


def install(part: Part) -> None:
    """Install with apt, said aloud; only as root on a system with apt. Raises Refusal otherwise."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or (part is CHROMIUM and _is_ubuntu()):
        raise part.refusal()
    say(f"  {part.name} ontbreekt, nodig voor {part.purpose}. We installeren: {' '.join(part.apt)}.")
    with step(f"{part.name} installeren met apt"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # A failed update (one dead source in the list) need not hinder the installation, so only that counts.
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *part.apt]):
            answer = subprocess.run(["apt-get", *command], capture_output=True, text=True, env=environment)
        if answer.returncode != 0:
            say(answer.stderr.strip())
            raise part.refusal()


def _is_ubuntu() -> bool:
    """Ubuntu's apt package of Chromium only points to a snap, which apt cannot start in a container."""
    release = Path("/etc/os-release")
    return release.exists() and "\nID=ubuntu" in "\n" + release.read_text()


def _show_homebrew_libraries() -> None:
    """On macOS the loader does not look where Homebrew puts Pango."""
    if sys.platform == "darwin" and not ctypes.util.find_library("pango-1.0"):
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", HOMEBREW_LIBRARIES)
