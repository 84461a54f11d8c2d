"""A world as plain lists and dicts, to keep beside a proposal: so that a next one can say what changed since. Pure."""

import json
from dataclasses import fields, is_dataclass

from onboarding.matching import Goal, Limit, Lock, Offer, Request, Rule, Stay, World

PARTS = ("requests", "offers", "locks", "limits", "goals", "starting")


def written(world):
    """The world as JSON text: equal worlds give equal texts, in every process."""
    return json.dumps({part: getattr(world, part) for part in PARTS}, default=_plain)


def _plain(value):
    if is_dataclass(value):  # its fields alone: what is worked out once and kept on it is no part of the world
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return sorted(value)


def read(text):
    """The world of a text of `written`; None when it was written by a version with other fields."""
    try:
        kept = json.loads(text)
        return World(
            tuple(_request(row) for row in kept["requests"]),
            tuple(_offer(row) for row in kept["offers"]),
            tuple(Lock(**row) for row in kept["locks"]),
            tuple(_limit(row) for row in kept["limits"]),
            tuple(Goal(goal) for goal in kept["goals"]),
            frozenset((leerplaats, day) for leerplaats, day in kept["starting"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _request(row):
    changed = {
        "wishes": tuple(frozenset(wish) for wish in row["wishes"]),
        "excluded": tuple((leerplaats, Rule(cause)) for leerplaats, cause in row["excluded"]),
        "stay": row["stay"] and _stay(row["stay"]),
        "position": row["position"] and tuple(row["position"]),
        "sectors_seen": frozenset(row["sectors_seen"]),
    }
    return Request(**{**row, **changed})


def _offer(row):
    changed = {name: frozenset(row[name]) for name in ("weekdays", "particulars")}
    changed |= {name: tuple((first, last) for first, last in row[name]) for name in ("closed", "no_start")}
    return Offer(**{**row, **changed, "position": row["position"] and tuple(row["position"])})


def _limit(row):
    stays = tuple(_stay(stay) for stay in row["taken"])
    return Limit(**{**row, "leerplaatsen": frozenset(row["leerplaatsen"]), "taken": stays})


def _stay(row):
    return Stay(row["first"], row["last"], frozenset(row["weekdays"]))
