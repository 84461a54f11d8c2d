"""Begeleiden: the guide for who guides students, on screen and one subject on one A4."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from profiles.access import access
from profiles.enums import Role
from profiles.models import Leerplaats
from toolbox.actions.templates import with_content
from toolbox.formats import Family, guide_page, template_formats
from toolbox.formats.content import Facts
from toolbox.guidance import guide_page as page_of
from toolbox.guidance import guide_pages
from toolbox.models import SelfScan, Template
from toolbox.origins import origin
from toolbox.previews import blank_content
from toolbox.printed_guide import printed_guide
from toolbox.views.pdf import pdf_response

GUIDES = (Role.WERKBEGELEIDER, Role.PRAKTIJKOPLEIDER, Role.COORDINATOR)


@access(*GUIDES)
@require_safe
def guide_list(request):
    """The subjects of the guide, the self-scan and the sheets for conversations."""
    context = {
        "pages": guide_pages(),
        "last_scan": SelfScan.objects.filter(user=request.user).first(),
        "sheets": _sheets(),
    }
    return render(request, "toolbox/guide_list.html", context)


@access(*GUIDES)
@require_safe
def guide_detail(request, slug):
    """One subject: what it is, when, questions to use today, an example and what to avoid."""
    page = _page_or_404(slug)
    others = [one for one in guide_pages() if one is not page]
    sheets = _sheets(page.sheets)
    return render(request, "toolbox/guide_detail.html", {"page": page, "others": others, "sheets": sheets})


@access(*GUIDES)
@require_safe
def guide_print(request, slug):
    """The same subject on one A4: what to do, ask and avoid today."""
    document = printed_guide(_page_or_404(slug))
    return pdf_response(request, [guide_page.html(document)], title=document.title)


@access(*GUIDES)
@require_safe
def guide_sheet(request, slug):
    """A sheet for a conversation without a name on it, as it holds where the person works."""
    kind = next((one for one in _talks() if one.key == slug.replace("-", "_")), None)
    template = _template_of(kind, request.identity) if kind else None
    if template is None:
        raise Http404
    institution = request.identity.institution
    facts = Facts(origin=origin(), institution=str(institution or ""))
    document = kind.module.build(blank_content(template).filled(facts), facts)
    return pdf_response(request, [kind.module.html(document)], title=document.title)


def _page_or_404(slug):
    page = page_of(slug)
    if page is None:
        raise Http404
    return page


def _talks():
    """The formats for conversations."""
    return [one for one in template_formats() if one.family == Family.TALKS]


def _sheets(only=None):
    """What a list of sheets shows of them; `only` are the keys to show."""
    return [
        {"slug": one.key.replace("_", "-"), "label": one.label, "purpose": one.purpose}
        for one in _talks()
        if only is None or one.key in only
    ]


def _template_of(kind, identity):
    """The sjabloon that holds for the one leerplaats of the person, else for the institution, else the region's."""
    leerplaats = Leerplaats.objects.filter(pk__in=identity.leerplaats_ids).order_by("sort_name", "pk").first()
    if leerplaats:
        rows = Template.objects.filter(pk__in=Template.objects.in_force(leerplaats).values("pk"))
    else:
        rows = Template.objects.current().filter(leerplaats=None)
        rows = rows.filter(institution=None) | rows.filter(institution=identity.institution)
    own_first = F("institution").asc(nulls_last=True)
    return with_content(rows.filter(format=kind.key).order_by(own_first)).first()
