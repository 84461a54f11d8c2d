"""What changes when a stage moves, starts or ends on another day, or gets other days: worked out before it is done.

Nothing here writes. The page that asks "Klopt dit?" and the action that does it read the same plan.
"""

from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.template.loader import render_to_string

from onboarding.actions.messages import START, my_stage, plain, start_mail, unsent
from onboarding.actions.play_cards import play_templates
from onboarding.actions.staff_mails import coordinators_of_school
from onboarding.actions.talks import changes_of
from onboarding.actions.tasks import redated, templates_in_force
from onboarding.actions.template_use import ListChange, changes_after_move
from onboarding.enums import MessageKind, MessageStatus
from onboarding.introductions import coming_guests
from onboarding.models import IntroGuest, Message, Placement, PlayCard, Task
from onboarding.stagedagen import stagedagen
from onboarding.talk_changes import TalkChanges
from profiles.dutch import count, enumerate_dutch, long_date, weekday_names
from profiles.models import Membership, PlaceOffer, User
from toolbox.enums import Owner, TemplateFormat

CHANGED = "changed:"  # begins the key of a mail that says what is other now


@dataclass(frozen=True)
class Terms:
    """Where and when: what can be changed of a stage."""

    offer: PlaceOffer
    starts_on: date
    ends_on: date
    weekdays: tuple[int, ...]


@dataclass(frozen=True)
class ChangedFact:
    """One thing that is different, as people read it."""

    label: str
    old: str
    new: str


@dataclass
class StagePlan:
    """What a change does: `after` is the stage as it becomes, unsaved; the rest follows from it."""

    before: Placement
    after: Placement
    facts: tuple[ChangedFact, ...]
    redated: list[Task] = field(default_factory=list)
    lists: list[ListChange] = field(default_factory=list)
    talks: TalkChanges = field(default_factory=TalkChanges)
    cards: list[PlayCard] = field(default_factory=list)  # not begun, of the old leerplaats
    stopped: list[Message] = field(default_factory=list)
    told_before: bool = True  # whether a mail said where the stage is
    invited: bool = False  # an invitation to the introduction went out, for what is no longer true
    asked_start: date | None = None  # the first day that was chosen, when it is no stagedag
    introductions: list[IntroGuest] = field(default_factory=list)  # to come, where the student was expected
    team: list[User] = field(default_factory=list)
    school_people: list[User] = field(default_factory=list)
    loses_guide: bool = False

    @property
    def moves(self):
        """Whether it is another leerplaats."""
        return self.before.leerplaats_id != self.after.leerplaats_id

    @property
    def is_other_place(self):
        """Whether it is another place, maybe at the same leerplaats."""
        return self.before.offer_id != self.after.offer_id

    def mail(self, instruction=""):
        """Subject and body of the mail to the student: what is other now, or where the stage is if nobody told yet."""
        return changed_mail(self, instruction) if self.told_before else start_mail(self.after, instruction)

    @property
    def sentences(self):
        """What follows, for the person who decides."""
        name = self.after.student.given_name
        lines = [*self._about_start(name), *self._about_tasks(name), *self.talks.sentences]
        if self.moves:
            lines.append(f"De plek op {self.before.leerplaats.name} is weer vrij.")
            if self.cards:
                lines.append(f"{name} krijgt de kaarten van {self.after.leerplaats.name}. Begonnen kaarten blijven.")
            if self.before.start_time or self.before.report_place:
                lines.append("De eigen afspraak over de eerste dag vervalt. Het profiel van de nieuwe plek geldt.")
        if self.loses_guide:
            lines.append(
                f"{self.before.werkbegeleider.first_name} begeleidt niet op {self.after.leerplaats.name}. "
                "Wijs een werkbegeleider aan."
            )
        if self.before.student_agreed_at or self.before.cannot_come_at:
            lines.append(f"{name} zegt opnieuw of het lukt: 'Ik kom' of 'Ik kan niet'.")
        if self.stopped:
            what = count(len(self.stopped), "mail die klaarstond, gaat", "mails die klaarstonden, gaan")
            lines.append(f"{what} niet weg: die {'klopt' if len(self.stopped) == 1 else 'kloppen'} niet meer.")
        lines += self._about_introductions(name)
        lines.append(f"{name} krijgt een mail.")
        if self.team:
            lines.append(f"{enumerate_dutch(user.name for user in self.team)} {self._get} een mail.")
        if self.school_people:
            lines.append(f"{self.after.student.school.name} krijgt een mail.")
        lines.append("De bladen en de agenda van de student krijgen de nieuwe gegevens.")
        return lines

    @property
    def _get(self):
        return "krijgt" if len(self.team) == 1 else "krijgen"

    def _whose(self, name):
        """Whose tasks get another date: a student sees only the own list and the inwerkdocument."""
        own = sum(task.owner == Owner.STUDENT or task.format == TemplateFormat.INWERKDOCUMENT for task in self.redated)
        others = len(self.redated) - own
        parts = [f"{own} van {name}"] if own else []
        return enumerate_dutch([*parts, f"{others} van het team"] if others else parts)

    def _about_start(self, name):
        if self.asked_start:
            first = long_date(self.after.starts_on)
            yield f"Op {long_date(self.asked_start)} komt {name} niet. De eerste stagedag daarna is {first}."

    def _about_introductions(self, name):
        for guest in self.introductions:
            day = long_date(guest.meeting.day)
            if guest.meeting.location_id != self.after.leerplaats.location_id:
                yield f"{name} gaat van de lijst van de introductie van {day}. Zet {name} op een andere lijst."
            elif guest.invited_at:
                yield f"De uitnodiging voor de introductie van {day} vervalt. Kies daar of {name} toch komt."
            else:
                yield f"{name} staat op de lijst van de introductie van {day}. Kies daar of {name} toch komt."
        if self.invited and not self.introductions:
            yield "De uitnodiging voor de introductie klopt niet meer. Nodig de student opnieuw uit."

    def _about_tasks(self, name):
        if self.redated:
            yield f"{count(len(self.redated), 'taak krijgt', 'taken krijgen')} een andere datum: {self._whose(name)}."
        if changed := sum(len(change.changed) for change in self.lists):
            get = count(changed, "taak krijgt", "taken krijgen")
            yield f"{get} de tekst en datum van {self.after.leerplaats.name}."
        if added := sum(len(change.added) for change in self.lists):
            yield f"{name} krijgt {count(added, 'taak', 'taken')} erbij, van {self.after.leerplaats.name}."
        if gone := sum(len(change.gone) for change in self.lists):
            lapse = count(gone, "open taak vervalt", "open taken vervallen")
            yield f"{lapse}: die {'hoort' if gone == 1 else 'horen'} bij {self.before.leerplaats.name}."
        yield "Wat al klaar is, blijft staan."


def can_change(placement, today):
    """Whether the stage stands, is not over, and was not noted to stop early."""
    return placement.cancelled_at is None and placement.stopped_at is None and placement.ends_on >= today


def has_started(placement, today):
    """Whether the first day is here: then only the end and the days can change."""
    return placement.starts_on <= today


def plan(placement, terms, today):
    """The StagePlan for these Terms; None when nothing changes."""
    after = copy(placement)
    after.offer, after.leerplaats = terms.offer, terms.offer.leerplaats
    after.ends_on, after.weekdays = terms.ends_on, sorted(terms.weekdays)
    if has_started(placement, today):
        after.earlier_weekdays = _earlier(placement, after, today)
    else:
        after.starts_on = terms.starts_on
        after.starts_on = next(iter(stagedagen(after.rhythm)), terms.starts_on)
    facts = tuple(_facts(placement, after))
    if not facts and after.offer == placement.offer:
        return None
    found = StagePlan(before=placement, after=after, facts=facts)
    if not has_started(placement, today) and terms.starts_on != after.starts_on:
        found.asked_start = terms.starts_on
    _let_people_follow(found)
    _let_lists_follow(found)
    if placement.talks.exists():
        found.talks = changes_of(after, today)
    found.stopped = list(unsent(placement, moves=found.moves))
    told = Message.objects.filter(placement=placement, status__in=[MessageStatus.SENT, MessageStatus.SENDING])
    mails = list(told.values_list("key", "kind"))
    found.told_before = any(key.startswith((START, CHANGED)) for key, _ in mails)
    starts_elsewhere = found.moves or after.starts_on != placement.starts_on
    found.introductions = coming_guests(placement) if starts_elsewhere else []
    found.invited = starts_elsewhere and any(kind == MessageKind.INVITATION for _, kind in mails)
    return found


def _earlier(placement, after, today):
    """The days that were, kept for every day up to today."""
    if sorted(placement.weekdays) == after.weekdays:
        return placement.earlier_weekdays
    tomorrow = (today + timedelta(days=1)).isoformat()
    kept = [row for row in placement.earlier_weekdays if row[0] < tomorrow]
    return [*kept, [tomorrow, sorted(placement.weekdays)]]


def _facts(before, after):
    pairs = (
        ("Leerplaats", before.leerplaats.name, after.leerplaats.name),
        ("Eerste dag", long_date(before.starts_on), long_date(after.starts_on)),
        ("Laatste dag", long_date(before.ends_on), long_date(after.ends_on)),
        ("Stagedagen", weekday_names(before.weekdays), weekday_names(after.weekdays)),
    )
    return (ChangedFact(label, old, new) for label, old, new in pairs if old != new)


def _let_lists_follow(found):
    if found.moves:
        found.lists = changes_after_move(found.after, templates_in_force(found.after.leerplaats))
        begun = [card for card in found.before.play_cards.all() if card.marks or card.skipped_at]
        formats = {card.format for card in begun}
        found.cards = [card for card in found.before.play_cards.all() if card.format not in formats]
    else:
        found.redated = redated(found.after, list(found.before.tasks.all()))


def cards_to_make(found):
    """The sjablonen of the cards that a moved stage gets: not of those that were begun."""
    begun = set(found.before.play_cards.values_list("format", flat=True)) - {card.format for card in found.cards}
    return [template for template in play_templates(found.after.leerplaats) if template.format not in begun]


def _let_people_follow(found):
    after = found.after
    if found.moves:
        after.start_time = after.report_place = ""
    if found.moves and after.werkbegeleider_id:
        guiding = Membership.objects.active().guiding(after.leerplaats).filter(user=after.werkbegeleider_id)
        found.loses_guide = not guiding.exists()
        after.werkbegeleider = None if found.loses_guide else after.werkbegeleider
    found.team = team_of(found.before, *((after,) if found.moves else ()))
    found.school_people = coordinators_of_school(after.school)


def team_of(*placements):
    """The praktijkopleiders of these stages and the werkbegeleider, each once, in order of name."""
    people = {}
    for placement in placements:
        for membership in Membership.objects.leaders_of(placement.leerplaats):
            people[membership.user_id] = membership.user
        if placement.werkbegeleider_id:
            people[placement.werkbegeleider_id] = placement.werkbegeleider
    return sorted(people.values(), key=lambda user: (user.name, user.pk))


def changed_mail(found, instruction=""):
    """Subject and body for the student: what was and what is."""
    placement = found.after
    subject = f"{placement.student.given_name}, je stage op {placement.leerplaats.name} is veranderd"
    if any(fact.label == "Eerste dag" for fact in found.facts):
        subject = (
            f"{placement.student.given_name}, je start {long_date(placement.starts_on)} op {placement.leerplaats.name}"
        )
    context = {
        "placement": placement,
        "facts": found.facts,
        "moves": found.moves,
        "lapsed": [guest.meeting for guest in found.introductions if guest.invited_at],
        "instruction": plain(instruction),
        "page": my_stage(),
        "site": settings.SITE_NAME,
    }
    return subject, render_to_string("emails/stage_changed.txt", context)


def terms_of(placement):
    """The Terms as they are now."""
    return Terms(placement.offer, placement.starts_on, placement.ends_on, tuple(sorted(placement.weekdays)))
