"""Introductions as people read them: who could come, what a new one begins with, and how the day was in counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from onboarding.arrivals import arrival_without_introduction, clock, first_day
from onboarding.models import IntroGuest, IntroMeeting, Placement
from profiles.dutch import count, long_date, time_label
from profiles.enums import INSTITUTION_ROLES, Role
from profiles.models import Location, Membership, User
from toolbox.blank_documents import template_in_force
from toolbox.enums import TemplateFormat
from toolbox.leerplaats_facts import leerplaats_facts
from toolbox.previews import blank_content

PROGRAMME = "introduction_programme"
FROM, UNTIL = time(9), time(16)
STARTED_BEFORE, STARTS_AFTER = timedelta(days=21), timedelta(days=14)  # around the day, for who joins later
EXPECTED = Count("guests", filter=~Q(guests__placement__status="cancelled"))
FEWEST = 5  # with fewer answers nothing is shown
MARKS = ((3, "Fijn"), (2, "Gaat wel"), (1, "Niet fijn"))


@dataclass(frozen=True)
class Week:
    """The students who start in one week at one location."""

    location: Location
    monday: object
    placements: tuple[Placement, ...]

    @property
    def key(self):
        """The value in an address."""
        return f"{self.location.pk}-{self.monday:%Y%m%d}"

    @property
    def label(self):
        """The choice in words."""
        who = count(len(self.placements), "student", "studenten")
        return f"Week van {long_date(self.monday)}, {self.location.name} ({who})"

    @property
    def usual_day(self):
        """The day on which most of them start; of two the first."""
        days = Counter(one.starts_on for one in self.placements)
        return min(days, key=lambda day: (-days[day], day))


def coming_weeks(identity, today):
    """The weeks in which somebody starts who is not expected at an introduction yet, the first one first."""
    rows = Placement.objects.visible_to(identity).filter(starts_on__gte=today - timedelta(days=today.weekday()))
    rows = without_meeting(rows).with_people().select_related("institution")
    found = {}
    for one in rows.order_by("starts_on", "student__sort_name", "pk"):
        monday = one.starts_on - timedelta(days=one.starts_on.weekday())
        found.setdefault((monday, one.leerplaats.location_id), []).append(one)
    weeks = [Week(rows[0].leerplaats.location, monday, tuple(rows)) for (monday, _), rows in found.items()]
    return sorted(weeks, key=lambda week: (week.monday, week.location.name))


def later_starters(identity, meeting):
    """The students who could join as well: they start around the day at that location, and have no introduction."""
    rows = Placement.objects.visible_to(identity).filter(
        leerplaats__location=meeting.location_id,
        starts_on__gte=meeting.day - STARTED_BEFORE,
        starts_on__lte=meeting.day + STARTS_AFTER,
    )
    return without_meeting(rows).with_people().order_by("starts_on", "student__sort_name", "pk")


def without_meeting(placements):
    """Those of `placements` that stand and are not expected anywhere."""
    expected = IntroGuest.objects.filter(meeting__cancelled_at=None).values("placement")
    return placements.active().exclude(pk__in=expected)


def coming_guests(placement):
    """Where a stage is expected at introductions that stand and are not over."""
    rows = IntroGuest.objects.filter(
        placement=placement, meeting__cancelled_at=None, meeting__day__gte=timezone.localdate()
    )
    found = rows.select_related("meeting__location", "meeting__institution").order_by("meeting__day", "pk")
    return [guest for guest in found if not guest.meeting.is_over]


def led_soon(identity, today, until):
    """The introductions from `today` until `until` that this person is chosen for to lead, with how many come."""
    rows = IntroMeeting.objects.visible_to(identity).standing().filter(day__range=(today, until), guides=identity.user)
    rows = rows.select_related("location").annotate(expected=EXPECTED)
    return [meeting for meeting in rows if not meeting.is_over]


def begins_otherwise(meeting, guests):
    """(student, time and place) of who begins that day elsewhere or at another time, until the invitation leads."""
    found = []
    for guest in guests:
        placement = guest.placement
        own = arrival_without_introduction(placement)
        other = own.time not in ("", clock(meeting.begins_at)) or own.place not in ("", meeting.room)
        if other and first_day(placement) == meeting.day:
            found.append((placement.student.given_name, ", ".join(filter(None, (time_label(own.time), own.place)))))
    return found


def locations_for(identity, meeting):
    """Where an introduction can be: any location of the institution for who leads all of it, else the own ones."""
    rows = Location.objects.filter(institution=meeting.institution_id).order_by("name", "pk")
    if meeting.institution_id in identity.institution_ids(Role.COORDINATOR):
        return rows
    own = {meeting.location_id}
    for membership in identity.memberships:
        if membership.role == Role.PRAKTIJKOPLEIDER and membership.institution_id == meeting.institution_id:
            named = {leerplaats.location_id for leerplaats in membership.leerplaatsen.all()}
            if not named:
                return rows
            own |= named
    return rows.filter(pk__in=own)


def staff_of(institution):
    """Who can be a guide: everybody who works there today."""
    there = Membership.objects.active().filter(institution=institution, role__in=INSTITUTION_ROLES)
    return User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("name", "pk")


def first_programme(leerplaats):
    """The programme of the sjabloon that holds for `leerplaats`: [{"time", "text"}]."""
    template = template_in_force(PROGRAMME, leerplaats)
    content = blank_content(template).filled(leerplaats_facts(leerplaats)) if template else None
    return [{"time": line.time, "text": line.text} for line in content.lines if line.time] if content else []


def checklist_of(leerplaats):
    """The lines of the checklist that holds for `leerplaats`: (section, item, text, note), in order."""
    template = template_in_force(TemplateFormat.INTRODUCTION_CHECKLIST, leerplaats)
    if template is None:
        return []
    facts = leerplaats_facts(leerplaats)
    content = blank_content(template).filled(facts)
    items = [item for section in template.sections.all() for item in section.items.all()]
    lines = [(section.title, line) for section in content.sections for line in section.lines]
    return [(title, item, line.text, line.note) for item, (title, line) in zip(items, lines, strict=True)]


def guests_of(meeting):
    """Who is expected: the stages that stand, with their people, in order of name."""
    rows = meeting.guests.exclude(placement__status="cancelled")
    return rows.select_related(
        "placement__student",
        "placement__leerplaats__profile__published",
        "placement__leerplaats__location",
        "placement__institution",
        "noted_by",
    ).order_by("placement__student__given_name", "placement__student__sort_name", "pk")


@dataclass(frozen=True)
class DayResult:
    """How the day was, of at least FEWEST students: counts, and the words without who said them."""

    total: int
    counts: tuple[tuple[str, int], ...]
    words: tuple[str, ...]


def day_result(meeting):
    """The DayResult of one meeting, or None.

    None while students can still answer or change it, and with fewer than FEWEST answers: also not how many there
    are. So there is one outcome that never moves, and nothing to subtract from it; there are no filters.
    """
    if meeting.cancelled_at or timezone.localdate() <= meeting.answer_until:
        return None
    answered = IntroGuest.objects.filter(meeting=meeting, day_mark__isnull=False)
    marks = {f"mark_{mark}": Count("pk", filter=Q(day_mark=mark)) for mark, _ in MARKS}
    # The database leaves the row out below the limit, so that nothing on this side can show it.
    # Not `first()`: that would put the key of each guest in the GROUP BY.
    rows = answered.order_by().values("meeting").annotate(total=Count("pk"), **marks).filter(total__gte=FEWEST)
    row = next(iter(rows), None)
    if row is None:
        return None
    said = answered.exclude(day_words="").values_list("day_words", flat=True)
    counts = tuple((label, row[f"mark_{mark}"]) for mark, label in MARKS)
    return DayResult(row["total"], counts, tuple(sorted(said, key=str.casefold)))  # by alphabet: no order of people
