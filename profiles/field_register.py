"""How the register of fields is written: per model what each field is about, why and until when it is kept.

Each package keeps its own entries in `registered_fields`, beside its models. A test fails on a model or field
without a line, and on a line without a field. The public page, the download of own data and whoever erases
read the same entries.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.db.models import TextChoices

from profiles.field_words import WORDS
from profiles.kept_until import Term


class Category(TextChoices):
    """What a field is about."""

    PERSON = "person", "Over wie het gaat"
    CONTACT = "contact", "Bereikbaar zijn"
    EDUCATION = "education", "Opleiding"
    STAGE = "stage", "De stage"
    GUIDANCE = "guidance", "Begeleiding"
    CONSENT = "consent", "Toestemming"
    TRACE = "trace", "Wie wat deed, en wanneer"
    NONE = "none", "Niet over een student"
    TECHNICAL = "technical", "Voor het programma zelf"
    SEALED = "sealed", "Beveiliging: niet leesbaar bewaard"


class Erase(TextChoices):
    """What happens to a row when its term is over, or when somebody asks."""

    ROW = "row", "De hele regel gaat weg."
    NAME = "name", "De naam gaat weg, de rest blijft."
    STAYS = "stays", "Gaat niet over een student. Blijft zolang het nodig is."


class Group(TextChoices):
    """Where an entry stands on the public page, in this order."""

    STUDENTS = "studenten", "Studenten en hun aanvraag"
    STAGES = "stages", "De stage"
    GUIDANCE = "begeleiding", "Begeleiding"
    MAIL = "mail", "Mails, links en codes"
    MATCHING = "koppelen", "Koppelen"
    WORKERS = "collegas", "Mensen die hier werken"
    PLACES = "leerplaatsen", "Leerplaatsen en profielen"
    PAPERS = "bladen", "Sjablonen en bladen"
    ORGANISATIONS = "organisaties", "Instellingen, scholen en de regio"


@dataclass(frozen=True)
class Entry:
    """One model. Each of its fields stands in exactly one of the categories, as names with a space between.

    Only the number of a row, `id`, goes without saying: it is technical everywhere. `of` are the paths from a row
    to the person it belongs to: a student or an account; "self" for the row itself.
    """

    model: str
    title: str
    group: Group
    purpose: str
    term: Term
    erase: Erase
    of: tuple[str, ...] = ()
    person: str = ""
    contact: str = ""
    education: str = ""
    stage: str = ""
    guidance: str = ""
    consent: str = ""
    trace: str = ""
    none: str = ""
    technical: str = ""
    sealed: str = ""
    words: dict = field(default_factory=dict)  # names of fields that need other words here than elsewhere

    @property
    def by_category(self):
        """(category, names of fields) for each category that has any."""
        named = ((category, getattr(self, category.value).split()) for category in Category)
        return [(category, names) for category, names in named if names]

    @cached_property
    def category_of(self):
        """{name of a field: its category}."""
        return {"id": Category.TECHNICAL} | {name: category for category, names in self.by_category for name in names}

    def word(self, name):
        """What a field is called in Dutch: the words of this entry, of the field itself, or of every field so named."""
        if name in self.words:
            return self.words[name]
        verbose = str(self.model_class._meta.get_field(name).verbose_name)
        return WORDS.get(name, verbose) if verbose in (name.replace("_", " "), "ID") else verbose

    @property
    def model_class(self):
        """The model itself. Names are unique over our packages."""
        return _models()[self.model]


def _models():
    labels = ("profiles", "toolbox", "onboarding")
    return {model.__name__: model for label in labels for model in apps.get_app_config(label).get_models()}
