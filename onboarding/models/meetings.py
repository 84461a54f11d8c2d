"""Introductiebijeenkomsten: one for everyone who starts on a date."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


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

    class Meta:
        ordering = ["day", "begins_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="intro_meeting_tenant_key"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="intro_meeting_takes_time"),
        ]

    def __str__(self):
        return f"Introductie op {self.day:%d-%m-%Y}"


class IntroGuest(models.Model):
    """A student who is expected at an introduction, whether they were there, and how the day was.

    `day_mark` is what the student tapped, 1 to 3; it stays empty when the student did not want to say.
    """

    meeting = models.ForeignKey(IntroMeeting, on_delete=models.CASCADE, related_name="guests")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="meetings")
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
