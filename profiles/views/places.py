"""The places of one leerplaats: per period a table of opleiding, year and number, and a page per row."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from profiles.access import access
from profiles.actions import places as actions
from profiles.actions.supervision_rules import all_levels
from profiles.dutch import count
from profiles.forms.base import error_summary
from profiles.forms.places import NewOfferForm, OfferDetailForm, OfferRowForm
from profiles.models import Period, PlaceOffer, Programme, School
from profiles.place_words import offer_facts, supervision_warning
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent

NEW = "nieuw"


@dataclass(frozen=True)
class TableRow:
    """An offer with its form, what there is to know about it, and what is missing for who wants to come."""

    offer: PlaceOffer
    form: OfferRowForm
    facts: list
    warning: str


@dataclass
class Table:
    """One period with its rows, and the form for a new row."""

    period: Period
    rows: list
    new: NewOfferForm
    is_adding: bool = False
    is_open: bool = False

    @property
    def total(self):
        """All places of the period together."""
        return sum(row.offer.number for row in self.rows)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_list(request, pk):
    """Change the rows of a period, or add one. A number never drops below the students on it."""
    leerplaats = editable_leerplaats(request, pk)
    tables = _tables(leerplaats, sent(request))
    _open_some(tables, request.POST.get("periode") or request.GET.get("periode"))
    if request.method == "POST":
        table = next((t for t in tables if str(t.period.pk) == request.POST.get("periode")), None)
        if table is None:
            raise Http404
        save = _add if request.POST.get("wat") == NEW else _change
        if save(request, leerplaats, table):
            return redirect(_address(leerplaats, table.period.pk))
    context = {
        "leerplaats": leerplaats,
        "tables": tables,
        "error_summary": error_summary(*(form for table in tables for form in _forms(table))),
    }
    return render(request, "profiles/offers.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def offer_detail(request, pk, offer_id):
    """Who guides, which days, what is needed. When a colleague was earlier, both texts are shown."""
    leerplaats = editable_leerplaats(request, pk)
    offer = _offer(request, leerplaats, offer_id)
    form, theirs = OfferDetailForm(sent(request), offer=offer), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_details(offer=offer, values=form.values, seen=form.cleaned_data["seen"], by=request.user)
        except actions.DetailsChanged as clash:
            theirs = clash.offer
            form.now_knows(seen=actions.details_mark(theirs))
        except actions.OtherSchool:
            form.add_error("school", "Hier heeft al een student van een andere school een plek.")
        except actions.SameRow:
            form.add_error("school", "Voor deze school staat er al zo'n rij. Pas daar het aantal aan.")
        else:
            messages.success(request, f"De bijzonderheden van {_words(offer)} zijn bewaard.")
            return redirect(_address(leerplaats, offer.period_id))
    context = {
        "leerplaats": leerplaats,
        "offer": offer,
        "form": form,
        "theirs": offer_facts(theirs) if theirs else [],
        "clash": theirs,
        "warning": supervision_warning(offer, all_levels()),
    }
    return render(request, "profiles/offer_detail.html", context)


@access(*EDITORS)
@require_POST
def offer_remove(request, pk, offer_id):
    """Take a row away, unless students are or were placed on it."""
    leerplaats = editable_leerplaats(request, pk)
    offer = _offer(request, leerplaats, offer_id)
    try:
        actions.remove_offer(offer=offer, by=request.user)
    except actions.HasStudents:
        messages.error(request, f"Bij {_words(offer)} hoort een student. Deze rij kan niet weg. Zet het aantal lager.")
    except actions.KeptFree:
        messages.error(request, f"Bij {_words(offer)} wordt een plek vrijgehouden. Laat die eerst los bij Koppelen.")
    else:
        messages.success(request, f"{_words(offer)} is weggehaald.")
    return redirect(_address(leerplaats, offer.period_id))


def _address(leerplaats, period_pk):
    """The table of one period, unfolded."""
    return f"{reverse('offer-list', args=[leerplaats.pk])}?periode={period_pk}#periode-{period_pk}"


def _open_some(tables, wanted):
    """Unfold the first period and the one that was asked for or sent; a page of all tables is too long for a phone."""
    for number, table in enumerate(tables):
        table.is_open = number == 0 or str(table.period.pk) == wanted


def _offer(request, leerplaats, offer_id):
    rows = PlaceOffer.objects.visible_to(request.identity).filter(leerplaats=leerplaats)
    rows = rows.select_related("programme", "period", "school", "leerplaats__institution")
    return get_object_or_404(rows, pk=offer_id)


def _words(offer):
    group = f", groep van {offer.school}" if offer.school_id else ""
    return f"{offer.programme}, leerjaar {offer.year}{group}"


def _tables(leerplaats, data):
    """The tables of the periods that have not ended; `data` fills the one that was sent."""
    offers = actions.with_held(actions.with_students(PlaceOffer.objects.filter(leerplaats=leerplaats)))
    rows = {}
    offers = offers.select_related("programme", "school")
    for offer in offers.order_by("programme__level", "programme__name", "year", "pk"):
        rows.setdefault(offer.period_id, []).append(offer)
    periods = Period.objects.filter(ends_on__gte=timezone.localdate())
    choices = {"programmes": list(Programme.objects.all()), "schools": list(School.objects.all())}
    levels = all_levels()
    return [_table(period, rows.get(period.pk, []), choices, levels, data) for period in periods]


def _table(period, offers, choices, levels, data):
    sent = data is not None and data.get("periode") == str(period.pk)
    adding = sent and data.get("wat") == NEW
    return Table(
        period,
        [table_row(offer, levels, data if sent and not adding else None) for offer in offers],
        NewOfferForm(
            data if adding else None,
            prefix=f"nieuw-{period.pk}",
            taken=[(offer.programme_id, offer.year, offer.school_id) for offer in offers],
            **choices,
        ),
        adding,
    )


def table_row(offer, levels, data, named=""):
    """The TableRow of an offer; a row that was not on the page that was sent is shown as it is."""
    form = OfferRowForm(data, offer=offer, named=named)
    if data is not None and not form.was_sent:
        form = OfferRowForm(offer=offer, named=named)
    return TableRow(offer, form, offer_facts(offer), supervision_warning(offer, levels))


def _forms(table):
    return [*(row.form for row in table.rows), table.new]


def save_rows(rows, offers, by):
    """Store what was sent in `rows` (TableRows); False when a row shows an error now, and nothing was stored."""
    sent_rows = [row for row in rows if row.form.is_bound]
    if any(row.form.errors for row in sent_rows):
        return False
    wanted = {row.offer.pk: actions.Row(**row.form.cleaned_data) for row in sent_rows}
    try:
        actions.change_rows(offers=offers, rows=wanted, by=by)
    except actions.NotSaved as refusal:
        for row in sent_rows:
            if problem := refusal.problems.get(row.offer.pk):
                _explain(row.form, problem)
        return False
    return True


def _explain(form, problem):
    """The problem of one row as a sentence at its field; after a clash the form knows what stands there."""
    if isinstance(problem, actions.TooFew):
        form.add_error("number", _full(problem))
        return
    offer = problem.offer
    who = problem.by.first_name if problem.by else "Een collega"
    form.add_error(
        "number",
        f"{who} maakte hier intussen {count(offer.number, 'plek', 'plekken')} van "
        f"({offer.get_certainty_display()}). Klopt wat jij invulde? Bewaar dan nog een keer.",
    )
    prefix = form.prefix
    form.now_knows(**{f"{prefix}-seen": actions.row_mark(offer)})


def _full(problem):
    offer = problem.offer
    reasons = []
    if offer.taken:
        students = count(offer.taken, "student", "studenten")
        reasons.append(f"{offer.leerplaats} heeft in {offer.period} al {students} van {_words(offer)}.")
    if offer.kept_free:
        held = count(offer.kept_free, "plek wordt", "plekken worden")
        reasons.append(f"Bij {_words(offer)} {held} vrijgehouden." if not offer.taken else f"En {held} vrijgehouden.")
    return " ".join([*reasons, f"Vul {problem.needed} of een hoger getal in."])


def _change(request, leerplaats, table):
    if not save_rows(table.rows, PlaceOffer.objects.filter(leerplaats=leerplaats), request.user):
        return False
    messages.success(request, f"De plekken van {table.period} zijn bewaard.")
    return True


def _add(request, leerplaats, table):
    if not table.new.is_valid():
        return False
    offer = actions.add_offer(leerplaats=leerplaats, period=table.period, by=request.user, **table.new.cleaned_data)
    messages.success(request, f"{_words(offer)} staat erbij.")
    return True
