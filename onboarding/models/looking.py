"""Who looked at the file of a student: the student can read it."""

from django.db import models
from django.utils import timezone


class FileLook(models.Model):
    """That a colleague or a school opened the page of a student: once per person and day."""

    student = models.ForeignKey("onboarding.Student", on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey("profiles.User", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20)
    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    day = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["student", "user", "day"], name="file_look_once_a_day")]

    def __str__(self):
        return f"{self.user} keek op {self.day:%d-%m-%Y}"
