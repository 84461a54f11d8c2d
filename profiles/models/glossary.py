"""Words that an institution explains to students."""

from django.db import models

from profiles.folding import fold


class GlossaryTerm(models.Model):
    """A difficult word or abbreviation with its explanation in plain words."""

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="glossary_terms")
    term = models.CharField("Woord of afkorting", max_length=60)
    explanation = models.CharField("Uitleg", max_length=300)
    sort_term = models.CharField(max_length=60, editable=False)

    class Meta:
        ordering = ["sort_term", "pk"]
        constraints = [models.UniqueConstraint(fields=["institution", "sort_term"], name="glossary_term_unique")]

    def __str__(self):
        return self.term

    def save(self, *args, **kwargs):
        """Save with the sort key that follows from the term."""
        self.sort_term = fold(self.term)
        super().save(*args, **kwargs)
