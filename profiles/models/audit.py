"""Who did what, when."""

from django.db import models
from django.utils import timezone


class AuditEvent(models.Model):
    """One line of the log. Written in the transaction of the fact it tells; never changed."""

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject", "-at"]),
            models.Index(fields=["institution", "-at"], name="audit_of_institution"),
        ]

    def __str__(self):
        return f"{self.what} {self.subject}"

    @classmethod
    def record(cls, what, subject, *, by, institution=None, **detail):
        """Add a line about `subject` (a saved model row)."""
        line = cls.line(what, subject, by=by, institution=institution, **detail)
        line.save(force_insert=True)
        return line

    @classmethod
    def line(cls, what, subject, *, by, institution=None, **detail):
        """A line that is not stored yet, for adding many at once."""
        name = f"{subject._meta.label_lower}:{subject.pk}"
        return cls(what=what, subject=name, by=by, institution=institution, detail=detail)
