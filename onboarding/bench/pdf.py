"""Printing against the naive way: one checklist, 300 of them, 100 inwerkdocumenten, the same again, Word and memory.

Naive is `HTML(string=...).write_pdf()` per document, merged afterwards. Every ratio is of one run, so that a busy
moment of the machine hits both; the naive way is measured on a sample, and its time and bytes taken times the rest.
"""

import io
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
from weasyprint import HTML

from onboarding.bench.memory import peak_of
from onboarding.bench.texts import CHECKLIST, INWERKDOCUMENT, documents, values
from toolbox.formats import FORMATS
from toolbox.pdf_engine import FONTS, VARIANT
from toolbox.pdf_merge import merge
from toolbox.print_pool import PROCESSES, render_groups
from toolbox.rendering import STYLESHEET, digest, in_groups, render_pdf

SAMPLE = 30  # naive documents that are really made
RENDERS = (250, 1000)  # growth is looked at between these two
CHECKOUT = Path(__file__).resolve().parents[2]


def run(long=False):
    """One object: times as ratios to the naive way, bytes, and memory. `long` adds 1,000 documents."""
    checklists, inwerk = documents(CHECKLIST, 300), documents(INWERKDOCUMENT, 100)
    figures = {
        "processes": PROCESSES,
        "naive documents measured": SAMPLE,
        "one warm checklist / naive": _single(checklists),
        "300 checklists": _batch(checklists, "Checklists"),
        "100 inwerkdocumenten": _batch(inwerk, "Inwerkdocumenten"),
        "Word inwerkdocument, milliseconds": _word(),
        "peak memory in MB": {"300 checklists": _memory(300)},
    }
    if long:
        figures["peak memory in MB"]["1000 checklists"] = _memory(1000)
        figures["growth over renders in one process, MB"] = _growth()
    return figures


def _naive(html):
    """What one would write first: the stylesheet in the page, fonts from their files, nothing kept."""
    css = STYLESHEET.read_text(encoding="utf-8").replace("asset:", f"{FONTS.as_uri()}/")
    page = html.replace("</head>", f"<style>{css}</style></head>")
    return HTML(string=page).write_pdf(pdf_variant=VARIANT)


def _naive_batch(sample):
    with pikepdf.new() as joined:
        for _, html in sample:
            with pikepdf.open(io.BytesIO(_naive(html))) as one:
                joined.pages.extend(one.pages)
        output = io.BytesIO()
        joined.save(output)
    return output.getvalue()


def _single(checklists):
    """The middle of five, each a document nobody printed before."""
    render_pdf(checklists[-1][1])  # warm
    ours = statistics.median(_seconds(lambda html=html: render_pdf(html))[0] for _, html in checklists[:5])
    naive = statistics.median(_seconds(lambda html=html: _naive(html))[0] for _, html in checklists[:5])
    return round(ours / naive, 2)


def _batch(wanted, title):
    naive, sample = _seconds(lambda: _naive_batch(wanted[:SAMPLE]))
    naive_all = naive * len(wanted) / SAMPLE
    ours, (pdf, marks) = _seconds(lambda: _ours(wanted, title))
    kept = {"".join(marks): pdf}  # as the parts and files of earlier prints are found by what stands in them
    again, same = _seconds(lambda: kept["".join(digest(group) for group in in_groups(wanted))])
    assert same == pdf  # noqa: S101 - a measurement of something else would say nothing
    return {
        "times as fast as naive": round(naive_all / ours, 1),
        "documents per second": round(len(wanted) / ours, 1),
        "unchanged again, times as fast as naive": round(naive_all / again),
        "MB": round(len(pdf) / 1e6, 1),
        "MB naive": round(len(sample) / 1e6 * len(wanted) / SAMPLE, 1),
    }


def _ours(wanted, title):
    groups = list(in_groups(wanted))
    parts = [part for part, _ in render_groups(groups)]
    return merge(parts, title), [digest(group) for group in groups]


def _word():
    made_up = list(values(INWERKDOCUMENT, 6))
    make = FORMATS[INWERKDOCUMENT].module.word
    make(made_up[0])  # warm
    return round(1000 * statistics.median(_seconds(lambda value=value: make(value))[0] for value in made_up[1:]))


def _memory(number):
    """The most that a fresh process and the processes it starts hold together while it prints so many."""
    process = subprocess.Popen([sys.executable, "-m", "onboarding.bench.pdf_alone", str(number)], cwd=CHECKOUT)
    return peak_of(process)


def _growth():
    """How much one process grows between two numbers of renders, after what it keeps has been filled."""
    command = [sys.executable, "-m", "onboarding.bench.pdf_alone", *map(str, RENDERS), "one"]
    answer = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    before, after = map(float, answer.stdout.split())
    return {"after": RENDERS, "MB": round(after - before, 1)}


def _seconds(work):
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result
