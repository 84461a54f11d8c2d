"""The list of sjablonen: per format which versions there are, whose they are, and what waits in them."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse

from profiles.dutch import count, enumerate_dutch, plain_date
from profiles.models import Institution, Leerplaats
from toolbox.differences import differences_in
from toolbox.enums import Level
from toolbox.formats import template_formats
from toolbox.models import Template

MOST_SHOWN = 4  # other versions of one format; more are folded


@dataclass(frozen=True)
class VersionRow:
    """One version of a format: whose it is, what it holds, and what waits."""

    url: str
    level: str  # "Regio", "Instelling", "Leerplaats"
    owner: str  # "Origineel van de regio", "Versie van Maasstroom"
    whose: str  # "de regio", "Maasstroom"
    facts: str
    waiting: str = ""  # "3 verschillen met het origineel"


@dataclass
class FormatRow:
    """A format with its versions, the one that holds most widely first."""

    key: str
    label: str
    purpose: str
    versions: list[VersionRow] = field(default_factory=list)

    @property
    def first(self):
        """The version that holds most widely."""
        return self.versions[0]

    @property
    def others(self):
        """The other versions: those that are shown at once, and those that are folded when there are many."""
        return self.versions[1 : MOST_SHOWN + 1], self.versions[MOST_SHOWN + 1 :]


def visible_versions(identity, leerplaats=None):
    """The versions that the list shows to this person; with `leerplaats` what holds there, one per format.

    Of leerplaatsen only those that are the person's own.
    """
    mine = Leerplaats.objects.editable_by(identity)
    rows = Template.objects.current().visible_to(identity).filter(~Q(level=Level.LEERPLAATS) | Q(leerplaats__in=mine))
    if leerplaats:
        rows = rows.filter(pk__in=Template.objects.in_force(leerplaats).values("pk"))
    kept = Count("sections__items", filter=Q(sections__removed_at=None, sections__items__removed_at=None))
    return list(
        rows.select_related("institution", "leerplaats", "updated_by", "based_on")
        .annotate(lines=kept)
        .order_by("-level", "institution__name", "leerplaats__sort_name")
    )


def families(templates, *, identity, family=None, uses=None):
    """Pairs of a family and its FormatRows, for `templates` as visible_versions gives them.

    `uses` has by the key of a sjabloon how many students have its list. A regional original that none of the
    person's institutions uses is left out: the page of the own version leads to it.
    """
    waiting = differences_in(templates)
    owners = _owners() if identity.is_regional_admin else None
    grouped = {}
    for kind in template_formats():
        if family and kind.family != family:
            continue
        own = sorted((one for one in templates if one.format == kind.key), key=_widest_first)
        own = own if owners else _without_unused(own, identity)
        if own:
            row = FormatRow(kind.key, kind.label, kind.purpose)
            row.versions = [_version(one, waiting[one.pk], owners, (uses or {}).get(one.pk, 0)) for one in own]
            grouped.setdefault(kind.family, []).append(row)
    return list(grouped.items())


def waiting_words(differences):
    """How much there is to decide: "3 verschillen met het origineel"; empty for nothing."""
    return f"{count(len(differences), 'verschil', 'verschillen')} met het origineel" if differences else ""


def owner_words(template):
    """Whose version it is: "Versie van De Kade"."""
    return f"Versie van {template.owner_words}" if template.institution_id else "Origineel van de regio"


def the_words(template):
    """The same within a sentence: "de versie van De Kade"."""
    return f"de versie van {template.owner_words}" if template.institution_id else "het origineel van de regio"


def changed_words(template):
    """When it was last changed and by whom; empty for what nobody touched."""
    if template.updated_by is None:
        return ""
    return f"Aangepast op {plain_date(template.updated_at)} door {template.updated_by.first_name}"


def _widest_first(template):
    return [Level.REGION, Level.INSTITUTION, Level.LEERPLAATS].index(template.level)


def _without_unused(own, identity):
    """Without the original, when every institution of the person has a version of its own."""
    covered = {one.institution_id for one in own if one.level == Level.INSTITUTION}
    if len(own) > 1 and identity.institution_ids() <= covered:
        return [one for one in own if one.level != Level.REGION]
    return own


def _version(template, differences, owners, students):
    facts = [count(template.lines, "regel", "regels")]
    if owners:
        facts.append(_region_words(template.format, *owners))
    if students:
        facts.append(f"In gebruik bij {count(students, 'student', 'studenten')}")
    facts.append(changed_words(template))
    return VersionRow(
        url=reverse("template-detail", args=[template.pk]),
        level=template.get_level_display(),
        owner=owner_words(template),
        whose=template.owner_words,
        facts=f"{'. '.join(filter(None, facts))}.",
        waiting=waiting_words(differences),
    )


def _owners():
    """Who has an own version: the names of institutions and the number of leerplaatsen per format; and all."""
    names, places = {}, {}
    own = Template.objects.current().exclude(level=Level.REGION).order_by("institution__name")
    for kind, level, name in own.values_list("format", "level", "institution__name"):
        if level == Level.INSTITUTION:
            names.setdefault(kind, []).append(name)
        else:
            places[kind] = places.get(kind, 0) + 1
    return names, places, Institution.objects.count()


def _region_words(kind, names, places, total):
    """How many institutions use the original, and who has a version of its own."""
    different = names.get(kind, [])
    using = total - len(different)
    all_words = (
        f"{using} van {count(total, 'instelling', 'instellingen')} {'gebruikt' if using == 1 else 'gebruiken'} dit"
    )
    words = f"Alle {total} instellingen gebruiken dit" if using == total > 1 else all_words
    apart = [*different, *([count(places[kind], "leerplaats", "leerplaatsen")] if places.get(kind) else [])]
    return f"{words}. Afwijkend: {enumerate_dutch(apart)}" if apart else words
