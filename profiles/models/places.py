"""Opleidingen, periods, and how many students a leerplaats can take."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from profiles.enums import Certainty, ClosedFor, LimitPer, Particular, Role, Shift, SupervisionLevel


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


class SupervisionRule(models.Model):
    """What a programme asks of who guides: "leerjaar 3 only under a hbo-verpleegkundige". Data of the region."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="supervision_rules")
    year = models.PositiveSmallIntegerField("Leerjaar")
    level = models.PositiveSmallIntegerField("Wie begeleidt ten minste?", choices=SupervisionLevel)

    class Meta:
        ordering = ["programme", "year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="supervision_rule_once_per_year"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=4), name="supervision_rule_year_exists"),
        ]

    def __str__(self):
        return f"{self.programme} leerjaar {self.year}: {self.get_level_display()}"


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

    def in_use(self):
        """Those of leerplaatsen that are not in the archive."""
        return self.filter(leerplaats__archived_at=None)


class PlaceOffer(models.Model):
    """The number of students of one opleiding and year that a leerplaats takes in a period.

    Empty `weekdays`: every day will do. Unknown `supervision`: a programme with a SupervisionRule does not fit.
    With `school` the places are for a group of that school, and for nobody else.
    """

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="offers")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="offers", verbose_name="Periode")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="offers", verbose_name="Opleiding")
    year = models.PositiveSmallIntegerField("Leerjaar")
    number = models.PositiveSmallIntegerField("Aantal plekken")
    certainty = models.CharField("Hoe zeker is dat?", max_length=5, choices=Certainty, default=Certainty.SURE)
    supervision = models.PositiveSmallIntegerField(
        "Wie kan begeleiden?", choices=SupervisionLevel, null=True, blank=True
    )
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name="Op welke dagen?")
    shifts = ArrayField(
        models.CharField(max_length=10, choices=Shift), default=list, blank=True, verbose_name="Welke diensten?"
    )
    particulars = ArrayField(
        models.CharField(max_length=10, choices=Particular), default=list, blank=True, verbose_name="Wat is nodig?"
    )
    note = models.CharField("Bijzonderheden", max_length=200, blank=True)
    school = models.ForeignKey(
        "profiles.School",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Groepsplek voor",
    )

    objects = PlaceOfferQuerySet.as_manager()

    class Meta:
        ordering = ["period__starts_on", "programme__level", "programme__name", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["leerplaats", "period", "programme", "year", "school"],
                nulls_distinct=False,
                name="place_offer_unique",
            ),
            models.UniqueConstraint(fields=["id", "leerplaats", "institution"], name="place_offer_tenant_key"),
            models.UniqueConstraint(fields=["id", "institution"], name="place_offer_institution_key"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=4), name="place_offer_year_exists"),
            models.CheckConstraint(condition=Q(number__lte=50), name="place_offer_number_bounded"),
        ]

    def __str__(self):
        return f"{self.leerplaats}: {self.number} x {self.programme}, leerjaar {self.year}"


class HeldPlacesQuerySet(models.QuerySet):
    """Places held free, in domain words."""

    def standing(self, today):
        """Those that hold on `today`: not let go, and not past their last day."""
        return self.filter(released_at__isnull=True).filter(Q(until__isnull=True) | Q(until__gte=today))


class HeldPlaces(models.Model):
    """Places of an offer that the proposal leaves alone: kept free, or pencilled in for a group of a school."""

    offer = models.ForeignKey(PlaceOffer, on_delete=models.CASCADE, related_name="held")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("Aantal plekken")
    school = models.ForeignKey(
        "profiles.School", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Voor"
    )
    note = models.CharField("Waarom?", max_length=200, blank=True)
    until = models.DateField("Tot en met", null=True, blank=True)
    held_at = models.DateTimeField(default=timezone.now)
    held_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    objects = HeldPlacesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "held places"
        ordering = ["held_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=50), name="held_places_number_bounded"),
        ]

    def __str__(self):
        return f"{self.number} vrijgehouden op {self.offer.leerplaats}"


class PlaceLimit(models.Model):
    """At most `number` students at once on these leerplaatsen together, over all offers, periods and schools.

    One leerplaats: its total. Several: a group of guides, or a location, that they share.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="place_limits")
    name = models.CharField("Naam", max_length=80)
    leerplaatsen = models.ManyToManyField(
        "profiles.Leerplaats", related_name="limits", verbose_name="Voor welke leerplaatsen samen?"
    )
    number = models.PositiveSmallIntegerField("Hoogstens hoeveel studenten?")
    per = models.CharField("Wat tellen we?", max_length=4, choices=LimitPer, default=LimitPer.WEEK)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(number__lte=500), name="place_limit_number_bounded"),
        ]

    def __str__(self):
        return f"{self.name}: hoogstens {self.number} {self.get_per_display()}"


class ClosedWeeks(models.Model):
    """Days in which a leerplaats has no students, or lets none begin."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.CASCADE, related_name="closed_weeks")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("Van")
    ends_on = models.DateField("Tot en met")
    closed_for = models.CharField("Wat kan dan niet?", max_length=10, choices=ClosedFor, default=ClosedFor.NO_START)
    why = models.CharField("Waarom?", max_length=100, blank=True)

    class Meta:
        verbose_name_plural = "closed weeks"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="closed_weeks_end_after_start"),
        ]

    def __str__(self):
        return f"{self.leerplaats}, {self.starts_on} tot en met {self.ends_on}"


class SchoolDemandQuerySet(models.QuerySet):
    """What schools expect to ask, in domain words."""

    def visible_to(self, identity):
        """Those of one's own school, and those that concern the coordinator's institution."""
        return self.filter(
            Q(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
            | Q(institution__in=identity.institution_ids(Role.COORDINATOR))
        )


class SchoolDemand(models.Model):
    """How many places a school expects to need, before there are names."""

    school = models.ForeignKey("profiles.School", on_delete=models.PROTECT, related_name="demands")
    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, related_name="demands", verbose_name="Instelling"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="demands", verbose_name="Periode")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+", verbose_name="Opleiding")
    year = models.PositiveSmallIntegerField("Leerjaar")
    number = models.PositiveSmallIntegerField("Hoeveel studenten?")
    certainty = models.CharField("Hoe zeker is dat?", max_length=5, choices=Certainty, default=Certainty.ABOUT)
    version = models.PositiveIntegerField(default=1)

    objects = SchoolDemandQuerySet.as_manager()

    class Meta:
        ordering = ["period__starts_on", "programme__level", "programme__name", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "institution", "period", "programme", "year"], name="school_demand_unique"
            ),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=4), name="school_demand_year_exists"),
            models.CheckConstraint(condition=Q(number__lte=1000), name="school_demand_number_bounded"),
        ]

    def __str__(self):
        return f"{self.school}: {self.number} x {self.programme}, leerjaar {self.year}"


class ProgrammeAgreement(models.Model):
    """What a school agrees with every institution about the stages of one programme. Read by who has its students."""

    school = models.ForeignKey("profiles.School", on_delete=models.PROTECT, related_name="agreements")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="agreements", verbose_name="Opleiding"
    )
    action_plan = models.TextField("Persoonlijk plan (POP of PAP)", max_length=600, blank=True)
    start_document = models.TextField("Startdocument", max_length=600, blank=True)
    assignments = models.TextField("Opdrachten", max_length=600, blank=True)
    school_day = models.TextField("Schooldag", max_length=300, blank=True)
    visits = models.TextField("Bezoek van school", max_length=300, blank=True)
    contact = models.TextField("Wie kun je bereiken?", max_length=300, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme__level", "programme__name"]
        constraints = [
            models.UniqueConstraint(fields=["school", "programme"], name="programme_agreement_once"),
        ]

    def __str__(self):
        return f"{self.programme}, {self.school}"
