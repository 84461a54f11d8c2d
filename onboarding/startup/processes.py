"""Starting and stopping child processes so that none is ever left behind."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1  # from linux/prctl.h
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def spawn(command: Sequence[str], *, when_parent_dies: int = signal.SIGTERM, **arguments: object) -> subprocess.Popen:
    """Start a child in a session of its own, so that Ctrl-C reaches only us.

    On Linux the kernel sends it `when_parent_dies` if we are killed ourselves. Call it from the main
    thread: the kernel means the death of the *thread* that started the child.
    """
    parent = os.getpid()

    def tie_to_parent() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, when_parent_dies)
        if os.getppid() != parent:  # it died between our birth and the line above
            os._exit(1)

    return subprocess.Popen(
        list(command),
        start_new_session=True,
        preexec_fn=tie_to_parent if LIBC else None,
        **arguments,
    )


def ask_to_stop(pid: int) -> None:
    """Ask the first process of a session to stop; it stops its own children, and would miss them otherwise."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGTERM)


def stop_group(pid: int, patience: float = 10.0) -> None:
    """Ask a process to stop, with its children; kill whatever of its session remains."""
    ask_to_stop(pid)
    wait_until(lambda: not lives(pid), patience)
    if group_lives(pid):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        wait_until(lambda: not group_lives(pid), 5.0)


def group_lives(pid: int) -> bool:
    """True while any process of the session that `pid` leads still runs."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # a finished child counts as alive until we collect it
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def lives(pid: int) -> bool:
    """True while this process runs."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def started_at(pid: int) -> str:
    """When this process started, in words of the system: the same number twice is then another process."""
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    try:
        # The name of a program can hold anything, so count the fields after its closing bracket.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except OSError:
        pass
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def wait_until(condition: Callable[[], object], patience: float, pause: float = 0.03) -> bool:
    """Poll until `condition` holds; False when it still does not after `patience` seconds."""
    limit = time.monotonic() + patience
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(pause)
    return True


def port_is_free(port: int) -> bool:
    """True when nobody listens on this port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def listener_on_free_port() -> socket.socket:
    """A socket that listens on a free port of this machine alone; a child that inherits it owns the port."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    return listener


def accepts_connections(path: Path) -> bool:
    """True when a server answers on this Unix socket."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True
