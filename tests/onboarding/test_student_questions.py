"""Stel je vraag: asking, answering, passing on, closing, reminding, and who reads what."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onboarding.actions.student_questions import QuestionClosed, ask_question, close_question, remind_of_questions
from onboarding.careful_words import CLIENT, NUMBER, OWN_HEALTH, careful_with
from onboarding.enums import AskedRole
from onboarding.models import Message, QuestionReply, StudentQuestion
from onboarding.student_questions import WITH_REPLIES, answer_day, thread_mark
from profiles.access import load_identity
from profiles.enums import Role
from profiles.models import Membership
from tests.factories import (
    LeerplaatsFactory,
    PlacementFactory,
    QuestionReplyFactory,
    StudentFactory,
    StudentQuestionFactory,
    person,
)

pytestmark = pytest.mark.django_db
FIETS = "Waar zet ik mijn fiets neer?"


@pytest.fixture
def placement():
    place = LeerplaatsFactory()
    guide = person(Role.WERKBEGELEIDER, place.institution, place, name="Samira Haddad")
    student = StudentFactory(with_user=True)
    stage = PlacementFactory(offer__leerplaats=place, request__student=student, werkbegeleider=guide)
    person(Role.PRAKTIJKOPLEIDER, place.institution, place, name="Joost Bakker")
    person(Role.COORDINATOR, place.institution, name="Farida Demir")
    person(Role.SCHOOL_COORDINATOR, stage.school, name="Els Vos")
    return stage


@pytest.fixture
def question(placement):
    return StudentQuestionFactory(placement=placement, text=FIETS)


@pytest.fixture
def student(client, placement):
    client.force_login(placement.student.user)
    return client


@pytest.fixture
def guide(client, placement):
    client.force_login(placement.werkbegeleider)
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def who(name):
    return Membership.objects.get(user__name__startswith=name).user


def read_by(user):
    return set(StudentQuestion.objects.for_role_of(load_identity(user)))


def seen(question):
    return thread_mark(StudentQuestion.objects.prefetch_related(WITH_REPLIES).get(pk=question.pk))


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (date(2027, 3, 1), date(2027, 3, 3)),  # Monday, Wednesday
        (date(2027, 3, 5), date(2027, 3, 9)),  # over a weekend
        (date(2027, 3, 25), date(2027, 3, 30)),  # Good Friday is worked, Easter Monday is not
        (date(2026, 12, 24), date(2026, 12, 29)),  # over Christmas and a weekend
    ],
)
def test_an_answer_comes_within_two_working_days(asked, answered):
    assert answer_day(asked) == answered


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        (FIETS, []),
        ("Mijn nummer is 123456789, klopt dat?", [NUMBER]),
        ("Bel me op 06 12 34 56 78.", []),
        ("Ik ben ziek. Wie bel ik?", []),
        ("Mevrouw De Vries wil niet eten. Wat doe ik?", [CLIENT]),
        ("Een cliënt heeft medicatie geweigerd.", [CLIENT]),
        ("Hoe spreek ik cliënten aan?", []),
        ("Mag ik bewoner Jansen 123.456.789 helpen?", [NUMBER, CLIENT]),
        ("Hij heeft een burn-out en is depressief.", [OWN_HEALTH]),
        ("Beterschap. Daan is overspannen, dus begin rustig.", [OWN_HEALTH]),
        ("Sinds mei ben ik zwanger. Mag ik tillen?", [OWN_HEALTH]),
        ("Ik moet naar mijn psycholoog op dinsdag.", [OWN_HEALTH]),
        ("Een cliënt heeft epilepsie.", [CLIENT]),
        ("Ik heb iets geleerd over diabetes.", []),
        ("Ik wil medicatie delen in week 3.", []),
        ("Wat doe ik als ik ziek ben?", []),
    ],
)
def test_what_a_question_better_leaves_out(text, warnings):
    assert careful_with(text) == warnings


def test_asking_twice_asks_once_and_no_mail_holds_the_text(student, placement):
    sent = {"role": "werkbegeleider", "text": FIETS}
    answer = student.post(reverse("my-question-ask"), sent, follow=True)
    student.post(reverse("my-question-ask"), sent)

    question = StudentQuestion.objects.get()
    page = text_of(answer)
    assert "Je vraag is verstuurd" in page and FIETS in page
    assert question.answer_by == answer_day(timezone.localdate())
    mails = Message.objects.order_by("pk")
    assert [mail.to_email for mail in mails] == [placement.werkbegeleider.email, placement.student.email]
    assert all("fiets" not in mail.subject + mail.body for mail in mails)
    assert reverse("student-question-detail", args=[question.pk]) in mails[0].body


def test_only_roles_that_somebody_has_are_offered(student, placement):
    page = text_of(student.get(reverse("my-question-ask")))
    assert "Mijn werkbegeleider (Samira)" in page and "De praktijkopleider (Joost)" in page
    assert "vertrouwenspersoon" not in page.lower()

    Membership.objects.filter(user=placement.werkbegeleider).update(ends_on=timezone.localdate() - timedelta(days=1))
    answer = student.post(reverse("my-question-ask"), {"role": "werkbegeleider", "text": FIETS})
    assert answer.status_code == 422 and FIETS in text_of(answer)
    assert not StudentQuestion.objects.exists()


def test_a_warning_does_not_stop_a_question(student):
    sent = {"role": "coordinator", "text": "Mevrouw De Vries heeft een allergie. Wie zegt dat?"}
    first = student.post(reverse("my-question-ask"), sent)
    assert CLIENT in text_of(first) and not StudentQuestion.objects.exists()

    student.post(reverse("my-question-ask"), sent | {"warned": first.context["form"]["warned"].value()})
    assert StudentQuestion.objects.get().text == sent["text"]


def test_who_has_the_role_reads_it_and_nobody_else(question):
    other = person(Role.WERKBEGELEIDER, question.institution)
    region = person(Role.REGIONAL_ADMIN)
    readers = {name: read_by(who(name)) for name in ("Samira", "Joost", "Farida", "Els")}
    assert readers == {"Samira": {question}, "Joost": set(), "Farida": set(), "Els": set()}
    assert read_by(other) == set() and read_by(region) == set()

    for role, name in (("praktijkopleider", "Joost"), ("coordinator", "Farida"), ("school", "Els")):
        StudentQuestion.objects.update(asked_role=role)
        assert [one for one in readers if read_by(who(one))] == [name]


def test_a_question_never_lies_with_nobody(question):
    Membership.objects.filter(user=who("Samira")).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert read_by(who("Joost")) == {question}
    Membership.objects.filter(user=who("Joost")).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert read_by(who("Farida")) == {question}


def test_an_answer_is_mailed_once_and_the_student_closes_the_question(client, placement, question):
    client.force_login(placement.werkbegeleider)
    address = reverse("student-question-detail", args=[question.pk])
    sent = {"text": "Achter het gebouw.", "seen": seen(question)}
    client.post(address, sent)
    client.post(address, sent)

    question.refresh_from_db()
    assert not question.waits_for_staff and question.replies.count() == 1
    mail = Message.objects.get()
    assert mail.to_email == placement.student.email and "Achter" not in mail.body

    client.force_login(placement.student.user)
    assert "Achter het gebouw." in text_of(client.get(reverse("my-question-detail", args=[question.pk])))
    client.post(reverse("my-question-close", args=[question.pk]))
    question.refresh_from_db()
    assert question.closed_by == placement.student.user


def test_two_who_answer_at_once_lose_nothing(guide, question):
    before = seen(question)
    QuestionReplyFactory(question=question, author=who("Joost"), text="In de kelder.")

    address = reverse("student-question-detail", args=[question.pk])
    answer = guide.post(address, {"text": "Achter het gebouw.", "seen": before})

    page = text_of(answer)
    assert answer.status_code == 409 and "In de kelder." in page and "Achter het gebouw." in page
    guide.post(address, {"text": "Achter het gebouw.", "seen": answer.context["form"]["seen"].value()})
    assert [reply.text for reply in question.replies.all()] == ["In de kelder.", "Achter het gebouw."]


def test_an_answer_to_a_question_that_was_just_closed_is_not_lost(guide, placement, question):
    before = seen(question)
    close_question(question=question, by=placement.student.user)
    answer = guide.post(
        reverse("student-question-detail", args=[question.pk]), {"text": "Achter het gebouw.", "seen": before}
    )
    assert answer.status_code == 409 and "Achter het gebouw." in text_of(answer)
    assert not QuestionReply.objects.exists()


def test_passing_on_without_a_choice_keeps_the_answer_that_was_typed(guide, question):
    page = guide.get(reverse("student-question-detail", args=[question.pk])).content.decode()
    passing = f'formaction="{reverse("student-question-pass", args=[question.pk])}"'
    assert page.index('name="text"') < page.index(passing) < page.index("</form>", page.index('name="text"'))
    sent = {"text": "Achter het gebouw, bij de poort.", "seen": seen(question)}
    answer = guide.post(reverse("student-question-pass", args=[question.pk]), sent)
    assert "Kies aan wie je de vraag doorgeeft." in text_of(answer)
    assert "Achter het gebouw, bij de poort.</textarea>" in text_of(answer)
    assert not QuestionReply.objects.exists()


def test_passing_on_gives_a_new_day_and_tells_both(client, guide, placement, question):
    StudentQuestion.objects.update(answer_by=timezone.localdate() - timedelta(days=3), reminded_at=timezone.now())
    before = seen(question)
    guide.post(reverse("student-question-pass", args=[question.pk]), {"role": "praktijkopleider", "seen": before})

    question.refresh_from_db()
    assert question.asked_role == AskedRole.PRAKTIJKOPLEIDER and question.reminded_at is None
    assert question.answer_by == answer_day(timezone.localdate())
    assert read_by(who("Samira")) == set() and read_by(who("Joost")) == {question}
    assert {mail.to_email for mail in Message.objects.all()} == {who("Joost").email, placement.student.email}
    late = guide.post(reverse("student-question-detail", args=[question.pk]), {"text": "Mijn tekst", "seen": before})
    assert late.status_code == 409 and "Mijn tekst" in text_of(late) and FIETS not in text_of(late)

    client.force_login(placement.student.user)
    page = text_of(client.get(reverse("my-question-detail", args=[question.pk])))
    assert "Samira gaf de vraag door aan de praktijkopleider." in page


def test_asking_further_waits_again(student, question):
    StudentQuestion.objects.update(waits_for_staff=False, answer_by=timezone.localdate() - timedelta(days=9))
    student.post(reverse("my-question-detail", args=[question.pk]), {"text": "En mijn brommer?"})
    question.refresh_from_db()
    assert question.waits_for_staff and question.answer_by == answer_day(timezone.localdate())


def test_after_the_stage_questions_are_only_read(client, placement, question):
    today = timezone.localdate()
    type(placement).objects.filter(pk=placement.pk).update(
        starts_on=today - timedelta(days=60), ends_on=today - timedelta(days=1)
    )
    client.force_login(placement.student.user)
    address = reverse("my-question-detail", args=[question.pk])
    assert "Deze vraag is gesloten, omdat de stage op" in text_of(client.get(address))
    answer = client.post(address, {"text": "Nog iets?"})
    assert answer.status_code == 409 and "Nog iets?" in text_of(answer)
    assert client.get(reverse("my-question-ask"))["Location"] == reverse("my-question-list")
    client.force_login(placement.werkbegeleider)
    client.post(reverse("student-question-detail", args=[question.pk]), {"text": "Ja", "seen": seen(question)})
    assert not QuestionReply.objects.exists() and remind_of_questions() == 0


def test_a_late_question_is_reminded_of_once(placement, question):
    assert remind_of_questions() == 0
    StudentQuestion.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    assert remind_of_questions() == 1
    assert remind_of_questions() == 0
    mail = Message.objects.get()
    assert mail.to_email == placement.werkbegeleider.email and "fiets" not in mail.body


def test_the_list_shows_what_waits_first_in_a_fixed_number_of_queries(guide, placement):
    today = timezone.localdate()
    answered = StudentQuestionFactory(placement=placement, text="Eerste", waits_for_staff=False)
    counts = []
    for number in (1, 6):
        for turn in range(number):
            StudentQuestionFactory(placement=placement, text=f"Wacht {turn}", answer_by=today + timedelta(days=turn))
        with CaptureQueriesContext(connection) as counted:
            page = text_of(guide.get(reverse("student-question-list")))
        counts.append(len(counted))
    assert counts[0] == counts[1]
    assert page.index("Wacht 0") < page.index("Wacht 5") < page.index(answered.text)


def test_the_list_stays_readable_when_nothing_waits_any_more(guide, placement):
    answered = StudentQuestionFactory(placement=placement, text="Al beantwoord", waits_for_staff=False)
    page = text_of(guide.get(reverse("student-question-list")))
    assert "Er wacht niemand op een antwoord." in page and answered.text in page


def test_the_action_asks_nothing_after_the_stage_is_cancelled(placement):
    type(placement).objects.filter(pk=placement.pk).update(status="cancelled", cancelled_at=timezone.now())
    with pytest.raises(QuestionClosed):
        ask_question(placement=placement, role=AskedRole.COORDINATOR, text=FIETS, by=placement.student.user)
