"""Mag ik dit al? Which acts a student may see, do together or do alone, per opleiding and year."""

from django.db import models
from django.db.models import Q

from profiles.enums import ActMode, Role


class ActQuerySet(models.QuerySet):
    """Acts in domain words."""

    def of_region(self):
        """Those that everybody has."""
        return self.filter(institution=None)

    def for_institution(self, institution_id):
        """Those a leerplaats of this institution can choose from: of the region first, then its own."""
        rows = self.filter(Q(institution=None) | Q(institution=institution_id))
        return rows.order_by(models.F("institution").asc(nulls_first=True), "position", "name")

    def coordinated_by(self, identity):
        """The own acts of the institutions this person coordinates."""
        return self.filter(institution__in=identity.institution_ids(Role.COORDINATOR))


class Act(models.Model):
    """An act of care, in words of the region, or of one institution."""

    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="acts"
    )
    name = models.CharField("Handeling", max_length=80)
    is_reserved = models.BooleanField("Voorbehouden handeling", default=False)
    position = models.PositiveIntegerField(default=0)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "name"], nulls_distinct=False, name="act_name_unique_per_institution"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def order(self):
        """The key to sort by: acts of the region first, then those of the institution."""
        return (self.institution_id is not None, self.position, self.name)


class ActRuleQuerySet(models.QuerySet):
    """What was agreed, in domain words."""

    def for_pages(self):
        """With the act, the opleiding and who decided at hand."""
        return self.select_related("act", "programme", "decided_by")

    def column(self, programme_id, year):
        """Those of one opleiding and year."""
        return self.filter(programme=programme_id, year=year)


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

    objects = ActRuleQuerySet.as_manager()

    class Meta:
        ordering = ["act__position", "act__name"]
        constraints = [
            models.UniqueConstraint(fields=["leerplaats", "act", "programme", "year"], name="act_rule_unique"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=4), name="act_rule_year_exists"),
        ]

    def __str__(self):
        return f"{self.act}: {self.get_mode_display()}"

    @property
    def cell(self):
        """Where it stands in the table: act, opleiding and year."""
        return (self.act_id, self.programme_id, self.year)
