"""Who must guide students of an opleiding: data of the region, with what it does to the places there are."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from profiles.access import access
from profiles.actions import supervision_rules as actions
from profiles.dutch import count
from profiles.enums import Role, SupervisionLevel
from profiles.forms.supervision_rules import SupervisionForm
from profiles.models import Programme
from profiles.views.editing import sent


@access(Role.REGIONAL_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def programme_supervision(request, pk):
    """One choice per leerjaar. When a colleague was earlier, both choices are shown."""
    programme = get_object_or_404(Programme, pk=pk)
    form, theirs = SupervisionForm(sent(request), programme=programme, levels=actions.levels_of(programme)), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_levels(programme=programme, levels=form.levels, seen=form.cleaned_data["seen"], by=request.user)
        except actions.Clash as clash:
            theirs = clash.theirs
            form.now_knows(seen=actions.levels_mark(theirs))
        else:
            messages.success(request, f"De regels van {programme} zijn bewaard.")
            return redirect("programme-supervision", programme.pk)
    context = {
        "programme": programme,
        "form": form,
        "clash": theirs is not None,
        "theirs": [_rule(year, level) for year, level in sorted((theirs or {}).items())],
        "rules": [(_rule(one.year, one.level), _consequence(one)) for one in actions.consequences(programme)],
    }
    return render(request, "profiles/programme_supervision.html", context)


def _rule(year, level):
    return f"Leerjaar {year}: ten minste een {SupervisionLevel(level).label}"


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
