"""What the portal sees by itself of invoeren in vijf stappen: facts in words per leerplaats.

Twelve queries, whatever the number of leerplaatsen. What holds as it is now (profile online, places, choices)
counts in every round; what happens at a moment (a check, a print) counts anew from the second round on. Students
count from the first start date of the round, or from the day it began.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Sum
from django.utils import timezone

from onboarding.enums import PrintStatus
from onboarding.models import Placement, PrintJob
from profiles.dutch import count, enumerate_dutch, long_date, plain_date
from profiles.enums import Role
from profiles.models import ActRule, Improvement, Leerplaatsprofiel, Membership, PlaceOffer, Quote
from toolbox.checks import score_of
from toolbox.enums import Level
from toolbox.models import LeerplaatsCheck, Template, ToolChoice

TEAM = (Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
ENOUGH_COLLEAGUES = 2
PRINTED_SINCE = timedelta(days=365)  # older prints are of another start, and reading them all would never end
NAMED = 3  # ideas that are named; the others are counted


@dataclass
class _Rows:
    """What the database holds about a number of leerplaatsen, each by its key."""

    members: list = field(default_factory=list)
    checks: dict = field(default_factory=dict)
    choices: dict = field(default_factory=lambda: defaultdict(list))
    places: dict = field(default_factory=dict)
    online: dict = field(default_factory=dict)
    sjablonen: dict = field(default_factory=lambda: defaultdict(list))
    acts: dict = field(default_factory=dict)
    placements: dict = field(default_factory=lambda: defaultdict(list))
    prints: dict = field(default_factory=dict)
    quotes: dict = field(default_factory=lambda: defaultdict(list))
    improved: dict = field(default_factory=lambda: defaultdict(list))


def facts_of(rollouts, today=None):
    """{rollout key: {fact: sentence}} for open rounds, with their leerplaats at hand. Only what is true is there."""
    rollouts, today = list(rollouts), today or timezone.localdate()
    rows = _read([rollout.leerplaats for rollout in rollouts], today)
    found = {}
    for rollout in rollouts:
        facts = {**_state(rollout.leerplaats, rows), **_events(rollout, rows), **_students(rollout, rows, today)}
        facts["first_start"] = rollout.first_start and f"De eerste startdatum is {long_date(rollout.first_start)}."
        facts["review_on"] = rollout.review_on and f"Jullie kijken terug op {long_date(rollout.review_on)}."
        found[rollout.pk] = {key: words for key, words in facts.items() if words}
    return found


def _state(leerplaats, rows):
    """What holds now, whatever the round."""
    key = leerplaats.pk
    team = {member.user_id for member in rows.members if _works_at(member, leerplaats)}
    titles, labels = rows.choices.get(key), rows.sjablonen.get(key)
    places, acts, online = rows.places.get(key), rows.acts.get(key), rows.online.get(key)
    return {
        "colleagues": len(team) >= ENOUGH_COLLEAGUES and f"{len(team)} collega's van deze leerplaats doen mee.",
        "choices": titles and f"Jullie kozen: {_some(titles)}.",
        "places": places and f"Er {'is' if places == 1 else 'zijn'} {count(places, 'plek', 'plekken')} voor studenten.",
        "profile": online and f"Het profiel staat online. Laatste versie: {plain_date(online)}.",
        "sjablonen": labels and f"Jullie hebben een eigen versie: {enumerate_dutch(labels)}.",
        "acts": acts
        and f"Er {'staat' if acts == 1 else 'staan'} {count(acts, 'afspraak', 'afspraken')} in ‘Mag ik dit al?’.",
    }


def _events(rollout, rows):
    """What was done once; from the second round on only when it was done in this round."""
    key, since = rollout.leerplaats_id, rollout.started_at if rollout.round > 1 else None
    check, printed = rows.checks.get(key), rows.prints.get(key)
    told = [moment for moment in rows.quotes.get(key, ()) if moment >= rollout.started_at]
    improved = [moment for moment in rows.improved.get(key, ()) if moment >= rollout.started_at]
    is_checked = check and _is_since(check.finished_at, since)
    return {
        "check": is_checked and f"Ingevuld op {plain_date(check.finished_at)}: {score_of(check)}.",
        "prints": printed and _is_since(printed, since) and f"Voor het laatst afgedrukt op {plain_date(printed)}.",
        "quotes": told and f"{_students_words(len(told))} {'vertelde' if len(told) == 1 else 'vertelden'} hoe het was.",
        "improved": improved
        and f"Studenten lezen {count(len(improved), 'verbetering', 'verbeteringen')} van deze ronde.",
    }


def _students(rollout, rows, today):
    """Who starts from the first start date of this round on."""
    begin = rollout.first_start or timezone.localdate(rollout.started_at)
    placed = [row for row in rows.placements.get(rollout.leerplaats_id, ()) if row["starts_on"] >= begin]
    if not placed:
        return {}
    started = [row for row in placed if row["starts_on"] <= today]
    is_guided = all(row["werkbegeleider"] for row in placed)
    first = min(row["starts_on"] for row in placed)
    start = "startte" if first <= today else "start"
    return {
        "placed": f"{_students_words(len(placed))} gekoppeld. De eerste {start} op {long_date(first)}.",
        "guided": is_guided and f"Iedereen heeft een werkbegeleider: {_students_words(len(placed))}.",
        "started": started and f"{_students_words(len(started))} gestart sinds {long_date(first)}.",
    }


def _read(leerplaatsen, today):
    keys, homes = [one.pk for one in leerplaatsen], {one.institution_id for one in leerplaatsen}
    rows = _Rows()
    members = Membership.objects.active(today).filter(role__in=TEAM, institution__in=homes, user__is_active=True)
    rows.members = list(members.prefetch_related("leerplaatsen"))
    checks = LeerplaatsCheck.objects.finished().filter(leerplaats__in=keys)
    last = checks.order_by("leerplaats_id", "-started_at").distinct("leerplaats_id")
    rows.checks = {check.leerplaats_id: check for check in last}
    chosen = ToolChoice.objects.filter(leerplaats__in=keys, dropped_at=None)
    for key, title in chosen.order_by("card__position", "pk").values_list("leerplaats_id", "card__title"):
        rows.choices[key].append(title)
    offers = PlaceOffer.objects.filter(leerplaats__in=keys, period__ends_on__gte=today, number__gt=0).order_by()
    rows.places = dict(offers.values_list("leerplaats_id").annotate(Sum("number")))
    profiles = Leerplaatsprofiel.objects.filter(leerplaats__in=keys, published__isnull=False)
    rows.online = dict(profiles.values_list("leerplaats_id", "published__published_at"))
    own = Template.objects.current().filter(level=Level.LEERPLAATS, leerplaats__in=keys).order_by("pk")
    for template in own:
        rows.sjablonen[template.leerplaats_id].append(template.label)
    acts = ActRule.objects.filter(leerplaats__in=keys).order_by()
    rows.acts = dict(acts.values_list("leerplaats_id").annotate(Count("pk")))
    _read_students(rows, keys, homes)
    return rows


def _read_students(rows, keys, homes):
    at = {}
    placed = Placement.objects.active().filter(leerplaats__in=keys)
    for row in placed.values("pk", "leerplaats", "starts_on", "werkbegeleider"):
        rows.placements[row["leerplaats"]].append(row)
        at[row["pk"]] = row["leerplaats"]
    recent = timezone.now() - PRINTED_SINCE
    jobs = PrintJob.objects.filter(institution__in=homes, status=PrintStatus.READY, finished_at__gt=recent)
    jobs = jobs.order_by("finished_at")
    for sheets, finished_at in jobs.values_list("sheets", "finished_at"):
        for sheet in sheets:
            key = sheet.get("leerplaats") or at.get(sheet.get("placement"))
            if key:
                rows.prints[key] = finished_at
    for key, moment in Quote.objects.filter(leerplaats__in=keys).values_list("leerplaats_id", "sent_at"):
        rows.quotes[key].append(moment)
    shown = Improvement.objects.filter(leerplaats__in=keys, is_shown=True)
    for key, moment in shown.values_list("leerplaats_id", "finished_at"):
        rows.improved[key].append(moment)


def _works_at(member, leerplaats):
    named = [row.pk for row in member.leerplaatsen.all()]
    return member.institution_id == leerplaats.institution_id and (not named or leerplaats.pk in named)


def _is_since(moment, since):
    return since is None or moment >= since


def _some(titles):
    """The first names of a list, and how many more there are."""
    more = len(titles) - NAMED
    return enumerate_dutch([*titles[:NAMED], *([f"nog {more}"] if more > 0 else [])])


def _students_words(number):
    return count(number, "student", "studenten")
