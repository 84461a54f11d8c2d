"""What somebody took off a plan or a list last, kept in the session so that it can be put back."""

from datetime import timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

KEPT_FOR = timedelta(minutes=30)


def keep(session, name, placement, values):
    """Remember `values` under `name` for this stage."""
    session[name] = {"placement": placement.pk, "at": timezone.now().isoformat(), "values": values}


def forget(session, name):
    """It stands where it stood."""
    session.pop(name, None)


def kept(session, name, placement):
    """The values that can be put back for this stage; None when there are none, or it is long ago."""
    found = session.get(name)
    if not found or found["placement"] != placement.pk or parse_datetime(found["at"]) < timezone.now() - KEPT_FOR:
        return None
    return found["values"]
