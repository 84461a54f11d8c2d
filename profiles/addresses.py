"""Addresses as they stand on paper, in a mail and in a QR code."""

from django.conf import settings


def absolute(path):
    """The full address of a path of this site."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def public_address(leerplaats):
    """The full address of the public page: "https://leerplaats.example/leerplaatsen/de-kade-zuid"."""
    return absolute(leerplaats.get_absolute_url())


def written_address(leerplaats):
    """The same without the scheme, as people type it."""
    return public_address(leerplaats).split("://", 1)[-1]
