"""Who prints, and when: the last line of every sheet."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from toolbox.formats.pieces import Origin


def origin(version=""):
    """The origin of a sheet that is printed today."""
    return Origin(
        sender=settings.SITE_NAME, printed_on=date_format(timezone.localdate(), "j F Y"), version=str(version)
    )
