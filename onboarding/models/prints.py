"""Print jobs: many documents in one PDF, made in the background."""

from django.db import models
from django.utils import timezone

from onboarding.enums import PrintStatus


class PrintJobQuerySet(models.QuerySet):
    """Print jobs in domain words."""

    def visible_to(self, identity):
        """One's own."""
        return self.filter(requested_by=identity.user, institution__in=identity.institution_ids())


class PrintJob(models.Model):
    """One PDF for everyone who starts on a date. `key` stops a double click from making it twice."""

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)
    format = models.CharField(max_length=30)
    starts_on = models.DateField()
    placement_ids = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=PrintStatus, default=PrintStatus.QUEUED)
    file = models.FileField(upload_to="prints/", blank=True)
    pages = models.PositiveIntegerField(default=0)
    failures = models.JSONField(default=list)
    requested_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"Afdruk {self.format} {self.starts_on}"
