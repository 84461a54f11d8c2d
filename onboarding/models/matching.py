"""Proposals: which student could go where, and why; and what the leerplaats says to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from onboarding.enums import DeclineReason, PlaceAnswer, ProposalStatus, RunStatus
from onboarding.models.placements import Placement
from profiles.enums import Role


class MatchSeason(models.Model):
    """How one institution matches in one period: the order of goals, and until when students may say their wishes.

    `goals` holds values of onboarding.matching.Goal that count, the most important first. As many students placed
    as possible always comes before them.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey("profiles.Period", on_delete=models.PROTECT, related_name="+")
    goals = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    wishes_until = models.DateField("Tot wanneer kunnen studenten wensen geven?", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["institution", "period"], name="match_season_once"),
        ]

    def __str__(self):
        return f"{self.institution}, {self.period}"


class MatchRun(models.Model):
    """One time that a proposal was computed for an institution and a period.

    A run is a draft in `outcome` ({request: {"offer": pk or None, "reasons": {...}, "because": [...]}}) until somebody
    takes it over; then `difference` says what changed, so that it can be undone, and `outcome` keeps what the next
    one is compared with ({"placed": {...}, "world": "..."}). Runs with the same `batch` are variants of each
    other. `score` counts, goal by goal. `progress` goes from 0 to 100.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="match_runs")
    period = models.ForeignKey("profiles.Period", on_delete=models.PROTECT, related_name="match_runs")
    status = models.CharField(max_length=10, choices=RunStatus, default=RunStatus.TAKEN)
    batch = models.UUIDField(null=True, blank=True)
    goals = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    placed = models.PositiveIntegerField(default=0)
    unplaced = models.PositiveIntegerField(default=0)
    score = models.JSONField(default=dict, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    difference = models.JSONField(default=dict, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Voorstel voor {self.institution}, {self.period}"


class Proposal(models.Model):
    """What is proposed for one request; one row per request, rewritten by each run unless locked.

    `reasons` has lists of Dutch sentences: "why" (waarom dit past), "mind" (let op), "not" (waarom niet een eerdere
    wens), "without" (waarom geen plek) and "helps" (wat zou helpen). Computed from the model, never typed.
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


class PlaceQuestionQuerySet(models.QuerySet):
    """Questions to a leerplaats, in domain words."""

    def visible_to(self, identity):
        """Of the whole institution for a coordinator, of the own leerplaatsen for a praktijkopleider."""
        scoped = Q(institution__in=identity.institution_ids(Role.COORDINATOR))
        for membership in identity.memberships:
            if membership.role == Role.PRAKTIJKOPLEIDER:
                named = [leerplaats.pk for leerplaats in membership.leerplaatsen.all()]
                own = Q(institution=membership.institution_id)
                scoped |= own & Q(offer__leerplaats__in=named) if named else own
        return self.filter(scoped)

    def waiting(self):
        """Those nobody has answered yet."""
        return self.filter(answer=PlaceAnswer.ASKED)

    def ended(self):
        """Those that were answered, or lapsed because the stage at this place was confirmed; with `is_confirmed`."""
        stages = Placement.objects.active().filter(request=OuterRef("request"), offer=OuterRef("offer"))
        rows = self.annotate(is_confirmed=Exists(stages))
        given = Q(answer__in=[PlaceAnswer.ACCEPTED, PlaceAnswer.DECLINED])
        return rows.filter(given | Q(answer=PlaceAnswer.WITHDRAWN, is_confirmed=True))


class PlaceQuestion(models.Model):
    """The question to a leerplaats whether a student can come, with an answer by a day.

    A declined one stays: the student is not proposed there again.
    """

    request = models.ForeignKey("onboarding.PlacementRequest", on_delete=models.CASCADE, related_name="questions")
    offer = models.ForeignKey("profiles.PlaceOffer", on_delete=models.PROTECT, related_name="questions")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("Antwoord uiterlijk")
    answer = models.CharField(max_length=10, choices=PlaceAnswer, default=PlaceAnswer.ASKED)
    reason = models.CharField("Waarom kan het niet?", max_length=12, choices=DeclineReason, blank=True)
    explanation = models.CharField("Toelichting", max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = PlaceQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(answer=PlaceAnswer.ASKED), name="place_question_one_at_a_time"
            ),
            models.CheckConstraint(
                name="place_question_answer_has_moment",
                condition=Q(answer=PlaceAnswer.ASKED, answered_at__isnull=True)
                | (~Q(answer=PlaceAnswer.ASKED) & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="place_question_decline_has_reason", condition=~Q(answer=PlaceAnswer.DECLINED) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"Kan {self.request.student} naar {self.offer.leerplaats}?"

    @property
    def outcome(self):
        """The answer in words; of a question that lapsed because the stage was confirmed, that."""
        if self.answer == PlaceAnswer.WITHDRAWN and getattr(self, "is_confirmed", False):
            return f"{self.get_answer_display()}: de stage is bevestigd"
        return self.get_answer_display()

    @property
    def is_late(self):
        """Whether the day has passed and nobody answered: then the coordinator decides."""
        return self.answer == PlaceAnswer.ASKED and self.due_on < timezone.localdate()
