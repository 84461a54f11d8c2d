"""What students tell: new texts to decide about, the three on the page and their order, and the rest."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.actions import quotes as actions
from profiles.enums import QuoteStatus
from profiles.forms.quotes import RejectForm, StudentSaidForm
from profiles.models.quotes import MOST_SHOWN
from profiles.sent_numbers import read_numbers
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent

PER_PAGE = 20
FULL = f"Er staan al {MOST_SHOWN} teksten op de pagina. Haal er eerst één weg, dan past deze erbij."
OTHERWISE = "Een collega heeft intussen al iets anders gekozen. Kijk hieronder hoe het nu is."


@access(*EDITORS)
@require_safe
def quote_list(request, pk):
    """All texts of students about one leerplaats, the new ones first."""
    leerplaats = editable_leerplaats(request, pk)
    quotes = leerplaats.quotes.select_related("sent_by", "decided_by")
    rejected = Paginator(quotes.rejected(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "leerplaats": leerplaats,
        "waiting": quotes.waiting(),
        "shown": quotes.shown(),
        "aside": quotes.aside(),
        "rejected": rejected,
        "most_shown": MOST_SHOWN,
        "just": quotes.filter(pk__in=read_numbers(request.GET.getlist("net"))).first(),
    }
    return render(request, "profiles/quote_list.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def quote_new(request, pk):
    """Write down what a student said, when the student agreed."""
    leerplaats = editable_leerplaats(request, pk)
    form = StudentSaidForm(sent(request))
    if request.method == "POST" and form.is_valid():
        quote = actions.enter_quote(leerplaats=leerplaats, by=request.user, **form.said)
        messages.success(request, f"De tekst van {quote.first_name} {_where(quote)}")
        return redirect("quote-list", leerplaats.pk)
    return render(request, "profiles/quote_new.html", {"leerplaats": leerplaats, "form": form})


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def quote_reject(request, pk, quote_id):
    """Do not place a text, with a reason for colleagues."""
    leerplaats, quote = _quote_or_404(request, pk, quote_id)
    form = RejectForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return _decided(request, quote, QuoteStatus.REJECTED, form.cleaned_data["reason"])
    return render(request, "profiles/quote_reject.html", {"leerplaats": leerplaats, "quote": quote, "form": form})


@access(*EDITORS)
@require_POST
def quote_change(request, pk, quote_id):
    """What a button beside a text does: approve, look again, on or off the page, up or down."""
    _, quote = _quote_or_404(request, pk, quote_id)
    step = CHANGES.get(request.POST.get("wat"))
    if step is None:
        raise Http404
    return step(request, quote)


def _approve(request, quote):
    return _decided(request, quote, QuoteStatus.APPROVED)


def _look_again(request, quote):
    return _decided(request, quote, QuoteStatus.PROPOSED)


def _decided(request, quote, to, reason=""):
    try:
        actions.change_quote_status(quote=quote, to=to, by=request.user, reason=reason)
    except actions.StepNotAllowed:
        messages.warning(request, OTHERWISE)
        return _back(quote)
    if to == QuoteStatus.PROPOSED:
        messages.success(request, f"De tekst van {quote.first_name} staat weer bij de nieuwe teksten.")
        return _back(quote)
    return _back(quote, just=True)


def _show(request, quote):
    try:
        actions.show_quote(quote=quote, by=request.user)
    except actions.PageFull:
        messages.warning(request, FULL)
    except actions.StepNotAllowed:
        messages.warning(request, OTHERWISE)
    else:
        messages.success(request, f"De tekst van {quote.first_name} staat op de pagina.")
    return _back(quote)


def _hide(request, quote):
    actions.hide_quote(quote=quote, by=request.user)
    return _back(quote, just=True)


def _mover(step):
    def move(request, quote):
        if actions.move_quote(quote=quote, step=step, by=request.user):
            messages.success(request, f"De tekst van {quote.first_name} staat nu {'hoger' if step < 0 else 'lager'}.")
        return _back(quote)

    return move


CHANGES = {
    "goedkeuren": _approve,
    "opnieuw": _look_again,
    "op-de-pagina": _show,
    "van-de-pagina": _hide,
    "omhoog": _mover(-1),
    "omlaag": _mover(1),
}


def _back(quote, *, just=False):
    """The list; with `just` it says what happened to this text, with a button to undo it."""
    return redirect(reverse("quote-list", args=[quote.leerplaats_id]) + (f"?net={quote.pk}" if just else ""))


def _where(quote):
    return "staat op de pagina." if quote.position else "is bewaard. " + FULL


def _quote_or_404(request, pk, quote_id):
    leerplaats = editable_leerplaats(request, pk)
    quote = get_object_or_404(leerplaats.quotes.select_related("leerplaats__institution"), pk=quote_id)
    return leerplaats, quote
