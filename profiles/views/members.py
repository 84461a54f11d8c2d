"""People and their roles: a coordinator for the own institution, the region for who leads."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import members as actions
from profiles.enums import Role
from profiles.forms.members import ColleagueForm, LeadForm, MemberSearch, ScopeForm
from profiles.models import Institution, Membership
from profiles.views.editing import sent

PAGE_SIZE = 50
FORM = ["GET", "HEAD", "POST"]


@access(Role.COORDINATOR, Role.REGIONAL_ADMIN)
@require_safe
def member_list(request):
    """Who has which role, since when, and for which leerplaatsen."""
    search = MemberSearch(request.GET)
    rows = Membership.objects.visible_to(request.identity)
    if search.is_valid():
        words = search.cleaned_data["zoek"]
        rows = rows.filter(Q(user__name__icontains=words) | Q(user__email__icontains=words))
    if not (search.is_valid() and search.cleaned_data["geweest"]):
        rows = rows.not_ended()
    rows = rows.select_related("user", "institution", "school").prefetch_related("leerplaatsen")
    page = Paginator(rows.order_by("user__name", "pk"), PAGE_SIZE).get_page(request.GET.get("pagina"))
    several = request.identity.is_regional_admin or len(request.identity.institution_ids(Role.COORDINATOR)) > 1
    return render(request, "profiles/member_list.html", {"page": page, "search": search, "several": several})


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def member_invite(request):
    """Give a colleague a role in the own institution."""
    form = ColleagueForm(sent(request), institutions=_coordinated(request))
    return _invite(request, form, "Nodig een collega uit")


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def member_invite_lead(request):
    """Give somebody the lead of an institution, a school or the region."""
    return _invite(request, LeadForm(sent(request)), "Nodig iemand uit")


def _invite(request, form, title):
    if request.method == "POST" and form.is_valid():
        fields = ("email", "name", "role", "institution", "school", "leerplaatsen")
        values = {name: form.cleaned_data[name] for name in fields if name in form.cleaned_data}
        membership, created = actions.invite(by=request.user, **values)
        name, role = membership.user.name, membership.get_role_display().lower()
        if created:
            messages.success(request, f"{name} is nu {role} en krijgt een mail om in te loggen.")
        else:
            messages.info(request, f"{name} was al {role}. Er is niets veranderd.")
        return redirect("member-list")
    return render(request, "profiles/member_invite.html", {"form": form, "title": title})


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def member_scope(request, pk):
    """The leerplaatsen of a praktijkopleider or werkbegeleider."""
    limited = Membership.objects.filter(institution__in=_coordinated(request)).exclude(role=Role.COORDINATOR)
    membership = get_object_or_404(limited.not_ended().select_related("user", "institution"), pk=pk)
    form = ScopeForm(sent(request), membership=membership)
    if request.method == "POST" and form.is_valid():
        leerplaatsen = form.cleaned_data["leerplaatsen"]
        actions.change_scope(membership=membership, leerplaatsen=leerplaatsen, by=request.user)
        messages.success(request, f"De leerplaatsen van {membership.user.name} zijn bewaard.")
        return redirect("member-list")
    return render(request, "profiles/member_scope.html", {"form": form, "membership": membership})


def _coordinated(request):
    return Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR))
