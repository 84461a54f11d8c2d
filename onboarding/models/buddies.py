"""Mentorschap: an older student helps a new one find the way."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from onboarding.enums import PlacementStatus

CANCELLED = PlacementStatus.CANCELLED


class BuddyQuerySet(models.QuerySet):
    """Pairs in domain words."""

    def together(self):
        """Those that nobody ended; a stage may be over all the same."""
        return self.filter(ended_at__isnull=True)

    def standing(self, today):
        """Those that hold on `today`: not ended, and both stages neither over nor cancelled."""
        return (
            self.together()
            .exclude(placement__status=CANCELLED)
            .filter(placement__ends_on__gte=today)
            .filter(Q(mentor__isnull=True) | (Q(mentor__ends_on__gte=today) & ~Q(mentor__status=CANCELLED)))
        )

    def with_people(self):
        """With the students of both stages at hand."""
        return self.select_related(
            "placement__student", "placement__leerplaats", "mentor__student", "mentor__leerplaats", "paired_by"
        )


class Buddy(models.Model):
    """A mentor for the student of a stage: another student on this portal, or someone named by hand.

    What the two talk about stays between them and is nowhere in the portal. A pair also ends when one of the two
    stages does; that follows from the dates and is not stored.
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
            models.UniqueConstraint(fields=["id", "institution"], name="buddy_tenant_key"),
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

    @property
    def first_name(self):
        """The first name of the mentor: all that others see of that person."""
        return self.mentor.student.given_name if self.mentor else self.mentor_name

    @property
    def ended_on(self):
        """When it ended: the day somebody ended it, or the last day of the stage that was over first; else None."""
        days = [timezone.localdate(self.ended_at)] if self.ended_at else []
        for stage in (self.placement, self.mentor):
            if stage is None:
                continue
            if stage.cancelled_at:
                days.append(timezone.localdate(stage.cancelled_at))
            elif stage.ends_on < timezone.localdate():
                days.append(stage.ends_on)
        return min(days, default=None)

    @property
    def is_standing(self):
        """Whether it holds today; as `standing` of the queryset."""
        return self.ended_on is None


class PairTalk(models.Model):
    """What the two of a pair keep for each other: when they meet, and how to reach the one and the other.

    Only the two read it. It goes when the pair ends; no page, download or log of anybody else has it.
    """

    buddy = models.OneToOneField(Buddy, on_delete=models.CASCADE, related_name="talk")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    meets = models.CharField("Wanneer zien jullie elkaar?", max_length=200, blank=True)
    mentor_contact = models.CharField("Hoe is de mentor bereikbaar?", max_length=120, blank=True)
    mentee_contact = models.CharField("Hoe is de nieuwe student bereikbaar?", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self):
        return f"Afspraken van paar {self.buddy_id}"
