"""How much memory a process and its children hold together, read from /proc while they work."""

import contextlib
import time
from pathlib import Path

LOOK = 0.4  # seconds


def peak_of(process):
    """The highest sum in MB until `process` ends; raises when it fails. Shared pages count once (PSS)."""
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(held(pid) for pid in _family(process.pid)))
        time.sleep(LOOK)
    if process.returncode:
        raise RuntimeError(f"The measured process ended with {process.returncode}.")
    return round(peak)


def held(pid):
    """The memory of one process in MB; 0 when it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _family(pid):
    """The process and everything below it."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found
