"""What a person allows, per purpose, and the portrait that goes with it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from profiles.enums import Purpose


class ConsentQuerySet(models.QuerySet):
    """Consents in domain words."""

    def standing(self, *purposes):
        """Those that hold now, for one of `purposes` (any when left out)."""
        rows = self.filter(withdrawn_at__isnull=True)
        return rows.filter(purpose__in=purposes) if purposes else rows


class Consent(models.Model):
    """A yes for one purpose. Withdrawn in one tap; a new yes is a new row, so that what held when can be told."""

    user = models.ForeignKey("profiles.User", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"], condition=Q(withdrawn_at__isnull=True), name="consent_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_given_before_withdrawn",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_purpose_display()}"


class Portrait(models.Model):
    """The photo of a person, re-encoded and without metadata. It is shown where its owner said yes, nowhere else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField("profiles.User", on_delete=models.CASCADE, related_name="portrait")
    file = models.FileField(upload_to="portraits/")
    uploaded_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Foto van {self.user}"
