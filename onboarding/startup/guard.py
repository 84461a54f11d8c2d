"""The process that starts PostgreSQL and stops it when nobody uses it any more.

It is apart from the commands that use the server, so that any of them can stop, or be killed, first.
"""

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from onboarding.startup import account
from onboarding.startup.postgres import STOP_PATIENCE, Cluster
from onboarding.startup.processes import lives, spawn, wait_until

LOOK = 0.3  # seconds between two looks whether anybody still uses the server


def main() -> int:
    """Watch over one server until its last user has left; returns the exit code."""
    options = _options()
    cluster = Cluster(options.data, careless=options.careless, account=account.from_options(options))
    stop_asked = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop_asked.append(True))
    with open(cluster.lock_file("guard"), "a") as mine, open(cluster.lock_file("users"), "a") as users:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 1  # another guard was faster
        mine.truncate(0)
        mine.write(str(os.getpid()))
        mine.flush()
        server = cluster.server_pid() or _start(cluster)  # a server whose guard was killed goes on
        while lives(server) and not stop_asked and _in_use(users):
            time.sleep(LOOK)
        _stop(cluster, server)
        mine.truncate(0)
        if options.careless:
            shutil.rmtree(cluster.folder, ignore_errors=True)
            shutil.rmtree(cluster.data, ignore_errors=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--careless", action="store_true")
    account.add_options(parser)
    return parser.parse_args()


def _start(cluster: Cluster) -> int:
    """Start the server; on Linux it stops by itself when the guard is killed."""
    cluster.make_sockets_folder()
    process = spawn(
        cluster.server_command(),
        when_parent_dies=signal.SIGINT,
        stdin=subprocess.DEVNULL,
        **cluster.run_arguments(),
    )
    return process.pid


def _in_use(users) -> bool:
    """True while any command holds the lock of users. Once false it stays ours: nobody joins in between."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False


def _stop(cluster: Cluster, server: int) -> None:
    """Close all connections and write everything away; SIGINT means just that to PostgreSQL."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        with contextlib.suppress(ProcessLookupError):
            os.kill(server, number)
        if wait_until(lambda: not lives(server), STOP_PATIENCE):
            break
    with contextlib.suppress(OSError):
        cluster.sockets.rmdir()


if __name__ == "__main__":
    sys.exit(main())
