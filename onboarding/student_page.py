"""What stands on the page of a student: placement, published profile and tasks merged (screens.md 2.4).

Plain values for one template; the view only fetches. Nothing here is ever blank: an unknown fact says when
it will be known and from whom.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from onboarding.stagedagen import stagedag_number, stagedagen
from profiles.dutch import count, long_date, time_label
from profiles.enums import Applies, LeerplaatsKind
from profiles.questions import CLOTHING
from profiles.wording import requirement_answer, requirement_notes
from toolbox.enums import Owner, TemplateFormat

FAREWELL_DAYS = 42  # from so many days before the last day the page says how to take leave
KNOWN_DAYS_BEFORE = 14  # the name of the werkbegeleider is known two weeks before (domain facts, section 6)
COUNTDOWN_DAYS = 14


@dataclass(frozen=True)
class Person:
    """Someone the student can turn to."""

    name: str
    role: str
    ask: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Checklist:
    """Tasks the student ticks, in one form."""

    key: str
    tasks: tuple

    today: date
    help: str

    @property
    def done(self):
        """How many are done."""
        return sum(task.is_done for task in self.tasks)

    @property
    def items(self):
        """The tasks as the checklist component shows them."""
        return [
            {
                "id": task.pk,
                "label": task.text,
                "why": task.note,
                "done": task.is_done,
                "done_on": long_date(task.done_at),
                "when": self.deadline(task),
            }
            for task in self.tasks
        ]

    def deadline(self, task):
        """When a task must be done, in words; a late one says what to do when it does not work out."""
        if task.due_on is None:
            return ""
        if task.due_on < self.today:
            return f"Nog doen. Lukt het niet? {self.help}"
        if task.stagedag:
            return f"Stagedag {task.stagedag}, {long_date(task.due_on)}"
        return f"Uiterlijk {long_date(task.due_on)}"


@dataclass(frozen=True)
class StudentPage:
    """Everything the template shows."""

    placement: object
    answers: dict
    countdown: str
    facts: tuple
    call: str
    call_whom: str
    current_stop: int
    prepare: Checklist
    arranged: tuple
    first_day: Checklist
    first_week: Checklist
    later: Checklist
    farewell: Checklist | None  # None: the end is far away
    farewell_arranged: tuple
    sick_call: str
    sick_steps: tuple
    sick_phone: str
    needed: tuple
    clothing: tuple
    people: tuple
    people_promise: str
    confidant: tuple
    route: dict


def build(placement, tasks, leaders, today):
    """The page of `placement` on `today`.

    `tasks` are all its tasks; `leaders` the memberships of the praktijkopleiders of the leerplaats.
    """
    answers = published_answers(placement.leerplaats)
    days = stagedagen(placement.rhythm)
    startlijst = [task for task in tasks if task.format == TemplateFormat.STARTLIJST]
    call = call_number(placement, answers)
    ends = [task for task in tasks if task.format == TemplateFormat.OFFBOARDING_CHECKLIST]
    is_ending = bool(ends) and farewell_is_near(placement, today)
    lists = checklists(placement, tasks, today, f"Bel {call}." if call else f"Mail {placement.institution.email}.")
    return StudentPage(
        placement=placement,
        answers=answers,
        countdown=countdown(placement, days, today),
        facts=_facts(placement, answers),
        call=call,
        call_whom="de afdeling" if placement.leerplaats.kind == LeerplaatsKind.AFDELING else "het team",
        current_stop=current_stop(placement, days, today),
        prepare=lists["voor"],
        arranged=_arranged(startlijst),
        first_day=lists["dag"],
        first_week=lists["week"],
        later=lists["daarna"],
        farewell=lists["einde"] if is_ending else None,
        farewell_arranged=_arranged(ends) if is_ending else (),
        sick_call=_sick_call(answers),
        sick_steps=_sick_steps(answers),
        sick_phone=answers.get("sick_phone", ""),
        needed=_needed(answers),
        clothing=_clothing(answers),
        people=_people(placement, leaders),
        people_promise=_promise(placement),
        confidant=_confidant(placement, answers),
        route=_route(placement, answers),
    )


def checklists(placement, tasks, today, help_sentence):
    """The lists a student ticks, by stop: own items before the start and at the end, and the whole inwerkdocument."""
    stops = {"voor": [], "dag": [], "week": [], "daarna": [], "einde": []}
    for task in tasks:
        if task.format == TemplateFormat.STARTLIJST and task.owner == Owner.STUDENT:
            stops["voor"].append(task)
        elif task.format == TemplateFormat.INWERKDOCUMENT:
            stops[_stop_of(task.stagedag)].append(task)
        elif task.format == TemplateFormat.OFFBOARDING_CHECKLIST and task.owner == Owner.STUDENT:
            stops["einde"].append(task)
    return {key: Checklist(key, tuple(found), today, help_sentence) for key, found in stops.items()}


def farewell_is_near(placement, today):
    """Whether it is time to prepare the end of the stage: never before it has begun."""
    return today >= max(placement.starts_on, placement.ends_on - timedelta(days=FAREWELL_DAYS))


def _arranged(tasks):
    """What others do and the student may see."""
    return tuple(task for task in tasks if task.owner != Owner.STUDENT and task.visible_to_student)


def _stop_of(stagedag):
    if stagedag == 1:
        return "dag"
    return "week" if stagedag and stagedag <= 5 else "daarna"


def published_answers(leerplaats):
    """The answers that stand online for `leerplaats`, or none."""
    published = published_version(leerplaats)
    return published.answers if published else {}


def published_version(leerplaats):
    """The version that stands online for `leerplaats`, or None."""
    profile = getattr(leerplaats, "profile", None)
    return profile.published if profile else None


def countdown(placement, days, today):
    """One line: how long until the start, which stagedag it is, or that the stage is over."""
    first = days[0] if days else placement.starts_on
    if today > placement.ends_on:
        return f"Je stage was klaar op {long_date(placement.ends_on)}."
    if today >= first:
        number = stagedag_number(placement.rhythm, today)
        passed = sum(day <= today for day in days)
        return f"Vandaag is stagedag {number} van je stage." if number else f"Je hebt {passed} stagedagen gehad."
    left = (first - today).days
    if left == 1:
        return f"Morgen begin je ({long_date(first)})."
    if left <= COUNTDOWN_DAYS:
        return f"Nog {count(left, 'dag', 'dagen')} tot je start ({long_date(first)})."
    return f"Je start op {long_date(first)}."


def current_stop(placement, days, today):
    """The stop of the line where the student is: 1 before, 2 first day, 3 first week, 4 after, 5 over."""
    if today > placement.ends_on:
        return 5
    passed = sum(day <= today for day in days)
    if passed == 0:
        return 1
    if passed == 1 and today == days[0]:
        return 2
    return 3 if passed <= 5 and today <= days[min(4, len(days) - 1)] else 4


def unbroken(location):
    """The address, in which a postcode never falls apart over two lines."""
    return location.address.replace(location.postcode, location.postcode.replace(" ", "\u00a0"))


def _facts(placement, answers):
    first = stagedagen(placement.rhythm)[:1] or (placement.starts_on,)
    when = long_date(first[0])
    promise = _promise(placement)
    start_time = placement.arrival_time
    address = unbroken(placement.leerplaats.location)
    place = placement.arrival_place
    guide = placement.werkbegeleider
    return (
        {
            "label": "Wanneer",
            "value": f"{when}, {time_label(start_time)}" if start_time else when,
            "note": "" if start_time else f"De tijd: {promise[0].lower()}{promise[1:]}",
        },
        {
            "label": "Waar",
            "value": f"{place}, {address}" if place else address,
            "note": f"{placement.leerplaats.location.name}, {placement.institution.name}",
        },
        {
            "label": "Wie haalt je op",
            "value": f"{guide.first_name}, je werkbegeleider" if guide else promise,
            "note": f"Vraag naar {answers['report_to']}." if answers.get("report_to") and not guide else "",
        },
    )


def _promise(placement):
    known_on = placement.starts_on - timedelta(days=KNOWN_DAYS_BEFORE)
    return f"Je hoort dit uiterlijk {long_date(known_on)} van {placement.institution.name}."


def _needed(answers):
    """What must be arranged before the start, as (name, what is said about it); what does not apply stays away."""
    applying = [entry for entry in answers.get("requirements") or () if entry["answer"] != Applies.NO]
    return tuple((entry["name"], _said_about(entry)) for entry in applying)


def _said_about(entry):
    notes = requirement_notes(entry)
    return f"{requirement_answer(entry)} {notes}".strip() if entry["answer"] == Applies.ASK else notes


def _clothing(answers):
    labels = dict(CLOTHING)
    note = answers.get("clothing_note")
    return (*(labels[key] for key in answers.get("clothing", ())), *([note] if note else ()))


def call_number(placement, answers):
    """The number behind the call button: of the leerplaats, else of the location, else of the institution."""
    return answers.get("contact_phone") or placement.leerplaats.location.phone or placement.institution.phone


def _sick_steps(answers):
    return ("Zeg je naam en dat je stage loopt.", *answers.get("sick_rule", ()))


def _sick_call(answers):
    before = answers.get("sick_before")
    return f"Bel vóór {time_label(before)} naar" if before else "Bel voordat je dienst begint naar"


def _people(placement, leaders):
    guide = placement.werkbegeleider
    people = []
    if guide:
        people.append(
            Person(
                guide.first_name,
                "Je werkbegeleider.",
                f"Je loopt met {guide.first_name} mee. Vraag alles over het werk van de dag.",
                guide.phone,
            )
        )
    for membership in leaders:
        people.append(
            Person(
                membership.user.first_name,
                f"{membership.get_role_display()}.",
                "Zorgt dat je hier goed kunt leren. Vraag naar je leerdoelen en je opdrachten.",
                membership.user.phone,
            )
        )
    return tuple(people)


def _confidant(placement, answers):
    school = placement.student.school
    people = [Person(school.name, "Het stagebureau van je school.", phone=school.phone, email=school.email)]
    if answers.get("confidant"):
        people.insert(0, Person("Vertrouwenspersoon", answers["confidant"]))
    return tuple(people)


def _route(placement, answers):
    location = placement.leerplaats.location
    return {
        "address": location.address,
        "travel": answers.get("travel", ""),
        "parking": answers.get("parking", ""),
        "last": answers.get("route_last", ""),
        "accessibility": answers.get("accessibility", ""),
    }
