"""All components and kinds of fields together, to look at and to test: on a demo, in tests and in debug."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from onboarding.forms.gallery import GalleryFilter, GalleryForm
from onboarding.gallery import COMPONENTS, CONFIRMED, PHOTO, WRONG
from profiles.access import public


def _components(request):
    page = Paginator(range(1, 181), 20).get_page(request.GET.get("pagina"))
    return {**COMPONENTS, "page": page, "filter_form": GalleryFilter(request.GET or None)}


def _fields(request):
    return {"form": GalleryForm(initial={"photo": PHOTO})}


def _errors(request):
    return {"form": GalleryForm(WRONG)}


def _confirmation(request):
    return CONFIRMED


PAGES = {
    "bouwstenen": ("components/gallery.html", _components),
    "velden": ("components/gallery_fields.html", _fields),
    "fouten": ("components/gallery_fields.html", _errors),
    "bevestiging": ("components/gallery_confirmation.html", _confirmation),
}


@public
@require_safe
def gallery(request, name="bouwstenen"):
    """One page of the gallery: the components, the fields, the fields with errors, or a confirmation."""
    if name not in PAGES or not (settings.DEBUG or settings.LOCAL):
        raise Http404
    template, context = PAGES[name]
    return render(request, template, context(request))
