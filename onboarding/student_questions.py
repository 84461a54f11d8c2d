"""Questions of students as people read them: until when there is an answer, how one stands, and what was said."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from onboarding.enums import AskedRole, PlacementStatus
from onboarding.lead_times import is_workday
from onboarding.models import QuestionReply
from onboarding.student_page import Person, call_number, published_answers
from profiles.dutch import count, long_date, time_label

WITH_REPLIES = Prefetch("replies", queryset=QuestionReply.objects.select_related("author"))
ANSWER_WITHIN = 2  # working days
# A role as others write about it.
TO_ROLE = {
    AskedRole.WERKBEGELEIDER: "de werkbegeleider",
    AskedRole.PRAKTIJKOPLEIDER: "de praktijkopleider",
    AskedRole.COORDINATOR: "de stagecoördinator",
    AskedRole.SCHOOL: "het stagebureau van de school",
}
# And as the student reads about it.
TO_MY_ROLE = TO_ROLE | {
    AskedRole.WERKBEGELEIDER: "je werkbegeleider",
    AskedRole.SCHOOL: "het stagebureau van je school",
}


def answer_day(asked_on: date) -> date:
    """The last day on which an answer comes: so many working days after `asked_on`; holidays are no working days."""
    day, left = asked_on, ANSWER_WITHIN
    while left:
        day += timedelta(days=1)
        left -= is_workday(day)
    return day


def moment_words(at):
    """When something was said: "maandag 2 februari 2026 om 9.15 uur"."""
    local = timezone.localtime(at)
    return f"{long_date(local)} om {time_label(local)}"


@dataclass(frozen=True)
class Said:
    """One thing in the thread, oldest first."""

    who: str
    when: str
    text: str = ""
    mine: bool = False  # said by the side that reads it
    passed: str = ""  # the whole sentence, when the question was passed on


def thread_of(question, *, for_student):
    """The Said of a question (replies with authors at hand), the question itself first."""
    student = question.placement.student.given_name
    lines = [Said("Jij" if for_student else student, moment_words(question.asked_at), question.text, for_student)]
    for reply in question.replies.all():
        when = moment_words(reply.said_at)
        if reply.passed_to:
            roles = TO_MY_ROLE if for_student else TO_ROLE
            sentence = f"{reply.author.first_name} gaf de vraag door aan {roles[reply.passed_to]}."
            lines.append(Said(reply.author.first_name, when, passed=sentence))
        elif reply.by_student:
            lines.append(Said("Jij" if for_student else student, when, reply.text, for_student))
        else:
            lines.append(Said(reply.author.first_name, when, reply.text, not for_student))
    return lines


def thread_mark(question):
    """A short text that changes with everything that is said or done in the thread: for the hidden field of a form."""
    return f"{question.asked_role}-{len(question.replies.all())}-{'dicht' if question.closed_at else 'open'}"


@dataclass(frozen=True)
class State:
    """How a question stands: `kind` of the status component and the sentence."""

    kind: str
    text: str


def state_for_student(question, today):
    """How a question stands, for who asked it."""
    if question.closed_at:
        return State("klaar", "Je vraag is beantwoord")
    if question.stage_is_over(today):
        return State("rust", "Gesloten, want je stage is voorbij")
    if not question.waits_for_staff:
        return State("bezig", "Je hebt een antwoord")
    if question.answer_by < today:
        return State("mist", f"Je had antwoord moeten hebben op {long_date(question.answer_by)}")
    return State("bezig", f"Je hebt uiterlijk {long_date(question.answer_by)} antwoord")


def state_for_staff(question, today):
    """How a question stands, for who answers."""
    if question.closed_at:
        return State("klaar", "De student heeft antwoord")
    if question.stage_is_over(today):
        return State("rust", "Gesloten, want de stage is voorbij")
    if not question.waits_for_staff:
        return State("klaar", "Beantwoord. De student kan nog reageren")
    if question.answer_by < today:
        return State("mist", f"Te laat: het antwoord moest er zijn op {long_date(question.answer_by)}")
    return State("bezig", f"Geef uiterlijk {long_date(question.answer_by)} antwoord")


def why_closed(question, today):
    """Why nobody can write any more in this thread, or an empty text."""
    if question.closed_at:
        return f"Deze vraag is beantwoord en gesloten op {long_date(question.closed_at)}."
    if question.placement.status == PlacementStatus.CANCELLED:
        return "Deze vraag is gesloten, omdat de stage niet doorgaat. Lezen kan nog wel."
    if question.stage_is_over(today):
        ended = long_date(question.placement.ends_on)
        return f"Deze vraag is gesloten, omdat de stage op {ended} klaar was. Lezen kan nog wel."
    return ""


def waiting_words(number):
    """How many students wait for an answer, as a sentence."""
    return f"{count(number, 'vraag van een student wacht', 'vragen van studenten wachten')} op antwoord."


def urgent_phone(placement):
    """The number to call when there is no time to wait for an answer, or an empty text."""
    return call_number(placement, published_answers(placement.leerplaats))


def confidant_of(placement):
    """Whom to turn to outside the team: never a role to ask, and never routed to one."""
    words = published_answers(placement.leerplaats).get("confidant")
    return [Person("Vertrouwenspersoon", words)] if words else []
