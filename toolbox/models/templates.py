"""Sjablonen: the regional originals, and the versions institutions made of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.dutch import count
from profiles.enums import Role
from toolbox.enums import Level, Owner, Signal, TemplateFormat


class TemplateQuerySet(models.QuerySet):
    """Sjablonen in domain words."""

    def visible_to(self, identity):
        """The regional originals and those of the person's own institutions."""
        if identity.is_regional_admin:
            return self.filter(level=Level.REGION)
        return self.filter(Q(level=Level.REGION) | Q(institution__in=identity.institution_ids()))

    def editable_by(self, identity):
        """The regional originals for the region, and the own versions of the institutions one coordinates."""
        own = Q(institution__in=identity.institution_ids(Role.COORDINATOR))
        return self.filter(own | Q(level=Level.REGION)) if identity.is_regional_admin else self.filter(own)

    def in_force(self, institution):
        """Per format the one that holds for `institution`: its own, else the regional original."""
        return (
            self.filter(Q(level=Level.REGION) | Q(institution=institution))
            .order_by("format", "level")  # "institution" sorts before "region"
            .distinct("format")
        )


class Template(models.Model):
    """A sjabloon of one format. An own version remembers the original it was copied from."""

    format = models.CharField("Soort", max_length=30, choices=TemplateFormat)
    level = models.CharField(max_length=12, choices=Level)
    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="templates"
    )
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    intro = models.TextField("Inleiding", blank=True)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="template_level_fits_owner",
                condition=Q(level=Level.REGION, institution__isnull=True, based_on__isnull=True)
                | Q(level=Level.INSTITUTION, institution__isnull=False, based_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["format", "institution"], nulls_distinct=False, name="template_one_per_owner"
            ),
        ]

    def __str__(self):
        return self.get_format_display()


class Section(models.Model):
    """A headed group of items in a sjabloon."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    title = models.CharField("Titel", max_length=80)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class ItemQuerySet(models.QuerySet):
    """Items in domain words."""

    def kept(self):
        """Those that are not removed."""
        return self.filter(removed_at__isnull=True)


class Item(models.Model):
    """One line of a sjabloon: what, who, and when.

    When is either a number of days before stagedag 1, or a stagedag (1 is the first day), or neither.
    A removed item stays, so that removing can be undone.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    text = models.CharField("Wat gebeurt er?", max_length=300)
    short_name = models.CharField("Korte naam", max_length=40, blank=True)
    owner = models.CharField("Wie doet het?", max_length=20, choices=Owner)
    days_before = models.PositiveSmallIntegerField("Dagen voor de start", null=True, blank=True)
    stagedag = models.PositiveSmallIntegerField("Stagedag", null=True, blank=True)
    critical = models.BooleanField("Zonder dit kan de student niet goed starten", default=False)
    visible_to_student = models.BooleanField("De student ziet dit", default=False)
    signal = models.CharField(max_length=20, choices=Signal, blank=True)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="item_one_moment", condition=Q(days_before__isnull=True) | Q(stagedag__isnull=True)
            ),
            models.CheckConstraint(
                name="item_stagedag_from_one", condition=Q(stagedag__isnull=True) | Q(stagedag__gte=1)
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def moment_words(self):
        """When, in words: "14 dagen voor de start" or "stagedag 1"; empty for no fixed moment."""
        if self.days_before is not None:
            return f"{count(self.days_before, 'dag', 'dagen')} voor de start"
        return f"stagedag {self.stagedag}" if self.stagedag else ""
