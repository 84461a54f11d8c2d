"""Who sees to it that a profile stays true: the chosen owner, or else who put it online last."""

from profiles.enums import Role
from profiles.models import Leerplaatsprofiel, Membership, ProfileVersion
from profiles.models.leerplaatsen import EDITING_ROLES


def owners_of(leerplaatsen):
    """The owner of each profile as {leerplaats id: user or None}; four queries, whatever their number.

    None as soon as the role of the owner at that leerplaats has ended: somebody must be chosen anew. A version
    with a note was made by the portal, so it makes nobody the owner.
    """
    keys = [leerplaats.pk for leerplaats in leerplaatsen]
    chosen = dict(Leerplaatsprofiel.objects.filter(leerplaats__in=keys).values_list("leerplaats_id", "owner_id"))
    versions = ProfileVersion.objects.filter(leerplaats__in=keys, note="").order_by("leerplaats_id", "-number")
    publishers = dict(versions.distinct("leerplaats_id").values_list("leerplaats_id", "published_by_id"))
    memberships = list(_leading(leerplaatsen))
    owners = {}
    for leerplaats in leerplaatsen:
        key = chosen.get(leerplaats.pk) or publishers.get(leerplaats.pk)
        people = {membership.user_id: membership.user for membership in memberships if _leads(membership, leerplaats)}
        owners[leerplaats.pk] = people.get(key)
    return owners


def possible_owners(leerplaats):
    """The people who edit this leerplaats, in order of name."""
    people = {m.user_id: m.user for m in _leading([leerplaats]) if _leads(m, leerplaats)}
    return sorted(people.values(), key=lambda user: (user.name.lower(), user.pk))


def readers_of(leerplaats):
    """Who gets the mail when something is wrong: the owner, or without one the coordinators."""
    if owner := owners_of([leerplaats])[leerplaats.pk]:
        return [owner]
    coordinators = {m.user_id: m.user for m in _leading([leerplaats]) if m.role == Role.COORDINATOR}
    return list(coordinators.values())


def _leading(leerplaatsen):
    institutions = {leerplaats.institution_id for leerplaats in leerplaatsen}
    return (
        Membership.objects.active()
        .filter(role__in=EDITING_ROLES, institution__in=institutions, user__is_active=True)
        .select_related("user")
        .prefetch_related("leerplaatsen")
    )


def _leads(membership, leerplaats):
    """A coordinator leads the whole institution, a praktijkopleider the leerplaatsen that are named, or all."""
    if membership.institution_id != leerplaats.institution_id:
        return False
    named = [] if membership.role == Role.COORDINATOR else membership.leerplaatsen.all()
    return not named or leerplaats.pk in [row.pk for row in named]
