"""Who someone is at this request, and which views they may open.

Every view carries one of the decorators below; the access matrix test reads them. Rows are fetched
through `visible_to(identity)`: what is not visible does not exist (404).
"""

from dataclasses import dataclass, field
from functools import cached_property, wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from profiles.enums import Role
from profiles.models.people import Membership


@dataclass(frozen=True)
class Identity:
    """The active memberships of the person behind a request; empty for a visitor."""

    user: object = None
    memberships: tuple[Membership, ...] = field(default_factory=tuple)

    @cached_property
    def roles(self):
        """The roles held today."""
        return frozenset(membership.role for membership in self.memberships)

    def has(self, *roles):
        """Whether one of `roles` is held today."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_regional_admin(self):
        """Whether the person administers the region."""
        return self.has(Role.REGIONAL_ADMIN)

    def institution_ids(self, *roles):
        """The institutions in which one of `roles` (any role when left out) is held."""
        return frozenset(
            membership.institution_id
            for membership in self.memberships
            if membership.institution_id and (not roles or membership.role in roles)
        )

    def school_ids(self, *roles):
        """The schools in which one of `roles` is held."""
        return frozenset(
            membership.school_id
            for membership in self.memberships
            if membership.school_id and (not roles or membership.role in roles)
        )

    @cached_property
    def whole_institutions(self):
        """The institutions whose every leerplaats is theirs: coordinators, and roles without a scope."""
        return frozenset(
            membership.institution_id
            for membership in self.memberships
            if membership.institution_id and (membership.role == Role.COORDINATOR or not membership.leerplaatsen.all())
        )

    @cached_property
    def leerplaats_ids(self):
        """The leerplaatsen named in the memberships."""
        return frozenset(
            leerplaats.pk for membership in self.memberships for leerplaats in membership.leerplaatsen.all()
        )

    @property
    def institution(self):
        """The first institution of the person, or None."""
        return next((m.institution for m in self.memberships if m.institution_id), None)

    @property
    def school(self):
        """The first school of the person, or None."""
        return next((m.school for m in self.memberships if m.school_id), None)


def load_identity(user):
    """The identity of `user` today, in two queries; an empty one for visitors and closed accounts."""
    if not user.is_authenticated or not user.is_active:
        return Identity()
    memberships = (
        Membership.objects.active()
        .filter(user=user)
        .select_related("institution", "school")
        .prefetch_related("leerplaatsen")
        .order_by("pk")
    )
    return Identity(user=user, memberships=tuple(memberships))


def public(view):
    """Everyone may open this view, also without logging in."""
    view.access_rule = "public"
    return login_not_required(view)


def access(*roles):
    """Only people with one of `roles` may open this view; others get 403, visitors the login page."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.identity.has(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access_rule = frozenset(roles)
        return guarded

    return decorate


def logged_in(view):
    """Everyone with an account may open this view."""
    view.access_rule = "logged_in"
    return view
