"""What the page of a sjabloon shows to whoever edits it, and the parts and lines that every reader sees."""

from dataclasses import dataclass

from profiles.dutch import count
from toolbox.line_words import line_facts, programme_names
from toolbox.models import Item, Section
from toolbox.resembling import resembling_lines

MOST_REMOVED = 20


@dataclass(frozen=True)
class ItemRow:
    """A line on the page in short words, and where 'Omhoog' and 'Omlaag' bring it ("" where there is no further)."""

    item: Item
    facts: list
    up: str
    down: str
    is_just_changed: bool


@dataclass(frozen=True)
class SectionRow:
    """A part on the page with its lines, and where its own 'Omhoog' and 'Omlaag' bring it."""

    section: object
    rows: list
    up: str
    down: str


def editor_context(request, template, *, editable):
    """What templates/toolbox/_editor.html needs about `template` (content at hand)."""
    context = {
        "parts": part_rows(template, changed=request.GET.get("gedaan", "")),
        "lines_warning": lines_warning(template),
    }
    if not editable:
        return context
    removed = list(_removed_lines(template))
    last_edit = template.edits.select_related("made_by").defer("before").first()
    items = [item for section in template.sections.all() for item in section.items.all()]
    return context | {
        "removed": removed,
        "removed_parts": list(_removed_parts(template)),
        "just_removed": next((item for item in removed if str(item.pk) == request.GET.get("weg")), None),
        "last_edit": last_edit,
        "last_done": last_edit.words.partition(":")[0] if last_edit else "",  # beside the line itself
        "resembling": resembling_lines(items),
        "is_full": bool(template.kind.lines[1]) and len(items) >= template.kind.lines[1],
    }


def part_rows(template, *, changed=""):
    """The parts with for every button the place it leads to: item-move and section-move read it.

    `changed` is the key of the line that was changed just now, as the address of the page has it.
    """
    sections, programmes, parts = list(template.sections.all()), programme_names(template.kind), []
    for index, section in enumerate(sections):
        before = sections[index - 1] if index else None
        after = sections[index + 1] if index + 1 < len(sections) else None
        items = list(section.items.all())
        above = f"{before.pk}:{len(before.items.all()) + 1}" if before else ""
        below = f"{after.pk}:1" if after else ""
        rows = [
            ItemRow(
                item,
                line_facts(item, programmes),
                up=f"{section.pk}:{place - 1}" if place > 1 else above,
                down=f"{section.pk}:{place + 1}" if place < len(items) else below,
                is_just_changed=str(item.pk) == changed,
            )
            for place, item in enumerate(items, 1)
        ]
        parts.append(SectionRow(section, rows, up=str(index) if before else "", down=str(index + 2) if after else ""))
    return parts


def lines_warning(template):
    """What is wrong with the number of lines of `template` (content at hand); "" when it fits its format."""
    least, most = template.kind.lines
    amount = sum(len(section.items.all()) for section in template.sections.all())
    stands = f"Dit sjabloon heeft {count(amount, 'regel', 'regels')}."
    if amount < least:
        return f"{stands} Vul aan tot {least}, anders blijven er plekken leeg."
    if most and amount > most:
        return f"{stands} Er passen er {most} op. Haal er {amount - most} weg."
    return ""


def _removed_lines(template):
    lines = Item.objects.filter(section__template=template, removed_at__isnull=False, section__removed_at=None)
    return lines.order_by("-removed_at")[:MOST_REMOVED]


def _removed_parts(template):
    parts = Section.objects.filter(template=template, removed_at__isnull=False)
    return parts.order_by("-removed_at")[:MOST_REMOVED]
