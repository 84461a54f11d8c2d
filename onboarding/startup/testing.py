"""`manage.py test`: everything the tests need, then pytest."""

import os
import sys

from onboarding.startup import native
from onboarding.startup.progress import say

PROCESSES = ("-n", "--numprocesses", "--dist", "--pdb", "--trace")


def run(arguments: tuple[str, ...]) -> int:
    """Become pytest, after checking the native parts; does not return. Raises Refusal when one is missing."""
    native.need_pango()
    os.environ["CHROMIUM"] = native.need_chromium()
    say(f"Browser voor de tests: {os.environ['CHROMIUM']}")
    # Two at a time unless somebody chose otherwise; a debugger works in one process only.
    spread = () if any(word.startswith(PROCESSES) for word in arguments) else ("-n", "2")
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *spread, *arguments])
