"""Bags: counts of five or more, in one row, so that nobody can be found in them (decision records 0033 and 0035).

Only closed bags are read, at every level. So a number, and the difference of any two numbers, is of whole bags: of
nobody or of five or more.
"""

import uuid

from django.db import models
from django.db.models import Q

from onboarding.enums import StageBagKind

ENOUGH = 5


class Bag(models.Model):
    """What is counted of five or more people; of fewer as long as it is open, and then nobody reads it.

    `leerplaats` is empty for what is left over of leerplaatsen with few students, put together per institution.
    `counts` is {question: {answer: number}}. `half_year` is that of closing, else of opening: "2026-2".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    leerplaats = models.ForeignKey(
        "profiles.Leerplaats", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    half_year = models.CharField(max_length=6)
    number = models.PositiveSmallIntegerField(default=0)
    closed = models.BooleanField(default=False)
    counts = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.get_kind_display()}, {self.half_year}"


class StageBag(Bag):
    """What went well in stages that are over, and why stages stopped early: {fact: {answer: number}}."""

    kind = models.CharField(max_length=12, choices=StageBagKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "leerplaats", "kind"],
                condition=Q(closed=False),
                nulls_distinct=False,
                name="stage_bag_one_open",
            ),
            models.CheckConstraint(
                condition=Q(closed=False, number__lt=ENOUGH) | Q(closed=True, number__gte=ENOUGH),
                name="stage_bag_closes_at_enough",
            ),
        ]
