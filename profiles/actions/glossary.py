"""Words of an institution: added one by one or many at once, changed, taken out and put back."""

from django.db import transaction
from django.utils import timezone

from profiles.folding import fold
from profiles.models import AuditEvent, GlossaryTerm, Institution


class AlreadyThere(Exception):
    """The institution has another word that is written the same."""


@transaction.atomic
def save_term(*, term, by):
    """Store a new or changed word. Raises AlreadyThere."""
    _hold(term.institution_id)
    what = "changed" if term.pk else "created"
    _refuse_double(term)
    term.save()
    _record(what, term, by)


@transaction.atomic
def add_terms(*, institution, lines, by):
    """Store many (term, explanation) lines. Words that are there already keep their explanation.

    Returns the new words and the ones that were there, both as they are written.
    """
    _hold(institution.pk)
    kept = GlossaryTerm.objects.kept().filter(institution=institution)
    known = {term.sort_term: term.term for term in kept}
    added, there = [], []
    for line in lines:
        if fold(line.term) in known:
            there.append(known[fold(line.term)])
            continue
        term = GlossaryTerm.objects.create(institution=institution, term=line.term, explanation=line.explanation)
        _record("created", term, by)
        added.append(term.term)
    return added, there


@transaction.atomic
def remove_term(*, term, by):
    """Take a word out; it can be put back. Taking it out twice is the same as once."""
    if GlossaryTerm.objects.kept().filter(pk=term.pk).update(removed_at=timezone.now()):
        _record("removed", term, by)


@transaction.atomic
def restore_term(*, term, by):
    """Put a word back. Raises AlreadyThere when it was written anew in the meantime."""
    _hold(term.institution_id)
    _refuse_double(term)
    if GlossaryTerm.objects.filter(pk=term.pk, removed_at__isnull=False).update(removed_at=None):
        _record("restored", term, by)


def _hold(institution_id):
    """One at a time per institution, so that two people who add a word see each other's."""
    Institution.objects.select_for_update(no_key=True).get(pk=institution_id)


def _refuse_double(term):
    others = GlossaryTerm.objects.kept().filter(institution=term.institution_id).exclude(pk=term.pk)
    if others.filter(sort_term=fold(term.term)).exists():
        raise AlreadyThere(term.term)


def _record(what, term, by):
    AuditEvent.record(f"glossaryterm_{what}", term, by=by, institution=term.institution, name=term.term)
