"""Keeping a profile true: who works on a part now, when it was checked, and who said it is wrong."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class PartWork(models.Model):
    """Who saved a part of the concept last, and when: for "Hier werkt Joost nu aan"."""

    profile = models.ForeignKey("profiles.Leerplaatsprofiel", on_delete=models.CASCADE, related_name="work")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    by = models.ForeignKey("profiles.User", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "part", "by"], name="part_work_unique")]

    def __str__(self):
        return f"{self.by} in {self.part}"


class PartCheck(models.Model):
    """The last time somebody said that a part is right.

    `can_undo` holds after one tap on "Ja, dit klopt": then `before_at` and `before_by` are what stood here before.
    """

    profile = models.ForeignKey("profiles.Leerplaatsprofiel", on_delete=models.CASCADE, related_name="checks")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    checked_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    can_undo = models.BooleanField(default=False)
    before_at = models.DateTimeField(null=True, blank=True)
    before_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["profile", "part"], name="part_check_unique")]
        indexes = [models.Index(fields=["checked_at"], name="part_check_moment")]

    def __str__(self):
        return f"{self.part} gecontroleerd"


class ErrorReport(models.Model):
    """A student says that something in a part is not right."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="error_reports")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    text = models.CharField("Wat klopt er niet?", max_length=500)
    reported_at = models.DateTimeField(default=timezone.now)
    reported_by = models.ForeignKey("profiles.User", on_delete=models.SET_NULL, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-reported_at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="error_report_says_something")]

    def __str__(self):
        return f"Melding over {self.leerplaats}"
