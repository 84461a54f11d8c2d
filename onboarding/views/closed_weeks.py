"""Closed weeks of a leerplaats: the list with how many students they touch, one, and away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding.occupancy import days_in_words, stays_at, touched_by, touched_words
from profiles.access import access
from profiles.actions import closed_weeks as actions
from profiles.dutch import enumerate_dutch
from profiles.forms.closed_weeks import ClosedWeeksForm
from profiles.merging import Clash
from profiles.models import ClosedWeeks
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent

FORM = ["GET", "HEAD", "POST"]


@access(*EDITORS)
@require_safe
def closed_weeks_list(request, pk):
    """Those that are still to come, the first one first, with whom they touch; those gone by below."""
    leerplaats = editable_leerplaats(request, pk)
    today = timezone.localdate()
    stays = stays_at([leerplaats.pk], today)[leerplaats.pk]
    found = list(leerplaats.closed_weeks.all())
    coming = [closed for closed in found if closed.ends_on >= today]
    rows = [
        {
            "closed": closed,
            "days": days_in_words(closed),
            "touched": touched_by(closed, stays, today),
            "touched_words": touched_words(touched_by(closed, stays, today), closed.closed_for),
            "overlaps": _overlaps(closed, coming),
        }
        for closed in coming
    ]
    past = [(closed, days_in_words(closed)) for closed in found if closed.ends_on < today]
    context = {"leerplaats": leerplaats, "rows": rows, "past": past[::-1]}
    return render(request, "onboarding/closed_weeks_list.html", context)


@access(*EDITORS)
@require_http_methods(FORM)
def closed_weeks_new(request, pk):
    """New closed weeks."""
    leerplaats = editable_leerplaats(request, pk)
    return _edit(request, leerplaats, ClosedWeeks(leerplaats=leerplaats, institution=leerplaats.institution))


@access(*EDITORS)
@require_http_methods(FORM)
def closed_weeks_edit(request, pk, closed_id):
    """Change closed weeks. When a colleague was earlier, both are shown."""
    leerplaats = editable_leerplaats(request, pk)
    return _edit(request, leerplaats, get_object_or_404(leerplaats.closed_weeks, pk=closed_id))


@access(*EDITORS)
@require_POST
def closed_weeks_remove(request, pk, closed_id):
    """Take closed weeks away."""
    leerplaats = editable_leerplaats(request, pk)
    closed = get_object_or_404(leerplaats.closed_weeks, pk=closed_id)
    days = days_in_words(closed)
    actions.remove_closed(closed=closed, by=request.user)
    messages.success(request, f"{days} is weggehaald. Studenten kunnen dan weer komen.")
    return redirect("closed-weeks-list", leerplaats.pk)


def _edit(request, leerplaats, closed):
    heading = f"Gesloten: {days_in_words(closed)}" if closed.pk else "Gesloten weken toevoegen"
    form, theirs = ClosedWeeksForm(sent(request), instance=closed), None
    if request.method == "POST" and form.is_valid():
        try:
            stored = actions.save_closed(closed=form.instance, seen=form.cleaned_data["seen"], by=request.user)
        except Clash as clash:
            theirs = clash.theirs
            form.now_knows(seen=actions.closed_mark(theirs))
        else:
            _tell(request, leerplaats, stored)
            return redirect("closed-weeks-list", leerplaats.pk)
    context = {
        "leerplaats": leerplaats,
        "closed": closed if closed.pk else None,
        "form": form,
        "heading": heading,
        "theirs": theirs,
        "theirs_days": days_in_words(theirs) if theirs else "",
    }
    return render(request, "onboarding/closed_weeks.html", context)


def _tell(request, leerplaats, closed):
    """What was stored, whom it touches, and with which other weeks it overlaps."""
    today = timezone.localdate()
    number = touched_by(closed, stays_at([leerplaats.pk], today)[leerplaats.pk], today)
    messages.success(request, f"Bewaard: {days_in_words(closed)}. {touched_words(number, closed.closed_for)}")
    others = [days_in_words(other) for other in actions.overlapping(closed)]
    if others:
        messages.warning(
            request, f"Deze dagen vallen samen met {enumerate_dutch(others)}. Haal er een weg als dat niet klopt."
        )


def _overlaps(closed, others):
    """The days of other closed weeks that share a day with these, in words."""
    return enumerate_dutch(
        days_in_words(other)
        for other in others
        if other.pk != closed.pk and other.starts_on <= closed.ends_on and other.ends_on >= closed.starts_on
    )
