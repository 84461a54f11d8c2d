"""Who can log in, and what they may do where."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from profiles.enums import INSTITUTION_ROLES, SCHOOL_ROLES, Role


class UserManager(BaseUserManager):
    """Makes users; the e-mail address is the login."""

    def create_user(self, email, password=None, **fields):
        """A saved user with `email` in lower case; without `password` only mailed codes and links work."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        """The user with this e-mail address, whatever its capitals."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who can log in. What they may do stands in their memberships."""

    email = models.EmailField("E-mailadres", max_length=254, unique=True)
    name = models.CharField("Naam", max_length=120)
    phone = models.CharField("Telefoonnummer op het werk", max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower")]

    def __str__(self):
        return self.name

    @property
    def first_name(self):
        """The first word of the name: the only part of a colleague's name students see."""
        return self.name.split(" ")[0]


class MembershipQuerySet(models.QuerySet):
    """Memberships in domain words."""

    def active(self, day=None):
        """Those that hold on `day` (today when left out)."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

    def not_ended(self):
        """Those that hold today or start later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate()))

    def visible_to(self, identity):
        """Those this person looks after: a coordinator the own colleagues, the region who leads elsewhere."""
        visible = Q(institution__in=identity.institution_ids(Role.COORDINATOR))
        if identity.is_regional_admin:
            visible |= Q(role__in=(Role.COORDINATOR, Role.SCHOOL_COORDINATOR, Role.REGIONAL_ADMIN))
        return self.filter(visible)

    def leading(self, leerplaats):
        """Those of the praktijkopleiders of `leerplaats`: named for it, or of the institution without a scope."""
        return self.filter(
            Q(leerplaatsen=leerplaats) | Q(leerplaatsen__isnull=True),
            role=Role.PRAKTIJKOPLEIDER,
            institution=leerplaats.institution_id,
        ).order_by("user__name")

    def leaders_of(self, leerplaats):
        """Those of the praktijkopleiders of `leerplaats` today, in order of name, with their users at hand."""
        return self.active().leading(leerplaats).select_related("user")

    def guiding(self, leerplaats):
        """Those of the people who can be werkbegeleider on `leerplaats`."""
        return self.filter(
            Q(leerplaatsen=leerplaats) | Q(leerplaatsen__isnull=True),
            role=Role.WERKBEGELEIDER,
            institution=leerplaats.institution_id,
        ).order_by("user__name")


class Membership(models.Model):
    """A role of a person in an organisation, from a date, until a date. Ended, never deleted.

    From `ends_on` on the access is gone: a membership that ends today closes at the next request.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("Rol", max_length=20, choices=Role)
    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    school = models.ForeignKey(
        "profiles.School", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    leerplaatsen = models.ManyToManyField(
        "profiles.Leerplaats", blank=True, related_name="memberships", verbose_name="Leerplaatsen"
    )
    starts_on = models.DateField("Vanaf", default=timezone.localdate)
    ends_on = models.DateField("Tot", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_role_fits_organisation",
                condition=Q(role=Role.REGIONAL_ADMIN, institution__isnull=True, school__isnull=True)
                | Q(role__in=INSTITUTION_ROLES, institution__isnull=False, school__isnull=True)
                | Q(role__in=SCHOOL_ROLES, institution__isnull=True, school__isnull=False),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "institution", "school"],
                condition=Q(ends_on__isnull=True),
                nulls_distinct=False,
                name="membership_one_open",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    @property
    def organisation(self):
        """The institution or school; None for the region."""
        return self.institution or self.school

    @property
    def is_limited(self):
        """Whether the role can be limited to some leerplaatsen; a coordinator has the whole institution."""
        return self.role in (Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)

    @property
    def is_open(self):
        """Whether it still holds today."""
        today = timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or self.ends_on > today)
