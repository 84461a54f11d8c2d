"""Mag ik dit al? The table that a leerplaats fills in, the columns it can take over, and the public page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access, public
from profiles.actions import acts as actions
from profiles.acts import ALWAYS, RESERVED, agreements
from profiles.dutch import count
from profiles.enums import ActMode
from profiles.forms.acts import ActTableForm, ColumnForm
from profiles.forms.base import error_summary
from profiles.merging import read_seen
from profiles.models import Act, ActRule, Leerplaats, Membership, Programme
from profiles.sent_numbers import read_number
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent

ALL = "alle"
SOURCES_PER_PAGE = 50


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def act_table(request, pk):
    """Agree per act what students may do: one opleiding and year at a time, or all beside each other."""
    leerplaats = editable_leerplaats(request, pk)
    programmes = {programme.pk: programme for programme in Programme.objects.all()}
    rules = {rule.cell: rule for rule in leerplaats.act_rules.select_related("decided_by")}
    known = _known_columns(leerplaats, programmes, rules)
    choice = ColumnForm(request.GET if "opleiding" in request.GET else None, programmes=programmes.values())
    shown = _shown_columns(request, choice, known)
    acts = list(Act.objects.for_institution(leerplaats.institution_id))
    stored = {cell: rule.mode for cell, rule in rules.items()}
    proposed, source = ({}, "") if request.method == "POST" else _proposed(request, leerplaats, shown, stored)
    options = {"acts": acts, "columns": shown, "stored": stored, "proposed": proposed}
    form = ActTableForm(sent(request), **options)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_rules(leerplaats=leerplaats, modes=form.modes, seen=form.seen_cells, by=request.user)
        except actions.CellClash as clash:
            form = _clashing(request, form, clash, options)
        else:
            _say_what_happened(request, saved)
            return redirect(_address(leerplaats, request.GET))
    context = {
        "leerplaats": leerplaats,
        "tabs": _tabs(leerplaats, known, shown, stored, is_all=request.GET.get("kolom") == ALL),
        "rows": [_row(form, act, shown, rules) for act in acts],
        "columns": shown,
        "table_form": form,
        "choice": choice,
        "error_summary": error_summary(choice, form),
        "proposed": len(proposed),
        "source": source,
        "has_rules": any(cell[1:] == (programme.pk, year) for cell in stored for programme, year in shown),
    }
    return render(request, "profiles/act_table.html", context)


@access(*EDITORS)
@require_safe
def act_copy(request, pk, programme_id, year):
    """The columns of this leerplaats and of others in the institution that can be taken over. Stores nothing."""
    leerplaats = editable_leerplaats(request, pk)
    if not year:
        raise Http404
    programme = get_object_or_404(Programme, pk=programme_id, years__gte=year)
    rows = (
        ActRule.objects.filter(leerplaats__in=_sources(request, leerplaats))
        .exclude(leerplaats=leerplaats, programme=programme, year=year)
        .order_by()
        .values("leerplaats", "leerplaats__name", "programme", "programme__name", "year")
        .annotate(number=Count("pk"), elsewhere=~Q(leerplaats=leerplaats.pk), other=~Q(programme=programme.pk))
        .order_by("other", "elsewhere", "leerplaats__sort_name", "leerplaats", "programme__name", "year")
    )
    column = {"opleiding": programme.pk, "leerjaar": year}
    context = {
        "leerplaats": leerplaats,
        "page": Paginator(rows, SOURCES_PER_PAGE).get_page(request.GET.get("pagina")),
        "title": f"{programme}, leerjaar {year}",
        "back_url": _address(leerplaats, column),
    }
    return render(request, "profiles/act_copy.html", context)


@public
@require_safe
def act_public(request, slug):
    """What students may do here, per opleiding and year. Who agreed it is for people who are logged in."""
    rows = Leerplaats.objects.select_related("institution", "location", "profile__published")
    leerplaats = get_object_or_404(rows, slug=slug)
    if getattr(leerplaats, "profile", None) is None or leerplaats.profile.published is None:
        raise Http404
    if leerplaats.archived_at:
        return render(request, "profiles/gone.html", {"leerplaats": leerplaats}, status=410)
    found = agreed_on(leerplaats, who=bool(request.identity.user))
    context = {"leerplaats": leerplaats, "agreements": found, "always": ALWAYS, "reserved": RESERVED}
    return render(request, "profiles/act_public.html", context)


def agreed_on(leerplaats, *, who=False, programme_id=None, year=None):
    """The Agreements of a leerplaats, or only that of one opleiding and year; with `who` also who agreed."""
    rules = leerplaats.act_rules.for_pages()
    rules = list(rules if programme_id is None else rules.column(programme_id, year))
    return agreements(rules, _roles(leerplaats, rules) if who else None)


def _roles(leerplaats, rules):
    """What the people who decided are called at work: user id -> role."""
    people = {rule.decided_by_id for rule in rules}
    held = Membership.objects.filter(institution=leerplaats.institution_id, user__in=people).order_by("-pk")
    return {membership.user_id: membership.get_role_display() for membership in held}


def _known_columns(leerplaats, programmes, rules):
    """The (opleiding, year) pairs for which there are places or agreements, in order of level."""
    offered = set(leerplaats.offers.values_list("programme", "year"))
    found = offered | {(programme_id, year) for _, programme_id, year in rules}
    columns = [(programmes[programme_id], year) for programme_id, year in found]
    return sorted(columns, key=lambda column: (column[0].level, column[0].name, column[1]))


def _shown_columns(request, choice, known):
    if request.GET.get("kolom") == ALL:
        return known
    if choice.is_bound and choice.is_valid():
        return [(choice.cleaned_data["opleiding"], choice.cleaned_data["leerjaar"])]
    return _sent_columns(request, known) or known[:1]


def _sent_columns(request, known):
    """The columns of the cells that were sent: another one may have come first since the page was opened."""
    sent_names = {tuple(name.split("-")[2:]) for name in request.POST if name.startswith("cel-")}
    return [(programme, year) for programme, year in known if (str(programme.pk), str(year)) in sent_names]


def _address(leerplaats, query):
    """The page with the same columns."""
    kept = {name: query[name] for name in ("opleiding", "leerjaar", "kolom") if name in query}
    return reverse("act-table", args=[leerplaats.pk]) + (f"?{urlencode(kept)}" if kept else "")


def _tabs(leerplaats, known, shown, stored, *, is_all):
    """(label, address, whether it is shown now, how many acts are agreed) per opleiding and year, and for all."""
    new = [column for column in shown if column not in known]
    tabs = []
    for programme, year in [*known, *new]:
        number = sum(cell[1:] == (programme.pk, year) for cell in stored)
        tabs.append(
            {
                "label": f"{programme.short_name}, leerjaar {year}",
                "url": _address(leerplaats, {"opleiding": programme.pk, "leerjaar": year}),
                "is_current": not is_all and (programme, year) in shown,
                "agreed": number,
            }
        )
    if len(known) > 1:
        every = _address(leerplaats, {"kolom": ALL})
        tabs.append({"label": "Alles naast elkaar", "url": every, "is_current": is_all, "agreed": None})
    return tabs


def _row(form, act, columns, rules):
    cells = [(act.pk, programme.pk, year) for programme, year in columns]
    fields = [form[f"cel-{actions.write_cell(cell)}"] for cell in cells]
    only = rules.get(cells[0]) if len(cells) == 1 else None
    return {"act": act, "cells": list(zip(fields, columns, strict=True)), "rule": only}


def _clashing(request, form, clash, options):
    """The form as it was sent, with at every clash what the other chose. Saving again keeps what stands there."""
    data = request.POST.copy()
    data["seen"] = " ".join(
        f"{name}={value}" for name, value in actions.seen_now(read_seen(data.get("seen", "")), clash.rules).items()
    )
    again = ActTableForm(data, **options)
    again.full_clean()
    names = {cell: name for name, cell in form.cells.items()}
    for cell, rule in clash.rules.items():
        again.add_error(names[cell], _who_chose_what(request, rule))
    return again


def _who_chose_what(request, rule):
    if rule is None:
        return "Een collega heeft deze afspraak intussen weggehaald. Kies wat het wordt en bewaar opnieuw."
    chosen = rule.get_mode_display()
    if rule.decided_by == request.user:
        return f"In een ander venster koos je ‘{chosen}’. Kies wat het wordt en bewaar opnieuw."
    who = rule.decided_by.first_name if rule.decided_by else "Een collega"
    return f"{who} koos intussen ‘{chosen}’. Kies wat het wordt en bewaar opnieuw."


def _say_what_happened(request, saved):
    if saved.changed:
        verb = "is" if saved.changed == 1 else "zijn"
        messages.success(request, f"{count(saved.changed, 'afspraak', 'afspraken')} {verb} bewaard.")
    elif not saved.kept_theirs:
        messages.info(request, "Er is niets veranderd.")
    if saved.kept_theirs:
        messages.info(request, "Een collega paste intussen ook iets aan. Dat is bewaard gebleven.")


def _sources(request, leerplaats):
    """The leerplaatsen of the institution whose agreements this person may read: the own ones and what is online."""
    same = Leerplaats.objects.in_use().filter(institution=leerplaats.institution_id)
    mine = Leerplaats.objects.visible_to(request.identity).values("pk")
    return same.filter(Q(pk__in=mine) | Q(profile__published__isnull=False))


def _proposed(request, leerplaats, shown, stored):
    """What `van` takes over into the empty cells of the one column that is shown, and where it comes from."""
    parts = [read_number(part) for part in request.GET.get("van", "").split("-")]
    if len(shown) != 1 or len(parts) != 3 or None in parts:
        return {}, ""
    source_id, programme_id, year = parts
    rules = list(
        ActRule.objects.filter(leerplaats__in=_sources(request, leerplaats).filter(pk=source_id))
        .column(programme_id, year)
        .select_related("leerplaats", "programme")
    )
    programme, own_year = shown[0]
    taken = {(rule.act_id, programme.pk, own_year): rule.mode for rule in rules}
    proposed = {cell: mode for cell, mode in taken.items() if cell not in stored and mode in ActMode}
    first = rules[0] if rules else None
    return proposed, f"{first.leerplaats}, {first.programme}, leerjaar {first.year}" if first else ""
