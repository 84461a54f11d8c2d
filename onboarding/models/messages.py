"""The outbox: mails are rows written in the transaction of the fact they tell."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from onboarding.enums import MessageKind, MessageStatus


class Message(models.Model):
    """One mail to one person. `key` makes sure the same fact is told once.

    `[link]` in the body becomes a personal link at the moment of sending, so that no secret is stored.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=MessageKind, default=MessageKind.OTHER)
    institution = models.ForeignKey("profiles.Institution", on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(
        "onboarding.Placement", on_delete=models.CASCADE, null=True, blank=True, related_name="messages"
    )
    student = models.ForeignKey(  # whose link it is when there is no placement (yet)
        "onboarding.Student", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    to_email = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    status = models.CharField(max_length=10, choices=MessageStatus, default=MessageStatus.QUEUED)
    created_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(null=True, blank=True)  # empty: at once
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # how often the mail server said: not now

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="message_sent_has_moment",
                condition=Q(status=MessageStatus.SENT, sent_at__isnull=False)
                | (~Q(status=MessageStatus.SENT) & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self):
        return self.subject

    @property
    def linked_student(self):
        """The student whose personal link goes into the mail, or None."""
        return self.placement.student if self.placement else self.student
