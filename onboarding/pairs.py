"""Requests held against offers by the hard rules, one by one: what confirming and changing a stage look at."""

from dataclasses import dataclass, replace

from onboarding import matching
from onboarding.matching.edge import edge
from onboarding.matching.model import broken_rules
from onboarding.matching.wording_rules import rule_text


@dataclass(frozen=True)
class Pairs:
    """Requests and offers by primary key, to hold them against each other by the hard rules of the matching.

    The one check of whether a koppeling or stage may be: fixing does it through the Board, confirming and changing
    through this. Room and limits are counted elsewhere.
    """

    requests: dict
    offers: dict
    names: matching.Names

    def rules(self, request, offer, stay=None):
        """The hard rules that keep this request (key) from this offer (key), with another `stay` when given."""
        return broken_rules(self._asks(request, stay), self.offers[offer])

    def sentence(self, request, offer, rules, stay=None):
        """Those `rules` in words; empty for none."""
        at = edge(self._asks(request, stay), self.offers[offer])
        return " ".join(rule_text(rule, at, self.names) for rule in rules)

    def why_not(self, request, offer):
        """Why this request cannot have this offer, in words; empty when it can."""
        return self.sentence(request, offer, self.rules(request, offer))

    def _asks(self, request, stay):
        asks = self.requests[request]
        return replace(asks, stay=stay) if stay else asks
