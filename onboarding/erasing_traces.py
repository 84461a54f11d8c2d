"""What a removed student leaves in rows of others: the log, delivered lists, prints, mails to colleagues, jobs.

Which fields can hold a name says the register: those about a person or a stage, in rows that belong to no person.
"""

import json

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from onboarding.erasing import erase_rows
from onboarding.models import MatchRun, Message, Placement, PlacementRequest, PrintJob, PrintPart, StudentImport
from onboarding.whole_register import ENTRIES
from profiles.field_register import Category, Erase
from profiles.models import AuditEvent

SOMEBODY = "een student"
ABOUT_PEOPLE = (Category.PERSON, Category.CONTACT, Category.STAGE, Category.GUIDANCE)
SHORTEST_NUMBER = 5  # a shorter studentnummer is too often part of another number
ROWS, PLACED = "rows", "placed"
LET_GO_OF_JOBS = """
    UPDATE procrastinate_periodic_defers SET job_id = NULL
    WHERE job_id IN (
        SELECT id FROM procrastinate_jobs WHERE args->>'user_id' = %(user)s::text OR args::text ILIKE ANY(%(words)s)
    )
"""
DELETE_JOBS = """
    DELETE FROM procrastinate_jobs
    WHERE status <> 'doing' AND (args->>'user_id' = %(user)s::text OR args::text ILIKE ANY(%(words)s))
"""


def words_of(student):
    """How a student is called in texts of others, the longest first, so that no half of a name stays."""
    words = {student.name, student.short_name, student.email, f"{student.last_name}, {student.given_name}"}
    if len(student.student_number) >= SHORTEST_NUMBER:
        words.add(student.student_number)
    return sorted(words, key=len, reverse=True)


def forget_traces(part, words, erased):
    """Take a student out of what others keep at the institution of this part.

    `erased` is how the log points at the rows that went, `words` are those of `words_of`.
    """
    institution_id = part.institution_id
    AuditEvent.objects.filter(subject__in=erased).exclude(detail={}).update(detail={})
    to_student = Message.objects.filter(institution=institution_id, to_email__iexact=part.student.email)
    erase_rows(to_student.filter(placement=None, student=None))
    _forget_prints(institution_id, part.keys[Placement])
    _forget_in_lists(part.student, institution_id)
    _forget_in_runs(institution_id, {str(key) for key in part.keys[PlacementRequest]})
    for model, names in (*_fields_of_others(), (AuditEvent, ["detail"]), (Message, ["subject", "body"])):
        _forget_words(_of_institution(model, institution_id), names, words)


def forget_account_traces(user, words):
    """Take an account out of what is no row of ours: sessions, and jobs of the worker."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    said = {"user": user.pk, "words": [_like(word) for word in words]}
    with connection.cursor() as cursor:
        cursor.execute(LET_GO_OF_JOBS, said)
        cursor.execute(DELETE_JOBS, said)


def _like(word):
    """The word as jsonb writes it, between wildcards."""
    written = json.dumps(word, ensure_ascii=False)[1:-1]
    for sign in ("\\", "%", "_"):
        written = written.replace(sign, f"\\{sign}")
    return f"%{written}%"


def _fields_of_others():
    """(model, fields) of rows that belong to no person and can name one."""
    for entry in ENTRIES:
        if entry.of or entry.erase == Erase.STAYS:
            continue
        names = [name for category, names in entry.by_category if category in ABOUT_PEOPLE for name in names]
        fields = [entry.model_class._meta.get_field(name) for name in names]
        texts = [one.name for one in fields if one.get_internal_type() in ("JSONField", "TextField", "CharField")]
        if texts:
            yield entry.model_class, texts


def _of_institution(model, institution_id):
    path = "job__institution" if model is PrintPart else "institution"
    return model._default_manager.filter(**{path: institution_id})


def _forget_words(rows, names, words):
    """Replace each of `words` in these fields; only rows in which one stands are read."""
    wanted, casts = Q(pk__in=[]), {}
    for name in names:
        casts[f"text_of_{name}"] = Cast(name, TextField())
        for word in words:
            wanted |= Q(**{f"text_of_{name}__icontains": json.dumps(word, ensure_ascii=False)[1:-1]})
    for row in rows.annotate(**casts).filter(wanted):
        before = {name: getattr(row, name) for name in names}
        after = {name: _without(value, words) for name, value in before.items()}
        rows.model._default_manager.filter(pk=row.pk).update(**after)


def _without(value, words):
    if isinstance(value, dict):
        return {_without(key, words): _without(one, words) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    if isinstance(value, str):
        for word in words:
            value = _replaced(value, word)
    return value


def _replaced(text, word):
    """The text without the word, whatever its capitals."""
    while (place := text.lower().find(word.lower())) >= 0 and len(text.lower()) == len(text):
        text = f"{text[:place]}{SOMEBODY}{text[place + len(word) :]}"
    return text


def _forget_prints(institution_id, placements):
    """Whole prints with a sheet of these stages: a print can be made again."""
    for job in PrintJob.objects.filter(institution=institution_id).only("pk", "sheets"):
        if any(_is_about(sheet, placements) for sheet in job.sheets):
            erase_rows(PrintPart.objects.filter(job=job))
            erase_rows(PrintJob.objects.filter(pk=job.pk))


def _is_about(sheet, placements):
    return not placements.isdisjoint({sheet.get("placement"), *sheet.get("placements", ())})


def _forget_in_runs(institution_id, requests):
    """What was proposed for these requests, in proposals of which the outcome is kept."""
    if not requests:
        return
    named = Q(outcome__has_any_keys=list(requests)) | Q(outcome__placed__has_any_keys=list(requests))
    for run in MatchRun.objects.filter(named, institution=institution_id).only("pk", "outcome"):
        kept = {key: value for key, value in run.outcome.items() if key not in requests}
        if isinstance(kept.get(PLACED), dict):
            kept[PLACED] = {key: value for key, value in kept[PLACED].items() if key not in requests}
        MatchRun.objects.filter(pk=run.pk).update(outcome=kept)


def _forget_in_lists(student, institution_id):
    """The row of the student in delivered lists of the school, with what a person wrote beside it."""
    lists = StudentImport.objects.filter(institution=institution_id, school=student.school_id)
    keys = [student.email.lower(), *([student.student_number] if student.student_number else [])]
    for found in lists.select_for_update():
        numbers = set()
        found.source = _without_rows(found.source, keys, numbers)
        found.preview = _without_rows(found.preview, keys, numbers)
        if not numbers:
            continue
        gone = {str(number) for number in numbers}
        found.corrections = {number: said for number, said in found.corrections.items() if number not in gone}
        chosen = found.decisions.get(ROWS, {})
        if chosen:
            found.decisions[ROWS] = {number: said for number, said in chosen.items() if number not in gone}
        found.save(update_fields=["source", "preview", "corrections", "decisions"])


def _without_rows(value, keys, numbers):
    """The list without the rows that hold one of `keys` as a whole cell; adds their numbers to `numbers`."""
    if isinstance(value, list):
        return [_without_rows(one, keys, numbers) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {}
    for key, one in value.items():
        if key != ROWS or not isinstance(one, list):
            kept[key] = _without_rows(one, keys, numbers)
            continue
        gone = [row for row in one if isinstance(row, dict) and _holds(row, keys)]
        numbers.update(row.get("number") for row in gone)
        kept[key] = [row for row in one if row not in gone]
    return kept


def _holds(row, keys):
    cells = row.get("cells") or list((row.get("values") or {}).values())
    return any(str(cell).strip().lower() in keys for cell in cells if isinstance(cell, str))
