"""Remembers how a sjabloon stood before each change, so that every change can be undone.

A snapshot holds the rows with their keys: putting one back brings back the same lines, also for the tasks,
copies and differences that know them.
"""

from contextlib import contextmanager

from toolbox.models import Item, Section, Template, TemplateEdit

MOST_KEPT = 100
MOST_WORDS = TemplateEdit._meta.get_field("words").max_length
# What is written in a line, and where it stands.
WRITTEN = (
    "text",
    "note",
    "short_name",
    "owner",
    "days_before",
    "stagedag",
    "days_before_end",
    "time",
    "place",
    "lead_time",
    "lead_unit",
    "critical",
    "blocking",
    "fallback",
    "locked",
    "visible_to_student",
    "signal",
    "answer",
    "choices",
    "room",
    "for_programmes",
    "for_years",
    "for_sectors",
)
PLACED = ("section_id", "position")
# Which line above it was copied, and which version of that was last decided about.
DECIDED = ("source_id", "source_version")


def snapshot(template):
    """How `template` stands, as plain values: its introduction, its parts, and the lines that are not removed."""
    sections = Section.objects.filter(template=template).order_by("pk")
    items = Item.objects.kept().filter(section__template=template).order_by("pk")
    intro = Template.objects.values("intro", "based_on", "source_intro_version").get(pk=template.pk)
    return intro | {
        "sections": [
            {"pk": one.pk, "position": one.position, "title": one.title, "removed": one.removed_at is not None}
            for one in sections
        ],
        "items": list(items.values("pk", *PLACED, *DECIDED, *WRITTEN)),
    }


@contextmanager
def remembered(template, *, words, by):
    """Around a change of `template` (its row locked): store what was done and how it stood before.

    A change that turns out to change nothing is not stored. `words` is a sentence for people; a function is
    called after the change, for what is known only then.
    """
    before = snapshot(template)
    yield
    if snapshot(template) == before:
        return
    text = words() if callable(words) else words
    TemplateEdit.objects.create(template=template, words=shortened(text), before=before, made_by=by)
    oldest = template.edits.values_list("pk", flat=True)[MOST_KEPT : MOST_KEPT + 1]
    for pk in oldest:
        template.edits.filter(pk__lte=pk).delete()


def shortened(words):
    """`words` as far as they fit in the list of changes."""
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1]}…"
