"""Students, and the way they come in: lists of schools."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from onboarding.enums import CancelReason, ImportStatus, LearningWay, WishKind
from profiles.enums import Role, Sector
from profiles.folding import fold


def whole_name(given_name, infix, last_name):
    """The parts of a name as people write them; behind an apostrophe stands no space."""
    last = f"{infix}{last_name}" if infix.endswith("'") else " ".join(part for part in (infix, last_name) if part)
    return f"{given_name} {last}".strip()


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
    corrected = ArrayField(models.CharField(max_length=20), default=list, blank=True)  # fields a person set by hand

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
        self.set_sort_name()
        super().save(*args, **kwargs)

    def set_sort_name(self):
        """Fill the sort key from the name; only for who stores many at once, `save` does it by itself."""
        self.sort_name = fold(f"{self.last_name} {self.given_name} {self.infix}")

    @property
    def name(self):
        """The whole name: "Noor van der Aa", "Mila d'Angelo"."""
        return whole_name(self.given_name, self.infix, self.last_name)

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
    meanings = models.JSONField(default=dict, blank=True)  # {"programme": {"vp4": pk}}: what a code of the school means
    changes = models.JSONField(default=dict, blank=True)  # what storing it changed, to undo it
    # What a person chose: {"rows": {"17": "take" | "skip" | "same"}, "gone": [request keys to withdraw]}.
    decisions = models.JSONField(default=dict, blank=True)
    progress = models.PositiveSmallIntegerField(default=100)  # of checking, in percent
    stored_count = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    stored_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

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
                condition=Q(status=ImportStatus.CHECKING, stored_at__isnull=True)
                | (~Q(status=ImportStatus.CHECKING) & Q(stored_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.filename


class SchoolLayout(models.Model):
    """How the lists of a school look, remembered from the last one that was stored for this institution.

    `columns` maps the folded name of their column to our field, `meanings` their word to what it stands for:
    {"programme": {"vp4": 12}}.
    """

    school = models.ForeignKey("profiles.School", on_delete=models.CASCADE, related_name="layouts")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.CASCADE, related_name="+")
    columns = models.JSONField(default=dict, blank=True)
    meanings = models.JSONField(default=dict, blank=True)
    default_programme = models.ForeignKey(
        "profiles.Programme", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "institution"], name="school_layout_once"),
        ]

    def __str__(self):
        return f"Lijsten van {self.school}"


class PlacementRequestQuerySet(models.QuerySet):
    """Requests in domain words."""

    def visible_to(self, identity):
        """Those asked of the coordinator's institution, and those of one's own school."""
        return self.filter(
            Q(institution__in=identity.institution_ids(Role.COORDINATOR))
            | Q(school__in=identity.school_ids(Role.SCHOOL_COORDINATOR))
        )

    def of_student(self, user):
        """Those of the student who logs in as `user`."""
        return self.filter(student__user=user)

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
    learning_way = models.CharField("Leerweg", max_length=10, choices=LearningWay, blank=True)
    most_km = models.PositiveSmallIntegerField("Hoogstens zoveel kilometer", null=True, blank=True)
    has_car = models.BooleanField("Rijbewijs en auto", null=True, blank=True)  # None: not known
    wishes_given_at = models.DateTimeField(null=True, blank=True)  # when the student or school filled in wishes here
    corrected = ArrayField(models.CharField(max_length=20), default=list, blank=True)  # fields a person set by hand
    remark = models.CharField("Opmerking", max_length=300, blank=True)
    source = models.ForeignKey(StudentImport, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdraw_reason = models.CharField("Waarom?", max_length=12, choices=CancelReason, blank=True)

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

    @property
    def may_withdraw(self):
        """Whether it can still be taken back: not done yet, and the days asked for have not begun."""
        return self.withdrawn_at is None and self.starts_on > timezone.localdate()

    @property
    def wished(self):
        """The wishes, the first one first; from what is at hand when `wishes` is prefetched."""
        return [wish for wish in self.wishes.all() if wish.kind == WishKind.WISH]

    @property
    def unwanted(self):
        """Where this student does not go, and does not have to say why."""
        return [wish for wish in self.wishes.all() if wish.kind == WishKind.NOT]

    @property
    def been(self):
        """Where this student has been before, by the words of school or student."""
        return [wish for wish in self.wishes.all() if wish.kind == WishKind.BEEN]


class Wish(models.Model):
    """One line of what a student wants or does not want: a leerplaats, a kind of care, a town, or words of a list.

    `rank` orders the wishes from 1; the other kinds have none. Nobody has to say why.
    """

    request = models.ForeignKey(PlacementRequest, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=4, choices=WishKind, default=WishKind.WISH)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    leerplaats = models.ForeignKey(
        "profiles.Leerplaats", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    town = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=80, blank=True)  # as a school wrote it: "neurologie"

    class Meta:
        verbose_name_plural = "wishes"
        ordering = ["kind", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "rank"], condition=Q(kind=WishKind.WISH), name="wish_rank_once"),
            models.CheckConstraint(
                name="wish_has_rank",
                condition=Q(kind=WishKind.WISH, rank__gte=1, rank__lte=10)
                | (~Q(kind=WishKind.WISH) & Q(rank__isnull=True)),
            ),
            models.CheckConstraint(
                name="wish_says_one_thing",
                condition=Q(leerplaats__isnull=False, sector="", town="", words="")
                | (Q(leerplaats__isnull=True, town="", words="") & ~Q(sector=""))
                | (Q(leerplaats__isnull=True, sector="", words="") & ~Q(town=""))
                | (Q(leerplaats__isnull=True, sector="", town="") & ~Q(words="")),
            ),
        ]

    def __str__(self):
        if self.leerplaats_id:
            return self.leerplaats.name
        return self.get_sector_display() if self.sector else self.town or self.words
