"""Before a batch goes out: how many mails, three of them, and who gets one and who does not and why."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from onboarding.actions.confirming import preview_placements
from onboarding.actions.messages import LINK, own_link_example, start_mail
from onboarding.forms.confirming import ConfirmForm, ticked_keys
from onboarding.unfit import unfit
from onboarding.views.confirming import confirm, coordinator, ready
from onboarding.views.match_pages import match_context
from profiles.mail_html import blocks_of
from profiles.models import Period
from profiles.views.editing import sent

PER_PAGE = 100
MOST_EXAMPLES = 3
NOT_ASKED = ("csrfmiddlewaretoken", "doe", "voorbeeld", "pagina")
WHY_NOT = {
    "locked": "Deze koppeling staat niet vast.",
    "accepted": "De leerplaats zei nog niet akkoord.",
    "ticked": "Niet aangevinkt.",
}


@coordinator
@require_http_methods(["GET", "HEAD", "POST"])
def match_mails(request, period_pk):
    """What confirming would mail, with what was chosen and typed; nothing is confirmed here.

    What was sent along goes on in hidden fields, so that both buttons keep it. A choice that makes no sense is shown
    on the page of confirming, as it would be there.
    """
    period = get_object_or_404(Period, pk=period_pk)
    form = ConfirmForm(sent(request) or {"key": str(uuid4()), "which": "locked", "when": "now"})
    if not form.is_valid():
        return confirm(request, period_pk)
    everything = ready(request, period)
    chosen = set(form.narrow(everything, ticked_keys(request.POST)).order_by().values_list("pk", flat=True))
    misfits = unfit(everything.filter(pk__in=chosen))
    chosen -= misfits.keys()
    page = Paginator(everything, PER_PAGE).get_page(request.POST.get("pagina") or request.GET.get("pagina"))
    some = everything.filter(pk__in=chosen)[:MOST_EXAMPLES]
    context = match_context(
        period,
        "match-confirm",
        page=page,
        chosen=chosen,
        misfits=misfits,
        total=page.paginator.count,
        left_out=page.paginator.count - len(chosen),
        why_not=WHY_NOT.get(form.cleaned_data["which"], ""),
        send_after=form.cleaned_data["send_after"],
        examples=[_example(one, form.cleaned_data["instruction"]) for one in preview_placements(some)],
        hidden=_kept(sent(request), form.data),
    )
    return render(request, "onboarding/match_mails.html", context)


def _kept(data, defaults):
    """What was chosen and typed, as pairs for hidden fields."""
    lists = data.lists() if data else ((name, [value]) for name, value in defaults.items())
    return [(name, value) for name, values in lists if name not in NOT_ASKED for value in values]


def _example(placement, instruction):
    subject, body = start_mail(placement, instruction)
    text = body.replace(LINK, own_link_example())
    return {"name": placement.student.name, "subject": subject, "text": text, "blocks": blocks_of(text)}
