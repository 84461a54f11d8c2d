"""The places of one leerplaats: per period a table of opleiding, year and number."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access import access
from profiles.actions import places as actions
from profiles.dutch import count
from profiles.forms.base import error_summary
from profiles.forms.places import NewOfferForm, OfferNumberForm
from profiles.models import Period, PlaceOffer, Programme
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent

NUMBERS, NEW = "aantallen", "nieuw"


@dataclass
class Table:
    """One period with its rows, (offer, number form), and the form for a new row."""

    period: Period
    rows: list
    new: NewOfferForm
    is_adding: bool = False

    @property
    def total(self):
        """All places of the period together."""
        return sum(offer.number for offer, _ in self.rows)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_list(request, pk):
    """Change the numbers of a period, or add a row. A number never drops below the students on it."""
    leerplaats = editable_leerplaats(request, pk)
    tables = _tables(leerplaats, sent(request))
    if request.method == "POST":
        table = next((t for t in tables if str(t.period.pk) == request.POST.get("periode")), None)
        if table is None:
            raise Http404
        save = _add if request.POST.get("wat") == NEW else _change
        if save(request, leerplaats, table):
            return redirect(f"{reverse('offer-list', args=[leerplaats.pk])}#periode-{table.period.pk}")
    context = {
        "leerplaats": leerplaats,
        "tables": tables,
        "error_summary": error_summary(*(form for table in tables for form in _forms(table))),
    }
    return render(request, "profiles/offers.html", context)


@access(*EDITORS)
@require_POST
def offer_remove(request, pk, offer_id):
    """Take a row away, unless students are or were placed on it."""
    leerplaats = editable_leerplaats(request, pk)
    rows = PlaceOffer.objects.visible_to(request.identity).select_related("programme", "leerplaats__institution")
    offer = get_object_or_404(rows, pk=offer_id, leerplaats=leerplaats)
    words = f"{offer.programme}, leerjaar {offer.year}"
    try:
        actions.remove_offer(offer=offer, by=request.user)
    except actions.HasStudents:
        messages.error(request, f"Bij {words} hoort een student. Deze rij kan niet weg. Zet het aantal lager.")
    else:
        messages.success(request, f"{words} is weggehaald.")
    return redirect(f"{reverse('offer-list', args=[leerplaats.pk])}#periode-{offer.period_id}")


def _tables(leerplaats, data):
    """The tables of the periods that have not ended; `data` fills the one that was sent."""
    offers = actions.with_students(PlaceOffer.objects.filter(leerplaats=leerplaats))
    rows = {}
    for offer in offers.select_related("programme").order_by("programme__level", "programme__name", "year"):
        rows.setdefault(offer.period_id, []).append(offer)
    periods = Period.objects.filter(ends_on__gte=timezone.localdate())
    programmes = list(Programme.objects.all())
    return [_table(period, rows.get(period.pk, []), programmes, data) for period in periods]


def _table(period, offers, programmes, data):
    sent = data is not None and data.get("periode") == str(period.pk)
    adding = sent and data.get("wat") == NEW
    numbers = data if sent and not adding else None
    return Table(
        period,
        [(offer, OfferNumberForm(numbers, offer=offer)) for offer in offers],
        NewOfferForm(
            data if adding else None,
            prefix=f"nieuw-{period.pk}",
            programmes=programmes,
            taken=[(offer.programme_id, offer.year) for offer in offers],
        ),
        adding,
    )


def _forms(table):
    return [*(form for _, form in table.rows), table.new]


def _change(request, leerplaats, table):
    if any(form.errors for _, form in table.rows):
        return False
    numbers = {offer.pk: form.cleaned_data["number"] for offer, form in table.rows}
    try:
        actions.change_numbers(leerplaats=leerplaats, numbers=numbers, by=request.user)
    except actions.TooFew as refusal:
        form = next(form for offer, form in table.rows if offer.pk == refusal.offer.pk)
        form.add_error("number", _full(leerplaats, refusal.offer))
        return False
    messages.success(request, f"De plekken van {table.period} zijn bewaard.")
    return True


def _full(leerplaats, offer):
    students = count(offer.taken, "student", "studenten")
    return (
        f"{leerplaats} heeft in {offer.period} al {students} van {offer.programme}, leerjaar {offer.year}. "
        f"Vul {offer.highest} of een hoger getal in."
    )


def _add(request, leerplaats, table):
    if not table.new.is_valid():
        return False
    offer = actions.add_offer(leerplaats=leerplaats, period=table.period, by=request.user, **table.new.cleaned_data)
    messages.success(request, f"{offer.programme}, leerjaar {offer.year} staat erbij.")
    return True
