"""What an own version has not decided about yet: where the sjabloon above it changed since it was copied.

A difference is a line with other words above (changed), a line that is only there (new), a line that was taken out
there (gone), or another introduction. Words that are the same are no difference, whatever the counts of versions
say. Lines that are locked above follow by themselves, so there is nothing to decide about them.
"""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from profiles.comparing import changed_lines
from toolbox.actions.templates import FOLLOWED
from toolbox.line_words import line_facts, programme_names
from toolbox.models import Item, Template

CHANGED, NEW, GONE, INTRO = "changed", "new", "gone", "intro"


@dataclass(frozen=True)
class Difference:
    """One thing to decide about. `own` is the line of the version, `source` the one above; None where there is none.

    `seen` says which texts it is about: a decision holds only for these.
    """

    kind: str
    template: Template
    own: Item | None = None
    source: Item | None = None

    @property
    def key(self):
        """Its name in the form: "intro", or whose line it is about."""
        if self.kind == INTRO:
            return INTRO
        return f"{self.kind}-{self.source.pk if self.kind == NEW else self.own.pk}"

    @property
    def seen(self):
        """The versions of the texts."""
        if self.kind == INTRO:
            return f"{self.template.intro_version}.{self.template.based_on.intro_version}"
        return f"{self.own.version if self.own else 0}.{self.source.version}"

    @property
    def same_text(self):
        """What the line says here and above, when only something else about it is different; else empty."""
        return self.own.text if self.kind == CHANGED and self.own.text == self.source.text else ""

    @property
    def part(self):
        """The title of the part that it stands in."""
        return "Inleiding" if self.kind == INTRO else (self.own or self.source).section.title


def differences_of(template):
    """What is to be decided in one own version (based_on at hand), in the order of its page."""
    return differences_in([template])[template.pk]


def differences_in(templates):
    """The differences per key of `templates` (based_on at hand): three queries, however many there are."""
    found = {template.pk: [] for template in templates}
    versions = {template.pk: template for template in templates if template.based_on_id}
    for template in versions.values():
        behind = template.based_on.intro_version > template.source_intro_version
        if behind and template.based_on.intro != template.intro:
            found[template.pk].append(Difference(INTRO, template))
    for own in _changed_or_gone(versions):
        template = versions[own.section.template_id]
        if own.source.removed_at or own.source.section.removed_at:
            found[template.pk].append(Difference(GONE, template, own, own.source))
        elif _words_of(own) != _words_of(own.source):
            found[template.pk].append(Difference(CHANGED, template, own, own.source))
    for template, source in _new(versions):
        found[template.pk].append(Difference(NEW, template, None, source))
    for rows in found.values():
        rows.sort(key=_order)
    return found


def _changed_or_gone(versions):
    """The lines of `versions` whose source has another version, or was taken out."""
    source_gone = Q(source__removed_at__isnull=False) | Q(source__section__removed_at__isnull=False)
    lines = Item.objects.kept().filter(section__template__in=versions, section__removed_at=None)
    waiting = lines.filter(source_gone | Q(source__version__gt=F("source_version")))
    return waiting.select_related("section", "source__section").order_by("pk")


def _new(versions):
    """Pairs of a version and a line above it that it has no copy of, not even one that was taken out."""
    copied = Item.objects.filter(source=OuterRef("line"), section__template=OuterRef("pk"))
    pairs = (
        Template.objects.filter(
            pk__in=versions,
            based_on__sections__removed_at=None,
            based_on__sections__items__isnull=False,
            based_on__sections__items__removed_at=None,
        )
        .annotate(line=F("based_on__sections__items"))
        .filter(~Exists(copied))
        .values_list("pk", "line")
    )
    pairs = list(pairs)
    lines = Item.objects.select_related("section").in_bulk({line for _, line in pairs})
    return [(versions[pk], lines[line]) for pk, line in pairs]


def _order(difference):
    line = difference.own or difference.source
    return (line.section.position, line.position, line.pk) if line else (0, 0, 0)


def _words_of(item):
    return [getattr(item, name) for name in FOLLOWED]


def with_lines(differences):
    """Pairs of a difference and what goes and comes when it is taken over, as ChangedLines (at most one query)."""
    names = programme_names(differences[0].template.kind) if differences else {}
    return [(one, tuple(changed_lines(*_words_beside(one, names)))) for one in differences]


def _words_beside(difference, names):
    """What the version says, and what it will say after taking over."""
    if difference.kind == INTRO:
        return difference.template.intro.splitlines(), difference.template.based_on.intro.splitlines()
    own = _line_words(difference.own, names) if difference.own else []
    return own, [] if difference.kind == GONE else _line_words(difference.source, names)


def _line_words(item, names):
    named = (
        f"Toelichting: {item.note}" if item.note else "",
        f"Korte naam: {item.short_name}" if item.short_name else "",
        "Nodig voor een goede start" if item.critical else "",
        "Zonder dit mag de student niet starten" if item.blocking else "",
    )
    return [line for line in (item.text, *named, *line_facts(item, names)) if line]
