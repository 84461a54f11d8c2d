"""What a student hears and does before the stage at school, and centrally at the institution."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from toolbox.enums import PreparationKind


class PreparationStepQuerySet(models.QuerySet):
    """Steps in domain words."""

    def kept(self):
        """Those that are not removed."""
        return self.filter(removed_at__isnull=True)


class PreparationStep(models.Model):
    """One lesson, document or message before the start: of a school (for some of its opleidingen) or an institution."""

    school = models.ForeignKey(
        "profiles.School", on_delete=models.PROTECT, null=True, blank=True, related_name="preparation_steps"
    )
    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="preparation_steps"
    )
    for_programmes = ArrayField(models.BigIntegerField(), verbose_name="Opleidingen", default=list, blank=True)
    kind = models.CharField("Wat is het?", max_length=12, choices=PreparationKind)
    text = models.CharField("Wat gebeurt er?", max_length=300)
    who = models.CharField("Wie doet het, of wie stuurt het?", max_length=80)
    weeks_before = models.PositiveSmallIntegerField("Hoeveel weken voor de start?", null=True, blank=True)
    link = models.URLField("Webadres", blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PreparationStepQuerySet.as_manager()

    class Meta:
        ordering = [models.F("weeks_before").desc(nulls_last=True), "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="preparation_of_school_or_institution",
                condition=Q(school__isnull=True, institution__isnull=False)
                | Q(school__isnull=False, institution__isnull=True),
            ),
        ]

    def __str__(self):
        return self.text
