"""Institutions with their locations, and schools."""

from django.db import models
from django.db.models import F, Q


class Institution(models.Model):
    """A care institution. Its data is seen by its own people only, except what it publishes."""

    name = models.CharField("Naam", max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    email = models.EmailField("E-mailadres voor scholen en studenten")
    phone = models.CharField("Telefoonnummer", max_length=20, blank=True)
    website = models.URLField("Website", blank=True)
    # Since when no mail that goes by itself leaves for the students of this institution; empty: they go.
    mails_paused_at = models.DateTimeField(null=True, blank=True)
    mails_paused_by = models.ForeignKey(
        "profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Location(models.Model):
    """A building or base of an institution, with the address a student travels to."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="locations")
    name = models.CharField("Naam", max_length=120)
    street = models.CharField("Straat en nummer", max_length=120)
    postcode = models.CharField("Postcode", max_length=7)
    town = models.CharField("Plaats", max_length=80)
    phone = models.CharField("Telefoonnummer", max_length=20, blank=True)
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="location_degrees")]
        constraints = [
            models.UniqueConstraint(fields=["institution", "name"], name="location_name_unique"),
            models.UniqueConstraint(fields=["id", "institution"], name="location_tenant_key"),
            models.CheckConstraint(condition=~Q(town=""), name="location_has_town"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="location_has_both_degrees",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        """The address on one line: "Kadeplein 4, 3011 AB Rotterdam"."""
        return f"{self.street}, {self.postcode} {self.town}"


class School(models.Model):
    """A school that sends students."""

    name = models.CharField("Naam", max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    email = models.EmailField("E-mailadres van het stagebureau")
    phone = models.CharField("Telefoonnummer", max_length=20, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class SchoolHoliday(models.Model):
    """Days on which the students of a school have a holiday. Whether a stage goes on then differs per student."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="holidays")
    name = models.CharField("Hoe heet de vakantie?", max_length=60)
    starts_on = models.DateField("Eerste vrije dag")
    ends_on = models.DateField("Laatste vrije dag")

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="school_holiday_ends_after_start"),
            models.UniqueConstraint(fields=["school", "starts_on", "ends_on"], name="school_holiday_once"),
        ]

    def __str__(self):
        return self.name
