"""Where a postcode lies, from a file the administrator supplies."""

from django.db import models


class PostcodeArea(models.Model):
    """The middle of a postcode area: the four digits, and degrees north and east (WGS 84)."""

    postcode = models.CharField(max_length=4, primary_key=True)
    town = models.CharField(max_length=80)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        ordering = ["postcode"]

    def __str__(self):
        return f"{self.postcode} {self.town}"
