"""Wat gebeurt er op school en centraal: to read for staff, to keep for the school and for the institution."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.access import access
from profiles.enums import Role
from profiles.models import Institution, Programme, School
from profiles.views.editing import sent
from toolbox.actions import preparation as actions
from toolbox.formats import preparation_sheet as sheet
from toolbox.forms.preparation import StepForm
from toolbox.models import PreparationStep
from toolbox.preparation import preparation_for, preparation_sheet
from toolbox.views.pdf import pdf_response

READERS = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.WERKBEGELEIDER)
KEEPERS = (Role.COORDINATOR, Role.SCHOOL_COORDINATOR)
FORM = ["GET", "HEAD", "POST"]
MOST_REMOVED = 20


@dataclass(frozen=True)
class StepRow:
    """A step on the page; `up` and `down` are the places its buttons lead to, 0 where there is no further."""

    step: object
    is_mine: bool
    up: int = 0
    down: int = 0


@dataclass(frozen=True)
class WeekRow:
    """One moment with the rows of the school and those of the institution."""

    moment: str
    school: list
    central: list


@access(*READERS)
@require_safe
def preparation_list(request):
    """The time line of one school beside that of the institution."""
    institution = _institution(request)
    schools, school = _schools(request)
    programmes = list(Programme.objects.all())
    programme = _asked(request, "opleiding", programmes)
    found = preparation_for(institution, [programme] if programme else None, [school] if school else [])
    is_keeper = institution.pk in request.identity.institution_ids(Role.COORDINATOR)
    preparation = found.schools[0] if found.schools else None
    query = {"instelling": institution.pk} | ({"school": school.pk} if school else {})
    query |= {"opleiding": programme.pk} if programme else {}
    context = {
        "institution": institution,
        "institutions": _institutions(request),
        "schools": schools,
        "programmes": programmes,
        "school": school,
        "programme": programme,
        "preparation": preparation,
        "weeks": _week_rows(preparation.weeks if preparation else found.central, mine="central" if is_keeper else ""),
        "is_keeper": is_keeper,
        "removed": _removed(institution=institution) if is_keeper else [],
        "just": request.GET.get("weg", ""),
        "print_url": f"{reverse('preparation-print')}?{urlencode(query)}" if school else "",
    }
    return render(request, "toolbox/preparation_list.html", context)


@access(*READERS)
@require_safe
def preparation_print(request):
    """The same time line as a PDF, by the same choices in the address."""
    school = _schools(request)[1]
    if school is None:
        raise Http404
    return _sheet(request, school, _institution(request))


@access(Role.SCHOOL_COORDINATOR)
@require_safe
def school_preparation(request):
    """What happens at the own school, to keep."""
    schools = list(_own_schools(request))
    school = _asked(request, "school", schools) or schools[0]
    found = preparation_for(None, schools=[school]).schools[0]
    context = {
        "school": school,
        "schools": schools,
        "preparation": found,
        "weeks": _week_rows(found.weeks, mine="school"),
        "removed": _removed(school=school),
        "just": request.GET.get("weg", ""),
    }
    return render(request, "toolbox/school_preparation.html", context)


@access(Role.SCHOOL_COORDINATOR)
@require_safe
def school_preparation_print(request, school_id):
    """What happens at the own school, as a PDF."""
    return _sheet(request, get_object_or_404(_own_schools(request), pk=school_id))


@access(Role.SCHOOL_COORDINATOR)
@require_http_methods(FORM)
def school_step_new(request, school_id):
    """A new step of the own school."""
    return _new(request, school=get_object_or_404(_own_schools(request), pk=school_id))


@access(Role.COORDINATOR)
@require_http_methods(FORM)
def central_step_new(request, institution_id):
    """A new central step of the own institution."""
    own = Institution.objects.filter(pk__in=request.identity.institution_ids(Role.COORDINATOR))
    return _new(request, institution=get_object_or_404(own, pk=institution_id))


@access(*KEEPERS)
@require_http_methods(FORM)
def preparation_step_edit(request, pk):
    """Change a step. When a colleague was earlier, both texts are shown and nothing is lost."""
    step = _step(request, pk)
    if step.removed_at:
        return redirect(_list_address(step, weg=step.pk))
    theirs = None
    form = StepForm(sent(request), step=step)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_step(step=step, values=form.values, version=form.cleaned_data["version"], by=request.user)
        except actions.Clash as clash:
            theirs = clash.step
            form.now_knows(version=theirs.version)
        else:
            messages.success(request, "De stap is bewaard.")
            return redirect(_list_address(step))
    return _form_page(request, form, step.owner, _list_address(step), step=step, theirs=theirs)


@access(*KEEPERS)
@require_POST
def preparation_step_move(request, pk):
    """Move a step within its week: a button says to which place, so that a second click moves nothing more."""
    step = _step(request, pk)
    place = request.POST.get("naar", "")
    if step.removed_at or not (place.isdecimal() and len(place) < 5):
        raise Http404
    actions.place_step(step=step, place=int(place), by=request.user)
    return redirect(f"{_list_address(step)}#stap-{step.pk}")


@access(*KEEPERS)
@require_POST
def preparation_step_remove(request, pk):
    """Take a step out; the list offers to put it back."""
    step = _step(request, pk)
    actions.remove_step(step=step, by=request.user)
    return redirect(_list_address(step, weg=step.pk))


@access(*KEEPERS)
@require_POST
def preparation_step_restore(request, pk):
    """Put a step back."""
    step = _step(request, pk)
    actions.restore_step(step=step, by=request.user)
    messages.success(request, "De stap staat weer in de lijst.")
    return redirect(_list_address(step))


def _new(request, **owner):
    owned_by = next(iter(owner.values()))
    address = _list_address(PreparationStep(**owner))
    form = StepForm(sent(request))
    if request.method == "POST" and form.is_valid():
        actions.add_step(values=form.values, by=request.user, **owner)
        messages.success(request, "De stap is toegevoegd.")
        return redirect(address)
    return _form_page(request, form, owned_by, address)


def _form_page(request, form, owner, list_url, *, step=None, theirs=None):
    context = {"form": form, "owner": owner, "list_url": list_url, "step": step, "theirs": theirs}
    status = 422 if form.errors else 409 if theirs else 200
    return render(request, "toolbox/preparation_form.html", context, status=status)


def _sheet(request, school, institution=None):
    programme = _asked(request, "opleiding", Programme.objects.all())
    found = preparation_for(institution, [programme] if programme else None, [school]).schools[0]
    if not found.weeks:
        raise Http404
    document = preparation_sheet(found, institution.name if institution else "", programme.name if programme else "")
    return pdf_response(request, [sheet.html(document)], title=document.title)


def _institutions(request):
    """The institutions of the person, by name, from what is known of them already."""
    own = {m.institution_id: m.institution for m in request.identity.memberships if m.institution_id}
    return sorted(own.values(), key=lambda institution: institution.name)


def _institution(request):
    own = _institutions(request)
    return _asked(request, "instelling", own) or own[0]


def _schools(request):
    """Every school, and the one to show: asked for, else the first that wrote something; None without schools."""
    has_steps = Exists(PreparationStep.objects.kept().filter(school=OuterRef("pk")))
    schools = list(School.objects.annotate(has_steps=has_steps).order_by("name"))
    chosen = _asked(request, "school", schools) or next((school for school in schools if school.has_steps), None)
    return schools, chosen or next(iter(schools), None)


def _own_schools(request):
    return School.objects.filter(pk__in=request.identity.school_ids(Role.SCHOOL_COORDINATOR)).order_by("name")


def _asked(request, name, rows):
    """The row whose number stands in the address; None when it does not exist."""
    asked = request.GET.get(name, "")
    return next((row for row in rows if str(row.pk) == asked), None) if asked else None


def _step(request, pk):
    rows = PreparationStep.objects.editable_by(request.identity).select_related("school", "institution")
    return get_object_or_404(rows, pk=pk)


def _removed(**owner):
    rows = PreparationStep.objects.filter(removed_at__isnull=False, **owner)
    return list(rows.order_by("-removed_at")[:MOST_REMOVED])


def _list_address(step, **more):
    name, query = ("school-preparation", {"school": step.school_id}) if step.school_id else ("preparation-list", {})
    query |= {"instelling": step.institution_id} if step.institution_id else {}
    return f"{reverse(name)}?{urlencode(query | more)}"


def _week_rows(weeks, mine):
    """The weeks with a row per step; in the column `mine` a step can be changed and moved."""
    return [
        WeekRow(week.moment, _rows(week.school, mine == "school"), _rows(week.central, mine == "central"))
        for week in weeks
    ]


def _rows(steps, is_mine):
    last = len(steps)
    return [
        StepRow(step, is_mine, up=place - 1, down=place + 1 if place < last else 0)
        for place, step in enumerate(steps, 1)
    ]
