"""What goes wrong first, in words: the thing, when, who needs how long, and what to do when it does not work out."""

from onboarding.readiness import Why
from profiles.dutch import long_date, short_date
from profiles.wording import lead_words
from toolbox.enums import Owner
from toolbox.formats.content import fallback_words

# Who takes the time, as the beginning of a sentence. Of people with a name nobody says that they are slow.
TAKING_TIME = {
    Owner.ICT: "ICT heeft",
    Owner.CLOTHING: "De kledingdienst heeft",
    Owner.RECEPTION: "De balie heeft",
    Owner.SAFETY: "Bhv en hygiëne hebben",
}


def first_words(state, placement):
    """What goes wrong first with a student, as one or two sentences; "" when nothing is open.

    `state` is the Readiness of `placement`, made of tasks with their merge fields filled.
    """
    if state.cannot_come:
        return f"{placement.student.given_name} zei: ik kan niet. Bel of mail eerst, en beslis daarna."
    if state.first is None:
        return ""
    return threat_words(state.first, placement.starts_on, started=state.started)


def threat_words(threat, starts_on, *, started=False):
    """One Threat in words: "Account: begin vandaag. ICT heeft 10 werkdagen nodig."."""
    name = threat.task.name
    return f"{name[:1].upper()}{name[1:]}: {said_of(threat, starts_on, started=started)}"


def said_of(threat, starts_on, *, names_owner=True, started=False):
    """The same without the name of the task: "begin vandaag. ICT heeft 10 werkdagen nodig."."""
    task, on = threat.task, short_date(threat.on)
    who = _who(task) if names_owner else ""
    match threat.why:
        case Why.NEAR if started:
            return f"dit is nog open. De start was {long_date(starts_on)}."
        case Why.LATE:
            return f"dit moest klaar zijn op {on}{who}."
        case Why.NO_TIME:
            return f"de tijd is te kort. {time_words(task)} Het moet klaar zijn op {short_date(task.due_on)}."
        case Why.NEAR if task.blocking:
            return f"zonder dit mag de student niet starten. De start is {long_date(starts_on)}."
        case Why.NEAR:
            return f"dit is nog open. De start is {long_date(starts_on)}."
        case Why.TODAY if _must_begin(task):
            return f"begin vandaag. {time_words(task)}"
        case Why.TODAY:
            return f"moet vandaag klaar zijn{who}."
        case _ if _must_begin(task):
            return f"begin uiterlijk {long_date(threat.on)}. {time_words(task)}"
        case _:
            return f"moet klaar zijn op {on}{who}."


def time_words(task):
    """How long it takes: "ICT heeft 10 werkdagen nodig."; "" for what takes no time."""
    if not task.lead_time:
        return ""
    lead = lead_words(task.lead_time, task.lead_unit)
    who = TAKING_TIME.get(task.owner)
    return f"{who} {lead} nodig." if who else f"Dit duurt {lead}."


def first_fallback(state):
    """What to do when the thing that goes wrong first does not work out; only when it is a risk already."""
    if state.cannot_come or state.first is None or not state.first.is_risk:
        return ""
    return fallback_words(state.first.task.fallback)


def _who(task):
    """Who does it, behind the day: " (werkbegeleider)"; nothing for what happens by itself."""
    label = Owner(task.owner).label
    name = label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
    return "" if task.owner == Owner.SYSTEM else f" ({name})"


def _must_begin(task):
    return bool(task.begin_on) and not task.progress
