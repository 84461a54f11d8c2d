"""The matching of a made-up region: edges, optimum, reasons, again after a lock, and memory; others beside it.

`--students N` (1,000 when not said), `--overlap` for stays with dates of their own and limits per week, `--lang` for
the slow peers above 2,000 students too. Every line is measured in a process of its own, one after the other, on one
thread; seconds are of the processor, so that a busy machine does not count as work.
"""

import json
import os
import pickle
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from onboarding.bench.matching_alone import OURS, OURS_APART, OURS_WISHES
from onboarding.bench.matching_peers import PEERS, SLOW
from onboarding.bench.region import region

CHECKOUT = Path(__file__).resolve().parents[2]
SLOW_ABOVE = 2000
COUNTRY = 20_000  # above this without limits, as one over the whole country would join everything


def run(students=1000, overlap=False, long=False):
    """One object: the world, our figures, and on the same input without limits ours beside each peer."""
    world = region(students, overlap=overlap)
    if students > COUNTRY:
        world = replace(world, limits=())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "world"
        path.write_bytes(pickle.dumps(world))
        ours = {name: _alone(path, name) for name in ((OURS,) if overlap or not world.limits else (OURS, OURS_APART))}
        names = [OURS_WISHES, *(name for name in PEERS if long or students <= SLOW_ABOVE or name not in SLOW)]
        same_input = {} if overlap else {name: _alone(path, name) for name in names}
    _compare(same_input)
    return {
        "students": students,
        "leerplaatsen": len({offer.leerplaats for offer in world.offers}),
        "offers": len(world.offers),
        "places": sum(offer.capacity for offer in world.offers),
        "limits": len(world.limits),
        "overlap": overlap,
        "goals": ", ".join(world.order),
        **ours,
        "same input for all: no limits, wishes only": same_input,
    }


def _compare(same_input):
    """Add to each peer how many times our seconds it took."""
    for name, figures in same_input.items():
        if name != OURS_WISHES and "seconds" in figures:
            figures["seconds / ours"] = round(figures["seconds"] / same_input[OURS_WISHES]["seconds"], 1)


def _alone(path, what):
    words = [sys.executable, "-m", "onboarding.bench.matching_alone", str(path), what]
    done = subprocess.run(words, cwd=CHECKOUT, env=os.environ.copy(), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{what} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout)
