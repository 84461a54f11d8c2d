"""Matching students to places: a world goes in, the best assignment and its reasons come out.

Pure: no model of ours, no request, no database. An action loads a `World`, calls `solve` and stores what
comes back.
"""

from onboarding.matching.alternatives import Alternative, State, alternatives
from onboarding.matching.because import because
from onboarding.matching.difference import Difference, Move, difference
from onboarding.matching.facts import Price, Reason
from onboarding.matching.model import (
    DEFAULT_GOALS,
    MAX_WISHES,
    Goal,
    Limit,
    Lock,
    LockBreaksRule,
    LockedOverCapacity,
    LockedOverLimit,
    LockedTwice,
    LockError,
    Offer,
    Request,
    Rule,
    Stay,
    UnknownOffer,
    UnknownRequest,
    World,
    bad_locks,
)
from onboarding.matching.names import Names
from onboarding.matching.prices import price
from onboarding.matching.reasons import reasons
from onboarding.matching.solve import PLACED_GAP, Patience, Result, Score, Solution, evaluate, solution, solve
from onboarding.matching.variants import variants
from onboarding.matching.wording import ReasonText, alternative_text, reason_text
from onboarding.matching.wording_because import because_text
from onboarding.matching.wording_rules import lock_error_text

__all__ = [
    "DEFAULT_GOALS",
    "MAX_WISHES",
    "PLACED_GAP",
    "Alternative",
    "Difference",
    "Goal",
    "Limit",
    "Lock",
    "LockBreaksRule",
    "LockError",
    "LockedOverCapacity",
    "LockedOverLimit",
    "LockedTwice",
    "Move",
    "Names",
    "Offer",
    "Patience",
    "Price",
    "Reason",
    "ReasonText",
    "Request",
    "Result",
    "Rule",
    "Score",
    "Solution",
    "State",
    "Stay",
    "UnknownOffer",
    "UnknownRequest",
    "World",
    "alternative_text",
    "alternatives",
    "bad_locks",
    "because",
    "because_text",
    "difference",
    "evaluate",
    "lock_error_text",
    "price",
    "reason_text",
    "reasons",
    "solution",
    "solve",
    "variants",
]
