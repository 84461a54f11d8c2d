"""Words that an institution explains to students."""

from django.db import models

from profiles.folding import fold


class GlossaryTermQuerySet(models.QuerySet):
    """Terms in domain words."""

    def kept(self):
        """Without the terms that were taken out."""
        return self.filter(removed_at=None)


class GlossaryTerm(models.Model):
    """A difficult word or abbreviation with its explanation in plain words.

    A term that was taken out stays as a row with `removed_at`, so that it can be put back.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="glossary_terms")
    term = models.CharField("Woord of afkorting", max_length=60)
    explanation = models.CharField("Uitleg", max_length=300)
    sort_term = models.CharField(max_length=60, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        ordering = ["sort_term", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "sort_term"],
                condition=models.Q(removed_at=None),
                name="glossary_term_unique",
            )
        ]

    def __str__(self):
        return self.term

    def save(self, *args, **kwargs):
        """Save with the sort key that follows from the term."""
        self.sort_term = fold(self.term)
        super().save(*args, **kwargs)
