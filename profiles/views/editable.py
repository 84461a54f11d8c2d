"""Fetching a leerplaats to work on: what someone may not edit does not exist for them."""

from django.shortcuts import get_object_or_404

from profiles.models import Leerplaats, Leerplaatsprofiel
from profiles.models.leerplaatsen import EDITING_ROLES

EDITORS = EDITING_ROLES


def editable_leerplaats(request, pk, *, archived=False):
    """The leerplaats with place and profile at hand, or 404; one in the archive only when asked for."""
    rows = Leerplaats.objects.editable_by(request.identity).with_place()
    rows = rows.select_related("profile__published__published_by", "profile__updated_by")
    return get_object_or_404(rows if archived else rows.in_use(), pk=pk)


def profile_of(leerplaats):
    """The profile; an empty one, not stored, when nobody has written anything yet."""
    stored = getattr(leerplaats, "profile", None)
    return stored or Leerplaatsprofiel(leerplaats=leerplaats, institution=leerplaats.institution)
