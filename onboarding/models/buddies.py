"""Mentorschap: an older student helps a new one find the way."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class BuddyQuerySet(models.QuerySet):
    """Pairs in domain words."""

    def together(self):
        """Those that have not ended."""
        return self.filter(ended_at__isnull=True)


class Buddy(models.Model):
    """A mentor for the student of a stage: another student on this portal, or someone named by hand.

    What the two talk about stays between them and is nowhere in the portal.
    """

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="buddies")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(
        "onboarding.Placement", on_delete=models.CASCADE, null=True, blank=True, related_name="mentees"
    )
    mentor_name = models.CharField("Voornaam van de mentor", max_length=60, blank=True)
    paired_at = models.DateTimeField(default=timezone.now)
    paired_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = BuddyQuerySet.as_manager()

    class Meta:
        ordering = ["-paired_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"], condition=Q(ended_at__isnull=True), name="buddy_one_at_a_time"
            ),
            models.CheckConstraint(
                name="buddy_is_somebody",
                condition=Q(mentor__isnull=False, mentor_name="") | (Q(mentor__isnull=True) & ~Q(mentor_name="")),
            ),
            models.CheckConstraint(
                name="buddy_is_somebody_else", condition=Q(mentor__isnull=True) | ~Q(mentor=F("placement"))
            ),
        ]

    def __str__(self):
        return f"Mentor van {self.placement}"
