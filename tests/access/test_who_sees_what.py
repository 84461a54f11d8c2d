"""The table that tells a student who sees what, held against what those people really see on every page."""

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from onboarding.actions.farewells import stay_in_touch
from onboarding.enums import AskedRole, WishKind
from onboarding.models import Task, Wish
from onboarding.who_sees_what import AFTERWARDS, OWN_CHOICE, VIEWERS, Thing
from onboarding.worklists import in_order, lines_of
from profiles.actions.consents import give_consent, withdraw_consent
from profiles.enums import Purpose, Role
from tests import factories as make
from tests.access import crawl
from tests.access.checks import undone
from tests.access.identities import browser
from tests.access.kinds import KINDS
from tests.access.matrix import ROWS
from tests.access.paper import blank_paper
from toolbox import rendering

pytestmark = pytest.mark.django_db

# What on a page shows that somebody sees it. The opleiding stands on many pages without any student.
MARKS = {
    Thing.WHOLE_NAME: "Vlindermans",
    Thing.EMAIL: "vlinder@leerling.example",
    Thing.NUMBER: "8812345",
    Thing.HOME: "Zeedorp",
    Thing.WISHES: "zwanenwens",
    Thing.UNWANTED: "zeewierkamer",
    Thing.REMARK: "Fietst graag hard",
    Thing.LIST: "Zet de rode bakfiets klaar",
    Thing.OWN_ITEMS: "Mijn gele regenpak kopen",
    Thing.LEARN: "Leren vlaggen hijsen",
    Thing.PLAN: "Leren knopen leggen",
    Thing.FINAL_PLAN: "Leren zeilen naaien",
    Thing.PRIORITIES: "Eerst het anker poetsen",
    Thing.TALKS: "Samen de kompasnaald ijken",
    Thing.DICE: "Ik vond de tulpen mooi",
    Thing.PHONE: "06 98 76 54 32",
    Thing.STAYS: "vlinder@blijft.example",
    Thing.QUESTION: "Waar hangt de hangmat",
    Thing.PAIR: "Samen bij het blauwe hek",
}
PEOPLE = {
    "werkbegeleider": ("werkbegeleider",),
    "praktijkopleider": ("praktijkopleider",),
    "coordinator": ("coordinator",),
    "colleague": ("colleague",),
    "school": ("schoolcoordinator",),
    "mentor": ("mentor",),
    "student": ("fellow",),
    "elsewhere": ("other_schoolcoordinator", "regional_admin"),  # test_two_worlds holds the others
}


@pytest.fixture
def world(worlds):
    """World A with marks on everything of its student, and a colleague, a mentor and another student more."""
    a, _, cookies = worlds
    with undone():
        student, stage = a.student, a.placement
        student.last_name, student.email = MARKS[Thing.WHOLE_NAME], MARKS[Thing.EMAIL]
        student.student_number, student.town = MARKS[Thing.NUMBER], MARKS[Thing.HOME]
        student.save()
        student.user.phone = MARKS[Thing.PHONE]
        student.user.save()
        stage.wants_to_learn = MARKS[Thing.LEARN]
        stage.save()
        stage.request.remark = MARKS[Thing.REMARK]
        stage.request.save()
        Wish.objects.create(request=stage.request, kind=WishKind.WISH, rank=1, words=MARKS[Thing.WISHES])
        Wish.objects.create(request=stage.request, kind=WishKind.NOT, words=MARKS[Thing.UNWANTED])
        Task.objects.filter(pk=a.staff_task.pk).update(text=MARKS[Thing.LIST], visible_to_student=True)
        own = make.TaskFactory(placement=stage, text=MARKS[Thing.OWN_ITEMS], own=True)
        _plan(a)
        a.throw.answer = MARKS[Thing.DICE]
        a.throw.save()
        colleague = make.person(Role.WERKBEGELEIDER, a.institution, a.leerplaats)
        fellow = make.PlacementFactory(offer=a.offer, request__student__with_user=True).student.user
        mentor = make.PlacementFactory(offer=a.offer, request__student__with_user=True)
        a.buddy.mentor, a.buddy.mentor_name = mentor, ""
        a.buddy.save()
        people = {"colleague": colleague, "fellow": fellow, "mentor": mentor.student.user}
        new = {name: dict(_logged_in(user).cookies) for name, user in people.items()}
        yield a, cookies | new, own


def _plan(a):
    """A plan that was made final, and opened again to write something else in it; and something for this week."""
    a.plan_version.content["lines"][0]["text"] = MARKS[Thing.FINAL_PLAN]
    a.plan_version.save()
    a.plan_line.text = MARKS[Thing.PLAN]
    a.plan_line.save()
    a.priority.text = MARKS[Thing.PRIORITIES]
    a.priority.save()
    a.agreed_in_talk.text = MARKS[Thing.TALKS]
    a.agreed_in_talk.save()
    for talk in (a.passed_talk, a.stage_talk, a.held_talk):
        talk.student_asks = MARKS[Thing.TALKS]
        talk.save()


def _logged_in(user):
    client = browser({})
    client.force_login(user)
    return client


def decide(a, own, yes):
    """Let the student say yes, or no, to everything there is to decide."""
    for purpose in Purpose:
        (give_consent if yes else withdraw_consent)(user=a.student.user, purpose=purpose)
    wishes = {"wishes": ["work"], "email": MARKS[Thing.STAYS]} if yes else {"wishes": [], "email": ""}
    stay_in_touch(placement=a.placement, **wishes)
    own.shared = yes
    own.save()
    a.throw.shared_at = a.throw.thrown_at if yes else None
    a.throw.save()
    a.talk.mentee_contact = f"{MARKS[Thing.PAIR]}, {MARKS[Thing.PHONE]}" if yes else ""
    a.talk.save()
    for role in AskedRole if yes else ():
        make.StudentQuestionFactory(placement=a.placement, asked_role=role, text=MARKS[Thing.QUESTION])


def seen_by(cookies, a):
    """The things of which this person finds the mark, on any page that can be opened with a link."""
    found = set()
    for row in ROWS:
        if "GET" not in row.methods.split() or KINDS[row.kind] == KINDS["everybody"]:
            continue
        (url,) = crawl.addresses(row, a)
        if not resolve(url).func.__module__.startswith("onboarding."):
            continue  # the lower packages know no student
        rendering._recent.clear()  # what was printed just now is not laid out again, so its text would be missed
        with undone(read_only=True), blank_paper() as sheets:
            text = crawl.text_of(browser(cookies).get(url), sheets)
        found |= {thing for thing, mark in MARKS.items() if mark in text}
    with undone(read_only=True):
        shown = browser(cookies).get(reverse("portrait", args=[a.portrait.pk])).status_code == 200
    return found | ({Thing.PHOTO} if shown else set())


CASES = [(one, yes) for one in VIEWERS if one.key in PEOPLE for yes in (True, False) if yes or one.when_allowed]


@pytest.mark.parametrize(("viewer", "yes"), CASES, ids=lambda value: getattr(value, "key", value))
def test_they_see_what_the_table_says(world, viewer, yes):
    a, cookies, own = world
    decide(a, own, yes)
    marked = {*MARKS, Thing.PHOTO}
    expected = (viewer.sees | (viewer.when_allowed if yes else frozenset())) & marked
    for who in PEOPLE[viewer.key]:
        found = seen_by(cookies[who], a)
        assert (who, _names(found - expected), _names(expected - found)) == (who, [], [])


def _names(things):
    return sorted(thing.name for thing in things)


def test_a_service_sees_no_more_than_first_name_initial_and_its_own_tasks(world):
    """They have no account and no page of the matrix as themselves: the lines of their list are held instead."""
    a, _, own = world
    decide(a, own, yes=True)
    Task.objects.filter(pk=a.service_task.pk).update(text=MARKS[Thing.LIST], done_at=None)
    today = timezone.localdate()
    lines = lines_of(in_order(a.worklist, today), today)
    text = " ".join(str(value) for line in lines for name, value in vars(line).items() if name != "task")
    assert a.student.short_name in text
    assert _names(thing for thing, mark in MARKS.items() if mark in text) == ["LIST"]


def test_a_choice_is_the_students_own_for_everybody():
    for viewer in VIEWERS:
        assert viewer.when_allowed <= OWN_CHOICE | AFTERWARDS
        assert not viewer.sees & (OWN_CHOICE | AFTERWARDS)
