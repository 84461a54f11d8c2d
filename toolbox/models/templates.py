"""Sjablonen: the regional originals, and the versions that institutions and leerplaatsen made of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone

from profiles.dutch import count
from profiles.enums import LeadUnit, Role, Sector
from profiles.models import Leerplaats
from toolbox.enums import ALSO_BY_HAND, Answer, Level, Owner, Signal
from toolbox.formats import FORMATS

NEAREST_FIRST = Case(
    When(level=Level.LEERPLAATS, then=Value(0)),
    When(level=Level.INSTITUTION, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


class TemplateQuerySet(models.QuerySet):
    """Sjablonen in domain words."""

    def current(self):
        """Those that are not archived."""
        return self.filter(archived_at__isnull=True)

    def visible_to(self, identity):
        """The regional originals and those of the person's own institutions, also of their leerplaatsen."""
        if identity.is_regional_admin:
            return self.filter(level=Level.REGION)
        return self.filter(Q(level=Level.REGION) | Q(institution__in=identity.institution_ids()))

    def editable_by(self, identity):
        """The originals for the region, those of one's institutions for a coordinator, of one's leerplaatsen for
        whoever keeps their profile."""
        own = Q(institution__in=identity.institution_ids(Role.COORDINATOR)) | Q(
            level=Level.LEERPLAATS, leerplaats__in=Leerplaats.objects.editable_by(identity)
        )
        return self.filter(own | Q(level=Level.REGION)) if identity.is_regional_admin else self.filter(own)

    def in_force(self, leerplaats):
        """Per format the one that holds for `leerplaats`: its own, else that of its institution, else the region's."""
        return (
            self.current()
            .filter(
                Q(level=Level.REGION)
                | Q(level=Level.INSTITUTION, institution=leerplaats.institution_id)
                | Q(level=Level.LEERPLAATS, leerplaats=leerplaats)
            )
            .order_by("format", NEAREST_FIRST)
            .distinct("format")
        )


class Template(models.Model):
    """A sjabloon of one format. An own version remembers the one above it that it was copied from.

    Archived means: no longer in force. The rows stay, because tasks and checks of the past came from them.
    """

    format = models.CharField("Soort", max_length=30)  # a key of FORMATS
    level = models.CharField(max_length=12, choices=Level)
    institution = models.ForeignKey(
        "profiles.Institution", on_delete=models.PROTECT, null=True, blank=True, related_name="templates"
    )
    leerplaats = models.ForeignKey(
        "profiles.Leerplaats", on_delete=models.PROTECT, null=True, blank=True, related_name="templates"
    )
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="copies")
    intro = models.TextField("Inleiding", blank=True)
    intro_version = models.PositiveIntegerField(default=1)
    # Which introduction of `based_on` was copied, or last decided about.
    source_intro_version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="template_level_fits_owner",
                condition=Q(level=Level.REGION, institution=None, leerplaats=None, based_on=None)
                | Q(level=Level.INSTITUTION, institution__isnull=False, leerplaats=None, based_on__isnull=False)
                | Q(
                    level=Level.LEERPLAATS,
                    institution__isnull=False,
                    leerplaats__isnull=False,
                    based_on__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                fields=["format", "institution", "leerplaats"],
                condition=Q(archived_at__isnull=True),
                nulls_distinct=False,
                name="template_one_per_owner",
            ),
            models.CheckConstraint(
                name="template_archived_by_needs_moment",
                condition=Q(archived_by__isnull=True) | Q(archived_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def kind(self):
        """The format, with its label, columns and module."""
        return FORMATS[self.format]

    @property
    def label(self):
        """What this format is called."""
        return self.kind.label

    @property
    def owner_words(self):
        """Whose version this is: "de regio", the institution or the leerplaats."""
        return str(self.leerplaats or self.institution or "de regio")


class SectionQuerySet(models.QuerySet):
    """Sections in domain words."""

    def kept(self):
        """Those that are not removed."""
        return self.filter(removed_at__isnull=True)


class Section(models.Model):
    """A headed group of items in a sjabloon. A removed one stays, with its items, so that it can come back."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="sections")
    source = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    position = models.PositiveIntegerField()
    title = models.CharField("Titel", max_length=80)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class ItemQuerySet(models.QuerySet):
    """Items in domain words."""

    def kept(self):
        """Those that are not removed."""
        return self.filter(removed_at__isnull=True)

    def shown_in(self, template):
        """The lines that stand in `template`, in order: not removed, and not in a removed part."""
        shown = self.kept().filter(section__template=template, section__removed_at=None)
        return shown.order_by("section__position", "section_id", "position", "pk")


class Item(models.Model):
    """One line of a sjabloon. Which columns count depends on the format (toolbox.formats).

    When is a number of days before stagedag 1, a stagedag (1 is the first day), a number of days before the last
    day (negative: after it), or nothing. A removed item stays, so that removing can be undone.

    `locked`: versions below this one keep the item as it is. A copy knows its `source`; `source_version` is the
    version of the source that was copied, or last decided about.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="items")
    source = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies")
    source_version = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField()
    text = models.CharField("Wat gebeurt er?", max_length=300)
    note = models.CharField("Toelichting", max_length=400, blank=True)
    short_name = models.CharField("Korte naam", max_length=40, blank=True)
    owner = models.CharField("Wie doet het?", max_length=20, choices=Owner, blank=True)
    days_before = models.PositiveSmallIntegerField("Dagen voor de start", null=True, blank=True)
    stagedag = models.PositiveSmallIntegerField("Stagedag", null=True, blank=True)
    days_before_end = models.SmallIntegerField("Dagen voor de laatste dag", null=True, blank=True)
    time = models.CharField("Hoe laat?", max_length=5, blank=True)
    place = models.CharField("Waar?", max_length=80, blank=True)
    lead_time = models.PositiveSmallIntegerField("Hoe lang duurt het regelen?", null=True, blank=True)
    lead_unit = models.CharField("Eenheid", max_length=10, choices=LeadUnit, blank=True)
    critical = models.BooleanField("Zonder dit kan de student niet goed starten", default=False)
    blocking = models.BooleanField("Zonder dit mag de student niet starten", default=False)
    fallback = models.CharField("Wat doe je als het niet lukt?", max_length=300, blank=True)
    locked = models.BooleanField("Vastgezet", default=False)
    visible_to_student = models.BooleanField("De student ziet dit", default=False)
    signal = models.CharField(max_length=20, choices=Signal, blank=True)
    answer = models.CharField("Hoe antwoord je?", max_length=10, choices=Answer, blank=True)
    choices = ArrayField(models.CharField(max_length=80), verbose_name="Antwoorden", default=list, blank=True)
    room = models.PositiveSmallIntegerField("Schrijfregels", default=0)
    # For whom: empty means everybody. Keys of programmes and not a relation: a line is copied by the hundred.
    for_programmes = ArrayField(models.BigIntegerField(), verbose_name="Opleidingen", default=list, blank=True)
    for_years = ArrayField(models.PositiveSmallIntegerField(), verbose_name="Leerjaren", default=list, blank=True)
    for_sectors = ArrayField(
        models.CharField(max_length=20, choices=Sector), verbose_name="Soorten zorg", default=list, blank=True
    )
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="item_one_moment",
                condition=Q(days_before__isnull=True, stagedag__isnull=True)
                | Q(days_before__isnull=True, days_before_end__isnull=True)
                | Q(stagedag__isnull=True, days_before_end__isnull=True),
            ),
            models.CheckConstraint(
                name="item_stagedag_from_one", condition=Q(stagedag__isnull=True) | Q(stagedag__gte=1)
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def also_by_hand(self):
        """Whether a person may tick it as well, because the portal does not always see the fact."""
        return self.signal in ALSO_BY_HAND

    @property
    def moment_words(self):
        """When, in words: "14 dagen voor de start", "stagedag 1"; empty for no fixed moment."""
        if self.days_before is not None:
            return f"{count(self.days_before, 'dag', 'dagen')} voor de start"
        if self.days_before_end is not None:
            return end_words(self.days_before_end)
        return f"stagedag {self.stagedag}" if self.stagedag else ""

    @property
    def short_moment_words(self):
        """The same moment for the narrow column of a sheet, where it stands on one line: "14 dagen ervoor"."""
        if self.days_before:
            return f"{count(self.days_before, 'dag', 'dagen')} ervoor"
        if self.days_before is not None:
            return "op de eerste dag"
        return short_end_words(self.days_before_end) if self.days_before_end else self.moment_words

    @property
    def locked_by(self):
        """The level above its own sjabloon that keeps this line as it is, or "" when its owner may change it."""
        line, template = self.source, self.section.template.based_on
        while line and template:
            if line.locked and not line.removed_at:
                return template.level
            line, template = line.source, template.based_on
        return ""

    @property
    def is_locked_by_above(self):
        """Whether the region or the institution keeps this line as it is: not changed, moved out or removed here."""
        return bool(self.locked_by)

    @property
    def locked_words(self):
        """ "Vastgezet door de regio", "Vastgezet door de instelling"; empty for a line that is free."""
        level = self.locked_by
        return f"Vastgezet door de {Level(level).label.lower()}" if level else ""

    def applies_to(self, *, programme_id, year, sector):
        """Whether it holds for a student of this opleiding and year on a leerplaats of this soort zorg."""
        return all(
            not chosen or value in chosen
            for chosen, value in (
                (self.for_programmes, programme_id),
                (self.for_years, year),
                (self.for_sectors, sector),
            )
        )


class TemplateEdit(models.Model):
    """One change of a sjabloon: what was done, by whom, and how it stood before, so that it can be undone."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="edits")
    words = models.CharField(max_length=200)  # "Regel aangepast: Het pasje ligt klaar op naam."
    before = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey("profiles.User", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.words


def end_words(days):
    """A moment counted from the last day: "7 dagen voor de laatste dag", "1 dag na de laatste dag"."""
    if not days:
        return "de laatste dag"
    return f"{count(abs(days), 'dag', 'dagen')} {'voor' if days > 0 else 'na'} de laatste dag"


def short_end_words(days):
    """That moment for a narrow column: "7 dagen voor eind", "1 dag na eind"."""
    return f"{count(abs(days), 'dag', 'dagen')} {'voor' if days > 0 else 'na'} eind"
