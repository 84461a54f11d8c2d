"""Who must guide students of an opleiding: data of the region, with what it does to the places there are."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from profiles.access import access
from profiles.actions import supervision_rules as actions
from profiles.dutch import count
from profiles.enums import Role, SupervisionLevel
from profiles.forms.supervision_rules import SupervisionForm
from profiles.merging import Clash
from profiles.models import Programme
from profiles.supervision import coming_offers, consequences, losses
from profiles.views.editing import sent

SHOWN = 12  # leerplaatsen of one rule at once; the next ones are folded
MOST = 200  # more names than this nobody reads


@access(Role.REGIONAL_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_supervision(request, pk):
    """One choice per leerjaar, with what it does. Rules that take away places are shown before they are stored.

    When a colleague was earlier, both choices are shown.
    """
    programme = get_object_or_404(Programme, pk=pk)
    levels, offers = actions.levels_of(programme), coming_offers(programme)
    form, theirs, lost = SupervisionForm(sent(request), programme=programme, levels=levels), None, []
    if request.method == "POST" and form.is_valid():
        lost = losses(offers, levels, form.levels)
        read, seen = _read_mark(form.levels, lost), form.cleaned_data["seen"]
        if lost and form.cleaned_data["read"] != read and seen == actions.levels_mark(levels):
            form.now_knows(read=read)
        else:
            try:
                change = actions.set_levels(programme=programme, levels=form.levels, seen=seen, by=request.user)
            except Clash as clash:
                theirs, lost = clash.theirs, []
                form.now_knows(seen=actions.levels_mark(theirs), read="")
            else:
                return _stored(request, programme, change)
    context = {
        "programme": programme,
        "form": form,
        "clash": theirs is not None,
        "theirs": [_rule(year, level) for year, level in sorted((theirs or {}).items())],
        "losses": [_lines(one, _loss(one)) for one in lost],
        "lost": count(sum(one.places for one in lost), "plek", "plekken"),
        "rules": [_lines(one, _consequence(one)) for one in consequences(offers, levels)],
        "undo": _undo(request, programme, levels),
    }
    return render(request, "profiles/programme_supervision.html", context)


def _read_mark(levels, lost):
    """What a person has read before storing: other choices, or other losses by now, are to be read again."""
    if not lost:
        return ""
    return f"{actions.levels_mark(levels)}: {' '.join(f'{len(one.misfits)}/{one.places}' for one in lost)}"


def _stored(request, programme, change):
    messages.success(request, f"De regels van {programme} zijn bewaard.")
    address = reverse("programme-supervision", args=[programme.pk])
    return redirect(f"{address}?net={change.pk}" if change else address)


def _undo(request, programme, levels):
    """The hidden fields that bring back what stood there, right after storing."""
    before = actions.levels_before(programme, request.GET.get("net", ""))
    if before is None:
        return None
    return {f"jaar-{year}": level for year, level in before.items()} | {"seen": actions.levels_mark(levels)}


def _rule(year, level):
    return f"Leerjaar {year}: ten minste een {SupervisionLevel(level).label}"


def _lines(one, sentences):
    """A rule with its sentences and the leerplaatsen that do not fit: some at once, some folded, the rest counted."""
    rest = one.misfits[SHOWN:MOST]
    return {
        "rule": _rule(one.year, one.level),
        "year": one.year,
        "sentences": sentences,
        "misfits": one.misfits[:SHOWN],
        "rest": rest,
        "more": max(0, len(one.misfits) - MOST),
    }


def _loss(one):
    lost = count(one.places, "plek past", "plekken passen")
    return [f"{lost} dan niet meer, bij {count(len(one.misfits), 'leerplaats', 'leerplaatsen')}."]


def _consequence(one):
    """What a rule does, in sentences."""
    if not one.leerplaatsen:
        return ["Er zijn nog geen plekken voor dit leerjaar in een periode die nog komt."]
    found = []
    if one.unknown:
        found.append(f"{count(one.unknown, 'leerplaats heeft', 'leerplaatsen hebben')} niet ingevuld wie begeleidt.")
    if one.lower:
        found.append(f"{count(one.lower, 'leerplaats heeft', 'leerplaatsen hebben')} alleen een lager niveau.")
    if found:
        return [*found, "Op die plekken koppelen we niemand."]
    return [f"{count(one.leerplaatsen, 'leerplaats voldoet', 'leerplaatsen voldoen')} hieraan."]
