"""Where an idea of the inspiratiebox leads: the sjablonen that belong to it, and the page where it is made."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import resolve, reverse

from profiles.enums import Role
from toolbox.base_inspiration import made_at
from toolbox.enums import Level
from toolbox.formats import FORMATS, Per
from toolbox.models import Template
from toolbox.models.templates import NEAREST_FIRST

READS_TEMPLATES = (Role.COORDINATOR, Role.PRAKTIJKOPLEIDER, Role.REGIONAL_ADMIN)
PRINT = "print-start"
OF_NOBODY = frozenset({"preparation-list", "invitation-start", "guide-list", PRINT})  # pages not of one leerplaats
# Where the same is found when no leerplaats is chosen yet: a page, and the words of the link to it.
OF_ALL = {
    "leerplaats-check": ("check-overview", "Kies een leerplaats en vul de checklist in"),
    "quote-list": ("leerplaats-list", "Kies een leerplaats en kijk bij Studenten vertellen"),
    "rollout-detail": ("rollout-list", "Bekijk de vijf stappen"),
}
# Where the same is found by who may not open the page itself.
OF_THE_TEAM = {PRINT: ("this-week", "Druk het blad voor de teamkamer af: Deze week starten")}
ON_THE_PROFILE = frozenset({"profile-tasks", "film-edit", "quote-list"})  # what is made there, everybody can see
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
    label, url = _address(place, leerplaats)
    if url and identity.has(*resolve(url).func.access_rule):
        yield CardLink(label, url + _asked(place, card, leerplaats))
    elif place.name in OF_THE_TEAM:
        name, label = OF_THE_TEAM[place.name]
        if identity.has(*resolve(reverse(name)).func.access_rule):
            yield CardLink(label, reverse(name))
    if leerplaats and place.name in ON_THE_PROFILE and _is_online(leerplaats):
        yield CardLink("Zo staat het op jullie profiel", leerplaats.get_absolute_url())


def _address(place, leerplaats):
    """(label, url) of the page of this leerplaats, or of the one where a leerplaats is chosen; empty without any."""
    if place.name in OF_NOBODY:
        return place.label, reverse(place.name)
    if leerplaats:
        return place.label, reverse(place.name, args=[leerplaats.pk])
    name, label = OF_ALL.get(place.name, ("", ""))
    return label, reverse(name) if name else ""


def _asked(place, card, leerplaats):
    """What the page of printing knows beforehand: the sheets of this card that are made per start date, and where."""
    if place.name != PRINT:
        return ""
    asked = [("bladen", key) for key in card.formats if key in FORMATS and FORMATS[key].per == Per.START]
    return "?" + urlencode([*([("leerplaats", leerplaats.pk)] if leerplaats else []), *asked])


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


def _is_online(leerplaats):
    profile = getattr(leerplaats, "profile", None)
    return profile is not None and profile.published_id is not None
