"""Stel je vraag: a thread between a student and a role, for as long as the stage lasts."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import AskedRole


class StudentQuestion(models.Model):
    """What a student asks somebody by role. Whoever has that role for the stage reads it and answers.

    `waits_for_staff` is true until somebody answered the last thing the student wrote.
    """

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="questions")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    asked_role = models.CharField("Aan wie stel je je vraag?", max_length=20, choices=AskedRole)
    text = models.TextField("Je vraag")
    asked_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()  # what the student was told: you have an answer no later than this day
    waits_for_staff = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="student_question_tenant_key"),
            models.CheckConstraint(
                name="student_question_closed_by_needs_moment",
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Vraag van {self.placement.student.short_name}"


class QuestionReply(models.Model):
    """One thing said after the question, by the student or by somebody with the role."""

    question = models.ForeignKey(StudentQuestion, on_delete=models.CASCADE, related_name="replies")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    by_student = models.BooleanField(default=False)
    text = models.TextField("Je antwoord")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "question replies"
        ordering = ["said_at", "pk"]

    def __str__(self):
        return f"Antwoord op {self.question}"
