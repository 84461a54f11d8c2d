"""What a student reads of the first day is one story: card, days, paper, people and dates say the same."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from onboarding.calendar import week_to_add
from onboarding.models import Task
from onboarding.needed import needed_before
from onboarding.student_lists import Checklist
from profiles.dutch import long_date
from profiles.enums import Applies, ArrangedBy, LeadUnit, Role
from tests.factories import (
    BuddyFactory,
    IntroGuestFactory,
    LeerplaatsprofielFactory,
    PlacementFactory,
    RosterShiftFactory,
    StudentFactory,
    TaskFactory,
    coming_monday,
    person,
)
from toolbox.enums import Owner

pytestmark = pytest.mark.django_db
START = coming_monday(1)


@pytest.fixture
def stage():
    stage = PlacementFactory(
        request__student=StudentFactory(given_name="Noor", with_user=True),
        starts_on=START,
        weekdays=[0, 1],
        start_time="8.30",
        report_place="Receptie",
    )
    profile = LeerplaatsprofielFactory(leerplaats=stage.leerplaats, online=True)
    profile.published.answers |= {
        "bring": ["je lunch"], "clothing_note": "Een schoon uniform per dag.", "report_to": "Bram, werkbegeleider",
    }  # fmt: skip
    profile.published.save()
    return stage


@pytest.fixture
def read(client, stage):
    """The words of a page of this student."""
    client.force_login(stage.student.user)
    return lambda name: " ".join(client.get(reverse(name)).content.decode().split())


@pytest.fixture
def guide(stage):
    stage.werkbegeleider = person(Role.WERKBEGELEIDER, stage.institution, stage.leerplaats, name="Tijmen Kade")
    stage.save()
    return stage.werkbegeleider


def introduction_of(stage, **fields):
    """An introduction to which the student is invited, on the first day unless said otherwise."""
    values = {"day": START, "begins_at": time(10), "ends_at": time(15), "room": "Leslokaal 2"} | fields
    named = {f"meeting__{name}": value for name, value in values.items()}
    return IntroGuestFactory(placement=stage, invited_at=timezone.now(), **named)


PAGES = pytest.mark.parametrize("name", ["my-placement", "my-placement-paper"])


@PAGES
def test_the_first_of_the_days_begins_when_the_card_says(read, stage, name):
    RosterShiftFactory(placement=stage, day=START)
    RosterShiftFactory(placement=stage, day=START + timedelta(days=1))

    page = read(name)

    assert "van 8.30 tot 16.00 uur" in page
    assert page.count("van 7.30 tot 16.00 uur") == 1  # the second day keeps the hours of its dienst


@PAGES
def test_an_introduction_on_the_first_day_is_joined_with_it(read, stage, name):
    RosterShiftFactory(placement=stage, day=START)
    guest = introduction_of(stage)

    page = read(name)

    assert f"{long_date(START)}, 10.00 uur" in page
    assert "Je eerste dag begint met je introductie" in page
    assert f"Leslokaal 2, {guest.meeting.location.address}" in page
    assert "Receptie" not in page
    assert "van 10.00 tot 16.00 uur" in page


def test_without_diensten_the_introduction_gives_the_hours(read, stage):
    introduction_of(stage)

    assert "Introductie, van 10.00 tot 15.00 uur" in read("my-placement")


def test_paper_has_what_to_bring_what_to_wear_the_introduction_and_the_mentor(read, stage):
    introduction_of(stage, day=START + timedelta(days=1))
    BuddyFactory(placement=stage, mentor_name="Daan")

    page = read("my-placement-paper")

    for words in ("Je lunch", "Een schoon uniform per dag.", "Leslokaal 2", "<strong>Daan</strong>. Je mentor."):
        assert words in page


def test_before_a_werkbegeleider_is_known_there_is_one_answer_to_who_comes(read, stage):
    page = read("my-placement")

    assert "Vraag naar Bram, werkbegeleider" in page
    assert "Wie je begeleidt: " in page
    assert "Naar deze collega vraag je op je eerste dag." in page


def test_with_a_werkbegeleider_nobody_else_is_named(read, stage, guide):
    page = read("my-placement")

    assert "Tijmen, je werkbegeleider" in page
    assert "Bram" not in page


def test_who_missed_the_introduction_is_sent_to_the_own_werkbegeleider(read, stage, guide):
    stage.starts_on = timezone.localdate() - timedelta(days=7)
    stage.save()
    guest = introduction_of(stage, day=timezone.localdate() - timedelta(days=2))
    guest.meeting.guides.set([person(Role.WERKBEGELEIDER, stage.institution, name="Samira Elders")])
    guest.present = False
    guest.save()

    page = read("my-placement")

    assert "Zo haal je het in: vraag Tijmen" in page
    assert "Zeg dat tegen Tijmen" in page
    assert "Samira" not in page


def test_who_leads_the_introduction_is_on_the_card_and_among_the_people(read, stage):
    guest = introduction_of(stage)
    guest.meeting.guides.set([person(Role.WERKBEGELEIDER, stage.institution, name="Samira Elders")])

    page = read("my-placement")

    assert "Bij wie" in page
    assert "<h3>Samira</h3> <p>Is er op je eerste dag, bij je introductie.</p>" in page
    assert "Bram" not in page


@PAGES
def test_the_last_part_of_the_way_does_not_contradict_the_card(read, stage, name):
    answers = stage.leerplaats.profile.published.answers
    answers |= {"report_place": "Receptie", "route_last": "De receptie is rechts. Wij halen je daar op."}
    stage.leerplaats.profile.published.save()
    said = "Op je andere dagen ga je zo:" if name == "my-placement" else "Na je eerste dag: De receptie is rechts."
    assert said not in read(name)

    introduction_of(stage)

    assert said in read(name)


def test_beside_an_introduction_the_first_day_has_no_clock_of_its_own(read, stage):
    stage.leerplaats.profile.published.answers |= {"first_day": [["8.30", "We drinken koffie."]]}
    stage.leerplaats.profile.published.save()
    assert '<span class="timeline-time">8.30 uur</span> <span>We drinken koffie.</span>' in read("my-placement")

    introduction_of(stage)

    assert "<li>We drinken koffie.</li>" in read("my-placement")


@PAGES
def test_after_the_last_day_nothing_is_left_of_the_day_itself(read, stage, guide, name):
    answers = stage.leerplaats.profile.published.answers
    answers |= {"sick_phone": "010 123 40 11", "route_last": "De receptie is rechts."}
    stage.leerplaats.profile.published.save()
    assert "010 123 40 11" in read(name) and "Zo kom je er" in read(name)

    stage.starts_on, stage.ends_on = timezone.localdate() - timedelta(days=90), timezone.localdate() - timedelta(days=2)
    stage.save()

    page = read(name)
    for gone in ("Ben je ziek?", "010 123 40 11", "Zo kom je er", "Je loopt met Tijmen mee", "Je stage nu"):
        assert gone not in page
    assert "Gaat het niet goed?" in page


def test_student_and_staff_count_the_same_points(client, read, stage):
    for done_at in (timezone.now(), None):
        TaskFactory(placement=stage, owner=Owner.STUDENT, visible_to_student=True, done_at=done_at)
    TaskFactory(placement=stage, owner=Owner.STUDENT, own=True)
    mine = read("my-placement")
    client.force_login(person(Role.COORDINATOR, stage.institution))
    theirs = " ".join(client.get(reverse("placement-detail", args=[stage.pk])).content.decode().split())

    assert "<span data-stop-done>1</span> van 2 klaar" in mine
    assert "<dd>1 van 2 klaar" in theirs
    assert "Eigen punten: 0 van 1 klaar" in theirs


class TestTheDaysToAddByHand:
    TODAY = timezone.localdate()

    def began(self, stage, days_ago):
        stage.starts_on = self.TODAY - timedelta(days=days_ago)
        stage.weekdays = [0, 1, 2, 3, 4, 5, 6]
        stage.save()

    def test_are_the_first_week_until_that_is_over(self, read, stage):
        assert week_to_add(stage, self.TODAY)[0] == START
        assert "Download je eerste week" in read("calendar-feed")

    def test_are_the_next_days_later_on(self, read, stage):
        self.began(stage, days_ago=40)
        days = week_to_add(stage, self.TODAY)
        assert min(days) >= self.TODAY
        assert len(days) == 5
        assert "Download je volgende 5 dagen" in read("calendar-feed")

    def test_are_not_offered_after_the_stage(self, read, stage):
        self.began(stage, days_ago=300)
        stage.ends_on = self.TODAY - timedelta(days=2)
        stage.save()
        assert "(ics)" not in read("calendar-feed")


class TestNeeded:
    ENTRY = {"name": "Prik", "answer": Applies.YES, "who": ArrangedBy.SCHOOL, "lead": 2, "unit": LeadUnit.WEEKS}

    def said(self, today, **more):
        ((_, words),) = needed_before({"requirements": [self.ENTRY | more]}, START, today)
        return words

    def test_names_the_day_to_begin(self):
        begin = START - timedelta(weeks=2)
        assert f"Begin uiterlijk {long_date(begin)}." in self.said(begin - timedelta(days=1))

    def test_says_what_to_do_now_when_that_day_is_over(self):
        words = self.said(START - timedelta(days=1), late="Bel het stagebureau.", who=ArrangedBy.STUDENT)
        assert f"Dit moest beginnen op {long_date(START - timedelta(weeks=2))}." in words
        assert "Nog niet geregeld? Bel het stagebureau." in words
        assert "Vraag het vandaag na bij je school." in self.said(START - timedelta(days=1))

    def test_a_day_long_ago_is_not_named_for_what_the_school_arranges(self):
        words = self.said(START - timedelta(days=1), late="Bel het stagebureau.")
        assert "Dit moest" not in words and "Nog niet geregeld? Bel het stagebureau." in words

    @pytest.mark.parametrize(
        ("days", "done", "there", "gone"),
        [
            (10, False, "Begin nu. Klaar uiterlijk {day}. Lukt dat niet? Bel het stagebureau.", "Dit moest"),
            (10, True, "Jij vinkte dit af.", "stagebureau"),
            (-1, False, "Nog niet geregeld? Bel het stagebureau.", "Dit moest"),
        ],
    )
    def test_it_has_the_day_of_the_point_in_the_list(self, days, done, there, gone):
        today = timezone.localdate()
        task = Task(
            short_name="prik", due_on=today + timedelta(days=days), lead_time=4, lead_unit=LeadUnit.WEEKS,
            done_at=timezone.now() if done else None,
        )  # fmt: skip
        entry = self.ENTRY | {"who": ArrangedBy.STUDENT, "late": "Bel het stagebureau."}
        own = Checklist("voor", (task,), today, "Bel ons.")
        ((_, words),) = needed_before({"requirements": [entry]}, START, today, own)
        assert there.format(day=long_date(task.due_on)) in words and gone not in words

    def test_what_the_institution_arranges_gives_the_student_nothing_to_begin(self):
        assert "egin" not in self.said(START - timedelta(weeks=9), who=ArrangedBy.INSTITUTION)
