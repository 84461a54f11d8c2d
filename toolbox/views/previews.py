"""What a sjabloon becomes for a student who starts on a given day: on screen and on paper."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from profiles.access import access
from profiles.forms.fields import read_day
from toolbox.formats import FORMATS
from toolbox.forms.templates import PreviewForm
from toolbox.previews import preview_document
from toolbox.views.editable import READERS, visible_template
from toolbox.views.pdf import pdf_response

WEEKS_AHEAD = 4


@access(*READERS)
@require_safe
def template_preview(request, pk):
    """The list with dates, for a start day that can be chosen."""
    template = visible_template(request, pk)
    asked = "start" in request.GET
    form = PreviewForm(request.GET if asked else None, initial={"start": _usual_start()})
    start = form.cleaned_data["start"] if asked and form.is_valid() else None if asked else _usual_start()
    context = {
        "template": template,
        "form": form,
        "start": start,
        "document": preview_document(template, start) if start else None,
    }
    return render(request, "toolbox/template_preview.html", context, status=422 if form.errors else 200)


@access(*READERS)
@require_safe
def template_preview_pdf(request, pk):
    """The same list as it is printed."""
    template = visible_template(request, pk)
    try:
        start = read_day(request.GET["start"]) if "start" in request.GET else _usual_start()
    except ValidationError:
        raise Http404 from None
    document = preview_document(template, start)
    return pdf_response(request, [FORMATS[template.format].module.html(document)], title=document.title)


def _usual_start():
    """The Monday four weeks from now."""
    today = timezone.localdate()
    return today + timedelta(weeks=WEEKS_AHEAD, days=-today.weekday())
