"""What stands on the page of a student: placement, published profile and tasks merged (screens.md 2.4).

Plain values for one template; the view only fetches. Nothing here is ever blank: an unknown fact says when
it will be known and from whom.
"""

from dataclasses import dataclass

from onboarding.arrivals import Welcome, welcome_of
from onboarding.needed import needed_before
from onboarding.stagedagen import stagedag_number, stagedagen
from onboarding.student_facts import first_day_facts, next_day_facts, promise, sick_call, sick_steps, unbroken
from onboarding.student_lists import Checklist, checklists, farewell_is_near
from profiles.dutch import count, long_date
from profiles.enums import LeerplaatsKind
from profiles.questions import CLOTHING
from toolbox.enums import Owner, TemplateFormat

COUNTDOWN_DAYS = 14
STOPS = ("voor", "dag", "week", "daarna")
BEFORE, FIRST_DAY, LATER, OVER = 1, 2, 4, 5  # stops of the line; the third is the first week
FEW = 4  # so many things that others arrange are shown whole


@dataclass(frozen=True)
class Person:
    """Someone the student can turn to."""

    name: str
    role: str
    ask: str = ""
    phone: str = ""
    email: str = ""
    photo: str = ""


@dataclass(frozen=True)
class StudentPage:
    """Everything the template shows."""

    placement: object
    answers: dict
    countdown: str
    facts_title: str
    facts: tuple
    call: str
    call_whom: str
    current_stop: int
    open_stops: tuple[str, ...]
    prepare: Checklist
    own: Checklist
    arranged: tuple
    arranged_done: tuple
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


def build(placement, tasks, leaders, today, *, next_day=None, portraits=None):
    """The page of `placement` on `today`.

    `tasks` are all its tasks; `leaders` the memberships of the praktijkopleiders of the leerplaats; `next_day` the
    OwnDay that comes first; `portraits` the photo that each colleague shows to students, {user id: address}.
    """
    answers = published_answers(placement.leerplaats)
    days = stagedagen(placement.rhythm)
    startlijst = [task for task in tasks if task.format == TemplateFormat.STARTLIJST]
    call = call_number(placement, answers)
    ends = [task for task in tasks if task.format == TemplateFormat.OFFBOARDING_CHECKLIST]
    is_ending = bool(ends) and (farewell_is_near(placement, today) or placement.stopped_at is not None)
    lists = checklists(placement, tasks, today, f"Bel {call}." if call else f"Mail {placement.institution.email}.")
    stop, promised = current_stop(placement, days, today), promise(placement, leaders, today)
    is_first = stop <= FIRST_DAY
    welcome = (
        welcome_of(placement.arrival, placement.werkbegeleider, answers.get("report_to")) if is_first else Welcome()
    )
    arranged = _arranged(startlijst)
    return StudentPage(
        placement=placement,
        answers=answers,
        countdown=countdown(placement, days, today),
        facts_title="Je eerste dag" if is_first else "Je stage nu",
        facts=first_day_facts(placement, welcome, promised)
        if is_first
        else next_day_facts(placement, next_day, today, promised),
        call=call,
        call_whom="de afdeling" if placement.leerplaats.kind == LeerplaatsKind.AFDELING else "het team",
        current_stop=stop,
        open_stops=STOPS[stop - 1 : stop],
        prepare=lists["voor"],
        own=lists["eigen"],
        arranged=_still_open(arranged),
        arranged_done=tuple(task for task in arranged if task not in _still_open(arranged)),
        first_day=lists["dag"],
        first_week=lists["week"],
        later=lists["daarna"],
        farewell=lists["einde"] if is_ending else None,
        farewell_arranged=_arranged(ends) if is_ending else (),
        sick_call=sick_call(answers),
        sick_steps=sick_steps(answers),
        sick_phone=answers.get("sick_phone", ""),
        needed=needed_before(answers, days[0] if days else placement.starts_on, today, lists["voor"]),
        clothing=_clothing(answers),
        people=_people(placement, leaders, portraits or {}, welcome) if stop < OVER else (),
        people_promise=promised,
        confidant=_confidant(placement, answers),
        route=_route(placement, answers, is_first),
    )


def _arranged(tasks):
    """What others do and the student may see."""
    return tuple(task for task in tasks if task.owner != Owner.STUDENT and task.visible_to_student)


def _still_open(arranged):
    """Of a long list what is not arranged yet; a short one is shown whole."""
    return arranged if len(arranged) <= FEW else tuple(task for task in arranged if not task.is_done)


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
        return f"Je stage {'stopte' if placement.stopped_at else 'was klaar'} op {long_date(placement.ends_on)}."
    if today >= first:
        number = stagedag_number(placement.rhythm, today)
        passed = sum(day <= today for day in days)
        return f"Vandaag is stagedag {number} van je stage." if number else f"Je hebt {passed} stagedagen gehad."
    left = (first - today).days
    if left == 1:
        return "Morgen begin je."  # the day itself stands right below
    if left <= COUNTDOWN_DAYS:
        return f"Nog {count(left, 'dag', 'dagen')} tot je start."
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


def _clothing(answers):
    labels = dict(CLOTHING)
    note = answers.get("clothing_note")
    return (*(labels[key] for key in answers.get("clothing", ())), *([note] if note else ()))


def call_number(placement, answers):
    """The number behind the call button: of the leerplaats, else of the location, else of the institution."""
    return answers.get("contact_phone") or placement.leerplaats.location.phone or placement.institution.phone


def _people(placement, leaders, portraits, welcome):
    """Who is who; before and on the first day also who is there then (`welcome`)."""
    guide = placement.werkbegeleider
    known = {guide, *(one.user for one in leaders)}
    people = [
        Person(one.first_name, "Is er op je eerste dag, bij je introductie.", phone=one.phone)
        for one in welcome.people
        if one not in known
    ]
    if welcome.ask_for and not any(one.user.first_name in welcome.ask_for for one in leaders):
        named = welcome.ask_for[0].upper() + welcome.ask_for[1:]
        people.append(Person(named, "Naar deze collega vraag je op je eerste dag."))
    if guide:
        people.append(
            Person(
                guide.first_name,
                "Je werkbegeleider.",
                f"Je loopt met {guide.first_name} mee. Vraag alles over het werk van de dag.",
                guide.phone,
                photo=portraits.get(guide.pk, ""),
            )
        )
    for membership in leaders:
        people.append(
            Person(
                membership.user.first_name,
                f"{membership.get_role_display()}.",
                "Zorgt dat je hier goed kunt leren. Vraag naar je leerdoelen en je opdrachten.",
                membership.user.phone,
                photo=portraits.get(membership.user_id, ""),
            )
        )
    return tuple(people)


def _confidant(placement, answers):
    school = placement.student.school
    people = [Person(school.name, "Het stagebureau van je school.", phone=school.phone, email=school.email)]
    if answers.get("confidant"):
        people.insert(0, Person("Vertrouwenspersoon", answers["confidant"]))
    return tuple(people)


def begins_elsewhere(placement, answers):
    """Where the first day begins when that is another place than the profile says, to which its way leads."""
    usual, place = answers.get("report_place", ""), placement.arrival.place
    return place if usual and place != usual else ""


def _route(placement, answers, is_first):
    """The way there. Its last part leads to the usual place, which need not be that of the first day."""
    location = placement.leerplaats.location
    return {
        "address": unbroken(location),
        "travel": answers.get("travel", ""),
        "parking": answers.get("parking", ""),
        "last": answers.get("route_last", ""),
        "elsewhere": begins_elsewhere(placement, answers) if is_first else "",
        "accessibility": answers.get("accessibility", ""),
    }
