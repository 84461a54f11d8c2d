"""Invoeren in vijf stappen: how a leerplaats makes a good start a habit."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Rollout(models.Model):
    """One round of the five steps for one leerplaats. The next round begins with what the last one taught."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="rollouts")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    first_start = models.DateField("Eerste startdatum", null=True, blank=True)
    review_on = models.DateField("Wanneer kijken jullie terug?", null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-round"]
        constraints = [
            models.UniqueConstraint(fields=["leerplaats", "round"], name="rollout_round_once"),
            models.UniqueConstraint(
                fields=["leerplaats"], condition=Q(finished_at__isnull=True), name="rollout_one_open"
            ),
            models.CheckConstraint(
                name="rollout_finished_by_somebody",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True)
                | Q(finished_at__isnull=False, finished_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.leerplaats}, ronde {self.round}"


class RolloutTask(models.Model):
    """A task of a step that somebody ticked or made a note with.

    What the portal sees by itself has no row while the round goes on: only at its end it is written down.
    """

    rollout = models.ForeignKey(Rollout, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=40)  # of toolbox.rollout_steps
    note = models.CharField("Afspraak", max_length=300, blank=True)
    fact = models.CharField(max_length=300, blank=True)  # what the portal saw when the round ended
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rollout", "key"], name="rollout_task_once")]

    def __str__(self):
        return self.key
