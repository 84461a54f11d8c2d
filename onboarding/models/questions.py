"""Stel je vraag: a thread between a student and a role, for as long as the stage lasts."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from onboarding.enums import AskedRole, PlacementStatus
from profiles.enums import Role
from profiles.models import Membership


class StudentQuestionQuerySet(models.QuerySet):
    """Questions in domain words."""

    def of_student(self, user):
        """Those of the student who logs in as `user`."""
        return self.filter(placement__student__user=user)

    def for_role_of(self, identity, role="asked_role"):
        """Those that `identity` answers: asked of a role that this person has for that stage, and of nobody else.

        `role` is the field that names the role: "earlier_role" gives those that were passed on from this person.

        When nobody has the role any more, the next one on reads it: so a question never lies there unread.
        """
        rows = self.annotate(
            has_guide=Exists(
                Membership.objects.active().filter(
                    user=OuterRef("placement__werkbegeleider"),
                    user__is_active=True,
                    institution=OuterRef("institution"),
                    role=Role.WERKBEGELEIDER,
                )
            ),
            has_leader=Exists(
                Membership.objects.active().filter(
                    Q(leerplaatsen=OuterRef("placement__leerplaats")) | Q(leerplaatsen__isnull=True),
                    user__is_active=True,
                    institution=OuterRef("institution"),
                    role=Role.PRAKTIJKOPLEIDER,
                )
            ),
        )
        asked = {one: Q(**{role: one}) for one in AskedRole}
        mine = Q(pk__in=[])
        for membership in identity.memberships:
            mine |= _read_by(membership, asked)
        return rows.filter(mine)

    def standing(self, today):
        """Those that can still be answered: not closed, and the stage is not over."""
        over = Q(placement__status=PlacementStatus.CANCELLED) | Q(placement__ends_on__lt=today)
        return self.filter(closed_at__isnull=True).exclude(over)

    def waiting(self, today):
        """Those on which the student waits for an answer."""
        return self.standing(today).filter(waits_for_staff=True)

    def with_people(self):
        """With the student and the stage at hand."""
        return self.select_related(
            "institution",
            "placement__student__school",
            "placement__leerplaats__location",
            "placement__werkbegeleider",
            "placement__institution",
        )


def _read_by(membership, asked):
    """The questions that somebody reads by one membership; `asked` is a Q per role."""
    there = Q(institution=membership.institution_id)
    to_leader = asked[AskedRole.PRAKTIJKOPLEIDER] | (asked[AskedRole.WERKBEGELEIDER] & Q(has_guide=False))
    match membership.role:
        case Role.WERKBEGELEIDER:
            return there & asked[AskedRole.WERKBEGELEIDER] & Q(placement__werkbegeleider=membership.user_id)
        case Role.PRAKTIJKOPLEIDER:
            named = [leerplaats.pk for leerplaats in membership.leerplaatsen.all()]
            return there & to_leader & (Q(placement__leerplaats__in=named) if named else Q())
        case Role.COORDINATOR:
            return there & (asked[AskedRole.COORDINATOR] | (to_leader & Q(has_leader=False)))
        case Role.SCHOOL_COORDINATOR:
            return asked[AskedRole.SCHOOL] & Q(placement__school=membership.school_id)
    return Q(pk__in=[])


class StudentQuestion(models.Model):
    """What a student asks somebody by role. Whoever has that role for the stage reads it and answers.

    `waits_for_staff` is true until somebody answered the last thing the student wrote.
    """

    placement = models.ForeignKey("onboarding.Placement", on_delete=models.CASCADE, related_name="questions")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    asked_role = models.CharField("Aan wie stel je je vraag?", max_length=20, choices=AskedRole)
    earlier_role = models.CharField(max_length=20, choices=AskedRole, blank=True)  # who had it before it was passed on
    text = models.TextField("Je vraag")
    asked_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()  # what the student was told: you have an answer no later than this day
    waits_for_staff = models.BooleanField(default=True)
    reminded_at = models.DateTimeField(null=True, blank=True)  # once for each day that was promised
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = StudentQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "institution"], name="student_question_tenant_key"),
            models.CheckConstraint(
                name="student_question_closed_by_needs_moment",
                condition=Q(closed_by__isnull=True) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Vraag van {self.placement.student.short_name}"

    def is_standing(self, today):
        """Whether it can still be answered: not closed, and the stage is not over."""
        return self.closed_at is None and not self.stage_is_over(today)

    def stage_is_over(self, today):
        """Whether the stage ended or was cancelled, which closes every question about it."""
        return self.placement.ends_on < today or self.placement.status == PlacementStatus.CANCELLED


class QuestionReply(models.Model):
    """One thing said after the question, by the student or by somebody with the role; or that it was passed on."""

    question = models.ForeignKey(StudentQuestion, on_delete=models.CASCADE, related_name="replies")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    by_student = models.BooleanField(default=False)
    text = models.TextField("Je antwoord", blank=True)
    passed_to = models.CharField("Aan wie geef je dit door?", max_length=20, choices=AskedRole, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "question replies"
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="question_reply_says_or_passes",
                condition=(Q(passed_to="") & ~Q(text="")) | (~Q(passed_to="") & Q(text="")),
            ),
        ]

    def __str__(self):
        return f"Antwoord op {self.question}"
