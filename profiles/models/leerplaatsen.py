"""Leerplaatsen: the departments, teams and wijken where students learn."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse

from profiles.enums import LeerplaatsKind, Role, Sector
from profiles.folding import fold

EDITING_ROLES = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)


class LeerplaatsQuerySet(models.QuerySet):
    """Leerplaatsen in domain words."""

    def visible_to(self, identity):
        """Those this person works with; nobody else's exist for them.

        A coordinator sees the whole institution, a praktijkopleider or werkbegeleider the leerplaatsen of
        the membership (all of the institution when none is named), the region every one.
        """
        if identity.is_regional_admin:
            return self
        allowed = models.Q(institution__in=identity.whole_institutions)
        return self.filter(allowed | models.Q(pk__in=identity.leerplaats_ids))

    def editable_by(self, identity):
        """Those whose profile, places and photos this person may change.

        A coordinator those of the whole institution, a praktijkopleider those of the membership.
        """
        leading = [membership for membership in identity.memberships if membership.role in EDITING_ROLES]
        named = [(membership, membership.leerplaatsen.all()) for membership in leading]
        whole = [m.institution_id for m, own in named if m.role == Role.COORDINATOR or not own]
        return self.filter(
            models.Q(institution__in=whole) | models.Q(pk__in=[row.pk for _, own in named for row in own])
        )

    def in_use(self):
        """Without the archived ones."""
        return self.filter(archived_at__isnull=True)

    def online(self):
        """In use and with a published profile: what the public sees."""
        return self.in_use().filter(profile__published__isnull=False)

    def with_place(self):
        """With location and institution at hand, in order of name."""
        return self.select_related("institution", "location").order_by("sort_name", "pk")


class Leerplaats(models.Model):
    """One place to learn, with a permanent address: the slug never changes and is never used again."""

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="leerplaatsen")
    location = models.ForeignKey(
        "profiles.Location", on_delete=models.PROTECT, related_name="leerplaatsen", verbose_name="Locatie"
    )
    name = models.CharField("Naam", max_length=80)
    kind = models.CharField("Wat is het?", max_length=10, choices=LeerplaatsKind, default=LeerplaatsKind.AFDELING)
    sector = models.CharField("Soort zorg", max_length=20, choices=Sector)
    slug = models.SlugField(max_length=100, unique=True, editable=False)
    sort_name = models.CharField(max_length=100, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    search = SearchVectorField(null=True, editable=False)
    search_words = models.TextField(default="", editable=False)
    facets = ArrayField(models.CharField(max_length=40), default=list, editable=False)  # see profiles.facets

    objects = LeerplaatsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "leerplaatsen"
        ordering = ["sort_name", "pk"]
        indexes = [
            GinIndex(fields=["search"], name="leerplaats_search"),
            GinIndex(fields=["facets"], name="leerplaats_facets"),
            models.Index(fields=["sort_name", "id"]),
            models.Index(  # all the public list needs, without reading the wide rows themselves
                fields=["sort_name", "id"],
                include=["sector", "location"],
                condition=models.Q(archived_at__isnull=True),
                name="leerplaats_in_use",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="leerplaats_tenant_key"),
            models.UniqueConstraint(
                fields=["location", "name"],
                condition=models.Q(archived_at__isnull=True),
                name="leerplaats_name_unique_per_location",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Save with the sort key that follows from the name."""
        self.sort_name = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The permanent public address."""
        return reverse("leerplaats-public", args=[self.slug])
