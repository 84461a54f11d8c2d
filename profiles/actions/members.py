"""Who may do what where: given, limited and ended. Ended, never deleted; every change leaves a line in the log."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from profiles.actions.account_mails import queue_account_mail
from profiles.enums import Role
from profiles.models import AuditEvent, Membership, User

LEADING_ROLES = (Role.COORDINATOR, Role.REGIONAL_ADMIN)


@transaction.atomic
def invite(*, email, name, role, by, institution=None, school=None, leerplaatsen=()):
    """Give the person with `email` a role from today, and mail them how to log in.

    Returns the membership, and whether it is new: asking twice gives the role once and mails once. Someone
    who is known already keeps their own name and password. Raises ValueError for a leerplaats elsewhere.
    """
    _check_scope(institution, leerplaatsen)
    user = _person(email.strip().lower(), name)
    membership, created = Membership.objects.get_or_create(
        user=user, role=role, institution=institution, school=school, ends_on=None
    )
    if created:
        membership.leerplaatsen.set(leerplaatsen)
        AuditEvent.record("member invited", membership, by=by, institution=institution, role=role)
        _tell(membership, by)
    return membership, created


def _person(email, name):
    """The user with this address, made when there is none; of two requests at once the second finds the first's."""
    try:
        with transaction.atomic():
            return User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    except IntegrityError:
        return User.objects.get(email=email)


@transaction.atomic
def change_scope(*, membership, leerplaatsen, by):
    """Limit a role to `leerplaatsen`; none means all of the institution. Raises ValueError for one elsewhere."""
    _check_scope(membership.institution, leerplaatsen)
    chosen = sorted(leerplaats.pk for leerplaats in leerplaatsen)
    if chosen == sorted(membership.leerplaatsen.values_list("pk", flat=True)):
        return
    membership.leerplaatsen.set(leerplaatsen)
    AuditEvent.record(
        "member scope changed", membership, by=by, institution=membership.institution, leerplaatsen=chosen
    )


@transaction.atomic
def end(*, membership, by):
    """End a role today: it closes at the person's next request. Ending twice changes nothing."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ends_on is not None:
        return
    membership.ends_on = max(timezone.localdate(), membership.starts_on)
    membership.save(update_fields=["ends_on"])
    AuditEvent.record("member ended", membership, by=by, institution=membership.institution, role=membership.role)


def is_own_last_lead(membership, user):
    """Whether ending this would lock `user` out of the work of leading: somebody else must do that."""
    if membership.user_id != user.pk or membership.role not in LEADING_ROLES:
        return False
    others = Membership.objects.active().filter(user=user, role=membership.role).exclude(pk=membership.pk)
    return not others.exists()


def _check_scope(institution, leerplaatsen):
    strangers = [leerplaats for leerplaats in leerplaatsen if leerplaats.institution_id != institution.pk]
    if strangers:
        raise ValueError(f"not of {institution}: {strangers}")


def _tell(membership, by):
    user, organisation = membership.user, membership.organisation
    if not user.is_active:
        return
    queue_account_mail(
        "new_role" if user.has_usable_password() else "invitation",
        user=user,
        inviter=by.name,
        role=membership.get_role_display(),
        organisation=organisation.name if organisation else "de hele regio",
        sender=organisation.name if organisation else settings.SITE_NAME,
        reply_to=by.email,
    )
