"""Questions of students of the demo: some wait, one is too late, some are answered, passed on or closed."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from onboarding.asked_people import people_of
from onboarding.enums import AskedRole
from onboarding.lead_times import workdays_before
from onboarding.models import Placement, QuestionReply, StudentQuestion
from onboarding.student_questions import answer_day

WERK, PRAKTIJK = AskedRole.WERKBEGELEIDER, AskedRole.PRAKTIJKOPLEIDER
COORDINATOR, SCHOOL = AskedRole.COORDINATOR, AskedRole.SCHOOL
THANKS = "Dank je wel. Dan weet ik genoeg."
# Student, how many working days ago, whom, the question, and what followed: (who, words).
# Who: "student", a role that answers, or "door" with the role to which it was passed on.
QUESTIONS = (
    ("Noor", 1, WERK, "Kan ik op mijn eerste dag iets eerder komen? Mijn bus is er om 8.05 uur.", ()),
    (
        "Noor",
        9,
        COORDINATOR,
        "Krijg ik een pasje, of moet ik zelf iets meenemen?",
        ((COORDINATOR, "Je pasje ligt klaar bij de receptie. Neem je legitimatie mee."), ("dicht", "")),
    ),
    (
        "Noor",
        5,
        SCHOOL,
        "Telt de introductie mee voor mijn stage-uren?",
        ((SCHOOL, "Ja, de hele dag telt mee. Schrijf hem op in je urenlijst."),),
    ),
    ("Daan", 4, WERK, "Mag ik volgende week een late dienst meelopen?", ()),
    (
        "Daan",
        6,
        WERK,
        "Wie tekent mijn leerdoelen af?",
        (
            ("door", PRAKTIJK),
            (PRAKTIJK, "Dat doe ik. Zet ze klaar voor ons gesprek, dan lopen we ze samen door."),
            ("student", "Moet ik ze ook aan mijn werkbegeleider laten zien?"),
        ),
    ),
    (
        "Daan",
        15,
        WERK,
        "Waar kan ik in de pauze rustig aan mijn opdracht werken?",
        (
            (WERK, "In de teamkamer op de eerste verdieping. Die is na 14.00 uur vrij."),
            ("student", THANKS),
            ("dicht", ""),
        ),
    ),
    (
        "Luís",
        2,
        COORDINATOR,
        "Ik heb een nieuw adres. Moet ik dat hier ook doorgeven?",
        ((COORDINATOR, "Geef het door aan je school. Zij sturen het naar ons."),),
    ),
)


def make_student_questions(today):
    """The questions above, each with the people who have the role for that stage."""
    stages = {
        stage.student.given_name: stage
        for stage in Placement.objects.active()
        .with_people()
        .filter(werkbegeleider__isnull=False, student__user__isnull=False)
        .select_related("student__user", "student__school")
        .order_by("-pk")
    }
    for name, ago, role, text, followed in QUESTIONS:
        _make(stages[name], workdays_before(today, ago), role, text, followed)


def _make(stage, asked_on, role, text, followed):
    question = StudentQuestion.objects.create(
        placement=stage,
        institution_id=stage.institution_id,
        asked_role=role,
        text=text,
        asked_at=_at(asked_on, 8),
        answer_by=answer_day(asked_on),
    )
    student = stage.student.user
    for hour, (who, words) in enumerate(followed, start=10):
        moment = _at(asked_on, hour)
        if who == "dicht":
            question.closed_at, question.closed_by, question.waits_for_staff = moment, student, False
            continue
        is_student = who == "student"
        passed = words if who == "door" else ""
        author = student if is_student else people_of(question.asked_role, stage)[0]
        QuestionReply.objects.create(
            question=question,
            institution_id=stage.institution_id,
            author=author,
            by_student=is_student,
            text="" if passed else words,
            passed_to=passed,
            said_at=moment,
        )
        if passed:
            question.earlier_role, question.asked_role = question.asked_role, passed
        question.waits_for_staff = is_student or bool(passed)
    question.save()


def _at(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour))) - timedelta(minutes=12)
