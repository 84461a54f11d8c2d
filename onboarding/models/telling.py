"""What students saw of a profile, and what they were told when it changed."""

from django.db import models
from django.utils import timezone


class ProfileShown(models.Model):
    """That the page of a student showed a version of the profile: the first and the last time."""

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="shown")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("profiles.ProfileVersion", on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "profiles shown"
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "version"], name="profile_shown_once_per_version"),
            models.CheckConstraint(
                condition=models.Q(last_at__gte=models.F("first_at")), name="profile_shown_first_before_last"
            ),
        ]

    def __str__(self):
        return f"{self.placement} zag versie {self.version.number}"


class Announcement(models.Model):
    """A message about a new version, sent to the students of a leerplaats who start soon or are there. Once each."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="announcements")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField("profiles.ProfileVersion", on_delete=models.PROTECT, related_name="announcement")
    text = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return f"Bericht over {self.version}"
