"""The film of a leerplaats: its files. What is said about it stands in the answers."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Film(models.Model):
    """The files of a film: the film itself (none when it is a link), its poster and its captions.

    The files of a row never change: another poster or other captions make a new row that shares the rest, so
    that an older version of the profile keeps showing what it showed. Taking a film out of the concept keeps
    the row, with what was said about it, so that it can be put back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="films")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="films/", blank=True)
    media_type = models.CharField(max_length=20, blank=True)
    poster = models.FileField(upload_to="films/", blank=True)
    captions = models.FileField(upload_to="films/", blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_entry = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_entry__isnull=True)
                | Q(removed_at__isnull=False, removed_entry__isnull=False),
                name="film_removed_has_moment_and_entry",
            )
        ]

    def __str__(self):
        return f"Film van {self.leerplaats}"
