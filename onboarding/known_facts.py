"""The facts a student acts on as they hold for one stage, and what changed since the student last said 'Gezien'."""

from django.utils import timezone

from onboarding.student_page import call_number, published_answers
from profiles.critical import OF_A_PLACEMENT, OF_THE_FIRST_DAY, critical_facts, fact_changes
from profiles.dutch import long_date, time_label, weekday_names
from profiles.merging import fingerprint


def stage_facts(placement):
    """Where and when the stage is, in words."""
    return {
        "leerplaats": placement.leerplaats.name,
        "starts_on": long_date(placement.starts_on),
        "ends_on": long_date(placement.ends_on),
        "weekdays": weekday_names(placement.weekdays),
    }


def facts_of(placement):
    """The facts for `placement` in words: those of the profile, with what was arranged for this student over them."""
    answers = published_answers(placement.leerplaats)
    own = stage_facts(placement) | {
        "report_time": time_label(placement.arrival_time),
        "report_place": placement.arrival_place,
        "contact_phone": call_number(placement, answers),
        "werkbegeleider": placement.werkbegeleider.first_name if placement.werkbegeleider else "",
    }
    return {key: text for key, text in (critical_facts(answers) | own).items() if text}


def news_for(placement, facts, today):
    """What the student must hear: changes since the facts they know. Of a first day that is over, nothing."""
    if not placement.known_facts:
        return ()
    changes = fact_changes(placement.known_facts, facts)
    started = placement.starts_on < today
    return tuple(
        change
        for change in changes
        if not (started and change.key in OF_THE_FIRST_DAY) and not (change.key in OF_A_PLACEMENT and not change.old)
    )


def must_tell_seen(placement, version, today):
    """Whether the page must tell that it was seen: the first time, and once a day for the version it shows."""
    if placement.first_seen_at is None or not placement.known_facts:
        return True
    if version is None:
        return False
    last = placement.shown.filter(version=version).values_list("last_at", flat=True).first()
    return last is None or timezone.localdate(last) < today


def mark_of(facts):
    """A short text that is the same for the same facts."""
    return fingerprint(facts)
