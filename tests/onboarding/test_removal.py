"""Removal follows the register: of who is over the term nothing is left anywhere, and of others everything stays."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from onboarding.actions.answers import stage_mark
from onboarding.actions.removal import remove_old, remove_part
from onboarding.enums import RetentionKind, SurveyKind
from onboarding.models import (
    Message,
    PlacementRequest,
    RealisedStage,
    Removal,
    RetentionTerm,
    SpentMark,
    Student,
    StudentImport,
)
from onboarding.own_data import rows_of
from onboarding.removal_plan import due_students
from onboarding.retention import Terms
from onboarding.whole_register import ENTRIES
from profiles.field_register import Category, Erase
from profiles.jobs import send_account_mail_job
from profiles.models import AuditEvent, User
from tests import factories as make
from tests.access.worlds import WITHOUT_CANARY, build_region, build_world, carries_text
from tests.everywhere import where_is

pytestmark = pytest.mark.django_db

BIRD = "vogelzwart"  # stands in nothing of the product
OF_A_STUDENT = [entry for entry in ENTRIES if any(path.split("__")[-1] != "user" for path in entry.of)]


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def over(placement, days_ago):
    """Move a stage to the past, so that its last day was so many days ago."""
    last = timezone.localdate() - timedelta(days=days_ago)
    first = last - timedelta(days=70)
    type(placement).objects.filter(pk=placement.pk).update(starts_on=first, ends_on=last, days_off=[])
    PlacementRequest.objects.filter(pk=placement.request_id).update(starts_on=first, ends_on=last)


def of_student(world):
    """{entry: rows} of the student of a world and the account, along the register."""
    return {entry.model: (entry, rows_of(entry, world.student.user, [world.student])) for entry in ENTRIES if entry.of}


def plant(entry, rows):
    """Write the bird into every text of these rows; in rows that only lose the name, into who it is."""
    names = {one.name for one in entry.model_class._meta.concrete_fields if _holds_text(one)}
    if entry.erase == Erase.NAME:
        names &= set(dict(entry.by_category).get(Category.PERSON, ()))
    for row in rows:
        for name in sorted(names):
            value = _with_bird(entry.model_class._meta.get_field(name), getattr(row, name))
            with suppress(IntegrityError), transaction.atomic():  # some texts exclude each other
                type(row).objects.filter(pk=row.pk).update(**{name: value})


def _holds_text(one):
    always = f"{one.model.__name__}.{one.name}" in WITHOUT_CANARY - {"User.password", "Message.key"}
    return carries_text(one) and not always


def _with_bird(one, value):
    kind = one.get_internal_type()
    if kind == "JSONField":
        return {**value, "bird": BIRD} if isinstance(value, dict) else [*value, BIRD]
    if kind == "ArrayField":
        return [*value, BIRD]
    if kind == "EmailField" or "@" in str(value):
        return f"{BIRD}.{value}"
    return BIRD


def traces_of(world):
    """What others keep about the student: lists, prints with files, runs, mails to colleagues, the log, jobs."""
    student = world.student
    row = {"number": 3, "cells": [student.given_name, student.last_name, student.email]}
    other = {"number": 4, "cells": ["Sara", "Blijft", "sara@roc.example"]}
    found = world.stored_import
    found.source = {"header": ["a", "b", "c"], "rows": [row, other], "alternatives": [{"rows": [row, other]}]}
    values = {"email": student.email, "given_name": student.given_name}
    found.preview = {"rows": [{"number": 3, "values": values}, {"number": 4, "values": {"email": "sara@roc.example"}}]}
    found.corrections = {"3": {"town": BIRD}, "4": {"town": "Schiedam"}}
    found.save()
    for field in (world.print_job.file, world.print_job.parts.get().file):
        field.save("blad.pdf", ContentFile(f"%PDF {student.name}".encode()))
    world.taken_run.difference = {"changed": [f"{student.name} krijgt een plek", f"{student.short_name} ook"]}
    world.taken_run.outcome = {str(world.placement.request_id): {"reasons": [BIRD]}, "placed": {}}
    world.taken_run.save()
    world.batch.refused = [f"{student.name}: de plek is weg"]
    world.batch.save()
    make.MessageFactory(
        placement=None,
        institution=world.institution,
        to_email="team@zorg.example",
        body=f"Hallo. {student.short_name} begint op maandag.",
    )
    make.MessageFactory(placement=None, institution=world.institution, to_email=student.email)
    AuditEvent.record("placement.changed", world.placement, by=student.user, institution=world.institution, why=BIRD)
    AuditEvent.record(
        "import.stored", found, by=world.coordinator, institution=world.institution, names=[student.name, "Sara"]
    )
    send_account_mail_job.defer(kind="login_code", user_id=student.user_id, values={"note": student.name})
    Client().force_login(student.user)


@pytest.fixture
def worlds(media):
    region = build_region()
    a, b = (build_world(name, region, online=True) for name in "AB")
    make.EarlyStopFactory(placement=b.placement)
    make.EarlyRemovalFactory(student=b.student, institution=b.institution)
    make.BuddyFactory(placement=b.newcomer, mentor=b.placement, mentor_name="", paired_by=b.praktijkopleider)
    RetentionTerm.objects.all().delete()  # both worlds chose one just now, and nothing goes within a month of that
    asked = b.placement.request
    make.ProposalFactory(request=asked, offer=b.offer, run=b.run)
    make.PlaceQuestionFactory(request=asked, offer=b.offer, asked_by=b.coordinator)
    over(b.placement, 200)
    over(b.student.placements.get(institution=b.earlier_home), 300)
    long_ago = timezone.localdate() - timedelta(days=400)
    PlacementRequest.objects.filter(pk=b.wishes.pk).update(starts_on=long_ago, ends_on=long_ago + timedelta(days=50))
    b.student.refresh_from_db()
    b.placement.refresh_from_db()
    for entry, rows in of_student(b).values():
        plant(entry, rows)
    b.student.refresh_from_db()
    b.student.user.refresh_from_db()
    traces_of(b)
    return a, b


class TestTheBird:
    def test_stands_in_a_row_of_every_model_that_leads_to_a_student(self, worlds, media):
        _, b = worlds
        nowhere = {"Contribution", "SelfScan", "PartWork", "Membership"}  # of colleagues
        assert {model for model, (_, rows) in of_student(b).items() if not rows} <= nowhere
        tables = {one.split(":")[0] for one in where_is(BIRD, media)}
        assert {"onboarding_student", "onboarding_message", "procrastinate_jobs", "onboarding_studentimport"} <= tables
        assert any(one.endswith(".pdf") for one in tables)

    def test_is_nowhere_after_removal_and_nothing_of_others_went(self, worlds, media):
        a, b = worlds
        theirs = {model: set(rows.values_list("pk", flat=True)) for model, (_, rows) in of_student(b).items()}
        theirs["Message"] |= set(Message.objects.filter(to_email=b.student.email).values_list("pk", flat=True))
        before = {
            entry.model: set(entry.model_class._default_manager.values_list("pk", flat=True)) - theirs[entry.model]
            for entry in ENTRIES
            if entry.of and entry.model != "AuditEvent"
        }
        gone = b.student.user_id

        done = remove_old()

        assert done[RetentionKind.STAGE] == 2  # a part at each of two institutions
        assert where_is(BIRD, media) == []
        assert not User.objects.filter(pk=gone).exists()
        lost = {
            model: keys
            - set(
                next(e for e in ENTRIES if e.model == model).model_class._default_manager.values_list("pk", flat=True)
            )
            for model, keys in before.items()
        }
        assert {model: keys for model, keys in lost.items() if keys} == {}
        kept = StudentImport.objects.get(pk=b.stored_import.pk)
        assert [row["number"] for row in kept.source["rows"]] == [4]
        assert kept.corrections == {"4": {"town": "Schiedam"}}
        assert Student.objects.filter(pk=a.student.pk).exists()
        counted = Removal.objects.get(institution=b.institution, kind=RetentionKind.STAGE, day=timezone.localdate())
        assert counted.number == 4  # three were there


def test_a_part_at_each_institution_goes_on_its_own_day_and_the_person_with_the_last(media):
    student = make.StudentFactory(with_user=True)
    here = make.PlacementFactory(request__student=student)
    over(here, 400)
    there = make.PlacementFactory(request__student=student)
    over(there, 10)
    link = make.PersonalLinkFactory(student=student)

    remove_old()

    student.refresh_from_db()
    assert [one.pk for one in student.placements.all()] == [there.pk]
    assert [one.pk for one in student.requests.all()] == [there.request_id]
    assert type(link).objects.filter(pk=link.pk).exists()
    over(there, 300)
    remove_old()
    assert not Student.objects.filter(pk=student.pk).exists()
    assert not User.objects.filter(pk=student.user_id).exists()


def test_nothing_goes_a_day_too_soon_and_all_of_it_on_the_day(media):
    stage = make.PlacementFactory(request__student__with_user=True)
    over(stage, 20)
    home = [stage.institution_id]
    [due] = due_students(Terms(home), home)
    assert remove_old(due.day - timedelta(days=1)) == {}
    assert remove_old(due.day) == {RetentionKind.STAGE: 1}
    assert not Student.objects.filter(pk=stage.student_id).exists()


def test_a_student_who_works_here_keeps_the_account(media):
    stage = make.PlacementFactory(request__student__with_user=True)
    make.MembershipFactory(user=stage.student.user, institution=stage.institution)
    over(stage, 300)
    remove_old()
    user = User.objects.get(pk=stage.student.user_id)
    assert user.is_active
    assert [row.role for row in user.memberships.all()] == ["coordinator"]


def test_weeks_and_hours_stay_without_a_person(media):
    stage = make.PlacementFactory()
    PlacementRequest.objects.filter(pk=stage.request_id).update(hours_per_week=Decimal("16"), learning_way="bbl")
    over(stage, 300)
    remove_old()
    rows = RealisedStage.objects.filter(institution=stage.institution)
    assert sum(row.hours for row in rows) > 0
    assert {(row.leerplaats_id, row.programme_id, row.learning_way) for row in rows} == {
        (stage.leerplaats_id, stage.request.programme_id, "bbl")
    }


def test_a_stage_over_the_summer_keeps_the_hours_of_both_school_years(media):
    stage, year = make.PlacementFactory(), timezone.localdate().year - 2
    first, last = date(year, 7, 19), date(year, 8, 13)
    type(stage).objects.filter(pk=stage.pk).update(starts_on=first, ends_on=last, weekdays=[0, 1], days_off=[])
    PlacementRequest.objects.filter(pk=stage.request_id).update(
        hours_per_week=Decimal("16"), starts_on=first, ends_on=last
    )
    remove_old()
    mondays_and_tuesdays = [
        day for day in (first + timedelta(days=n) for n in range((last - first).days + 1)) if day.weekday() in (0, 1)
    ]
    before = sum(8 for day in mondays_and_tuesdays if day.month == 7)
    kept = dict(RealisedStage.objects.values_list("school_year", "hours"))
    assert kept == {f"{year - 1}-{year}": before, f"{year}-{year + 1}": 8 * len(mondays_and_tuesdays) - before}


def test_a_cancelled_stage_leaves_no_weeks(media):
    stage = make.PlacementFactory(status="cancelled", cancelled_at=timezone.now())
    over(stage, 300)
    assert remove_old() == {RetentionKind.NOT_PLACED: 1}
    assert not RealisedStage.objects.exists()


def test_killed_halfway_the_next_run_finishes_and_counts_nobody_twice(media, monkeypatch):
    home = make.InstitutionFactory()
    stages = [make.PlacementFactory(offer__leerplaats__location__institution=home) for _ in range(3)]
    for stage in stages:
        over(stage, 300)

    class Killed(Exception):
        pass

    seen = []

    def dies_at_the_second(part, words, erased):
        seen.append(part)
        if len(seen) == 2:
            raise Killed

    monkeypatch.setattr("onboarding.actions.removal.forget_traces", dies_at_the_second)
    with pytest.raises(Killed):
        remove_old()
    assert Student.objects.filter(pk__in=[stage.student_id for stage in stages]).count() == 2
    monkeypatch.undo()
    assert remove_old()[RetentionKind.STAGE] == 2
    assert remove_old() == {}
    assert Removal.objects.get(institution=home, kind=RetentionKind.STAGE).number == 3
    assert RealisedStage.objects.filter(institution=home).count() >= 3


def test_old_lists_mails_and_lines_of_the_log_go_and_what_a_running_stage_needs_stays(media):
    running, today = make.PlacementFactory(), timezone.localdate()
    home, year_ago = running.institution, timezone.now() - timedelta(days=400)
    old = make.StudentImportFactory(institution=home, uploaded_at=year_ago)
    PlacementRequest.objects.filter(pk=running.request_id).update(source=old)
    told = make.MessageFactory(placement=running, status="sent", sent_at=year_ago, created_at=year_ago)
    to_staff = {"placement": None, "institution": home, "to_email": "cora@zorg.example", "status": "sent"}
    staff = make.MessageFactory(**to_staff, sent_at=year_ago, created_at=year_ago)
    fresh = make.MessageFactory(**to_staff, sent_at=timezone.now())
    line = AuditEvent.record("retention.decided", home, by=None, institution=home)
    AuditEvent.objects.filter(pk=line.pk).update(at=year_ago)

    done = remove_old(today)

    assert done == {RetentionKind.LISTS: 1, RetentionKind.MAILS: 1, RetentionKind.LOG: 1}
    assert {told.pk, fresh.pk} == set(type(fresh).objects.filter(institution=home).values_list("pk", flat=True))
    assert not type(staff).objects.filter(pk=staff.pk).exists()
    assert PlacementRequest.objects.get(pk=running.request_id).source is None


def test_who_has_no_role_for_half_a_year_loses_the_account_or_the_name(media):
    ended = timezone.localdate() - timedelta(days=200)
    loose, named, recent = (
        make.MembershipFactory(starts_on=ended - timedelta(days=99), ends_on=day).user
        for day in (ended, ended, timezone.localdate() - timedelta(days=20))
    )
    offer = make.HeldPlacesFactory(held_by=named)
    assert remove_old()[RetentionKind.ACCOUNTS] == 2
    assert not User.objects.filter(pk=loose.pk).exists()
    assert User.objects.filter(pk=recent.pk, name=recent.name).exists()
    left = User.objects.get(pk=named.pk)
    assert (left.name, left.is_active) == ("Iemand die hier niet meer werkt", False)
    assert named.email not in str(User.objects.filter(pk=named.pk).values())
    assert type(offer).objects.filter(pk=offer.pk, held_by=left).exists()
    assert RetentionKind.ACCOUNTS not in remove_old()


def test_asked_early_a_part_goes_before_its_day(media):
    stage = make.PlacementFactory()
    over(stage, 3)
    asked = {"student_id": stage.student_id, "institution_id": stage.institution_id, "today": timezone.localdate()}
    assert not remove_part(**asked)
    assert remove_part(**asked, early=True)
    assert not remove_part(**asked, early=True)


def test_that_questionnaires_were_sent_goes_too_and_of_others_stays(media):
    stage, other = make.PlacementFactory(), make.PlacementFactory()
    marks = [stage_mark(one.pk, kind) for one in (stage, other) for kind in (SurveyKind.DAY_1, SurveyKind.STAGE)]
    for mark in marks:
        make.SpentMarkFactory(mark_hash=mark)
    over(stage, 300)
    remove_old()
    assert set(SpentMark.objects.values_list("pk", flat=True)) == set(marks[2:])
