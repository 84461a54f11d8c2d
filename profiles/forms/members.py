"""Inviting people, and limiting what they see."""

from django import forms

from profiles.enums import INSTITUTION_ROLES, Role
from profiles.forms.base import StageForm
from profiles.forms.fields import ChoicesOrNoneField, EmailField
from profiles.models import Institution, Leerplaats, School

ALL = "alle"
ROLE_HINTS = {
    Role.COORDINATOR: "Ziet alles van de instelling, koppelt studenten en nodigt mensen uit.",
    Role.PRAKTIJKOPLEIDER: "Houdt leerplaatsprofielen bij en ziet de studenten op die leerplaatsen.",
    Role.WERKBEGELEIDER: "Ziet alleen de studenten die deze collega begeleidt.",
}
CHOOSE_SCOPE = "Kies de leerplaatsen van deze collega, of kies 'Alle leerplaatsen'."


class ScopeField(ChoicesOrNoneField):
    """Leerplaatsen of the given institutions, or all of them. Gives a list; empty means all."""

    def __init__(self, **kwargs):
        super().__init__(exclusive=ALL, label="Welke leerplaatsen?", **kwargs)

    def offer(self, institutions):
        """Offer the leerplaatsen of these institutions."""
        leerplaatsen = Leerplaats.objects.filter(institution__in=institutions).in_use().with_place()
        self.leerplaatsen = {str(row.pk): row for row in leerplaatsen}
        named = [(key, f"{row.name} ({row.location.name})") for key, row in self.leerplaatsen.items()]
        self.choices = [*named, (ALL, "Alle leerplaatsen")]

    def rows(self, values):
        """The leerplaatsen behind the ticked values."""
        return [self.leerplaatsen[value] for value in values if value != ALL]


class PersonForm(StageForm, forms.Form):
    """Whom to invite."""

    name = forms.CharField(
        label="Naam",
        max_length=120,
        help_text="Voornaam en achternaam. Studenten zien alleen de voornaam.",
        error_messages={
            "required": "Vul de naam in, bijvoorbeeld Samira Bakker.",
            "max_length": "Kort de naam in tot %(limit_value)d tekens.",
        },
    )
    email = EmailField(label="E-mailadres op het werk")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in ("name", "email"):
            self.fields[field].widget.attrs["autocomplete"] = "off"  # it is somebody else's


class ColleagueForm(PersonForm):
    """A colleague of the own institution. `institutions` are those the coordinator may choose from."""

    mark_optional = False  # whether leerplaatsen are needed depends on the role, and the hint says so

    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label="Instelling",
        empty_label="Kies een instelling",
        error_messages={"required": "Kies bij welke instelling deze collega hoort."},
    )
    role = forms.ChoiceField(
        label="Rol",
        choices=[(role.value, role.label) for role in INSTITUTION_ROLES],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat deze collega gaat doen."},
    )
    leerplaatsen = ScopeField(
        required=False,
        help_text="Kies dit voor een praktijkopleider of werkbegeleider. Een coördinator ziet altijd alles.",
    )

    def __init__(self, *args, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].option_hints = ROLE_HINTS
        self.fields["leerplaatsen"].offer(institutions)
        self.fields["institution"].queryset = institutions
        self.only_institution = institutions[0] if len(institutions) == 1 else None
        if self.only_institution:
            del self.fields["institution"]

    def clean(self):
        """Give the institution and the leerplaatsen as rows; a coordinator has no limits."""
        values = super().clean()
        values.setdefault("institution", self.only_institution)
        rows = self.fields["leerplaatsen"].rows(values.get("leerplaatsen", ()))
        if values.get("role") == Role.COORDINATOR:
            rows = []
        elif values.get("role") and not values.get("leerplaatsen") and "leerplaatsen" not in self.errors:
            self.add_error("leerplaatsen", CHOOSE_SCOPE)
        if values["institution"] and any(row.institution != values["institution"] for row in rows):
            self.add_error("leerplaatsen", f"Kies alleen leerplaatsen van {values['institution']}.")
        return {**values, "leerplaatsen": rows}


class ScopeForm(StageForm, forms.Form):
    """The leerplaatsen of a role that exists."""

    leerplaatsen = ScopeField(error_messages={"required": CHOOSE_SCOPE})

    def __init__(self, *args, membership, **kwargs):
        chosen = [str(pk) for pk in membership.leerplaatsen.values_list("pk", flat=True)]
        super().__init__(*args, initial={"leerplaatsen": chosen or [ALL]}, **kwargs)
        self.fields["leerplaatsen"].offer([membership.institution])

    def clean_leerplaatsen(self):
        """The leerplaatsen as rows; empty means all."""
        return self.fields["leerplaatsen"].rows(self.cleaned_data["leerplaatsen"])


class LeadForm(PersonForm):
    """Someone who leads: of an institution, a school or the region. Which one, says the role."""

    organisation = forms.ChoiceField(
        label="Waarvoor?",
        error_messages={"required": "Kies voor welke instelling of school deze persoon werkt."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        institutions = [(f"institution-{row.pk}", row.name) for row in Institution.objects.all()]
        schools = [(f"school-{row.pk}", row.name) for row in School.objects.all()]
        self.fields["organisation"].choices = [
            ("", "Kies een instelling of school"),
            (Role.COORDINATOR.label, institutions),
            (Role.SCHOOL_COORDINATOR.label, schools),
            (Role.REGIONAL_ADMIN.label, [("region", "De hele regio")]),
        ]

    def clean(self):
        """Add role, institution and school."""
        values = {**super().clean(), "role": Role.REGIONAL_ADMIN, "institution": None, "school": None}
        kind, _, pk = values.get("organisation", "").partition("-")
        if kind == "institution":
            values |= {"role": Role.COORDINATOR, "institution": Institution.objects.get(pk=pk)}
        elif kind == "school":
            values |= {"role": Role.SCHOOL_COORDINATOR, "school": School.objects.get(pk=pk)}
        return values


class MemberSearch(StageForm, forms.Form):
    """Looks for people by name or e-mail address."""

    mark_optional = False
    zoek = forms.CharField(label="Naam of e-mailadres", required=False, max_length=100)
    geweest = forms.BooleanField(label="Ook wie niet meer meedoet", required=False)
