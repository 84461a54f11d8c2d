"""Mag ik dit al? What was agreed per opleiding and year, as plain values: for the pages and for the pocket card.

Nothing here says what the law allows: a leerplaats agrees, and this says what was agreed, when and by whom.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from profiles.enums import ActMode

HEADINGS = {
    ActMode.ALONE: "Dit doe je zelf, als het bij jou is afgetekend",
    ActMode.SUPERVISED: "Dit doe je onder toezicht: er staat een collega bij",
    ActMode.TOGETHER: "Dit doe je samen met een collega",
    ActMode.SEE: "Hier kijk je bij mee",
    ActMode.NOT: "Dit doe je hier nog niet",
}
ALWAYS = (
    "Je doet nooit iets alleen wat bij jou nog niet is afgetekend, of wat je nog niet goed kunt.",
    "Twijfel je? Vraag het eerst aan je werkbegeleider.",
)
RESERVED = (
    "Een voorbehouden handeling doe je alleen als je bevoegd en bekwaam bent (je mág het en je kúnt het), "
    "met toestemming."
)


@dataclass(frozen=True)
class ActLine:
    """One act; `agreed` says when and by whom, and is empty when that stands once above the list."""

    name: str
    is_reserved: bool
    agreed: str


@dataclass(frozen=True)
class ActGroup:
    """The acts a student may do in the same way. `mode` is a stored value."""

    mode: str
    heading: str
    lines: tuple[ActLine, ...]


@dataclass(frozen=True)
class Agreement:
    """What holds for the students of one opleiding and year. `agreed` is empty when it differs per act."""

    programme_id: int
    programme: str
    year: int
    agreed: str
    latest: date  # the last day on which something was agreed
    groups: tuple[ActGroup, ...]

    @property
    def title(self):
        """ "Verzorgende IG, leerjaar 2"."""
        return f"{self.programme}, leerjaar {self.year}"

    @property
    def has_reserved(self):
        """Whether one of the acts is reserved, so that the word needs an explanation."""
        return any(line.is_reserved for group in self.groups for line in group.lines)


def agreements(rules, roles=None):
    """One Agreement per opleiding and year, in order of level.

    `rules` are ActRules with act, programme and decided_by at hand. With `roles`, user id -> what this person
    is called at work, it is also said who agreed it; without, only when: that is all a visitor sees.
    """
    columns = {}
    for rule in rules:
        columns.setdefault((rule.programme, rule.year), []).append(rule)
    ordered = sorted(columns.items(), key=lambda column: (column[0][0].level, column[0][0].name, column[0][1]))
    return [_agreement(programme, year, own, roles) for (programme, year), own in ordered]


def _agreement(programme, year, rules, roles):
    said = {rule.pk: _agreed(rule, roles) for rule in rules}
    shared = said[rules[0].pk] if len(set(said.values())) == 1 else ""
    groups = []
    for mode, heading in HEADINGS.items():
        own = sorted((rule for rule in rules if rule.mode == mode), key=lambda rule: rule.act.order)
        lines = (ActLine(rule.act.name, rule.act.is_reserved, "" if shared else said[rule.pk]) for rule in own)
        if own:
            groups.append(ActGroup(mode.value, heading, tuple(lines)))
    latest = max(rule.decided_on for rule in rules)
    return Agreement(programme.pk, programme.name, year, shared, latest, tuple(groups))


def _agreed(rule, roles):
    when = f"Afgesproken op {date_format(rule.decided_on, 'j F Y')}"
    if roles is None or rule.decided_by is None:
        return when
    role = roles.get(rule.decided_by_id)
    return f"{when} door {rule.decided_by.first_name}{f' ({role.lower()})' if role else ''}"
