"""Inzet van ouderejaars at one leerplaats: who can help, who starts, and what they can take over."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from onboarding import seniors
from profiles.access import access
from profiles.dutch import enumerate_dutch, long_date
from profiles.models import Membership
from profiles.views.editable import EDITORS, editable_leerplaats
from toolbox.blank_documents import template_in_force
from toolbox.leerplaats_facts import leerplaats_facts
from toolbox.previews import blank_content
from toolbox.views.pdf import pdf_response

FORMAT = "senior_students"
SHOWN = 50


@access(*EDITORS)
@require_safe
def leerplaats_seniors(request, pk):
    """Who is there that could help a starter, and with what."""
    leerplaats = editable_leerplaats(request, pk)
    today = timezone.localdate()
    template = template_in_force(FORMAT, leerplaats)
    context = {
        "leerplaats": leerplaats,
        "helpers": seniors.helpers(leerplaats, today)[:SHOWN],
        "starters": seniors.starters(leerplaats, today)[:SHOWN],
        "content": _content(template, leerplaats) if template else None,
        "template": template,
        "rule": seniors.RULE,
    }
    return render(request, "onboarding/seniors.html", context)


@access(*EDITORS)
@require_safe
def leerplaats_seniors_print(request, pk):
    """The tasks on paper, with room for who does what."""
    leerplaats = editable_leerplaats(request, pk)
    template = template_in_force(FORMAT, leerplaats)
    if template is None:
        raise Http404
    facts = _facts(leerplaats, timezone.localdate())
    document = template.kind.module.build(blank_content(template).filled(facts), facts)
    return pdf_response(request, [template.kind.module.html(document)], title=document.title)


def _facts(leerplaats, today):
    """Those of the leerplaats, with the first names of who starts first and the day."""
    coming = list(seniors.starters(leerplaats, today)[:SHOWN])
    together = [one for one in coming if one.starts_on == coming[0].starts_on]
    return replace(
        leerplaats_facts(leerplaats, list(Membership.objects.leaders_of(leerplaats))),
        student=enumerate_dutch(one.student.given_name for one in together),
        start=long_date(together[0].starts_on) if together else "",
    )


def _content(template, leerplaats):
    return blank_content(template).filled(leerplaats_facts(leerplaats))
