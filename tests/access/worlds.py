"""Two worlds that must never touch: each has an institution, a school, people, and a row of every model.

In world B every text carries the canary. Names of institutions and schools are the exception: a list is
delivered by a named school to a named institution, so the whole region knows those.
"""

import csv
import io
import json
import uuid
from datetime import timedelta
from types import SimpleNamespace

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import CharField, EmailField, JSONField, TextField
from django.utils import timezone
from openpyxl import Workbook

from onboarding.aanlevering import example_csv
from onboarding.actions.feeds import make_feed, secret_of
from onboarding.actions.holidays import holiday_mark
from onboarding.actions.imports import start_import
from onboarding.actions.own_tasks import mark_of as mark_of_own_task
from onboarding.actions.plan_lines import line_mark
from onboarding.actions.play_cards import answer_mark
from onboarding.actions.stage_plans import content_of, goals_mark
from onboarding.enums import ImportStatus, MessageKind, MessageStatus, PlanStatus, PrintStatus, RunStatus, TalkKind
from onboarding.forms.student_details import REQUEST_FIELDS, STUDENT_FIELDS
from onboarding.known_facts import facts_of, mark_of
from onboarding.plain_values import values_of
from onboarding.plan_hints import hints_for
from onboarding.roster import page_start, roster_days, roster_mark
from onboarding.stagedagen import stagedagen
from onboarding.student_questions import thread_mark
from onboarding.wish_answers import stored_answers
from onboarding.worklist_secrets import secret_of as secret_of_worklist
from profiles.actions.closed_weeks import closed_mark
from profiles.actions.place_copies import copy_places
from profiles.actions.places import details_mark
from profiles.enums import Role, SupervisionLevel
from profiles.link_secrets import hash_of
from profiles.merging import fingerprint, write_seen
from profiles.models import AuditEvent, PostcodeArea
from tests import factories as make
from toolbox.actions.edits import snapshot
from toolbox.enums import Level, Owner, TemplateFormat
from toolbox.models import PreparationStep

CANARY = "kanariegeel"
A_STRIP = {"with": "Samira", "on": "2027-02-01"}
OUR_APPS = ("profiles", "toolbox", "onboarding")
# Fields of text that hold no words of people: keys, codes, pointers, and the two names the region knows.
WITHOUT_CANARY = frozenset(
    {
        "Institution.name",
        "School.name",
        "Institution.slug",
        "School.slug",
        "Leerplaats.slug",
        "Institution.website",
        "User.password",
        "User.phone",
        "Institution.phone",
        "Location.phone",
        "School.email",  # whom every institution asks what students hear at school
        "School.phone",
        "Location.postcode",
        "Student.postcode",
        "Student.student_number",
        "Leerplaats.search_words",
        "Leerplaats.facets",
        "Leerplaatsprofiel.done_parts",
        "Contribution.part",
        "Contribution.seen",
        "Contribution.token_hash",
        "ErrorReport.part",
        "PartCheck.part",
        "PartWork.part",
        "AuditEvent.subject",
        "StudentImport.fingerprint",
        "PersonalLink.token_hash",
        "Message.key",
        "Placement.start_time",
        "PrintJob.formats",
        "PrintJob.options",
        "PrintJob.sheets",
        "PrintPart.documents",
        "Template.format",
        "Task.format",
        "PlayCard.format",
        "PlayCard.marks",
        "TemplateEdit.before",
        "LeerplaatsCheck.answers",
        "InspirationCard.slug",
        "InspirationCard.formats",
        "RolloutTask.key",
        "Item.time",
        "SelfScan.answers",
        "StudentImport.mapping",
        "StudentImport.corrections",
        "StudentImport.meanings",
        "StudentImport.changes",
        "StudentImport.decisions",
        "SchoolLayout.columns",
        "SchoolLayout.meanings",
        "Student.corrected",
        "PlacementRequest.corrected",
        "MatchSeason.goals",
        "MatchRun.goals",
        "MatchRun.score",
        "MatchRun.outcome",
        "ConfirmBatch.refused",
        "Placement.earlier_weekdays",
        "Wish.town",
        "CalendarFeed.token_hash",
        "WorkList.token_hash",
        "WorkListCode.code_hash",
        "FileLook.role",
        "Improvement.about",
        "PlanVersion.content",
        "AnswerBag.half_year",
        "AnswerBag.counts",
        "StageBag.half_year",
        "StageBag.counts",
        "SpentMark.mark_hash",
        "RealisedStage.school_year",
        "RealisedStage.learning_way",
    }
)


def models_of_ours():
    """Every model of the three packages."""
    return [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]


def rows_now():
    """The primary keys of every row, per model."""
    return {model: set(model.objects.values_list("pk", flat=True)) for model in models_of_ours()}


def build_region():
    """What both worlds share: a regional sjabloon with a line."""
    template, second = make.TemplateFactory(), make.TemplateFactory(format=TemplateFormat.INWERKDOCUMENT)
    section = make.SectionFactory(template=template, title="Deel van de regio")
    item = make.ItemFactory(section=section, text="Regel van de regio")
    return {
        "region_requirement": make.RequirementFactory(name="Verklaring van de regio"),
        "region_template": template,
        "region_inwerkdocument": second,
        "region_section": section,
        "region_item": item,
        "region_card": make.InspirationCardFactory(title="Samen zingen"),
    }


def build_world(name, region, *, online):
    """One institution and one school with everybody and everything; `online` publishes its profile."""
    world = SimpleNamespace(name=name, **region)
    _places(world, online)
    _words(world)
    _staff(world)
    _students(world)
    _guidance(world)
    _circle(world)
    _upkeep(world)
    _papers(world)
    _traces(world)
    world.plan_hint = hints_for(world.placement, (), 1)[0].hints[0].key  # what it offers hangs on all of the above
    return world


def _places(world, online):
    world.institution = make.InstitutionFactory(name=f"Zorggroep {world.name}", slug=f"zorggroep-{world.name.lower()}")
    world.location = make.LocationFactory(institution=world.institution, name=f"Kadeplein {world.name}")
    world.spare_location = make.LocationFactory(institution=world.institution, name=f"Werfhof {world.name}")
    world.leerplaats = make.LeerplaatsFactory(location=world.location, name=f"De Kade {world.name}")
    world.other_leerplaats = make.LeerplaatsFactory(location=world.location, name=f"De Werf {world.name}")
    world.archived_leerplaats = make.LeerplaatsFactory(
        location=world.location, name=f"De Ree {world.name}", archived_at=timezone.now()
    )
    world.photo, world.removed_photo = make.PhotoFactory(leerplaats=world.leerplaats), _removed_photo(world.leerplaats)
    world.hidden_photo = make.PhotoFactory(leerplaats=world.other_leerplaats)  # its profile is not online
    world.film, world.removed_film = make.FilmFactory(leerplaats=world.leerplaats), _removed_film(world.leerplaats)
    world.hidden_film = make.FilmFactory(leerplaats=world.other_leerplaats)
    film = {"id": str(world.film.pk), "media_type": "video/mp4", "about": f"Een dag op De Kade {world.name}"}
    film |= {"poster": True, "captions": True}
    world.film_seen = fingerprint(film)
    shared = {"confidant": "De vertrouwenspersoon", "requirements": {}}
    world.requirement = make.RequirementFactory(institution=world.institution, name=f"Verklaring {world.name}")
    world.removed_requirement = make.RequirementFactory(
        institution=world.institution, name=f"Oude verklaring {world.name}", archived_at=timezone.now()
    )
    make.SharedAnswersFactory(institution=world.institution, answers=shared)
    photos = [{"id": str(world.photo.pk), "alt": "De ingang van de afdeling", "decorative": False}]
    answers = {**make.ANSWERS, "photos": photos, "film": film}
    make.ProfileVersionFactory(leerplaats=world.leerplaats, answers={**answers, "contact_phone": "010 123 45 99"})
    world.profile = make.LeerplaatsprofielFactory(leerplaats=world.leerplaats, answers=answers, online=online)
    world.profile.answers |= {"breaks": f"Koffie is gratis op De Kade {world.name}"}  # not online yet
    world.profile.save()
    before, after = {"conditions": [f"longontsteking {world.name}"]}, {"conditions": answers["conditions"]}
    detail = {"part": "clients", "before": before, "after": after}
    world.part_reset = AuditEvent.record("profile_part_reset", world.leerplaats, by=None, **detail)
    world.profile.answers = {**answers, "size": "24 bedden"}  # the concept is ahead of what stands online
    world.profile.save()
    world.version = world.profile.published or make.ProfileVersionFactory(leerplaats=world.leerplaats, answers=answers)
    world.copied = _copied(world)
    world.other_profile = make.LeerplaatsprofielFactory(leerplaats=world.other_leerplaats)
    area = {"town": "Rotterdam", "latitude": 51.92, "longitude": 4.48}
    world.postcode_area = PostcodeArea.objects.create(postcode=f"301{ord(world.name) % 10}", **area)
    world.period = make.PeriodFactory(name=f"Periode {world.name}")
    world.programme = make.ProgrammeFactory(name=f"Mbo-verpleegkundige {world.name}")
    chosen = {"period": world.period, "programme": world.programme}
    world.offer = make.PlaceOfferFactory(leerplaats=world.leerplaats, **chosen)
    world.spare_offer = make.PlaceOfferFactory(leerplaats=world.leerplaats, year=3, **chosen)
    world.own_act = make.ActFactory(institution=world.institution, name="een drain wisselen")
    world.spare_act = make.ActFactory(institution=world.institution, name="een zalf smeren")
    world.act_rule = make.ActRuleFactory(leerplaats=world.leerplaats, act=world.own_act, programme=world.programme)


def _copied(world):
    """What says that the size came from another profile, so that it can be undone."""
    detail = {"source": f"De Werf {world.name}", "parts": ["about"], "kept": [], "done": [], "marks": {}}
    detail["copied"] = {"size": fingerprint("24 bedden")}
    return AuditEvent.record("profile_copied", world.leerplaats, by=None, institution=world.institution, **detail)


def _removed_film(leerplaats):
    film = make.FilmFactory(leerplaats=leerplaats)
    film.removed_at, film.removed_entry = timezone.now(), {"id": str(film.pk), "about": "De oude film"}
    film.save()
    return film


def _removed_photo(leerplaats):
    entry = {"id": str(uuid.uuid4()), "alt": "De oude ingang", "decorative": False, "position": 0}
    return make.PhotoFactory(leerplaats=leerplaats, removed_at=timezone.now(), removed_entry=entry)


def _words(world):
    """The words the institution explains, one of them taken out."""
    home = world.institution
    world.term = make.GlossaryTermFactory(institution=home, term="MRSA", explanation="een bacterie")
    world.removed_term = make.GlossaryTermFactory(institution=home, term="ADL", removed_at=timezone.now())


def _staff(world):
    home, leerplaats, other = world.institution, world.leerplaats, world.other_leerplaats
    world.coordinator = make.person(Role.COORDINATOR, home, name=f"Cora Coördinator {world.name}")
    world.praktijkopleider = make.person(Role.PRAKTIJKOPLEIDER, home, leerplaats, name=f"Piet Opleider {world.name}")
    world.other_praktijkopleider = make.person(Role.PRAKTIJKOPLEIDER, home, other, name=f"Petra Elders {world.name}")
    world.werkbegeleider = make.person(Role.WERKBEGELEIDER, home, leerplaats, name=f"Samira Begeleider {world.name}")
    world.other_werkbegeleider = make.person(Role.WERKBEGELEIDER, home, other, name=f"Wim Elders {world.name}")
    world.membership = world.werkbegeleider.memberships.get()
    world.lead = make.person(Role.COORDINATOR, home, name=f"Cora Tweede {world.name}").memberships.get()
    world.school = make.SchoolFactory(name=f"School {world.name}")
    world.schoolcoordinator = make.person(Role.SCHOOL_COORDINATOR, world.school, name=f"Bram School {world.name}")


def _students(world):
    world.student = make.StudentFactory(school=world.school, with_user=True, given_name=f"Noor{world.name}")
    world.waiting = make.StudentFactory(school=world.school, given_name=f"Bilal{world.name}")
    world.placement = make.PlacementFactory(
        offer=world.offer,
        request__student=world.student,
        werkbegeleider=world.werkbegeleider,
        known_facts={"report_place": "Receptie aan de achterkant"},
    )
    world.request = make.PlacementRequestFactory(
        student=world.waiting,
        institution=world.institution,
        period=world.period,
        programme=world.programme,
        wishes=["kinderafdeling"],
        unwanted=["eigen werkplek"],
        remark="Heeft een rijbewijs.",
    )
    _wishes(world)
    world.run = make.MatchRunFactory(
        institution=world.institution,
        period=world.period,
        made_by=world.coordinator,
        difference={"new": ["Bilal krijgt een plek"]},
    )
    world.proposal = make.ProposalFactory(request=world.request, offer=world.offer, run=world.run)
    _plans(world)
    texts = (("Haal je pasje op", Owner.STUDENT), ("Maak het rooster", Owner.WERKBEGELEIDER))
    world.task, world.staff_task = (
        make.TaskFactory(placement=world.placement, text=text, owner=owner, section="Voor de start")
        for text, owner in texts
    )
    world.own_task = make.TaskFactory(
        placement=world.placement, text="Koop schoenen", owner=Owner.STUDENT, own=True, shared=True
    )
    world.own_task_mark = mark_of_own_task(world.own_task)
    # A second student, without a mentor, who was invited to the introduction.
    offer = make.PlaceOfferFactory(leerplaats=world.leerplaats, period=world.period, programme=world.programme, year=4)
    world.newcomer = make.PlacementFactory(
        offer=offer, request__student=make.StudentFactory(school=world.school, given_name="Ali")
    )
    make.MessageFactory(placement=world.newcomer, key=f"invitation:{world.newcomer.pk}:1", kind=MessageKind.INVITATION)
    world.newcomer.cannot_come_at, world.newcomer.cannot_come_reason = timezone.now(), "other_place"
    world.newcomer.save()
    world.facts_mark = mark_of(facts_of(world.placement))
    world.message = make.MessageFactory(
        placement=world.placement, status=MessageStatus.FAILED, problem="De server zei nee."
    )
    world.sent_message = make.MessageFactory(
        placement=world.placement, status=MessageStatus.SENT, sent_at=timezone.now()
    )
    make.PersonalLinkFactory(student=world.student)
    first = world.leerplaats.versions.get(number=1)
    make.ProfileShownFactory(placement=world.placement, version=first)
    world.announcement = make.AnnouncementFactory(version=first, sent_by=world.praktijkopleider)
    world.quote = make.QuoteFactory(
        leerplaats=world.leerplaats, sent_by=world.student.user, text="Neem brood mee voor de lunch."
    )
    improved = {"leerplaats": world.leerplaats, "owner": world.praktijkopleider}
    world.improvement = make.ImprovementFactory(plan="De planner hangt het rooster op.", **improved)
    world.ended_improvement = make.ImprovementFactory(**improved, done=True)


def _guidance(world):
    """What happens around the start: diensten, questions, work for services, an introduction, consents, looks."""
    placement, home = world.placement, world.institution
    world.shift = make.RosterShiftFactory(placement=placement)
    world.roster_seen = roster_mark(roster_days(placement, page_start(placement, 1)))
    world.second_stagedag = f"{stagedagen(placement.rhythm)[1]:%d-%m-%Y}"
    world.second_day = f"{stagedagen(placement.rhythm)[1]:%Y%m%d}"
    world.feed = make_feed(user=world.student.user)
    world.feed_secret = secret_of(world.feed)
    world.student_question = make.StudentQuestionFactory(placement=placement)
    world.reply = make.QuestionReplyFactory(question=world.student_question, author=world.werkbegeleider)
    world.question_seen = thread_mark(world.student_question)
    guided = {"placement": placement, "owner": Owner.WERKBEGELEIDER, "due_on": placement.starts_on}
    world.guide_task = make.TaskFactory(**guided, text="Vertel het team wie er komt")
    told = make.TaskFactory(**guided, text="Plan het eerste gesprek", done_at=timezone.now())
    world.guide_change = make.TaskChangeFactory(task=told, by=world.werkbegeleider, name="")
    world.service_task = make.TaskFactory(placement=placement, text="Maak het account", owner=Owner.ICT)
    world.worklist = make.WorkListFactory(institution=home, made_by=world.coordinator)
    world.worklist.token_hash = hash_of(secret_of_worklist(world.worklist))
    world.worklist.save(update_fields=["token_hash"])
    world.worklist_secret = secret_of_worklist(world.worklist)
    make.WorkListCodeFactory(worklist=world.worklist, sent_at=timezone.now() - timedelta(hours=1))
    world.task_change = make.TaskChangeFactory(task=world.service_task, worklist=world.worklist)
    programme = [{"time": "9.00", "text": "Koffie en kennismaken"}]
    world.meeting = make.IntroMeetingFactory(
        location=world.location,
        day=placement.starts_on,
        programme=programme,
        guides=[world.praktijkopleider],
        made_by=world.coordinator,
    )
    world.guest = make.IntroGuestFactory(meeting=world.meeting, placement=placement)
    world.held_meeting = make.IntroMeetingFactory(
        location=world.location,
        day=timezone.localdate() - timedelta(days=2),
        guides=[world.praktijkopleider],
        made_by=world.coordinator,
    )
    world.held_guest = make.IntroGuestFactory(
        meeting=world.held_meeting, placement=placement, invited_at=timezone.now(), day_words="Leuk."
    )
    world.step = make.IntroStepFactory(meeting=world.meeting)
    # A third student, who is expected at no introduction and was not invited.
    plan = {"leerplaats": world.leerplaats, "period": world.period, "programme": world.programme}
    world.starter = make.PlacementFactory(
        offer=make.PlaceOfferFactory(year=1, **plan),
        request__student=make.StudentFactory(school=world.school, given_name="Sam"),
    )
    days = {"starts_on": placement.starts_on, "ends_on": placement.starts_on + timedelta(days=6)}
    world.holiday = make.SchoolHolidayFactory(school=world.school, **days)
    world.holiday_seen = holiday_mark(world.holiday)
    world.consent = make.ConsentFactory(user=world.student.user)
    world.portrait = make.PortraitFactory(user=world.student.user)
    make.FileLookFactory(student=world.student, user=world.werkbegeleider, institution=home, role=Role.WERKBEGELEIDER)


def _circle(world):
    """From the first talk to the goodbye: talks, plan, prioriteiten, counted answers, farewell and removal."""
    placement, home, guide = world.placement, world.institution, world.werkbegeleider
    world.stage_talk = make.TalkFactory(placement=placement, day=placement.starts_on + timedelta(days=3))
    yesterday, now = timezone.localdate() - timedelta(days=1), timezone.now()
    world.passed_talk = make.TalkFactory(placement=placement, kind=TalkKind.ACQUAINT, day=yesterday)
    held = {"kind": TalkKind.START, "day": yesterday, "held_at": now, "held_by": guide}
    world.held_talk = make.TalkFactory(placement=placement, **held)
    make.TalkMoveFactory(talk=world.passed_talk, moved_by=guide)
    world.agreed_in_talk = make.TalkAgreementFactory(talk=world.passed_talk, made_by=guide)
    proposed = {"status": PlanStatus.PROPOSED, "proposed_at": timezone.now()}
    world.stage_plan = make.StagePlanFactory(placement=placement, **proposed)
    world.plan_line = make.PlanLineFactory(plan=world.stage_plan)
    world.plan_line_seen = line_mark(world.plan_line)
    world.goals_seen = goals_mark(world.stage_plan)
    content = content_of(world.stage_plan)
    made = {"plan": world.stage_plan, "made_by": world.student.user, "content": content}
    make.PlanVersionFactory(number=1, **made)
    world.plan_version = make.PlanVersionFactory(number=2, status=PlanStatus.FINAL, **made)
    world.priority = make.PriorityFactory(placement=placement, made_by=world.student.user)
    world.second_week = (world.priority.week_of + timedelta(days=7)).isoformat()
    make.AnswerBagFactory(
        leerplaats=world.leerplaats,
        number=5,
        closed=True,
        counts={"Ik voelde me veilig.": {"5": 4, "2": 1}, "Wat moet blijven?": {"written": 1, "unsaid": 4}},
        words={"Wat moet blijven?": ["De koffie om tien uur."]},
    )
    good = {fact: {"yes": 5} for fact in ("guide", "ready", "talks", "returns")}
    counts = {**good, "notice": {"eight": 3, "less": 2}, "stopped": {"no": 5}}
    make.StageBagFactory(leerplaats=world.leerplaats, number=5, closed=True, counts=counts)
    make.SpentMarkFactory(mark_hash=f"{home.pk:064x}")
    _farewells(world)
    world.retention_term = make.RetentionTermFactory(institution=home, decided_by=world.coordinator)
    _removals(world)
    make.RemovalFactory(institution=home)
    make.RealisedStageFactory(leerplaats=world.leerplaats, programme=world.programme)


def _farewells(world):
    """Goodbyes: of the student, of who leaves within days, and of who stopped early."""
    today = timezone.localdate()
    offer = make.PlaceOfferFactory(leerplaats=world.leerplaats, period=world.period, number=2)
    world.leaver, world.stopped_stage = (
        make.PlacementFactory(
            offer=offer,
            request__student=make.StudentFactory(school=world.school, given_name=name, with_user=True),
            werkbegeleider=world.werkbegeleider,
            starts_on=today - timedelta(days=60),
            ends_on=today + timedelta(days=left),
        )
        for name, left in ((f"Daan{world.name}", 9), (f"Isa{world.name}", 4))
    )
    world.leaver_stops_on = f"{today:%d-%m-%Y}"
    world.leaver_task = make.TaskFactory(
        placement=world.leaver,
        format=TemplateFormat.OFFBOARDING_CHECKLIST,
        text="Het kluisje is leeg",
        owner=Owner.WERKBEGELEIDER,
        days_before_end=0,
        due_on=world.leaver.ends_on,
    )
    world.leaver_point = world.leaver_task.name
    world.farewell = make.FarewellFactory(
        placement=world.placement,
        stays_for=["touch"],
        contact_email=f"blijft@{world.name.lower()}.example",
        stays_since=timezone.now(),
        thanks=f"Bedankt, namens het team van {world.name}.",
        thanked_by=world.werkbegeleider,
        thanked_at=timezone.now(),
    )
    make.EarlyStopFactory(placement=world.stopped_stage, planned_end=today + timedelta(days=40))
    world.stopped_stage.stopped_at = timezone.now()
    world.stopped_stage.save()


def _removals(world):
    """Who asked to be removed early, and a stage of the student elsewhere that is over, so that it can be asked."""
    today = timezone.localdate()
    over = {"starts_on": today - timedelta(days=90), "ends_on": today - timedelta(days=20)}
    gone = make.StudentFactory(given_name=f"Eva{world.name}")  # of a school without agreements
    there = make.PlaceOfferFactory(leerplaats=world.other_leerplaats, period=world.period, programme=world.programme)
    make.PlacementFactory(offer=there, request__student=gone, **over)
    world.early_removal = make.EarlyRemovalFactory(student=gone, institution=world.institution)
    world.earlier_home = make.InstitutionFactory(name=f"Zorghuis {world.name}")
    elsewhere = make.PlaceOfferFactory(leerplaats__location__institution=world.earlier_home, period=world.period)
    make.PlacementFactory(offer=elsewhere, request__student=world.student, **over)


def _wishes(world):
    """The student looks for a second place, and what each form of wishes and facts has seen."""
    world.wishes = make.PlacementRequestFactory(
        student=world.student,
        institution=world.institution,
        period=world.period,
        programme=world.programme,
        starts_on=world.period.starts_on + timedelta(days=7),
        wishes=["neurologie"],
    )
    world.wishes_seen, world.asked_seen = stored_answers(world.wishes).mark, stored_answers(world.request).mark
    world.waiting_seen = write_seen(values_of(world.waiting, STUDENT_FIELDS))
    world.request_seen = write_seen(values_of(world.request, REQUEST_FIELDS))


def _plans(world):
    """What is known before there is a stage: limits, held places, demand, agreements, a question to a leerplaats."""
    shared = {"institution": world.institution, "period": world.period}
    world.season = make.MatchSeasonFactory(**shared, wishes_until=world.period.starts_on)
    reasons = {"why": [], "mind": [], "without": ["Alle plekken zijn vol."], "helps": []}
    world.draft = make.MatchRunFactory(
        **shared,
        made_by=world.coordinator,
        status=RunStatus.DRAFT,
        outcome={str(world.request.pk): {"offer": None, "reasons": reasons}},
    )
    moved = {"request": world.request.pk, "before": None, "after": world.offer.pk, "known": False, "run": None}
    world.taken_run = make.MatchRunFactory(
        **shared,
        made_by=world.coordinator,
        taken_at=timezone.now(),
        difference={"changed": [moved], "same": 0, "refused": ["De vastgezette plek bestaat niet meer."]},
    )
    world.held = make.HeldPlacesFactory(offer=world.spare_offer, held_by=world.coordinator)
    world.limit = make.PlaceLimitFactory(institution=world.institution, leerplaatsen=[world.leerplaats], number=40)
    world.closed = make.ClosedWeeksFactory(leerplaats=world.leerplaats)
    world.shared_limit = make.PlaceLimitFactory(
        institution=world.institution, leerplaatsen=[world.leerplaats, world.other_leerplaats], number=60
    )
    world.closed_seen = closed_mark(world.closed)
    world.offer_seen = details_mark(world.offer)
    world.loose_offer = make.PlaceOfferFactory(
        leerplaats=world.leerplaats, period=world.period, programme=world.programme, school=world.school, number=1
    )
    ends_on = world.period.ends_on
    world.empty_period = make.PeriodFactory(starts_on=ends_on + timedelta(days=3))
    world.places_copied = copy_places(
        institution=world.institution,
        leerplaatsen=[world.leerplaats.pk],
        source=world.period,
        target=make.PeriodFactory(starts_on=ends_on + timedelta(days=201)),
        by=world.coordinator,
    )
    world.rule = make.SupervisionRuleFactory(programme=world.programme, year=1, level=SupervisionLevel.MBO_3)
    world.demand = make.SchoolDemandFactory(school=world.school, programme=world.programme, **shared)
    a_year_earlier = make.PeriodFactory(
        starts_on=world.period.starts_on - timedelta(days=364), ends_on=world.period.ends_on - timedelta(days=364)
    )
    earlier = {"institution": world.institution, "period": a_year_earlier, "year": 3}
    make.SchoolDemandFactory(school=world.school, programme=world.programme, **earlier)
    world.agreement = make.ProgrammeAgreementFactory(school=world.school, programme=world.programme)
    make.SchoolLayoutFactory(school=world.school, institution=world.institution)
    world.batch = make.ConfirmBatchFactory(**shared, confirmed_by=world.coordinator)
    world.unasked = make.ProposalFactory(
        offer=world.spare_offer, run=world.run, request__student__school=world.school, request__school=world.school
    )
    world.withdrawn = make.PlacementRequestFactory(
        student__school=world.school,
        **shared,
        programme=world.programme,
        withdrawn_at=timezone.now(),
        withdrawn_by=world.coordinator,
        withdraw_reason="school",
    )
    world.question = make.PlaceQuestionFactory(request=world.request, offer=world.offer, asked_by=world.coordinator)


def _upkeep(world):
    """A part that is a year old, what students reported, and help that was asked for."""
    leerplaats = world.leerplaats
    world.profile.owner = world.praktijkopleider
    world.profile.save()
    world.part_check = make.PartCheckFactory(profile=world.profile, old=True)
    make.PartCheckFactory(profile=world.profile, part="clients", can_undo=True)
    world.profile.work.create(institution=world.institution, part="about", by=world.praktijkopleider)
    reported_by = world.student.user
    world.report = make.ErrorReportFactory(leerplaats=leerplaats, reported_by=reported_by)
    make.ErrorReportFactory(leerplaats=leerplaats, resolved=True, text="De receptie zat dicht.")
    asked = {"leerplaats": leerplaats, "asked_by": world.praktijkopleider, "note": "Wil je meedenken?"}
    world.contribution = make.ContributionFactory(sent=True, name=f"Sanne {world.name}", **asked)
    world.asked_contribution = make.ContributionFactory(name=f"Karim {world.name}", **asked)


def _papers(world):
    """The own sjabloon of the institution, and the lists that the school delivered."""
    world.template = make.TemplateFactory(own=True, institution=world.institution)
    world.section = make.SectionFactory(template=world.template)
    make.SectionFactory(template=world.template, title="Tweede deel")
    world.removed_section = make.SectionFactory(template=world.template, title="Derde deel", removed_at=timezone.now())
    world.item = make.ItemFactory(section=world.section)
    world.template_edit = make.TemplateEditFactory(
        template=world.template, made_by=world.coordinator, before=snapshot(world.template)
    )
    world.second_item = make.ItemFactory(section=world.section)
    world.removed_item = make.ItemFactory(section=world.section, removed_at=timezone.now())
    world.archived_template = make.TemplateFactory(
        own=True, institution=world.institution, format=TemplateFormat.STARTLIJST, archived_at=timezone.now()
    )
    world.place_template = make.TemplateFactory(
        own=True,
        format=TemplateFormat.INWERKDOCUMENT,
        level=Level.LEERPLAATS,
        institution=world.institution,
        leerplaats=world.leerplaats,
    )
    part = make.SectionFactory(template=world.place_template, title="Deel van de leerplaats")
    world.place_item = make.ItemFactory(section=part, text="Regel van de leerplaats")
    world.check = make.LeerplaatsCheckFactory(
        leerplaats=world.leerplaats,
        template=world.template,
        started_by=world.praktijkopleider,
        answers={"0": "partly"},
    )
    world.finished_check = make.LeerplaatsCheckFactory(
        leerplaats=world.other_leerplaats,
        template=world.template,
        started_by=world.other_praktijkopleider,
        answers={"0": "no"},
        finished_at=timezone.now(),
        finished_by=world.other_praktijkopleider,
    )
    world.card = make.InspirationCardFactory(institution=world.institution, formats=[world.template.format])
    world.removed_card = make.InspirationCardFactory(institution=world.institution, removed_at=timezone.now())
    world.choice = make.ToolChoiceFactory(
        leerplaats=world.leerplaats, card=world.card, chosen_by=world.praktijkopleider, note="Op dinsdag."
    )
    world.school_step = make.PreparationStepFactory(school=world.school)
    central = {"school": None, "institution": world.institution, "text": "De opleidingsafdeling stuurt een brief."}
    world.central_step = make.PreparationStepFactory(**central)
    make.PreparationStepFactory(**central | {"text": "Centrale les over het zorgdossier."}, position=1)
    world.removed_step = make.PreparationStepFactory(**central, removed_at=timezone.now())
    world.rollout = make.RolloutFactory(leerplaats=world.leerplaats, started_by=world.praktijkopleider)
    make.RolloutTaskFactory(rollout=world.rollout)
    world.self_scan = make.SelfScanFactory(
        user=world.werkbegeleider, answers={"warm": 4, "clear": 2}, resolve="Elke week een gesprek."
    )
    delivered = {"school": world.school, "institution": world.institution, "by": world.schoolcoordinator}
    world.open_import = start_import(data=_two_sheets(), filename=f"lijst {world.name}.xlsx", **delivered)
    world.stored_import = make.StudentImportFactory(
        school=world.school,
        institution=world.institution,
        uploaded_by=world.schoolcoordinator,
        status=ImportStatus.STORED,
        stored_at=timezone.now(),
        changes={
            "students": {},
            "requests": {},
            "student_fields": {},
            "request_fields": {},
            "withdrawn": {},
            "touched": [],
        },
    )


def _two_sheets():
    """The example list, twice in one workbook."""
    rows = list(csv.reader(example_csv().decode("utf-8-sig").splitlines(), delimiter=";"))
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Blad 2")):
        for row in rows:
            sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def _traces(world):
    world.print_job = make.PrintJobFactory(
        institution=world.institution,
        requested_by=world.coordinator,
        sheets=[{"format": TemplateFormat.INTRODUCTION_CHECKLIST, "placement": world.placement.pk}],
        status=PrintStatus.READY,
        failures=[{"title": "Noor kon niet", "reason": "Er mist een plek."}],
    )
    make.PrintPartFactory(job=world.print_job)
    world.waiting_print = make.PrintJobFactory(
        institution=world.institution, requested_by=world.coordinator, sheets=world.print_job.sheets
    )
    world.play_card = make.PlayCardFactory(placement=world.placement, marks={"0": A_STRIP})
    for format, number in (("bingokaart", 24), ("vragendobbelsteen", 6)):
        texts = [f"Tekst {place} van de kaart" for place in range(number)]
        make.PlayCardFactory(placement=world.placement, format=format, texts=texts)
    make.DiceThrowFactory(placement=world.placement, answer="Dit is van mij alleen.", face=3)
    world.throw = make.DiceThrowFactory(
        placement=world.placement, answer="Ik snap de overdracht nu.", shared_at=timezone.now()
    )
    world.throw_mark = answer_mark(world.throw)
    world.buddy = make.BuddyFactory(placement=world.placement, paired_by=world.praktijkopleider)
    world.talk = make.PairTalkFactory(buddy=world.buddy, mentor_contact="Pauzeruimte")
    world.print_job.file.save("proef.pdf", ContentFile(b"%PDF-1.7 proef"))
    AuditEvent.record("placement.confirmed", world.placement, by=world.coordinator, institution=world.institution)
    AuditEvent.record(
        "member invited", world.membership, by=world.coordinator, institution=world.institution, note="met een zin"
    )


def build_two_worlds():
    """World A, whose people look around, and world B, whose every text carries the canary."""
    _give_every_table_its_own_numbers()
    region = build_region()
    a = build_world("A", region, online=True)
    known = rows_now()
    b = build_world("B", region, online=False)
    b.rows = {model: keys - known[model] for model, keys in rows_now().items()}
    for model in models_of_ours():
        if model._meta.label not in SHARED:
            _mark(_of_one_world(model, b))
    for row in vars(b).values():
        if hasattr(row, "refresh_from_db"):
            row.refresh_from_db()
    return a, b


def _give_every_table_its_own_numbers():
    """So that no id of one table is by chance an id of another, or the number of a part or a page."""
    with connection.cursor() as cursor:
        for number, model in enumerate(models_of_ours(), 1):
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
            if sequence := cursor.fetchone()[0]:
                cursor.execute(f"ALTER SEQUENCE {sequence} RESTART WITH {number * 10_000}")


# Of the region, so of everybody.
SHARED = frozenset({"profiles.Programme", "profiles.Period", "profiles.PostcodeArea"})


def _of_one_world(model, world):
    """The rows of `world` that the other may not see. What a school does beforehand is for every institution."""
    rows = model.objects.filter(pk__in=world.rows[model])
    return rows.filter(school=None) if model is PreparationStep else rows


def _mark(rows):
    """Write the canary into every text of these rows, past save() so that nothing can take it out again."""
    for row in rows:
        fields = [field for field in row._meta.concrete_fields if carries_text(field)]
        values = {field.name: _with_canary(field, getattr(row, field.name)) for field in fields}
        type(row).objects.filter(pk=row.pk).update(**values)


def carries_text(field):
    """Whether people write words in this field."""
    if f"{field.model.__name__}.{field.name}" in WITHOUT_CANARY or field.choices:
        return False
    return isinstance(field, CharField | TextField | JSONField | ArrayField) and not _holds_values(field)


def _holds_values(field):
    """Whether it is a list of numbers or of choices."""
    if not isinstance(field, ArrayField):
        return False
    return not isinstance(field.base_field, CharField) or bool(field.base_field.choices)


def _with_canary(field, value):
    if isinstance(field, EmailField):
        return f"{CANARY}.{value}"
    if isinstance(field, ArrayField):
        return [*value, CANARY]
    if isinstance(field, JSONField):
        return _marked_json(value)
    return f"{value} {CANARY}".strip()[-(field.max_length or 10_000) :]


def _marked_json(value):
    """Marks every sentence; a single word may be a key or a choice, and must keep its meaning."""
    if isinstance(value, dict):
        return {key: _marked_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked_json(item) for item in value]
    return f"{value} {CANARY}" if isinstance(value, str) and " " in value else value


def texts_without_canary(b):
    """The fields of world B that should carry the canary and do not, as "Model.field"."""
    found = set()
    for model in models_of_ours():
        if model._meta.label in SHARED:
            continue
        for row in _of_one_world(model, b):
            for field in filter(carries_text, model._meta.concrete_fields):
                value = getattr(row, field.name)
                if value not in (None, {}, []) and CANARY not in json.dumps(value, ensure_ascii=False):
                    found.add(f"{model.__name__}.{field.name}")
    return found
