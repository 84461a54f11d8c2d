"""The end of a stage: what the student passes on, whether we may stay in touch, and why one stopped early."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import StayWish, StopReason


class Farewell(models.Model):
    """What a student said at the end of a stage: for the next student, and about staying in touch.

    The three texts go to the leerplaats as quotes when they are sent. `stays_for` is opt-in, and can be taken back.
    """

    placement = models.OneToOneField("onboarding.Placement", on_delete=models.CASCADE, related_name="farewell")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    passed_on_at = models.DateTimeField(null=True, blank=True)
    stays_for = ArrayField(models.CharField(max_length=12, choices=StayWish), default=list, blank=True)
    contact_email = models.EmailField("Op welk adres?", blank=True)
    stays_since = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    thanked_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    thanks = models.CharField("Wat wil je zeggen?", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stays_for=[], contact_email="") | ~Q(stays_for=[], contact_email=""),
                name="farewell_address_only_with_a_wish",
            ),
        ]

    def __str__(self):
        return f"Afscheid van {self.placement.student}"


class EarlyStop(models.Model):
    """That a stage stopped before its last day: when, until when it would have lasted, and why in general words.

    What the student says about it goes in the bag of answers, without a name.
    """

    placement = models.OneToOneField("onboarding.Placement", on_delete=models.CASCADE, related_name="early_stop")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    planned_end = models.DateField()
    reason = models.CharField("Waarom stopt de stage?", max_length=12, choices=StopReason)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    talks_before = models.JSONField(default=dict, blank=True)  # how the talks were: actions/stopped_talks.py

    def __str__(self):
        return f"{self.placement.student} stopte eerder"
