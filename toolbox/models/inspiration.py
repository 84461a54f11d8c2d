"""Inspiratiebox: ideas for a good start, and what a leerplaats chose of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.enums import Role
from toolbox.enums import Effort, Goal, Medium, Moment


class InspirationCardQuerySet(models.QuerySet):
    """Cards in domain words."""

    def kept(self):
        """Those that are not removed."""
        return self.filter(removed_at__isnull=True)

    def visible_to(self, identity):
        """Those of the region and of the person's own institutions."""
        return self.filter(Q(institution__isnull=True) | Q(institution__in=identity.institution_ids()))

    def editable_by(self, identity):
        """Those of the region for who administers it, and those of one's institutions for a coordinator."""
        own = Q(institution__in=identity.institution_ids(Role.COORDINATOR))
        return self.filter(own | Q(institution__isnull=True) if identity.is_regional_admin else own)


class InspirationCard(models.Model):
    """One idea: of the region (no institution), or one that an institution added itself."""

    slug = models.SlugField(max_length=60, unique=True)
    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="inspiration_cards"
    )
    title = models.CharField("Naam", max_length=80)
    what = models.CharField("Wat is het?", max_length=300)
    why = models.CharField("Waarom werkt het?", max_length=300)
    how = ArrayField(models.CharField(max_length=200), verbose_name="Zo doe je het")
    effort = models.CharField("Hoeveel tijd kost het?", max_length=10, choices=Effort)
    effort_words = models.CharField("In woorden", max_length=120, blank=True)
    goals = ArrayField(models.CharField(max_length=20, choices=Goal), verbose_name="Waar is het goed voor?")
    moments = ArrayField(models.CharField(max_length=20, choices=Moment), verbose_name="Wanneer?")
    media = ArrayField(models.CharField(max_length=10, choices=Medium), verbose_name="Waarmee?", default=list)
    formats = ArrayField(models.CharField(max_length=30), default=list, blank=True)  # keys of FORMATS
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = InspirationCardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    @property
    def time(self):
        """How much time it takes, as sentences: the same wherever the idea is shown."""
        words = self.effort_words or self.get_effort_display()
        return words if words.endswith(".") else f"{words}."


class ToolChoiceQuerySet(models.QuerySet):
    """Choices in domain words."""

    def current(self):
        """What a leerplaats does now."""
        return self.filter(dropped_at__isnull=True)


class ToolChoice(models.Model):
    """ "Onze keuze": a leerplaats uses this card. What was chosen before stays, with when it stopped."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="tool_choices")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey(InspirationCard, on_delete=models.PROTECT, related_name="choices")
    note = models.CharField("Zo doen wij het", max_length=200, blank=True)
    chosen_at = models.DateTimeField(default=timezone.now)
    chosen_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = ToolChoiceQuerySet.as_manager()

    class Meta:
        ordering = ["card__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["leerplaats", "card"], condition=Q(dropped_at__isnull=True), name="tool_choice_once"
            ),
        ]

    def __str__(self):
        return f"{self.card} op {self.leerplaats}"
