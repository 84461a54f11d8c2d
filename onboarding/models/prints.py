"""Print jobs: many documents in one PDF, made in the background."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from onboarding.enums import PrintStatus


class PrintJobQuerySet(models.QuerySet):
    """Print jobs in domain words."""

    def visible_to(self, identity):
        """One's own."""
        return self.filter(requested_by=identity.user, institution__in=identity.institution_ids())


class PrintJob(models.Model):
    """One PDF of many documents. `key` stops a double click from making it twice.

    `sheets` is the work, fixed when it was asked and in the order of printing: a list of {"format", "title"} with
    "placement", or with "leerplaats" and, for a sheet about all who start there, "starts_on" and "placements".
    `options` says how: {"order": "student", "layouts": {format: layout}}. `file` goes after a month (see
    onboarding.actions.prints), the row stays, so that the same can be printed again.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(unique=True)
    formats = ArrayField(models.CharField(max_length=30), default=list)
    starts_on = models.DateField(null=True, blank=True)
    sheets = models.JSONField(default=list)
    options = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=PrintStatus, default=PrintStatus.QUEUED)
    file = models.FileField(upload_to="prints/", blank=True)
    pages = models.PositiveIntegerField(default=0)
    failures = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)  # of all that stands in `file`: the same is not made twice
    requested_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"Afdruk {', '.join(self.formats)}"


class PrintPart(models.Model):
    """A group of sheets of a job that is laid out already, so that a killed worker goes on where it stopped.

    It is kept for a day: who prints the same again gets the groups in which nothing changed from here.
    """

    job = models.ForeignKey(PrintJob, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    file = models.FileField(upload_to="prints/parts/", blank=True)
    documents = models.JSONField(default=list)  # [title, pages] of each document in the file
    failures = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True, db_index=True)  # of the documents in it

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="print_part_once")]

    def __str__(self):
        return f"Deel {self.number} van {self.job}"
