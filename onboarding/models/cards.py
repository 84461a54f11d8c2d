"""Playful cards of a student: bingo, strippenkaart and the throws of the vragendobbelsteen."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.enums import Role


class PlayCard(models.Model):
    """One card of one stage: its texts as they were when the card was made, and what the student did with them.

    `marks` maps the place of a text (from 0, as a string) to {"on": "2027-02-01", "with": "Samira"}. No colleague
    has to approve anything.
    """

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="play_cards")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=30)  # a key of toolbox.formats.FORMATS
    texts = ArrayField(models.CharField(max_length=300))
    marks = models.JSONField(default=dict, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)  # "Sla over": the student does without, nobody asks why
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["placement", "format"], name="play_card_once")]

    def __str__(self):
        return f"{self.format} van {self.placement}"

    @property
    def marked(self):
        """The places that the student marked."""
        return {int(place) for place in self.marks}

    def mark_at(self, place):
        """What the student wrote at this place; empty for nothing."""
        return self.marks.get(str(place), {})


class DiceThrowQuerySet(models.QuerySet):
    """Throws in domain words."""

    def shared_with(self, identity):
        """Those that a student shares and this person may read: the werkbegeleider of the student, and the
        praktijkopleiders of the leerplaats. Nobody else, also no coordinator."""
        readers = Q(pk__in=[])
        for membership in identity.memberships:
            scope = Q(placement__institution=membership.institution_id)
            if membership.role == Role.WERKBEGELEIDER:
                readers |= scope & Q(placement__werkbegeleider=identity.user)
            elif membership.role == Role.PRAKTIJKOPLEIDER:
                named = [leerplaats.pk for leerplaats in membership.leerplaatsen.all()]
                readers |= scope & Q(placement__leerplaats__in=named) if named else scope
        return self.filter(readers, shared_at__isnull=False)


class DiceThrow(models.Model):
    """A question that came up, and what the student wrote about it. Only the student sees it, unless shared."""

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="throws")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)
    face = models.PositiveSmallIntegerField()  # 1 to 6
    answer = models.TextField("Wat denk je?", blank=True, max_length=600)
    shared_at = models.DateTimeField(null=True, blank=True)
    thrown_at = models.DateTimeField(default=timezone.now)

    objects = DiceThrowQuerySet.as_manager()

    class Meta:
        ordering = ["-thrown_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="dice_has_six_faces", condition=Q(face__gte=1, face__lte=6)),
            models.CheckConstraint(name="dice_shared_has_answer", condition=Q(shared_at__isnull=True) | ~Q(answer="")),
        ]

    def __str__(self):
        return self.question
