"""What was changed in a sjabloon, and the way back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from profiles.access import access
from toolbox.actions import undo
from toolbox.models import TemplateEdit
from toolbox.views.editable import EDITORS, editable_template
from toolbox.views.items import numbers

MOST_SHOWN = 50


@access(*EDITORS)
@require_safe
def template_edits(request, pk):
    """The last changes of a sjabloon: who, when, what, and each with the way back."""
    template = editable_template(request, pk)
    edits = template.edits.select_related("made_by").defer("before")[:MOST_SHOWN]
    return render(request, "toolbox/template_edits.html", {"template": template, "edits": edits})


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def template_edit_restore(request, pk):
    """Put a sjabloon back as it stood before a change; shows first which later changes go too.

    `tot` is the newest change that stood on the page. When there is a newer one, the page asks again.
    """
    edit = get_object_or_404(TemplateEdit.objects.select_related("made_by"), pk=pk)
    edit.template = editable_template(request, edit.template_id)
    is_late = False
    if request.method == "POST":
        (seen,) = numbers(request.POST.get("tot", ""), 1)
        try:
            undo.restore(edit=edit, seen=seen, by=request.user)
        except undo.ChangedSince:
            is_late = True
        else:
            messages.success(request, "Het sjabloon staat weer zoals het hiervoor was.")
            return redirect(reverse("template-detail", args=[edit.template_id]))
    later = undo.changes_from(edit)
    context = {"template": edit.template, "edit": edit, "later": later[:-1], "newest": later[0], "is_late": is_late}
    return render(request, "toolbox/template_edit_restore.html", context, status=409 if is_late else 200)
