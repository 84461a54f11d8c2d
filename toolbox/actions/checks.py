"""Going through the checklist zorginstelling: begun from the sjabloon in force, saved by several people, finished."""

from django.db import transaction
from django.utils import timezone

from profiles.merging import merge
from profiles.models import AuditEvent, Leerplaats
from toolbox.actions.templates import with_content
from toolbox.checks import lines_of
from toolbox.formats.content import Facts
from toolbox.models import LeerplaatsCheck, Template
from toolbox.origins import origin
from toolbox.previews import blank_content

FORMAT = "institution_checklist"


class NotAnswered(Exception):
    """Lines without an answer: the check cannot be finished. `lines` says which."""

    def __init__(self, lines):
        super().__init__(len(lines))
        self.lines = lines


class AlreadyFinished(Exception):
    """A colleague finished this check meanwhile."""


class OtherCheckOpen(Exception):
    """There is a later check, so this one stays as it is."""


@transaction.atomic
def start_check(*, leerplaats, by):
    """Begin with the sjabloon that holds for `leerplaats`. Asked twice it gives the check that is open already."""
    _lock(leerplaats)
    if known := leerplaats.checks.filter(finished_at=None).first():
        return known
    template = sjabloon_of(leerplaats)
    check = LeerplaatsCheck.objects.create(
        leerplaats=leerplaats,
        institution_id=leerplaats.institution_id,
        template=template,
        questions=_questions(template, leerplaats),
        started_by=by,
    )
    _record("check_started", check, by)
    return check


def sjabloon_of(leerplaats):
    """The checklist that holds for `leerplaats`, with its content at hand."""
    return with_content(Template.objects.filter(format=FORMAT).in_force(leerplaats)).get()


@transaction.atomic
def save_answers(*, check, answers, seen, by, reopen=False):
    """Store `answers` (place -> answer or None) beside what colleagues answered meanwhile.

    `seen` are the fingerprints of when the page was opened. Returns profiles.merging.Merged: where two people
    chose differently nothing is stored yet. Raises AlreadyFinished unless `reopen` opens the check again.
    """
    check = _locked(check)
    if check.finished_at:
        if not reopen:
            raise AlreadyFinished
        _open_again(check, by)
    merged = merge(answers, check.answers, seen)
    kept = {key: value for key, value in merged.answers.items() if key not in merged.clashes}
    after = {key: value for key, value in (check.answers | kept).items() if value}
    if after != check.answers:
        check.answers = after
        check.version += 1
        check.save()
    return merged


@transaction.atomic
def finish_check(*, check, by):
    """Make the result. Finished twice it is finished once. Raises NotAnswered."""
    check = _locked(check)
    if check.finished_at:
        return check
    if open_lines := [line for line in lines_of(check) if not line.answer]:
        raise NotAnswered(open_lines)
    check.finished_at, check.finished_by = timezone.now(), by
    check.version += 1
    check.save()
    _record("check_finished", check, by)
    return check


@transaction.atomic
def reopen_check(*, check, by):
    """Go on with the last check after it was finished. Raises OtherCheckOpen when there is a later one."""
    check = _locked(check)
    if check.finished_at:
        _open_again(check, by)
        check.save()
    return check


def _open_again(check, by):
    if LeerplaatsCheck.objects.filter(leerplaats=check.leerplaats_id, started_at__gt=check.started_at).exists():
        raise OtherCheckOpen
    check.finished_at = check.finished_by = None
    check.version += 1
    _record("check_reopened", check, by)


def _questions(template, leerplaats):
    facts = Facts(origin(), leerplaats=leerplaats.name, institution=leerplaats.institution.name)
    sector = leerplaats.sector
    content = blank_content(template, is_wanted=lambda item: not item.for_sectors or sector in item.for_sectors)
    return [
        {"section": section.title, "text": line.text, "note": line.note, "who": line.who}
        for section in content.filled(facts).sections
        for line in section.lines
    ]


def _lock(leerplaats):
    """One at a time per leerplaats: two people who begin together begin the same check."""
    Leerplaats.objects.select_for_update().get(pk=leerplaats.pk)


def _locked(check):
    """The check as it stands now, after waiting for whoever is saving it. The leerplaats first, as at the start."""
    _lock(check.leerplaats)
    return LeerplaatsCheck.objects.select_for_update(of=["self"]).select_related("institution").get(pk=check.pk)


def _record(what, check, by):
    AuditEvent.record(what, check, by=by, institution=check.institution)
