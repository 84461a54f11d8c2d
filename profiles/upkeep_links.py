"""The personal link in the mail "Klopt dit nog?": signed, for one profile and one owner (docs/adr/0017)."""

from django.core import signing
from django.urls import reverse

from profiles.models import Leerplaats
from profiles.owners import owners_of

SALT = "profiles.upkeep_links"
VALID_DAYS = 30


def upkeep_path(profile, owner):
    """The path that opens the question for `owner`, without logging in."""
    return reverse("profile-upkeep-link", args=[signing.dumps([profile.leerplaats_id, owner.pk], salt=SALT)])


def read_token(token):
    """The (leerplaats, owner) of a link that works, or None for every reason why it does not.

    It stops working after VALID_DAYS, when somebody else became the owner, when the role or the account of the
    owner ended, and when the profile is no longer online.
    """
    try:
        leerplaats_id, user_id = signing.loads(token, salt=SALT, max_age=VALID_DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    rows = Leerplaats.objects.online().with_place().select_related("profile__published")
    leerplaats = rows.filter(pk=leerplaats_id).first()
    if leerplaats is None:
        return None
    owner = owners_of([leerplaats])[leerplaats.pk]
    return (leerplaats, owner) if owner and owner.pk == user_id else None
