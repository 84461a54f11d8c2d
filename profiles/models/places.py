"""Opleidingen, periods, and how many students a leerplaats can take."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Programme(models.Model):
    """An opleiding. Codes and levels change: they are data with a source, not code."""

    name = models.CharField("Naam", max_length=120, unique=True)
    short_name = models.CharField("Korte naam", max_length=40)
    level = models.PositiveSmallIntegerField("Niveau", help_text="1 tot en met 4 voor mbo, 6 voor hbo")
    codes = ArrayField(models.CharField(max_length=10), default=list, blank=True, verbose_name="Codes")
    years = models.PositiveSmallIntegerField("Aantal leerjaren", default=3)
    source = models.CharField("Bron", max_length=200, blank=True)

    class Meta:
        ordering = ["level", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=8), name="programme_level_exists"),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=4), name="programme_years_exist"),
        ]

    def __str__(self):
        return self.name


class Period(models.Model):
    """A stretch of time in which stages start, the same for the whole region."""

    name = models.CharField("Naam", max_length=60, unique=True)
    starts_on = models.DateField("Eerste dag")
    ends_on = models.DateField("Laatste dag")

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="period_ends_after_start"),
        ]

    def __str__(self):
        return self.name


class PlaceOfferQuerySet(models.QuerySet):
    """Offers in domain words."""

    def visible_to(self, identity):
        """Those of the leerplaatsen this person works with."""
        if identity.is_regional_admin:
            return self
        return self.filter(Q(institution__in=identity.whole_institutions) | Q(leerplaats__in=identity.leerplaats_ids))


class PlaceOffer(models.Model):
    """The number of students of one opleiding and year that a leerplaats takes in a period."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="offers")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="offers", verbose_name="Periode")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="offers", verbose_name="Opleiding")
    year = models.PositiveSmallIntegerField("Leerjaar")
    number = models.PositiveSmallIntegerField("Aantal plekken")

    objects = PlaceOfferQuerySet.as_manager()

    class Meta:
        ordering = ["period__starts_on", "programme__level", "programme__name", "year"]
        constraints = [
            models.UniqueConstraint(fields=["leerplaats", "period", "programme", "year"], name="place_offer_unique"),
            models.UniqueConstraint(fields=["id", "leerplaats", "institution"], name="place_offer_tenant_key"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=4), name="place_offer_year_exists"),
            models.CheckConstraint(condition=Q(number__lte=50), name="place_offer_number_bounded"),
        ]

    def __str__(self):
        return f"{self.leerplaats}: {self.number} x {self.programme}, leerjaar {self.year}"
