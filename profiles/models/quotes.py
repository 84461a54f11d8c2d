"""What students say about a leerplaats, shown after somebody approved it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.enums import QuoteKind, QuoteStatus


class Quote(models.Model):
    """A quote or a tip of a student: first name, opleiding and year, nothing more about the person."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="quotes")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=QuoteKind, default=QuoteKind.QUOTE)
    text = models.CharField(max_length=300)
    first_name = models.CharField("Voornaam", max_length=40)
    programme = models.CharField("Opleiding", max_length=80, blank=True)
    year = models.PositiveSmallIntegerField("Leerjaar", null=True, blank=True)
    status = models.CharField(max_length=10, choices=QuoteStatus, default=QuoteStatus.PROPOSED)
    position = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey("profiles.User", on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position", "-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="quote_says_something"),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at__isnull=True)
                | (~Q(status="proposed") & Q(decided_at__isnull=False)),
                name="quote_decided_has_moment",
            ),
        ]

    def __str__(self):
        return f"{self.first_name} over {self.leerplaats}"
