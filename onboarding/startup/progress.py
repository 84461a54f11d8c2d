"""What the person at the keyboard sees while a command works."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

QUICK = 1.0  # seconds; a step that is done sooner shows no time
REPEAT = 10.0  # seconds between two "still busy" lines when the output is not a terminal


class Refusal(Exception):
    """The command cannot go on. The message is one Dutch sentence that says what to do."""


def say(line: str = "") -> None:
    """Print one line at once, also when the output goes to a file."""
    print(line, flush=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Show `text` while the block runs, with the elapsed time of a long step.

    On the error channel, so that the output of a command stays clean for whoever reads it.
    """
    started = time.monotonic()
    done = threading.Event()
    show = _show_on_terminal if sys.stderr.isatty() else _show_in_lines
    ticker = threading.Thread(target=show, args=(text, started, done), daemon=True)
    ticker.start()
    try:
        yield
    except BaseException:
        _finish(done, ticker)
        _tell(f"  {text}: niet gelukt")
        raise
    _finish(done, ticker)
    elapsed = time.monotonic() - started
    _tell(f"  {text}: klaar" + (f" ({seconds(elapsed)})" if elapsed >= QUICK else ""))


def seconds(elapsed: float) -> str:
    """Elapsed time in Dutch, for example `8 s` or `1 min 5 s`."""
    whole = round(elapsed)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def _show_on_terminal(text: str, started: float, done: threading.Event) -> None:
    while not done.wait(0.5):
        _tell(f"\r  {text}: {seconds(time.monotonic() - started)} ...", end="")
    _tell("\r\033[K", end="")


def _show_in_lines(text: str, started: float, done: threading.Event) -> None:
    if not done.wait(QUICK):
        _tell(f"  {text} ...")
    while not done.wait(REPEAT):
        _tell(f"  {text}: nog bezig, {seconds(time.monotonic() - started)}")


def _tell(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)


def _finish(done: threading.Event, ticker: threading.Thread) -> None:
    done.set()
    ticker.join()
