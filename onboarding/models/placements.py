"""Placements with their dated tasks."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Count, F, Func, Prefetch, Q, Value
from django.utils import timezone

from onboarding.arrivals import arrival_of, first_day
from onboarding.enums import CancelReason, PlacementStatus, TaskProgress
from onboarding.lead_times import begin_date
from onboarding.models.meetings import IntroGuest
from onboarding.stagedagen import Rhythm, dutch_days_off
from profiles.enums import LeadUnit, Role
from toolbox.enums import ALSO_BY_HAND, Owner, Signal


def introductions():
    """The Prefetch of the introductions that placements are expected at."""
    guests = IntroGuest.objects.select_related("meeting__location").prefetch_related("meeting__guides")
    return Prefetch("meetings", queryset=guests.order_by("pk"))


class PlacementQuerySet(models.QuerySet):
    """Placements in domain words."""

    def visible_to(self, identity):
        """Of the own leerplaatsen for staff, of the own students for a school, one's own for a student.

        A werkbegeleider sees only the students they guide.
        """
        guided = Q(werkbegeleider=identity.user)
        leading = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
        scoped = Q(pk__in=[])
        for membership in identity.memberships:
            if membership.role not in leading:
                continue
            scope = Q(institution=membership.institution_id)
            named = [leerplaats.pk for leerplaats in membership.leerplaatsen.all()]
            if membership.role == Role.PRAKTIJKOPLEIDER and named:
                scope &= Q(leerplaats__in=named)
            scoped |= scope
        if identity.has(Role.WERKBEGELEIDER):
            scoped |= guided & Q(institution__in=identity.institution_ids(Role.WERKBEGELEIDER))
        if identity.has(Role.SCHOOL_COORDINATOR):
            scoped |= Q(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
        if identity.has(Role.STUDENT):
            scoped |= Q(student__user=identity.user)
        return self.filter(scoped)

    def guided_under(self, membership):
        """The stages that someone guides in this role and that have not ended: without the role nobody does."""
        if membership.role != Role.WERKBEGELEIDER:
            return self.none()
        return self.active().filter(
            werkbegeleider=membership.user_id,
            institution=membership.institution_id,
            ends_on__gte=timezone.localdate(),
        )

    def running(self, today):
        """Those that stand, have begun and are not over."""
        return self.active().filter(starts_on__lte=today, ends_on__gte=today)

    def able_to_mentor(self, placement, today):
        """Other students of the institution who are there now and further on: they came earlier, or are in a later
        year. Not whoever has this student as a mentor. With the number of students they are mentor of now.
        """
        theirs = Q(mentees__ended_at=None, mentees__placement__ends_on__gte=today)
        rows = (
            self.running(today)
            .filter(institution=placement.institution_id, ends_on__gte=placement.starts_on)
            .filter(Q(starts_on__lt=placement.starts_on) | Q(request__year__gt=placement.request.year))
            .exclude(student=placement.student_id)
            .exclude(pk__in=placement.mentees.filter(ended_at=None).values("placement"))
            .annotate(
                mentee_count=Count(
                    "mentees", filter=theirs & ~Q(mentees__placement__status=PlacementStatus.CANCELLED), distinct=True
                )
            )
        )
        user = placement.student.user_id
        return rows.exclude(student__user=user) if user else rows

    def active(self):
        """Those that have not been cancelled."""
        return self.exclude(status=PlacementStatus.CANCELLED)

    def on_a_place(self):
        """Those that keep a place of an offer taken: not cancelled, and not stopped early."""
        return self.active().filter(stopped_at__isnull=True)

    def with_people(self):
        """With student, leerplaats, location, programme and werkbegeleider at hand."""
        return self.select_related(
            "student",
            "leerplaats__location",
            "leerplaats__institution",
            "request__programme",
            "werkbegeleider",
        )

    def with_introductions(self):
        """With the introductions they are expected at, which say where the first day begins."""
        return self.prefetch_related(introductions())

    def with_calendar(self):
        """With what a calendar file shows: address, published profile, diensten, talks and introductions."""
        return (
            self.with_people()
            .select_related("leerplaats__profile__published")
            .with_introductions()
            .prefetch_related("shifts", "talks", "meetings__meeting__institution")
        )


class Placement(models.Model):
    """A stage: this student, at this leerplaats, from a date to a date.

    `seat` is one of the places of the offer: two placements can never have the same one, and the
    database refuses a seat above the number of the offer (migration 0002).
    """

    student = models.ForeignKey("onboarding.Student", on_delete=models.PROTECT, related_name="placements")
    school = models.ForeignKey("profiles.School", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="placements")
    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="placements")
    offer = models.ForeignKey("profiles.PlaceOffer", on_delete=models.PROTECT, related_name="placements")
    request = models.ForeignKey("onboarding.PlacementRequest", on_delete=models.PROTECT, related_name="placements")
    seat = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=PlacementStatus, default=PlacementStatus.AGREED)
    starts_on = models.DateField("Eerste stagedag")
    ends_on = models.DateField("Laatste dag")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name="Stagedagen")
    # Empty: as the profile says. So a new time there holds for everybody with whom nothing else was arranged.
    start_time = models.CharField("Begintijd op de eerste dag", max_length=5, blank=True)
    report_place = models.CharField("Waar meldt de student zich?", max_length=200, blank=True)
    werkbegeleider = models.ForeignKey(
        "profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="guided_placements"
    )
    confirmed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    first_seen_at = models.DateTimeField(null=True, blank=True)
    known_facts = models.JSONField(default=dict, blank=True)  # when, where, whom to call: as the student knows them
    will_mentor_at = models.DateTimeField(null=True, blank=True)  # when the student said: I want to be a mentor
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cancel_reason = models.CharField("Waarom?", max_length=12, choices=CancelReason, blank=True)
    student_agreed_at = models.DateTimeField(null=True, blank=True)  # when the student said: I am coming
    cannot_come_at = models.DateTimeField(null=True, blank=True)  # or: I cannot come; then somebody has to decide
    cannot_come_reason = models.CharField("Waarom kun je niet?", max_length=12, choices=CancelReason, blank=True)
    # The days that held before they changed in a running stage: [["2027-03-01", [0, 1]]] until that day, oldest first.
    earlier_weekdays = models.JSONField(default=list, blank=True)
    # Days off and days more than the weekdays say: holidays of the school that hold for this stage, and swapped days.
    days_off = ArrayField(models.DateField(), default=list, blank=True, verbose_name="Vrije dagen")
    extra_days = ArrayField(models.DateField(), default=list, blank=True, verbose_name="Extra dagen")
    wants_to_learn = models.CharField("Wat wil je hier leren?", max_length=200, blank=True)  # the student's own words
    stopped_at = models.DateTimeField(null=True, blank=True)  # when it was noted that it ends early: the seat is free
    in_figures = models.BooleanField(default=False)  # counted in a StageBag, so that it is counted once
    batch = models.ForeignKey(
        "onboarding.ConfirmBatch", on_delete=models.SET_NULL, null=True, blank=True, related_name="placements"
    )
    version = models.PositiveIntegerField(default=1)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "student__sort_name", "pk"]
        indexes = [models.Index(fields=["institution", "starts_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "seat"],
                condition=~Q(status="cancelled") & Q(stopped_at__isnull=True),
                name="placement_seat_taken_once",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=~Q(status="cancelled"), name="placement_one_per_request"
            ),
            models.UniqueConstraint(fields=["id", "institution"], name="placement_tenant_key"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="placement_ends_after_start"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="placement_seat_from_one"),
            models.CheckConstraint(
                name="placement_cancelled_has_moment",
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | (~Q(status="cancelled") & Q(cancelled_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="placement_student_says_one_thing",
                condition=Q(cannot_come_at__isnull=True, cannot_come_reason="")
                | (Q(cannot_come_at__isnull=False, student_agreed_at__isnull=True) & ~Q(cannot_come_reason="")),
            ),
            ExclusionConstraint(
                name="placement_one_at_a_time",
                expressions=[
                    (
                        Func(
                            F("student_id"),
                            F("student_id"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("starts_on"),
                            F("ends_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=~Q(status="cancelled"),
            ),
        ]

    def __str__(self):
        return f"{self.student} op {self.leerplaats}"

    @property
    def first_day(self):
        """The first stagedag: the start, or the first day after it on which the student comes."""
        return first_day(self)

    @property
    def arrival(self):
        """When and where the student reports on the first day, as an Arrival."""
        return arrival_of(self)

    @property
    def arrival_time(self):
        """When the first day begins, as "8.30"; empty when nobody knows yet."""
        return self.arrival.time

    @property
    def arrival_place(self):
        """Where the student reports on the first day; empty when nobody knows yet."""
        return self.arrival.place

    def gets(self, item):
        """Whether a line of a sjabloon is for this student: opleiding, year and soort zorg."""
        return item.applies_to(
            programme_id=self.request.programme_id, year=self.request.year, sector=self.leerplaats.sector
        )

    @property
    def rhythm(self):
        """The rhythm of this stage, without the Dutch public holidays and its own days off, with its extra days."""
        return Rhythm(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            weekdays=frozenset(self.weekdays),
            days_off=dutch_days_off(self.starts_on, self.ends_on) | frozenset(self.days_off),
            extra_days=frozenset(self.extra_days),
            earlier=tuple((date.fromisoformat(until), frozenset(days)) for until, days in self.earlier_weekdays),
        )


class TaskQuerySet(models.QuerySet):
    """Tasks in domain words."""

    def open(self):
        """Those not done yet."""
        return self.filter(done_at__isnull=True)

    def of_student(self):
        """Those that the student does."""
        return self.filter(owner=Owner.STUDENT)


class Task(models.Model):
    """A dated copy of an item of a sjabloon, made when the placement was confirmed, or an own item of the student."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="tasks")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    # The line it came from: so that a student who has not started can get what the line says now.
    item = models.ForeignKey("toolbox.Item", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    format = models.CharField(max_length=30)  # a key of toolbox.formats.FORMATS
    section = models.CharField(max_length=80, blank=True)
    position = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    note = models.CharField(max_length=400, blank=True)
    short_name = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=20, choices=Owner)
    days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    stagedag = models.PositiveSmallIntegerField(null=True, blank=True)
    days_before_end = models.SmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    lead_time = models.PositiveSmallIntegerField(null=True, blank=True)
    lead_unit = models.CharField(max_length=10, choices=LeadUnit, blank=True)
    critical = models.BooleanField(default=False)
    blocking = models.BooleanField(default=False)
    fallback = models.CharField(max_length=300, blank=True)
    progress = models.CharField(max_length=10, choices=TaskProgress, blank=True)  # what was said of an open task
    visible_to_student = models.BooleanField(default=False)
    signal = models.CharField(max_length=20, choices=Signal, blank=True)
    own = models.BooleanField(default=False, help_text="Door de student zelf toegevoegd")
    shared = models.BooleanField("Ook zichtbaar voor je begeleiders", default=False)  # an own item that is not private
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["format", "position", "pk"]
        indexes = [models.Index(fields=["placement", "format", "position"])]
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="task_tenant_key"),
            models.CheckConstraint(
                name="task_done_by_needs_moment", condition=Q(done_by__isnull=True) | Q(done_at__isnull=False)
            ),
            models.CheckConstraint(
                name="task_progress_only_when_open", condition=Q(done_at__isnull=True) | Q(progress="")
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def name(self):
        """What it is called in an overview: the short name, else its first sentence."""
        return self.short_name or self.text.split(". ")[0].rstrip(".")

    @property
    def ticks_itself(self):
        """Whether nobody ticks it, because the portal sees the fact."""
        return bool(self.signal) and self.signal not in ALSO_BY_HAND

    @property
    def is_done(self):
        """Whether it has been done."""
        return self.done_at is not None

    @property
    def begin_on(self):
        """The day on which somebody must begin at the latest; None when it takes no time to arrange."""
        return begin_date(self.due_on, self.lead_time, self.lead_unit)
