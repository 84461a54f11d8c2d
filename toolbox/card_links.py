"""Where an idea of the inspiratiebox leads: the sjablonen that belong to it, and the page where it is made."""

from dataclasses import dataclass

from django.urls import reverse

from profiles.enums import Role
from toolbox.base_inspiration import made_at
from toolbox.enums import Level
from toolbox.formats import FORMATS
from toolbox.models import Template
from toolbox.models.templates import NEAREST_FIRST

READS_TEMPLATES = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.REGIONAL_ADMIN)
OF_NOBODY = frozenset({"preparation-list"})  # pages that are not of one leerplaats
NEAREST = [NEAREST_FIRST, "pk"]


@dataclass(frozen=True)
class CardLink:
    """One link; `pdf_url` prints the same, with words of its own, or is empty."""

    label: str
    url: str
    pdf_url: str = ""
    pdf_label: str = ""


def card_links(card, identity, leerplaats=None):
    """The links of one card for who looks, with the versions that hold for `leerplaats` when it is given."""
    return links_of_cards([card], identity, leerplaats)[card.pk]


def links_of_cards(cards, identity, leerplaats=None):
    """Per card (by its number) its links, in one query."""
    templates = _templates({key for card in cards for key in card.formats}, identity, leerplaats)
    return {card.pk: [*_made_at(card, identity, leerplaats), *_sheets(card, templates, leerplaats)] for card in cards}


def _templates(keys, identity, leerplaats):
    """Per format the sjabloon that this person works with; none for who does not read sjablonen."""
    if not identity.has(*READS_TEMPLATES):
        return {}
    if leerplaats:
        rows = Template.objects.in_force(leerplaats)
    else:
        own = Template.objects.current().visible_to(identity).exclude(level=Level.LEERPLAATS)
        rows = own.order_by("format", *NEAREST).distinct("format")
    return {template.format: template for template in rows.filter(format__in=keys)}


def _made_at(card, identity, leerplaats):
    place = made_at().get(card.slug) if card.institution_id is None else None
    if place is None:
        return
    if place.name in OF_NOBODY and not identity.is_regional_admin:
        yield CardLink(place.label, reverse(place.name))
    elif leerplaats and identity.has(Role.COORDINATOR, Role.PRAKTIJKOPLEIDER):
        yield CardLink(place.label, reverse(place.name, args=[leerplaats.pk]))


def _sheets(card, templates, leerplaats):
    for key in card.formats:
        if template := templates.get(key):
            yield CardLink(
                f"Bekijk het sjabloon: {template.label}",
                reverse("template-detail", args=[template.pk]),
                _pdf_of(template, leerplaats),
                f"druk af voor {leerplaats.name} (pdf)" if leerplaats else "druk een voorbeeld af (pdf)",
            )
    if leerplaats and any(key in FORMATS and not FORMATS[key].is_template for key in card.formats):
        yield CardLink(f"Druk af voor {leerplaats.name}", reverse("leerplaats-paper", args=[leerplaats.pk]))


def _pdf_of(template, leerplaats):
    if leerplaats:
        return reverse("leerplaats-form", args=[leerplaats.pk, template.kind.slug, "pdf"])
    return reverse("template-preview-pdf", args=[template.pk])
