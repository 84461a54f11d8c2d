"""Questionnaires: when they are open, what they ask, filling in, typing in from paper, mails, and reading results."""

import logging
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.answers import colleague_mark, count_answers, stage_mark
from onboarding.actions.survey_mails import write_survey_mails
from onboarding.enums import MessageKind, SurveyKind
from onboarding.forms.surveys import NOTHING, SurveyForm
from onboarding.half_years import before, half_year_of, last_day
from onboarding.models import AnswerBag, Message, SpentMark, StudentQuestion
from onboarding.survey_moments import SLUGS, guided_places, stages_in, team_window, waiting_for, windows_of
from onboarding.survey_questions import SHORT, TAPS, Question, questions_of
from profiles.access import load_identity
from profiles.enums import Role
from profiles.models import AuditEvent
from tests.factories import (
    LeerplaatsFactory,
    PlacementFactory,
    StudentFactory,
    coming_monday,
    person,
)
from toolbox.actions.templates import make_own_version
from toolbox.enums import Answer
from toolbox.models import Item, Template

pytestmark = pytest.mark.django_db
SAFE, KEEP = "Ik voelde me veilig.", "Wat moet blijven?"


@pytest.fixture
def place():
    return LeerplaatsFactory()


@pytest.fixture
def placement(place):
    """A stage of which the first stagedag was last Monday a week ago, on Monday, Tuesday and Wednesday."""
    student = StudentFactory(with_user=True, given_name="Noortje")
    guide = person(Role.WERKBEGELEIDER, place.institution, place, name="Samira Haddad")
    person(Role.PRAKTIJKOPLEIDER, place.institution, place, name="Joost Bakker")
    return PlacementFactory(
        offer__leerplaats=place,
        offer__number=40,
        request__student=student,
        starts_on=timezone.localdate() - timedelta(days=1),
        ends_on=timezone.localdate() + timedelta(days=100),
        weekdays=[0, 1, 2, 3, 4, 5, 6],
        werkbegeleider=guide,
    )


@pytest.fixture
def student(client, placement):
    client.force_login(placement.student.user)
    return client


@pytest.fixture
def leader(client, place, placement):
    client.force_login(place.institution.memberships.get(role=Role.PRAKTIJKOPLEIDER).user)
    return client


def url(kind):
    return reverse("my-survey", args=[SLUGS[kind]])


def moved(placement, *, begun=None, ends=None):
    """The same stage, begun or ending so many days from today."""
    today = timezone.localdate()
    if begun is not None:
        placement.starts_on = today - timedelta(days=begun)
    if ends is not None:
        placement.ends_on = today + timedelta(days=ends)
    placement.days_off = []
    placement.extra_days = [placement.starts_on + timedelta(days=n) for n in range(30)]
    placement.save()
    return placement


# --- When ----------------------------------------------------------------------------


def test_the_lists_follow_the_stagedagen():
    monday = coming_monday(-20)
    stage = PlacementFactory(starts_on=monday, ends_on=monday + timedelta(weeks=12, days=-3), weekdays=[0, 1, 2])
    found = {window.kind: window for window in windows_of(stage)}
    days = [monday + timedelta(weeks=week, days=day) for week in range(12) for day in range(3)]
    from_rhythm = [day for day in days if stage.rhythm.days_off.isdisjoint({day})]
    assert found[SurveyKind.DAY_1].opens == from_rhythm[0]
    assert found[SurveyKind.DAY_1].closes == from_rhythm[1] + timedelta(days=7)
    assert found[SurveyKind.DAY_5].opens == from_rhythm[4]
    assert found[SurveyKind.DAY_15].closes == from_rhythm[15] + timedelta(days=7)
    assert found[SurveyKind.INTRODUCTION].opens == from_rhythm[9]
    whole = found[SurveyKind.STAGE]
    assert (whole.opens, whole.closes) == (
        stage.ends_on - timedelta(days=6),
        stage.ends_on + timedelta(days=14),
    )


def test_one_pulse_at_a_time_and_none_that_was_sent(placement):
    today = timezone.localdate()
    moved(placement, begun=5)
    assert [window.kind for window in waiting_for(placement, today)] == [SurveyKind.DAY_5]
    count_answers(
        leerplaats=placement.leerplaats, kind=SurveyKind.DAY_5, said=[], mark=stage_mark(placement.pk, "day_5")
    )
    assert [window.kind for window in waiting_for(placement, today)] == [SurveyKind.DAY_1]
    moved(placement, begun=80, ends=3)
    assert [window.kind for window in waiting_for(placement, today)] == [SurveyKind.STAGE]


def test_the_page_of_the_student_leads_to_the_list_until_it_is_sent(student, placement):
    assert url(SurveyKind.DAY_1) in student.get(reverse("my-placement")).text
    student.post(url(SurveyKind.DAY_1), {"q0": "4"})
    assert url(SurveyKind.DAY_1) not in student.get(reverse("my-placement")).text


def test_a_list_that_is_not_open_counts_nothing(student, placement):
    answer = student.post(url(SurveyKind.STAGE), {"q0": "4"})
    assert "Deze vragenlijst is nu niet open" in answer.text
    assert not AnswerBag.objects.exists()


def test_the_list_of_a_stage_that_is_over_stays_open_for_two_weeks(student, placement):
    moved(placement, begun=90, ends=-13)
    assert "Hoe was je stage?" in student.get(url(SurveyKind.STAGE)).text
    moved(placement, ends=-15)
    assert "Invullen kon tot en met" in student.get(url(SurveyKind.STAGE)).text


# --- What is asked --------------------------------------------------------------------


def test_the_questions_come_from_the_sjabloon_that_holds(place):
    assert [one.text for one in questions_of(SurveyKind.DAY_5, place)] == list(TAPS)
    short = questions_of(SurveyKind.INTRODUCTION, place)
    assert [one.text for one in short if one.answer == Answer.SCALE] == [
        one.text for one in questions_of(SurveyKind.STAGE, place) if one.text in SHORT
    ]
    assert (len(short), short[-1].is_open) == (7, True)
    assert len(questions_of(SurveyKind.STAGE, place)) > 20
    assert {one.answer for one in questions_of(SurveyKind.TEAM, place)} == {Answer.CHOICE, Answer.SCALE, Answer.OPEN}


def test_an_institution_changes_a_question_and_pastes_a_list_of_its_own(place):
    by = person(Role.COORDINATOR, place.institution)
    original = Template.objects.get(format="evaluation", level="region")
    own = make_own_version(original=original, institution=place.institution, by=by)
    Item.objects.filter(section__template=own, text=TAPS[1]).update(text="Ik wist wie mijn begeleider was.")
    assert "Ik wist wie mijn begeleider was." in [one.text for one in questions_of(SurveyKind.DAY_1, place)]
    assert TAPS[1] in [one.text for one in questions_of(SurveyKind.DAY_1, LeerplaatsFactory())]
    Item.objects.filter(section__template=own).update(removed_at=timezone.now())
    section = own.sections.first()
    for number in range(8):
        Item.objects.create(section=section, position=100 + number, text=f"Item {number}", answer=Answer.SCALE)
    assert [one.text for one in questions_of(SurveyKind.INTRODUCTION, place)] == [f"Item {one}" for one in range(6)]
    assert [one.text for one in questions_of(SurveyKind.DAY_1, place)] == list(TAPS)


# --- Filling in ------------------------------------------------------------------------


def test_an_answer_is_counted_and_leaves_no_other_trace(student, placement, caplog):
    sessions = dict(Session.objects.values_list("pk", "session_data"))
    lines = AuditEvent.objects.count()
    with caplog.at_level(logging.DEBUG):
        answer = student.post(url(SurveyKind.DAY_1), {"q0": "5", "q1": "unsaid", "q2": "4"})
    assert "Je antwoorden zijn geteld" in answer.text
    bag = AnswerBag.objects.get()
    assert (bag.number, bag.counts) == (1, {TAPS[0]: {"5": 1}, TAPS[1]: {"unsaid": 1}, TAPS[2]: {"4": 1}})
    assert dict(Session.objects.values_list("pk", "session_data")) == sessions
    assert (AuditEvent.objects.count(), Message.objects.count()) == (lines, 0)
    ours = [one for one in caplog.records if not one.name.startswith("django.db")]
    assert [one.getMessage() for one in ours if "q0" in one.getMessage() or TAPS[0] in one.getMessage()] == []


def test_sent_twice_is_counted_once(student, placement):
    student.post(url(SurveyKind.DAY_1), {"q0": "5"})
    again = student.post(url(SurveyKind.DAY_1), {"q0": "1"})
    assert "Je kunt hem één keer insturen" in again.text
    assert AnswerBag.objects.get().counts[TAPS[0]] == {"5": 1}


def test_nothing_filled_in_is_told_and_what_was_typed_stays(student, placement):
    moved(placement, begun=90, ends=2)
    assert NOTHING in student.post(url(SurveyKind.STAGE), {}).text
    texts = [one.text for one in questions_of(SurveyKind.STAGE, placement.leerplaats)]
    field = f"q{texts.index(KEEP)}"
    answer = student.post(url(SurveyKind.STAGE), {"q0": "2", field: "veel " * 200})
    assert answer.status_code == 422
    assert "Kort je tekst in tot 600 tekens" in answer.text
    assert answer.context["form"]["q0"].value() == "2"
    assert "veel veel veel" in answer.text
    assert not AnswerBag.objects.exists()


def test_a_name_in_own_words_is_thought_over_once(student, placement):
    moved(placement, begun=90, ends=2)
    texts = [one.text for one in questions_of(SurveyKind.STAGE, placement.leerplaats)]
    typed = {"q0": "4", f"q{texts.index(KEEP)}": "De rust van Samira."}
    first = student.post(url(SurveyKind.STAGE), typed)
    assert "Er staat een naam in: Samira." in first.text
    assert not SpentMark.objects.exists()
    warned = first.context["form"]["warned"].value()
    student.post(url(SurveyKind.STAGE), typed | {"warned": warned})
    assert AnswerBag.objects.get().words == {KEEP: ["De rust van Samira."]}


def test_a_talk_is_offered_to_everybody_and_says_nothing_of_the_answers(student, placement):
    low = student.post(url(SurveyKind.DAY_1), {"q0": "1"})
    assert "Nog niet alles gaat goed. Wil je erover praten?" in low.text
    assert not StudentQuestion.objects.exists()
    moved(placement, begun=5)
    fine = student.post(url(SurveyKind.DAY_5), {"q0": "5"})
    assert "Wil je toch met iemand praten?" in fine.text
    student.post(reverse("my-talk"))
    question = StudentQuestion.objects.get()
    assert (question.asked_role, question.text) == ("praktijkopleider", "Ik wil graag met je praten.")
    assert not any(tap in mail.body for mail in Message.objects.all() for tap in TAPS)


def test_any_form_takes_every_kind_of_question():
    questions = [
        Question("Schaal", Answer.SCALE),
        Question("Cijfer", Answer.MARK),
        Question("Keuze", Answer.CHOICE, options=("Ja", "Nee")),
        Question("Open", Answer.OPEN),
    ]
    form = SurveyForm({"q0": "3", "q1": "cijfer 5", "q2": "Nee", "q3": "Iets"}, questions=questions)
    assert form.is_ready()
    assert [(one.answer, one.words) for one in form.said] == [("3", ""), ("cijfer 5", ""), ("Nee", ""), ("", "Iets")]
    assert form.is_low
    wrong = SurveyForm({"q0": "9"}, questions=questions)
    assert not wrong.is_ready()
    assert [sentence for _, sentence in wrong.error_summary] == ["Kies een van de antwoorden."]


# --- Colleagues --------------------------------------------------------------------------


def test_who_guided_fills_in_one_list_per_half_year(client, placement, monkeypatch):
    today = timezone.localdate()
    window = team_window(last_day("2026-1"))
    assert (window[0].opens, window[0].closes, window[1]) == (date(2026, 6, 10), date(2026, 7, 14), "2026-1")
    assert team_window(date(2026, 7, 10))[1] == "2026-1"
    assert team_window(date(2026, 9, 1)) is None
    half_year = half_year_of(today)
    monkeypatch.setattr("onboarding.views.surveys.team_window", lambda day: (window[0], half_year))
    client.force_login(placement.werkbegeleider)
    page = client.get(reverse("team-survey"))
    assert "De informatie van de school was genoeg." in page.text
    client.post(reverse("team-survey"), {"q1": "2"})
    bag = AnswerBag.objects.get()
    assert (bag.kind, bag.leerplaats, bag.number) == (SurveyKind.TEAM, placement.leerplaats, 1)
    assert SpentMark.objects.get().pk == colleague_mark(placement.werkbegeleider_id, half_year, SurveyKind.TEAM)
    assert "Alleen jij ziet dit" in client.get(reverse("team-survey")).text


def test_only_stages_that_have_begun_count_for_the_list_of_colleagues(placement):
    today = timezone.localdate()
    identity = load_identity(placement.werkbegeleider)
    assert guided_places(identity, half_year_of(today), today) == [placement.leerplaats_id]
    moved(placement, begun=-3)
    assert guided_places(identity, half_year_of(today), today) == []
    assert not stages_in(before(half_year_of(today)), today).exists()


def test_paper_is_typed_in_one_after_another(leader, place):
    page = reverse("survey-paper", args=[place.pk, SLUGS[SurveyKind.STAGE]])
    for number in range(5):
        sheet = leader.get(page).context["form"]["sheet"].value()
        answer = leader.post(page, {"q0": "2", "sheet": str(sheet)}, follow=True)
        assert "Gooi het papier nu weg" in answer.text, number
    leader.post(page, {"q0": "2", "sheet": str(sheet)})
    bag = AnswerBag.objects.get()
    assert (bag.on_paper, bag.number, bag.closed) == (True, 5, True)


# --- Mails ---------------------------------------------------------------------------------


def test_a_list_is_mailed_once_and_reminded_of_once_also_to_who_answered(student, placement):
    moved(placement, begun=90, ends=6)
    today = timezone.localdate()
    assert [len(mailed(placement, today)) for _ in range(2)] == [1, 1]
    mail = mailed(placement, today)[0]
    assert (mail.kind, mail.to_email) == (MessageKind.SURVEY, placement.student.email)
    assert url(SurveyKind.STAGE) in mail.body
    student.post(url(SurveyKind.STAGE), {"q0": "4"})
    assert "Wij weten niet wie de lijst al invulde" in mailed(placement, today + timedelta(days=7))[1].body
    assert len(mailed(placement, today + timedelta(days=9))) == 2
    assert len(mailed(placement, today + timedelta(days=40))) == 2


def mailed(placement, today):
    """The mails to this student after the job of that day."""
    write_survey_mails(today)
    return list(Message.objects.filter(placement=placement).order_by("pk"))


def test_an_institution_that_paused_its_mails_gets_none(placement):
    moved(placement, begun=90, ends=6)
    placement.institution.mails_paused_at = timezone.now()
    placement.institution.save()
    assert write_survey_mails() == 0


def test_colleagues_are_mailed_at_the_end_of_the_half_year(placement):
    end = last_day(half_year_of(timezone.localdate()))
    placement.ends_on = end + timedelta(days=60)
    placement.save()
    team = Message.objects.filter(key__startswith="survey:team:")
    write_survey_mails(end - timedelta(days=30))
    assert not team.exists()
    write_survey_mails(end - timedelta(days=20))
    assert sorted(team.values_list("to_email", flat=True)) == sorted(
        membership.user.email for membership in placement.institution.memberships.exclude(role=Role.COORDINATOR)
    )
