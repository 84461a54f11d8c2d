"""Personal links: a way in for students without a password."""

from django.db import models
from django.utils import timezone


class PersonalLinkQuerySet(models.QuerySet):
    """Links in domain words."""

    def usable(self):
        """Those that open something now."""
        now = timezone.now()
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class PersonalLink(models.Model):
    """A secret of 256 bits, of which only the SHA-256 is kept. Opening it does not use it up."""

    student = models.ForeignKey("onboarding.Student", on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalLinkQuerySet.as_manager()

    def __str__(self):
        return f"Link van {self.student}"
