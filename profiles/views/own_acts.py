"""The acts that an institution adds to those of the region."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.actions import acts as actions
from profiles.enums import Role
from profiles.forms.acts import ActForm
from profiles.models import Act, Institution
from profiles.views.editing import Words, edit_row, remove_page, sent

WORDS = Words(
    "Nieuwe handeling",
    "deze handeling",
    "act-list",
    "Terug naar de handelingen",
    "Een leerplaats heeft over deze handeling iets afgesproken. Daarom kan de handeling niet weg.",
    "act-remove",
)
STEPS = {"omhoog": -1, "omlaag": 1}


@access(Role.COORDINATOR)
@require_safe
def act_list(request):
    """The own acts of the institutions one coordinates, and below them those of the region."""
    mine = request.identity.institution_ids(Role.COORDINATOR)
    context = {
        "institutions": Institution.objects.filter(pk__in=mine).prefetch_related("acts"),
        "regional": Act.objects.of_region().order_by("position", "name"),
    }
    return render(request, "profiles/act_list.html", context)


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def act_new(request, institution_id):
    """A new act of the own institution; it comes last."""
    mine = request.identity.institution_ids(Role.COORDINATOR)
    institution = get_object_or_404(Institution.objects.filter(pk__in=mine), pk=institution_id)
    return _edit(request, Act(institution=institution))


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def act_edit(request, pk):
    """Other words for an own act; what was agreed about it stays."""
    return _edit(request, _own_act(request, pk))


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def act_remove(request, pk):
    """Take away an own act about which nothing was agreed."""
    act = _own_act(request, pk)
    return remove_page(request, act, words=WORDS, institution=act.institution)


@access(Role.COORDINATOR)
@require_POST
def act_move(request, pk):
    """Put an own act one place up or down."""
    act = _own_act(request, pk)
    step = STEPS.get(request.POST.get("kant"))
    if step and actions.move_act(act=act, step=step, by=request.user):
        messages.success(request, f"‘{act}’ staat nu {'hoger' if step < 0 else 'lager'} in de lijst.")
    return redirect(f"{reverse('act-list')}#handeling-{act.pk}")


def _edit(request, act):
    form = ActForm(sent(request), instance=act)
    return edit_row(request, form, save=lambda row: actions.save_act(act=row, by=request.user), words=WORDS)


def _own_act(request, pk):
    return get_object_or_404(Act.objects.coordinated_by(request.identity).select_related("institution"), pk=pk)
