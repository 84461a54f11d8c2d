"""Who makes things ready without an account: lists of work behind a link, and who ticked what when."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import TaskProgress
from profiles.enums import Role
from toolbox.enums import Owner


class WorkListQuerySet(models.QuerySet):
    """Lists of work in domain words."""

    def standing(self):
        """Those whose link works."""
        return self.filter(revoked_at__isnull=True)

    def editable_by(self, identity):
        """Those of the institutions that this person coordinates."""
        return self.filter(institution__in=identity.institution_ids(Role.COORDINATOR))


class WorkList(models.Model):
    """The open work of one service of an institution (ICT, clothing, badges), for the people of a mailbox.

    Only the SHA-256 of the secret is kept. Opening the link changes nothing; names are seen after a code that is
    mailed to `email`.
    """

    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="worklists")
    owner = models.CharField("Voor wie?", max_length=20, choices=Owner)
    location = models.ForeignKey(
        "profiles.Location", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Locatie"
    )
    email = models.EmailField("E-mailadres van de dienst")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = WorkListQuerySet.as_manager()

    class Meta:
        ordering = ["owner", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "owner", "location"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="worklist_one_per_service",
            ),
        ]

    def __str__(self):
        return f"Werklijst van {self.get_owner_display()}"


class WorkListCode(models.Model):
    """A mailed code of six digits that opens a work list; only its salted hash is kept. Works once, for 15 minutes."""

    worklist = models.ForeignKey(WorkList, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=128)
    sent_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return f"Code voor {self.worklist}"


class TaskChange(models.Model):
    """That a task was ticked or opened again: by whom and when. `name` is of who has no account."""

    task = models.ForeignKey("onboarding.Task", on_delete=models.CASCADE, related_name="changes")
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    done = models.BooleanField()
    progress = models.CharField(max_length=10, choices=TaskProgress, blank=True)  # how far, of what is not done
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    worklist = models.ForeignKey(WorkList, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("Je naam", max_length=60, blank=True)
    # Of an undo: the earlier change that holds again, so that the task keeps the name and the moment of that one.
    restores = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.task}: {'klaar' if self.done else 'weer open'}"
