"""A yes or a no of a person for one purpose. Each tap counts once, and the log says when."""

from django.db import transaction
from django.utils import timezone

from profiles.models import AuditEvent, Consent, User


@transaction.atomic
def give_consent(*, user, purpose):
    """Note that `user` says yes. Returns whether that is new; a second tap changes nothing."""
    _queue_up(user)
    if user.consents.standing(purpose).exists():
        return False
    Consent.objects.create(user=user, purpose=purpose)
    AuditEvent.record("consent.given", user, by=user, purpose=purpose)
    return True


@transaction.atomic
def withdraw_consent(*, user, purpose):
    """Note that `user` says no from now on. Returns whether there was a yes; what it showed is gone at once."""
    _queue_up(user)
    return withdraw(user, purpose)


def withdraw(user, *purposes):
    """End the consents of a user whose row is locked; for actions that take away what the yes was about."""
    given = list(user.consents.standing(*purposes))
    user.consents.filter(pk__in=[consent.pk for consent in given]).update(withdrawn_at=timezone.now())
    for consent in given:
        AuditEvent.record("consent.withdrawn", user, by=user, purpose=consent.purpose)
    return bool(given)


def _queue_up(user):
    """Let two taps at once wait for each other."""
    User.objects.select_for_update().get(pk=user.pk)
