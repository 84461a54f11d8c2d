"""Planningsvoorstel and prioriteiten: the student plans and owns, the werkbegeleider keeps grip."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import PlanLineKind, PlanStatus, PriorityColumn


class StagePlan(models.Model):
    """The planningsvoorstel of one stage: the student writes it, together they make it final."""

    placement = models.OneToOneField("onboarding.Placement", on_delete=models.CASCADE, related_name="stage_plan")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=PlanStatus, default=PlanStatus.DRAFT)
    goals = models.TextField("Wat wil je leren?", max_length=600, blank=True)
    remark = models.CharField("Wat zegt je begeleider?", max_length=300, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)  # it was final, and somebody wants to change something
    # Who said yes to the plan as it stands: a change takes both back, and two make it final.
    student_yes_at = models.DateTimeField(null=True, blank=True)
    guide_yes_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=PlanStatus.FINAL) | Q(final_at__isnull=False), name="stage_plan_final_has_moment"
            ),
        ]

    def __str__(self):
        return f"Planningsvoorstel van {self.placement.student}"


class PlanLine(models.Model):
    """What the student does in a week of the stage (counted from 1), and whom that needs."""

    plan = models.ForeignKey(StagePlan, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField("Wat is het?", max_length=10, choices=PlanLineKind)
    week = models.PositiveSmallIntegerField("In welke week?")
    text = models.CharField("Wat ga je doen?", max_length=200)
    needs = models.CharField("Wie heb je nodig?", max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["week", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(week__gte=1, week__lte=60), name="plan_line_week_exists"),
        ]

    def __str__(self):
        return self.text


class PlanVersion(models.Model):
    """The plan as it stood when it was proposed or made final: a later change rewrites nothing."""

    plan = models.ForeignKey(StagePlan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=PlanStatus)
    # {"goals": "...", "remark": "...", "lines": [{"id", "week", "kind", "text", "needs"}]}
    content = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
        ]

    def __str__(self):
        return f"Versie {self.number} van {self.plan}"


class Priority(models.Model):
    """One thing the student works on, in one of three columns, in the week that begins on a Monday."""

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="priorities")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    week_of = models.DateField()
    column = models.CharField("Waar staat het?", max_length=10, choices=PriorityColumn, default=PriorityColumn.NOW)
    text = models.CharField("Waar werk je aan?", max_length=160)
    position = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["week_of", "column", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(week_of__week_day=2), name="priority_week_begins_on_monday"),
        ]

    def __str__(self):
        return self.text
