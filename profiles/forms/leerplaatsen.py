"""The details of a leerplaats."""

from django import forms
from django.core.exceptions import ValidationError

from profiles.forms.base import StageForm
from profiles.models import Leerplaats


class LeerplaatsForm(StageForm, forms.ModelForm):
    """Name, location, kind and sector; `locations` are those to choose from."""

    class Meta:
        model = Leerplaats
        fields = ["name", "location", "kind", "sector"]
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "name": "Zoals collega's hem noemen. Bijvoorbeeld De Kade, of wijkteam Oud-Charlois.",
            "sector": "Hiermee kiezen we welke vragen en woorden in het profiel passen.",
        }
        error_messages = {
            "name": {
                "required": "Vul de naam van de leerplaats in, bijvoorbeeld De Kade.",
                "max_length": "Kort de naam in tot %(limit_value)d tekens.",
            },
            "location": {"required": "Kies op welke locatie deze leerplaats is."},
            "kind": {"required": "Kies wat het is: een afdeling, een team of een wijk."},
            "sector": {"required": "Kies welke soort zorg deze leerplaats geeft."},
        }

    def __init__(self, *args, locations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = locations
        self.fields["location"].empty_label = "Kies een locatie"
        self.fields["kind"].choices = [choice for choice in self.fields["kind"].choices if choice[0]]
        self.fields["sector"].choices = [
            ("", "Kies de soort zorg"), *(c for c in self.fields["sector"].choices if c[0])
        ]  # fmt: skip

    def clean(self):
        """The name is free at the location; a leerplaats stays within its institution."""
        cleaned = super().clean()
        name, location = cleaned.get("name"), cleaned.get("location")
        if name and location:
            same = Leerplaats.objects.in_use().filter(location=location, name__iexact=name)
            if same.exclude(pk=self.instance.pk).exists():
                raise ValidationError({"name": f"Op {location} is al een leerplaats {name}. Kies een andere naam."})
        return cleaned
