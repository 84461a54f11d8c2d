"""Mag ik dit al? Which acts a student may see, do together or do alone, per opleiding and year."""

from django.db import models
from django.db.models import Q

from profiles.enums import ActMode


class Act(models.Model):
    """An act of care, in words of the region, or of one institution."""

    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    name = models.CharField("Handeling", max_length=80)
    is_reserved = models.BooleanField("Voorbehouden handeling", default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name"], nulls_distinct=False, name="act_name_unique_per_institution"
            )
        ]

    def __str__(self):
        return self.name


class ActRule(models.Model):
    """What students of one opleiding and year may do of one act on a leerplaats: who decided it, and when."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="act_rules")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="rules")
    programme = models.ForeignKey("profiles.Programme", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("Leerjaar")
    mode = models.CharField(max_length=12, choices=ActMode)
    decided_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField()

    class Meta:
        ordering = ["act__position", "act__name"]
        constraints = [
            models.UniqueConstraint(fields=["leerplaats", "act", "programme", "year"], name="act_rule_unique"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=4), name="act_rule_year_exists"),
        ]

    def __str__(self):
        return f"{self.act}: {self.get_mode_display()}"
