"""Lists of schools: read into a preview, and corrected and explained on screen. Nothing of it is a student yet."""

import logging

from django.db import transaction

from onboarding.aanlevering import (
    LEFT_OUT,
    KnownPeriod,
    KnownProgramme,
    Preview,
    SchoolList,
    check,
    fingerprint,
    open_lists,
    read_layout,
    without_bsn,
)
from onboarding.enums import ImportStatus
from onboarding.jobs import check_import_job
from onboarding.models import PlacementRequest, SchoolLayout, StudentImport
from profiles.models import Period, Programme

AT_ONCE = 500  # rows that are checked while the person waits; more is a job with progress
CHECKED = 100  # percent
OWN_NUMBERS = 9  # digits of a student number that may look like a BSN by chance

logger = logging.getLogger(__name__)


def start_import(*, data, filename, school, institution, by):
    """Read a list and keep what may be kept of it; raises UnreadableFile with a sentence.

    The same file again gives the list that exists, so that a second upload has no effect. The columns and words
    start as they were in the last list of this school.
    """
    same = StudentImport.objects.filter(school=school, institution=institution, fingerprint=fingerprint(data))
    for status in (ImportStatus.STORED, ImportStatus.CHECKING):
        found = same.filter(status=status).order_by("-uploaded_at").first()
        if found:
            return found
    first, *others = open_lists(data)
    layout = SchoolLayout.objects.filter(school=school, institution=institution).first()
    found = StudentImport(
        school=school,
        institution=institution,
        filename=without_bsn(filename)[:200],
        fingerprint=first.fingerprint,
        meanings=layout.meanings if layout else {},
        default_programme=layout.default_programme if layout else None,
        uploaded_by=by,
    )
    _take_list(found, first, others, layout)
    recheck(found)
    return found


def _take_list(found, school_list, others, layout):
    found.source = school_list.to_json() | {"alternatives": [one.to_json() for one in others]}
    found.mapping = read_layout(school_list.header, school_list.guessed, layout.columns if layout else {}).mapping
    found.corrections, found.decisions = {}, {}


def source_of(found):
    """The SchoolList of this import."""
    return SchoolList.from_json({key: value for key, value in found.source.items() if key != "alternatives"})


def alternatives_of(found):
    """The other sheets of the file that hold a list, by name."""
    return [SchoolList.from_json(one) for one in found.source.get("alternatives", [])]


@transaction.atomic
def choose_sheet(*, found, name):
    """Read another sheet of the file. What was corrected in the first one goes. Returns whether there is one."""
    locked = _lock(found)
    others = alternatives_of(locked)
    chosen = next((one for one in others if one.sheet_name == name), None)
    if chosen is None:
        return False
    rest = [source_of(locked), *(one for one in others if one is not chosen)]
    layout = SchoolLayout.objects.filter(school=locked.school_id, institution=locked.institution_id).first()
    _take_list(locked, chosen, rest, layout)
    recheck(locked)
    return True


def recheck(found):
    """Check the rows of an import again, as its columns, words and corrections are now, and save it.

    A long list is checked by the worker: until then `progress` is below 100.
    """
    if len(found.source.get("rows", ())) <= AT_ONCE:
        found.preview, found.progress = _checked(found).to_json(), CHECKED
        found.save()
        return
    with transaction.atomic():
        found.progress = 0
        found.save()
        check_import_job.defer(import_id=found.pk)


def check_import(import_id):
    """Check a long list, and say how far it is on the way. A list that is checked or stored stays as it is.

    When somebody chose other columns or words meanwhile, the outcome is dropped: their own job checks those.
    """
    found = StudentImport.objects.filter(pk=import_id, status=ImportStatus.CHECKING, progress__lt=CHECKED).first()
    if found is None:
        return
    rows = StudentImport.objects.filter(
        pk=import_id,
        status=ImportStatus.CHECKING,
        progress__lt=CHECKED,
        mapping=found.mapping,
        meanings=found.meanings,
        corrections=found.corrections,
        default_programme=found.default_programme_id,
        source__sheet_name=found.source["sheet_name"],
    )
    preview = _checked(found, on_progress=lambda percent: rows.update(progress=min(percent, CHECKED - 1)))
    rows.update(preview=preview.to_json(), progress=CHECKED)


def _checked(found, on_progress=None):
    programmes = {programme.pk: _known(programme) for programme in Programme.objects.order_by("pk")}
    return check(
        source_of(found),
        found.mapping,
        programmes=list(programmes.values()),
        periods=[KnownPeriod(p.pk, p.name, p.starts_on, p.ends_on) for p in Period.objects.order_by("pk")],
        default_programme=programmes.get(found.default_programme_id),
        meanings=found.meanings,
        corrections={int(number): fields for number, fields in found.corrections.items()},
        on_progress=on_progress,
    )


def _known(programme):
    return KnownProgramme(programme.pk, programme.name, tuple(programme.codes), programme.level)


def _lock(found):
    """The import as it is now, so that two people who correct it at once lose nothing."""
    return StudentImport.objects.select_for_update(of=("self",)).get(pk=found.pk, status=ImportStatus.CHECKING)


def at_other_schools(found, preview):
    """How many students of the list the institution knows as students of another school: perhaps a wrong choice."""
    emails = [row.values["email"] for row in preview.rows if row.values.get("email")]
    asked = PlacementRequest.objects.filter(institution=found.institution_id).exclude(school=found.school_id)
    return asked.filter(student__email__in=emails).values("student").distinct().count()


@transaction.atomic
def set_columns(*, found, mapping, default_programme):
    """Take over which column is which, and check again."""
    locked = _lock(found)
    locked.mapping = mapping
    locked.default_programme = default_programme
    recheck(locked)


@transaction.atomic
def set_meanings(*, found, meanings):
    """Take over what words of the school mean (kind -> folded word -> meaning, None for unknown), and check again."""
    locked = _lock(found)
    for kind, words in meanings.items():
        known = locked.meanings.setdefault(kind, {})
        known.update(words)
        locked.meanings[kind] = {word: meaning for word, meaning in known.items() if meaning is not None}
    recheck(locked)


@transaction.atomic
def correct_rows(*, found, corrections=None, choices=None, gone=None):
    """Take over cells typed on screen (row number as text -> field -> text) and choices, and check again.

    `choices` is row number as text -> "take", "skip", "same" or "" for what we propose; `gone` request key -> whether
    to withdraw it. Returns the numbers of rows in which something that looks like a BSN was left out.
    """
    locked = _lock(found)
    left_out = []
    for number, fields in (corrections or {}).items():
        safe = {key: _safe(locked, key, text) for key, text in fields.items()}
        if safe != fields:
            left_out.append(number)
        locked.corrections.setdefault(number, {}).update(safe)
    decisions = locked.decisions or {}
    rows = decisions.get("rows", {}) | (choices or {})
    decisions["rows"] = {number: choice for number, choice in rows.items() if choice}
    chosen = {int(key): True for key in decisions.get("gone", [])} | (gone or {})
    decisions["gone"] = sorted(key for key, withdraw in chosen.items() if withdraw)
    locked.decisions = decisions
    if corrections:
        recheck(locked)
    else:
        locked.save(update_fields=["decisions"])
    return left_out


def _safe(found, key, text):
    """The typed text without a BSN. A student number may look like one where all numbers are that long."""
    safe = without_bsn(text)
    if safe == text or key != "student_number" or "student_number" not in found.mapping:
        return safe
    place = found.mapping["student_number"]
    numbers = [row["cells"][place] for row in found.source["rows"] if row["cells"][place]]
    as_long = [number for number in numbers if len(number) == OWN_NUMBERS and number.isdigit()]
    return text if len(numbers) > 1 and 2 * len(as_long) > len(numbers) else safe.replace(LEFT_OUT, "").strip()


def preview_of(found):
    """The checked rows of an import."""
    return Preview.from_json(found.preview or {"rows": []})
