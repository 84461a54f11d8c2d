"""Introductiebijeenkomsten: one for everyone who starts on a date."""

from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from profiles.enums import Role
from toolbox.enums import Owner, Signal

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)
ANSWER_WITHIN = timedelta(days=7)


class IntroMeetingQuerySet(models.QuerySet):
    """Introductions in domain words."""

    def led_by(self, identity):
        """Those this person may plan and change: of the institution for a coordinator and for a praktijkopleider
        of all leerplaatsen, of the own locations for a praktijkopleider of some.
        """
        scope = Q(institution__in=identity.institution_ids(Role.COORDINATOR))
        for membership in identity.memberships:
            if membership.role == Role.PRAKTIJKOPLEIDER:
                own = [leerplaats.location_id for leerplaats in membership.leerplaatsen.all()]
                at = Q(location__in=own) if own else Q()
                scope |= at & Q(institution=membership.institution_id)
        return self.filter(scope)

    def visible_to(self, identity):
        """Those this person leads, and those of which they are a guide."""
        staff = identity.institution_ids(*LEADING, Role.WERKBEGELEIDER)
        guided = self.filter(guides=identity.user, institution__in=staff).values("pk")
        return self.filter(Q(pk__in=self.led_by(identity).values("pk")) | Q(pk__in=guided))

    def standing(self):
        """Those that go on."""
        return self.filter(cancelled_at=None)

    def with_place(self):
        """With location, institution and guides at hand."""
        return self.select_related("location", "institution", "made_by").prefetch_related("guides")


class IntroMeeting(models.Model):
    """An introduction for the students who begin in an institution around a day."""

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="meetings")
    location = models.ForeignKey(
        "profiles.Location", on_delete=models.PROTECT, related_name="+", verbose_name="Op welke locatie?"
    )
    day = models.DateField("Welke dag?")
    begins_at = models.TimeField("Van")
    ends_at = models.TimeField("Tot")
    room = models.CharField("Waar precies?", max_length=120)
    programme = models.JSONField("Programma", default=list, blank=True)  # [{"time": "9.00", "text": "Ontvangst"}]
    guides = models.ManyToManyField("profiles.User", blank=True, related_name="+", verbose_name="Wie leidt het?")
    note = models.CharField("Wat moeten studenten weten?", max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = IntroMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["day", "begins_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="intro_meeting_tenant_key"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="intro_meeting_takes_time"),
        ]

    def __str__(self):
        return f"Introductie op {self.day:%d-%m-%Y}"

    @property
    def is_over(self):
        """Whether it has ended."""
        end = timezone.make_aware(datetime.combine(self.day, self.ends_at))
        return timezone.now() >= end

    @property
    def has_come(self):
        """Whether it is the day itself, or later."""
        return self.day <= timezone.localdate()

    @property
    def answer_until(self):
        """The last day on which a student can say how the day was, or change that."""
        return self.day + ANSWER_WITHIN

    @property
    def takes_answers(self):
        """Whether students can say now how the day was."""
        return self.cancelled_at is None and self.is_over and timezone.localdate() <= self.answer_until


class IntroGuest(models.Model):
    """A student who is expected at an introduction, whether they were there, and how the day was.

    `day_mark` is what the student tapped, 1 to 3; it stays empty when the student did not want to say.
    """

    meeting = models.ForeignKey(IntroMeeting, on_delete=models.CASCADE, related_name="guests")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="meetings")
    invited_at = models.DateTimeField(null=True, blank=True)
    present = models.BooleanField(null=True, blank=True)  # None: nobody noted it yet
    noted_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    day_mark = models.PositiveSmallIntegerField(
        "Hoe was je dag?", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    day_words = models.CharField("Wil je er iets bij zeggen?", max_length=300, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["placement__student__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "placement"], name="intro_guest_once"),
            models.CheckConstraint(
                condition=Q(day_mark__isnull=True) | Q(day_mark__gte=1, day_mark__lte=3), name="intro_guest_mark"
            ),
        ]

    def __str__(self):
        return f"{self.placement.student.short_name} bij {self.meeting}"


class IntroStep(models.Model):
    """A line of the checklist of one introduction: copied from the sjabloon, so a later edit rewrites no history."""

    meeting = models.ForeignKey(IntroMeeting, on_delete=models.CASCADE, related_name="steps")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=120)
    text = models.CharField(max_length=300)
    note = models.CharField(max_length=400, blank=True)
    owner = models.CharField(max_length=20, choices=Owner, blank=True)
    signal = models.CharField(max_length=20, choices=Signal, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="intro_step_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="intro_step_done_by_somebody",
            ),
        ]

    def __str__(self):
        return self.text
