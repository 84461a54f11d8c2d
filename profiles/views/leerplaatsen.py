"""The leerplaatsen someone works with: the list, a new one, its details, and the archive."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles import search
from profiles.access import access
from profiles.actions import leerplaatsen as actions
from profiles.enums import Role
from profiles.forms.leerplaatsen import LeerplaatsForm
from profiles.models import Leerplaats, Location, ProfileVersion
from profiles.owners import owners_of
from profiles.questions import PARTS
from profiles.upkeep import stale_profiles
from profiles.views.editable import EDITORS, editable_leerplaats
from profiles.views.editing import sent

PAGE_SIZE = 20


@access(*EDITORS)
@require_safe
def leerplaats_list(request):
    """The leerplaatsen one edits, with the state of their profile in a sentence."""
    own = Leerplaats.objects.editable_by(request.identity)
    words = request.GET.get("zoek", "").replace("\0", "").strip()[:100]
    in_archive = "archief" in request.GET
    stale = {} if in_archive else {row.leerplaats.pk: row for row in stale_profiles(own)}
    only_stale = "nakijken" in request.GET and not in_archive
    rows = own.filter(archived_at__isnull=not in_archive).with_place().select_related("profile__published")
    first_online = ProfileVersion.objects.filter(leerplaats=OuterRef("pk"), number=1).values("published_at")
    rows = search.found_by(rows.annotate(online_since=Subquery(first_online)), words)
    rows = rows.filter(pk__in=stale) if only_stale else rows
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("pagina"))
    owners = owners_of(page.object_list)
    context = {
        "page": page,
        "rows": [
            (leerplaats, _done_parts(leerplaats, found), found, owners[leerplaats.pk])
            for leerplaats, found in ((leerplaats, stale.get(leerplaats.pk)) for leerplaats in page)
        ],
        "stale_total": len(stale),
        "only_stale": only_stale,
        "part_count": len(PARTS),
        "words": words,
        "in_archive": in_archive,
        "may_add": request.identity.has(Role.COORDINATOR),
    }
    return render(request, "profiles/leerplaats_list.html", context)


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def leerplaats_new(request):
    """A new leerplaats at a location of the own institution."""
    locations = own_locations(request.identity)
    form = LeerplaatsForm(sent(request), locations=locations)
    if request.method == "POST" and form.is_valid():
        fields = ("location", "name", "kind", "sector")
        leerplaats = actions.create_leerplaats(**{name: form.cleaned_data[name] for name in fields}, by=request.user)
        messages.success(request, f"{leerplaats.name} is gemaakt. Vul nu het profiel in, deel voor deel.")
        return redirect("profile-tasks", leerplaats.pk)
    return render(request, "profiles/leerplaats_form.html", {"form": form, "has_locations": locations.exists()})


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def leerplaats_edit(request, pk):
    """Name, location, kind and sector. The public address stays the same."""
    leerplaats = editable_leerplaats(request, pk)
    locations = Location.objects.filter(institution=leerplaats.institution_id)
    form = LeerplaatsForm(sent(request), instance=leerplaats, locations=locations)
    if request.method == "POST" and form.is_valid():
        actions.change_leerplaats(leerplaats=form.instance, by=request.user)
        messages.success(request, "De gegevens zijn bewaard.")
        return redirect("profile-tasks", leerplaats.pk)
    context = {
        "form": form,
        "leerplaats": leerplaats,
        "has_locations": True,
        "may_archive": _coordinates(request.identity, leerplaats),
    }
    return render(request, "profiles/leerplaats_form.html", context)


@access(Role.COORDINATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def leerplaats_archive(request, pk):
    """Asks before a leerplaats goes to the archive; refuses while students are coming."""
    leerplaats = _coordinated(request, pk)
    if request.method == "POST":
        try:
            actions.archive_leerplaats(leerplaats=leerplaats, by=request.user)
        except actions.StudentsComing:
            pass  # the page below says how many
        else:
            messages.success(request, f"{leerplaats.name} staat nu in het archief.")
            return redirect("leerplaats-list")
    context = {"leerplaats": leerplaats, "coming": actions.coming_students(leerplaats)}
    return render(request, "profiles/leerplaats_archive.html", context)


@access(Role.COORDINATOR)
@require_POST
def leerplaats_restore(request, pk):
    """Back from the archive."""
    leerplaats = _coordinated(request, pk)
    try:
        actions.restore_leerplaats(leerplaats=leerplaats, by=request.user)
    except actions.NameTaken:
        place, name = leerplaats.location, leerplaats.name
        messages.error(request, f"Op {place} is nu een andere leerplaats {name}. Geef die eerst een andere naam.")
    else:
        messages.success(request, f"{leerplaats.name} is weer in gebruik.")
    return redirect("profile-tasks", leerplaats.pk)


def own_locations(identity):
    """The locations of the institutions someone coordinates."""
    return Location.objects.filter(institution__in=identity.institution_ids(Role.COORDINATOR)).select_related(
        "institution"
    )


def _coordinated(request, pk):
    leerplaats = editable_leerplaats(request, pk, archived=True)
    if not _coordinates(request.identity, leerplaats):
        raise Http404
    return leerplaats


def _coordinates(identity, leerplaats):
    return leerplaats.institution_id in identity.institution_ids(Role.COORDINATOR)


def _done_parts(leerplaats, stale):
    """How many parts are ready; one to look at again is not, as on the task list."""
    profile = getattr(leerplaats, "profile", None)
    if profile is None:
        return 0
    to_check = {row.part.key for row in stale.parts} if stale else set()
    return len(set(profile.done_parts) & {part.key for part in PARTS} - to_check)
