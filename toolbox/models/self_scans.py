"""The self-scan of a begeleider. Only the person who filled it in ever sees it."""

from django.db import models
from django.utils import timezone


class SelfScan(models.Model):
    """One time that somebody went through the qualities of a good begeleider: key of the quality to 1..4."""

    user = models.ForeignKey("profiles.User", on_delete=models.CASCADE, related_name="self_scans")
    answers = models.JSONField()
    resolve = models.CharField("Dit ga ik doen", max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Zelfscan van {self.user}"
