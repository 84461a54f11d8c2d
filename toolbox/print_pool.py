"""Lays out the groups of a batch in processes of their own, each with its own warm engine.

Processes and not threads, because Pango is not safe for threads. They start clean (spawn): a fork of a process
with database connections and threads would share them. They end with the batch, so that memory is free again.
"""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice

from toolbox.rendering import Made, render_group

PROCESSES = 2
GROUPS_PER_PROCESS = 40  # after a thousand documents a fresh process: what a library may leak stays small
AHEAD = 2  # groups that wait per process: none is ever idle, and few are in memory


def render_groups(groups: Iterable[list], processes: int = PROCESSES) -> Iterator[Made]:
    """What became of each group of (title, html) documents, in order; groups are asked for when there is room.

    A single group is made in this process: starting another one takes longer. Raises BrokenProcessPool when a
    process is killed from outside, for example because memory ran out.
    """
    waiting = iter(groups)
    first = list(islice(waiting, 2))
    if len(first) < 2 or processes < 2:
        yield from map(render_group, chain(first, waiting))
        return
    with ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_prepare,
        max_tasks_per_child=GROUPS_PER_PROCESS,
    ) as pool:
        running = deque()
        for group in chain(first, waiting):
            running.append(pool.submit(render_group, group))
            if len(running) >= processes * AHEAD:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _prepare():
    """Look for garbage seldom, because a layout is many small objects that live as long as their group.

    And stop this process when the worker is killed, which has no time left to say so.
    """
    gc.set_threshold(100_000, 50, 100)
    parent = multiprocessing.parent_process()

    def wait():
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
