"""Solves one world in a process of its own, so that time and memory are its own.

`python -m onboarding.bench.matching_alone WORLD WHAT`, where WORLD is a pickle of ours. Prints one JSON object.
"""

import importlib.util
import json
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from onboarding.bench.matching_peers import PEERS, Instance, instance
from onboarding.bench.region import region
from onboarding.matching import Goal, Lock, Patience, World, evaluate, reasons, solution, solve
from onboarding.matching.components import component, parts

TINY = Instance(*(np.array([number]) for number in (0, 0, 0, 10, 1)))
PATIENCE = Patience(seconds=1200)  # by the clock; what is measured is the processor, on a machine that others use too
LONG = 20  # seconds; what takes so long is solved once, and not again after locks or for its reasons
OURS, OURS_APART, OURS_WISHES = "ours", "ours, without limits", "ours, same input"


def main(words: list[str]) -> None:
    """Measure WHAT on WORLD and print it."""
    path, what = words
    with Path(path).open("rb") as file:
        world = pickle.load(file)  # noqa: S301 - our own file, made a moment ago
    if what in (OURS, OURS_APART):
        figures = _ours(world if what == OURS else replace(world, limits=()))
    else:
        figures = _same_input(replace(world, limits=(), goals=(Goal.WISHES,)), what)
    sys.stdout.write(json.dumps(figures | {"peak MB": peak()}))


def peak() -> int:
    """The most memory that this process has held, in MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def _timed(work: Callable):
    """The processor seconds that it takes, and what it gives: the machine is shared, and waiting is not our work."""
    started = time.process_time()
    answer = work()
    return round(time.process_time() - started, 3), answer


def _ours(world: World) -> dict:
    solve(region(50))  # warm, as a server is
    building, edges = _timed(lambda: sum(len(component(part).row) for part in parts(world)))
    solving, first = _timed(lambda: solution(world, patience=PATIENCE))
    result = first.result
    evaluate(world, result.assignments)
    figures = {
        "edges": edges,
        "components": len(first.answers),
        "edges alone, seconds": building,
        "edges and optimum, seconds": solving,
        "MB after solving": peak(),
        "placed": result.score.placed,
        **{goal.value: result.score.goals[goal] for goal in world.order},
        "proven": result.proven,
        "gaps": dict(result.gaps),
    }
    if solving > LONG:
        return figures
    figures["again after one lock"] = _again(world, first)
    told, _ = _timed(lambda: reasons(world, result))
    return figures | {"reasons for all, seconds": told}


def _again(world: World, first) -> dict:
    """The median of five locks of a student on another place that was left, each from the first result."""
    taken = list(first.result.assignments)[:: max(1, len(first.result.assignments) // 5)][:5]
    seconds, same = [], True
    for key in taken:
        locked = replace(world, locks=(Lock(key, first.result.assignments[key]),))
        again, found = _timed(lambda locked=locked: solution(locked, earlier=first))
        seconds.append(again)
    same = repr(solution(locked).result) == repr(found.result)
    return {"seconds, median of 5": sorted(seconds)[len(seconds) // 2], "same as from nothing": same}


def _same_input(world: World, what: str) -> dict:
    if what == OURS_WISHES:
        solve(region(50))
        seconds, result = _timed(lambda: solve(world))
        return {"seconds": seconds, "placed": result.score.placed, "wishes": result.score.goals[Goal.WISHES]}
    work, package = PEERS[what]
    if package and not importlib.util.find_spec(package):
        return {"skipped": f"{package} is not installed: pip install '.[test]'"}
    work(TINY)  # imports are not what we measure
    seconds, (given, chosen) = _timed(lambda: (given := instance(world), work(given)))
    placed, wishes = given.value(chosen)
    return {"seconds": seconds, "placed": placed, "wishes": wishes}


if __name__ == "__main__":
    main(sys.argv[1:])
