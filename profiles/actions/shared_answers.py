"""What an institution or a location says for all its leerplaatsen, and what is needed before a start.

A change shows at once on every page and document: each online profile that shows the answer gets a new version.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from profiles import search
from profiles.actions.leerplaatsprofielen import Clash, NotReady, locked_profile, next_version, touch
from profiles.inheritance import (
    REQUIREMENTS,
    Inheritance,
    forget_inheritance,
    levels_of,
    own_answers,
    register_of,
)
from profiles.merging import fingerprint, merge
from profiles.models import AuditEvent, Leerplaats, Leerplaatsprofiel, ProfileVersion, SharedAnswers


class StillNeeded(Exception):
    """An online profile cannot do without this answer. `leerplaats` is the first such, `question` what it needs."""

    def __init__(self, leerplaats, question):
        super().__init__(f"{leerplaats} needs {question.key}")
        self.leerplaats, self.question = leerplaats, question


class EntryChanged(Exception):
    """Somebody else answered this requirement in between; `entry` is what they said, or None."""

    def __init__(self, entry):
        super().__init__("changed in between")
        self.entry = entry


@dataclass(frozen=True)
class Spread:
    """What saving did: whether anything changed, and how many leerplaatsen show it from now on."""

    is_changed: bool
    leerplaatsen: int


@transaction.atomic
def save_shared(*, institution, location=None, answers, seen, by):
    """Store `answers` of an institution, or of one location, and show them everywhere they hold.

    `seen` are the fingerprints of when the page was opened. Raises Clash when somebody else answered the same
    question differently in between, StillNeeded when an online profile would lose an answer it must have.
    """
    row = _locked(institution, location)
    merged = merge(answers, row.answers, seen)
    if merged.clashes:
        raise Clash(row, merged.clashes)
    return _store(row, row.answers | merged.answers, by)


@transaction.atomic
def save_shared_requirement(*, institution, location=None, requirement, entry, seen, by):
    """Store what an institution or location says about one requirement; None takes the answer away.

    `seen` is the fingerprint of the entry when the page was opened. Raises EntryChanged.
    """
    row = _locked(institution, location)
    return _store(row, _with_entry(row.answers, requirement, entry, seen), by)


@transaction.atomic
def save_requirement(*, leerplaats, requirement, entry, seen, by):
    """Store in the concept what a leerplaats itself says about one requirement; None follows those above again.

    Returns the profile. Raises EntryChanged.
    """
    profile = locked_profile(leerplaats)
    answers = _with_entry(profile.answers, requirement, entry, seen)
    if answers != profile.answers:
        profile.answers = answers
        touch(profile, by)
        AuditEvent.record("profile_saved", leerplaats, by=by, institution=leerplaats.institution, part="practical")
    leerplaats.profile = profile
    return profile


@transaction.atomic
def show_register(*, institution=None, by, note):
    """Show a changed register of requirements on every online profile, of one institution or of the region."""
    rows = Leerplaats.objects.filter(institution=institution) if institution else Leerplaats.objects.all()
    return _republish(rows, by=by, note=note)


@transaction.atomic
def catch_up(*, leerplaats, by, note):
    """Show what holds now for a leerplaats that moved or was away. What it cannot do without stays as it was."""
    forget_inheritance(leerplaats)
    try:
        _republish(Leerplaats.objects.filter(pk=leerplaats.pk), by=by, note=note[:120])
    except StillNeeded:
        return  # the next time somebody puts it online, the check page asks for it


def _locked(institution, location):
    SharedAnswers.objects.get_or_create(institution=institution, location=location)
    return SharedAnswers.objects.select_for_update().get(institution=institution, location=location)


def _with_entry(answers, requirement, entry, seen):
    entries = dict(answers.get(REQUIREMENTS) or {})
    stored = entries.get(str(requirement.pk))
    if fingerprint(stored) not in (seen, fingerprint(entry)):
        raise EntryChanged(stored)
    entries.pop(str(requirement.pk), None)
    if entry:
        entries[str(requirement.pk)] = entry
    rest = {key: value for key, value in answers.items() if key != REQUIREMENTS}
    return rest | ({REQUIREMENTS: entries} if entries else {})


def _store(row, answers, by):
    kept = {key: value for key, value in answers.items() if value}
    if kept == row.answers:
        return Spread(False, 0)
    row.answers, row.updated_at, row.updated_by = kept, timezone.now(), by
    row.save()
    scope = row.location or row.institution
    AuditEvent.record("shared_answers_saved", scope, by=by, institution=row.institution)
    rows = Leerplaats.objects.filter(institution=row.institution_id)
    if row.location_id:
        rows = rows.filter(location=row.location_id)
    return Spread(True, _republish(rows, by=by, note=f"Afspraken van {scope} aangepast"[:120]))


def _republish(leerplaatsen, *, by, note):
    """A new version of every online profile whose inherited answers changed; returns how many."""
    profiles = list(
        # Without joins, as in locked_profile. One that is not online is locked too: somebody may be publishing it.
        Leerplaatsprofiel.objects.select_for_update()
        .filter(leerplaats__in=leerplaatsen.in_use())
        .prefetch_related("published", "leerplaats__location", "leerplaats__institution")
        .order_by("pk")
    )
    inheritances = _inheritances({profile.institution_id for profile in profiles})
    versions = []
    for profile in profiles:
        if profile.published is None:
            continue
        leerplaats, own = profile.leerplaats, own_answers(profile.published)
        try:
            version = next_version(profile, own, inheritances(leerplaats), leerplaats=leerplaats, by=by, note=note)
        except NotReady as refusal:
            raise StillNeeded(leerplaats, refusal.problems[0].question) from None
        if version:
            versions.append((profile, version))
    ProfileVersion.objects.bulk_create([version for _, version in versions])
    for profile, version in versions:
        profile.published = version
    Leerplaatsprofiel.objects.bulk_update([profile for profile, _ in versions], ["published"])
    for profile, _ in versions:
        profile.leerplaats.profile = profile
        search.refresh(profile.leerplaats)
    AuditEvent.objects.bulk_create(
        AuditEvent.line(
            "profile_published",
            profile.leerplaats,
            by=by,
            institution=profile.leerplaats.institution,
            version=version.number,
        )
        for profile, version in versions
    )
    return len(versions)


def _inheritances(institution_ids):
    """A function from leerplaats to its Inheritance, for many leerplaatsen in two queries per institution."""
    rows = {}
    for row in SharedAnswers.objects.filter(institution__in=institution_ids).select_related("institution", "location"):
        rows.setdefault(row.institution_id, []).append(row)
    registers = {pk: register_of(pk) for pk in institution_ids}

    def of(leerplaats):
        near = (None, leerplaats.location_id)
        found = [row for row in rows.get(leerplaats.institution_id, ()) if row.location_id in near]
        return Inheritance(levels_of(found), registers[leerplaats.institution_id])

    return of
