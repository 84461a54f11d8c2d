"""What students say about a leerplaats, shown after somebody approved it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.enums import QuoteKind, QuoteStatus

MOST_SHOWN = 3
TEXT_LENGTH = 300


class QuoteQuerySet(models.QuerySet):
    """Quotes in domain words."""

    def waiting(self):
        """Those nobody has decided about, the oldest first."""
        return self.filter(status=QuoteStatus.PROPOSED).order_by("sent_at", "pk")

    def shown(self):
        """Those on the public page, in its order."""
        return self.filter(status=QuoteStatus.APPROVED, position__gt=0).order_by("position")

    def aside(self):
        """The approved ones that are not on the page, the newest first."""
        return self.filter(status=QuoteStatus.APPROVED, position=0).order_by("-decided_at", "-pk")

    def rejected(self):
        """Those that were not placed, the newest first."""
        return self.filter(status=QuoteStatus.REJECTED).order_by("-decided_at", "-pk")

    def sent_about(self, leerplaats, user):
        """What this student sent about a leerplaats, the newest first."""
        return self.filter(leerplaats=leerplaats, sent_by=user, entered_by_staff=False).order_by("-sent_at", "-pk")


class Quote(models.Model):
    """A quote or a tip of a student: first name, opleiding and year, nothing more about the person.

    `position` is the place on the public page, 1 to 3; 0 is not on the page.
    """

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="quotes")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Wat is het?", max_length=10, choices=QuoteKind, default=QuoteKind.QUOTE)
    text = models.CharField("Tekst", max_length=TEXT_LENGTH)
    first_name = models.CharField("Voornaam", max_length=40)
    programme = models.CharField("Opleiding", max_length=120, blank=True)
    year = models.PositiveSmallIntegerField("Leerjaar", null=True, blank=True)
    status = models.CharField(max_length=10, choices=QuoteStatus, default=QuoteStatus.PROPOSED)
    position = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey("profiles.User", on_delete=models.SET_NULL, null=True, related_name="+")
    entered_by_staff = models.BooleanField(default=False)  # for a student who agreed
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField("Waarom niet?", max_length=200, blank=True)  # for colleagues only

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["position", "-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="quote_says_something"),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at__isnull=True)
                | (~Q(status="proposed") & Q(decided_at__isnull=False)),
                name="quote_decided_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(position=0) | Q(status="approved", position__lte=MOST_SHOWN),
                name="quote_on_page_is_approved",
            ),
            models.UniqueConstraint(
                fields=["leerplaats", "position"], condition=Q(position__gt=0), name="quote_place_on_page_once"
            ),
        ]

    def __str__(self):
        return f"{self.first_name} over {self.leerplaats}"

    @property
    def signature(self):
        """Who says it: "Noor, Verzorgende IG, leerjaar 2"."""
        return ", ".join(filter(None, (self.first_name, self.programme, self.year and f"leerjaar {self.year}")))
