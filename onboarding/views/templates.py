"""Sjablonen as staff see them: with how many students have a list, and for whom a change holds."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from onboarding.actions.template_use import changes_for, give_current_lines, not_started, students_with_list, summary
from onboarding.models import Placement
from profiles.access import access
from profiles.dutch import count
from toolbox.formats import play_formats
from toolbox.views.editable import EDITORS, READERS, editable_template, visible_template
from toolbox.views.templates import detail_context, list_context

MOST_NAMES = 50


@access(*READERS)
@require_safe
def template_list(request):
    """Per format which version holds where, and how many students have its list."""
    context = list_context(request, uses=lambda templates: students_with_list(templates, _institutions(request)))
    return render(request, "toolbox/template_list.html", context)


@access(*READERS)
@require_safe
def template_detail(request, pk):
    """One sjabloon, with how many students have its list and how many could get what it says now."""
    context = detail_context(request, pk)
    template = context["template"]
    if template.kind.becomes_tasks:
        context["students"] = students_with_list([template], _institutions(request)).get(template.pk, 0)
        if context["editable"]:
            context["behind"] = len(changes_for(template, not_started(template)))
    context["makes_cards"] = template.format in play_formats()
    return render(request, "onboarding/template_detail.html", context)


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def template_apply(request, pk):
    """Ask whether the students who have not started get what the sjabloon says now; after yes they do."""
    editable_template(request, pk)
    template = visible_template(request, pk)
    if not template.kind.becomes_tasks:
        raise Http404
    seen = template.updated_at.isoformat()
    is_other = request.method == "POST" and request.POST.get("gezien") != seen
    if request.method == "POST" and not is_other:
        changes = give_current_lines(template=template, by=request.user)
        words = count(len(changes), "student", "studenten")
        messages.success(
            request,
            f"De lijst van {words} is aangepast." if changes else "Alle lijsten waren al gelijk aan dit sjabloon.",
        )
        return redirect("template-detail", pk)
    changes = changes_for(template, not_started(template))
    placements = [change.placement.pk for change in changes]
    named = Placement.objects.visible_to(request.identity).filter(pk__in=placements).with_people()[:MOST_NAMES]
    context = {
        "template": template,
        "changes": changes,
        "lines": summary(changes),
        "named": named,
        "unnamed": len(changes) - len(named),
        "seen": seen,
        "is_other": is_other,
    }
    return render(request, "onboarding/template_apply.html", context, status=409 if is_other else 200)


def _institutions(request):
    """Whose students are counted: the region counts all, others those of their own institutions."""
    return None if request.identity.is_regional_admin else request.identity.institution_ids()
