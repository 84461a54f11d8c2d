"""The rows of the task list of a profile: per part its state, what is still open, and who is in it now."""

from datetime import timedelta

from django.utils import timezone

from profiles.dutch import enumerate_dutch
from profiles.questions import PARTS
from profiles.topic_pages import first_page

STATUSES = {
    "todo": ("rust", "Nog niet begonnen"),
    "busy": ("bezig", "Bezig"),
    "done": ("klaar", "Klaar"),
    "stale": ("bezig", "Kijk dit na"),
}
NOW = timedelta(minutes=10)  # who saved something less long ago is still at it
SHORT_NAMES = {
    "care_kind": "welke zorg jullie geven",
    "clothing": "kleding",
    "report_place": "waar je je meldt",
    "sick_phone": "telefoonnummer bij ziekte",
    "contact_email": "e-mailadres voor vragen",
}


def task_rows(leerplaats, profile, changed, upkeep, user):
    """The eight parts as rows of components/_tasklist.html, for `user`.

    `changed` are the parts that are not online as they are, `upkeep` says what is stale (profiles.upkeep).
    """
    stale = {row.part: row for row in upkeep.stale}
    working = working_now(profile, user)
    missing = profile.missing() if profile.published is None else ()
    rows = []
    for part in PARTS:
        kind, status = STATUSES["stale" if part in stale else profile.part_status(part)]
        hints = [stale[part].hint] if part in stale else [upkeep.checked.get(part.key, "")]
        if part.key in profile.copied_parts:
            hints.append(f"Overgenomen van {profile.copied_parts[part.key]}, kijk na.")
        if part in changed:
            hints.append("Heeft wijzigingen die nog niet online staan.")
        if needed := [question for owner, question in missing if owner is part]:
            names = enumerate_dutch(SHORT_NAMES[question.key] for question in needed)
            hints.append(f"Nodig om online te gaan: {names}.")
        rows.append(
            {
                "label": part.title,
                "url": first_page(leerplaats, part).url,
                "kind": kind,
                "status": status,
                "hint": " ".join(filter(None, hints)),
                "note": working_sentence(working.get(part.key, ())),
            }
        )
    return rows


def working_now(profile, user):
    """Who else saved something in a part less than ten minutes ago: {part key: first names}, in one query."""
    names = {}
    if profile.pk:
        others = profile.work.filter(at__gt=timezone.now() - NOW).exclude(by=user).select_related("by")
        for work in others.order_by("at"):
            names.setdefault(work.part, []).append(work.by.first_name)
    return names


def working_sentence(names):
    """ "Hier werkt Joost nu aan", or nothing when nobody does."""
    if not names:
        return ""
    return f"Hier {'werkt' if len(names) == 1 else 'werken'} {enumerate_dutch(names)} nu aan"
