"""Of whom somebody reads results and figures: one's own leerplaatsen, one's own institution, or all of the region."""

from profiles.enums import Role
from profiles.models import Institution, Leerplaats


def read_institutions(identity):
    """The institutions that this person reads as a whole, by name."""
    rows = Institution.objects.order_by("name")
    return rows if identity.is_regional_admin else rows.filter(pk__in=identity.institution_ids(Role.COORDINATOR))


def read_leerplaatsen(identity):
    """The leerplaatsen that this person reads one by one, with institution and location at hand."""
    return Leerplaats.objects.editable_by(identity).select_related("institution", "location")
