"""What a sjabloon becomes for a student who starts on a given day: on screen, on paper and as a Word file."""

from datetime import timedelta

from django.http import Http404, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from profiles.access import access
from toolbox.formats import versions_of
from toolbox.forms.templates import PreviewForm
from toolbox.previews import preview_content, preview_document
from toolbox.views.editable import READERS, visible_template
from toolbox.views.pdf import pdf_response
from toolbox.views.word import word_response

WEEKS_AHEAD = 4


@access(*READERS)
@require_safe
def template_preview(request, pk):
    """The lines with their dates, for a made-up student that can be chosen."""
    template = visible_template(request, pk)
    form = PreviewForm(request.GET or None, kind=template.kind, start=_usual_start())
    content, query = None, ""
    if form.is_bound and form.is_valid():
        content, query = (
            preview_content(template, form.cleaned_data["start"], **_student(form)),
            request.GET.urlencode(),
        )
    elif not form.is_bound:
        content, query = preview_content(template, _usual_start()), f"start={_usual_start().isoformat()}"
    context = {"template": template, "form": form, "content": content, "query": query}
    return render(request, "toolbox/template_preview.html", context, status=422 if form.errors else 200)


@access(*READERS)
@require_safe
def template_preview_pdf(request, pk):
    """The same as it is printed."""
    template = visible_template(request, pk)
    form = _chosen(request, template)
    document = preview_document(template, form.cleaned_data["start"], **_student(form))
    versions = versions_of(template.kind, document, form.cleaned_data.get("indeling", ""))
    return pdf_response(request, versions, title=document.title)


@access(*READERS)
@require_safe
def template_preview_word(request, pk):
    """The same as a Word file; 404 for a format that people do not edit in Word."""
    template = visible_template(request, pk)
    form = _chosen(request, template)
    if not template.kind.has_word:
        raise Http404
    document = preview_document(template, form.cleaned_data["start"], **_student(form))
    return word_response(template.kind.module.word(document), title=document.title)


def _chosen(request, template):
    """The form with what the page asked for; 404 for what that page does not send."""
    form = PreviewForm(request.GET or QueryDict(), kind=template.kind, start=_usual_start())
    if not form.is_valid():
        raise Http404
    return form


def _student(form):
    """Which lines are wanted, and what the sheet says about the made-up student."""
    programme, year = form.cleaned_data.get("opleiding"), form.cleaned_data.get("leerjaar")
    return {
        "is_wanted": form.is_wanted,
        "programme": str(programme) if programme else "",
        "year": str(year) if year else "",
    }


def _usual_start():
    """The Monday four weeks from now."""
    today = timezone.localdate()
    return today + timedelta(weeks=WEEKS_AHEAD, days=-today.weekday())
