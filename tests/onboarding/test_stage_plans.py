"""Planningsvoorstel: the student writes, both say yes, nothing that somebody wrote is lost, and who reads what."""

import io
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from onboarding.actions.plan_lines import line_mark
from onboarding.actions.stage_plans import goals_mark, reopen
from onboarding.enums import MessageKind, PlanLineKind, PlanStatus
from onboarding.models import Message, PlanLine, PlanVersion, StagePlan
from onboarding.plan_differences import differences
from onboarding.plan_hints import ONE_HINT, hints_for, is_orienting
from onboarding.plan_sides import Side
from onboarding.stage_weeks import stage_weeks
from onboarding.stagedagen import week_number
from onboarding.today import today_of
from profiles.access import load_identity
from profiles.dutch import long_date
from profiles.enums import ActMode, Role
from profiles.models import AuditEvent
from tests.factories import (
    ActRuleFactory,
    LeerplaatsFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    PlanLineFactory,
    PlanVersionFactory,
    ProgrammeAgreementFactory,
    StagePlanFactory,
    StudentFactory,
    TaskFactory,
    person,
)
from tests.toolbox import pdf_reading
from toolbox.enums import TemplateFormat

pytestmark = pytest.mark.django_db
EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
A_LINE = {"text": "Een zorgplan lezen", "kind": "assignment", "week": "3", "needs": "Samira"}


def a_stage(place, guide, **given):
    today = timezone.localdate()
    weeks = {
        "offer__period__starts_on": today - timedelta(days=3),
        "offer__period__ends_on": today + timedelta(days=80),
    }
    return PlacementFactory(
        offer__leerplaats=place,
        request__student=StudentFactory(with_user=True),
        request__weekdays=EVERY_DAY,
        weekdays=EVERY_DAY,
        werkbegeleider=guide,
        **weeks,
        **given,
    )


@pytest.fixture
def place():
    return LeerplaatsFactory()


@pytest.fixture
def placement(place):
    person(Role.PRAKTIJKOPLEIDER, place.institution, place, name="Joost Bakker")
    return a_stage(place, person(Role.WERKBEGELEIDER, place.institution, place, name="Samira Haddad"))


@pytest.fixture
def student(placement, client_of):
    return client_of(placement.student.user)


@pytest.fixture
def guide(placement, client_of):
    return client_of(placement.werkbegeleider)


@pytest.fixture
def client_of():
    def make(user):
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def plan(placement):
    """Proposed, with one line."""
    now = timezone.now()
    made = StagePlanFactory(placement=placement, status=PlanStatus.PROPOSED, proposed_at=now, student_yes_at=now)
    PlanLineFactory(plan=made, week=2, text="Een zorgplan lezen")
    return made


def text_of(response):
    return " ".join(response.content.decode().split())


def words_on(pdf):
    """The text of a PDF, as somebody reads it."""
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def say(client, placement, step, **more):
    return client.post(reverse("plan-say", args=[placement.pk]), {"doe": step, **more})


# --- Writing -------------------------------------------------------------------


def test_opening_the_page_makes_nothing_and_shows_every_week_with_its_dates(student, placement):
    page = text_of(student.get(reverse("my-plan")))
    weeks = stage_weeks(placement)
    assert not StagePlan.objects.exists()
    assert all(week.dates in page for week in weeks)
    assert week_number(placement.rhythm, placement.ends_on) == len(weeks)


def test_a_line_is_added_once_to_its_week(student, placement):
    for _ in range(2):
        answer = student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE, follow=True)
    line = PlanLine.objects.get()
    assert (line.week, line.kind, line.needs) == (3, PlanLineKind.ASSIGNMENT, "Samira")
    assert "Een zorgplan lezen" in text_of(answer)


def test_the_form_of_a_week_begins_with_that_week_and_keeps_what_was_typed(student, placement):
    page = student.get(reverse("plan-line-new", args=[placement.pk]), {"week": "4"})
    assert page.context["form"]["week"].value() == 4
    wrong = student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE | {"text": "", "needs": "De kok"})
    assert wrong.status_code == 422
    assert "Schrijf op wat je gaat doen" in text_of(wrong) and 'value="De kok"' in text_of(wrong)


def test_a_line_goes_to_another_week_with_a_button_and_not_twice(student, plan, placement):
    line = plan.lines.get()
    for _ in range(2):  # the second click comes from the same page
        student.post(reverse("plan-line-move", args=[line.pk]), {"van": "2", "naar": "3"})
    line.refresh_from_db()
    assert line.week == 3
    beyond = {"van": "3", "naar": str(len(stage_weeks(placement)) + 1)}
    assert student.post(reverse("plan-line-move", args=[line.pk]), beyond).status_code == 404


def test_a_line_that_was_taken_away_can_be_put_back(student, plan):
    line = plan.lines.get()
    page = student.post(reverse("plan-line-remove", args=[line.pk]), follow=True)
    assert not plan.lines.exists()
    assert "Weggehaald: Een zorgplan lezen" in text_of(page)
    student.post(reverse("plan-line-new", args=[plan.placement_id]), page.context["removed"])
    back = plan.lines.get()
    assert (back.week, back.text, back.needs, back.kind) == (2, line.text, line.needs, line.kind)
    assert "Weggehaald" not in text_of(student.get(reverse("my-plan")))


def test_two_who_change_one_line_both_see_both_texts(student, guide, plan):
    line = plan.lines.get()
    url, seen = reverse("plan-line", args=[line.pk]), line_mark(line)
    guide.post(url, A_LINE | {"text": "Een zorgplan bespreken", "seen": seen})
    clash = student.post(url, A_LINE | {"text": "Een zorgplan schrijven", "seen": seen})
    assert clash.status_code == 409
    assert "Een zorgplan bespreken" in text_of(clash) and 'value="Een zorgplan schrijven"' in text_of(clash)
    again = clash.context["form"]
    student.post(url, A_LINE | {"text": "Een zorgplan schrijven", "seen": again["seen"].value()})
    line.refresh_from_db()
    assert line.text == "Een zorgplan schrijven"


def test_two_who_change_other_lines_do_not_meet(student, guide, plan):
    other = PlanLineFactory(plan=plan, week=4, text="Meelopen")
    line = plan.lines.first()
    seen = {one.pk: line_mark(one) for one in (line, other)}
    guide.post(reverse("plan-line", args=[other.pk]), A_LINE | {"text": "Meelopen met Ada", "seen": seen[other.pk]})
    student.post(reverse("plan-line", args=[line.pk]), A_LINE | {"text": "Lezen", "seen": seen[line.pk]})
    assert set(plan.lines.values_list("text", flat=True)) == {"Meelopen met Ada", "Lezen"}


def test_what_was_typed_in_a_line_that_is_gone_is_shown(student, plan):
    line = plan.lines.get()
    url = reverse("plan-line", args=[line.pk])
    form = student.get(url).context["form"]
    plan.status, plan.final_at = PlanStatus.FINAL, timezone.now()
    plan.save()
    lost = student.post(url, A_LINE | {"text": "Lang over nagedacht", "seen": form["seen"].value()})
    assert lost.status_code == 409
    assert "Lang over nagedacht" in text_of(lost)
    assert plan.lines.get().text == "Een zorgplan lezen"


def test_two_who_write_goals_both_see_both_texts(student, guide, plan, placement):
    url, seen = reverse("plan-goals", args=[placement.pk]), goals_mark(plan)
    guide.post(url, {"text": "Rustig overdragen", "seen": seen})
    clash = student.post(url, {"text": "Snel overdragen", "seen": seen})
    assert clash.status_code == 409
    assert "Rustig overdragen" in text_of(clash) and "Snel overdragen" in text_of(clash)


def test_words_about_a_client_are_thought_over_once(student, placement):
    url = reverse("plan-line-new", args=[placement.pk])
    line = A_LINE | {"text": "Praten met mevrouw Jansen"}
    warned = student.post(url, line)
    assert "Er staat iets in over een cliënt" in text_of(warned) and "niets bewaard" in text_of(warned)
    assert not PlanLine.objects.exists()
    student.post(url, line | {"warned": warned.context["form"]["warned"].value()})
    assert PlanLine.objects.get().text == "Praten met mevrouw Jansen"


def test_who_is_needed_is_read_with_the_same_care(student, placement):
    line = A_LINE | {"needs": "meneer De Vries"}
    warned = student.post(reverse("plan-line-new", args=[placement.pk]), line)
    assert "Er staat iets in over een cliënt" in text_of(warned)


# --- From proposal to final ------------------------------------------------------


def test_an_empty_plan_is_not_proposed(student, placement):
    page = text_of(say(student, placement, "voorstel").client.get(reverse("my-plan")))
    assert "Er staat nog niets in je plan" in page
    assert not PlanVersion.objects.exists()


def test_proposing_tells_the_guide_nothing_of_what_it_says(student, placement):
    student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE)
    for _ in range(2):
        say(student, placement, "voorstel")
    mail = Message.objects.get()
    assert (mail.to_email, mail.kind) == (placement.werkbegeleider.email, MessageKind.PLAN)
    assert reverse("plan-detail", args=[placement.pk]) in mail.body
    assert "zorgplan" not in mail.body + mail.subject and placement.student.last_name not in mail.body + mail.subject
    version = PlanVersion.objects.get()
    assert (version.number, version.status, version.made_by) == (1, PlanStatus.PROPOSED, placement.student.user)
    assert [line["text"] for line in version.content["lines"]] == ["Een zorgplan lezen"]


def test_the_second_yes_makes_it_final_and_keeps_a_version(guide, plan, placement):
    answer = say(guide, placement, "ja", seen=plan.version, text="Mooi plan.")
    assert answer.status_code == 302
    plan.refresh_from_db()
    assert (plan.status, plan.remark) == (PlanStatus.FINAL, "Mooi plan.") and plan.final_at
    version = plan.versions.get()
    assert (version.status, version.made_by) == (PlanStatus.FINAL, placement.werkbegeleider)
    mail = Message.objects.get()
    assert mail.to_email == placement.student.email and "Mooi plan" not in mail.body
    assert AuditEvent.objects.filter(what="plan.final").count() == 1


def test_a_change_takes_back_both_yeses(student, guide, plan, placement):
    guide.post(reverse("plan-line-new", args=[placement.pk]), A_LINE)
    plan.refresh_from_db()
    assert plan.student_yes_at is None
    say(guide, placement, "ja", seen=plan.version)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.PROPOSED
    assert "zei ja tegen dit plan. Nu jij." in text_of(student.get(reverse("my-plan")))
    say(student, placement, "ja", seen=plan.version)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.FINAL


def test_yes_is_not_said_to_something_else_than_was_read(student, guide, plan, placement):
    seen = plan.version
    student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE)
    page = say(guide, placement, "ja", seen=seen)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.PROPOSED and plan.guide_yes_at is None
    assert "Het plan is net veranderd" in text_of(guide.get(page["Location"]))


def test_asking_to_look_again_gives_the_plan_back(student, guide, plan, placement):
    PlanVersionFactory(plan=plan)
    say(guide, placement, "opnieuw", text="Kan week 2 rustiger?")
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DRAFT
    assert "Kan week 2 rustiger?" in text_of(student.get(reverse("my-plan")))
    assert "Kan week 2 rustiger?" not in Message.objects.get(to_email=placement.student.email).body
    student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE | {"text": "Nog niet af"})
    pages = [guide.get(reverse(name, args=[placement.pk])) for name in ("plan-detail", "plan-versions")]
    assert not any("Nog niet af" in text_of(page) for page in pages)
    line = PlanLine.objects.get(text="Nog niet af")
    assert guide.get(reverse("plan-line", args=[line.pk])).status_code == 404
    assert guide.get(reverse("plan-document", args=[placement.pk, "pdf"])).status_code == 404


def test_a_remark_with_a_client_is_thought_over_and_kept(guide, plan, placement):
    warned = say(guide, placement, "opnieuw", text="Praat eerst met mevrouw Jansen")
    plan.refresh_from_db()
    assert warned.status_code == 422 and plan.status == PlanStatus.PROPOSED
    assert "Praat eerst met mevrouw Jansen" in text_of(warned)


@pytest.mark.parametrize("who", ["student", "guide"])
def test_either_opens_a_final_plan_and_the_final_version_stays(who, request, plan, placement):
    client = request.getfixturevalue(who)
    plan.status, plan.final_at, plan.guide_yes_at = PlanStatus.FINAL, timezone.now(), timezone.now()
    plan.save()
    PlanVersionFactory(plan=plan, status=PlanStatus.FINAL)
    asked = text_of(say(client, placement, "open"))
    assert "Ja, open het plan" in asked and "Nee, laat het vaststaan" in asked
    plan.refresh_from_db()
    assert plan.status == PlanStatus.FINAL and not Message.objects.exists()
    say(client, placement, "open", zeker="ja")
    plan.refresh_from_db()
    assert (plan.status, plan.final_at, plan.student_yes_at) == (PlanStatus.PROPOSED, None, None)
    assert plan.versions.get().status == PlanStatus.FINAL
    other = placement.werkbegeleider.email if who == "student" else placement.student.email
    assert Message.objects.get().to_email == other


def test_nobody_writes_in_a_final_plan_or_after_the_stage(student, plan, placement):
    plan.status, plan.final_at = PlanStatus.FINAL, timezone.now()
    plan.save()
    assert student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE).status_code == 409
    plan.status, plan.final_at = PlanStatus.PROPOSED, None
    plan.save()
    placement.ends_on = timezone.localdate() - timedelta(days=1)
    placement.save()
    assert student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE | {"week": "1"}).status_code == 409
    assert plan.lines.count() == 1


# --- Who ---------------------------------------------------------------------------


def test_without_a_werkbegeleider_the_praktijkopleider_takes_that_side(plan, placement, client_of):
    leader = placement.institution.memberships.get(role=Role.PRAKTIJKOPLEIDER).user
    client = client_of(leader)
    assert say(client, placement, "ja", seen=plan.version).status_code == 403
    placement.werkbegeleider = None
    placement.save()
    assert say(client, placement, "ja", seen=plan.version).status_code == 302
    plan.refresh_from_db()
    assert plan.status == PlanStatus.FINAL


def test_a_coordinator_who_is_also_praktijkopleider_elsewhere_does_not_read_it(plan, placement, client_of):
    both = person(Role.COORDINATOR, placement.institution)
    elsewhere = LeerplaatsFactory(location=placement.leerplaats.location)
    membership = both.memberships.create(institution=placement.institution, role=Role.PRAKTIJKOPLEIDER)
    membership.leerplaatsen.add(elsewhere)
    client = client_of(both)
    assert client.get(reverse("placement-detail", args=[placement.pk])).status_code == 200
    assert client.get(reverse("plan-detail", args=[placement.pk])).status_code == 404
    page = text_of(client.get(reverse("placement-detail", args=[placement.pk])))
    assert "Het planningsvoorstel staat nog niet vast." in page
    assert "Een zorgplan lezen" not in page


def test_a_coordinator_reads_that_the_plan_stands_and_since_when(plan, placement, client_of):
    client = client_of(person(Role.COORDINATOR, placement.institution))
    plan.status, plan.final_at = PlanStatus.FINAL, timezone.now() - timedelta(days=3)
    plan.save()
    page = client.get(reverse("placement-detail", args=[placement.pk]))
    day = long_date(timezone.localdate() - timedelta(days=3))
    assert f"Het planningsvoorstel staat samen vast sinds {day}." in text_of(page)
    assert reverse("plan-detail", args=[placement.pk]) not in page.text
    assert "Een zorgplan lezen" not in page.text


def test_the_school_reads_the_final_plan_and_nothing_newer(plan, placement, client_of):
    school = client_of(person(Role.SCHOOL_COORDINATOR, placement.school))
    url = reverse("school-plan", args=[placement.pk])
    assert school.get(url).status_code == 404
    lines = [{"id": 1, "week": 2, "kind": "goal", "text": "Zelf overdragen", "needs": ""}]
    content = {"goals": "", "remark": "", "lines": lines}
    PlanVersionFactory(plan=plan, status=PlanStatus.FINAL, content=content)
    page = text_of(school.get(url))
    assert "Zelf overdragen" in page and "Een zorgplan lezen" not in page
    assert url in text_of(school.get(reverse("student-detail", args=[placement.student_id])))


# --- What changed ------------------------------------------------------------------


def test_differences_are_said_in_words():
    old = {"id": 1, "week": 2, "kind": "goal", "text": "Wassen", "needs": ""}
    gone = {"id": 2, "week": 3, "kind": "talk", "text": "Terugkijken", "needs": "Samira"}
    before = {"goals": "Rust", "remark": "", "lines": [old, gone]}
    new = {"id": 3, "week": 4, "kind": "other", "text": "Meelopen", "needs": ""}
    after = {"goals": "Ruimte", "remark": "", "lines": [old | {"week": 5, "needs": "Ada"}, new]}
    assert differences(before, before) == []
    assert differences(before, after) == [
        "Wat je wilt leren was “Rust” en is nu “Ruimte”",
        "Van week 2 naar week 5: “Wassen”",
        "Wie je nodig hebt bij “Wassen”: Ada (was: niemand genoemd)",
        "Nieuw in week 4: iets anders, “Meelopen”",
        "Weg uit week 3: gesprek of feedback, “Terugkijken” (Samira)",
    ]


def test_the_page_of_versions_says_so_when_there_are_none(student):
    assert "versie" in text_of(student.get(reverse("my-plan-versions"))).lower()


def test_the_page_says_what_changed_between_versions_and_since(student, guide, placement):
    student.post(reverse("plan-line-new", args=[placement.pk]), A_LINE)
    say(student, placement, "voorstel")
    line = PlanLine.objects.get()
    guide.post(reverse("plan-line-move", args=[line.pk]), {"van": "3", "naar": "4"})
    assert "Van week 3 naar week 4" in text_of(guide.get(reverse("plan-versions", args=[placement.pk])))
    plan = StagePlan.objects.get()
    for client in (guide, student):
        say(client, placement, "ja", seen=plan.version + (client is student))
    page = student.get(reverse("my-plan-versions"))
    assert [one.changed for one in page.context["versions"]] == [
        ("Van week 3 naar week 4: “Een zorgplan lezen”",),
        (),
    ]
    assert page.context["since"] == []


# --- Help --------------------------------------------------------------------------


def test_a_first_stage_gets_examples_and_what_the_leerplaats_and_school_say(placement):
    asked = placement.request
    LeerplaatsprofielFactory(leerplaats=placement.leerplaats, online=True, answers={"learn_first": ["Wonden wassen"]})
    ActRuleFactory(leerplaats=placement.leerplaats, programme=asked.programme, year=asked.year, mode=ActMode.TOGETHER)
    ProgrammeAgreementFactory(
        school=placement.school, programme=asked.programme, assignments="Maak een verslag. Vraag feedback."
    )
    TaskFactory(placement=placement, format=TemplateFormat.INWERKDOCUMENT, stagedag=9, text="Je leidt een overleg.")
    placement.refresh_from_db()
    groups = {group.title: [one.text for one in group.hints] for group in hints_for(placement, set(), 12)}
    assert is_orienting(placement)
    assert groups["Dit kun je leren op je leerplaats"] == ["Ik leer: wonden wassen."]
    assert groups["Opdrachten van je school"] == ["Maak een verslag.", "Vraag feedback."]
    assert groups["Uit je inwerkdocument"] == ["Je leidt een overleg."]
    assert groups["Handelingen die je hier oefent"][0].startswith("Ik doe samen met een collega: ")
    assert len(groups["Voorbeelden om mee te beginnen"]) >= 5


def test_a_hint_is_taken_with_one_tap_and_then_gone_from_the_list(student, placement):
    hint = student.get(reverse("my-plan")).context["hints"][0].hints[0]
    student.post(reverse("plan-take", args=[placement.pk]), {"hint": hint.key})
    line = PlanLine.objects.get()
    assert (line.text, line.week, line.kind) == (hint.text, hint.week, hint.kind)
    left = [one.text for group in student.get(reverse("my-plan")).context["hints"] for one in group.hints]
    assert hint.text not in left


def test_no_hint_is_for_a_week_that_the_stage_has_not(placement):
    assert {one.week for group in hints_for(placement, set(), 1) for one in group.hints} == {1}


def test_a_second_stage_gets_no_examples(placement):
    early = timezone.localdate() - timedelta(days=300)
    PlacementFactory(
        request__student=placement.student,
        offer__period__starts_on=early,
        offer__period__ends_on=early + timedelta(days=60),
    )
    assert not is_orienting(placement)
    assert "Voorbeelden om mee te beginnen" not in [one.title for one in hints_for(placement, set(), 12)]


def test_from_leerjaar_3_there_is_one_hint_and_nothing_to_take(student, placement):
    placement.request.year = 3
    placement.request.save()
    page = student.get(reverse("my-plan"))
    assert ONE_HINT in text_of(page) and page.context["hints"] == []


# --- Elsewhere ---------------------------------------------------------------------


def test_the_own_page_reminds_from_stagedag_1_until_it_is_final(student, plan, placement):
    assert "leest je planningsvoorstel" in text_of(student.get(reverse("my-placement")))
    plan.status, plan.final_at = PlanStatus.FINAL, timezone.now()
    plan.save()
    page = text_of(student.get(reverse("my-placement")))
    assert "leest je planningsvoorstel" not in page and "Lees je planning" in page


def test_before_stagedag_1_the_own_page_says_nothing_of_it(student, placement):
    later = timezone.localdate() + timedelta(days=10)
    placement.starts_on = later
    placement.save()
    assert 'id="planning"' not in text_of(student.get(reverse("my-placement")))


def test_vandaag_reminds_the_guide_until_the_guide_said_yes(plan, placement):
    today = timezone.localdate()

    def texts():
        return [one.text for one in today_of(load_identity(placement.werkbegeleider), today).things]

    name = placement.student.given_name
    assert f"Lees het planningsvoorstel van {name}" in texts()
    plan.guide_yes_at = timezone.now()
    plan.save()
    assert f"Lees het planningsvoorstel van {name}" not in texts()


def test_vandaag_says_of_a_plan_that_was_opened_again_since_when_and_what_to_do(plan, placement):
    today = timezone.localdate()
    plan.proposed_at = timezone.now() - timedelta(days=36)
    plan.status, plan.final_at = PlanStatus.FINAL, timezone.now() - timedelta(days=33)
    plan.save()
    reopen(placement=placement, side=Side.GUIDE, by=placement.werkbegeleider)
    [thing] = [one for one in today_of(load_identity(placement.werkbegeleider), today).things if "plan" in one.text]
    assert thing.text == f"Stel het plan van {placement.student.given_name} samen weer vast"
    assert f"Weer open sinds {long_date(today)}." in thing.why
    assert thing.on > today


def test_a_task_about_the_planningsvoorstel_leads_to_it(student, placement):
    TaskFactory(
        placement=placement,
        format=TemplateFormat.INWERKDOCUMENT,
        stagedag=4,
        text="Je krijgt tijd om je planningsvoorstel te schrijven.",
        visible_to_student=True,
    )
    page = text_of(student.get(reverse("my-placement")))
    assert f'<p class="check-link"><a href="{reverse("my-plan")}">Naar je planningsvoorstel</a></p>' in page


def test_paper_and_word_say_the_same(student, plan):
    pdf = student.get(reverse("my-plan-document", args=["pdf"])).content
    words = words_on(pdf)
    assert "Een zorgplan lezen" in words and "Werkbegeleider" in words
    assert len(pdf_reading.opened(pdf).pages) == 1
    docx = Document(io.BytesIO(student.get(reverse("my-plan-document", args=["docx"])).content))
    cells = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    assert any("Een zorgplan lezen" in cell for cell in cells)
