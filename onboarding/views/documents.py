"""One document at a time: of a student, of all who start together, and the student's own."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding.looks import note_look
from onboarding.models import Placement
from onboarding.papers import Papers, document_of, printable
from onboarding.print_sheets import start_formats
from onboarding.views.my_placement import current_placement
from profiles.access import access
from profiles.enums import Role
from profiles.models import Leerplaats
from toolbox.enums import TemplateFormat
from toolbox.formats import FORMATS, Per
from toolbox.views.formats import PDF, asked_format, document_response

LEADING = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER)


@access(*LEADING, Role.WERKBEGELEIDER)
@require_safe
def placement_document(request, pk, document_format, kind):
    """One document of one student, as PDF or as Word file."""
    placement = get_object_or_404(printable(Placement.objects.visible_to(request.identity)), pk=pk)
    format = asked_format(document_format, kind, Per.STUDENT)
    if not format.is_template:
        raise Http404
    note_look(request, placement.student, placement.institution)
    return document_response(request, format, document_of(format.key, placement), kind)


@access(Role.STUDENT)
@require_safe
def my_document(request):
    """The student's own inwerkdocument as PDF."""
    mine = current_placement(request.identity, timezone.localdate())
    placement = get_object_or_404(printable(Placement.objects.visible_to(request.identity)), pk=mine and mine.pk)
    format = FORMATS[TemplateFormat.INWERKDOCUMENT]
    return document_response(request, format, document_of(format.key, placement), PDF)


@access(*LEADING)
@require_safe
def start_document(request, pk, day, document_format, kind):
    """One document of all who start on a day at a leerplaats; the team card also of its institution, with
    ?voor=instelling. Nobody starts: it does not exist."""
    leerplaats = get_object_or_404(Leerplaats.objects.editable_by(request.identity), pk=pk)
    format = _for_a_start(document_format, kind)
    rows = printable(Placement.objects.visible_to(request.identity)).filter(starts_on=_day(day))
    if format.key == "team_card" and request.GET.get("voor") == "instelling":
        placements = list(rows.filter(institution=leerplaats.institution_id))
    else:
        placements = list(rows.filter(leerplaats=leerplaats))
    if not placements:
        raise Http404
    document = Papers(leerplaats.institution_id).of_start(format, placements)
    return document_response(request, format, document, kind)


def _for_a_start(slug, kind):
    """Formats for all who start; a checklist of tasks is also made for the whole group."""
    format = asked_format(slug, kind, Per.START, Per.STUDENT)
    if format not in start_formats():
        raise Http404
    return format


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
