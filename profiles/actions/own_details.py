"""What people keep of themselves: their portrait and their phone number."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from profiles.actions.consents import withdraw
from profiles.enums import Purpose
from profiles.models import AuditEvent, Portrait, User

OF_THE_PHOTO = (Purpose.PHOTO_TEAM, Purpose.PHOTO_STUDENTS)


class ChangedMeanwhile(Exception):
    """Somebody changed it after the form was opened, perhaps the same person on another device.

    `stored` is what stands there now.
    """

    def __init__(self, stored):
        super().__init__(stored)
        self.stored = stored


@transaction.atomic
def store_portrait(*, user, clean):
    """Make a CleanPhoto the portrait of `user`, in the place of the one before.

    Another picture gets another key, so that an address somebody kept shows nothing any more. The same picture
    sent twice stays one.
    """
    User.objects.select_for_update().get(pk=user.pk)
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"portrait:{user.pk}:{hashlib.sha256(clean.small).hexdigest()}")
    before = Portrait.objects.filter(user=user).first()
    if before and before.pk == key:
        return before
    if before:
        _delete(before)
    portrait = Portrait(pk=key, user=user)
    portrait.file.save(f"{uuid.uuid4()}.webp", ContentFile(clean.small), save=False)
    portrait.save(force_insert=True)
    AuditEvent.record("portrait.stored", user, by=user)
    return portrait


@transaction.atomic
def remove_portrait(*, user):
    """Delete the portrait of `user`, and with it the consents to show it. Returns whether there was one."""
    User.objects.select_for_update().get(pk=user.pk)
    portrait = Portrait.objects.filter(user=user).first()
    if portrait is None:
        return False
    _delete(portrait)
    AuditEvent.record("portrait.removed", user, by=user)
    withdraw(user, *OF_THE_PHOTO)
    return True


def _delete(portrait):
    """The row now, the file when that is certain."""
    file = portrait.file
    portrait.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))


@transaction.atomic
def change_phone(*, user, phone, seen):
    """Store the own phone number; empty takes it away, with the consent to show it. Returns whether it changed.

    `seen` is the number that stood in the form. Raises ChangedMeanwhile when another one stands there now.
    """
    stored = User.objects.select_for_update().get(pk=user.pk)
    if stored.phone == phone:
        return False
    if stored.phone != seen:
        raise ChangedMeanwhile(stored.phone)
    stored.phone = user.phone = phone
    stored.save(update_fields=["phone"])
    AuditEvent.record("phone.changed", user, by=user)
    if not phone:
        withdraw(user, Purpose.PHONE_TEAM)
    return True
