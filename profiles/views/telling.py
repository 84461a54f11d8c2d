"""After publishing: when a fact changed that students act on, first the question whether they must hear it."""

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from profiles.critical import critical_changes


def after_publishing(leerplaats, before, after, otherwise):
    """Where to go: to the page that offers to tell students, or on to `otherwise` (the name of a url of a leerplaats).

    `before` and `after` are versions; there is nothing to tell about the first. That page belongs to a package
    above this one, so it is found by its name.
    """
    onward = reverse(otherwise, args=[leerplaats.pk])
    if before is None or not critical_changes(before.answers, after.answers):
        return onward
    try:
        telling = reverse("leerplaats-tell-students", args=[leerplaats.pk])
    except NoReverseMatch:
        return onward
    return f"{telling}?{urlencode({'daarna': otherwise})}"
