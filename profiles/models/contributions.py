"""Help with one part from somebody without an account: a link, and a proposal to accept."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.enums import ContributionStatus


class Contribution(models.Model):
    """A link to fill in one part, and what came back. Of the link only a hash is kept.

    `seen` are the fingerprints of the answers when the link was opened (profiles.merging); `answers` what was
    proposed. Nothing reaches the concept before an editor accepts it.
    """

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="contributions")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    name = models.CharField("Naam", max_length=60)
    email = models.EmailField("E-mailadres")
    note = models.CharField("Wil je er iets bij zeggen?", max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=10, choices=ContributionStatus, default=ContributionStatus.ASKED)
    answers = models.JSONField(null=True, blank=True)
    seen = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="asked") | Q(status="withdrawn") | Q(answers__isnull=False),
                name="contribution_sent_has_answers",
            )
        ]

    def __str__(self):
        return f"Hulp van {self.name} bij {self.leerplaats}"
