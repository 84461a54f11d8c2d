"""What an institution or a location says once for all its leerplaatsen, and the register of requirements."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SharedAnswers(models.Model):
    """The answers that hold for a whole institution, or for one location when that is given.

    `answers` has the keys of the questions with `is_shared`, and `requirements`. A leerplaats that answers
    such a question itself overrides them; a location overrides its institution.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="shared_answers")
    location = models.OneToOneField(
        "profiles.Location", on_delete=models.CASCADE, null=True, blank=True, related_name="shared_answers"
    )
    answers = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "shared answers"
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(location__isnull=True), name="shared_answers_once_per_institution"
            )
        ]

    def __str__(self):
        return f"Afspraken van {self.location or self.institution}"


class Requirement(models.Model):
    """Something that may be needed before a start (VOG, hepatitis B, e-learning). Data: we state no duty ourselves.

    Without institution it is a line of the region, that every institution answers for itself.
    """

    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="requirements"
    )
    name = models.CharField("Naam", max_length=80)
    explanation = models.CharField("Wat is het?", max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name"],
                condition=Q(archived_at__isnull=True),
                nulls_distinct=False,
                name="requirement_name_unique",
            )
        ]

    def __str__(self):
        return self.name
