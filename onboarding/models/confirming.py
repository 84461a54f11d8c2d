"""Confirming: one batch of koppelingen that a coordinator confirmed at once."""

from django.db import models
from django.utils import timezone


class ConfirmBatch(models.Model):
    """What one press on Bevestigen did; `key` comes from the form, so that a second press finds this row.

    `refused` holds why a koppeling was not confirmed, by primary keys, so that no name outlives its student:
    {"request": 12, "why": a Refusal, "earlier": the placement that was first or None, "limit": PlaceLimit or None}.
    """

    key = models.UUIDField(unique=True)
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("profiles.Period", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    instruction = models.TextField(blank=True)
    send_after = models.DateTimeField(null=True, blank=True)
    refused = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name_plural = "confirm batches"
        ordering = ["-confirmed_at", "-pk"]

    def __str__(self):
        return f"Bevestigd voor {self.institution}, {self.period}"
