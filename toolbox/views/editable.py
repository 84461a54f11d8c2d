"""Fetching sjablonen: what someone may not see does not exist, what they may only read they cannot change."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from profiles.enums import Role
from toolbox.actions.templates import with_content
from toolbox.models import Item, Section, Template

READERS = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.REGIONAL_ADMIN)
EDITORS = READERS
OWNERS = ("institution", "leerplaats", "based_on__based_on")  # what says whose it is, and who locks its lines


def visible_template(request, pk):
    """The sjabloon with its sections and kept items at hand, or 404. An archived one too, to read."""
    rows = Template.objects.visible_to(request.identity).select_related(*OWNERS, "updated_by")
    return get_object_or_404(with_content(rows, sources=True), pk=pk)


def may_edit(identity, template):
    """Whether the person may change this sjabloon: the region its originals, a coordinator the versions of the
    institution and its leerplaatsen, a praktijkopleider those of the own leerplaatsen; nobody an archived one."""
    return Template.objects.current().editable_by(identity).filter(pk=template.pk).exists()


def editable_template(request, pk):
    """The sjabloon to work on; 404 when it is not seen or archived, 403 when it may only be read."""
    rows = Template.objects.current().visible_to(request.identity).select_related(*OWNERS)
    return _editable(request, get_object_or_404(rows, pk=pk))


def editable_section(request, pk):
    """A part of a sjabloon to work on; 404 or 403 as its sjabloon."""
    section = get_object_or_404(Section.objects.kept(), pk=pk)
    section.template = editable_template(request, section.template_id)
    return section


def editable_item(request, pk):
    """A line of a sjabloon to work on, also one that was taken out; 404 or 403 as its sjabloon."""
    item = get_object_or_404(Item.objects.select_related("section", "source__source"), pk=pk)
    item.section.template = editable_template(request, item.section.template_id)
    return item


def _editable(request, template):
    if not may_edit(request.identity, template):
        raise PermissionDenied
    return template
