"""What the page of a sjabloon shows to whoever edits it, and the parts and lines that every reader sees."""

from dataclasses import dataclass

from toolbox.models import Item

MOST_REMOVED = 20


@dataclass(frozen=True)
class ItemRow:
    """A line on the page, and where 'Omhoog' and 'Omlaag' bring it ("" where there is no further)."""

    item: Item
    up: str
    down: str


@dataclass(frozen=True)
class SectionRow:
    """A part on the page with its lines, and where its own 'Omhoog' and 'Omlaag' bring it."""

    section: object
    rows: list
    up: str
    down: str


def editor_context(request, template, *, editable):
    """What templates/toolbox/_editor.html needs about `template` (content at hand)."""
    removed = Item.objects.filter(section__template=template, removed_at__isnull=False).order_by("-removed_at")
    removed = list(removed[:MOST_REMOVED]) if editable else []
    return {
        "parts": part_rows(list(template.sections.all())),
        "removed": removed,
        "just_removed": next((item for item in removed if str(item.pk) == request.GET.get("weg")), None),
    }


def part_rows(sections):
    """The parts with for every button the place it leads to: item-move and section-move read it."""
    parts = []
    for index, section in enumerate(sections):
        before = sections[index - 1] if index else None
        after = sections[index + 1] if index + 1 < len(sections) else None
        items = list(section.items.all())
        above = f"{before.pk}:{len(before.items.all()) + 1}" if before else ""
        below = f"{after.pk}:1" if after else ""
        rows = [
            ItemRow(
                item,
                up=f"{section.pk}:{place - 1}" if place > 1 else above,
                down=f"{section.pk}:{place + 1}" if place < len(items) else below,
            )
            for place, item in enumerate(items, 1)
        ]
        parts.append(SectionRow(section, rows, up=str(index) if before else "", down=str(index + 2) if after else ""))
    return parts
