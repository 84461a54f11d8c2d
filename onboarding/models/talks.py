"""Contact moments: the planned talks of a stage, what was agreed, and that none is silently dropped."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import MoveReason, TalkKind


class Talk(models.Model):
    """A planned talk of a student and the werkbegeleider.

    Planned from the rhythm when the stage is confirmed; one that a person moved keeps its day when the rhythm
    changes. It is over when it was held; one that did not happen gets another day, with a TalkMove.
    """

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="talks")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Wat voor gesprek?", max_length=10, choices=TalkKind)
    day = models.DateField("Welke dag?")
    begins_at = models.TimeField("Hoe laat?", null=True, blank=True)
    place = models.CharField("Waar?", max_length=120, blank=True)
    by_hand = models.BooleanField(default=False)  # a person chose the day
    student_asks = models.CharField("Waar wil je het over hebben?", max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["day", "begins_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "kind"], condition=~Q(kind=TalkKind.WEEKLY), name="talk_of_a_kind_once"
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True, held_by__isnull=True)
                | Q(held_at__isnull=False, held_by__isnull=False),
                name="talk_held_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} op {self.day:%d-%m-%Y}"


class TalkMove(models.Model):
    """That a talk got another day: from when to when, by whom, and why in general words."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="moves")
    from_day = models.DateField()
    to_day = models.DateField()
    why = models.CharField("Waarom?", max_length=12, choices=MoveReason)
    moved_at = models.DateTimeField(default=timezone.now)
    moved_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["moved_at", "pk"]

    def __str__(self):
        return f"{self.talk}: was {self.from_day:%d-%m-%Y}"


class TalkAgreement(models.Model):
    """One short agreement of a talk. Student and werkbegeleider both read it, and both may tick it."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="agreements")
    text = models.CharField("Wat spreken jullie af?", max_length=200)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self):
        return self.text
