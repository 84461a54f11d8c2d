"""The own institution with its locations; for the region all institutions and schools."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from profiles.actions import organisations as actions
from profiles.enums import Role
from profiles.forms.organisations import InstitutionForm, LocationForm, SchoolForm
from profiles.models import Institution, Location, School
from profiles.upkeep import stale_count
from profiles.views.editing import Words, edit_row, remove_page, sent

PAGE_SIZE = 50
FORM = ["GET", "HEAD", "POST"]
LOCATION = Words(
    "Nieuwe locatie",
    "deze locatie",
    "institution-edit",
    "Terug naar de instelling",
    "Op deze locatie zijn leerplaatsen. Daarom kan de locatie niet weg.",
    "location-remove",
)
OWN = Words("Nieuwe instelling", "deze instelling", "institution-edit", "Terug naar de instelling", "")
INSTITUTION = Words(
    "Nieuwe instelling",
    "deze instelling",
    "institution-list",
    "Terug naar de instellingen",
    "Bij deze instelling horen al locaties of mensen. Daarom kan de instelling niet weg.",
    "institution-remove",
)
SCHOOL = Words(
    "Nieuwe school",
    "deze school",
    "school-list",
    "Terug naar de scholen",
    "Bij deze school horen al studenten of mensen. Daarom kan de school niet weg.",
    "school-remove",
)


@access(Role.COORDINATOR)
@require_safe
def institution_own(request):
    """The institutions one coordinates, with their locations."""
    institutions = _coordinated(request).prefetch_related("locations")
    rows = institutions.annotate(in_use=Count("leerplaatsen", filter=Q(leerplaatsen__archived_at=None)))
    return render(request, "profiles/institution.html", {"institutions": rows})


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def institution_details(request, pk):
    """How schools and students reach the own institution."""
    institution = get_object_or_404(_coordinated(request), pk=pk)
    form = InstitutionForm(sent(request), instance=institution)
    return edit_row(request, form, save=_saver(request, "institution"), words=OWN)


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def location_new(request, institution_id):
    """A new location of the own institution."""
    institution = get_object_or_404(_coordinated(request), pk=institution_id)
    form = LocationForm(sent(request), instance=Location(institution=institution))
    return edit_row(request, form, save=_saver(request, "location"), words=LOCATION)


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def location_edit(request, pk):
    """A location: its name and address."""
    form = LocationForm(sent(request), instance=_own_location(request, pk))
    return edit_row(request, form, save=_saver(request, "location"), words=LOCATION)


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def location_remove(request, pk):
    """Take away a location without leerplaatsen."""
    location = _own_location(request, pk)
    return remove_page(request, location, words=LOCATION, institution=location.institution)


@access(Role.REGIONAL_ADMIN)
@require_safe
def institution_list(request):
    """All institutions of the region, with how far they are."""
    online = Q(leerplaatsen__profile__published__isnull=False, leerplaatsen__archived_at=None)
    rows = Institution.objects.annotate(
        in_use=Count("leerplaatsen", filter=Q(leerplaatsen__archived_at=None), distinct=True),
        online=Count("leerplaatsen", filter=online, distinct=True),
        location_count=Count("locations", distinct=True),
        stale=stale_count(),
    )
    page = Paginator(rows.order_by("name"), PAGE_SIZE).get_page(request.GET.get("pagina"))
    return render(request, "profiles/institution_list.html", {"page": page})


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def institution_new(request):
    """A new institution in the region."""
    form = InstitutionForm(sent(request))
    return edit_row(request, form, save=_saver(request, "institution"), words=INSTITUTION)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def institution_edit(request, pk):
    """The details of any institution of the region."""
    form = InstitutionForm(sent(request), instance=get_object_or_404(Institution, pk=pk))
    return edit_row(request, form, save=_saver(request, "institution"), words=INSTITUTION)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def institution_remove(request, pk):
    """Take away an institution that was added by mistake."""
    return remove_page(request, get_object_or_404(Institution, pk=pk), words=INSTITUTION)


@access(Role.REGIONAL_ADMIN)
@require_safe
def school_list(request):
    """The schools that send students."""
    page = Paginator(School.objects.order_by("name"), PAGE_SIZE).get_page(request.GET.get("pagina"))
    return render(request, "profiles/school_list.html", {"page": page})


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def school_new(request):
    """A new school."""
    form = SchoolForm(sent(request))
    return edit_row(request, form, save=_saver(request, "school"), words=SCHOOL)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def school_edit(request, pk):
    """The details of a school."""
    form = SchoolForm(sent(request), instance=get_object_or_404(School, pk=pk))
    return edit_row(request, form, save=_saver(request, "school"), words=SCHOOL)


@access(Role.REGIONAL_ADMIN)
@require_http_methods(FORM)
def school_remove(request, pk):
    """Take away a school that was added by mistake."""
    return remove_page(request, get_object_or_404(School, pk=pk), words=SCHOOL)


def _coordinated(request):
    return Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR))


def _own_location(request, pk):
    rows = Location.objects.filter(institution__in=request.identity.institution_ids(Role.COORDINATOR))
    return get_object_or_404(rows.select_related("institution"), pk=pk)


def _saver(request, noun):
    """The action that stores a row of this noun, as the person of the request."""
    save = {
        "institution": actions.save_institution,
        "location": actions.save_location,
        "school": actions.save_school,
    }[noun]
    return lambda row: save(**{noun: row}, by=request.user)
