"""Institutions, their locations, and schools."""

import re

from django import forms
from django.core.exceptions import ValidationError

from profiles.forms.base import StageForm
from profiles.forms.fields import PhoneField
from profiles.models import Institution, Location, School

POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})")
WRONG_EMAIL = "Dit e-mailadres klopt nog niet. Vul het zo in: naam@instelling.nl."


class PostcodeField(forms.CharField):
    """A Dutch postcode, kept as "3011 AB"."""

    widget = forms.TextInput(attrs={"class": "input-short", "autocomplete": "postal-code"})

    def clean(self, value):
        """The postcode with a space. Raises ValidationError for anything else."""
        text = super().clean(value)
        if not text:
            return ""
        found = POSTCODE.fullmatch(text)
        if not found:
            raise ValidationError("Schrijf de postcode zo: 3011 AB.", code="invalid")
        return f"{found[1]} {found[2].upper()}"


class InstitutionForm(StageForm, forms.ModelForm):
    """An institution, as schools and students reach it."""

    phone = PhoneField(label="Telefoonnummer", required=False)
    website = forms.URLField(
        label="Website",
        required=False,
        assume_scheme="https",
        widget=forms.TextInput,
        error_messages={"invalid": "Vul het hele adres in. Bijvoorbeeld https://www.instelling.nl."},
    )

    class Meta:
        model = Institution
        fields = ["name", "email", "phone", "website"]
        help_texts = {"email": "Liever een adres van het team dan van één persoon."}
        error_messages = {
            "name": {
                "required": "Vul de naam van de instelling in.",
                "unique": "Er is al een instelling met deze naam.",
                "max_length": "Kort de naam in tot %(limit_value)d tekens.",
            },
            "email": {
                "required": "Vul het e-mailadres in, bijvoorbeeld stage@instelling.nl.",
                "invalid": WRONG_EMAIL,
            },
        }


class LocationForm(StageForm, forms.ModelForm):
    """A location with the address students travel to."""

    postcode = PostcodeField(label="Postcode", error_messages={"required": "Vul de postcode in, bijvoorbeeld 3011 AB."})
    phone = PhoneField(label="Telefoonnummer van de receptie", required=False)

    class Meta:
        model = Location
        fields = ["name", "street", "postcode", "town", "phone"]
        help_texts = {"name": "Zoals studenten hem kennen. Bijvoorbeeld Kadeburg Zuid."}
        error_messages = {
            "name": {"required": "Vul de naam van de locatie in, bijvoorbeeld Kadeburg Zuid."},
            "street": {"required": "Vul de straat en het nummer in, bijvoorbeeld Kadeplein 4."},
            "town": {"required": "Vul de plaats in, bijvoorbeeld Rotterdam."},
        }

    def clean_name(self):
        """The name is free within the institution."""
        name = self.cleaned_data["name"]
        same = Location.objects.filter(institution=self.instance.institution_id, name__iexact=name)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError("Er is al een locatie met deze naam. Kies een andere naam.", code="unique")
        return name


class SchoolForm(StageForm, forms.ModelForm):
    """A school, with its stagebureau."""

    phone = PhoneField(label="Telefoonnummer", required=False)

    class Meta:
        model = School
        fields = ["name", "email", "phone"]
        error_messages = {
            "name": {
                "required": "Vul de naam van de school in.",
                "unique": "Er is al een school met deze naam.",
                "max_length": "Kort de naam in tot %(limit_value)d tekens.",
            },
            "email": {
                "required": "Vul het e-mailadres van het stagebureau in, bijvoorbeeld stagebureau@school.nl.",
                "invalid": "Dit e-mailadres klopt nog niet. Vul het zo in: naam@school.nl.",
            },
        }
