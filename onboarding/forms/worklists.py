"""Forms of work lists: a new list, the code that opens one, and who ticks."""

from django import forms

from onboarding.models import TaskChange, WorkList
from onboarding.worklists import SERVICES
from profiles.forms.base import StageForm
from profiles.forms.fields import EmailField
from profiles.models import Location
from toolbox.enums import Owner

NAME_WORDS = "Vul in wie je bent, bijvoorbeeld Jo of Jo van ICT."


class WorkListForm(StageForm, forms.Form):
    """For which service, where, and to which mailbox."""

    institution = forms.ModelChoiceField(
        label="Instelling",
        queryset=None,
        empty_label=None,
        error_messages={"required": "Kies een instelling.", "invalid_choice": "Kies een instelling uit de lijst."},
    )
    owner = forms.ChoiceField(
        label="Voor welke dienst?",
        choices=[(owner.value, owner.label) for owner in SERVICES],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor welke dienst de lijst is."},
    )
    location = forms.ModelChoiceField(
        label="Voor welke locatie?",
        required=False,
        queryset=Location.objects.none(),
        empty_label="Alle locaties",
        error_messages={"invalid_choice": "Kies een locatie uit de lijst."},
    )
    email = EmailField(
        label="E-mailadres van de dienst",
        help_text="Het beste is een gedeelde mailbox. De link en de codes gaan naar dit adres.",
    )

    def __init__(self, data=None, *, institutions, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["institution"].queryset = institutions
        self.fields["location"].queryset = Location.objects.filter(institution__in=institutions).order_by("name")
        first = institutions.first()
        if institutions.count() == 1:
            self.initial["institution"] = first.pk
            self.fields["institution"].widget = forms.HiddenInput()

    def clean(self):
        """The location is one of the institution, and the service has no list there yet."""
        data = super().clean()
        institution, location = data.get("institution"), data.get("location")
        if institution and location and location.institution_id != institution.pk:
            self.add_error("location", "Deze locatie hoort bij een andere instelling. Kies een andere locatie.")
        same = WorkList.objects.standing().filter(institution=institution, owner=data.get("owner"), location=location)
        if institution and data.get("owner") and same.exists():
            self.add_error("owner", already(Owner(data["owner"]), location))
        return data


def already(owner, location):
    """The sentence for a service that has a list."""
    where = f" op {location.name}" if location else ""
    return f"{owner.label} heeft al een lijst{where}. Kies een andere dienst of locatie."


class WorkListCodeForm(StageForm, forms.Form):
    """The six digits of the mail. Spaces and dashes that come along with pasting do no harm."""

    mark_optional = False
    code = forms.CharField(
        label="Code van 6 cijfers",
        max_length=40,
        error_messages={
            "required": "Vul de 6 cijfers in die in de mail staan.",
            "max_length": "De code is 6 cijfers. Kijk in je nieuwste mail.",
        },
        widget=forms.TextInput(attrs={"class": "input-code", "autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self):
        """Only the digits."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())


class WhoForm(StageForm, forms.Form):
    """Who ticks: asked once in a browser."""

    mark_optional = False
    name = forms.CharField(
        label="Wie ben je?",
        help_text="Je voornaam is genoeg. Zo weten je collega's wie iets regelde.",
        max_length=TaskChange._meta.get_field("name").max_length,
        error_messages={"required": NAME_WORDS, "max_length": "Je naam is te lang. Je voornaam is genoeg."},
        widget=forms.TextInput(attrs={"class": "input-medium", "autocomplete": "given-name"}),
    )

    def clean_name(self):
        """On one line."""
        return " ".join(self.cleaned_data["name"].split())
