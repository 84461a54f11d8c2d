"""Students, and the way they come in: lists of schools."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from onboarding.enums import ImportStatus
from profiles.enums import Role
from profiles.folding import fold


class StudentQuerySet(models.QuerySet):
    """Students in domain words."""

    def visible_to(self, identity):
        """A school sees its own; a coordinator those who asked the institution for a place or have one there."""
        institutions = identity.institution_ids(Role.COORDINATOR)
        return self.filter(
            Q(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
            | Q(pk__in=PlacementRequest.objects.filter(institution__in=institutions).values("student"))
        )


class Student(models.Model):
    """A student of a school. No BSN, no date of birth, nothing about health.

    A person who changes school is a student twice, with one login: the one of the e-mail address.
    """

    school = models.ForeignKey("profiles.School", on_delete=models.PROTECT, related_name="students")
    user = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="students")
    student_number = models.CharField("Studentnummer", max_length=20, blank=True)
    given_name = models.CharField("Roepnaam", max_length=60)
    infix = models.CharField("Tussenvoegsel", max_length=20, blank=True)
    last_name = models.CharField("Achternaam", max_length=80)
    sort_name = models.CharField(max_length=170, editable=False)
    email = models.EmailField("E-mailadres")
    postcode = models.CharField("Postcode", max_length=7, blank=True)
    town = models.CharField("Woonplaats", max_length=80, blank=True)

    objects = StudentQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "student_number"],
                condition=~Q(student_number=""),
                name="student_number_unique",
            ),
            models.UniqueConstraint(fields=["school", "email"], name="student_email_unique"),
            models.UniqueConstraint(fields=["id", "school"], name="student_tenant_key"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Save with the sort key that follows from the name."""
        self.sort_name = fold(f"{self.last_name} {self.given_name} {self.infix}")
        super().save(*args, **kwargs)

    @property
    def name(self):
        """The whole name: "Noor van der Aa"."""
        return " ".join(part for part in (self.given_name, self.infix, self.last_name) if part)

    @property
    def short_name(self):
        """First name and initial, for lists: "Noor A."."""
        return f"{self.given_name} {self.last_name[:1]}."


class StudentImportQuerySet(models.QuerySet):
    """Delivered lists in domain words."""

    def visible_to(self, identity):
        """Those for the coordinator's institution, and those of one's own school."""
        return self.filter(
            Q(institution__in=identity.institution_ids(Role.COORDINATOR))
            | Q(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
        )


class StudentImport(models.Model):
    """A delivered list: first a preview, after confirming its students and requests.

    `preview` never holds a forbidden column: the reader drops those before anything is kept.
    """

    school = models.ForeignKey("profiles.School", on_delete=models.PROTECT, related_name="imports")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="imports")
    filename = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.CHECKING)
    source = models.JSONField(help_text="De gelezen rijen zonder verboden kolommen")
    mapping = models.JSONField(default=dict)
    default_programme = models.ForeignKey(
        "profiles.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    preview = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict, help_text="Rijnummer naar veld naar tekst, verbeterd op het scherm")
    stored_count = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    stored_at = models.DateTimeField(null=True, blank=True)

    objects = StudentImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "institution", "fingerprint"],
                condition=Q(status=ImportStatus.STORED),
                name="import_file_stored_once",
            ),
            models.CheckConstraint(
                name="import_stored_has_moment",
                condition=Q(status=ImportStatus.STORED, stored_at__isnull=False)
                | Q(status=ImportStatus.CHECKING, stored_at__isnull=True),
            ),
        ]

    def __str__(self):
        return self.filename


class PlacementRequestQuerySet(models.QuerySet):
    """Requests in domain words."""

    def visible_to(self, identity):
        """Those asked of the coordinator's institution, and those of one's own school."""
        return self.filter(
            Q(institution__in=identity.institution_ids(Role.COORDINATOR))
            | Q(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
        )

    def waiting(self):
        """Those without a placement that stands, and not withdrawn."""
        return self.filter(withdrawn_at__isnull=True).exclude(placements__status__in=["agreed", "informed"])


class PlacementRequest(models.Model):
    """A student who looks for a place at an institution in a period."""

    student = models.ForeignKey(Student, on_delete=models.PROTECT, related_name="requests")
    school = models.ForeignKey("profiles.School", on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="requests")
    period = models.ForeignKey("profiles.Period", on_delete=models.PROTECT, related_name="requests")
    programme = models.ForeignKey("profiles.Programme", on_delete=models.PROTECT, related_name="requests")
    year = models.PositiveSmallIntegerField("Leerjaar")
    starts_on = models.DateField("Eerste dag")
    ends_on = models.DateField("Laatste dag")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name="Stagedagen")
    school_day = models.PositiveSmallIntegerField("Schooldag", null=True, blank=True)
    hours_per_week = models.DecimalField("Uren per week", max_digits=4, decimal_places=1, null=True, blank=True)
    wishes = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name="Wensen")
    excluded = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name="Niet plaatsen bij")
    remark = models.CharField("Opmerking", max_length=300, blank=True)
    source = models.ForeignKey(StudentImport, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PlacementRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "institution", "period", "starts_on"], name="request_unique"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="request_ends_after_start"),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=4), name="request_year_exists"),
            models.CheckConstraint(condition=~Q(weekdays=[]), name="request_has_weekdays"),
        ]

    def __str__(self):
        return f"{self.student} zoekt een plek"
