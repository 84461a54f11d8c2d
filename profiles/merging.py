"""Two people who write at the same time: what each of them changed, and where they really clash.

A page carries a fingerprint of every answer as it was when the page was opened. On saving, an answer that
only one of the two changed needs no question; an answer both changed differently is a clash.
"""

import hashlib
import json
from dataclasses import dataclass

DONE = "is_done"  # 'Is dit deel klaar?' is merged like an answer


class Clash(Exception):
    """Somebody else changed the same since the page was opened; `theirs` is what stands there now."""

    def __init__(self, theirs):
        super().__init__(str(theirs))
        self.theirs = theirs


@dataclass(frozen=True)
class Merged:
    """The answers to store, the keys where both wrote, and whether something of the other was kept."""

    answers: dict
    clashes: tuple[str, ...]
    kept_theirs: bool


def fingerprint(value):
    """A short text that is the same for the same answer; every empty answer is the same."""
    text = json.dumps(value or None, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def write_seen(answers):
    """The fingerprints of `answers` on one line, for a hidden field."""
    return join_seen({key: fingerprint(value) for key, value in answers.items()})


def join_seen(fingerprints):
    """Fingerprints on one line, for a hidden field."""
    return " ".join(f"{key}={text}" for key, text in fingerprints.items())


def read_seen(text):
    """The line of write_seen as a dict; what cannot be read is left out."""
    return dict(pair.split("=", 1) for pair in text.split() if "=" in pair)


def seen_after(mine, stored, seen):
    """The fingerprints for a page that goes on after `mine` was merged into `stored`.

    Only what is stored as I wrote it counts as seen. Where a text of somebody else was kept or is still asked
    about, the page shows my old one, so that stays unseen: writing over it later is a question again.
    """
    mine_too = {key for key in mine if fingerprint(stored.get(key)) == fingerprint(mine[key])}
    return seen | {key: fingerprint(stored.get(key)) for key in mine_too}


def merge(mine, theirs, seen, settled=None):
    """Both sets of answers as one.

    `seen` are the fingerprints of when I opened the page. `settled` are clashes I have been asked about:
    key -> ("mine" or "theirs", the fingerprint of their text that I saw). A text they changed again
    afterwards is asked again.
    """
    settled = settled or {}
    answers, clashes, kept_theirs = dict(mine), [], False
    for key, my_value in mine.items():
        their_value = theirs.get(key)
        now = fingerprint(their_value)
        if now == fingerprint(my_value) or now == seen.get(key):
            continue
        choice, against = settled.get(key, ("", ""))
        if fingerprint(my_value) == seen.get(key) or (choice == "theirs" and against == now):
            answers[key], kept_theirs = their_value, True
        elif not (choice == "mine" and against == now):
            clashes.append(key)
    return Merged(answers, tuple(clashes), kept_theirs)
