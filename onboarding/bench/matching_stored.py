"""From database to stored proposals, and taking one over: what happens after the button, in a made-up region.

`--students N` (1,000 when not said), `--overlap` for stays with dates of their own. With the limits of the region, and
without. The action is the one of the page, and above 2,000 requests the work of the job that it puts in the queue.
Processor seconds are of our own process, without those of the database; seconds are by the clock.
"""

import time
from dataclasses import replace

from django.db import connection, transaction

from onboarding.actions.drafts import UNFINISHED, ask_drafts, drafts_of, make_drafts
from onboarding.actions.takeover import take_over
from onboarding.bench.matching_alone import peak
from onboarding.bench.region import region
from onboarding.bench.region_rows import RegionRows
from onboarding.models import MatchRun, Proposal


def run(students=1000, overlap=False):
    """One object: the figures without limits and with them; every row is made and gone again for each."""
    world = region(students, overlap=overlap)
    return {
        "students": students,
        "overlap": overlap,
        "without limits": _undone(replace(world, limits=())),
        "with limits": _undone(world),
    }


def _undone(world):
    with transaction.atomic():
        figures = _figures(world)
        transaction.set_rollback(True)
    return figures


def _figures(world):
    rows = RegionRows(world)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself within a minute
    made = _timed(lambda: _drafts(rows))
    drafts = drafts_of(rows.institution, rows.period)
    taken = _timed(lambda: take_over(run=drafts[0], by=rows.coordinator))
    return {
        "limits": len(world.limits),
        "from database to stored drafts": made,
        "drafts": len(drafts),
        "placed": drafts[0].placed,
        "unplaced": drafts[0].unplaced,
        "proven": drafts[0].difference["counts"][-1][1] == "Nee",
        "taking over the first": taken,
        "proposals": Proposal.objects.filter(institution=rows.institution).count(),
        "MB at most": peak(),
    }


def _drafts(rows):
    """What the button does, and then what the worker does."""
    asked = ask_drafts(institution=rows.institution, period=rows.period, by=rows.coordinator)
    if asked.status in UNFINISHED:
        make_drafts(asked.pk)
    if MatchRun.objects.get(pk=asked.pk).status in UNFINISHED:
        raise RuntimeError("The drafts were not made.")


def _timed(work):
    started, clock = time.process_time(), time.perf_counter()
    work()
    return {
        "seconds": round(time.perf_counter() - clock, 2),
        "processor seconds": round(time.process_time() - started, 2),
    }
