"""Proposals: which student could go where, and why."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import ProposalStatus


class MatchRun(models.Model):
    """One time that a proposal was made for an institution and a period."""

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="match_runs")
    period = models.ForeignKey("profiles.Period", on_delete=models.PROTECT, related_name="match_runs")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    placed = models.PositiveIntegerField()
    unplaced = models.PositiveIntegerField()
    difference = models.JSONField(default=dict)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Voorstel voor {self.institution}, {self.period}"


class Proposal(models.Model):
    """What is proposed for one request; one row per request, rewritten by each run unless locked.

    `reasons` has lists of Dutch sentences: "why" (waarom dit past), "mind" (let op), "without" (waarom
    geen plek) and "helps" (wat zou helpen). Computed from the model, never typed.
    """

    request = models.OneToOneField("onboarding.PlacementRequest", on_delete=models.CASCADE, related_name="proposal")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="proposals")
    offer = models.ForeignKey(
        "profiles.PlaceOffer", on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    status = models.CharField(max_length=10, choices=ProposalStatus, default=ProposalStatus.PROPOSED)
    locked_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    reasons = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_lock_has_place",
                condition=Q(status=ProposalStatus.PROPOSED) | Q(offer__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_lock_has_person",
                condition=Q(locked_by__isnull=True, locked_at__isnull=True)
                | Q(locked_by__isnull=False, locked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.request.student} naar {self.offer.leerplaats if self.offer else 'geen plek'}"
