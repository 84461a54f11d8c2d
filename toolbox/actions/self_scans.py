"""Self-scans: kept for the person who made them, and for nobody else. Nothing of it goes to the log."""

from django.db import transaction

from profiles.models import User
from toolbox.models import SelfScan


class ChangedMeanwhile(Exception):
    """The resolve was written in another window after this page was opened."""


@transaction.atomic
def make_scan(*, answers, after, by):
    """Keep the answers of `by` as a new scan; returns it.

    `after` is the newest scan of that person when the form was opened (0 for none). The same answers sent a
    second time from that form give the scan that the first time made.
    """
    User.objects.select_for_update().get(pk=by.pk)
    newest = SelfScan.objects.filter(user=by).order_by("-pk").first()
    if newest and newest.pk > after and newest.answers == answers:
        return newest
    return SelfScan.objects.create(user=by, answers=answers)


@transaction.atomic
def keep_resolve(*, scan, resolve, seen):
    """Write down what the person is going to do; `seen` is the text that stood there when the page was opened.

    Raises ChangedMeanwhile, with what stands there now in `scan.resolve`, when that is something else by now.
    """
    locked = SelfScan.objects.select_for_update().get(pk=scan.pk)
    scan.resolve = locked.resolve
    if locked.resolve not in (seen, resolve):
        raise ChangedMeanwhile
    locked.resolve = scan.resolve = resolve
    locked.save(update_fields=["resolve"])
