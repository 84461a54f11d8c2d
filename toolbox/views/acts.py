"""The pocket card Mag ik dit al?, for everybody who can read the page it comes from."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from profiles.access import public
from profiles.models import Leerplaats
from profiles.views.acts import agreed_on
from toolbox.formats import act_card
from toolbox.printed_acts import printed_act_card
from toolbox.views.pdf import pdf_response


@public
@require_safe
def act_card_print(request, slug, programme_id, year):
    """The card of one opleiding and year. In the archive, the public page says so."""
    rows = Leerplaats.objects.filter(profile__published__isnull=False).select_related("institution", "location")
    leerplaats = get_object_or_404(rows, slug=slug)
    if leerplaats.archived_at:
        return redirect(leerplaats)
    found = agreed_on(leerplaats, programme_id=programme_id, year=year)
    if not found:
        raise Http404
    document = printed_act_card(leerplaats, found[0])
    return pdf_response(request, act_card.versions(document), title=document.title)
