"""Films of a leerplaats: an uploaded file; a link to a film stands in the answers."""

import uuid

from django.db import models
from django.utils import timezone


class Film(models.Model):
    """An uploaded film with its poster and captions. What is said about it stands in the answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leerplaats = models.ForeignKey("profiles.Leerplaats", on_delete=models.PROTECT, related_name="films")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="films/")
    media_type = models.CharField(max_length=20)
    poster = models.FileField(upload_to="films/", blank=True)
    captions = models.FileField(upload_to="films/", blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"Film van {self.leerplaats}"
