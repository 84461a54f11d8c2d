"""Lines to take from other sjablonen of the same format: of the region, the own institution and its leerplaatsen."""

from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from profiles.access import access
from profiles.dutch import count
from profiles.sent_numbers import read_numbers
from toolbox.actions import items as actions
from toolbox.actions.templates import with_content
from toolbox.line_words import line_facts, programme_names
from toolbox.models import Item, Template
from toolbox.near_duplicates import most_alike
from toolbox.views.editable import EDITORS, editable_section

MOST_TICKED = 50


@dataclass(frozen=True)
class Choice:
    """A line to tick; `alike` is the line of the sjabloon that it resembles, "" for none."""

    item: Item
    facts: list
    alike: str
    is_ticked: bool


@dataclass(frozen=True)
class Source:
    """A sjabloon with its lines to choose from, and the texts that stand in the own one already."""

    title: str
    choices: list
    same: list


@access(*EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def item_library(request, pk):
    """Choose lines to add at the end of a part. Searching keeps what is ticked."""
    section = editable_section(request, pk)
    template = section.template
    asked = request.POST if request.method == "POST" else request.GET
    ticked = set(read_numbers(asked.getlist("regel")[:MOST_TICKED]))
    search = " ".join(asked.get("zoek", "").split())[:100]
    rows = with_content(_sources(request, template))
    error = ""
    if request.method == "POST":
        wanted = [item for one in rows for item in _lines(one) if item.pk in ticked]
        try:
            added = actions.add_copies(section=section, lines=wanted, by=request.user)
        except actions.Refused as refused:
            error = str(refused)
        else:
            if wanted:
                return redirect(_address(section, added))
            error = "Kies ten minste één regel."
    sources = _choices(template, rows, search, ticked)
    context = {
        "template": template,
        "section": section,
        "sources": sources,
        "search": search,
        "found": count(sum(len(source.choices) for source in sources), "regel", "regels"),
        "error_summary": [("regels", error)] if error else [],
    }
    return render(request, "toolbox/item_library.html", context, status=422 if error else 200)


def _sources(request, template):
    rows = Template.objects.current().visible_to(request.identity).filter(format=template.format)
    rows = rows.exclude(pk=template.pk).select_related("institution", "leerplaats")
    return rows.order_by("-level", "institution__name", "leerplaats__name")


def _lines(template):
    return [item for section in template.sections.all() for item in section.items.all()]


def _choices(template, rows, search, ticked):
    """The lines per source that hold every word of `search`, or are ticked; each text only once."""
    own = list(Item.objects.shown_in(template).values_list("text", flat=True))
    programmes, shown, sources = programme_names(template.kind), set(), []
    for one in rows:
        choices, same = [], []
        for item in _lines(one):
            if item.text in shown or not (item.pk in ticked or _holds(item, search)):
                continue
            shown.add(item.text)
            if item.text in own:
                same.append(item.text)
                continue
            place = most_alike(item.text, own)
            alike = "" if place is None else own[place]
            choices.append(Choice(item, line_facts(item, programmes), alike, is_ticked=item.pk in ticked))
        if choices or same:
            sources.append(Source(_title(one), choices, same))
    return sources


def _holds(item, search):
    text = f"{item.text} {item.note}".lower()
    return all(word in text for word in search.lower().split())


def _title(template):
    return f"Versie van {template.owner_words}" if template.institution_id else "Origineel van de regio"


def _address(section, added):
    """The page of the sjabloon, at the first line that was added; at the part when all stood there already."""
    page = reverse("template-detail", args=[section.template_id])
    return f"{page}?gedaan={added[0].pk}#regel-{added[0].pk}" if added else f"{page}#deel-{section.pk}"
