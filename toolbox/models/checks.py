"""Checklist zorginstelling: is this leerplaats ready for students?"""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class LeerplaatsCheckQuerySet(models.QuerySet):
    """Filled in checklists in domain words."""

    def finished(self):
        """Those with a result."""
        return self.filter(finished_at__isnull=False)


class LeerplaatsCheck(models.Model):
    """One time that a team went through the checklist zorginstelling. Finished ones stay: they show what got better.

    `questions` is a copy of the sjabloon at the start: a list of {"section", "text", "note", "who", "item"}.
    `answers` holds per place in that list "yes", "partly", "no" or "unknown".
    """

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="checks")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey("toolbox.Template", on_delete=models.PROTECT, related_name="+")
    questions = models.JSONField()
    answers = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = LeerplaatsCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["leerplaats"], condition=Q(finished_at__isnull=True), name="leerplaats_check_one_open"
            ),
            models.CheckConstraint(
                name="leerplaats_check_finished_by_somebody",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Checklist van {self.leerplaats}"
