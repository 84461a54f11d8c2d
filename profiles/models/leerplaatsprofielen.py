"""What a leerplaats tells its students: a concept that is edited, and the versions that were published."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from profiles.inheritance import shown_answers
from profiles.questions import PARTS, is_answered, missing_answers


class Leerplaatsprofiel(models.Model):
    """The one concept of a leerplaats. `answers` has the keys of profiles.questions.

    `version` counts every save; a form sends the number it was opened with, so that a second saver
    never writes over the first.
    """

    leerplaats = models.OneToOneField("profiles.Leerplaats", on_delete=models.PROTECT, related_name="profile")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    done_parts = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    copied_parts = models.JSONField(default=dict, blank=True)  # part key -> whose answers were taken over
    owner = models.ForeignKey(
        "profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Eigenaar"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)  # the last mail to the owner: does this still hold?
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    published = models.OneToOneField(
        "profiles.ProfileVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "leerplaatsprofielen"
        indexes = [
            models.Index(
                fields=["leerplaats"], condition=models.Q(published__isnull=False), name="leerplaatsprofiel_online"
            )
        ]
        constraints = [models.UniqueConstraint(fields=["id", "institution"], name="leerplaatsprofiel_tenant_key")]

    def __str__(self):
        return f"Leerplaatsprofiel {self.leerplaats}"

    @property
    def shown(self):
        """The concept as it would show: with what location and institution say."""
        return shown_answers(self.leerplaats, self.answers)

    def missing(self):
        """The required questions without an answer, as (part, question) pairs."""
        return missing_answers(self.shown, self.leerplaats.sector)

    def part_status(self, part):
        """'todo', 'busy' or 'done' for the task list."""
        if part.key in self.done_parts:
            return "done"
        questions = part.questions_for(self.leerplaats.sector)
        return "busy" if any(is_answered(self.answers.get(question.key)) for question in questions) else "todo"

    def changed_parts(self):
        """The parts whose answers differ from what is online; none when nothing is online yet."""
        if self.published is None:
            return []
        online, concept = self.published.answers, self.shown
        return [
            part
            for part in PARTS
            if any(concept.get(question.key) != online.get(question.key) for question in part.questions)
        ]


class ProfileVersion(models.Model):
    """What stood online from a moment on. Never edited, never removed."""

    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="versions")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    inherited = models.JSONField(default=dict, blank=True)  # key -> the institution or location that gave the answer
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=120, blank=True)  # why there is a version when nobody pressed the button here

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["leerplaats", "number"], name="profile_version_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="profile_version_number_positive"),
        ]

    def __str__(self):
        return f"{self.leerplaats}, versie {self.number}"


class Photo(models.Model):
    """A photo file of a leerplaats, re-encoded, without metadata. Text and order stand in the answers.

    Taking a photo out of the concept keeps the row, with the text it had, so that it can be put back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="photos")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    large = models.FileField(upload_to="photos/")
    medium = models.FileField(upload_to="photos/", blank=True)  # none for photos of before there were three sizes
    small = models.FileField(upload_to="photos/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_entry = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_entry__isnull=True)
                | Q(removed_at__isnull=False, removed_entry__isnull=False),
                name="photo_removed_has_moment_and_entry",
            )
        ]

    def __str__(self):
        return f"Foto van {self.leerplaats}"
