"""Answers of questionnaires: counted in a bag, never kept with who gave them (decision record 0033).

A bag is one row. An answer adds to its counts, and its own words are put among the others in random order, so
that no row of one person ever exists. There is no moment in these rows, and their keys are random. Results read
closed bags only; a bag closes when it holds five answers, so that two reports differ by five or more people.
"""

from django.db import models
from django.db.models import Q

from onboarding.enums import SurveyKind
from onboarding.models.bags import ENOUGH, Bag


class AnswerBag(Bag):
    """Answers to one questionnaire.

    `on_paper`: typed in by a colleague. Such answers never share a bag with those of others: who typed four would
    know the fifth. `words` is {question: [texts]}.
    """

    kind = models.CharField(max_length=12, choices=SurveyKind)
    on_paper = models.BooleanField(default=False)
    words = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "leerplaats", "kind", "on_paper"],
                condition=Q(closed=False),
                nulls_distinct=False,
                name="answer_bag_one_open",
            ),
            models.CheckConstraint(
                condition=Q(closed=False, number__lt=ENOUGH) | Q(closed=True, number__gte=ENOUGH),
                name="answer_bag_closes_at_enough",
            ),
        ]


class SpentMark(models.Model):
    """That somebody answered: a keyed hash, which says nothing to who has only the database.

    It keeps a questionnaire from being sent twice. The key is a setting; a mark holds no moment and no person.
    """

    mark_hash = models.CharField(max_length=64, primary_key=True)

    def __str__(self):
        return "Een ingevulde vragenlijst"
