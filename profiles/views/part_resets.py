"""The buttons that put a part back to what is online, and that take this back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from profiles.access import access
from profiles.actions.part_resets import reset_part, resets_of, undo_reset
from profiles.sent_numbers import read_numbers
from profiles.topic_pages import find_page
from profiles.views.editable import EDITORS, editable_leerplaats

PARAMETER = "teruggezet"


@access(*EDITORS)
@require_POST
def part_reset(request, pk, number, topic_number):
    """Put the whole part back; the next page offers to undo it."""
    page = _page_or_404(request, pk, number, topic_number)
    event = reset_part(leerplaats=page.leerplaats, part=page.part, by=request.user)
    if event is None:
        messages.info(request, "Er is niets veranderd.")
        return redirect(page.url)
    return redirect(f"{page.url}?{PARAMETER}={event.pk}")


@access(*EDITORS)
@require_POST
def part_reset_undo(request, pk, number, topic_number, event_id):
    """The concept as it was before, unless somebody went on writing."""
    page = _page_or_404(request, pk, number, topic_number)
    event = get_object_or_404(resets_of(page.leerplaats, page.part), pk=event_id)
    if undo_reset(leerplaats=page.leerplaats, part=page.part, event=event, by=request.user):
        messages.success(request, f"Deel {number} is weer zoals het was.")
    else:
        messages.warning(request, f"Deel {number} is intussen weer aangepast. Daarom blijft het zoals het nu is.")
    return redirect(page.url)


def reset_done(request, page):
    """The reset that was done just now, for the page that offers to undo it; None otherwise."""
    keys = read_numbers(request.GET.getlist(PARAMETER))
    return resets_of(page.leerplaats, page.part).filter(pk__in=keys).first()


def _page_or_404(request, pk, number, topic_number):
    page = find_page(editable_leerplaats(request, pk), number, topic_number)
    if page is None:
        raise Http404
    return page
