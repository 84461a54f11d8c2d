"""All places of an institution in one period, in one table that can be filled in at once."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import places as actions
from profiles.actions.supervision_rules import all_levels
from profiles.enums import Role
from profiles.folding import fold
from profiles.forms.base import error_summary
from profiles.forms.places import OfferFilter
from profiles.models import Leerplaats, Period, PlaceOffer
from profiles.place_counts import with_places
from profiles.sent_numbers import read_numbers
from profiles.views.places import save_rows, table_row

PAGE_SIZE = 24  # a row is a card on a phone
MOST_ROWS_SENT = 200


def institution_of(request):
    """The institution the coordinator looks after."""
    return next(m.institution for m in request.identity.memberships if m.role == Role.COORDINATOR)


@access(Role.COORDINATOR)
@require_safe
def place_periods(request):
    """The periods that have not ended, with the places of the institution; the way to every table."""
    institution = institution_of(request)
    coming = Period.objects.filter(ends_on__gte=timezone.localdate()).order_by("starts_on")
    rows = with_places(coming, PlaceOffer.objects.filter(institution=institution))
    return render(request, "profiles/place_periods.html", {"institution": institution, "rows": rows})


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def place_table(request, period_pk):
    """Every row of the institution in a period; what is changed is stored all at once, or not at all."""
    institution = institution_of(request)
    period = get_object_or_404(Period, pk=period_pk)
    words, programme = OfferFilter.read(request.GET)
    offers = PlaceOffer.objects.filter(institution=institution, period=period).in_use()
    page = Paginator(_found(offers, words, programme), PAGE_SIZE).get_page(request.GET.get("pagina"))
    data, shown = None, list(page)
    if request.method == "POST":
        data, shown = request.POST, _rows(offers).filter(pk__in=_sent_rows(request))
    levels = all_levels()
    rows = [table_row(offer, levels, data, named=offer.leerplaats.name) for offer in shown]
    if data is not None and save_rows(rows, offers, request.user):
        messages.success(request, f"De plekken van {period} zijn bewaard.")
        return redirect(request.get_full_path())
    leerplaatsen = Leerplaats.objects.filter(institution=institution).in_use()
    without = leerplaatsen.exclude(pk__in=offers.values("leerplaats")).order_by("sort_name", "pk")
    context = {
        "institution": institution,
        "period": period,
        "filter_form": OfferFilter(request.GET or None),
        "is_filtered": bool(words or programme),
        "page": page,
        "rows": rows,
        "total": offers.aggregate(total=Sum("number", default=0))["total"],
        "without": without.select_related("location"),
        "copy_url": f"{reverse('institution-places-copy')}?{urlencode({'naar': period.pk})}",
        "error_summary": error_summary(*(row.form for row in rows), named=True),
    }
    return render(request, "profiles/place_table.html", context)


def _found(offers, words, programme):
    if words:
        where = Q(leerplaats__sort_name__contains=fold(words)) | Q(leerplaats__location__name__icontains=words)
        offers = offers.filter(where | Q(leerplaats__location__town__icontains=words))
    return _rows(offers.filter(programme=programme) if programme else offers)


def _rows(offers):
    rows = actions.with_held(actions.with_students(offers))
    rows = rows.select_related("programme", "school", "leerplaats__location")
    return rows.order_by("leerplaats__sort_name", "leerplaats", "programme__level", "programme__name", "year", "pk")


def _sent_rows(request):
    """The rows that stood on the page that was sent, whatever the list looks like by now."""
    return read_numbers(request.POST.getlist("rij"))[:MOST_ROWS_SENT]
