"""Je zei, wij deden: what a leerplaats changes because of what students said."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.models.leerplaatsen import Leerplaats

SHOWN_FOR = timedelta(days=730)
MOST_SHOWN = 12


class ImprovementQuerySet(models.QuerySet):
    """Improvements in domain words."""

    def editable_by(self, identity):
        """Those of the leerplaatsen that this person may change."""
        return self.filter(leerplaats__in=Leerplaats.objects.editable_by(identity))

    def open(self):
        """Those that still have to happen, the first one due on top."""
        return self.filter(finished_at=None, dropped_at=None).order_by("due_on", "pk")

    def finished(self):
        """Those that happened, the newest first."""
        return self.filter(finished_at__isnull=False).order_by("-finished_at", "-pk")

    def dropped(self):
        """Those that will not happen, the newest first."""
        return self.filter(dropped_at__isnull=False).order_by("-dropped_at", "-pk")

    def shown(self):
        """What the next students read: the newest that happened, of the last two years."""
        since = timezone.now() - SHOWN_FOR
        return self.finished().filter(is_shown=True, finished_at__gte=since)[:MOST_SHOWN]


class Improvement(models.Model):
    """One thing that a leerplaats changes: what students said, what is done about it, by whom and before when.

    `about` names the part of the profile or the sjabloon to change: "deel:learn", "sjabloon:startlijst", or nothing.
    `said` and `result` are read by everybody who opens the page of the leerplaats, when `is_shown`.
    """

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="improvements")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    said = models.CharField("Wat zeiden studenten?", max_length=200)
    plan = models.CharField("Wat doen jullie?", max_length=300)
    about = models.CharField("Wat pas je aan?", max_length=60, blank=True)
    owner = models.ForeignKey(
        "profiles.User", on_delete=models.PROTECT, related_name="+", verbose_name="Wie zorgt ervoor?"
    )
    due_on = models.DateField("Wanneer is het klaar?")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    result = models.CharField("Wat hebben jullie veranderd?", max_length=300, blank=True)
    is_shown = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="improvement_finished_says_what",
                condition=Q(finished_at__isnull=True, finished_by__isnull=True, is_shown=False)
                | (Q(finished_at__isnull=False, finished_by__isnull=False, dropped_at__isnull=True) & ~Q(result="")),
            ),
        ]

    def __str__(self):
        return self.plan

    @property
    def is_open(self):
        """Whether it still has to happen."""
        return self.finished_at is None and self.dropped_at is None

    @property
    def is_late(self):
        """Whether it should have happened by now."""
        return self.is_open and self.due_on < timezone.localdate()
