"""What a student hears and does before the stage at school, and centrally at the institution."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.dutch import count
from profiles.enums import Role
from toolbox.enums import PreparationKind


def moment_words(weeks_before):
    """ "8 weken voor de start"; 0 is the week of the start, None no fixed moment."""
    if weeks_before is None:
        return "Geen vast moment"
    return f"{count(weeks_before, 'week', 'weken')} voor de start" if weeks_before else "In de week van de start"


class PreparationStepQuerySet(models.QuerySet):
    """Steps in domain words."""

    def kept(self):
        """Those that are not removed."""
        return self.filter(removed_at__isnull=True)

    def editable_by(self, identity):
        """Those of one's school for who coordinates it, and the central ones for a coordinator of the institution."""
        return self.filter(
            Q(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
            | Q(institution__in=identity.institution_ids(Role.COORDINATOR))
        )


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

    @property
    def owner(self):
        """The school or the institution whose step it is."""
        return self.school or self.institution

    @property
    def moment(self):
        """When it happens, in words: "8 weken voor de start"."""
        return moment_words(self.weeks_before)
