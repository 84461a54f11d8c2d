"""How long an institution keeps what, what was removed, and what stays without a person."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import RetentionKind


class RetentionTerm(models.Model):
    """The term an institution chose for one kind of data, within the bounds of `onboarding.retention`.

    No row: the default holds. `number` counts months, or weeks for who got no place. Nothing is removed within 30
    days of `decided_at`, so that a shorter term takes nobody by surprise.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.CASCADE, related_name="retention_terms")
    kind = models.CharField(max_length=12, choices=RetentionKind)
    number = models.PositiveSmallIntegerField("Hoelang?")
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind"], name="retention_term_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=52), name="retention_term_bounded"),
        ]

    def __str__(self):
        return f"{self.institution}: {self.get_kind_display()}"


class EarlyRemoval(models.Model):
    """That a student whose stage is over asked an institution not to wait for the term. It goes with the student."""

    student = models.ForeignKey("onboarding.Student", on_delete=models.CASCADE, related_name="early_removals")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["student", "institution"], name="early_removal_asked_once"),
        ]

    def __str__(self):
        return f"{self.student} vraagt {self.institution} om te verwijderen"


class Removal(models.Model):
    """That so many rows of one kind were removed on a day. It names nobody."""

    institution = models.ForeignKey("profiles.Institution", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=RetentionKind)
    day = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["-day", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "kind", "day"], name="removal_once_a_day"),
        ]

    def __str__(self):
        return f"{self.day:%d-%m-%Y}: {self.number} x {self.get_kind_display()}"


class RealisedStage(models.Model):
    """What a removed stage leaves for the Stagefonds list: weeks and hours in one school year, and no person.

    One row per stage and school year (1 August to 31 July, "2026-2027"). `hours` is empty when nobody said how many
    a week had: it is never guessed.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("profiles.Programme", on_delete=models.PROTECT, related_name="+")
    learning_way = models.CharField(max_length=10, blank=True)
    school_year = models.CharField(max_length=9)
    weeks = models.DecimalField(max_digits=4, decimal_places=1)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)

    def __str__(self):
        return f"{self.programme}, {self.school_year}"
