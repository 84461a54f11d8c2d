"""Where an answer is given: an institution, one of its locations, or a leerplaats that says it differently."""

from functools import cached_property

from django.urls import reverse

from profiles.inheritance import Inheritance, inheritance_of, levels_of, register_of
from profiles.models import Leerplaats, SharedAnswers


class InstitutionScope:
    """Everything for the pages of an institution; nobody stands above it."""

    def __init__(self, institution):
        self.institution, self.location = institution, None
        self.title, self.origin = f"heel {institution.name}", institution.name
        self.list_url = reverse("institution-shared", args=[institution.pk])
        self.requirements_url = reverse("institution-requirements", args=[institution.pk])

    @property
    def keys(self):
        """Which row of SharedAnswers it is, as keyword arguments of the actions."""
        return {"institution": self.institution, "location": self.location}

    @cached_property
    def answers(self):
        """The stored answers."""
        row = SharedAnswers.objects.filter(**self.keys).first()
        return row.answers if row else {}

    @cached_property
    def inheritance(self):
        """What those above say, and the register of requirements."""
        return Inheritance((), register_of(self.institution.pk))

    @property
    def leerplaatsen(self):
        """The leerplaatsen for which it holds."""
        return Leerplaats.objects.filter(institution=self.institution)

    @cached_property
    def online_count(self):
        """How many leerplaatsen that are online show it."""
        return self.leerplaatsen.online().count()

    def topic_url(self, topic):
        """The page of one topic."""
        return reverse("institution-shared-topic", args=[self.institution.pk, topic.key])

    def requirement_url(self, requirement):
        """The page of one requirement."""
        return reverse("institution-requirement", args=[self.institution.pk, requirement.pk])


class LocationScope(InstitutionScope):
    """Everything for the pages of a location; its institution stands above it."""

    def __init__(self, location):
        super().__init__(location.institution)
        self.location = location
        self.title, self.origin = f"locatie {location.name}", location.name
        self.list_url = reverse("location-shared", args=[location.pk])
        self.requirements_url = reverse("location-requirements", args=[location.pk])

    @cached_property
    def inheritance(self):
        """What the institution says, and the register of requirements."""
        rows = SharedAnswers.objects.filter(institution=self.institution, location=None).select_related("institution")
        return Inheritance(levels_of(rows), register_of(self.institution.pk))

    @property
    def leerplaatsen(self):
        """The leerplaatsen at this location."""
        return Leerplaats.objects.filter(location=self.location)

    def topic_url(self, topic):
        """The page of one topic."""
        return reverse("location-shared-topic", args=[self.location.pk, topic.key])

    def requirement_url(self, requirement):
        """The page of one requirement."""
        return reverse("location-requirement", args=[self.location.pk, requirement.pk])


class LeerplaatsScope:
    """Everything for the requirements of one leerplaats, in its concept."""

    def __init__(self, leerplaats, profile):
        self.leerplaats, self.profile, self.institution = leerplaats, profile, leerplaats.institution
        self.title = self.origin = leerplaats.name
        self.requirements_url = reverse("requirement-list", args=[leerplaats.pk])

    @property
    def answers(self):
        """The answers in the concept."""
        return self.profile.answers

    @property
    def inheritance(self):
        """What location and institution say, and the register of requirements."""
        return inheritance_of(self.leerplaats)

    def requirement_url(self, requirement):
        """The page of one requirement."""
        return reverse("requirement-answer", args=[self.leerplaats.pk, requirement.pk])
