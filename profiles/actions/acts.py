"""What students may do is agreed cell by cell; who agreed it and when belongs to the cell."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from profiles.merging import fingerprint, merge
from profiles.models import Act, ActRule, AuditEvent, Institution, Leerplaats


class CellClash(Exception):
    """Somebody else changed the same cells otherwise. `rules` has per cell what is stored now, or None."""

    def __init__(self, rules):
        super().__init__(f"{len(rules)} cells")
        self.rules = rules


@dataclass(frozen=True)
class SavedRules:
    """How many cells changed, and whether a change of somebody else was kept beside them."""

    changed: int
    kept_theirs: bool


def write_cell(cell):
    """The name of a cell (act, opleiding, year) in a form: "12-3-2"."""
    return "-".join(map(str, cell))


@transaction.atomic
def save_rules(*, leerplaats, modes, seen, by):
    """Store cells of the table, {(act id, programme id, year): mode or "" for not agreed}.

    `seen` are the fingerprints of profiles.merging of when the page was opened. Only a cell that changes gets a
    new date and decider. Raises CellClash, and stores nothing, when somebody else changed one otherwise.
    """
    Leerplaats.objects.select_for_update(no_key=True).get(pk=leerplaats.pk)
    stored = {rule.cell: rule for rule in ActRule.objects.filter(leerplaats=leerplaats).select_related("decided_by")}
    cells = {write_cell(cell): cell for cell in modes}
    mine = {name: modes[cell] for name, cell in cells.items()}
    theirs = {name: stored[cell].mode if cell in stored else "" for name, cell in cells.items()}
    merged = merge(mine, theirs, seen)
    if merged.clashes:
        raise CellClash({cells[name]: stored.get(cells[name]) for name in merged.clashes})
    changes = {cells[name]: (theirs[name], mode) for name, mode in merged.answers.items() if mode != theirs[name]}
    if changes:
        _store(leerplaats, stored, changes, by)
    return SavedRules(len(changes), merged.kept_theirs)


def _store(leerplaats, stored, changes, by):
    gone = [stored[cell].pk for cell, (_, mode) in changes.items() if not mode]
    ActRule.objects.filter(pk__in=gone).delete()
    agreed = [
        ActRule(
            leerplaats=leerplaats,
            institution_id=leerplaats.institution_id,
            act_id=act_id,
            programme_id=programme_id,
            year=year,
            mode=mode,
            decided_by=by,
            decided_on=timezone.localdate(),
        )
        for (act_id, programme_id, year), (_, mode) in changes.items()
        if mode
    ]
    ActRule.objects.bulk_create(
        agreed,
        update_conflicts=True,
        unique_fields=["leerplaats", "act", "programme", "year"],
        update_fields=["mode", "decided_by", "decided_on"],
    )
    log = [[*cell, before, after] for cell, (before, after) in changes.items()]
    AuditEvent.record("acts_agreed", leerplaats, by=by, institution=leerplaats.institution, cells=log)


def seen_now(names, rules):
    """The fingerprints of these cells as `rules` ({cell: ActRule or None}) has them, after a clash."""
    current = {write_cell(cell): fingerprint(rule.mode if rule else "") for cell, rule in rules.items()}
    return names | current


@transaction.atomic
def save_act(*, act, by):
    """Store an act of an institution; a new one comes last."""
    what = "act_changed" if act.pk else "act_created"
    if act.pk is None:
        Institution.objects.select_for_update(no_key=True).get(pk=act.institution_id)
        last = Act.objects.filter(institution=act.institution_id).aggregate(last=Max("position"))["last"]
        act.position = (last or 0) + 1
    act.save()
    AuditEvent.record(what, act, by=by, institution=act.institution, name=act.name)


@transaction.atomic
def move_act(*, act, step, by):
    """Put an act of an institution one place up (-1) or down (1); at the end of the list nothing happens."""
    Institution.objects.select_for_update(no_key=True).get(pk=act.institution_id)
    acts = list(Act.objects.filter(institution=act.institution_id).order_by("position", "name"))
    place = acts.index(act)
    target = place + step
    if not 0 <= target < len(acts):
        return False
    acts[place], acts[target] = acts[target], acts[place]
    for position, row in enumerate(acts, 1):
        row.position = position
    Act.objects.bulk_update(acts, ["position"])
    AuditEvent.record("act_moved", act, by=by, institution=act.institution, to=target + 1)
    return True
