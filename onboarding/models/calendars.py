"""Roosters, and private addresses that a calendar reads by itself."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class RosterShift(models.Model):
    """The dienst of one stagedag. An end before the begin is on the next morning: a night."""

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="shifts")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    day = models.DateField("Dag")
    label = models.CharField("Dienst", max_length=40, blank=True)
    begins_at = models.TimeField("Van")
    ends_at = models.TimeField("Tot")

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "day"], name="roster_shift_one_a_day"),
            models.CheckConstraint(condition=~Q(begins_at=models.F("ends_at")), name="roster_shift_takes_time"),
        ]

    def __str__(self):
        return f"{self.label or 'Dienst'} op {self.day:%d-%m-%Y}"


class CalendarFeed(models.Model):
    """A secret address from which the calendar of one person is read, until it is revoked.

    Only the SHA-256 of the secret is kept, so the address is shown once, when it is made.
    """

    user = models.ForeignKey("profiles.User", on_delete=models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at__isnull=True), name="calendar_feed_one"),
        ]

    def __str__(self):
        return f"Agenda van {self.user}"
