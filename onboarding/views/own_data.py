"""The download of everything that is kept of oneself."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from onboarding.fresh_code import asks_code
from onboarding.own_data_files import as_document, as_json
from profiles.access import logged_in
from toolbox.formats import own_data
from toolbox.views.pdf import pdf_response

PDF, JSON = "pdf", "json"


@logged_in
@require_safe
@never_cache
@asks_code
def download(request, kind):
    """Everything, as PDF to read or as JSON to take along."""
    if kind == PDF:
        document = as_document(request.user)
        return pdf_response(request, [own_data.html(document)], title=document.title)
    if kind != JSON:
        raise Http404
    response = HttpResponse(as_json(request.user), content_type="application/json; charset=utf-8")
    name = f"gegevens-{slugify(request.user.name)}-{timezone.localdate().isoformat()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
